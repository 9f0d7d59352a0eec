"""One option of a choice, painted: circle or square, word, for a grade its descriptor under a colour."""

import re

from PySide6.QtCore import QPoint, QRect, QRectF, QSize, Qt
from PySide6.QtGui import QFont, QFontMetrics, QPainter, QPainterPath, QPaintEvent, QPen
from PySide6.QtWidgets import QAbstractButton, QCheckBox, QRadioButton, QWidget

from auditdesk.ui import tokens as t
from auditdesk.ui.parts import painting
from auditdesk.ui.tokens import colour, px

_SIGN, _PAD, _BAR = 22, 12, 6
_WRAP = Qt.TextFlag.TextWordWrap
_UNBROKEN = re.compile(r"[^\s/-]*[/-]?")  # what Qt keeps on one line


class _Face:
    """How an option looks and how much room it takes; the button below decides what a click means."""

    def __init__(self, word: str, text: str, token: str) -> None:
        self.word, self.text, self.token = word, text, token
        self._least: dict[int, int] = {}  # by zoom: a layout asks for them again and again
        self._natural: dict[int, QSize] = {}

    def title_font(self, owner: QWidget, *, is_bold: bool) -> QFont:
        font = QFont(owner.font())
        font.setPixelSize(px(t.BODY))
        if is_bold or self.text:
            font.setWeight(QFont.Weight.DemiBold)
        return font

    def text_font(self, owner: QWidget) -> QFont:
        font = QFont(owner.font())
        font.setPixelSize(px(t.HINT))
        return font

    def _title_metrics(self, owner: QWidget) -> QFontMetrics:
        return QFontMetrics(self.title_font(owner, is_bold=True))  # a chosen word grows bold: room is kept

    def least_width(self, owner: QWidget) -> int:
        at = t.zoom()
        if at not in self._least:
            self._least[at] = self._least_width(owner)
        return self._least[at]

    def _least_width(self, owner: QWidget) -> int:
        metrics, small = self._title_metrics(owner), QFontMetrics(self.text_font(owner))
        parts = _UNBROKEN.findall(self.word)
        longest = max((metrics.horizontalAdvance(part) for part in parts), default=0)
        below = max((small.horizontalAdvance(part) for part in self.text.split()), default=0)
        return max(longest + px(_SIGN + t.S), below) + 2 * px(_PAD) + 2

    def natural(self, owner: QWidget) -> QSize:
        """The size with all words in one line."""
        at = t.zoom()
        if at not in self._natural:
            wide = self._title_metrics(owner).horizontalAdvance(self.word)
            wide += px(_SIGN + t.S) + 2 * px(_PAD) + 2
            self._natural[at] = QSize(max(wide, px(t.TARGET)), self.height(owner, wide))
        return self._natural[at]

    def title_height(self, owner: QWidget, width: int) -> int:
        room = QRect(0, 0, width - px(_SIGN + t.S) - 2 * px(_PAD), 1 << 20)
        return max(px(_SIGN), self._title_metrics(owner).boundingRect(room, _WRAP, self.word).height())

    def height(self, owner: QWidget, width: int) -> int:
        high = self.title_height(owner, width) + 2 * px(t.S)
        if self.text:
            room = QRect(0, 0, width - 2 * px(_PAD), 1 << 20)
            below = QFontMetrics(self.text_font(owner)).boundingRect(room, _WRAP, self.text).height()
            high += px(_BAR) + px(t.S) + below + px(t.XS)
        return max(high, px(t.TARGET))

    def paint(self, button: QAbstractButton) -> None:
        painter = QPainter(button)
        painting.crisp(painter)
        is_chosen = button.isChecked()
        self._ground(painter, button, is_chosen=is_chosen)
        top = px(t.S) + (px(_BAR) if self.text else 0)
        width = button.width()
        high = self.title_height(button, width)
        if not self.text:
            top = (button.height() - high) // 2
        is_mirrored = button.layoutDirection() is Qt.LayoutDirection.RightToLeft
        sign = QRect(
            px(_PAD), top + max(0, (min(high, px(_SIGN + 4)) - px(_SIGN)) // 2), px(_SIGN), px(_SIGN)
        )
        title = QRect(px(_PAD + _SIGN + t.S), top, width - px(_SIGN + t.S) - 2 * px(_PAD), high)
        if is_mirrored:
            sign.moveRight(width - 1 - sign.x())
            title.moveRight(width - 1 - title.x())
        painting.choice(painter, QRectF(sign), is_chosen=is_chosen, is_square=isinstance(button, QCheckBox))
        self._words(painter, button, title, is_chosen=is_chosen)

    def _ground(self, painter: QPainter, button: QAbstractButton, *, is_chosen: bool) -> None:
        thick = max(2.0, px(5) / 2) if is_chosen else float(max(1, px(1)))
        box = QRectF(button.rect()).adjusted(thick / 2, thick / 2, -thick / 2, -thick / 2)
        hovered = "sunken" if button.underMouse() and button.isEnabled() else "surface"
        painter.setBrush(colour("tint" if is_chosen else hovered))
        painter.setPen(QPen(colour("primary" if is_chosen else "edge"), thick))
        painter.drawRoundedRect(box, px(t.RADIUS), px(t.RADIUS))
        if self.token:
            inside, bar = QPainterPath(), QRectF(button.rect()).adjusted(thick, thick, -thick, -thick)
            inside.addRoundedRect(bar, px(t.RADIUS) - thick, px(t.RADIUS) - thick)
            painter.setClipPath(inside)
            bar.setHeight(px(_BAR))
            painter.fillRect(bar, colour(self.token))
            painter.setClipping(False)

    def _words(self, painter: QPainter, button: QAbstractButton, title: QRect, *, is_chosen: bool) -> None:
        flags = _WRAP | Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignLeading
        painter.setFont(self.title_font(button, is_bold=is_chosen))
        painter.setPen(colour("text" if button.isEnabled() or is_chosen else "muted"))
        painter.drawText(title, int(flags), self.word)
        if self.text:
            top = title.bottom() + px(t.S)
            below = QRect(px(_PAD), top, button.width() - 2 * px(_PAD), button.height() - top)
            painter.setFont(self.text_font(button))
            painter.setPen(colour("text" if is_chosen else "muted"))
            painter.drawText(below, int(_WRAP | Qt.AlignmentFlag.AlignLeading), self.text)


class OneOf(QRadioButton):
    """One of several."""

    def __init__(self, word: str, text: str = "", token: str = "") -> None:
        super().__init__()
        self._face = _Face(word, text, token)

    @property
    def text_below(self) -> str:
        return self._face.text

    @property
    def least_width(self) -> int:
        return self._face.least_width(self)

    def sizeHint(self) -> QSize:
        return self._face.natural(self)

    def heightForWidth(self, width: int) -> int:
        return self._face.height(self, width)

    def hitButton(self, position: QPoint) -> bool:
        return self.rect().contains(position)

    def paintEvent(self, _event: QPaintEvent) -> None:
        self._face.paint(self)


class AnyOf(QCheckBox):
    """Any of several."""

    def __init__(self, word: str, text: str = "", token: str = "") -> None:
        super().__init__()
        self._face = _Face(word, text, token)

    @property
    def text_below(self) -> str:
        return self._face.text

    @property
    def least_width(self) -> int:
        return self._face.least_width(self)

    def sizeHint(self) -> QSize:
        return self._face.natural(self)

    def heightForWidth(self, width: int) -> int:
        return self._face.height(self, width)

    def hitButton(self, position: QPoint) -> bool:
        return self.rect().contains(position)

    def paintEvent(self, _event: QPaintEvent) -> None:
        self._face.paint(self)


OptionBox = OneOf | AnyOf
