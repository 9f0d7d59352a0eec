"""The discussion meeting: agencies side by side, and what was agreed."""

from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

from auditdesk.audit.decisions import Agreed, What
from auditdesk.audit.given import GivenDecision, meeting
from auditdesk.audit.grades import ASPECT_BY_CODE, Grade
from auditdesk.audit.people import Role
from auditdesk.audit.reading import read
from auditdesk.audit.round import Sample
from auditdesk.desk import decisions, facts, rounds
from auditdesk.desk.desk import Desk
from auditdesk.errors import InputError
from auditdesk.exchange.decisions import signed
from auditdesk.files import read_capped
from auditdesk.form import At, Tool
from auditdesk.merge.reread import Given
from auditdesk.merge.view import View, view

_LARGEST_FILE = 2_000_000


@dataclass(frozen=True, slots=True)
class Applied:
    """How many decisions of a meeting were recorded."""

    round: str
    decisions: int


@dataclass(frozen=True, slots=True)
class BesideRow:
    """One question of one case: each agency's answer, whether they differ, what was agreed."""

    question: str
    answers: tuple[tuple[str, str], ...]
    differs: bool
    agreed: str


@dataclass(frozen=True, slots=True)
class Beside:
    """One case with its agencies' answers side by side; differing rows first."""

    case: str
    agencies: tuple[str, ...]
    rows: tuple[BesideRow, ...]


def apply_meeting(desk: Desk, round_id: str | None, file: Path, *, at: datetime) -> Applied:
    """Record what a meeting agreed: every decision of the file, signed one by one, or none.

    Raises:
        InputError: R_SHAPE, R_AGREE, R_CASE naming what does not fit; R_ROUND, R_MANY, R_ROLE.
    """
    desk.ensure_role(Role.COORDINATOR)
    name = desk.read(rounds.chosen, round_id)
    given = meeting(read(read_capped(file, _LARGEST_FILE), str(file)))
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


def case_beside(desk: Desk, round_id: str | None, case: str) -> Beside:
    """One case for the meeting: every question that an agency answered, the differing ones first.

    Raises:
        InputError: R_CASE, R_ROUND, R_MANY, R_ROLE.
    """
    desk.ensure_role(Role.COORDINATOR)
    name = desk.read(rounds.chosen, round_id)
    seen = view(
        desk.read(facts.of_round, name),
        Given.of(desk.read(rounds.setting, name), desk.read(rounds.zone, name)),
    )
    if seen.sample.case(case) is None:
        raise InputError("R_CASE", case=case)
    rows = [row for question in seen.tool.questions if (row := _row(seen, case, question.name))]
    rows.sort(key=lambda row: not row.differs)
    return Beside(case, tuple(one.ref.agency for one in seen.counted(case)), tuple(rows))


def _row(seen: View, case: str, question: str) -> BesideRow | None:
    answers = tuple(
        (one.ref.agency, value) for one in seen.counted(case) if (value := one.values.get(At(question)))
    )
    if not answers:
        return None
    aspect = seen.tool.question(question).aspect
    about = ASPECT_BY_CODE[aspect].figure if seen.tool.question(question).role == "judgement" else question
    agreed = seen.agreed.get((case, about))
    return BesideRow(
        question, answers, len({value for _, value in answers}) > 1, agreed.value if agreed else ""
    )
