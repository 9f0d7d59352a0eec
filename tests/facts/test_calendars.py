"""Bank holidays and clock packs as shipped, against the published list and against the rules behind it."""

import json
from datetime import date, timedelta
from decimal import Decimal
from itertools import groupby, pairwise

import pytest

from auditdesk import places
from auditdesk.audit.clocks import Unit
from auditdesk.audit.days import Calendar

NATIONS = ("england-and-wales", "scotland", "northern-ireland")
PACKS = ("england", "scotland", "wales")

PUBLISHED = {
    "england-and-wales": """
        2012: 01-02 04-06 04-09 05-07 06-04 06-05 08-27 12-25 12-26
        2013: 01-01 03-29 04-01 05-06 05-27 08-26 12-25 12-26
        2014: 01-01 04-18 04-21 05-05 05-26 08-25 12-25 12-26
        2015: 01-01 04-03 04-06 05-04 05-25 08-31 12-25 12-28
        2016: 01-01 03-25 03-28 05-02 05-30 08-29 12-26 12-27
        2017: 01-02 04-14 04-17 05-01 05-29 08-28 12-25 12-26
        2018: 01-01 03-30 04-02 05-07 05-28 08-27 12-25 12-26
        2019: 01-01 04-19 04-22 05-06 05-27 08-26 12-25 12-26
        2020: 01-01 04-10 04-13 05-08 05-25 08-31 12-25 12-28
        2021: 01-01 04-02 04-05 05-03 05-31 08-30 12-27 12-28
        2022: 01-03 04-15 04-18 05-02 06-02 06-03 08-29 09-19 12-26 12-27
        2023: 01-02 04-07 04-10 05-01 05-08 05-29 08-28 12-25 12-26
    """,
    "scotland": """
        2012: 01-02 01-03 04-06 05-07 06-04 06-05 08-06 11-30 12-25 12-26
        2017: 01-02 01-03 04-14 05-01 05-29 08-07 11-30 12-25 12-26
        2018: 01-01 01-02 03-30 05-07 05-28 08-06 11-30 12-25 12-26
        2019: 01-01 01-02 04-19 05-06 05-27 08-05 12-02 12-25 12-26
        2020: 01-01 01-02 04-10 05-08 05-25 08-03 11-30 12-25 12-28
        2021: 01-01 01-04 04-02 05-03 05-31 08-02 11-30 12-27 12-28
        2022: 01-03 01-04 04-15 05-02 06-02 06-03 08-01 09-19 11-30 12-26 12-27
        2023: 01-02 01-03 04-07 05-01 05-08 05-29 08-07 11-30 12-25 12-26
    """,
    "northern-ireland": """
        2017: 01-02 03-17 04-14 04-17 05-01 05-29 07-12 08-28 12-25 12-26
        2018: 01-01 03-19 03-30 04-02 05-07 05-28 07-12 08-27 12-25 12-26
        2019: 01-01 03-18 04-19 04-22 05-06 05-27 07-12 08-26 12-25 12-26
        2020: 01-01 03-17 04-10 04-13 05-08 05-25 07-13 08-31 12-25 12-28
        2021: 01-01 03-17 04-02 04-05 05-03 05-31 07-12 08-30 12-27 12-28
        2022: 01-03 03-17 04-15 04-18 05-02 06-02 06-03 07-12 08-29 09-19 12-26 12-27
        2023: 01-02 03-17 04-07 04-10 05-01 05-08 05-29 07-12 08-28 12-25 12-26
    """,
}


def holidays(nation: str) -> dict[date, str]:
    shipped = json.loads((places.resources() / "calendars" / f"{nation}.json").read_text("utf-8"))
    assert shipped["nation"] == nation
    return {date.fromisoformat(day["date"]): day["name"] for day in shipped["holidays"]}


def pack(name: str) -> dict[str, dict[str, str]]:
    shipped = json.loads((places.resources() / "clocks" / f"{name}.json").read_text("utf-8"))
    return {clock["id"]: clock for clock in shipped["clocks"]}


@pytest.mark.parametrize("nation", NATIONS)
def test_the_years_that_were_published_are_shipped_as_published(nation: str) -> None:
    shipped = holidays(nation)

    for line in PUBLISHED[nation].split("\n"):
        year, _, days = line.strip().partition(": ")
        listed = {date.fromisoformat(f"{year}-{day}") for day in days.split()}
        assert {day for day in shipped if str(day.year) == year} == listed, year


@pytest.mark.parametrize("nation", NATIONS)
def test_every_holiday_is_a_weekday_and_stands_once_in_order(nation: str) -> None:
    shipped = json.loads((places.resources() / "calendars" / f"{nation}.json").read_text("utf-8"))
    days = [date.fromisoformat(day["date"]) for day in shipped["holidays"]]

    assert all(earlier < later for earlier, later in pairwise(days))
    assert all(day.weekday() < 5 for day in days)
    assert [days[0].year, days[-1].year] == shipped["years"]
    assert shipped["years"][0] <= 2012
    assert shipped["years"][1] >= 2031


USUAL = [("england-and-wales", 8), ("scotland", 9), ("northern-ireland", 10)]


@pytest.mark.parametrize(("nation", "usual"), USUAL)
def test_a_year_has_its_usual_number_of_holidays_and_the_special_ones(nation: str, usual: int) -> None:
    special = {2011: 1, 2012: 1, 2022: 2, 2023: 1} | ({2026: 1} if nation == "scotland" else {})

    for year, days in groupby(sorted(holidays(nation)), key=lambda day: day.year):
        assert len(list(days)) == usual + special.get(year, 0), year


def test_easter_falls_where_the_church_puts_it() -> None:
    known = "2012-04-08 2016-03-27 2019-04-21 2024-03-31 2025-04-20 2026-04-05 2030-04-21 2031-04-13"

    shipped = holidays("northern-ireland")
    scotland = holidays("scotland")

    for sunday in map(date.fromisoformat, known.split()):
        assert shipped[sunday - timedelta(days=2)] == "Good Friday"
        assert shipped[sunday + timedelta(days=1)] == "Easter Monday"
        assert scotland[sunday - timedelta(days=2)] == "Good Friday"
        assert sunday + timedelta(days=1) not in scotland


def test_scotland_counts_easter_monday_as_a_working_day_and_the_second_of_january_not() -> None:
    calendar = Calendar({nation: frozenset(holidays(nation)) for nation in NATIONS}, "england-and-wales")

    thursday, tuesday = date(2016, 3, 24), date(2016, 3, 29)
    assert calendar.between(thursday, tuesday) == 1
    assert calendar.between(thursday, tuesday, "scotland") == 2
    assert calendar.after(date(2018, 12, 31), 1) == date(2019, 1, 2)
    assert calendar.after(date(2018, 12, 31), 1, "scotland") == date(2019, 1, 3)


def test_scotland_has_its_own_day_for_the_world_cup() -> None:
    day = date(2026, 6, 15)

    assert [nation for nation in NATIONS if day in holidays(nation)] == ["scotland"]


@pytest.mark.parametrize("name", PACKS)
def test_every_clock_has_a_whole_limit_in_a_unit_that_dates_decide(name: str) -> None:
    clocks = pack(name)

    for clock in clocks.values():
        assert Decimal(clock["limit"]) == int(clock["limit"]) > 0
        assert Unit(clock["unit"])
        assert clock["words"]
        assert clock["source"]


@pytest.mark.parametrize(
    ("name", "clock", "limit", "unit"),
    [
        ("england", "CK_CSEREV", "3", "calendar_months"),
        ("england", "CK_RHI", "72", "elapsed_hours"),
        ("england", "CK_ASSESS", "45", "working_days"),
        ("england", "CK_CORE", "10", "working_days"),
        ("scotland", "CK_CORE", "15", "working_days"),
        ("scotland", "CK_SCOT", "28", "calendar_days"),
        ("wales", "CK_WAL", "42", "working_days"),
    ],
)
def test_a_clock_has_the_limit_that_its_source_states(name: str, clock: str, limit: str, unit: str) -> None:
    stated = pack(name)[clock]

    assert (stated["limit"], stated["unit"]) == (limit, unit)
