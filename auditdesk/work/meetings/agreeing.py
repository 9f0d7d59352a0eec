"""What a meeting agreed, from its file or as it is said: signed entries in the log of decisions."""

from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

from auditdesk.audit.decisions import Agreed, What
from auditdesk.audit.given import GivenDecision, meeting
from auditdesk.audit.grades import Grade
from auditdesk.audit.people import Role
from auditdesk.audit.reading import read
from auditdesk.audit.round import Sample
from auditdesk.desk import decisions, rounds
from auditdesk.desk.desk import Desk
from auditdesk.errors import InputError
from auditdesk.exchange.decisions import signed
from auditdesk.files import read_capped
from auditdesk.form import Tool

_LARGEST_FILE = 2_000_000


@dataclass(frozen=True, slots=True)
class Applied:
    """How many decisions of a meeting were recorded."""

    round: str
    decisions: int


def apply_meeting(desk: Desk, round_id: str | None, file: Path, *, at: datetime) -> Applied:
    """Record what a meeting agreed: every decision of the file, signed one by one, or none.

    Raises:
        InputError: R_SHAPE, R_AGREE, R_CASE naming what does not fit; R_ROUND, R_MANY, R_ROLE.
    """
    desk.ensure_role(Role.COORDINATOR)
    name = desk.read(rounds.chosen, round_id)
    return _agreed(desk, name, meeting(read(read_capped(file, _LARGEST_FILE), str(file))), file, at)


def agree(desk: Desk, round_id: str | None, given: tuple[GivenDecision, ...], *, at: datetime) -> Applied:
    """Record what was agreed just now, as `apply_meeting` does from a file: all of it, or nothing.

    Raises:
        InputError: R_AGREE, R_CASE naming what does not fit; R_ROUND, R_MANY, R_ROLE.
    """
    desk.ensure_role(Role.COORDINATOR)
    name = desk.read(rounds.chosen, round_id)
    return _agreed(desk, name, given, Path(name), at)


def _agreed(desk: Desk, name: str, given: tuple[GivenDecision, ...], file: Path, at: datetime) -> Applied:
    sample, tool = desk.read(rounds.sample, name), desk.read(rounds.tool, name)
    for one in given:
        _ensure_fits(one, sample, tool, file)
    last = desk.read(decisions.last, name)
    made = []
    for one in given:
        value = Agreed(one.value, one.dissent, at.date().isoformat())
        named = (name, What.AGREE, f"{name}:{one.case}:{one.about}", value, one.reason)
        last = signed(decisions.following(last, named, desk.identity.sign_line, at), desk.identity)
        made.append(last)
    desk.write(decisions.append, tuple(made))
    return Applied(name, len(made))


def _ensure_fits(one: GivenDecision, sample: Sample, tool: Tool, file: Path) -> None:
    why = _unfit(one, sample, tool)
    if why:
        raise InputError("R_AGREE", case=f"{one.case}, line {one.line}", why=why, file=str(file))


def _unfit(one: GivenDecision, sample: Sample, tool: Tool) -> str:
    if sample.case(one.case) is None:
        return "there is no such case in this round"
    if one.is_aspect:
        known = [grade.value for grade in Grade]
        return "" if one.value in known else f"grade {one.value!r} is none of {', '.join(known)}"
    try:
        question = tool.question(one.about)
    except KeyError:
        return f"there is no question {one.about!r} in this tool"
    codes = [choice.name for choice in question.choices]
    return "" if one.value in codes else f"{one.value!r} is none of {', '.join(codes)}"
