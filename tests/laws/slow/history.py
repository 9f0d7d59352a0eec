"""Acts of a person on the slow return: each changes what was typed, then everything is worked out anew.

Undo keeps what stood before and after each act as whole copies, and puts back what differs between them.
"""

from collections.abc import Sequence
from dataclasses import replace
from datetime import datetime

from auditdesk.form import At, Choice, Question, RowId, Tool
from tests.laws.slow.evaluate import Given
from tests.laws.slow.nodes import Node
from tests.laws.slow.session import Entered, NewRow, Typed, Worked, fresh_of
from tests.laws.slow.stored import ANSWERED, stored


def table(choices: Sequence[Choice], language: str) -> Node:
    """A choice list as `instance('list')` shows it."""
    whole = Node("instance")
    root = whole.grow("root")
    for choice in choices:
        row = root.grow("item")
        label = choice.label.get(language) or next(iter(choice.label.values()), "")
        for name, text in {"name": choice.name, "label": label, **choice.columns}.items():
            row.grow(name, text=text)
    return whole


class SlowReturn:
    """The same acts as a `Session`; `worked` is how the return stands after the last one."""

    def __init__(self, given: Given, row_id: NewRow, typed: Typed | None = None) -> None:
        self._given, self._row_id = given, row_id
        self._past: list[tuple[Typed, Typed]] = []
        self._future: list[tuple[Typed, Typed]] = []
        self.typed = typed.copy() if typed else Typed()
        self._work(fresh_of(given.tool.questions, None) if typed is None else set())

    @property
    def tool(self) -> Tool:
        return self._given.tool

    def answer(self, at: At, text: str, *, reason: str = "") -> None:
        before = self.typed.copy()
        self._enter(at, text, reason)
        self._act(before, set())

    def add_row(self, repeat: At, *, before: RowId | None) -> None:
        was = self.typed.copy()
        row = self._new_row(repeat, before)
        self._act(was, fresh_of(self.tool.questions, row))

    def remove_row(self, at: At) -> None:
        before = self.typed.copy()
        self.typed.gone.add(at.rows[-1])
        self._act(before, set())

    def move_row(self, at: At, *, before: RowId | None) -> None:
        was, row = self.typed.copy(), at.rows[-1]
        ids = self.typed.rows[At(at.name, at.rows[:-1])]
        if before == row:
            return
        ids.remove(row)
        ids.insert(len(ids) if before is None else ids.index(before), row)
        self._act(was, set())

    def paste(self, at: At, block: Sequence[Sequence[str]]) -> None:
        before, fresh = self.typed.copy(), set[At]()
        first = self.tool.question(at.name)
        beside = [q for q in self.tool.questions if q.repeats == first.repeats and _is_typed(q)]
        columns = beside[beside.index(first) :]
        lines = [*block] if at.rows else [[text for line in block for text in line]]
        rows = [at.rows]
        if at.rows:
            repeat = At(first.repeats[-1], at.rows[:-1])
            shown = self.worked_rows(repeat)
            rows = [(*repeat.rows, row) for row in shown[shown.index(at.rows[-1]) :]]
            while len(rows) < len(lines):
                row = self._new_row(repeat, None)
                fresh |= fresh_of(self.tool.questions, row)
                rows.append(row.rows)
        for ids, line in zip(rows, lines, strict=False):
            for question, text in zip(columns, line, strict=False):
                self._enter(At(question.name, ids), text, "")
        self._act(before, fresh)

    def tick(self, now: datetime) -> None:
        self._given = replace(self._given, now=now)
        self._work(set())

    def undo(self) -> bool:
        return self._replay(self._past, self._future, back=True)

    def redo(self) -> bool:
        return self._replay(self._future, self._past, back=False)

    def reopen(self) -> None:
        """What was typed stays; what can be taken back is forgotten."""
        self._past.clear()
        self._future.clear()
        self._work(set())

    def worked_rows(self, repeat: At) -> list[RowId]:
        return [
            row.ids[-1]
            for node in self.worked.top.all()
            if node.is_repeat and At(node.name, node.ids) == repeat
            for row in node.inner
            if row.ids[-1] not in self.typed.gone
        ]

    def _enter(self, at: At, text: str, reason: str) -> None:
        kept = stored(self.tool.question(at.name), text)
        was = self.typed.cells.get(at, Entered())
        if (was.text, was.reason) == (kept, "" if kept else reason):
            return
        if kept or reason:
            self.typed.cells[at] = Entered(kept, "typed", "" if kept else reason)
        else:
            self.typed.cells.pop(at, None)

    def _new_row(self, repeat: At, before: RowId | None) -> At:
        ids = self.typed.rows.setdefault(repeat, [])
        place = len(ids) if before is None else ids.index(before)
        row = self._row_id(repeat, place)
        ids.insert(place, row)
        return At(repeat.name, (*repeat.rows, row))

    def _act(self, before: Typed, fresh: set[At]) -> None:
        self._work(fresh)
        if before != self.typed:
            self._past.append((before, self.typed.copy()))
            self._future.clear()

    def _work(self, fresh: set[At]) -> None:
        self.worked = Worked(self._given, self.typed, fresh, self._row_id)

    def _replay(
        self, taken: list[tuple[Typed, Typed]], put: list[tuple[Typed, Typed]], *, back: bool
    ) -> bool:
        if not taken:
            return False
        act = taken.pop()
        put.append(act)
        self._put_back(*(act[::-1] if back else act))
        self._work(set())
        return True

    def _put_back(self, was: Typed, to: Typed) -> None:
        """What differs between the two becomes as in `to`; a row that was not there then is taken away."""
        now = self.typed
        for at in was.cells.keys() | to.cells.keys():
            if was.cells.get(at) != to.cells.get(at):
                now.cells.pop(at, None)
                if at in to.cells:
                    now.cells[at] = to.cells[at]
        for repeat in was.rows.keys() | to.rows.keys():
            wanted = to.rows.get(repeat, [])
            if was.rows.get(repeat, []) != wanted:
                others = [row for row in now.rows[repeat] if row not in wanted]
                now.rows[repeat] = [*wanted, *others]
                now.gone |= set(was.rows.get(repeat, [])) - set(wanted)
                now.gone -= set(wanted) - set(was.rows.get(repeat, [])) - to.gone
        now.gone = (now.gone | (to.gone - was.gone)) - (was.gone - to.gone)


def _is_typed(question: Question) -> bool:
    return question.type in ANSWERED and not question.columns.get("calculation")
