"""Text and marks that every chart uses, as shapes. May not know: what a chart compares."""

from collections.abc import Callable, Sequence
from dataclasses import replace
from typing import TypeVar

from reportlab.graphics.shapes import Group, Rect, String
from reportlab.pdfbase.pdfmetrics import stringWidth

from auditdesk.report.document import Align
from auditdesk.report.lines import Line, broken
from auditdesk.report.pdf.text import Setter, colour
from auditdesk.report.runs import Runs, Text
from auditdesk.report.series import GRADE_ORDER, Mark
from auditdesk.report.theme import (
    CHART_HEIGHT,
    CHART_LINES,
    CHART_TEXT,
    CHIP,
    CHIP_GAP,
    INK,
    LEGEND_GAP,
    LEGEND_HEIGHT,
    LEGEND_STEP,
    LEGEND_TEXT,
    OUTLINE,
    PAINTS,
    SEGMENT,
    Type,
)

_Row = TypeVar("_Row")
_SHARE = {"left": 0.0, "centre": 0.5, "right": 1.0}


def lines_of(setter: Setter, runs: Runs, width: float, use: Type = CHART_TEXT) -> Sequence[Line]:
    return broken(setter.spans(runs, use), width)[:CHART_LINES]


def pictures_of(rows: Sequence[_Row], height: Callable[[_Row], float]) -> list[list[_Row]]:
    """Rows as they go into pictures that fit on a page."""
    pictures: list[list[_Row]] = [[]]
    for row in rows:
        if pictures[-1] and sum(map(height, pictures[-1])) + height(row) > CHART_HEIGHT:
            pictures.append([])
        pictures[-1].append(row)
    return pictures


def height_of(lines: Sequence[Line], use: Type = CHART_TEXT) -> float:
    return len(lines) * use.leading


def words(
    lines: Sequence[Line], at: tuple[float, float], align: Align = "left", use: Type = CHART_TEXT
) -> Group:
    """Lines whose block is centred on the height `at[1]`."""
    group = Group()
    x, middle = at
    y = middle + height_of(lines, use) / 2 - use.above_baseline
    for line in lines:
        left = x - line.width * _SHARE[align]
        for stretch in line.stretches:
            at_x = left
            for piece in stretch.pieces:
                group.add(_string(at_x, y, piece.text, (piece.font, stretch.look.size, stretch.look.colour)))
                at_x += stringWidth(piece.text, piece.font, stretch.look.size)
            left += stretch.width
        y -= use.leading
    return group


class Legend:
    """A chip and a name for each grade, in the order that never changes; the last two where they occur."""

    def __init__(self, setter: Setter, used: set[Mark], width: float) -> None:
        self._setter = setter
        self._rows: list[list[tuple[float, Mark, str, Sequence[Line]]]] = [[]]
        x = 0.0
        for mark, name, letter in zip(GRADE_ORDER, setter.words.grades, setter.words.letters, strict=True):
            if mark in (Mark.NOT_JUDGED, Mark.NOT_AGREED) and mark not in used:
                continue
            lines = lines_of(setter, (Text(name),), float("inf"), LEGEND_TEXT)
            wide = CHIP[0] + CHIP_GAP + lines[0].width
            if x + wide > width:
                self._rows.append([])
                x = 0.0
            self._rows[-1].append((x, mark, letter, lines))
            x += wide + LEGEND_GAP

    @property
    def height(self) -> float:
        return LEGEND_HEIGHT + LEGEND_STEP * (len(self._rows) - 1)

    def shapes(self, top: float) -> Group:
        group = Group()
        wide, high = CHIP
        for number, row in enumerate(self._rows):
            y = top - LEGEND_STEP * (number + 0.5)
            for x, mark, letter, lines in row:
                group.add(block((x, y - high / 2), CHIP, mark, rounded=True))
                group.add(letters(self._setter, letter, (x + wide / 2, y), mark))
                group.add(words(lines, (x + wide + CHIP_GAP, y), use=LEGEND_TEXT))
        return group


def block(at: tuple[float, float], size: tuple[float, float], mark: Mark, *, rounded: bool = False) -> Rect:
    """A segment or a chip: fill, and the outline that tells neighbours apart without colour."""
    radius = 2 if rounded else 0
    return Rect(
        *at,
        *size,
        rx=radius,
        ry=radius,
        fillColor=colour(PAINTS[mark].fill),
        strokeColor=colour(INK),
        strokeWidth=OUTLINE,
    )


def letters(setter: Setter, text: str, middle: tuple[float, float], mark: Mark) -> Group:
    use = replace(SEGMENT, colour=PAINTS[mark].text)
    return words(lines_of(setter, (Text(text),), float("inf"), use), middle, "centre", use)


def _string(x: float, y: float, text: str, look: tuple[str, float, str]) -> String:
    font, size, shade = look
    return String(x, y, text, fontName=font, fontSize=size, fillColor=colour(shade))
