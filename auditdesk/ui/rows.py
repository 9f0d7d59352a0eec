"""Lists from frozen rows: `RowsModel(columns).show(rows)`. May not know what a row means."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Any, Generic, TypeVar

from PySide6.QtCore import QAbstractTableModel, QModelIndex, QObject, QPersistentModelIndex, Qt

Row = TypeVar("Row")
Index = QModelIndex | QPersistentModelIndex
ROW_ROLE = Qt.ItemDataRole.UserRole


@dataclass(frozen=True, slots=True)
class Column(Generic[Row]):
    """One column: its heading, the words of a row in it, and what a screen reader says instead of them."""

    title: str
    text: Callable[[Row], str]
    spoken: Callable[[Row], str] | None = None
    is_number: bool = False


class RowsModel(QAbstractTableModel, Generic[Row]):
    """Rows as they were shown last; a row itself is found under `ROW_ROLE`."""

    def __init__(self, columns: Sequence[Column[Row]], parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._columns = tuple(columns)
        self._rows: tuple[Row, ...] = ()
        self.is_stacked = False  # the first column shows all of a row, one below the other

    def show(self, rows: Sequence[Row]) -> None:
        self.beginResetModel()
        self._rows = tuple(rows)
        self.endResetModel()

    def retell(self) -> None:
        """The same rows, whose words changed."""
        if self._rows:
            self.dataChanged.emit(self.index(0, 0), self.index(len(self._rows) - 1, len(self._columns) - 1))

    def change(self, rows: Sequence[Row]) -> None:
        """Show as many rows as there are; only those that differ are drawn anew, and what is chosen stays."""
        was, self._rows = self._rows, tuple(rows)
        for place, (old, new) in enumerate(zip(was, self._rows, strict=True)):
            if old != new:
                self.dataChanged.emit(self.index(place, 0), self.index(place, len(self._columns) - 1))

    def speak(self, spoken: Callable[[Row], str]) -> None:
        """What a screen reader says of a row in the first column, from the next `show` on."""
        first = self._columns[0]
        self._columns = (Column(first.title, first.text, spoken, first.is_number), *self._columns[1:])

    @property
    def rows(self) -> tuple[Row, ...]:
        return self._rows

    def row(self, index: Index) -> Row:
        return self._rows[index.row()]

    def rowCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008 - Qt's own signature
        return 0 if parent.isValid() else len(self._rows)

    def columnCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008 - Qt's own signature
        return 0 if parent.isValid() else len(self._columns)

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        column, row = self._columns[index.column()], self._rows[index.row()]
        match role:
            case Qt.ItemDataRole.DisplayRole:
                return self._stacked(row) if self.is_stacked and not index.column() else column.text(row)
            case Qt.ItemDataRole.AccessibleTextRole:
                return (column.spoken or column.text)(row)
            case Qt.ItemDataRole.TextAlignmentRole:
                side = Qt.AlignmentFlag.AlignRight if column.is_number else Qt.AlignmentFlag.AlignLeft
                return side | Qt.AlignmentFlag.AlignVCenter
            case _ if role == ROW_ROLE:
                return row
            case _:
                return None

    def _stacked(self, row: Row) -> str:
        told = ((column.title, column.text(row)) for column in self._columns)
        return "\n".join(f"{title}: {words}" for title, words in told if words)

    def headerData(
        self, section: int, orientation: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole
    ) -> Any:
        if orientation is Qt.Orientation.Horizontal:
            if role == Qt.ItemDataRole.DisplayRole:
                return self._columns[section].title
            if role == Qt.ItemDataRole.TextAlignmentRole:
                return self.alignment(section)
        return None

    def alignment(self, section: int) -> Qt.AlignmentFlag:
        side = Qt.AlignmentFlag.AlignRight if self._columns[section].is_number else Qt.AlignmentFlag.AlignLeft
        return side | Qt.AlignmentFlag.AlignVCenter
