"""The list of sections at the side: a mark, a name, and in words how far each is."""

from collections.abc import Sequence
from dataclasses import dataclass

from PySide6.QtCore import (
    QEvent,
    QItemSelectionModel,
    QModelIndex,
    QObject,
    QPersistentModelIndex,
    QRect,
    QRectF,
    QSize,
    Qt,
    Signal,
)
from PySide6.QtGui import QFont, QFontMetrics, QKeyEvent, QPainter
from PySide6.QtWidgets import QFrame, QListView, QStyle, QStyledItemDelegate, QStyleOptionViewItem

from auditdesk.ui import tokens as t
from auditdesk.ui.parts import painting
from auditdesk.ui.rows import ROW_ROLE, Column, RowsModel
from auditdesk.ui.style import give_role
from auditdesk.ui.tokens import colour, px

_MARK, _SIDE = 24, 12
_MOST_MEASURED = 1_000


@dataclass(frozen=True, slots=True)
class Line:
    """One section: name, "2 of 9 answered", and its mark (done, part with a share, open, bad)."""

    name: str
    words: str = ""
    mark: str = "open"
    share: float = 0.0
    is_bad: bool = False


class _LineDelegate(QStyledItemDelegate):
    """Paints a line; its height follows the words, wrapped. It is remembered: a list asks for all of them."""

    def __init__(self, parent: QObject) -> None:
        super().__init__(parent)
        self._heights: dict[tuple[str, str, int, int], int] = {}

    def _fonts(self, font: QFont, *, is_here: bool) -> tuple[QFont, QFont]:
        name, words = QFont(font), QFont(font)
        name.setPixelSize(px(t.BODY))
        words.setPixelSize(px(t.CAPTION))
        if is_here:
            name.setWeight(QFont.Weight.DemiBold)
        return name, words

    def _text_width(self, option: QStyleOptionViewItem) -> int:
        view = option.widget
        wide = view.viewport().width() if isinstance(view, QListView) else option.rect.width()
        return max(px(t.TARGET), wide - px(_SIDE * 2 + _MARK + t.M) - 2 * px(t.S))

    def sizeHint(self, option: QStyleOptionViewItem, index: QModelIndex | QPersistentModelIndex) -> QSize:
        line: Line = index.data(ROW_ROLE)
        wide = self._text_width(option)
        asked = line.name, line.words, wide, t.zoom()
        if asked not in self._heights:
            if len(self._heights) >= _MOST_MEASURED:
                self._heights.clear()
            self._heights[asked] = self._height(line, option.font, wide)
        return QSize(px(t.RAIL) // 2, self._heights[asked])

    def _height(self, line: Line, font: QFont, wide: int) -> int:
        name, words = self._fonts(font, is_here=True)
        room = QRect(0, 0, wide, 1 << 20)
        wrap = Qt.TextFlag.TextWordWrap
        high = QFontMetrics(name).boundingRect(room, wrap, line.name).height()
        if line.words:
            high += QFontMetrics(words).boundingRect(room, wrap, line.words).height() + px(2)
        return max(px(t.TARGET), high + 2 * px(t.S)) + px(t.XS)

    def paint(
        self, painter: QPainter, option: QStyleOptionViewItem, index: QModelIndex | QPersistentModelIndex
    ) -> None:
        line: Line = index.data(ROW_ROLE)
        is_here = bool(option.state & QStyle.StateFlag.State_Selected)
        is_over = bool(option.state & QStyle.StateFlag.State_MouseOver)
        painter.save()
        painting.crisp(painter)
        place = option.rect.adjusted(px(t.S), 0, -px(t.S), -px(t.XS))
        if is_here or is_over:
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(colour("tint" if is_here else "sunken"))
            painter.drawRoundedRect(place, px(t.RADIUS), px(t.RADIUS))
        self._draw(painter, option, line, is_here=is_here)
        painter.restore()

    def _draw(self, painter: QPainter, option: QStyleOptionViewItem, line: Line, *, is_here: bool) -> None:
        place = option.rect.adjusted(px(t.S), 0, -px(t.S), -px(t.XS))
        is_mirrored = option.direction is Qt.LayoutDirection.RightToLeft
        box = QRect(place.x() + px(_SIDE), place.center().y() - px(_MARK) // 2, px(_MARK), px(_MARK))
        text = QRect(box.right() + px(t.M), place.y() + px(t.S), self._text_width(option), place.height())
        if is_mirrored:
            box.moveRight(place.right() - px(_SIDE))
            text.moveRight(box.left() - px(t.M))
        painting.mark(painter, QRectF(box), line.mark, line.share)
        name, words = self._fonts(option.font, is_here=is_here)
        wrap = int(Qt.TextFlag.TextWordWrap | Qt.AlignmentFlag.AlignLeading)
        painter.setFont(name)
        painter.setPen(colour("text"))
        painter.drawText(text, wrap, line.name)
        text.setTop(text.top() + QFontMetrics(name).boundingRect(text, wrap, line.name).height() + px(2))
        painter.setFont(words)
        painter.setPen(colour("bad" if line.is_bad else "muted"))
        painter.drawText(text, wrap, line.words)


class Rail(QListView):
    """The sections of a page. `chosen` gives the number of the one a person went to."""

    chosen = Signal(int)

    def __init__(self, name: str, place: str = "") -> None:
        """`place` is how a line is counted aloud; left out, it is a section."""
        super().__init__()
        self._place = place or self.tr("Section {0} of {1}")
        give_role(self, "rail")
        self._column: Column[Line] = Column(name, lambda line: line.name)
        self._rows: RowsModel[Line] = RowsModel([self._column], self)
        self.setModel(self._rows)
        self.setItemDelegate(_LineDelegate(self))
        self.setAccessibleName(name)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setMouseTracking(True)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setResizeMode(QListView.ResizeMode.Adjust)
        self.setEditTriggers(QListView.EditTrigger.NoEditTriggers)
        self.clicked.connect(self._went)

    def show_lines(self, lines: Sequence[Line], here: int) -> None:
        """Show how far each section is; `here` is the one on the page."""
        total = len(lines)
        spoken = {id(line): self._spoken(line, number, total) for number, line in enumerate(lines, 1)}
        self._rows.speak(lambda line: spoken[id(line)])
        if total == len(self._rows.rows) and here == self.currentIndex().row():
            self._rows.change(lines)
            return
        self._rows.show(lines)
        if 0 <= here < total:
            index = self._rows.index(here, 0)
            self.setCurrentIndex(index)
            self.selectionModel().select(index, QItemSelectionModel.SelectionFlag.ClearAndSelect)
            self.scrollTo(index)

    def _spoken(self, line: Line, number: int, total: int) -> str:
        place = self._place.format(number, total)
        return ", ".join(filter(None, (place, line.name, line.words)))

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in {Qt.Key.Key_Return, Qt.Key.Key_Enter, Qt.Key.Key_Space}:
            self._went(self.currentIndex())
        else:
            super().keyPressEvent(event)

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() in {QEvent.Type.StyleChange, QEvent.Type.FontChange}:
            self.scheduleDelayedItemsLayout()

    def _went(self, index: QModelIndex) -> None:
        if index.isValid():
            self.chosen.emit(index.row())
