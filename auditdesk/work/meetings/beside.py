"""One case for the meeting: what each agency's return says, side by side, and what was agreed on it."""

from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import datetime

from auditdesk.audit.facts import Facts
from auditdesk.audit.grades import ASPECT_BY_CODE, Grade
from auditdesk.audit.people import Role
from auditdesk.desk import facts, people, rounds
from auditdesk.desk.desk import Desk
from auditdesk.errors import InputError
from auditdesk.form import At, Tool
from auditdesk.form.migration import in_words
from auditdesk.merge.disagreements import MATCH_CODE
from auditdesk.merge.moderation import judgements
from auditdesk.merge.reread import Given
from auditdesk.merge.standing import Standing
from auditdesk.merge.view import View, view


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
class BesideLeft:
    """An answer from an earlier version of the tool that the newest has no question for: never counted."""

    agency: str
    question: str
    label: str
    row: str
    value: str
    version: str


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
    left_over: tuple[BesideLeft, ...] = ()


@dataclass(frozen=True, slots=True)
class Said:
    """What one return says to a question, in words, with the comment beside it; "" where it says nothing."""

    who: str
    value: str
    words: str
    comment: str


@dataclass(frozen=True, slots=True)
class Discussed:
    """One question of one case as a meeting reads it: what it asks, what each return says, what was agreed.

    `about` is what a decision on it is about (an aspect, if `is_aspect`), `choices` the codes and words it
    may come to; none of them: it cannot be agreed. `said` has one entry for each of `Discussion.readings`.
    """

    row: BesideRow
    label: str
    about: str
    is_aspect: bool
    choices: tuple[tuple[str, str], ...]
    said: tuple[Said, ...]
    agreed: str


@dataclass(frozen=True, slots=True)
class Reading:
    """One return of a case: its agency (`csc (2)` is a second reading), who signed it, whether it is nil."""

    who: str
    auditor: str
    nil: bool


@dataclass(frozen=True, slots=True)
class Discussion:
    """One case for the meeting, in words; differing questions first, last the aspects that nobody graded."""

    round: str
    case: str
    readings: tuple[Reading, ...]
    rows: tuple[Discussed, ...]


def case_beside(desk: Desk, round_id: str | None, case: str) -> Beside:
    """One case for the meeting: every question that an agency answered, the differing ones first.

    Raises:
        InputError: R_CASE, R_ROUND, R_MANY, R_ROLE.
    """
    desk.ensure_role(Role.COORDINATOR)
    name = desk.read(rounds.chosen, round_id)
    return _beside(desk, name, case)[1]


def case_in_words(desk: Desk, round_id: str | None, case: str) -> Discussion:
    """The same case as `case_beside` gives it, with labels, words and comments in the tool's own language.

    Every aspect of the tool is there, since a meeting may grade what no agency did.

    Raises:
        InputError: R_CASE, R_ROUND, R_MANY, R_ROLE.
    """
    desk.ensure_role(Role.COORDINATOR)
    name = desk.read(rounds.chosen, round_id)
    seen, beside = _beside(desk, name, case)
    names = {one.card.sign: one.card.name for one in desk.read(people.everyone)}
    readings = _readings(seen, case)
    told_of = {row.question for row in beside.rows}
    silent = (_ungraded(one) for one in judgements(seen.tool) if one not in told_of)
    rows = tuple(_discussed(seen.tool, row, readings) for row in (*beside.rows, *silent))
    told = tuple(Reading(who, names.get(one.signer, ""), one.is_nil) for who, one in readings)
    return Discussion(name, case, told, rows)


def _beside(desk: Desk, name: str, case: str) -> tuple[View, Beside]:
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
    changed_rows = tuple(row.question for row in rows if row.changed)
    return seen, Beside(case, agencies, changed_rows, tuple(rows), tuple(_left_over(seen, case, known)))


def _left_over(seen: View, case: str, known: Facts) -> Iterator[BesideLeft]:
    for who, one in _readings(seen, case):
        for left in one.left_over:
            value = in_words(left, known.tools.get(left.tool, seen.tool))
            yield BesideLeft(who, left.cell.at.key(), left.label, left.row, value, left.version)


def _ungraded(question: str) -> BesideRow:
    """An aspect that no agency graded: the meeting may still do so."""
    return BesideRow(question, (), differs=False, agreed="", reason="", dissent="", changed=False)


def _discussed(tool: Tool, row: BesideRow, readings: list[tuple[str, Standing]]) -> Discussed:
    about = _about(tool, row.question)
    is_aspect = about in ASPECT_BY_CODE
    question = tool.question(row.question) if row.question in tool else None
    language = tool.default_language
    grades = tuple((grade.value, grade.words) for grade in Grade)
    choices = (
        () if question is None else tuple((c.name, c.label.get(language, c.name)) for c in question.choices)
    )
    label = question.label.get(language, "") if question is not None else ""
    label = ASPECT_BY_CODE[about].title if is_aspect else label
    values, words = dict(row.answers), dict(choices) | (dict(grades) if is_aspect else {})

    def said(who: str, one: Standing) -> Said:
        value = values.get(who, "")
        shown = ", ".join(words.get(code, code) for code in value.split()) if choices else value
        return Said(who, value, shown, one.comments.get(At(row.question), ""))

    return Discussed(
        row,
        label or row.question,
        about,
        is_aspect,
        grades if is_aspect else choices if question and question.type.startswith("select_one") else (),
        tuple(said(who, one) for who, one in readings),
        words.get(row.agreed, row.agreed),
    )


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


def _readings(seen: View, case: str) -> list[tuple[str, Standing]]:
    """Each return of a case by agency; second readings after the first."""
    counted = [(one.ref.agency, one) for one in seen.counted(case)]
    others = (*seen.standing.values(), *seen.second)
    more = [(one.ref.agency, one) for one in others if one.ref.case == case and not one.is_counted]
    return counted + [(f"{agency} ({n})", one) for n, (agency, one) in enumerate(more, 2)]


def _answers(seen: View, case: str, question: str) -> tuple[tuple[str, str], ...]:
    """Each return's answer to a question."""
    said = ((who, one.values.get(At(question))) for who, one in _readings(seen, case))
    return tuple((who, value) for who, value in said if value)


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
