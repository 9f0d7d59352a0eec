"""A session and the slow return side by side: every act is done to both, and both must show the same."""

import random
from collections.abc import Callable, Mapping
from datetime import datetime, timedelta
from itertools import count

from auditdesk.form import At, Cell, RowId, Session, Tool, Typed
from tests.form.making import CALENDAR, CLOCKS, FACTS, LONDON, rows_around
from tests.laws.histories import act_on
from tests.laws.slow import judge
from tests.laws.slow.evaluate import Given
from tests.laws.slow.history import SlowReturn, table
from tests.laws.slow.judge import Seen
from tests.laws.slow.session import Entered


class DoubleDesk:
    """One tool filled in twice."""

    def __init__(self, tool: Tool) -> None:
        self.tool, self.at = tool, datetime(2016, 7, 1, 12, tzinfo=LONDON)
        facts = {"tool.version": tool.version, "tool.hash": tool.hash, **FACTS}
        lists = {name: table(choices, "en") for name, choices in tool.lists.items()}
        given = Given(tool, facts, self.at, CALENDAR, CLOCKS, "en", lists)
        self.session = self.opened(Typed())
        self.slow = SlowReturn(given, self._row_id)

    def opened(self, typed: Typed) -> Session:
        return Session(
            self.tool, typed=typed, facts=FACTS, now=lambda: self.at, zone=LONDON,
            calendar=CALENDAR, clocks=CLOCKS, new_id=_ids(len(typed.rows)),
        )  # fmt: skip

    def _row_id(self, repeat: At, place: int) -> RowId:
        """What the session has named the row in that place: both make rows, in an order of their own."""
        rows = [row.at.rows for row in self.session.typed().rows if row.at.name == repeat.name]
        beside = [ids[-1] for ids in rows if ids[:-1] == repeat.rows]
        return beside[place] if place < len(beside) else RowId(f"lacking{place}")

    def differences(self) -> list[str]:
        """What the session shows otherwise than the slow return; empty if nothing."""
        fast, slow = _shown(self.session), _slowly_shown(self.slow)
        return [
            f"{at}: {fast.get(at)} and slowly {slow.get(at)}"
            for at in fast.keys() | slow.keys()
            if fast.get(at) != slow.get(at)
        ]


def _ids(start: int = 0) -> Callable[[], RowId]:
    numbers = count(start + 1)
    return lambda: RowId(f"row{next(numbers):05d}")


def act(rng: random.Random, both: DoubleDesk) -> None:
    """One random act on both, if there is anything to act on."""
    if rng.random() < 0.25:
        _TURNS[rng.choice(_OFTEN)](both)
    elif (chosen := act_on(rng, both.session)) is not None:
        chosen(both.session)
        chosen(both.slow)


def _undo(both: DoubleDesk) -> None:
    assert (both.session.undo() is not None) == both.slow.undo()


def _redo(both: DoubleDesk) -> None:
    assert (both.session.redo() is not None) == both.slow.redo()


def _tick(both: DoubleDesk) -> None:
    both.at += timedelta(hours=17)
    both.session.tick()
    both.slow.tick(both.at)


def _reopen(both: DoubleDesk) -> None:
    """Closed and opened again: both forget what could be taken back."""
    both.session = both.opened(both.session.typed())
    both.slow.reopen()


_TURNS: Mapping[str, Callable[[DoubleDesk], None]] = {
    "undo": _undo,
    "redo": _redo,
    "tick": _tick,
    "reopen": _reopen,
}
_OFTEN = [*_TURNS, "undo", "undo", "redo"]


def _shown(session: Session) -> dict[At, object]:
    cells: dict[At, object] = {}
    for question in session.tool.questions:
        for rows in rows_around(session, question.repeats):
            at = At(question.name, rows)
            cells[at] = _seen(session.cell(at))
            if question.type == "repeat":
                cells[At("rows of " + question.name, rows)] = session.rows(at)
    cells[At("export")] = [(a.at, a.value, a.reason, a.computed) for a in session.export()]
    cells[At("exported rows")] = [row.at for row in session.exported_rows()]
    cells[At("progress")] = {n: (p.relevant, p.answered, p.open) for n, p in session.progress().items()}
    cells[At("problems")] = sorted((p.at.key() if p.at else "", p.code) for p in session.validate())
    return cells


def _seen(cell: Cell) -> Seen:
    told = tuple((problem.severity, problem.code) for problem in cell.problems)
    entered = Entered(cell.text, cell.origin.value if cell.origin else "", cell.reason)
    return Seen(
        cell.value, entered, cell.relevant, cell.required, cell.readonly,
        tuple(sorted(told)), tuple(choice.name for choice in cell.choices),
    )  # fmt: skip


def _slowly_shown(slow: SlowReturn) -> dict[At, object]:
    worked = slow.worked
    cells = judge.looked_at(worked)
    found: dict[At, object] = {**cells}
    for node in judge.shown_cells(worked):
        if node.is_repeat:
            rows = tuple(row.ids[-1] for row in node.inner if row.on)
            found[At("rows of " + node.name, node.ids)] = rows
    found[At("export")] = judge.exported(worked)
    found[At("exported rows")] = judge.rows(worked)
    found[At("progress")] = judge.progress(slow.tool, cells)
    found[At("problems")] = judge.problems(cells)
    return found
