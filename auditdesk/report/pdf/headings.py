"""Headings that are bookmarks, the contents that lead to them, and captions that links lead to.

May not know: what a chapter holds.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

from reportlab.platypus.flowables import Flowable

from auditdesk.report import text as typed
from auditdesk.report.document import Heading
from auditdesk.report.lines import Line, Span, broken, full_width
from auditdesk.report.pdf.text import Prose, Setter, colour, draw
from auditdesk.report.theme import (
    BAND,
    BAND_PAD,
    CONTENTS_1,
    CONTENTS_2,
    CONTENTS_INDENT,
    CONTENTS_PAGE,
    H1,
    H1_GAP,
    H1_INDENT,
    H1_NUMBER,
    H1_RULE,
    H2,
    H3,
    NAVY,
    NUMBER_GAP,
    PAGE_ROOM,
    Type,
)

_TYPES: Final = {1: H1, 2: H2, 3: H3}
_Entry = tuple[Type, tuple[Line, ...], tuple[Line, ...], str]  # type, number, title, key


@dataclass(frozen=True, slots=True)
class Place:
    """A heading and the key under which contents and bookmarks find it."""

    heading: Heading
    key: str


class HeadingFlow(Flowable):
    """One heading; a chapter has a rule above it and its number in the margin of its title.

    A band is a filled rectangle as wide as the measure, with the words inside.
    """

    def __init__(self, place: Place, setter: Setter) -> None:
        super().__init__()
        self._place = place
        heading = place.heading
        self._use: Type = BAND if heading.band else _TYPES[heading.level]
        self._is_chapter = heading.level == 1
        self._number = setter.words_of(heading.number, H1_NUMBER if self._is_chapter else self._use)
        self._title = setter.words_of(heading.text, self._use)
        self._setter = setter
        self._shown: int | None = None
        self._lines: tuple[Line, ...] = ()
        self._side, self._pad = BAND_PAD if heading.band else (0.0, 0.0)
        self._indent = self._side
        if heading.number:
            wide = full_width(self._number) + NUMBER_GAP
            self._indent += max(wide, H1_INDENT) if self._is_chapter else wide

    def wrap(self, width: float, _: float) -> tuple[float, float]:
        self._lines = broken(self._title, width - self._indent - self._side, at_hyphens=False)[: self._shown]
        self._width = width
        return width, len(self._lines) * self._use.leading + self._over()

    def split(self, width: float, height: float) -> list[Flowable]:
        """Only what no page can hold is split; it goes on as prose."""
        self.wrap(width, height)
        fitting = int((height - self._over()) / self._use.leading)
        if fitting < 1 or len(self._lines) * self._use.leading < PAGE_ROOM / 2:
            return []
        first = HeadingFlow(self._place, self._setter)
        first._shown = fitting
        return [first, Prose.of_lines(self._lines[fitting:], self._use, width)]

    def draw(self) -> None:
        height = len(self._lines) * self._use.leading
        top = height + self._pad
        if self._pad:
            self.canv.setFillColor(colour(NAVY))
            self.canv.rect(0, 0, self._width, height + 2 * self._pad, stroke=0, fill=1)
        if self._is_chapter:
            self.canv.setFillColor(colour(NAVY))
            self.canv.rect(0, height + H1_GAP, self._width, H1_RULE, stroke=0, fill=1)
        if self._place.heading.number:
            number = H1_NUMBER if self._is_chapter else self._use
            draw(self.canv, broken(self._number, self._width), (self._side, top), number, "left")
        draw(self.canv, self._lines, (self._indent, top), self._use, "left")
        self._mark(height + self._over())

    def getSpaceBefore(self) -> float:
        return self._use.before

    def getSpaceAfter(self) -> float:
        return self._use.after

    def _over(self) -> float:
        return H1_RULE + H1_GAP if self._is_chapter else 2 * self._pad

    def _mark(self, top: float) -> None:
        heading, key = self._place.heading, self._place.key
        self.canv.land(key, top)
        deepest = getattr(self.canv, "outline_depth", -1)
        level = min(heading.level - 1, deepest + 1)  # a viewer refuses an outline with gaps
        self.canv.outline_depth = level
        title = f"{heading.number} {heading.text}".strip()
        self.canv.addOutlineEntry(typed.clean(title).text, key, level)


class CaptionFlow(Prose):
    """A caption that `See` leads to."""

    def __init__(self, spans: Sequence[Span], use: Type, key: str) -> None:
        super().__init__(spans, use)
        self._key = key

    def draw(self) -> None:
        super().draw()
        self.canv.land(self._key, self.wrap(self._broken_at, 0)[1])


class ContentsFlow(Flowable):
    """One line a heading, with its page and a link; the page is a promise, for nothing is laid out yet."""

    def __init__(self, places: Sequence[Place], setter: Setter) -> None:
        super().__init__()
        self._places = places
        self._setter = setter
        self._width = 0.0
        self._entries: list[_Entry] = []

    def wrap(self, width: float, _: float) -> tuple[float, float]:
        if self._width != width:
            self._width = width
            self._entries = [self._entry(place) for place in self._places]
        return width, sum(_tall(entry) for entry in self._entries)

    def split(self, width: float, height: float) -> list[Flowable]:
        self.wrap(width, height)
        count, used = 0, 0.0
        while count < len(self._entries) and used + _tall(self._entries[count]) <= height:
            used += _tall(self._entries[count])
            count += 1
        if not count or count == len(self._entries):
            return []
        return [
            ContentsFlow(self._places[:count], self._setter),
            ContentsFlow(self._places[count:], self._setter),
        ]

    def draw(self) -> None:
        y = sum(_tall(entry) for entry in self._entries)
        for use, number, title, key in self._entries:
            y -= use.before
            left = _left(use)
            draw(self.canv, number, (left - CONTENTS_INDENT, y), use, "left")
            draw(self.canv, title, (left, y), use, "left")
            self._promise_page(key, use, y)
            bottom = y - len(title) * use.leading
            self.canv.linkRect("", key, (0, bottom, self._width, y), relative=1, Border="[0 0 0]")
            y = bottom

    def _promise_page(self, key: str, use: Type, y: float) -> None:
        canvas, setter, right = self.canv, self._setter, self._width

        def page() -> None:
            number = broken(setter.words_of(str(canvas.landed[key]), use), CONTENTS_PAGE)
            draw(canvas, number, (right, y), use, "right")

        canvas.promise(page)

    def _entry(self, place: Place) -> _Entry:
        heading = place.heading
        use = CONTENTS_1 if heading.level == 1 else CONTENTS_2
        title = self._setter.words_of(heading.text, use)
        room = self._width - CONTENTS_PAGE - _left(use)
        number = broken(self._setter.words_of(heading.number, use), CONTENTS_INDENT)
        return use, number if heading.number else (), broken(title, room), place.key


def _left(use: Type) -> float:
    return CONTENTS_INDENT if use is CONTENTS_1 else 2 * CONTENTS_INDENT


def _tall(entry: _Entry) -> float:
    use, _, title, _ = entry
    return use.before + len(title) * use.leading
