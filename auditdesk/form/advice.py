"""What a rule of a tool may not do, and what it had better not do (forms.md 9). May not know answers."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Literal

from auditdesk.form.patterns import ensure_readable
from auditdesk.form.template import Template
from auditdesk.form.tokens import ExprError
from auditdesk.form.trees import Call, Chain, Expr, Ref, Text, inside
from auditdesk.form.types import SELECTS

_TOTALS = frozenset({"sum", "min", "max", "count", "join", "count-non-empty"})
_NUMERIC = frozenset({"sum", "min", "max"})
_ONE_VALUE = 1
_NOT_OFFERED = frozenset(
    ["randomize", "random", "area", "distance", "geofence", "pulldata", "version", "property"]
)


@dataclass(frozen=True, slots=True)
class Finding:
    """Something about one column of a question; `at` is the character, 0 for the whole rule."""

    code: str
    text: str
    name: str
    column: str
    severity: Literal["error", "warn"]
    at: int


def breaches(column: str, called: Sequence[Call]) -> None:
    """Functions that have no place in a rule; `called` are all calls in it.

    Raises:
        ExprError: the first one found.
    """
    for call in called:
        if call.name in _NOT_OFFERED:
            text = f"no function '{call.name}' here. An audit uses no shuffled, mapped or outside values."
            raise ExprError("TOOL_FUNCTION", text, call.at)
        if call.name == "once" and column != "calculation":
            raise ExprError("TOOL_FUNCTION", "once stands only in a calculation", call.at)
        if call.name == "regex" and isinstance(pattern := call.args[-1] if call.args else None, Text):
            ensure_readable(pattern.value, call.at)
    _ensure_kept(column, called)


def _ensure_kept(column: str, called: Sequence[Call]) -> None:
    """Chance enters a return once and is kept: `uuid` inside `once` or a default; one `once` a rule."""
    kept = [call for call in called if call.name == "once"]
    if len(kept) > _ONE_VALUE:
        raise ExprError("TOOL_FUNCTION", "once stands once in a calculation", kept[-1].at)
    sheltered = {id(part) for once in kept for part in inside(once)}
    for call in called:
        if call.name == "uuid" and column != "default" and id(call) not in sheltered:
            raise ExprError("TOOL_FUNCTION", "uuid stands only in a default or inside once", call.at)


def advice(column: str, tree: Expr, own: Template, templates: Mapping[str, Template]) -> Iterator[Finding]:
    """Warnings about a rule that compiles."""
    for part in inside(tree):
        if isinstance(part, Call):
            yield from _call_advice(part, own, column, templates)
        elif isinstance(part, Chain) and part.rest[0][0] in {"=", "!="}:
            yield from _codes(part.first, part.rest[0][1], templates, own, column, 0)


def _call_advice(
    call: Call, own: Template, column: str, templates: Mapping[str, Template]
) -> Iterator[Finding]:
    match call:
        case Call(name=name, args=(Ref() as ref, *_), at=at) if name in _TOTALS and ref.name in templates:
            yield from _total(name, templates[ref.name], own, column, at)
        case Call(name="selected", args=(first, second), at=at):
            yield from _codes(first, second, templates, own, column, at)
        case _:
            pass


def _total(name: str, read: Template, own: Template, column: str, at: int) -> Iterator[Finding]:
    beside = read.type != "repeat" and own.repeats[: len(read.repeats)] == read.repeats
    if beside and read.repeats:
        text = f"{name}(${{{read.name}}}) inside '{read.repeats[-1]}' is this row's value only."
        yield Finding("TOOL_AGGREGATE", text, own.name, column, "warn", at)
    elif not beside and name in _NUMERIC:
        ref = f"${{{read.name}}}"
        text = f"{name}({ref}) is NaN as soon as one row is blank. Write {name}({ref}[. != ''])."
        yield Finding("TOOL_BLANK", text, own.name, column, "warn", at)


def _codes(
    asked: Expr, given: Expr, templates: Mapping[str, Template], own: Template, column: str, at: int
) -> Iterator[Finding]:
    """A select compared with a code that its list does not hold can never be equal."""
    if isinstance(given, Ref):
        asked, given = given, asked
    if not (isinstance(asked, Ref) and isinstance(given, Text) and asked.name in templates):
        return
    question = templates[asked.name].question
    if question is None or question.type not in SELECTS:
        return
    for code in given.value.split():
        if all(choice.name != code for choice in question.choices):
            text = (
                f"compares ${{{asked.name}}} with '{code}', which list '{question.list_name}' does not hold."
            )
            yield Finding("TOOL_CODE", text, own.name, column, "warn", at)
