"""Runs → lines of a given width: which font draws which letter, where a line ends (report.md 9).

Lines are broken in reading order and only then put in sight order, one by one. Everything is linear in the
length of the text, a word of a megabyte included. May not know: reportlab, pages, blocks.
"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import chain, groupby
from typing import Final, Protocol

from auditdesk.report import text as typed
from auditdesk.report.theme import Cut

_WORDS: Final = re.compile(r"[^ ]+| +")
_PARTS: Final = re.compile("[^-]*[^\\W\\d_]{2}-(?=[^\\W\\d_]{2})|.+", re.DOTALL)
_TOLERANCE: Final = 0.01


class Glyphs(Protocol):
    """What one cut of the family and its fallback faces can draw."""

    width: dict[str, float]
    """Character → advance at a size of 1 point; every character has one."""
    font: dict[str, str]
    """Character → name of the font that draws it, "" if none does."""


@dataclass(frozen=True, slots=True)
class Look:
    """How a stretch of text is set; `link` is the key of the heading, table or chart it leads to."""

    cut: Cut
    size: float
    colour: str
    link: str = ""


@dataclass(frozen=True, slots=True)
class Span:
    """Cleaned, shaped text in one look; it may hold line feeds."""

    text: str
    look: Look
    glyphs: Glyphs


@dataclass(frozen=True, slots=True)
class Piece:
    """Text in sight order that one font draws."""

    text: str
    font: str


@dataclass(frozen=True, slots=True)
class Stretch:
    """Pieces of one look, in sight order; `actual` is what was typed where the glyphs do not say it."""

    pieces: tuple[Piece, ...]
    look: Look
    width: float
    actual: str = ""


@dataclass(frozen=True, slots=True)
class Line:
    """One line, from left to right; `is_turned` if it reads, and so aligns, from the right."""

    stretches: tuple[Stretch, ...]
    width: float
    is_turned: bool = False


_Part = tuple[int, str, float]  # which span, its text, how wide


def widest_word(spans: Sequence[Span]) -> float:
    """The width under which some word would have to be broken."""
    widest = width = 0.0
    for line in _hard_lines(spans):
        for _, part, part_width in _parts(line):
            width = 0.0 if part[0] == " " else width + part_width
            widest = max(widest, width)
        width = 0.0
    return widest


def full_width(spans: Sequence[Span]) -> float:
    """The width at which the spans need no line break of ours."""
    return max(line.width for line in broken(spans, float("inf")))


def broken(spans: Sequence[Span], width: float, *, at_hyphens: bool = True) -> tuple[Line, ...]:
    """Lines no wider than `width`; a word that is wider is broken at the edge, without a hyphen.

    "multi-agency" may end a line at its hyphen, but not in a title.
    """
    lines: list[Line] = []
    for line in _hard_lines(spans):
        filling = _Filling(line, width)
        for part in _parts(line):
            filling.take(part)
            if at_hyphens and part[1][-1] == "-":
                filling.place_word()
        filling.place_word()
        filling.close()
        lines += filling.lines
    return tuple(lines)


def _hard_lines(spans: Sequence[Span]) -> list[list[Span]]:
    """Spans cut where somebody ended a line."""
    lines: list[list[Span]] = [[]]
    for span in spans:
        first, *others = span.text.split("\n")
        lines[-1].append(replace(span, text=first) if others else span)
        lines += [[replace(span, text=other)] for other in others]
    return lines


def _parts(line: Sequence[Span]) -> Iterator[_Part]:
    """Words and stretches of spaces in reading order; a long compound comes in its parts."""
    for number, span in enumerate(line):
        widths, size = span.glyphs.width, span.look.size
        for word in _WORDS.findall(span.text):
            for part in _PARTS.findall(word) if "-" in word else (word,):
                yield number, part, sum(map(widths.__getitem__, part)) * size


class _Filling:
    """One hard line as it fills: what stands on the present line, spaces after it, the word being read."""

    def __init__(self, spans: Sequence[Span], width: float) -> None:
        self.lines: list[Line] = []
        self._spans = spans
        self._limit = width + _TOLERANCE
        self._on_line: list[_Part] = []
        self._x = 0.0
        self._spaces: list[_Part] = []
        self._word: list[_Part] = []
        self._turns = [typed.is_right_to_left(span.text) for span in spans]
        self._turned = typed.is_right_to_left("".join(span.text for span in spans))

    def take(self, part: _Part) -> None:
        if part[1][0] == " ":
            self.place_word()
            self._spaces.append(part)
        else:
            self._word.append(part)

    def place_word(self) -> None:
        if not self._word:
            return
        width = sum(part[2] for part in self._word)
        spaces = sum(part[2] for part in self._spaces)
        if self._on_line and self._x + spaces + width > self._limit:
            self.close()
            spaces = 0.0
        else:
            self._on_line += self._spaces
            self._x += spaces
        self._spaces.clear()
        if self._x + width > self._limit:
            self._chop()
        else:
            self._on_line += self._word
            self._x += width
        self._word.clear()

    def _chop(self) -> None:
        """Letter by letter to the edge; a mark without width stays with the letter it belongs to."""
        for number, text, _ in self._word:
            widths, size = self._spans[number].glyphs.width, self._spans[number].look.size
            start, before = 0, self._x
            for here, char in enumerate(text):
                advance = widths[char] * size
                if self._x + advance > self._limit and advance and (here > start or self._on_line):
                    if here > start:
                        self._on_line.append((number, text[start:here], self._x - before))
                    self.close()
                    start, before = here, 0.0
                self._x += advance
            self._on_line.append((number, text[start:], self._x - before))

    def close(self) -> None:
        groups: list[list[Stretch]] = []
        for number, group in groupby(self._on_line, key=lambda part: part[0]):
            parts = list(group)
            width = sum(part[2] for part in parts)
            span = self._spans[number]
            groups.append(
                _stretches("".join(part[1] for part in parts), span, width, turned=self._turns[number])
            )
        if self._turned:
            groups.reverse()
        self.lines.append(Line(tuple(chain.from_iterable(groups)), self._x, self._turned))
        self._on_line = []
        self._x = 0.0


def _stretches(text: str, span: Span, width: float, *, turned: bool) -> list[Stretch]:
    if text.isascii():
        return [Stretch((Piece(text, span.look.cut.value),), span.look, width)]
    if typed.needs_reordering(text):
        text = typed.in_sight_order(text, right_to_left=turned)
    widths, size = span.glyphs.width, span.look.size
    stretches = []
    for font, group in groupby(text, key=span.glyphs.font.__getitem__):
        chars = "".join(group)
        piece = Piece(chars if font else typed.BOX * len(chars), font or span.look.cut.value)
        actual = "" if font and not typed.changes_when_joined(chars) else chars
        stretches.append(Stretch((piece,), span.look, sum(map(widths.__getitem__, chars)) * size, actual))
    return stretches
