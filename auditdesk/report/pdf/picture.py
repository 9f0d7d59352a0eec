"""A chart's Drawing onto the page, shape by shape.

Not reportlab's own renderer: that one begins every drawing in Helvetica, which would not be embedded.
May not know: what the chart shows.
"""

from typing import Any

from reportlab.graphics.shapes import Circle, Drawing, Group, Line, Polygon, PolyLine, Rect, Shape, String
from reportlab.platypus.flowables import Flowable

from auditdesk.report.theme import CHART_AFTER


class Picture(Flowable):
    """One drawing, whole."""

    def __init__(self, drawing: Drawing) -> None:
        super().__init__()
        self._drawing = drawing

    def wrap(self, *_: float) -> tuple[float, float]:
        return self._drawing.width, self._drawing.height

    def draw(self) -> None:
        for shape in self._drawing.contents:
            _paint(self.canv, shape)

    def getSpaceAfter(self) -> float:
        return CHART_AFTER


def _paint(canvas: Any, shape: Shape) -> None:
    match shape:
        case Group():
            for each in shape.contents:
                _paint(canvas, each)
        case String():
            ink = canvas.beginText(shape.x, shape.y)
            ink.setFont(shape.fontName, shape.fontSize)
            ink.setFillColor(shape.fillColor)
            ink.textOut(shape.text)
            canvas.drawText(ink)
        case Line():
            _stroke(canvas, shape)
            canvas.line(shape.x1, shape.y1, shape.x2, shape.y2)
        case Rect():
            _box(canvas, shape)
        case Circle():
            _stroke(canvas, shape)
            canvas.circle(shape.cx, shape.cy, shape.r, **_fill(canvas, shape))
        case Polygon() | PolyLine():
            _stroke(canvas, shape)
            _path(canvas, shape)
        case _:
            raise TypeError(type(shape).__name__)


def _box(canvas: Any, shape: Rect) -> None:
    _stroke(canvas, shape)
    place = (shape.x, shape.y, shape.width, shape.height)
    if shape.rx:
        canvas.roundRect(*place, shape.rx, **_fill(canvas, shape))
    else:
        canvas.rect(*place, **_fill(canvas, shape))


def _stroke(canvas: Any, shape: Shape) -> None:
    canvas.setStrokeColor(shape.strokeColor)
    canvas.setLineWidth(shape.strokeWidth)
    canvas.setDash(shape.strokeDashArray or [])


def _fill(canvas: Any, shape: Shape) -> dict[str, int]:
    if shape.fillColor is not None:
        canvas.setFillColor(shape.fillColor)
    return {"stroke": 1, "fill": int(shape.fillColor is not None)}


def _path(canvas: Any, shape: Shape) -> None:
    path = canvas.beginPath()
    corners = list(zip(shape.points[::2], shape.points[1::2], strict=True))
    path.moveTo(*corners[0])
    for corner in corners[1:]:
        path.lineTo(*corner)
    if isinstance(shape, Polygon):
        path.close()
        canvas.drawPath(path, **_fill(canvas, shape))
    else:
        canvas.drawPath(path, stroke=1, fill=0)
