"""What one answer makes new: each rule downstream of a change once, in order of ranks (form laws 7-16).

May not know people's acts and how they are undone.
"""

import math
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from heapq import heappop, heappush
from typing import NamedTuple

from auditdesk.form.cells import Entered, Row, Slot, cells_of
from auditdesk.form.evaluation import FAILED, evaluated, relevance, take_default, value_of
from auditdesk.form.program import Program
from auditdesk.form.rules import SLOW, give_up, judge
from auditdesk.form.template import Template
from auditdesk.form.values import Origin, Problem, RowId
from auditdesk.form.world import World

MOST_FORMULAS = 200_000
_LEAST_CELLS = 10  # a row of fewer cells takes as much memory
_LOOKS_A_FORMULA = 20  # a rule that looks at so many nodes costs about what another rule costs
MOST_ROWS = 500
MOST_CELLS = 100_000
"""Formulas of one settle, rows of one repeat, cells of one return (forms.md 8)."""


class Seen(NamedTuple):
    """How a cell stood before a settle touched it; a named tuple, for every cell touched has one."""

    value: str
    relevant: bool
    required: bool
    problems: tuple[Problem, ...]
    stood: Entered

    @classmethod
    def of(cls, slot: Slot) -> "Seen":
        return cls(slot.value, slot.relevant, slot.required, slot.problems, slot.stands)

    def differs(self, slot: Slot) -> bool:
        return (
            self.value != slot.value
            or self.relevant is not slot.relevant
            or self.required is not slot.required
            or self.problems != slot.problems
            or self.stood != slot.stands
        )


@dataclass(slots=True)
class Touched:
    """What one settle has touched: cells as they stood before, and rows that `repeat_count` made."""

    cells: dict[Slot, Seen] = field(default_factory=dict)
    made: list[Row] = field(default_factory=list)


class State:
    """The cells and rows of one return, up to date after every `settle`."""

    def __init__(self, program: Program, world: World, row_id: Callable[[], RowId]) -> None:
        self.program, self.world, self._row_id = program, world, row_id
        self.root = Row(program.top, None, None)
        self.rows: dict[RowId, Row] = {}
        self.cells = len(self.root.slots)
        self._touched = Touched()
        self._heap: list[tuple[int, int, Slot]] = []
        self._pushed = 0
        self._judged: dict[Slot, None] = {}
        self._fresh: set[Slot] = set()

    def add_row(self, repeat: Template, parent: Row, row_id: RowId, place: int) -> Row:
        row = Row(repeat, row_id, parent)
        parent.inner[repeat.name].insert(place, row)
        self.rows[row_id] = row
        self.cells += max(len(row.slots), _LEAST_CELLS)
        return row

    def begin(self, row: Row, *, fresh: bool) -> None:
        """Queue all cells of a row; `fresh` ones take their defaults when their turn comes (form law 15)."""
        for slot in row.slots.values():
            self.queue(slot)
        if fresh:
            self._fresh.update(row.slots.values())

    def enter(self, slot: Slot, text: str, origin: Origin | None, reason: str = "") -> None:
        """Put a text into a cell; without origin the cell stands empty."""
        self._note(slot)
        slot.typed, slot.origin, slot.reason = text, origin, reason
        self._fresh.discard(slot)
        self.queue(slot)

    def row_changed(self, row: Row) -> None:
        """A row was added, hidden, brought back or moved: queue its cells and whoever reads over rows."""
        self.begin(row, fresh=False)
        for template in (row.repeat, *_within(row.repeat)):
            self._tell_wide(template)

    def queue(self, slot: Slot) -> None:
        if not slot.queued:
            slot.queued = True
            self._pushed += 1
            heappush(self._heap, (slot.template.rank, self._pushed, slot))

    def tick(self) -> None:
        """Queue what reads the time of day (form law 14)."""
        for template in self.program.order:
            if any(rule.clock for column, rule in template.formulas.items() if column != "default"):
                for slot in cells_of(template, self.root):
                    self.queue(slot)

    def settle(self) -> Touched:
        """Bring everything up to date; gives what was touched since the last settle.

        What is beyond the limit is marked and tried again with the next act: typing goes on.
        """
        self.world.work, count, late = 0, 0, list[Slot]()
        while self._heap:
            slot = heappop(self._heap)[2]
            slot.queued = False
            count += len(slot.template.formulas)
            if self._is_too_much(count):
                self._judged[slot] = None
                slot.troubles = (SLOW,)
                late.append(slot)
                continue
            self._update(slot)
        judged, self._judged = self._judged, {}
        for slot in judged:
            self._note(slot)
            if self._is_too_much(count):
                give_up(slot)
                self._judged[slot] = None
            else:
                judge(slot, self.world)
        for slot in late:
            self.queue(slot)
        touched, self._touched = self._touched, Touched()
        return touched

    def _is_too_much(self, formulas: int) -> bool:
        return formulas + self.world.work // _LOOKS_A_FORMULA > MOST_FORMULAS

    def _note(self, slot: Slot) -> None:
        if slot not in self._touched.cells:
            self._touched.cells[slot] = Seen.of(slot)

    def _update(self, slot: Slot) -> None:
        self._note(slot)
        was, had, slot.troubles = slot.relevant, slot.value, ()
        slot.relevant = relevance(slot, self.world)
        if slot in self._fresh:
            self._fresh.discard(slot)
            take_default(slot, self.world)
        slot.value = value_of(slot, self.world)
        self._judged[slot] = None
        if slot.template.type == "repeat":
            self._show_rows(slot, changed=was != slot.relevant)
        elif was != slot.relevant and slot.template.type == "group":
            for inner in slot.template.inner:
                self.queue(slot.row.slots[inner.name])
        if had != slot.value or was != slot.relevant:
            self._tell(slot)

    def _show_rows(self, slot: Slot, *, changed: bool) -> None:
        """Rows follow `repeat_count`: it adds them as it grows and hides them as it shrinks (form law 23)."""
        repeat, parent = slot.template, slot.row
        rule = repeat.formulas.get("repeat_count")
        if rule is not None and slot.relevant:
            changed = self._follow(slot, evaluated(slot, rule, self.world, failed=math.nan)) or changed
        if changed:
            self._queue_rows(parent, repeat)
            for template in (repeat, *_within(repeat)):
                self._tell_wide(template)

    def _follow(self, slot: Slot, number: object) -> bool:
        count = int(number) if isinstance(number, float) and math.isfinite(number) else 0
        if count > MOST_ROWS:
            slot.troubles, count = (*slot.troubles, FAILED), MOST_ROWS
        rows = slot.row.inner[slot.template.name]
        living = [row for row in rows if not row.removed]
        missing = count - len(living)
        for _ in range(missing):
            if self.cells >= MOST_CELLS:  # counts of repeats in repeats multiply
                slot.troubles = (*slot.troubles, FAILED)
                break
            row = self.add_row(slot.template, slot.row, self._row_id(), len(rows))
            self._touched.made.append(row)
            self.begin(row, fresh=True)
            living.append(row)
        hidden = [row for place, row in enumerate(living) if row.beyond != (place >= max(count, 0))]
        for row in hidden:
            row.beyond = not row.beyond
        return bool(hidden) or missing > 0

    def _queue_rows(self, parent: Row, repeat: Template) -> None:
        for row in parent.inner[repeat.name]:
            for slot in row.slots.values():
                self.queue(slot)

    def _tell(self, slot: Slot) -> None:
        """A cell is another than before: whoever reads it is queued or judged again."""
        template = slot.template
        for reader in template.readers.near:
            for cell in cells_of(reader, slot.row):
                self.queue(cell)
        for reader in template.checkers.near:
            self._judged.update(dict.fromkeys(cells_of(reader, slot.row)))
        self._tell_wide(template)

    def _tell_wide(self, template: Template) -> None:
        for reader in template.readers.wide:
            for cell in cells_of(reader, self.root):
                self.queue(cell)
        for reader in template.checkers.wide:
            self._judged.update(dict.fromkeys(cells_of(reader, self.root)))


def _within(repeat: Template) -> Iterator[Template]:
    """Every template inside a repeat, those of repeats further in too."""
    waiting = list(repeat.inner)
    while waiting:
        template = waiting.pop()
        yield template
        waiting.extend(template.inner)
