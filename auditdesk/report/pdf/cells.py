"""A table's cells as text of a known width: what `grid.py` draws and splits.

May not know: pages, ink.
"""

from collections.abc import Iterator, Sequence
from collections.abc import Set as AbstractSet
from dataclasses import dataclass, replace
from functools import cached_property
from itertools import accumulate

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
    span: int = 1


@dataclass(frozen=True, slots=True)
class LaidCell:
    """One cell's lines, where its column starts and how wide it is."""

    lines: tuple[Line, ...]
    set: SetCell
    left: float
    width: float
    is_last: bool
    indent: float = 0.0  # of words that stand right of a shaded cell

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
                return self.left + self.indent + (GROUP_INDENT if self.set.paint.fill else 0)
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

    @property
    def is_named(self) -> bool:
        return any(line.stretches for line in self.cells[0].lines)

    def under(self, named: "LaidRow") -> "LaidRow":
        """The same row with the name of another."""
        return LaidRow((named.cells[0], *self.cells[1:]), self.pad)

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
        self.has_row_header = table.row_header
        self._columns = table.columns
        self._head = tuple(_head_cell(column, setter) for column in table.columns)
        self._rows = [tuple(_set_row(row, table.columns, setter)) for row in table.rows]
        self._shaded = set() if self.is_close else _shaded(self._rows)
        self._by_column = [_by_column(row) for row in self._rows]

    def laid(self, measure: float) -> tuple[LaidRow, list[LaidRow]]:
        pad = GRID_PAD if self.is_close else ROW_PAD
        wide = widths([self._wish(number, measure) for number in range(len(self._columns))], measure)
        head = _laid_row(self._head, wide, pad, self._shaded)
        return head, [_laid_row(row, wide, pad, self._shaded) for row in self._rows]

    def _wish(self, number: int, measure: float) -> Wish:
        column = self._columns[number]
        is_wordy = column.kind in _WORDY
        least = widest_word if is_wordy else full_width
        widest = max((least(row[number].spans) for row in self._by_column if number in row), default=0.0)
        needed = min(max(widest_word(self._head[number].spans), widest), LARGEST_WORD * measure)
        gap = CELL_GAP if is_wordy else (GROUP_INDENT if self.is_close else 2 * CELL_GAP)
        return Wish(max(column.width, 1), needed + gap, rigid=not is_wordy)


def _laid_row(
    cells: Sequence[SetCell], wide: Sequence[float], pad: float, shaded: AbstractSet[int]
) -> LaidRow:
    """`shaded` are the columns with shaded cells: words right of one keep off its shade."""
    laid = []
    left = 0.0
    number = 0
    for cell in cells:
        width = sum(wide[number : number + cell.span])
        indent = GROUP_INDENT if cell.align == "left" and number - 1 in shaded else 0.0
        number += cell.span
        is_last = number == len(wide)
        used = GROUP_INDENT if cell.align == "centre" else (0.0 if is_last else CELL_GAP)
        lines = broken(cell.spans, max(width - used - indent, 1))
        laid.append(LaidCell(lines, cell, left, width, is_last, indent))
        left += width
    return LaidRow(tuple(laid), pad)


def _set_row(row: Sequence[Cell], columns: Sequence[Column], setter: Setter) -> Iterator[SetCell]:
    number = 0
    for cell in row:
        yield _set_cell(cell, columns[number], setter)
        number += cell.span


def _by_column(row: Sequence[SetCell]) -> dict[int, SetCell]:
    """The cells of a row that alone fill a column, by its number."""
    starts = accumulate((cell.span for cell in row), initial=0)
    return {number: cell for number, cell in zip(starts, row, strict=False) if cell.span == 1}


def _shaded(rows: Sequence[Sequence[SetCell]]) -> set[int]:
    """The columns in which some cell is shaded."""
    return {number for row in rows for number, cell in _by_column(row).items() if cell.paint.fill}


def _head_cell(column: Column, setter: Setter) -> SetCell:
    return SetCell(setter.words_of(column.title, TABLE_HEAD), TABLE_HEAD, _align(column), PAINTS[Mark.NONE])


def _set_cell(cell: Cell, column: Column, setter: Setter) -> SetCell:
    paint = PAINTS[cell.mark]
    runs = cell.runs or ((Text(TICK_MARK),) if cell.mark is Mark.RECEIVED else ())
    use = CODE if column.kind == "id" else TABLE
    if cell.mark is not Mark.NONE:
        use = replace(MARKED if paint.strong else TABLE, colour=paint.text)
    return SetCell(setter.spans(runs, use), use, cell.align or _align(column), paint, cell.span)


def _align(column: Column) -> Align:
    return column.align or ("left" if column.kind in _WORDY else "centre")
