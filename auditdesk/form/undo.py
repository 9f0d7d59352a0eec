"""There and back: what each act changed, so that it is taken back exactly (form law 27). May not settle."""

from dataclasses import dataclass

from auditdesk.form.cells import Entered, Row, Slot


@dataclass(frozen=True, slots=True)
class CellStep:
    """What stood in a cell and what stands there now."""

    slot: Slot
    before: Entered
    after: Entered

    def back(self) -> "CellStep":
        return CellStep(self.slot, self.after, self.before)


@dataclass(frozen=True, slots=True)
class RowStep:
    """A row is hidden or shown, and where it stands; a row not yet added is hidden in its place.

    `first`: the row did not exist before. Taken back it is hidden behind all others, so that their places
    hold; brought back it is restored.
    """

    row: Row
    before: tuple[bool, int]
    after: tuple[bool, int]
    first: bool = False

    def back(self) -> "RowStep":
        return RowStep(self.row, self.after, self.before, self.first)


@dataclass(frozen=True, slots=True)
class Act:
    """Everything one act changed, what followed from it included."""

    rows: tuple[RowStep, ...]
    cells: tuple[CellStep, ...]

    def back(self) -> "Act":
        rows = tuple(step.back() for step in reversed(self.rows))
        return Act(rows, tuple(step.back() for step in self.cells))


class History:
    """Acts that can be taken back, and acts taken back that can be repeated; a new act forgets the latter."""

    def __init__(self) -> None:
        self._past: list[Act] = []
        self._future: list[Act] = []

    def add(self, act: Act) -> None:
        self._past.append(act)
        self._future.clear()

    def undone(self) -> Act | None:
        """The steps that take back the last act."""
        if not self._past:
            return None
        self._future.append(self._past.pop())
        return self._future[-1].back()

    def redone(self) -> Act | None:
        """The steps that repeat the act taken back last."""
        if not self._future:
            return None
        self._past.append(self._future.pop())
        return self._past[-1]
