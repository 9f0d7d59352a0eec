"""What a person gives in a file: answers, decisions, each with its line (contracts.md 4).

May not know desks, nor whether a question exists: that is said when the answer is given.
"""

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from zoneinfo import ZoneInfo

from auditdesk.audit.grades import ASPECT_BY_CODE
from auditdesk.audit.reading import Place, choice, refused, shaped
from auditdesk.audit.round import AGENCY, CASE_REF


@dataclass(frozen=True, slots=True)
class GivenAnswer:
    """One answer as a file gives it: a text (several codes with spaces between), or the rows of a repeat."""

    question: str
    value: "str | tuple[tuple[GivenAnswer, ...], ...]"
    line: int
    comment: bool = False


class Stage(StrEnum):
    """How far a return of a rehearsal gets: signed, nil, or started and never exported (so overdue)."""

    SIGNED = "signed"
    NIL = "nil"
    STARTED = "started"


@dataclass(frozen=True, slots=True)
class GivenReturn:
    """One file of `returns/`. `finished` is local time in the round's zone unless it carries an offset."""

    file: str
    case: str
    agency: str
    reader: int
    stage: Stage
    finished: str
    answers: tuple[GivenAnswer, ...]
    line: int


@dataclass(frozen=True, slots=True)
class GivenDecision:
    """One line of a meeting: a grade for an aspect (`overall`, `theme`, `C1` …) or a value for a question."""

    case: str
    about: str
    is_aspect: bool
    value: str
    reason: str
    dissent: str
    line: int


def given_return(top: Place) -> GivenReturn:
    """One file of `returns/`.

    Raises:
        InputError: R_SHAPE or R_ANSWER naming file and line.
    """
    top.only("case agency reader state finished answers comments")
    comments = tuple(
        GivenAnswer(name, value.scalar(), value.line, comment=True) for name, value in top.pairs("comments")
    )
    reader = top.text("reader", "1")
    if reader not in set("123456789"):
        raise refused(top.at("reader"), f"reader is a number from 1 to 9, not {reader!r}")
    return GivenReturn(
        file=top.file,
        case=shaped(top, "case", CASE_REF, "a case reference such as CSE16-01"),
        agency=shaped(top, "agency", AGENCY, "an agency code such as csc"),
        reader=int(reader),
        stage=choice(top, "state", Stage, Stage.SIGNED),
        finished=top.text("finished", ""),
        answers=(answers(top.at("answers")) if top.has("answers") else ()) + comments,
        line=top.line,
    )


def answer_file(top: Place) -> tuple[GivenAnswer, ...]:
    """The answers of `return fill --answers`: a return's file, or just a mapping of question to answer."""
    if top.has("answers") or top.has("comments"):
        return given_return(top).answers if top.has("case") else _bare(top)
    return answers(top)


def _bare(top: Place) -> tuple[GivenAnswer, ...]:
    top.only("answers comments")
    comments = (
        GivenAnswer(name, value.scalar(), value.line, comment=True) for name, value in top.pairs("comments")
    )
    return (answers(top.at("answers")) if top.has("answers") else ()) + tuple(comments)


def answers(place: Place) -> tuple[GivenAnswer, ...]:
    """Each question with its answer; a list of texts is codes, a list of mappings rows."""
    return tuple(_answer(name, value) for name, value in place.pairs())


def _answer(name: str, value: Place) -> GivenAnswer:
    if not value.is_list:
        return GivenAnswer(name, value.scalar(), value.line)
    inside = value.many()
    if any(one.is_map for one in inside):
        return GivenAnswer(name, tuple(answers(one) for one in inside), value.line)
    return GivenAnswer(name, " ".join(one.scalar() for one in inside), value.line)


def meeting(top: Place) -> tuple[GivenDecision, ...]:
    """`meeting.yaml`: what the discussion agreed, in its order.

    Raises:
        InputError: R_SHAPE naming file and line.
    """
    top.only("decisions")
    return tuple(_decision(one) for one in top.many("decisions"))


def _decision(one: Place) -> GivenDecision:
    one.only("case aspect grade question value reason dissent")
    is_aspect = one.has("aspect")
    about = one.text("aspect") if is_aspect else one.text("question")
    if is_aspect and about not in ASPECT_BY_CODE:
        raise refused(one, f"there is no aspect {about!r}; write overall, theme or C1 to C9")
    return GivenDecision(
        case=one.text("case"),
        about=ASPECT_BY_CODE[about].figure if is_aspect else about,
        is_aspect=is_aspect,
        value=one.text("grade" if is_aspect else "value"),
        reason=one.text("reason"),
        dissent=one.text("dissent", ""),
        line=one.line,
    )


def moment(text: str, zone: ZoneInfo, place: Place) -> datetime:
    """A date-time; without an offset local time in `zone`, the first where the hour comes twice.

    Raises:
        InputError: not a date-time, or in the hour that the clock change leaves out.
    """
    try:
        found = datetime.fromisoformat(text)
    except ValueError:
        raise refused(place, f"{text!r} is not a date and time such as 2016-07-01T16:20") from None
    if found.tzinfo is not None:
        return found
    local = found.replace(tzinfo=zone)
    if local.astimezone(ZoneInfo("UTC")).astimezone(zone).replace(tzinfo=None) != found:
        raise refused(place, f"{text!r} does not exist: the clocks went forward over it")
    return local
