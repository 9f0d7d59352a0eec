"""The nouns of a round as plain JSON and back, one way for desk and exchange (formats.md 8 to 11).

May not know what is done with the JSON: signed, sent or kept.
"""

import re
from collections.abc import Mapping
from datetime import date
from decimal import Decimal
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

from auditdesk.audit.clocks import Clock, Unit
from auditdesk.audit.days import Calendar
from auditdesk.audit.filling import Setting
from auditdesk.audit.round import (
    AGENCY,
    CASE_REF,
    READERS,
    ROUND_ID,
    Assignment,
    Case,
    Guidance,
    Incomplete,
    Ref,
    Round,
    Rules,
    Sample,
)
from auditdesk.audit.shape import DECIMAL, HASH, Part
from auditdesk.audit.written_decisions import read_decision, written_decision
from auditdesk.audit.written_earlier import read_earlier, written_earlier
from auditdesk.audit.written_returns import read_return, written_return
from auditdesk.canonical import Json

__all__ = [
    "read_assignment",
    "read_decision",
    "read_guidance",
    "read_return",
    "read_round",
    "read_rules",
    "read_sample",
    "read_setting",
    "written_assignment",
    "written_decision",
    "written_guidance",
    "written_return",
    "written_round",
    "written_rules",
    "written_sample",
    "written_setting",
]

_MOST_LINE = 200
_MOST_TEXT = 2_000
_MOST_CARD = 4_096
_MOST_CASES = 2_000
_MOST_SETTINGS = 100
_MOST_GUIDANCE = 50
_MOST_HOLIDAYS = 2_000
_CODE = re.compile(r"[A-Za-z0-9_.-]{1,64}")
_ZONE = re.compile(r"[A-Za-z0-9_+-]{1,32}(/[A-Za-z0-9_+-]{1,32}){0,2}")
_MATCH_KEY = re.compile(r"([0-9a-f]{64})?")  # empty once the round is closed
_ROUND_DATES = ("audit_date", "lookback_from", "lookback_to", "due_returns", "due_meeting", "due_report")
_ROUND_KEYS = (
    "id",
    "title",
    "theme",
    "nation",
    "timezone",
    "match_key",
    "purpose",
    "recipient",
    "coordinator",
)
_ASSIGNMENT_KEYS = ("case", "stratum", "agency", "reader", "asks", "due", "form", "withdrawn")
_SAMPLE_KEYS = ("cases", "form", "auditors", "threshold", "rules", "settings", "guidance", "earlier")


def written_round(audit_round: Round) -> Json:
    texts: dict[str, Json] = {key: getattr(audit_round, key) for key in _ROUND_KEYS}
    return texts | {key: getattr(audit_round, key).isoformat() for key in _ROUND_DATES}


def read_round(value: Json, place: str = "") -> Round:
    parts = Part(value, place).parts(*_ROUND_KEYS, *_ROUND_DATES)
    dates: dict[str, date] = {key: parts[key].date() for key in _ROUND_DATES}
    return Round(
        id=parts["id"].match(ROUND_ID),
        title=parts["title"].text(_MOST_LINE),
        theme=parts["theme"].match(_CODE),
        nation=parts["nation"].match(_CODE),
        timezone=_zone(parts["timezone"]),
        match_key=parts["match_key"].match(_MATCH_KEY),
        purpose=parts["purpose"].text(_MOST_TEXT),
        recipient=parts["recipient"].text(100),
        coordinator=parts["coordinator"].text(_MOST_CARD),
        **dates,
    )


def _zone(part: Part) -> str:
    name = part.match(_ZONE)
    try:
        ZoneInfo(name)
    except (ZoneInfoNotFoundError, ValueError, OSError):
        part.refuse("is no time zone")
    return name


def written_assignment(assignment: Assignment) -> Json:
    return {
        "case": assignment.ref.case,
        "stratum": assignment.stratum,
        "agency": assignment.ref.agency,
        "reader": assignment.ref.reader,
        "asks": assignment.asks,
        "due": assignment.due.isoformat(),
        "form": assignment.form,
        "withdrawn": assignment.withdrawn,
    }


def read_assignment(value: Json, place: str = "") -> Assignment:
    parts = Part(value, place).parts(*_ASSIGNMENT_KEYS)
    return Assignment(
        Ref(
            parts["case"].match(CASE_REF),
            parts["agency"].match(AGENCY),
            parts["reader"].whole(READERS.start, READERS.stop - 1),
        ),
        stratum=parts["stratum"].text(_MOST_LINE),
        asks=parts["asks"].truth(),
        due=parts["due"].date(),
        form=parts["form"].match(HASH),
        withdrawn=parts["withdrawn"].truth(),
    )


def written_setting(setting: Setting) -> dict[str, Json]:
    """The keys `clocks`, `holidays` and `settings` of a pack."""
    return {
        "clocks": [
            {"id": name, "limit": f"{clock.limit:f}", "unit": clock.unit.value}
            for name, clock in sorted(setting.clocks.items())
        ],
        "holidays": [
            {"nation": nation, "dates": [day.isoformat() for day in sorted(days)]}
            for nation, days in sorted(setting.calendar.holidays.items())
        ],
        "settings": dict(setting.local),
    }


def read_setting(value: Json, nation: str, place: str = "") -> Setting:
    """From a map with exactly the keys that `written_setting` gives; `nation` is the round's."""
    parts = Part(value, place).parts("clocks", "holidays", "settings")
    clocks: dict[str, Clock] = {}
    for part in parts["clocks"].list(_MOST_LINE):
        clock = _clock(part)
        clocks[clock.id] = clock
    holidays: dict[str, frozenset[date]] = {}
    for part in parts["holidays"].list(_MOST_LINE):
        inner = part.parts("nation", "dates")
        days = (day.date() for day in inner["dates"].list(_MOST_HOLIDAYS))
        holidays[inner["nation"].match(_CODE)] = frozenset(days)
    return Setting(Calendar(holidays, nation), clocks, _texts(parts["settings"]))


def _clock(part: Part) -> Clock:
    parts = part.parts("id", "limit", "unit")
    return Clock(parts["id"].match(_CODE), Decimal(parts["limit"].match(DECIMAL)), parts["unit"].one_of(Unit))


def _texts(part: Part) -> dict[str, str]:
    return {key: inner.text(_MOST_TEXT) for key, inner in part.map(_MOST_SETTINGS).items()}


def written_rules(rules: Rules) -> Json:
    return {
        "incomplete": rules.incomplete.value,
        "lock_minutes": rules.lock_minutes,
        "purge_days": rules.purge_days,
        "guard": list(rules.guard),
    }


def read_rules(value: Json, place: str = "") -> Rules:
    parts = Part(value, place).parts("incomplete", "lock_minutes", "purge_days", "guard")
    return Rules(
        incomplete=parts["incomplete"].one_of(Incomplete),
        lock_minutes=parts["lock_minutes"].whole(2, 60),
        purge_days=parts["purge_days"].whole(0, 3_650),
        guard=tuple(part.match(_CODE) for part in parts["guard"].list(_MOST_SETTINGS)),
    )


def written_guidance(guidance: Guidance) -> Json:
    return {"title": guidance.title, "text": guidance.text, "aspect": guidance.aspect}


def read_guidance(value: Json, place: str = "") -> Guidance:
    parts = Part(value, place).parts("title", "text", "aspect")
    return Guidance(parts["title"].text(_MOST_LINE), parts["text"].text(), parts["aspect"].text(_MOST_LINE))


def written_sample(sample: Sample) -> Json:
    return {
        "cases": [
            {
                "ref": case.ref,
                "agencies": list(case.agencies),
                "asks": case.asks,
                "stratum": case.stratum,
                "group": case.group,
                "board": case.board,
            }
            for case in sample.cases
        ],
        "form": sample.form,
        "auditors": dict(sample.auditors),
        "threshold": sample.threshold,
        "rules": written_rules(sample.rules),
        "settings": dict(sample.settings),
        "guidance": [written_guidance(guidance) for guidance in sample.guidance],
        "earlier": written_earlier(sample.earlier),
    }


def read_sample(value: Json, place: str = "") -> Sample:
    told = {"earlier": None, **value} if isinstance(value, dict) else value  # first kept without
    parts = Part(told, place).parts(*_SAMPLE_KEYS)
    return Sample(
        cases=tuple(_case(part) for part in parts["cases"].list(_MOST_CASES)),
        form=parts["form"].match(HASH),
        auditors=_people_per_agency(parts["auditors"]),
        threshold=parts["threshold"].whole(0, _MOST_CASES),
        rules=read_rules(parts["rules"].value, parts["rules"].place),
        settings=_texts(parts["settings"]),
        guidance=tuple(
            read_guidance(part.value, part.place) for part in parts["guidance"].list(_MOST_GUIDANCE)
        ),
        earlier=read_earlier(parts["earlier"]),
    )


def _case(part: Part) -> Case:
    parts = part.parts("ref", "agencies", "asks", "stratum", "group", "board")
    return Case(
        parts["ref"].match(CASE_REF),
        tuple(agency.match(AGENCY) for agency in parts["agencies"].list(_MOST_LINE)),
        parts["asks"].text(16),
        **{key: parts[key].text(_MOST_LINE) for key in ("stratum", "group", "board")},
    )


def _people_per_agency(part: Part) -> Mapping[str, int]:
    return {key: inner.whole(1, _MOST_LINE) for key, inner in part.map(_MOST_LINE).items()}
