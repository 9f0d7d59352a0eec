"""A table of rows that is read and walked by keys: Enter or F2 opens the row one stands on."""

import math
from collections.abc import Sequence
from typing import Generic, TypeVar

from PySide6.QtCore import QEvent, QModelIndex, QRectF, QSize, Qt, QTimer, Signal, Slot
from PySide6.QtGui import QFontMetricsF, QKeyEvent, QResizeEvent
from PySide6.QtWidgets import QAbstractItemView, QFrame, QHeaderView, QTableView

from auditdesk.ui import tokens as t
from auditdesk.ui.parts.room import height_of
from auditdesk.ui.rows import ROW_ROLE, Column, RowsModel
from auditdesk.ui.tokens import px

Row = TypeVar("Row")
_ROW_HEIGHT = 48
_STRETCH = 200  # at 100 %: what the column that takes the spare room needs at least
_BESIDE = 3  # pixels at any zoom that Qt leaves beside the words of a square


class Table(QTableView, Generic[Row]):
    """Rows below one another. `opened` gives the row itself, `stood` the one a person came to stand on.

    Where the columns do not fit beside one another, each row says them below one another.
    """

    opened = Signal(object)
    stood = Signal(object)

    def __init__(self, name: str, columns: Sequence[Column[Row]], *, stretch: int = 0) -> None:
        """`name` is what a screen reader calls the table; the column `stretch` takes the spare room."""
        super().__init__()
        self._stretch, self._is_stacked = stretch, False
        self.rows: RowsModel[Row] = RowsModel(columns, self)
        self.setModel(self.rows)
        self.setAccessibleName(name)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setShowGrid(False)
        self.setTabKeyNavigation(False)
        self.setWordWrap(True)
        self.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
        self.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setDragEnabled(False)
        self.verticalHeader().hide()
        self.verticalHeader().setSectionResizeMode(QHeaderView.ResizeMode.Fixed)
        self.horizontalHeader().setHighlightSections(False)
        self.horizontalHeader().setSectionResizeMode(QHeaderView.ResizeMode.Fixed)
        self.doubleClicked.connect(self._opened)
        self.selectionModel().currentRowChanged.connect(self._stood)
        self._soon = QTimer(self, interval=0, singleShot=True)  # font, colours and style change one by one
        self._soon.timeout.connect(self._lay_out)
        self.rows.dataChanged.connect(self._words_changed)
        self._lay_out()

    def show_rows(self, rows: Sequence[Row]) -> None:
        """Show these rows; whoever stood on a row stays on that line."""
        line = self.currentIndex().row()
        self.rows.show(rows)
        self._lay_out()
        if rows:
            self.setCurrentIndex(self.rows.index(min(max(line, 0), len(rows) - 1), 0))

    @property
    def here(self) -> Row | None:
        """The row one stands on."""
        index = self.currentIndex()
        return self.rows.row(index) if index.isValid() else None

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in {Qt.Key.Key_Return, Qt.Key.Key_Enter, Qt.Key.Key_F2} and not event.modifiers():
            self._opened(self.currentIndex())
        else:
            super().keyPressEvent(event)

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() in {QEvent.Type.StyleChange, QEvent.Type.FontChange}:
            self._soon.start()

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        if event.size().width() != event.oldSize().width():
            self._lay_out()

    def sizeHint(self) -> QSize:
        return QSize(px(t.TEXT_COLUMN), self.minimumHeight())

    def minimumSizeHint(self) -> QSize:
        return QSize(px(t.TARGET), self.minimumHeight())

    # ── places ────────────────────────────────────────────────────────────────────────────────────────────

    @Slot()
    def _lay_out(self) -> None:
        """Widths first, or everything below one another; then every row as high as its words."""
        room, metrics = self.viewport().width(), QFontMetricsF(self.font())
        self.rows.is_stacked = False  # while each column is measured
        needs = [self._needs(column, metrics) for column in range(self.rows.columnCount())]
        spare = room - sum(needs) + needs[self._stretch]
        is_stacked = spare < min(needs[self._stretch], px(_STRETCH))
        if is_stacked:
            needs[0] = room
        else:
            needs[self._stretch] = spare
        self._stack(is_stacked=is_stacked)
        for column, wide in enumerate(needs):
            self.setColumnWidth(column, wide)
        heights = [self._height(row, needs, metrics) for row in range(self.rows.rowCount())]
        self.verticalHeader().setDefaultSectionSize(px(_ROW_HEIGHT))
        for row, high in enumerate(heights):
            if high != self.rowHeight(row):
                self.setRowHeight(row, high)
        head = 0 if self.rows.is_stacked else self.horizontalHeader().sizeHint().height()
        self.setFixedHeight(height_of(self, head, heights or [px(_ROW_HEIGHT)]))

    @Slot()
    def _words_changed(self) -> None:
        self._soon.start()

    def _stack(self, *, is_stacked: bool) -> None:
        self.rows.is_stacked = is_stacked
        if is_stacked == self._is_stacked:
            return
        self._is_stacked = is_stacked
        self.rows.retell()
        for column in range(1, self.rows.columnCount()):
            self.setColumnHidden(column, is_stacked)
        self.horizontalHeader().setVisible(not is_stacked)

    def _beside(self) -> int:
        return 2 * (px(t.S) + _BESIDE)

    def _needs(self, column: int, metrics: QFontMetricsF) -> int:
        """How wide a column is with every word of it on one line."""
        texts = (str(self.rows.index(row, column).data()) for row in range(self.rows.rowCount()))
        widest = math.ceil(max((metrics.horizontalAdvance(text) for text in texts), default=0)) + 1
        return max(widest + self._beside(), self.horizontalHeader().sectionSizeHint(column))

    def _height(self, row: int, widths: Sequence[int], metrics: QFontMetricsF) -> int:
        tallest = 0.0
        for column in (0,) if self.rows.is_stacked else (self._stretch,):
            room = QRectF(0, 0, widths[column] - self._beside(), t.UNBOUNDED)
            words = str(self.rows.index(row, column).data())
            tallest = max(tallest, metrics.boundingRect(room, Qt.TextFlag.TextWordWrap, words).height())
        return max(px(_ROW_HEIGHT), math.ceil(tallest) + 2 * px(t.M))

    def _opened(self, index: QModelIndex) -> None:
        if index.isValid():
            self.opened.emit(index.data(ROW_ROLE))

    def _stood(self, index: QModelIndex) -> None:
        if index.isValid():
            self.stood.emit(index.data(ROW_ROLE))
