"""One option of a choice, painted: circle or square, word, for a grade its descriptor under a colour."""

import re
from functools import lru_cache
from typing import TYPE_CHECKING

from PySide6.QtCore import QPoint, QRect, QRectF, QSize, Qt
from PySide6.QtGui import QFont, QFontMetrics, QPainter, QPainterPath, QPaintEvent, QPen
from PySide6.QtWidgets import QAbstractButton, QApplication, QCheckBox, QRadioButton, QStyle

from auditdesk.ui import tokens as t
from auditdesk.ui.parts import painting
from auditdesk.ui.tokens import Tokens, colour, px

if TYPE_CHECKING:
    _Button = QAbstractButton
else:
    _Button = object  # what is painted is a radio button or a check box: a screen reader tells them apart

_SIGN, _PAD, _BAR = 22, 12, 6
_WRAP = Qt.TextFlag.TextWordWrap
_UNBROKEN = re.compile(r"[^\s/-]*[/-]?")  # what Qt keeps on one line
_REMEMBERED = 4_096  # sizes of words: asked for many times while a page is laid out


def _font(size: int, *, is_bold: bool = False) -> QFont:
    font = QFont(QApplication.font())
    font.setPixelSize(size)
    if is_bold:
        font.setWeight(QFont.Weight.DemiBold)
    return font


@lru_cache(_REMEMBERED)
def _natural_width(word: str, worn: Tokens) -> int:
    """The word on one line, as bold as it is when chosen, with its sign and edges."""
    metrics = QFontMetrics(_font(worn.px(t.BODY), is_bold=True))
    wide = metrics.horizontalAdvance(word) + worn.px(_SIGN + t.S) + 2 * worn.px(_PAD) + 2
    return max(wide, worn.px(t.TARGET))


@lru_cache(_REMEMBERED)
def _least_width(word: str, text: str, worn: Tokens) -> int:
    metrics = QFontMetrics(_font(worn.px(t.BODY), is_bold=True))
    small = QFontMetrics(_font(worn.px(t.HINT)))
    longest = max((metrics.horizontalAdvance(part) for part in _UNBROKEN.findall(word)), default=0)
    below = max((small.horizontalAdvance(part) for part in text.split()), default=0)
    return max(longest + worn.px(_SIGN + t.S), below) + 2 * worn.px(_PAD) + 2


@lru_cache(_REMEMBERED)
def _word_height(word: str, width: int, worn: Tokens) -> int:
    room = QRect(0, 0, width - worn.px(_SIGN + t.S) - 2 * worn.px(_PAD), 1 << 20)
    metrics = QFontMetrics(_font(worn.px(t.BODY), is_bold=True))
    return max(worn.px(_SIGN), metrics.boundingRect(room, _WRAP, word).height())


@lru_cache(_REMEMBERED)
def _height(word: str, text: str, width: int, worn: Tokens) -> int:
    high = _word_height(word, width, worn) + 2 * worn.px(t.S)
    if text:
        room = QRect(0, 0, width - 2 * worn.px(_PAD), 1 << 20)
        below = QFontMetrics(_font(worn.px(t.HINT))).boundingRect(room, _WRAP, text).height()
        high += worn.px(_BAR) + worn.px(t.S) + below + worn.px(t.XS)
    return max(high, worn.px(t.TARGET))


class _Painted(_Button):
    """How an option looks and how much room it takes; the button knows what a click means."""

    def __init__(self, word: str, text: str = "", token: str = "") -> None:
        super().__init__()
        self.word, self.text_below, self._token = word, text, token

    @property
    def least_width(self) -> int:
        return _least_width(self.word, self.text_below, t.worn())

    def sizeHint(self) -> QSize:
        worn = t.worn()
        wide = _natural_width(self.word, worn)
        return QSize(wide, _height(self.word, self.text_below, wide, worn))

    def heightForWidth(self, width: int) -> int:
        return _height(self.word, self.text_below, width, t.worn())

    def hitButton(self, position: QPoint) -> bool:
        return self.rect().contains(position)

    def paintEvent(self, _event: QPaintEvent) -> None:
        painter = QPainter(self)
        painting.crisp(painter)
        is_chosen = self.isChecked()
        self._draw_ground(painter, is_chosen=is_chosen)
        top = px(t.S) + (px(_BAR) if self.text_below else 0)
        width = self.width()
        high = _word_height(self.word, width, t.worn())
        if not self.text_below:
            top = (self.height() - high) // 2
        down = top + max(0, (min(high, px(_SIGN + 4)) - px(_SIGN)) // 2)
        sign = QRect(px(_PAD), down, px(_SIGN), px(_SIGN))
        title = QRect(px(_PAD + _SIGN + t.S), top, width - px(_SIGN + t.S) - 2 * px(_PAD), high)
        sign = QStyle.visualRect(self.layoutDirection(), self.rect(), sign)
        painting.choice(painter, QRectF(sign), is_chosen=is_chosen, is_square=isinstance(self, QCheckBox))
        self._draw_words(painter, title, is_chosen=is_chosen)

    def _draw_ground(self, painter: QPainter, *, is_chosen: bool) -> None:
        thick = max(2.0, px(5) / 2) if is_chosen else float(max(1, px(1)))
        box = QRectF(self.rect()).adjusted(thick / 2, thick / 2, -thick / 2, -thick / 2)
        hovered = "sunken" if self.underMouse() and self.isEnabled() else "surface"
        painter.setBrush(colour("tint" if is_chosen else hovered))
        painter.setPen(QPen(colour("primary" if is_chosen else "edge"), thick))
        painter.drawRoundedRect(box, px(t.RADIUS), px(t.RADIUS))
        if self._token:
            inside, bar = QPainterPath(), QRectF(self.rect()).adjusted(thick, thick, -thick, -thick)
            inside.addRoundedRect(bar, px(t.RADIUS) - thick, px(t.RADIUS) - thick)
            painter.setClipPath(inside)
            bar.setHeight(px(_BAR))
            painter.fillRect(bar, colour(self._token))
            painter.setClipping(False)

    def _draw_words(self, painter: QPainter, title: QRect, *, is_chosen: bool) -> None:
        flags = _WRAP | Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignLeading
        painter.setFont(_font(px(t.BODY), is_bold=is_chosen or bool(self.text_below)))
        painter.setPen(colour("text" if self.isEnabled() or is_chosen else "muted"))
        painter.drawText(QStyle.visualRect(self.layoutDirection(), self.rect(), title), int(flags), self.word)
        if self.text_below:
            top = title.bottom() + px(t.S)
            below = QRect(px(_PAD), top, self.width() - 2 * px(_PAD), self.height() - top)
            painter.setFont(_font(px(t.HINT)))
            painter.setPen(colour("text" if is_chosen else "muted"))
            painter.drawText(below, int(_WRAP | Qt.AlignmentFlag.AlignLeading), self.text_below)


class OneOf(_Painted, QRadioButton):
    """One of several."""


class AnyOf(_Painted, QCheckBox):
    """Any of several."""


OptionBox = OneOf | AnyOf
