"""Small things that are painted, not typed: tick, ring, dot, exclamation mark. May not know where."""

import math

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QColor, QPainter, QPen, QPolygonF

from auditdesk.ui.tokens import colour, px


def crisp(painter: QPainter) -> None:
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)


def pen(ink: QColor, width: float) -> QPen:
    return QPen(ink, width, Qt.PenStyle.SolidLine, Qt.PenCapStyle.RoundCap, Qt.PenJoinStyle.RoundJoin)


def tick(painter: QPainter, box: QRectF, ink: QColor) -> None:
    painter.setPen(pen(ink, max(2.0, box.width() / 9)))
    painter.setBrush(Qt.BrushStyle.NoBrush)
    points = [(0.28, 0.52), (0.44, 0.68), (0.73, 0.36)]
    painter.drawPolyline(
        QPolygonF([QPointF(box.x() + x * box.width(), box.y() + y * box.height()) for x, y in points])
    )


def disc(painter: QPainter, box: QRectF, fill: QColor) -> None:
    painter.setPen(Qt.PenStyle.NoPen)
    painter.setBrush(fill)
    painter.drawEllipse(box)


def ring(painter: QPainter, box: QRectF, ink: QColor, share: float = 1.0) -> None:
    """A circle, or the share of it that is done, from the top and clockwise."""
    width = max(1.5, box.width() / 12)
    inner = box.adjusted(width / 2, width / 2, -width / 2, -width / 2)
    painter.setPen(pen(ink, width))
    painter.setBrush(Qt.BrushStyle.NoBrush)
    if share >= 1:
        painter.drawEllipse(inner)
    else:
        painter.drawArc(inner, 90 * 16, -math.floor(share * 360 * 16))


def bang(painter: QPainter, box: QRectF, ink: QColor) -> None:
    painter.setPen(pen(ink, max(2.0, box.width() / 8)))
    middle = box.center().x()
    painter.drawLine(
        QPointF(middle, box.y() + box.height() * 0.27), QPointF(middle, box.y() + box.height() * 0.55)
    )
    painter.drawPoint(QPointF(middle, box.y() + box.height() * 0.74))


def mark(painter: QPainter, box: QRectF, kind: str, share: float = 0.0) -> None:
    """What stands before a line: done, ok, part, open, bad, warn, or nothing."""
    crisp(painter)
    match kind:
        case "done":
            disc(painter, box, colour("ok"))
            tick(painter, box, colour("surface"))
        case "ok":
            ring(painter, box, colour("ok"))
            tick(painter, box, colour("ok"))
        case "part":
            ring(painter, box, colour("line"))
            ring(painter, box, colour("primary"), share)
        case "open":
            ring(painter, box, colour("edge"))
        case "bad":
            disc(painter, box, colour("bad"))
            bang(painter, box, colour("surface"))
        case "warn":
            ring(painter, box, colour("warn"))
            bang(painter, box, colour("warn"))
        case _:
            pass


def choice(painter: QPainter, box: QRectF, *, is_chosen: bool, is_square: bool) -> None:
    """The circle (one of several) or the square (any of several) before an answer."""
    crisp(painter)
    radius = px(4) if is_square else box.width() / 2
    if is_chosen:
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(colour("primary"))
        painter.drawRoundedRect(box, radius, radius)
        tick(painter, box, colour("on_primary"))
    else:
        width = max(1.5, px(3) / 2)
        painter.setPen(QPen(colour("edge"), width))
        painter.setBrush(colour("surface"))
        painter.drawRoundedRect(box.adjusted(width / 2, width / 2, -width / 2, -width / 2), radius, radius)
