"""Whether every answer of a return fits its question: type, choice, range (formats.md 9, 13.9).

May not know who sent it. A rule that rests on a local answer is not checked again: that answer stayed at
home.
"""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date, datetime, time

from auditdesk.audit.filling import session
from auditdesk.audit.refilling import entered, rows_not_sent, signed_at
from auditdesk.audit.returns import COMMENT, Answer, Missing, Return, Value
from auditdesk.audit.round import Assignment
from auditdesk.audit.shape import DECIMAL
from auditdesk.audit.trusted import KnownRound
from auditdesk.errors import RefusedError
from auditdesk.form import At, Problem, Question, RowId, Tool

_SHAPES = {
    "date": (re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2}"), date.fromisoformat),
    "time": (re.compile(r"[0-9]{2}:[0-9]{2}(:[0-9]{2}(\.[0-9]{1,6})?)?"), time.fromisoformat),
    "dateTime": (
        re.compile(
            r"[0-9]{4}-[0-9]{2}-[0-9]{2}T[0-9]{2}:[0-9]{2}(:[0-9]{2}(\.[0-9]{1,6})?)?[+-][0-9]{2}:[0-9]{2}"
        ),
        datetime.fromisoformat,
    ),
}
_TEXTS = {"text", "barcode"}
_MISFITS = {"answer.type", "answer.choice", "answer.exclusive", "answer.constraint"}
_JUDGED_BY_RULES = {"answer.choice", "answer.constraint"}


@dataclass(frozen=True, slots=True)
class Asked:
    """What a return is judged by besides its tool: its round and its assignment."""

    round: KnownRound
    assignment: Assignment


def ensure_shaped(tool: Tool, ret: Return, file: str) -> None:
    """Every answer, comment and row belongs to a question of the tool that may travel, and has its shape.

    Raises:
        RefusedError: P_ANSWER naming the first question that does not fit.
    """
    if misfit := next(_misshapen(tool, ret), None):
        raise RefusedError("P_ANSWER", file=file, question=misfit)


def _misshapen(tool: Tool, ret: Return) -> Iterator[str]:
    repeat_of: dict[RowId | None, str] = {row.id: row.repeat for row in ret.rows}
    repeats = {question.name: question for question in tool.repeats}
    for row in ret.rows:
        around = (repeat_of[row.parent],) if row.parent else ()
        if row.repeat not in repeats or repeats[row.repeat].repeats[-1:] != around:
            yield row.repeat
    for answer in ret.answers:
        if not (_stands(tool, answer.at, repeat_of) and _fits(tool, answer)):
            yield answer.at.name
    for at, _ in ret.comments:
        if not _stands(tool, At(at.name + COMMENT, at.rows), repeat_of):
            yield at.name


def _stands(tool: Tool, at: At, repeat_of: Mapping[RowId | None, str]) -> bool:
    """Whether the tool has this question, in rows like these, and its answer may travel."""
    if at.name not in tool:
        return False
    question = tool.question(at.name)
    around = (repeat_of[at.rows[-1]],) if at.rows else ()
    return not question.local and question.repeats[-1:] == around


def _fits(tool: Tool, answer: Answer) -> bool:
    question = tool.question(answer.at.name)
    if question.type == "calculate":
        return tool.rests_on_local(question.name) and isinstance(answer.value, str)
    return isinstance(answer.value, Missing) or _is_value(question, answer.value)


def _is_value(question: Question, value: Value) -> bool:
    codes = [choice.name for choice in question.choices]
    match value:
        case tuple():
            return question.type == "select_multiple" and list(value) == [c for c in codes if c in value]
        case int():
            return question.type == "integer"
        case str() if question.type in ("select_one", "acknowledge"):
            return value in codes or question.type == "acknowledge"
        case str() if question.type in ("decimal", "range"):
            return DECIMAL.fullmatch(value) is not None
        case str() if question.type in _SHAPES:
            return _is_moment(question.type, value)
        case _:
            return question.type in _TEXTS


def _is_moment(kind: str, value: str) -> bool:
    shape, reader = _SHAPES[kind]
    try:
        return shape.fullmatch(value) is not None and reader(value) is not None
    except ValueError:
        return False


def ensure_answers(tool: Tool, ret: Return, asked: Asked, file: str) -> None:
    """As `ensure_shaped`, and the tool's own constraints and choice filters hold at the moment of signing.

    Raises:
        RefusedError: P_ANSWER naming the first question that does not fit.
    """
    ensure_shaped(tool, ret, file)
    opened = session(
        tool,
        entered(ret, tool),
        (asked.round.round, asked.assignment, asked.round.setting),
        now=lambda: signed_at(ret, asked.round.round),
        new_id=rows_not_sent(),
    )
    for problem in opened.validate():
        if problem.at is not None and _is_misfit(tool, problem, problem.at.name):
            raise RefusedError("P_ANSWER", file=file, question=problem.at.name)


def _is_misfit(tool: Tool, problem: Problem, name: str) -> bool:
    if problem.severity != "error" or problem.code not in _MISFITS:
        return False
    return problem.code not in _JUDGED_BY_RULES or not tool.is_judged_at_home(name)
