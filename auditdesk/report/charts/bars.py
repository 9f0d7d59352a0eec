"""Grades as stacked bars of counts: shows n, where pies and averages hide it (report.md 8)."""

from collections.abc import Sequence

from reportlab.graphics.shapes import Drawing, Group

from auditdesk.report.charts.parts import Legend, block, height_of, letters, lines_of, pictures_of, words
from auditdesk.report.lines import Line
from auditdesk.report.pdf.text import Setter
from auditdesk.report.runs import Num, Style, Text
from auditdesk.report.series import GRADE_ORDER, Bar, GradeBars, Segment
from auditdesk.report.theme import (
    BAR_HEIGHT,
    BAR_HEIGHT_CLOSE,
    BAR_STEP,
    BAR_STEP_CLOSE,
    BARS_LOOSE,
    CHART_LABEL,
    CHART_LABEL_GAP,
    CHART_N,
    CHART_NUMBER,
    COUNT_FROM,
    LETTER_FROM,
    SEGMENT_GAP,
)


class _Row:
    """One bar, measured."""

    def __init__(self, bar: Bar, setter: Setter, label_width: float, *, is_close: bool) -> None:
        self.bar = bar
        self.label = lines_of(setter, bar.label, label_width - CHART_LABEL_GAP)
        step, self.thick = (BAR_STEP_CLOSE, BAR_HEIGHT_CLOSE) if is_close else (BAR_STEP, BAR_HEIGHT)
        self.height = max(step, height_of(self.label) + step - self.thick)


def drawings(series: GradeBars, width: float, setter: Setter) -> Sequence[Drawing]:
    """One picture, or several where a page is too short for all bars; the legend stands above the first."""
    legend = Legend(setter, {segment.mark for bar in series.bars for segment in bar.segments}, width)
    is_close = len(series.bars) > BARS_LOOSE
    rows = [_Row(bar, setter, width * CHART_LABEL, is_close=is_close) for bar in series.bars]
    pictures = pictures_of(rows, lambda row: row.height)
    return [_drawing(part, width, setter, None if number else legend) for number, part in enumerate(pictures)]


def _drawing(rows: Sequence[_Row], width: float, setter: Setter, legend: Legend | None) -> Drawing:
    left = width * CHART_LABEL
    top = sum(row.height for row in rows)
    drawing = Drawing(width, top + (legend.height if legend else 0))
    if legend:
        drawing.add(legend.shapes(drawing.height))
    for row in rows:
        middle = top - row.height / 2
        drawing.add(words(row.label, (0, middle)))
        size = (width - CHART_N - left, row.thick)
        drawing.add(_bar(row.bar, (left, middle - row.thick / 2), size, setter))
        drawing.add(words(_n(row.bar.n, setter), (width, middle), "right", CHART_NUMBER))
        top -= row.height
    return drawing


def _bar(bar: Bar, at: tuple[float, float], size: tuple[float, float], setter: Setter) -> Group:
    group = Group()
    ordered = [
        segment for mark in GRADE_ORDER for segment in bar.segments if segment.mark is mark and segment.count
    ]
    total = sum(segment.count for segment in ordered)
    x, y = at
    long, thick = size
    room = long - SEGMENT_GAP * max(len(ordered) - 1, 0)
    for segment in ordered:
        wide = room * segment.count / total
        group.add(block((x, y), (wide, thick), segment.mark))
        if said := _said(segment, wide, setter):
            group.add(letters(setter, said, (x + wide / 2, y + thick / 2), segment.mark))
        x += wide + SEGMENT_GAP
    return group


def _said(segment: Segment, wide: float, setter: Setter) -> str:
    if wide < COUNT_FROM:
        return ""
    letter = setter.words.letters[GRADE_ORDER.index(segment.mark)]
    return f"{letter} {segment.count}" if wide >= LETTER_FROM else str(segment.count)


def _n(n: Num, setter: Setter) -> Sequence[Line]:
    before, after = setter.words.n_is.split("{n}")
    runs = (Text(before), Num(n.figure_id, n.shown, Style.PLAIN), Text(after))
    return lines_of(setter, runs, float("inf"), CHART_NUMBER)
