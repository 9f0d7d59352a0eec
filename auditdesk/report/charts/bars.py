"""Grades as stacked bars of counts: shows n, where pies and averages hide it (report.md 8)."""

from collections.abc import Sequence

from reportlab.graphics.shapes import Drawing, Group

from auditdesk.report.charts.parts import Legend, block, height_of, letters, lines_of, words
from auditdesk.report.lines import Line
from auditdesk.report.pdf.text import Setter
from auditdesk.report.runs import Num, Style, Text
from auditdesk.report.series import GRADE_ORDER, Bar, GradeBars, Segment
from auditdesk.report.theme import (
    BAR_HEIGHT,
    BAR_HEIGHT_CLOSE,
    BAR_STEP,
    BAR_STEP_CLOSE,
    BARS_A_PICTURE,
    BARS_LOOSE,
    CHART_LABEL,
    CHART_LABEL_GAP,
    CHART_N,
    CHART_NUMBER,
    COUNT_FROM,
    LETTER_FROM,
    SEGMENT_GAP,
)


def drawings(series: GradeBars, width: float, setter: Setter) -> Sequence[Drawing]:
    """One picture, or several where a page is too short for all bars; the legend stands above the first."""
    legend = Legend(setter, {segment.mark for bar in series.bars for segment in bar.segments}, width)
    parts = [series.bars[at : at + BARS_A_PICTURE] for at in range(0, len(series.bars), BARS_A_PICTURE)]
    return [_drawing(bars, width, setter, None if number else legend) for number, bars in enumerate(parts)]


def _drawing(bars: Sequence[Bar], width: float, setter: Setter, legend: Legend | None) -> Drawing:
    step, thick = (BAR_STEP, BAR_HEIGHT) if len(bars) <= BARS_LOOSE else (BAR_STEP_CLOSE, BAR_HEIGHT_CLOSE)
    label_width = width * CHART_LABEL
    labels = [lines_of(setter, bar.label, label_width - CHART_LABEL_GAP) for bar in bars]
    steps = [max(step, height_of(lines) + step - thick) for lines in labels]
    drawing = Drawing(width, sum(steps) + (legend.height if legend else 0))
    if legend:
        drawing.add(legend.shapes(drawing.height))
    top = sum(steps)
    for bar, lines, own_step in zip(bars, labels, steps, strict=True):
        middle = top - own_step / 2
        drawing.add(words(lines, (0, middle)))
        drawing.add(
            _bar(bar, (label_width, middle - thick / 2), (width - CHART_N - label_width, thick), setter)
        )
        drawing.add(words(_n(bar.n, setter), (width, middle), "right", CHART_NUMBER))
        top -= own_step
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
