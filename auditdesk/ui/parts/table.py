"""A table of rows that is read and walked by keys: Enter or F2 opens the row one stands on."""

from collections.abc import Sequence
from typing import Generic, TypeVar

from PySide6.QtCore import QEvent, QModelIndex, Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QAbstractItemView, QFrame, QHeaderView, QTableView

from auditdesk.ui import tokens as t
from auditdesk.ui.rows import ROW_ROLE, Column, RowsModel

Row = TypeVar("Row")
_ROW_HEIGHT = 48


class Table(QTableView, Generic[Row]):
    """Rows below one another. `opened` gives the row itself, `stood` the one a person came to stand on."""

    opened = Signal(object)
    stood = Signal(object)

    def __init__(self, name: str, columns: Sequence[Column[Row]], *, stretch: int = 0) -> None:
        """`name` is what a screen reader calls the table; the column `stretch` takes the spare room."""
        super().__init__()
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
        self.setDragEnabled(False)
        self.verticalHeader().hide()
        heading = self.horizontalHeader()
        heading.setHighlightSections(False)
        heading.setSectionResizeMode(QHeaderView.ResizeMode.ResizeToContents)
        heading.setSectionResizeMode(stretch, QHeaderView.ResizeMode.Stretch)
        self.doubleClicked.connect(self._opened)
        self.selectionModel().currentRowChanged.connect(self._stood)
        self._size_rows()

    def show_rows(self, rows: Sequence[Row]) -> None:
        """Show these rows; whoever stood on a row stays on that line."""
        line = self.currentIndex().row()
        self.rows.show(rows)
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
            self._size_rows()

    def _size_rows(self) -> None:
        self.verticalHeader().setDefaultSectionSize(t.px(_ROW_HEIGHT))

    def _opened(self, index: QModelIndex) -> None:
        if index.isValid():
            self.opened.emit(index.data(ROW_ROLE))

    def _stood(self, index: QModelIndex) -> None:
        if index.isValid():
            self.stood.emit(index.data(ROW_ROLE))
