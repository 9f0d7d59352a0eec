"""Acts on rows: added, hidden, moved; and how any act becomes a change and a step of history.

May not know what people type into cells.
"""

from collections.abc import Callable

from auditdesk.errors import QuestionError
from auditdesk.form.cells import Entered, Row
from auditdesk.form.reading import Reading
from auditdesk.form.settle import MOST_CELLS, MOST_ROWS, State, Touched
from auditdesk.form.tool import Tool
from auditdesk.form.undo import Act, CellStep, History, RowStep
from auditdesk.form.values import At, Change, RowChange, RowId, TypedCell, TypedChange


class Rows(Reading):
    """A return whose rows can be added, hidden and moved."""

    def __init__(self, tool: Tool, state: State, new_id: Callable[[], RowId]) -> None:
        super().__init__(tool, state)
        self._new_id, self._history = new_id, History()

    def add_row(self, repeat: At, *, before: RowId | None = None) -> Change:
        """A new row at the end, or before another; its defaults are taken. The change names its id.

        Raises:
            QuestionError: no such repeat, its rows follow a count, or a limit is reached.
        """
        return self._settled((self._added(repeat, before),))

    def remove_row(self, at: At) -> Change:
        """Hide a row; its answers stay in the store and come back by undo (form law 22)."""
        row = self._row_itself(at)
        self._ensure_free(at.name)
        place = _place(row)
        return self._settled(self._carried_out((RowStep(row, (row.removed, place), (True, place)),)))

    def move_row(self, at: At, *, before: RowId | None) -> Change:
        """Put a row before another, or at the end; answers belong to ids, so none moves (form law 21)."""
        row = self._row_itself(at)
        place, target = _place(row), self._target(row.parent or row, at.name, before)
        after = target - (target > place)
        return self._settled(self._carried_out((RowStep(row, (row.removed, place), (row.removed, after)),)))

    def _added(self, repeat: At, before: RowId | None) -> RowStep:
        template, parent = self._template(repeat.name), self._row(repeat)
        self._ensure_room(repeat.name, parent)
        place = self._target(parent, repeat.name, before)
        row = self._state.add_row(template, parent, self._new_id(), place)
        self._state.begin(row, fresh=True)
        self._state.row_changed(row)
        return RowStep(row, (True, place), (False, place), first=True)

    def _ensure_free(self, name: str) -> None:
        template = self._template(name)
        if template.type != "repeat":
            raise self._unknown(name)
        if "repeat_count" in template.formulas:
            raise QuestionError("R_LIMIT", question=name, why="its rows follow a count")

    def _ensure_room(self, name: str, parent: Row) -> None:
        self._ensure_free(name)
        if len(parent.inner[name]) >= MOST_ROWS:
            raise QuestionError("R_LIMIT", question=name, why=f"at most {MOST_ROWS} rows")
        if self._state.cells >= MOST_CELLS:
            raise QuestionError("R_LIMIT", question=name, why=f"at most {MOST_CELLS:,} cells in a return")

    def _target(self, parent: Row, name: str, before: RowId | None) -> int:
        rows = parent.inner.get(name, [])
        if before is None:
            return len(rows)
        for place, row in enumerate(rows):
            if row.id == before:
                return place
        raise QuestionError("R_LIMIT", question=name, why="there is no such row")

    def _carried_out(self, steps: tuple[RowStep, ...]) -> tuple[RowStep, ...]:
        """Put rows where the steps say; those that change nothing are left out."""
        done = tuple(step for step in steps if step.before != step.after)
        for step in done:
            row, (removed, place) = step.row, step.after
            if row.parent is not None:
                rows = row.parent.inner[row.repeat.name]
                rows.remove(row)
                rows.insert(len(rows) if step.first and removed else place, row)
                row.removed = removed
                self._state.row_changed(row)
        return done

    def _settled(self, steps: tuple[RowStep, ...]) -> Change:
        """Settle an act, remember it with all that followed, and say what it changed."""
        touched = self._state.settle()
        made = _made(touched)
        cells = tuple(
            CellStep(slot, seen.stood, slot.stands)
            for slot, seen in touched.cells.items()
            if seen.stood != slot.stands
        )
        if steps or cells or made:
            self._history.add(Act((*steps, *made), cells))
        return change_of(touched, steps)


def change_of(touched: Touched, steps: tuple[RowStep, ...]) -> Change:
    """What the screen has to draw anew and the store has to write."""
    typed: list[TypedChange] = []
    drawn: list[At] = []
    for slot, seen in touched.cells.items():
        if seen.stood != slot.stands:
            typed.append(TypedChange(slot.at, _cell(slot.at, seen.stood), slot.entered))
        if seen.differs(slot):
            drawn.append(slot.at)
    return Change(tuple(typed), tuple(drawn), tuple(map(_row_change, (*steps, *_made(touched)))))


def _made(touched: Touched) -> tuple[RowStep, ...]:
    return tuple(RowStep(row, (True, _place(row)), (False, _place(row)), first=True) for row in touched.made)


def _row_change(step: RowStep) -> RowChange:
    removed, place = step.after[0], _place(step.row)
    if step.first:
        return RowChange(step.row.at, "added", place)
    if removed != step.before[0]:
        return RowChange(step.row.at, "removed" if removed else "restored", place)
    return RowChange(step.row.at, "moved", place)


def _place(row: Row) -> int:
    return row.parent.inner[row.repeat.name].index(row) if row.parent is not None else 0


def _cell(at: At, before: Entered) -> TypedCell | None:
    text, origin, reason = before
    return None if origin is None else TypedCell(at, text, origin, reason)
