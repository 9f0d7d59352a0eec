"""One rule on one cell: relevance, value, default. May not know who waits for the result."""

import math

from auditdesk.form.cells import Slot
from auditdesk.form.convert import Value, to_text
from auditdesk.form.template import Formula, Template
from auditdesk.form.types import fits, stored
from auditdesk.form.values import Origin
from auditdesk.form.world import Context, EvaluationError, World

FAILED = "rule.failed"


def evaluated(slot: Slot, rule: Formula, world: World, *, failed: Value) -> Value:
    """What the rule gives; one that cannot be evaluated gives `failed` and marks the cell."""
    world.spent = 0
    try:
        value = rule.run(Context(slot, world, slot))
    except (EvaluationError, ArithmeticError, ValueError):
        world.troubles.append(FAILED)
        value = failed
    if world.troubles:
        slot.troubles = tuple(dict.fromkeys((*slot.troubles, *world.troubles)))
        world.troubles.clear()
    return value


def relevance(slot: Slot, world: World) -> bool:
    """Its own condition and all around it (form law 7); one that fails asks the question and says so.

    What came from another machine as asked there by an answer that stayed there, was asked.
    """
    if slot.came:
        return True
    if not _around_holds(slot):
        return False
    rule = slot.template.formulas.get("relevant")
    return rule is None or bool(evaluated(slot, rule, world, failed=True))


def came(slot: Slot) -> None:
    """Mark an answer that was asked on another machine, and all groups and rows around it: so were they."""
    inner: Slot | None = slot
    while inner is not None and not inner.came:
        inner.came = True
        row, up = inner.row, inner.template.up
        inner = row.slots.get(up.name) if isinstance(up, Template) else None
        if inner is None and row.parent is not None:
            inner = row.parent.slots[row.repeat.name]


def _around_holds(slot: Slot) -> bool:
    row, up = slot.row, slot.template.up
    if isinstance(up, Template) and (group := row.slots.get(up.name)) is not None:
        return group.relevant
    return row.parent is None or (row.is_shown and row.parent.slots[row.repeat.name].relevant)


def value_of(slot: Slot, world: World) -> str:
    """What expressions read: blank if not relevant or unfit for its type (form laws 8 and 13)."""
    if not slot.relevant:
        return ""
    rule = slot.template.formulas.get("calculation")
    if rule is not None:
        return _calculated(slot, rule, world)
    question = slot.template.question
    return slot.typed if question is not None and fits(question, slot.typed) else ""


def _calculated(slot: Slot, rule: Formula, world: World) -> str:
    """A carried value stands for the calculation; what `once` gave is kept as entered (form law 16)."""
    if slot.origin is Origin.CARRIED:
        return slot.typed
    world.once = slot.typed
    text = as_text(evaluated(slot, rule, world, failed=""))
    if world.once != slot.typed:
        slot.typed, slot.origin = world.once, Origin.DEFAULT
    world.once = ""
    return text


def as_text(value: Value) -> str:
    """The text of a result; what is not a number is blank."""
    return "" if isinstance(value, float) and math.isnan(value) else to_text(value)


def take_default(slot: Slot, world: World) -> None:
    """The default becomes a typed value, once (form law 15).

    One that cannot be evaluated gives none, and no problem: a problem that a fresh session on the same
    entries would not find again could not be told from a mistake (form law 10).
    """
    template = slot.template
    if slot.origin is not None or template.calculated or template.question is None:
        return
    rule, troubles = template.formulas.get("default"), slot.troubles
    text = template.literal_default if rule is None else as_text(evaluated(slot, rule, world, failed=""))
    slot.troubles = troubles
    if text and (kept := stored(template.question, text, world.zone)):
        slot.typed, slot.origin = kept, Origin.DEFAULT
