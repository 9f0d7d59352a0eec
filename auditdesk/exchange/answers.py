"""Whether every answer of a return fits its question: type, choice, range (formats.md 9, 13.9).

May not know who sent it. A rule that rests on a local answer is not checked again: that answer stayed at
home.
"""

import re
from datetime import date, datetime, time

from auditdesk.audit.returns import Answer, Missing, Return, Value
from auditdesk.errors import RefusedError
from auditdesk.form import Question, Tool

_DECIMAL = re.compile(r"-?[0-9]{1,12}(\.[0-9]{1,6})?")
_SHAPES = {
    "date": (re.compile(r"\d{4}-\d\d-\d\d"), date.fromisoformat),
    "time": (re.compile(r"\d\d:\d\d"), time.fromisoformat),
    "dateTime": (re.compile(r"\d{4}-\d\d-\d\dT\d\d:\d\d(:\d\d)?[+-]\d\d:\d\d"), datetime.fromisoformat),
}
_TEXTS = {"text", "barcode"}


def ensure_answers(tool: Tool, ret: Return, file: str) -> None:
    """Every answer, comment and row belongs to a question of the tool that may travel, and fits it.

    Raises:
        RefusedError: P_ANSWER naming the first question that does not fit.
    """
    repeats = {question.name for question in tool.repeats}
    for row in ret.rows:
        if row.repeat not in repeats:
            raise RefusedError("P_ANSWER", file=file, question=row.repeat)
    for answer in ret.answers:
        if not _fits(tool, answer):
            raise RefusedError("P_ANSWER", file=file, question=answer.at.name)
    for at, _ in ret.comments:
        if f"{at.name}__c" not in tool:
            raise RefusedError("P_ANSWER", file=file, question=at.name)


def _fits(tool: Tool, answer: Answer) -> bool:
    if answer.at.name not in tool:
        return False
    question = tool.question(answer.at.name)
    if question.local or len(question.repeats) != len(answer.at.rows):
        return False
    if isinstance(answer.value, Missing):
        return question.type != "calculate"
    if question.type == "calculate":
        return tool.rests_on_local(question.name) and isinstance(answer.value, str)
    return _is_value(question, answer.value)


def _is_value(question: Question, value: Value) -> bool:
    codes = {choice.name for choice in question.choices}
    match value:
        case tuple():
            return (
                question.type == "select_multiple" and set(value) <= codes and len(set(value)) == len(value)
            )
        case int():
            return question.type == "integer"
        case str() if question.type in ("select_one", "acknowledge"):
            return value in codes or question.type == "acknowledge"
        case str() if question.type in ("decimal", "range"):
            return _DECIMAL.fullmatch(value) is not None
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
