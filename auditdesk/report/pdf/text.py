"""Runs → spans that are set, and lines → ink: the one way for text onto a PDF page.

There is no reportlab `Paragraph` here and none elsewhere: its markup parser, its slow breaker and its
reading order are not for typed text (report.md 5). May not know: blocks, tables, pages.
"""

from collections.abc import Mapping, Sequence
from functools import cache
from typing import Any

from reportlab.lib.colors import Color, HexColor
from reportlab.pdfbase.pdfmetrics import getFont
from reportlab.pdfbase.ttfonts import shapeStr
from reportlab.platypus.flowables import Flowable

from auditdesk.report import text as typed
from auditdesk.report.document import Align, UnsoundDocumentError
from auditdesk.report.lines import Line, Look, Piece, Span, Stretch, broken
from auditdesk.report.pdf.fonts import JOINED, TURNED, Faces
from auditdesk.report.runs import Cite, Fact, Num, Run, Runs, See, Style, Text, Typed, cited
from auditdesk.report.theme import ASCENT, CODE, INK, LONGEST_UNBROKEN, MUTED, Cut, Type
from auditdesk.report.words import Words

Canvas = Any  # reportlab is untyped

_STRONG = {Cut.REGULAR: Cut.SEMIBOLD, Cut.ITALIC: Cut.SEMIBOLD_ITALIC}
_ITALIC = {Cut.REGULAR: Cut.ITALIC, Cut.SEMIBOLD: Cut.SEMIBOLD_ITALIC}
_SHARE = {"left": 0.0, "centre": 0.5, "right": 1.0}


class Setter:
    """Makes spans of runs, and counts what could not be printed as typed."""

    def __init__(self, faces: Faces, names: Mapping[str, str], words: Words) -> None:
        self.words = words
        self.removed = 0
        self.unprintable = 0
        self._faces = faces
        self._names = names

    def spans(self, runs: Runs, use: Type) -> tuple[Span, ...]:
        """Spans of one paragraph, cell or caption. Call it once for each time it is printed: it counts."""
        return tuple(self._span(run, use) for run in runs)

    def words_of(self, text: str, use: Type) -> tuple[Span, ...]:
        return self.spans((Text(text),), use)

    def name(self, key: str) -> str:
        """The printed number of a table or chart, "Table 3"."""
        if key not in self._names:
            raise UnsoundDocumentError("see_names_nothing", key)
        return self._names[key]

    def _span(self, run: Run, use: Type) -> Span:
        text, look = self._text_and_look(run, use)
        cleaned = typed.clean(text)
        self.removed += cleaned.removed
        glyphs = self._faces.glyphs(look.cut)
        text = typed.shaped(cleaned.text)
        if not text.isascii():
            self.unprintable += sum(not glyphs.font[char] for char in text if char != "\n")
        return Span(text, look, glyphs)

    def _text_and_look(self, run: Run, use: Type) -> tuple[str, Look]:
        match run:
            case Text(text, style) | Fact(text, style):
                return text, _look(use, style)
            case Num(_, shown, style):
                return _unbroken(shown), _look(use, style)
            case Typed(text, style) if text:
                return text, _look(use, style)
            case Typed():
                return self.words.not_answered, _look(use, Style.MUTED)
            case Cite(references):
                return f"[{cited(references)}]", Look(_ITALIC.get(use.cut, use.cut), use.size, MUTED)
            case See(key):
                look = _look(use, Style.PLAIN)
                text = _unbroken(self.name(key).lower())
                return text, Look(look.cut, look.size, look.colour, key)


def _unbroken(text: str) -> str:
    """Keep "5 of 11" and "table 4" on one line."""
    return text.replace(" ", "\u00a0") if len(text) <= LONGEST_UNBROKEN else text


def _look(use: Type, style: Style) -> Look:
    match style:
        case Style.PLAIN:
            return Look(use.cut, use.size, use.colour)
        case Style.STRONG:
            return Look(_STRONG.get(use.cut, use.cut), use.size, use.colour)
        case Style.EMPHASIS:
            return Look(_ITALIC.get(use.cut, use.cut), use.size, use.colour)
        case Style.MUTED:
            return Look(use.cut, use.size, MUTED if use.colour == INK else use.colour)
        case Style.CODE:
            return Look(use.cut, CODE.size, MUTED if use.colour == INK else use.colour)


@cache
def colour(hexadecimal: str) -> Color:
    return HexColor(hexadecimal)


# ── ink ──────────────────────────────────────────────────────────────────────────────────────────────────
def draw(
    canvas: Canvas,
    lines: Sequence[Line],
    at: tuple[float, float],
    use: Type,
    align: Align,
    *,
    room: float = 0,
) -> None:
    """Lines below one another; `at` is the top of the first line at the left, middle or right, as aligned.

    A left-aligned line that reads from the right ends at the right edge of `room`, if there is one.
    """
    x, top = at
    ink = canvas.beginText()
    baseline = top - use.above_baseline
    for number, line in enumerate(lines):
        y = baseline - number * use.leading
        left = x - line.width * _SHARE[align]
        if room and align == "left" and line.is_turned:
            left = x + room - line.width
        ink.setTextOrigin(left, y)
        for stretch in line.stretches:
            _draw_stretch(ink, stretch)
            if stretch.look.link:
                box = (left, y - use.size * (1 - ASCENT), left + stretch.width, y + use.size * ASCENT)
                canvas.linkRect("", stretch.look.link, box, relative=1, Border="[0 0 0]")
            left += stretch.width
    canvas.drawText(ink)


def _draw_stretch(ink: Any, stretch: Stretch) -> None:
    ink.setFillColor(colour(stretch.look.colour))
    if stretch.actual:
        said = ("\ufeff" + stretch.actual).encode("utf-16-be").hex().upper()
        ink._code.append(f"/Span <</ActualText <{said}>>> BDC")  # noqa: SLF001 - reportlab has no call for it
    for piece in stretch.pieces:
        ink.setFont(piece.font, stretch.look.size)
        ink.textOut(_joined(piece, stretch.look.size))
    if stretch.actual:
        ink._code.append("EMC")  # noqa: SLF001 - as above


def _joined(piece: Piece, size: float) -> str:
    """The letters of a piece as they join and carry their signs, where the program has a shaper."""
    text = piece.text
    if text.isascii() or not getFont(piece.font).shapable:
        return text
    if piece.font in JOINED:
        text = shapeStr(text, piece.font, size)
    elif piece.font in TURNED and typed.has_vowel_signs(text):
        text = shapeStr(text[::-1], piece.font, size)
    return text


class Prose(Flowable):
    """A paragraph: spans until its width is known, lines from then on."""

    def __init__(self, spans: Sequence[Span], use: Type, align: Align = "left") -> None:
        super().__init__()
        self._spans = spans
        self._use = use
        self._align = align
        self._lines: Sequence[Line] = ()
        self._broken_at = 0.0

    def wrap(self, width: float, _: float) -> tuple[float, float]:
        if self._broken_at != width:
            self._lines = broken(self._spans, width)
            self._broken_at = width
        return width, len(self._lines) * self._use.leading

    def split(self, width: float, height: float) -> list[Flowable]:
        """At least two lines stay behind and two go on, unless there are fewer."""
        self.wrap(width, height)
        fitting = int(height / self._use.leading)
        fitting = min(fitting, max(len(self._lines) - 2, 0))
        if fitting < 2:  # noqa: PLR2004 - a single line alone looks lost
            return []
        parts = (self._lines[:fitting], self._lines[fitting:])
        return [Prose.of_lines(lines, self._use, width, self._align) for lines in parts]

    def draw(self) -> None:
        x = self._broken_at * _SHARE[self._align]
        at = (x, len(self._lines) * self._use.leading)
        draw(self.canv, self._lines, at, self._use, self._align, room=self._broken_at)

    def getSpaceBefore(self) -> float:
        return self._use.before

    def getSpaceAfter(self) -> float:
        return self._use.after

    @classmethod
    def of_lines(cls, lines: Sequence[Line], use: Type, width: float, align: Align = "left") -> "Prose":
        """What is left of a paragraph that went on to another page of the same width."""
        part = cls((), use, align)
        part._lines = lines
        part._broken_at = width
        return part
