"""Rows and columns of words with a fixed first column: what a table says is what a screen reader hears.

The first column is the heading of each row, so it stays where it is while the others scroll under it. May not
know what a row or a column means.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from PySide6.QtCore import (
    QAbstractTableModel,
    QEvent,
    QModelIndex,
    QPersistentModelIndex,
    QRect,
    QRectF,
    QSize,
    Qt,
    Signal,
)
from PySide6.QtGui import QFontMetrics, QKeyEvent, QPainter, QResizeEvent
from PySide6.QtWidgets import (
    QAbstractItemView,
    QFrame,
    QHeaderView,
    QStyle,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QTableView,
    QWidget,
)

from auditdesk.ui import tokens as t
from auditdesk.ui.parts import painting
from auditdesk.ui.parts.room import height_of
from auditdesk.ui.tokens import colour, px

Index = QModelIndex | QPersistentModelIndex
_WRAP = Qt.TextFlag.TextWordWrap
_KIND = Qt.ItemDataRole.UserRole
_PAD, _SIGN, _EDGE, _LEAST, _WIDEST = 12, 20, 5, 48, 440
_FIRST_SHARE = 0.4


@dataclass(frozen=True, slots=True)
class Square:
    """One square: its words, its mark (done, ok, open, warn, bad or none), and whether an edge is drawn."""

    text: str
    mark: str = ""
    has_edge: bool = False


@dataclass(frozen=True, slots=True)
class Line:
    """One row: its heading, its squares, and what was put in for whoever opens it."""

    heading: str
    squares: tuple[Square, ...]
    about: object = None


class _Squares(QAbstractTableModel):
    """What is shown now."""

    def __init__(self, grid: QWidget) -> None:
        super().__init__(grid)
        self.corner = ""
        self.headings: tuple[str, ...] = ()
        self.lines: tuple[Line, ...] = ()

    def show(self, corner: str, headings: Sequence[str], lines: Sequence[Line]) -> None:
        self.beginResetModel()
        self.corner, self.headings, self.lines = corner, tuple(headings), tuple(lines)
        self.endResetModel()

    def rowCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008 - Qt's own signature
        return 0 if parent.isValid() else len(self.lines)

    def columnCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008 - Qt's own signature
        return 0 if parent.isValid() else len(self.headings)

    def square(self, index: Index) -> Square:
        return self.lines[index.row()].squares[index.column()]

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        match role:
            case Qt.ItemDataRole.DisplayRole:
                return self.square(index).text
            case Qt.ItemDataRole.AccessibleTextRole:
                heads = (self.lines[index.row()].heading, self.headings[index.column()])
                return ", ".join((*heads, self.square(index).text))
            case _ if role == _KIND:
                return self.square(index).mark
            case _:
                return None

    def headerData(
        self, section: int, orientation: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole
    ) -> Any:
        if role != Qt.ItemDataRole.DisplayRole:
            return None
        if orientation is Qt.Orientation.Horizontal:
            return self.headings[section]
        return self.lines[section].heading


class _Brush(QStyledItemDelegate):
    """Paints a square: edge, mark, words in as many lines as they take."""

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        grid = self.parent()
        if not isinstance(grid, Grid):
            return
        square, rect = grid.squares.square(index), QRect(option.rect)
        painter.save()
        if index.row() == grid.currentIndex().row() and index.column() == grid.currentIndex().column():
            painter.fillRect(rect, colour("tint"))
        if square.has_edge:
            edge = QRect(rect.left(), rect.top(), px(_EDGE), rect.height())
            painter.fillRect(QStyle.visualRect(option.direction, rect, edge), colour("warn"))
        left, side = rect.left() + px(_PAD), px(_SIGN)
        if square.mark:
            sign = QStyle.visualRect(option.direction, rect, QRect(left, rect.top() + px(_PAD), side, side))
            painting.mark(painter, QRectF(sign), square.mark)
            left += side + px(t.S)
        words = QRect(left, rect.top() + px(_PAD), rect.right() - px(t.S) - left, rect.height() - px(_PAD))
        painter.setPen(colour("text"))
        painter.setFont(grid.font())
        leading = _WRAP | Qt.AlignmentFlag.AlignTop | Qt.AlignmentFlag.AlignLeft
        painter.drawText(QStyle.visualRect(option.direction, rect, words), leading, square.text)
        painter.setPen(colour("line"))
        painter.drawLine(rect.bottomLeft(), rect.bottomRight())
        painter.restore()


class Grid(QTableView):
    """`opened` gives what the row was made with: by Enter, F2 or a double click."""

    opened = Signal(object)

    def __init__(self, name: str, *, least_column: int = 150) -> None:
        super().__init__()
        self.squares = _Squares(self)
        self._least = least_column
        self.setModel(self.squares)
        self.setItemDelegate(_Brush(self))
        self.setAccessibleName(name)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setShowGrid(False)
        self.setTabKeyNavigation(False)
        self.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.setDragEnabled(False)
        self.setCornerButtonEnabled(False)
        self.setHorizontalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        top_left = Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter
        for head in (self.verticalHeader(), self.horizontalHeader()):
            head.setHighlightSections(False)
            head.setSectionResizeMode(QHeaderView.ResizeMode.Fixed)
            head.setDefaultAlignment(top_left | Qt.AlignmentFlag(_WRAP.value))
        self.doubleClicked.connect(self._opened)

    def show_lines(self, headings: Sequence[str], lines: Sequence[Line], corner: str = "") -> None:
        """Show these; whoever stood on a square stays on that place."""
        here = self.currentIndex()
        self.squares.show(corner, headings, lines)
        if lines and headings:
            row, across = max(here.row(), 0), max(here.column(), 0)
            self.setCurrentIndex(self.squares.index(min(row, len(lines) - 1), min(across, len(headings) - 1)))
        self._lay_out()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in {Qt.Key.Key_Return, Qt.Key.Key_Enter, Qt.Key.Key_F2} and not event.modifiers():
            self._opened(self.currentIndex())
        else:
            super().keyPressEvent(event)

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() in {QEvent.Type.StyleChange, QEvent.Type.FontChange}:
            self._lay_out()

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        if event.size().width() != event.oldSize().width():
            self._lay_out()

    def sizeHint(self) -> QSize:
        return QSize(px(t.TEXT_COLUMN), self.minimumHeight())

    def _opened(self, index: QModelIndex) -> None:
        if index.isValid():
            self.opened.emit(self.squares.lines[index.row()].about)

    def _lay_out(self) -> None:
        """Widths first: the fixed column, then equal shares; then every row as high as its words."""
        lines, many = self.squares.lines, len(self.squares.headings)
        metrics = QFontMetrics(self.font())
        names = [line.heading for line in lines]
        longest = max((metrics.horizontalAdvance(name) for name in names), default=0) + px(2 * _PAD)
        first = min(longest, px(_WIDEST), round(self.width() * _FIRST_SHARE))
        self.verticalHeader().setFixedWidth(max(first, px(t.TARGET)))
        spare = self.width() - first - px(t.M)
        share = max(px(self._least), spare // many) if many else 0
        head = 0
        for place, heading in enumerate(self.squares.headings):
            self.setColumnWidth(place, share)
            head = max(head, _height(metrics, heading, share - px(2 * _PAD)))
        self.horizontalHeader().setFixedHeight(head + px(2 * t.S))
        for place, line in enumerate(lines):
            tall = max(self._heights(metrics, line, first, share), default=0) + px(2 * _PAD)
            self.setRowHeight(place, max(px(_LEAST), tall))
        bar = self.horizontalScrollBar().sizeHint().height() if share * many > spare else 0
        heights = [self.rowHeight(place) for place in range(len(lines))]
        self.setFixedHeight(height_of(self, self.horizontalHeader().height(), heights or [px(_LEAST)], bar))

    def _heights(self, metrics: QFontMetrics, line: Line, first: int, share: int) -> list[int]:
        marked = share - px(2 * _PAD + t.S)
        return [
            _height(metrics, line.heading, first - px(2 * _PAD)),
            *(
                _height(metrics, one.text, marked - (px(_SIGN + t.S) if one.mark else 0))
                for one in line.squares
            ),
        ]


def _height(metrics: QFontMetrics, text: str, width: int) -> int:
    return metrics.boundingRect(QRect(0, 0, max(width, 1), t.UNBOUNDED), _WRAP, text).height()
