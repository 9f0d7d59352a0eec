"""A person at a window: finds parts by the name that is read out, presses, types, chooses, reads."""

from collections.abc import Iterator
from typing import TypeVar

from PySide6.QtCore import Qt
from PySide6.QtGui import QAccessible, QAccessibleInterface
from PySide6.QtWidgets import (
    QAbstractButton,
    QAbstractItemView,
    QLabel,
    QLineEdit,
    QPlainTextEdit,
    QWidget,
)

from auditdesk.ui.parts import ChoiceGroup

Kind = TypeVar("Kind", bound=QWidget)


class Seen:
    """Parts of one window by accessible name; only what is visible counts."""

    def __init__(self, window: QWidget, qtbot) -> None:
        self.window, self._qtbot = window, qtbot

    @staticmethod
    def read(words: str) -> str:
        """What is seen or spoken, as a test says it."""
        return words.replace("\u200b", "")  # where a long name may go on in the next line

    def all(self, kind: type[Kind]) -> list[Kind]:
        return [part for part in self.window.findChildren(kind) if part.isVisible()]

    def part(self, kind: type[Kind], name: str) -> Kind:
        """The one visible part of that kind and name."""
        parts = self.all(kind)
        found = [part for part in parts if self.read(part.accessibleName()) == name]
        assert len(found) == 1, f"{len(found)} called {name!r}; seen: {[p.accessibleName() for p in parts]}"
        return found[0]

    def button(self, name: str) -> QAbstractButton:
        return self.part(QAbstractButton, name)

    def press(self, name: str) -> None:
        """Press a button, by mouse, where it is."""
        self._qtbot.mouseClick(self.button(name), Qt.MouseButton.LeftButton)

    def type(self, name: str, text: str) -> None:
        """Type into the box of that name, key by key, in the place of what stood there."""
        boxes: list[QWidget] = [*self.all(QLineEdit), *self.all(QPlainTextEdit)]
        box = next((one for one in boxes if self.read(one.accessibleName()) == name), None)
        assert box is not None, f"no box called {name!r}; seen: {[one.accessibleName() for one in boxes]}"
        box.setFocus()
        self._qtbot.keyClick(box, Qt.Key.Key_A, Qt.KeyboardModifier.ControlModifier)
        self._qtbot.keyClicks(box, text)

    def choose(self, question: str, word: str) -> None:
        """Choose an option of a group by its word."""
        group = self.part(ChoiceGroup, question)
        options = {self.read(one.accessibleName()): one for one in group.findChildren(QAbstractButton)}
        self._qtbot.mouseClick(options[word], Qt.MouseButton.LeftButton)

    def key(self, key: Qt.Key, modifier: Qt.KeyboardModifier = Qt.KeyboardModifier.NoModifier) -> None:
        """Press a key wherever the focus is."""
        here: QWidget | None = self.window.focusWidget()
        self._qtbot.keyClick(self.window if here is None else here, key, modifier)

    def labels(self) -> list[QLabel]:
        return self.all(QLabel)

    def words(self) -> str:
        """Every word that is seen, a part a line."""
        return "\n".join(self.read(part.text()) for part in self.all(QLabel) if part.text())

    def rows(self, name: str) -> list[str]:
        """What a screen reader says of each row of a list or table."""
        model = self.part(QAbstractItemView, name).model()
        columns = range(model.columnCount())
        role = Qt.ItemDataRole.AccessibleTextRole
        return [
            ", ".join(self.read(str(model.index(row, column).data(role))) for column in columns)
            for row in range(model.rowCount())
        ]

    def wait_for(self, words: str) -> None:
        """Wait until the words are seen."""
        self._qtbot.waitUntil(lambda: words in self.words(), timeout=30_000)


def interfaces(widget: QWidget) -> Iterator[QAccessibleInterface]:
    """The accessibility tree below a widget, as a screen reader walks it; only what is shown."""
    yield from _below(QAccessible.queryAccessibleInterface(widget))


def _below(interface: QAccessibleInterface) -> Iterator[QAccessibleInterface]:
    for number in range(interface.childCount()):
        child = interface.child(number)
        if not child.state().invisible:
            yield child
            yield from _below(child)
