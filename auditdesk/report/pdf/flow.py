"""Flowables that hold others: a heading that stays with what it names, and a shaded box.

May not know: runs, blocks, figures.
"""

from collections.abc import Sequence
from itertools import pairwise
from typing import Final

from reportlab.platypus.flowables import Flowable

from auditdesk.report.pdf.text import colour
from auditdesk.report.theme import BOX_BAR, BOX_BEFORE, BOX_PAD, BOX_SIDE, PAGE_ROOM, SMALL_TABLE

_FUZZ: Final = 0.01


def _gap(above: Flowable, below: Flowable) -> float:
    """The larger of the two spaces, as a frame does it."""
    return float(max(above.getSpaceAfter(), below.getSpaceBefore()))


def height_of(parts: Sequence[Flowable], width: float) -> float:
    """How high parts stand below one another at a width."""
    heights = sum(part.wrap(width, 0)[1] for part in parts)
    return float(heights + sum(_gap(above, below) for above, below in pairwise(parts)))


def draw_parts(parts: Sequence[Flowable], canvas: object, width: float, at: tuple[float, float]) -> None:
    """Parts below one another; `at` is the upper left corner."""
    x, y = at
    for number, part in enumerate(parts):
        if number:
            y -= _gap(parts[number - 1], part)
        y -= part.wrap(width, 0)[1]
        part.drawOn(canvas, x, y)


def split_run(
    parts: Sequence[Flowable], width: float, height: float
) -> tuple[list[Flowable], list[Flowable]]:
    """What of a run of parts fits into a height, a part split where it may be, and what does not."""
    fitting: list[Flowable] = []
    for number, part in enumerate(parts):
        room = height - (height_of(fitting, width) + _gap(fitting[-1], part) if fitting else 0)
        if part.wrap(width, room)[1] <= room + _FUZZ:
            fitting.append(part)
            continue
        pieces = part.split(width, room) if room > 0 else []
        if pieces:
            return [*fitting, pieces[0]], [*pieces[1:], *parts[number + 1 :]]
        return fitting, list(parts[number:])
    return fitting, []


class Kept(Flowable):
    """Parts of which only the last may go on to the next page, and only after it has begun beside the others.

    One of these joins headings, caption and table: nested `KeepTogether` leaves a heading alone at the
    foot of a page (report.md 5).
    """

    def __init__(self, parts: Sequence[Flowable]) -> None:
        super().__init__()
        self._parts = parts
        self._width = 0.0

    def wrap(self, width: float, _: float) -> tuple[float, float]:
        self._width = width
        return width, height_of(self._parts, width)

    def split(self, width: float, height: float) -> list[Flowable]:
        *heads, last = self._parts
        room = height - height_of(heads, width) - _gap(heads[-1], last)
        pieces = last.split(width, room) if room > 0 else []
        if pieces:
            return [Kept((*heads, pieces[0])), *pieces[1:]]
        if not getattr(self, "_postponed", False):
            return []
        fitting, others = split_run(
            self._parts, width, height
        )  # a whole page was not enough to keep together
        return [*fitting, *others] if fitting else []

    def draw(self) -> None:
        draw_parts(self._parts, self.canv, self._width, (0, height_of(self._parts, self._width)))

    def getSpaceBefore(self) -> float:
        return float(self._parts[0].getSpaceBefore())

    def getSpaceAfter(self) -> float:
        return float(self._parts[-1].getSpaceAfter())


class Box(Flowable):
    """Parts on a shaded ground with a bar at the left; it may go on over pages."""

    def __init__(self, parts: Sequence[Flowable], fill: str, bar: str) -> None:
        super().__init__()
        self._parts = parts
        self._fill = fill
        self._bar = bar
        self._width = 0.0

    def wrap(self, width: float, _: float) -> tuple[float, float]:
        self._width = width
        return width, height_of(self._parts, self._inner()) + 2 * BOX_PAD

    def split(self, width: float, height: float) -> list[Flowable]:
        """A small box goes on whole, unless it has been tried on a page of its own."""
        is_small = self.wrap(width, height)[1] <= SMALL_TABLE * PAGE_ROOM
        if is_small and not getattr(self, "_postponed", False):
            return []
        fitting, others = split_run(self._parts, self._inner(), height - 2 * BOX_PAD)
        if not fitting or not others:
            return []
        return [Box(fitting, self._fill, self._bar), Box(others, self._fill, self._bar)]

    def draw(self) -> None:
        height = height_of(self._parts, self._inner()) + 2 * BOX_PAD
        canvas = self.canv
        if self._fill:
            canvas.setFillColor(colour(self._fill))
            canvas.rect(0, 0, self._width, height, stroke=0, fill=1)
        canvas.setFillColor(colour(self._bar))
        canvas.rect(0, 0, BOX_BAR, height, stroke=0, fill=1)
        draw_parts(self._parts, canvas, self._inner(), (BOX_SIDE, height - BOX_PAD))

    def getSpaceBefore(self) -> float:
        return BOX_BEFORE

    def getSpaceAfter(self) -> float:
        return BOX_BEFORE

    def _inner(self) -> float:
        return self._width - BOX_SIDE - BOX_PAD
