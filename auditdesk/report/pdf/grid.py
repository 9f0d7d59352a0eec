"""A table on paper: fixed widths, rows that stay whole, the header again on each page.

Not platypus' Table: this one breaks lines by itself and is faster (report.md 5). May not know: figures.
"""

from collections.abc import Sequence

from reportlab.platypus.flowables import Flowable

from auditdesk.report.pdf.cells import LaidCell, LaidRow, SetTable
from auditdesk.report.pdf.text import Prose, colour, draw
from auditdesk.report.theme import (
    GRID_GAP,
    HEAD_RULE,
    NAVY,
    NO_FILL,
    NOTE,
    PAGE_ROOM,
    RULE,
    RULE_WIDTH,
    SMALL_TABLE,
    TABLE,
    TALLEST_HEAD,
    TALLEST_NOTE,
    TALLEST_WHOLE_ROW,
)


class TableFlow(Flowable):
    """Header, rows and the note below the last row."""

    def __init__(self, table: SetTable, note: Prose | None) -> None:
        super().__init__()
        self._table = table
        self._note = note
        self._width = 0.0
        self._head: LaidRow | None = None
        self._rows: Sequence[LaidRow] = ()

    def wrap(self, width: float, _: float) -> tuple[float, float]:
        if self._width != width:
            self._width = width
            head, rows = self._table.laid(width)
            is_too_tall = (
                head.height > TALLEST_HEAD * PAGE_ROOM
            )  # to be repeated: it is a row like the others
            self._head, self._rows = (None, [head, *rows]) if is_too_tall else (head, rows)
        return width, self._head_height() + sum(row.height for row in self._rows) + self._note_height()

    def split(self, width: float, height: float) -> list[Flowable]:
        self.wrap(width, height)
        room = height - self._head_height()
        count = 0
        while count < len(self._rows) and self._rows[count].height <= room:
            room -= self._rows[count].height
            count += 1
        if count == len(self._rows):
            count -= 1  # only the note does not fit: the last row goes with it
        elif self._rows[count].height > TALLEST_WHOLE_ROW * PAGE_ROOM or self._page_is_too_short(count):
            return self._split_in_row(count, room)
        count = self._without_a_lone_row(count)
        above, below = self._rows[:count], self._rows[count:]
        return self._parts(above, self._named_again(above, below))

    def draw(self) -> None:
        top = self._head_height() + sum(row.height for row in self._rows) + self._note_height()
        rows_top = self._draw_head(top)
        top = rows_top
        for row in self._rows:
            self._draw_row(row, top)
            top -= row.height
        self._rule(0, self._width, rows_top, NAVY, HEAD_RULE)  # after the fills, which would cover half of it
        if self._note:
            height = self._note.wrap(self._width, 0)[1]
            self._note.drawOn(self.canv, 0, top - NOTE.before - height)

    def getSpaceAfter(self) -> float:
        return NOTE.after

    def _without_a_lone_row(self, count: int) -> int:
        """A small table goes on whole; of a larger one at least two rows stay and two go on."""
        is_small = self.wrap(self._width, 0)[1] <= SMALL_TABLE * PAGE_ROOM
        if is_small or (count == 1 and not getattr(self, "_postponed", False)):
            return 0
        return count - 1 if count > 2 and count == len(self._rows) - 1 else count  # noqa: PLR2004 - two stay

    def _named_again(self, above: Sequence[LaidRow], below: Sequence[LaidRow]) -> Sequence[LaidRow]:
        """Where a name holds for several rows, it stands again at the head of those that go on."""
        if not above or not self._table.has_row_header or below[0].is_named:
            return below
        named = next((row for row in reversed(above) if row.is_named), None)
        return below if named is None else (below[0].under(named), *below[1:])

    def _page_is_too_short(self, count: int) -> bool:
        """Whether a whole page was tried and holds no row."""
        return not count and bool(getattr(self, "_postponed", False))

    def _split_in_row(self, count: int, room: float) -> list[Flowable]:
        halves = self._rows[count].split(room)
        if halves is None:
            return self._parts(self._rows[:count], self._rows[count:])
        return self._parts((*self._rows[:count], halves[0]), (halves[1], *self._rows[count + 1 :]))

    def _parts(self, above: Sequence[LaidRow], below: Sequence[LaidRow]) -> list[Flowable]:
        if not above:
            return []
        return [self._with(above, None), self._with(below, self._note)]

    def _with(self, rows: Sequence[LaidRow], note: Prose | None) -> "TableFlow":
        part = TableFlow(self._table, note)
        part._width, part._head, part._rows = self._width, self._head, rows
        return part

    def _head_height(self) -> float:
        return self._head.height if self._head else 0.0

    def _note_height(self) -> float:
        return NOTE.before + self._note.wrap(self._width, 0)[1] if self._note else 0.0

    def _draw_head(self, top: float) -> float:
        if not self._head:
            return top
        bottom = top - self._head.height
        for cell in self._head.cells:
            at = (cell.anchor, bottom + self._head.pad + cell.text_height)
            draw(self.canv, cell.lines, at, cell.set.use, cell.set.align)
        return bottom

    def _draw_row(self, row: LaidRow, top: float) -> None:
        bottom = top - row.height
        for cell in row.cells:
            if cell.set.paint.fill:
                self._fill(cell, top, bottom)
            if not (cell.set.paint.fill and self._table.is_close):
                self._rule(cell.left, cell.left + cell.width, bottom, RULE, RULE_WIDTH)
            spare = (row.height - cell.text_height) / 2 if cell.set.paint.fill != NO_FILL else row.pad
            drop = TABLE.above_baseline - cell.set.use.above_baseline  # one baseline for a code and its words
            at = (cell.anchor, top - spare - drop)
            draw(self.canv, cell.lines, at, cell.set.use, cell.set.align, room=cell.room)

    def _fill(self, cell: LaidCell, top: float, bottom: float) -> None:
        gap = GRID_GAP if self._table.is_close else 0.0
        right = 0.0 if cell.is_last else gap
        self.canv.setFillColor(colour(cell.set.paint.fill))
        self.canv.rect(cell.left, bottom + gap, cell.width - right, top - bottom - gap, stroke=0, fill=1)

    def _rule(self, left: float, right: float, y: float, shade: str, width: float) -> None:
        self.canv.setStrokeColor(colour(shade))
        self.canv.setLineWidth(width)
        self.canv.line(left, y, right, y)


def note_fits(note: Prose, width: float) -> bool:
    """Whether a note is short enough to stay with the last row."""
    return bool(note.wrap(width, 0)[1] <= TALLEST_NOTE * PAGE_ROOM)
