"""Required, constraint, type and choice of one cell: what a return has wrong (form laws 17 to 20, 26).

May not know settling: it is asked when a cell or what its rules read has changed.
"""

from collections.abc import Iterator, Mapping
from types import MappingProxyType
from typing import Literal

from auditdesk.form.cells import Slot
from auditdesk.form.columns import YES
from auditdesk.form.evaluation import FAILED
from auditdesk.form.nodes import Node
from auditdesk.form.template import Formula
from auditdesk.form.types import ANSWERED, SELECTS, fits, why_not
from auditdesk.form.values import Choice, Problem, Question
from auditdesk.form.world import Context, EvaluationError, World

SLOW = "tool.slow"
_WORDS: Mapping[str, tuple[str, str]] = MappingProxyType(
    {
        FAILED: (
            "A rule of the tool cannot be worked out from these answers.",
            "Tell the person who made the tool.",
        ),
        "calendar.range": ("A date lies outside the years of the bank holiday calendar.", "Check the date."),
        SLOW: (
            "The tool has more rules than can be worked out at once.",
            "Go on typing; tell its author.",
        ),
    }
)


def judge(slot: Slot, world: World) -> None:
    """Bring a cell's `required`, `readonly` and `problems` up to date. Nothing irrelevant has a problem."""
    question = slot.template.question
    if question is None or not slot.relevant:
        slot.required = slot.readonly = False
        slot.problems = ()
        return
    troubles: list[str] = []
    slot.required = _says(slot, "required", world, troubles)
    slot.readonly = slot.template.calculated or _says(slot, "readonly", world, troubles)
    found = [*_answer_problems(slot, question, world, troubles)]
    found += [_trouble(slot, code) for code in dict.fromkeys((*slot.troubles, *troubles))]
    slot.problems = tuple(found)


def give_up(slot: Slot) -> None:
    """Say that a cell is not settled: there is more to work out than one act may cost."""
    slot.problems = (_trouble(slot, SLOW),)


def _says(slot: Slot, column: str, world: World, troubles: list[str]) -> bool:
    """A yes in the column, or an expression that holds."""
    rule = slot.template.formulas.get(column)
    if rule is not None:
        return _tried(slot, rule, world, troubles) is True
    return column in slot.template.always


def _tried(slot: Slot, rule: Formula, world: World, troubles: list[str]) -> bool | None:
    """Whether a rule holds; None, with its trouble noted, if it cannot be evaluated."""
    holds: bool | None
    world.spent = 0
    try:
        holds = bool(rule.run(Context(slot, world, slot)))
    except (EvaluationError, ArithmeticError, ValueError):
        troubles.append(FAILED)
        holds = None
    troubles.extend(world.troubles)
    world.troubles.clear()
    return holds


def _answer_problems(slot: Slot, question: Question, world: World, troubles: list[str]) -> Iterator[Problem]:
    asked = question.type in ANSWERED and not slot.template.calculated
    if asked and not fits(question, slot.typed):
        yield _said(slot, "answer.type", why_not(question, slot.typed, world.zone) + ".", "Correct it.")
        return
    if asked and slot.required and not slot.value.strip() and not slot.reason:
        text = _message(question, "required_message", world) or "An answer is needed here."
        yield _said(slot, "answer.required", text, "Answer it, or say why it is not answered.")
    if not slot.value:
        return
    yield from _choice_problems(slot, question, world, troubles)
    yield from _constraint_problems(slot, question, world, troubles)


def _choice_problems(slot: Slot, question: Question, world: World, troubles: list[str]) -> Iterator[Problem]:
    if question.type not in SELECTS:
        return
    offered = {choice.name for choice in _offered(slot, question, world, troubles)}
    codes = slot.value.split()
    for code in codes:
        if code not in offered:
            yield _said(
                slot, "answer.choice", f"'{code}' is not among the choices.", "Choose another, or clear it."
            )
    alone = [c for c in question.choices if c.name in codes and c.columns.get("audit_exclusive") in YES]
    if alone and len(codes) > 1:
        label = alone[0].label.get(world.language) or alone[0].name
        yield _said(
            slot, "answer.exclusive", f"'{label}' stands alone.", "Take it out, or take the others out."
        )


def _constraint_problems(
    slot: Slot, question: Question, world: World, troubles: list[str]
) -> Iterator[Problem]:
    rule = slot.template.formulas.get("constraint")
    if rule is None or _tried(slot, rule, world, troubles) is not False:
        return
    severity: Literal["error", "warn"] = (
        "warn" if question.columns.get("audit::severity") == "warn" else "error"
    )
    text = _message(question, "constraint_message", world) or "This answer does not fit the others."
    yield _said(slot, "answer.constraint", text, "Check this answer and those it is compared with.", severity)


def _message(question: Question, column: str, world: World) -> str:
    columns = question.columns
    return columns.get(f"{column}::{world.language}") or columns.get(column, "")


def _said(
    slot: Slot, code: str, text: str, hint: str, severity: Literal["error", "warn"] = "error"
) -> Problem:
    return Problem(code, severity, text, hint, at=slot.at)


def _trouble(slot: Slot, code: str) -> Problem:
    return _said(slot, code, *_WORDS[code])


def offered(slot: Slot, world: World) -> tuple[Choice, ...]:
    """The choices of a select under the present answers."""
    question = slot.template.question
    return () if question is None else _offered(slot, question, world, [])


def _offered(slot: Slot, question: Question, world: World, troubles: list[str]) -> tuple[Choice, ...]:
    rule = slot.template.formulas.get("choice_filter")
    if rule is None:
        return question.choices
    world.spent = 0
    nodes = choice_nodes(question.list_name, world)
    holding = [_filtered(slot, node, rule, world, troubles) for node in nodes]
    return tuple(choice for choice, holds in zip(question.choices, holding, strict=True) if holds)


def choice_nodes(list_name: str, world: World) -> list[Node]:
    """The choices of a list as nodes of its table."""
    table = world.table(list_name)
    return [node for root in table.children() for node in root.children()] if table is not None else []


def _filtered(slot: Slot, node: Node, rule: Formula, world: World, troubles: list[str]) -> bool:
    """A filter that fails offers the choice and says so."""
    try:
        return bool(rule.run(Context(node, world, slot)))
    except (EvaluationError, ArithmeticError, ValueError):
        troubles.append(FAILED)
        return True
