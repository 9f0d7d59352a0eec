"""Paper to write on: a question beside its number, tick boxes, ruled lines, boxes for digits, signatures.

May not know: blocks, and which question is asked of whom.
"""

from collections.abc import Sequence
from dataclasses import dataclass

from reportlab.platypus.flowables import Flowable

from auditdesk.report.lines import Span, broken, full_width
from auditdesk.report.pdf.flow import draw_parts, height_of, split_run
from auditdesk.report.pdf.text import Canvas, Prose, colour, draw
from auditdesk.report.theme import (
    ASKED_MARGIN,
    ASKED_NUMBER,
    ASKED_PAD,
    CELL_GAP,
    CODE,
    DIGIT_BOX,
    DIGIT_GAP,
    INK,
    MUTED,
    PAGE_ROOM,
    PEN_LINE,
    RULE,
    RULE_WIDTH,
    SIGN_GAP,
    SIGN_HEIGHT,
    TALLEST_WHOLE_ROW,
    TICK_BOX,
    TICK_COLUMNS,
    TICK_FEW,
    TICK_GAP,
    TICK_LABEL,
    TICK_LEAD,
    TICK_STEP,
    UNDER_LINE,
)


@dataclass(frozen=True, slots=True)
class SetTick:
    """A tick box's words as prose, and how wide they are on one line."""

    label: Prose
    note: Prose | None
    width: float


def _box(canvas: Canvas, x: float, y: float, size: tuple[float, float]) -> None:
    canvas.setStrokeColor(colour(INK))
    canvas.setLineWidth(RULE_WIDTH)
    canvas.rect(x, y, *size, stroke=1, fill=0)


class AskedFlow(Flowable):
    """One question: number and code in the margin, its parts beside them, a rule below.

    It stays whole unless it is taller than most of a page.
    """

    def __init__(
        self,
        label: tuple[Sequence[Span], Sequence[Span]],
        parts: Sequence[Flowable],
        *,
        is_ruled: bool = True,
    ) -> None:
        super().__init__()
        self._number, self._code = label
        self._is_ruled = is_ruled
        self._parts = parts
        self._width = 0.0

    def wrap(self, width: float, _: float) -> tuple[float, float]:
        self._width = width
        return width, max(self._label_height(), height_of(self._parts, self._inner())) + 2 * ASKED_PAD

    def split(self, width: float, height: float) -> list[Flowable]:
        whole = self.wrap(width, height)[1]
        if whole <= TALLEST_WHOLE_ROW * PAGE_ROOM and not getattr(self, "_postponed", False):
            return []
        fitting, others = split_run(self._parts, self._inner(), height - 2 * ASKED_PAD)
        if not fitting or not others:
            return []
        return [AskedFlow((self._number, self._code), fitting), AskedFlow(((), ()), others)]

    def draw(self) -> None:
        height = self.wrap(self._width, 0)[1]
        top = height - ASKED_PAD
        if self._number:
            draw(self.canv, broken(self._number, ASKED_MARGIN), (0, top), ASKED_NUMBER, "left")
        if self._code:
            x, below = self._code_at()
            drop = ASKED_NUMBER.above_baseline - CODE.above_baseline  # one baseline for both
            lines = broken(self._code, ASKED_MARGIN - CELL_GAP - x)
            draw(self.canv, lines, (x, top - below - drop), CODE, "left")
        draw_parts(self._parts, self.canv, self._inner(), (ASKED_MARGIN, top))
        if not self._is_ruled:
            return
        self.canv.setStrokeColor(colour(RULE))
        self.canv.setLineWidth(RULE_WIDTH)
        self.canv.line(0, 0, self._width, 0)

    def _inner(self) -> float:
        return self._width - ASKED_MARGIN

    def _code_at(self) -> tuple[float, float]:
        """Beside the number where there is room, else below it."""
        x = full_width(self._number) + CELL_GAP if self._number else 0.0
        if x + full_width(self._code) <= ASKED_MARGIN - CELL_GAP:
            return x, 0.0
        return 0.0, ASKED_NUMBER.leading if self._number else 0.0

    def _label_height(self) -> float:
        if not self._code:
            return ASKED_NUMBER.leading if self._number else 0.0
        x, below = self._code_at()
        return below + len(broken(self._code, ASKED_MARGIN - CELL_GAP - x)) * CODE.leading


class TicksFlow(Flowable):
    """Boxes to cross: on one line if they fit, else in columns; with notes, one a line."""

    def __init__(self, ticks: Sequence[SetTick], columns: int = 0) -> None:
        super().__init__()
        self._ticks = ticks
        self._columns = columns  # 0: as many as fit
        self._rows: list[list[tuple[SetTick, float, float]]] = []  # each with its left edge and label's width
        self._width = 0.0

    def wrap(self, width: float, _: float) -> tuple[float, float]:
        if self._width != width:
            self._width = width
            self._rows = self._laid(width)
        return width, sum(self._height(row) for row in self._rows)

    def split(self, width: float, height: float) -> list[Flowable]:
        self.wrap(width, height)
        columns = max(len(row) for row in self._rows)
        count, room = 0, height
        while count < len(self._rows) and self._height(self._rows[count]) <= room:
            room -= self._height(self._rows[count])
            count += 1
        at = sum(len(row) for row in self._rows[:count])
        if not 0 < at < len(self._ticks):
            return []
        return [TicksFlow(self._ticks[:at], columns), TicksFlow(self._ticks[at:], columns)]

    def draw(self) -> None:
        top = sum(self._height(row) for row in self._rows)
        for row in self._rows:
            for tick, left, width in row:
                _box(self.canv, left, top - TICK_LEAD - TICK_BOX, (TICK_BOX, TICK_BOX))
                y = top - TICK_LEAD
                for prose in (tick.label, tick.note):
                    if prose is not None:
                        y -= prose.wrap(width, 0)[1]
                        prose.drawOn(self.canv, left + TICK_BOX + TICK_GAP, y)
            top -= self._height(row)

    def _laid(self, width: float) -> list[list[tuple[SetTick, float, float]]]:
        has_notes = any(tick.note for tick in self._ticks)
        whole = sum(map(_wide, self._ticks)) - TICK_STEP
        for step in (TICK_STEP, TICK_STEP / 2):  # a scale of short labels may stand closer
            narrower = (len(self._ticks) - 1) * (TICK_STEP - step)
            if not self._columns and not has_notes and whole - narrower <= width:
                return [self._in_line(step)]
        columns = self._columns or self._fitting(width)
        step = (width + TICK_STEP) / columns
        room = step - TICK_STEP - TICK_BOX - TICK_GAP
        return [
            [(tick, at * step, room) for at, tick in enumerate(self._ticks[first : first + columns])]
            for first in range(0, len(self._ticks), columns)
        ]

    def _in_line(self, step: float) -> list[tuple[SetTick, float, float]]:
        row, left = [], 0.0
        for tick in self._ticks:
            row.append((tick, left, tick.width + 1))
            left += _wide(tick) - TICK_STEP + step
        return row

    def _fitting(self, width: float) -> int:
        if any(tick.note for tick in self._ticks):
            return 1
        widest = max(map(_wide, self._ticks))
        least = 1 if len(self._ticks) < TICK_FEW else 2
        return max(least, min(TICK_COLUMNS, len(self._ticks), int((width + TICK_STEP) / widest)))

    def _height(self, row: Sequence[tuple[SetTick, float, float]]) -> float:
        heights = [
            tick.label.wrap(width, 0)[1] + (tick.note.wrap(width, 0)[1] if tick.note else 0)
            for tick, _, width in row
        ]
        return TICK_LEAD + max(TICK_BOX, *heights)


def _wide(tick: SetTick) -> float:
    return TICK_BOX + TICK_GAP + tick.width + TICK_STEP


class LinesFlow(Flowable):
    """Ruled lines, each with the room above it that handwriting needs."""

    def __init__(self, count: int) -> None:
        super().__init__()
        self._count = count
        self._width = 0.0

    def wrap(self, width: float, _: float) -> tuple[float, float]:
        self._width = width
        return width, self._count * PEN_LINE + TICK_LEAD

    def split(self, _: float, height: float) -> list[Flowable]:
        fitting = min(int((height - TICK_LEAD) / PEN_LINE), self._count - 1)
        return [LinesFlow(fitting), LinesFlow(self._count - fitting)] if fitting > 0 else []

    def draw(self) -> None:
        self.canv.setStrokeColor(colour(MUTED))
        self.canv.setLineWidth(RULE_WIDTH / 2)
        for number in range(self._count):
            y = TICK_LEAD + number * PEN_LINE
            self.canv.line(0, y, self._width, y)


class DigitsFlow(Flowable):
    """Groups of boxes for digits, with what each group is below it, and tick boxes after them."""

    def __init__(self, groups: Sequence[tuple[int, Prose]], beside: TicksFlow | None) -> None:
        super().__init__()
        self._groups = groups
        self._beside = beside
        self._width = 0.0

    def wrap(self, width: float, _: float) -> tuple[float, float]:
        self._width = width
        return width, TICK_LEAD + DIGIT_BOX[1] + UNDER_LINE.leading

    def draw(self) -> None:
        x, y = 0.0, UNDER_LINE.leading
        for count, label in self._groups:
            for _ in range(count):
                _box(self.canv, x, y, DIGIT_BOX)
                x += DIGIT_BOX[0]
            label.wrap(count * DIGIT_BOX[0] + DIGIT_GAP, 0)
            label.drawOn(self.canv, x - count * DIGIT_BOX[0], 0)
            x += DIGIT_GAP
        if self._beside is not None:
            x += TICK_STEP - DIGIT_GAP
            height = self._beside.wrap(self._width - x, 0)[1]
            self._beside.drawOn(self.canv, x, y + (DIGIT_BOX[1] + TICK_BOX) / 2 + TICK_LEAD - height)


class SignFlow(Flowable):
    """Lines to sign on, side by side, what belongs on each below it."""

    def __init__(self, labels: Sequence[Prose]) -> None:
        super().__init__()
        self._labels = labels
        self._width = 0.0

    def wrap(self, width: float, _: float) -> tuple[float, float]:
        self._width = width
        return width, SIGN_HEIGHT + max(label.wrap(self._wide(), 0)[1] for label in self._labels)

    def draw(self) -> None:
        wide, height = self._wide(), self.wrap(self._width, 0)[1]
        self.canv.setStrokeColor(colour(INK))
        self.canv.setLineWidth(RULE_WIDTH)
        for number, label in enumerate(self._labels):
            x, y = number * (wide + SIGN_GAP), height - SIGN_HEIGHT
            self.canv.line(x, y, x + wide, y)
            label.drawOn(self.canv, x, y - label.wrap(wide, 0)[1])

    def getSpaceAfter(self) -> float:
        return TICK_LABEL.leading

    def _wide(self) -> float:
        return (self._width - SIGN_GAP * (len(self._labels) - 1)) / len(self._labels)
