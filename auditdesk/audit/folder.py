"""A round's file (contracts.md 4), as values: what a coordinator decides before a round starts.

May not know desks, nor what the theme's tool asks.
"""

import re
from dataclasses import dataclass
from datetime import date
from zoneinfo import ZoneInfo

from auditdesk.audit.given import GivenAnswer, answers
from auditdesk.audit.reading import Place, choice, day, refused, shaped
from auditdesk.audit.round import AGENCY, CASE_REF, ROUND_ID, Case, Guidance, Incomplete

LEAST_THRESHOLD, MOST_THRESHOLD = 3, 10
DEFAULT_THRESHOLD = 5
SHARING = range(1, 201)
"""How many people may share an agency's returns."""


@dataclass(frozen=True, slots=True)
class Plan:
    """What a coordinator decides before a round starts. `auditors`: how many share an agency's returns.

    `previous`: the figures file of the round to compare with, as written beside `round.yaml`; "" without one.
    """

    id: str
    title: str
    theme: str
    nation: str
    timezone: str
    audit_date: date
    lookback_from: date
    lookback_to: date
    due_returns: date
    due_meeting: date
    due_report: date
    purpose: str
    threshold: int
    incomplete: Incomplete
    cases: tuple[Case, ...]
    auditors: dict[str, int]
    settings: dict[str, str]
    guidance: tuple[Guidance, ...]
    previous: str
    common: tuple[GivenAnswer, ...]


def plan(top: Place) -> Plan:
    """`round.yaml` (or the file of `round new`).

    Raises:
        InputError: R_SHAPE naming file and line: a key that is unknown, missing or does not fit.
    """
    top.only("round title theme nation timezone audit_date look_back due suppression previous auditors cases "
             "incomplete common purpose settings guidance")  # fmt: skip
    back, due = top.at("look_back").only("from to"), top.at("due").only("returns meeting report")
    made = Plan(
        id=shaped(top, "round", ROUND_ID, "a round id such as CSE-2016-06"),
        title=top.text("title"),
        theme=top.text("theme"),
        nation=top.text("nation"),
        timezone=_zone(top),
        audit_date=day(top, "audit_date"),
        lookback_from=day(back, "from"),
        lookback_to=day(back, "to"),
        due_returns=day(due, "returns"),
        due_meeting=day(due, "meeting"),
        due_report=day(due, "report"),
        purpose=top.text("purpose", ""),
        threshold=_threshold(top),
        incomplete=choice(top, "incomplete", Incomplete, Incomplete.REFUSE),
        cases=_cases(top),
        auditors=_auditors(top),
        settings={key: value.scalar() for key, value in top.pairs("settings")},
        guidance=tuple(_guidance(one) for one in top.many("guidance")),
        previous=top.text("previous", ""),
        common=answers(top.at("common")) if top.has("common") else (),
    )
    if made.lookback_from > made.lookback_to:
        raise refused(back, "look_back starts after it ends")
    return made


def _zone(top: Place) -> str:
    name = top.text("timezone", "Europe/London")
    try:
        ZoneInfo(name)
    except (KeyError, ValueError, OSError):
        raise refused(top.at("timezone"), f"there is no time zone {name!r}") from None
    return name


def _threshold(top: Place) -> int:
    if not top.has("suppression"):
        return DEFAULT_THRESHOLD
    place = top.at("suppression").only("threshold")
    number = _number(place, "threshold")
    if not LEAST_THRESHOLD <= number <= MOST_THRESHOLD:
        raise refused(place, f"threshold: {number} is not from {LEAST_THRESHOLD} to {MOST_THRESHOLD}")
    return number


def _number(place: Place, key: str) -> int:
    text = place.text(key)
    if not re.fullmatch(r"[0-9]{1,4}", text):
        raise refused(place.at(key), f"{key}: {text!r} is not a whole number")
    return int(text)


def _auditors(top: Place) -> dict[str, int]:
    if not top.has("auditors"):
        return {}
    place = top.at("auditors")
    shares = {agency: _number(place, agency) for agency, _ in place.pairs()}
    for agency, people in shares.items():
        if people not in SHARING:
            raise refused(place.at(agency), f"{agency}: {people} is not from 1 to {SHARING[-1]} people")
    return shares


def _cases(top: Place) -> tuple[Case, ...]:
    cases = tuple(_case(one) for one in top.many("cases"))
    refs = [case.ref for case in cases]
    for ref, one in zip(refs, top.many("cases"), strict=True):
        if refs.count(ref) > 1:
            raise refused(one, f"case {ref} stands twice")
    if not cases:
        raise refused(top, "a round needs at least one case")
    return cases


def _case(one: Place) -> Case:
    one.only("ref stratum group board agencies asks")
    agencies = tuple(agency.scalar() for agency in one.many("agencies"))
    for agency in agencies:
        if not AGENCY.fullmatch(agency) or agencies.count(agency) > 1:
            raise refused(one, f"agencies: {agency!r} is not an agency code, or stands twice")
    return Case(
        ref=shaped(one, "ref", CASE_REF, "a case reference such as CSE16-01"),
        agencies=agencies,
        asks=one.text("asks", "csc"),
        stratum=one.text("stratum", ""),
        group=one.text("group", ""),
        board=one.text("board", ""),
    )


def _guidance(one: Place) -> Guidance:
    one.only("title text aspect")
    return Guidance(one.text("title"), one.text("text"), one.text("aspect", ""))
