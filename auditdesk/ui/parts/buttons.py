"""Buttons: words, never a picture alone."""

from collections.abc import Callable
from enum import StrEnum

from PySide6.QtCore import QSize, Qt, Slot
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QPushButton, QSizePolicy

from auditdesk.ui.style import give_role

_KEYPAD = Qt.KeyboardModifier.KeypadModifier


class Role(StrEnum):
    """How a button looks. One PRIMARY a page; JUMP is a line of a list of problems."""

    PLAIN = "plain"
    PRIMARY = "primary"
    QUIET = "quiet"
    DANGER = "danger"
    JUMP = "jump"


class Button(QPushButton):
    """A button that calls `pressed_then` without arguments; its name is its words."""

    def __init__(
        self, text: str, pressed_then: Callable[[], object], role: Role = Role.PLAIN, *, hint: str = ""
    ) -> None:
        super().__init__()
        give_role(self, role)
        self.setAutoDefault(False)
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        self.say(text, hint)
        self._pressed_then = pressed_then
        self.clicked.connect(self._pressed)

    def say(self, text: str, hint: str = "") -> None:
        """Other words; an ampersand is an ampersand, not a shortcut."""
        self.setText(text.replace("&", "&&"))
        self.setAccessibleName(text)
        self.setAccessibleDescription(hint)

    @Slot()
    def _pressed(self) -> None:
        self._pressed_then()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Enter presses the button one stands on, as Space does: Qt alone leaves that to dialogs."""
        if event.key() in {Qt.Key.Key_Return, Qt.Key.Key_Enter} and not event.modifiers() & ~_KEYPAD:
            self.click()
        else:
            super().keyPressEvent(event)

    def minimumSizeHint(self) -> QSize:
        """A button never cuts its words."""
        return self.sizeHint()
