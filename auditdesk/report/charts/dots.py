"""Events on an axis, one mark each, the limit drawn and named; late ones are open diamonds (report.md 8)."""

from collections.abc import Sequence
from fractions import Fraction

from reportlab.graphics.shapes import Circle, Drawing, Group, Line, Polygon, Shape

from auditdesk.report.charts.parts import height_of, lines_of, pictures_of, words
from auditdesk.report.document import UnsoundDocumentError
from auditdesk.report.pdf.text import Setter, colour
from auditdesk.report.runs import Text, runs
from auditdesk.report.series import DotStrips, Strip
from auditdesk.report.theme import (
    AXIS_HEIGHT,
    CHART_LABEL_GAP,
    DIAMOND,
    DIAMOND_LINE,
    DOT,
    DOT_LIFT,
    INADEQUATE,
    INK,
    LIMIT_DASH,
    LIMIT_HEIGHT,
    LIMIT_LINE,
    LIMIT_TEXT,
    NAVY,
    RULE,
    RULE_WIDTH,
    STRIP_BESIDE,
    STRIP_LABEL,
    STRIP_STEP,
    TICK,
    WHITE,
)


class _Axis:
    """Value → place, between the first and the last tick."""

    def __init__(self, series: DotStrips, width: float) -> None:
        self.left = width * STRIP_LABEL
        self.right = width - STRIP_BESIDE
        self._low, self._high = series.ticks[0], series.ticks[-1]

    def x(self, value: Fraction | int) -> float:
        if not self._low <= value <= self._high:
            raise UnsoundDocumentError("value_off_the_axis", str(value))
        return self.left + (self.right - self.left) * float(
            Fraction(value - self._low, self._high - self._low)
        )


class _Row:
    """One strip, measured: its lines of text, its marks and how high it must be."""

    def __init__(self, strip: Strip, axis: _Axis, setter: Setter) -> None:
        self.label = lines_of(setter, strip.label, axis.left - CHART_LABEL_GAP)
        self.beside = [
            line for each in strip.beside for line in lines_of(setter, each, STRIP_BESIDE - CHART_LABEL_GAP)
        ]
        self.marks = _lifted([(axis.x(value), late) for value, late in strip.values])
        lift = max((level for _, level, _ in self.marks), default=0) * DOT_LIFT
        self.height = lift + max(STRIP_STEP, height_of(self.label) + 2, height_of(self.beside) + 2)
        self.lift = lift


def drawings(series: DotStrips, width: float, setter: Setter) -> Sequence[Drawing]:
    """One picture, or several where a page is too short for all strips."""
    axis = _Axis(series, width)
    rows = [_Row(strip, axis, setter) for strip in series.strips]
    pictures = pictures_of(rows, lambda row: row.height)
    return [_drawing(part, series, axis, width, setter) for part in pictures]


def _drawing(rows: Sequence[_Row], series: DotStrips, axis: _Axis, width: float, setter: Setter) -> Drawing:
    plot = sum(row.height for row in rows)
    head = LIMIT_HEIGHT if series.limit is not None else 0
    drawing = Drawing(width, plot + AXIS_HEIGHT + head)
    top = plot + AXIS_HEIGHT
    for tick in series.ticks:
        x = axis.x(tick)
        drawing.add(_thin(x, AXIS_HEIGHT, x, top))
        label = lines_of(setter, runs(Text(str(tick))), float("inf"), TICK)
        drawing.add(words(label, (x, AXIS_HEIGHT / 2), "centre", TICK))
    for row in rows:
        line = top - row.height / 2 - row.lift / 2
        drawing.add(_thin(axis.left, line, axis.right, line))
        drawing.add(words(row.label, (0, line)))
        drawing.add(words(row.beside, (width, line), "right"))
        drawing.add(_marks(row, line))
        top -= row.height
    if series.limit is not None:
        drawing.add(_limit(series, axis.x(series.limit), plot + AXIS_HEIGHT, setter))
    return drawing


def _limit(series: DotStrips, x: float, top: float, setter: Setter) -> Group:
    name = lines_of(setter, series.limit_words, float("inf"), LIMIT_TEXT)
    line = Line(x, AXIS_HEIGHT - 2, x, top + 2, strokeColor=colour(INK), strokeWidth=LIMIT_LINE)
    line.strokeDashArray = LIMIT_DASH
    return Group(line, words(name, (x, top + LIMIT_HEIGHT / 2), "centre", LIMIT_TEXT))


def _lifted(places: Sequence[tuple[float, bool]]) -> list[tuple[float, int, bool]]:
    """Place, level and lateness: a mark that would cover another climbs a level."""
    lifted: list[tuple[float, int, bool]] = []
    for x, late in places:
        level = 0
        while any(at == level and abs(other - x) < 2 * DOT for other, at, _ in lifted):
            level += 1
        lifted.append((x, level, late))
    return lifted


def _marks(row: _Row, line: float) -> Group:
    return Group(*(_mark(x, line + level * DOT_LIFT, late=late) for x, level, late in row.marks))


def _mark(x: float, y: float, *, late: bool) -> Shape:
    if not late:
        return Circle(x, y, DOT, fillColor=colour(NAVY), strokeColor=colour(WHITE), strokeWidth=RULE_WIDTH)
    corners = [x - DIAMOND, y, x, y + DIAMOND, x + DIAMOND, y, x, y - DIAMOND]
    return Polygon(corners, fillColor=colour(WHITE), strokeColor=colour(INADEQUATE), strokeWidth=DIAMOND_LINE)


def _thin(x: float, y: float, to_x: float, to_y: float) -> Line:
    return Line(x, y, to_x, to_y, strokeColor=colour(RULE), strokeWidth=RULE_WIDTH)
