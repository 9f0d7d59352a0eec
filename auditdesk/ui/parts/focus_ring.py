"""The focus ring: two-toned, round the control, painted on the page that scrolls: nothing cuts it."""

import shiboken6
from PySide6.QtCore import QEvent, QObject, QPoint, QRectF, Qt
from PySide6.QtGui import QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QAbstractScrollArea, QApplication, QLineEdit, QPlainTextEdit, QWidget

from auditdesk.ui import tokens as t
from auditdesk.ui.parts.painting import crisp
from auditdesk.ui.parts.plain_label import PlainLabel
from auditdesk.ui.tokens import colour, px

_HOST = "holds_ring"
_OUT = 6  # at 100 %: how far the ring reaches beyond the control
_MOVES = {QEvent.Type.Move, QEvent.Type.Resize, QEvent.Type.Show, QEvent.Type.Hide, QEvent.Type.LayoutRequest}


def holds_ring(host: QWidget) -> None:
    """Mark the surface that rings of the controls on it are painted on: it leaves 6 px round each."""
    host.setProperty(_HOST, True)  # noqa: FBT003 - Qt's own signature


class FocusRing(QWidget):
    """Follows the control that has the focus, wherever layouts move it."""

    def __init__(self, window: QWidget) -> None:
        super().__init__(window)
        self._window = window
        self._around: QWidget | None = None
        self._watched: list[QWidget] = []
        self.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.hide()

    def follow(self, widget: QWidget | None) -> None:
        """Surround a control; labels and nothing get no ring, a click shows none except in text boxes."""
        for watched in self._watched:
            if shiboken6.isValid(watched):  # a page that is left takes its parts with it
                watched.removeEventFilter(self)
        self._watched, self._around = [], None
        host = _host(widget)
        if widget is None or host is None or not _is_shown_for(widget):
            self.hide()
            self.setParent(self._window)  # a page that goes must not take the ring with it
            return
        self._around = widget
        self.setParent(host)
        part: QWidget | None = widget
        while part is not None and part is not host:
            part.installEventFilter(self)
            self._watched.append(part)
            part = part.parentWidget()
        self._place()

    def eventFilter(self, _watched: QObject, event: QEvent) -> bool:
        if event.type() in _MOVES:
            self._place()
        return False

    def _place(self) -> None:
        widget, host = self._around, self.parentWidget()
        if widget is None or host is None or not (host.isAncestorOf(widget) and widget.isVisibleTo(host)):
            self.hide()  # hidden, or on its way to another host
            return
        out = px(_OUT)
        rect = widget.rect().translated(widget.mapTo(host, QPoint(0, 0)))
        self.setGeometry(rect.adjusted(-out, -out, out, out))
        self.show()
        self.raise_()
        self.update()

    def paintEvent(self, _event: QPaintEvent) -> None:
        painter = QPainter(self)
        crisp(painter)
        painter.setBrush(Qt.BrushStyle.NoBrush)
        line, band, radius = float(max(1, px(1))), float(max(3, px(3))), px(t.RADIUS) + px(4)
        box = QRectF(self.rect())
        steps = ((line, "ring_line"), (band, "ring"), (line, "ring_line"))
        inset = 0.0
        for width, token in steps:
            inset += width / 2
            painter.setPen(QPen(colour(token), width))
            painter.drawRoundedRect(
                box.adjusted(inset, inset, -inset, -inset), radius - inset, radius - inset
            )
            inset += width / 2


def _host(widget: QWidget | None) -> QWidget | None:
    part = widget.parentWidget() if widget is not None else None
    while part is not None and not part.property(_HOST):
        part = part.parentWidget()
    return part


def _is_shown_for(widget: QWidget) -> bool:
    if isinstance(widget, PlainLabel):
        return False
    is_typed_in = isinstance(widget, QLineEdit | QPlainTextEdit)
    is_clicked = QApplication.mouseButtons() != Qt.MouseButton.NoButton
    return is_typed_in or isinstance(widget, QAbstractScrollArea) or not is_clicked
