"""An empty table to write into, ruled both ways. May not know: blocks, and what is written where."""

from collections.abc import Sequence

from reportlab.platypus.flowables import Flowable

from auditdesk.report.lines import Span, broken, full_width
from auditdesk.report.pdf.text import Prose, colour, draw
from auditdesk.report.theme import (
    CODE,
    INK,
    LARGEST_WORD,
    MUTED,
    PAGE_ROOM,
    RULE_WIDTH,
    TABLE,
    TALLEST_WHOLE_ROW,
    TICK_LEAD,
    WRITE_LINES,
    WRITE_NUMBER,
    WRITE_PAD,
    WRITE_ROW,
)


class WriteInFlow(Flowable):
    """`titles` are what each column asks, and its code; `names` those of the rows. Split only if long."""

    def __init__(
        self, titles: Sequence[tuple[Prose, Sequence[Span]]], names: Sequence[Sequence[Span]]
    ) -> None:
        super().__init__()
        self._titles = titles
        self._names = names
        self._width = self._left = 0.0

    def wrap(self, width: float, _: float) -> tuple[float, float]:
        if self._width != width:
            self._width = width
            widest = max(map(full_width, self._names), default=0.0) + 2 * WRITE_PAD
            self._left = min(max(widest, WRITE_NUMBER), LARGEST_WORD * width)
        return width, TICK_LEAD + self._head() + len(self._names) * WRITE_ROW

    def split(self, width: float, height: float) -> list[Flowable]:
        if self.wrap(width, height)[1] <= TALLEST_WHOLE_ROW * PAGE_ROOM:
            return []
        fitting = int((height - TICK_LEAD - self._head()) / WRITE_ROW)
        if not 0 < fitting < len(self._names):
            return []
        return [WriteInFlow(self._titles, part) for part in (self._names[:fitting], self._names[fitting:])]

    def getSpaceAfter(self) -> float:
        return 2 * TICK_LEAD

    def draw(self) -> None:
        head, wide = self._head(), self._wide()
        bottom_of_head = len(self._names) * WRITE_ROW
        top = bottom_of_head + head
        for number, (title, code) in enumerate(self._titles):
            x = self._left + number * wide + WRITE_PAD
            y = top - WRITE_PAD - title.wrap(wide - 2 * WRITE_PAD, 0)[1]
            title.drawOn(self.canv, x, y)
            draw(self.canv, broken(code, wide - 2 * WRITE_PAD), (x, y), CODE, "left")
        for number, name in enumerate(self._names):
            lines = broken(name, self._left - WRITE_PAD)[:WRITE_LINES]
            spare = (WRITE_ROW - len(lines) * TABLE.leading) / 2
            draw(self.canv, lines, (0, bottom_of_head - number * WRITE_ROW - spare), TABLE, "left")
        self._rule(top, bottom_of_head)

    def _rule(self, top: float, bottom_of_head: float) -> None:
        canvas = self.canv
        canvas.setLineWidth(RULE_WIDTH)
        canvas.setStrokeColor(colour(INK))
        canvas.line(0, top, self._width, top)
        canvas.line(0, bottom_of_head, self._width, bottom_of_head)
        canvas.setStrokeColor(colour(MUTED))
        for number in range(len(self._names)):
            canvas.line(0, number * WRITE_ROW, self._width, number * WRITE_ROW)
        for number in range(len(self._titles)):
            x = self._left + number * self._wide()
            canvas.line(x, 0, x, top)

    def _wide(self) -> float:
        return (self._width - self._left) / len(self._titles)

    def _head(self) -> float:
        room = self._wide() - 2 * WRITE_PAD
        return 2 * WRITE_PAD + max(
            title.wrap(room, 0)[1] + len(broken(code, room)) * CODE.leading for title, code in self._titles
        )
