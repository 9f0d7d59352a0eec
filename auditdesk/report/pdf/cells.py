"""A table's cells as text of a known width: what `grid.py` draws and splits.

May not know: pages, ink.
"""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from functools import cached_property

from auditdesk.report.document import Align, Cell, Column, Grid, Table
from auditdesk.report.lines import Line, Span, broken, full_width, widest_word
from auditdesk.report.pdf.columns import Wish, widths
from auditdesk.report.pdf.text import Setter
from auditdesk.report.runs import Text
from auditdesk.report.series import Mark
from auditdesk.report.theme import (
    CELL_GAP,
    CODE,
    GRID_PAD,
    GROUP_INDENT,
    LARGEST_WORD,
    MARKED,
    PAINTS,
    ROW_PAD,
    TABLE,
    TABLE_HEAD,
    TICK_MARK,
    Paint,
    Type,
)

_WORDY = ("text", "id")


@dataclass(frozen=True, slots=True)
class SetCell:
    """One cell before its width is known."""

    spans: tuple[Span, ...]
    use: Type
    align: Align
    paint: Paint


@dataclass(frozen=True, slots=True)
class LaidCell:
    """One cell's lines, where its column starts and how wide it is."""

    lines: tuple[Line, ...]
    set: SetCell
    left: float
    width: float
    is_last: bool

    @property
    def text_height(self) -> float:
        return len(self.lines) * self.set.use.leading

    @property
    def room(self) -> float:
        return self.left + self.width - (0 if self.is_last else CELL_GAP) - self.anchor

    @property
    def anchor(self) -> float:
        """Where text is aligned to."""
        match self.set.align:
            case "left":
                return self.left + (GROUP_INDENT if self.set.paint.fill else 0)
            case "centre":
                return self.left + self.width / 2
            case "right":
                return self.left + self.width - (0 if self.is_last else CELL_GAP)


@dataclass(frozen=True)
class LaidRow:
    """One row at its width; `pad` lies above and below its text."""

    cells: tuple[LaidCell, ...]
    pad: float

    @cached_property
    def height(self) -> float:
        return max(cell.text_height for cell in self.cells) + 2 * self.pad

    def split(self, room: float) -> tuple["LaidRow", "LaidRow"] | None:
        """The lines of each cell that fit into `room`, and the others; None if hardly any line fits."""
        at = [int((room - 2 * self.pad) / cell.set.use.leading) for cell in self.cells]
        if min(at) < 2 or all(count >= len(cell.lines) for count, cell in zip(at, self.cells, strict=True)):  # noqa: PLR2004 - a single line alone looks lost
            return None
        above = [replace(cell, lines=cell.lines[:count]) for count, cell in zip(at, self.cells, strict=True)]
        below = [replace(cell, lines=cell.lines[count:]) for count, cell in zip(at, self.cells, strict=True)]
        return LaidRow(tuple(above), self.pad), LaidRow(tuple(below), self.pad)


class SetTable:
    """A table's header and rows, ready to be laid at any width."""

    def __init__(self, table: Table, setter: Setter) -> None:
        self.is_close = isinstance(table, Grid)
        self._columns = table.columns
        self._head = tuple(_head_cell(column, setter) for column in table.columns)
        self._rows = [
            tuple(_set_cell(cell, column, setter) for cell, column in zip(row, table.columns, strict=True))
            for row in table.rows
        ]

    def laid(self, measure: float) -> tuple[LaidRow, list[LaidRow]]:
        pad = GRID_PAD if self.is_close else ROW_PAD
        wide = widths([self._wish(number, measure) for number in range(len(self._columns))], measure)
        head = _laid_row(self._head, wide, pad)
        return head, [_laid_row(row, wide, pad) for row in self._rows]

    def _wish(self, number: int, measure: float) -> Wish:
        column = self._columns[number]
        is_wordy = column.kind in _WORDY
        least = widest_word if is_wordy else full_width
        widest = max((least(row[number].spans) for row in self._rows), default=0.0)
        needed = min(max(widest_word(self._head[number].spans), widest), LARGEST_WORD * measure)
        gap = CELL_GAP if is_wordy else (GROUP_INDENT if self.is_close else 2 * CELL_GAP)
        return Wish(max(column.width, 1), needed + gap, rigid=not is_wordy)


def _laid_row(cells: Sequence[SetCell], wide: Sequence[float], pad: float) -> LaidRow:
    laid = []
    left = 0.0
    for number, (cell, width) in enumerate(zip(cells, wide, strict=True)):
        is_last = number == len(wide) - 1
        used = GROUP_INDENT if cell.align == "centre" else (0.0 if is_last else CELL_GAP)
        laid.append(LaidCell(broken(cell.spans, max(width - used, 1)), cell, left, width, is_last))
        left += width
    return LaidRow(tuple(laid), pad)


def _head_cell(column: Column, setter: Setter) -> SetCell:
    return SetCell(setter.words_of(column.title, TABLE_HEAD), TABLE_HEAD, _align(column), PAINTS[Mark.NONE])


def _set_cell(cell: Cell, column: Column, setter: Setter) -> SetCell:
    paint = PAINTS[cell.mark]
    runs = cell.runs or ((Text(TICK_MARK),) if cell.mark is Mark.RECEIVED else ())
    use = CODE if column.kind == "id" else TABLE
    if cell.mark is not Mark.NONE:
        use = replace(MARKED if paint.strong else TABLE, colour=paint.text)
    return SetCell(setter.spans(runs, use), use, cell.align or _align(column), paint)


def _align(column: Column) -> Align:
    return column.align or ("left" if column.kind in _WORDY else "centre")
