"""How a clock comes out, by tables and beside a slow count, hour by hour and day by day."""

import json
from datetime import UTC, date, datetime, timedelta
from decimal import Decimal
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from auditdesk import places
from auditdesk.audit.clock_packs import LocalClockError, in_force
from auditdesk.audit.clocks import Clock, Clocks, Unit
from auditdesk.audit.days import Calendar

LONDON = ZoneInfo("Europe/London")
BANK_HOLIDAYS = frozenset(
    date.fromisoformat(day["date"])
    for day in json.loads((places.resources() / "calendars" / "england-and-wales.json").read_bytes())[
        "holidays"
    ]
)
CALENDAR = Calendar({"england": BANK_HOLIDAYS}, "england")
LIMITS = {
    "hours": Clock("hours", Decimal(72), Unit.ELAPSED_HOURS),
    "school": Clock("school", Decimal(1), Unit.SCHOOL_DAYS),
    "working": Clock("working", Decimal(1), Unit.WORKING_DAYS),
    "months": Clock("months", Decimal(3), Unit.CALENDAR_MONTHS),
    "days": Clock("days", Decimal(14), Unit.CALENDAR_DAYS),
}
CLOCKS = Clocks(LIMITS, CALENDAR, LONDON)
PACKS = ("england", "scotland", "wales")
moments = st.integers(0, 13 * 365 * 24 * 60).map(
    lambda minutes: datetime(2012, 1, 2, tzinfo=UTC) + timedelta(minutes=minutes)
)
spans = st.integers(0, 20 * 24 * 60).map(lambda minutes: timedelta(minutes=minutes))


def at(text: str) -> datetime:
    return datetime.fromisoformat(text).replace(tzinfo=LONDON)


def pack(nation: str) -> dict[str, object]:
    return dict(json.loads((places.resources() / "clocks" / f"{nation}.json").read_bytes()))


@pytest.mark.parametrize(
    ("clock", "start", "stop", "verdict"),
    [
        ("hours", "2016-03-26T20:00", "2016-03-29T20:30", "in_time"),  # 71 h 30 min: an hour was skipped
        ("hours", "2016-03-26T20:00", "2016-03-29T21:00", "in_time"),  # exactly 72 hours
        ("hours", "2016-03-26T20:00", "2016-03-29T21:01", "late"),
        ("hours", "2016-10-29T20:00", "2016-11-01T19:30", "late"),  # 72 h 30 min: an hour came twice
        ("school", "2016-05-03T02:00", "2016-05-03T08:29", "in_time"),
        ("school", "2016-05-03T02:00", "2016-05-03T08:30", "late"),
        ("school", "2016-05-03T08:30", "2016-05-04T08:29", "in_time"),
        ("school", "2016-04-29T20:00", "2016-05-03T08:00", "in_time"),  # a weekend and a bank holiday between
        ("school", "2016-04-29T20:00", "2016-05-03T09:00", "late"),
        ("working", "2016-12-23T23:00", "2016-12-28T23:59", "in_time"),
        ("working", "2016-12-23T23:00", "2016-12-29T00:01", "late"),
        ("months", "2015-11-30T10:00", "2016-02-29T23:00", "in_time"),
        ("months", "2015-11-30T10:00", "2016-03-01T00:00", "late"),
        ("days", "2016-01-01T23:00", "2016-01-15T23:59", "in_time"),
    ],
)
def test_a_clock_comes_out_as_procedure_counts(clock: str, start: str, stop: str, verdict: str) -> None:
    assert CLOCKS.verdict(clock, at(start), at(stop), at("2026-01-01T00:00")) == verdict


def test_dates_without_a_time_are_whole_days_apart_over_a_night_of_25_hours() -> None:
    hours = Clocks({"c": Clock("c", Decimal(48), Unit.ELAPSED_HOURS)}, CALENDAR, LONDON)
    first, last = date(2016, 10, 29), date(2016, 10, 31)

    assert hours.verdict("c", first, last, last) == "in_time"
    assert hours.verdict("c", at("2016-10-29T00:00"), at("2016-10-31T00:00"), last) == "late"


def test_what_is_missing_is_never_late() -> None:
    start, soon, much_later = at("2016-05-03T10:00"), at("2016-05-03T11:00"), at("2016-06-03T10:00")

    for clock in LIMITS:
        assert CLOCKS.verdict(clock, None, start, much_later) == "date_missing"
        assert CLOCKS.verdict(clock, start, None, soon) == "not_due"
        assert CLOCKS.verdict(clock, start, None, much_later + timedelta(days=100)) == "not_done"


@given(moments, spans)
def test_hours_are_counted_on_the_time_line(start: datetime, span: timedelta) -> None:
    local_start, local_stop = start.astimezone(LONDON), (start + span).astimezone(LONDON)

    assert (CLOCKS.verdict("hours", local_start, local_stop, start) == "late") == (span > timedelta(hours=72))


@given(moments, spans, st.integers(1, 4))
def test_school_mornings_are_those_met_on_the_way(start: datetime, span: timedelta, limit: int) -> None:
    clocks = Clocks({"c": Clock("c", Decimal(limit), Unit.SCHOOL_DAYS)}, CALENDAR, LONDON)
    first, last = start.astimezone(LONDON), (start + span).astimezone(LONDON)
    met, day = 0, first.date()
    while day <= last.date():
        opens = datetime(day.year, day.month, day.day, 8, 30, tzinfo=LONDON)
        met += day.weekday() < 5 and day not in BANK_HOLIDAYS and first < opens <= last
        day += timedelta(days=1)

    assert (clocks.verdict("c", first, last, last) == "late") == (met >= limit)
    assert clocks.late_by("c", first, last) == (met - limit + 1 if met >= limit else None)


@given(moments, spans)
def test_working_days_are_those_met_on_the_way(start: datetime, span: timedelta) -> None:
    first, last = start.astimezone(LONDON).date(), (start + span).astimezone(LONDON).date()
    met = [
        day
        for n in range(1, (last - first).days + 1)
        if (day := first + timedelta(days=n)).weekday() < 5 and day not in BANK_HOLIDAYS
    ]

    assert (CLOCKS.verdict("working", start, start + span, start) == "late") == (len(met) > 1)


@pytest.mark.parametrize("nation", PACKS)
@given(day=st.dates(date(2006, 1, 1), date(2031, 12, 31)))
def test_at_most_one_value_of_a_clock_holds_on_a_day(nation: str, day: date) -> None:
    shipped = pack(nation)
    held = [
        one["id"]
        for part in ("clocks", "thresholds")
        for one in shipped[part]  # type: ignore[attr-defined]
        if one.get("from", "") <= day.isoformat() <= one.get("to", "9999")
    ]

    assert len(held) == len(set(held))
    assert {*in_force(shipped, day, {}).clocks, *in_force(shipped, day, {}).thresholds} == set(held)


def test_a_value_holds_from_its_first_day_to_its_last() -> None:
    changed = {
        "id": "p",
        "version": "2",
        "clocks": [
            {"id": "CK_A", "limit": "35", "unit": "working_days", "to": "2013-04-14"},
            {"id": "CK_A", "limit": "45", "unit": "working_days", "from": "2013-04-15"},
        ],
        "thresholds": [{"id": "CK_T", "limit": "5", "unit": "episodes", "from": "2010-01-01"}],
    }

    assert in_force(changed, date(2013, 4, 14), {}).clocks["CK_A"].limit == 35
    assert in_force(changed, date(2013, 4, 15), {}).clocks["CK_A"].limit == 45
    assert in_force(changed, date(2009, 12, 31), {}).thresholds == {}


def test_a_round_sets_its_own_values() -> None:
    held = in_force(
        pack("england"),
        date(2016, 6, 20),
        {"CK_CSEREV": "84 calendar_days", "CK_RHI": "48", "CK_STG1": "4", "mfh_counts": "both"},
    )

    assert held.clocks["CK_CSEREV"] == Clock("CK_CSEREV", Decimal(84), Unit.CALENDAR_DAYS)
    assert held.clocks["CK_RHI"] == Clock("CK_RHI", Decimal(48), Unit.ELAPSED_HOURS)
    assert (held.thresholds["CK_STG1"], held.thresholds["CK_STG2"], held.pack) == ("4", "9", "england 1.0.0")


@pytest.mark.parametrize(
    ("name", "text", "says"),
    [
        ("CK_NONE", "3", "CK_NONE: '3' is not for a clock that holds on 2016-06-20; those are CK_ASSESS"),
        ("CK_RHI", "soon", "CK_RHI: 'soon' is not a whole number from 1 to 1000"),
        ("CK_RHI", "0", "CK_RHI: '0' is not"),
        ("CK_RHI", "2.5", "CK_RHI: '2.5' is not"),
        ("CK_RHI", "NaN", "CK_RHI: 'NaN' is not"),
        ("CK_RHI", "3 moons", "CK_RHI: '3 moons' is not a number of working_days"),
        ("CK_STG1", "", "CK_STG1: '' is not"),
    ],
)
def test_a_local_value_that_is_none_is_told(name: str, text: str, says: str) -> None:
    with pytest.raises(LocalClockError) as refused:
        in_force(pack("england"), date(2016, 6, 20), {name: text})

    assert str(refused.value).startswith(says)
