"""The discussion meeting: agencies side by side, and what was agreed."""

from dataclasses import dataclass, replace
from datetime import datetime
from pathlib import Path

from auditdesk.audit.decisions import Agreed, What
from auditdesk.audit.facts import Facts
from auditdesk.audit.given import GivenDecision, meeting
from auditdesk.audit.grades import Grade
from auditdesk.audit.people import Role
from auditdesk.audit.reading import read
from auditdesk.audit.round import Sample
from auditdesk.desk import decisions, facts, rounds
from auditdesk.desk.desk import Desk
from auditdesk.errors import InputError
from auditdesk.exchange.decisions import signed
from auditdesk.files import read_capped
from auditdesk.form import At, Tool
from auditdesk.merge.disagreements import MATCH_CODE
from auditdesk.merge.moderation import judgements
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
    """One question of one case: each return's answer, whether they differ, what was agreed and why.

    `answers` by agency (`csc (2)` is a second reading); of a match code that differs no value is told.
    `changed`: an answer is not the one that the meeting had before it.
    """

    question: str
    answers: tuple[tuple[str, str], ...]
    differs: bool
    agreed: str
    reason: str
    dissent: str
    changed: bool


@dataclass(frozen=True, slots=True)
class Beside:
    """One case with its agencies' answers side by side; differing rows first.

    `changed_since_meeting` are the agreed questions whose answers came otherwise after the meeting: shown,
    and never slipped in, since what was agreed stands until something else is agreed.
    """

    case: str
    agencies: tuple[str, ...]
    changed_since_meeting: tuple[str, ...]
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
    known = desk.read(facts.of_round, name)
    if known.sample.case(case) is None:
        raise InputError("R_CASE", case=case)
    known = replace(known, revisions=tuple(one for one in known.revisions if one.ret.ref.case == case))
    given = Given.of(desk.read(rounds.setting, name), desk.read(rounds.zone, name))
    seen = view(known, given)
    changed = _changed(desk, known, seen, case)
    names = [question.name for question in seen.tool.questions]
    names += [about for one, about in seen.agreed if one == case and about not in _agreed_by_question(seen)]
    rows = [row for name in names if (row := _row(seen, case, name, changed)) is not None]
    rows.sort(key=lambda row: not row.differs)
    agencies = tuple(one.ref.agency for one in seen.counted(case))
    return Beside(case, agencies, tuple(row.question for row in rows if row.changed), tuple(rows))


def _agreed_by_question(seen: View) -> frozenset[str]:
    """What can be agreed at a row of its own."""
    return frozenset(_about(seen.tool, question.name) for question in seen.tool.questions)


def _about(tool: Tool, question: str) -> str:
    """What a decision on this question is about: the aspect of a judgement, else the question itself."""
    judged = judgements(tool).get(question)
    return judged.figure if judged is not None else question


def _changed(desk: Desk, known: Facts, seen: View, case: str) -> frozenset[str]:
    """What was agreed on other answers than those that stand now.

    What a meeting had before it is what this desk held when the decision was written, both by this desk's
    own clock; an auditor's clock plays no part.
    """
    arrived = desk.read(facts.merged_at, known.round.id)
    then: dict[datetime, View] = {}
    found = set()
    for (of_case, about), agreed in seen.agreed.items():
        if of_case != case:
            continue
        if agreed.created not in then:
            here = tuple(one for one in known.bundles if arrived[one.id] <= agreed.created)
            made = tuple(one for one in known.decisions if one.decision.created <= agreed.created)
            then[agreed.created] = view(replace(known, bundles=here, decisions=made), seen.given)
        for question in seen.tool.questions:
            if _about(seen.tool, question.name) == about:
                before, now = (_answers(one, case, question.name) for one in (then[agreed.created], seen))
                found |= {question.name} if before != now else set()
    return frozenset(found)


def _answers(seen: View, case: str, question: str) -> tuple[tuple[str, str], ...]:
    """Each return's answer to a question, by agency; second readings after the first."""
    counted = [(one.ref.agency, one) for one in seen.counted(case)]
    others = (*seen.standing.values(), *seen.second)
    more = [(one.ref.agency, one) for one in others if one.ref.case == case and not one.is_counted]
    named = counted + [(f"{agency} ({n})", one) for n, (agency, one) in enumerate(more, 2)]
    return tuple((who, value) for who, one in named if (value := one.values.get(At(question))))


def _row(seen: View, case: str, question: str, changed: frozenset[str]) -> BesideRow | None:
    about = _about(seen.tool, question) if question in seen.tool else question
    answers, agreed = _answers(seen, case, question), seen.agreed.get((case, about))
    if not answers and agreed is None:
        return None
    differs = len({value for _, value in answers}) > 1
    if question == MATCH_CODE:
        answers = tuple((who, "") for who, _ in answers)
    return BesideRow(
        question=question,
        answers=answers,
        differs=differs,
        agreed=agreed.value if agreed else "",
        reason=agreed.reason if agreed else "",
        dissent=agreed.dissent if agreed else "",
        changed=question in changed,
    )
