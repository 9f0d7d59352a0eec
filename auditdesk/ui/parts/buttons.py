"""Buttons: words, never a picture alone."""

from collections.abc import Callable
from enum import StrEnum

from PySide6.QtCore import QEvent, QSize, Qt, Slot
from PySide6.QtGui import QFontMetrics, QKeyEvent, QResizeEvent
from PySide6.QtWidgets import QPushButton, QSizePolicy

from auditdesk.ui import tokens as t
from auditdesk.ui.style import give_role
from auditdesk.ui.tokens import px

_KEYPAD = Qt.KeyboardModifier.KeypadModifier


class Role(StrEnum):
    """How a button looks. One PRIMARY a page; JUMP is a line of a list of problems."""

    PLAIN = "plain"
    PRIMARY = "primary"
    QUIET = "quiet"
    DANGER = "danger"
    JUMP = "jump"


_SIDES = {Role.QUIET: t.S, Role.JUMP: 0}  # what lies beside the words, as the style sheet has it


class Button(QPushButton):
    """A button that calls `pressed_then` without arguments; its name is its words.

    Words that are longer than the line go on in the next one: Qt alone cuts them at both ends.
    """

    def __init__(
        self, text: str, pressed_then: Callable[[], object], role: Role = Role.PLAIN, *, hint: str = ""
    ) -> None:
        super().__init__()
        self._role, self._words = role, ""
        give_role(self, role)
        self.setAutoDefault(False)
        policy = QSizePolicy(QSizePolicy.Policy.Maximum, QSizePolicy.Policy.Minimum)
        policy.setHeightForWidth(True)
        self.setSizePolicy(policy)
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        self.say(text, hint)
        self._pressed_then = pressed_then
        self.clicked.connect(self._pressed)

    def say(self, text: str, hint: str = "") -> None:
        """Other words; an ampersand is an ampersand, not a shortcut."""
        self._words = text
        self._fold()
        self.setAccessibleName(text)
        self.setAccessibleDescription(hint)
        self.updateGeometry()

    @Slot()
    def _pressed(self) -> None:
        self._pressed_then()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Enter presses the button one stands on, as Space does: Qt alone leaves that to dialogs."""
        if event.key() in {Qt.Key.Key_Return, Qt.Key.Key_Enter} and not event.modifiers() & ~_KEYPAD:
            self.click()
        else:
            super().keyPressEvent(event)

    # ── words in lines ────────────────────────────────────────────────────────────────────────────────────

    def _metrics(self) -> QFontMetrics:
        self.ensurePolished()
        return self.fontMetrics()

    def _around(self) -> int:
        return 2 * (px(_SIDES.get(self._role, t.L)) + max(2, px(2)))

    def sizeHint(self) -> QSize:
        """All words on one line."""
        wide = self._metrics().horizontalAdvance(self._words) + self._around()
        return QSize(max(wide, px(t.TARGET)), px(t.TARGET))

    def minimumSizeHint(self) -> QSize:
        metrics = self._metrics()
        longest = max((metrics.horizontalAdvance(word) for word in self._words.split()), default=0)
        return QSize(max(longest + self._around(), px(t.TARGET)), px(t.TARGET))

    def hasHeightForWidth(self) -> bool:
        return True

    def heightForWidth(self, width: int) -> int:
        metrics = self._metrics()
        lines = len(_lines(self._words, metrics, width - self._around()))
        return px(t.TARGET) + (lines - 1) * metrics.lineSpacing()

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._fold()

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() in {QEvent.Type.StyleChange, QEvent.Type.FontChange}:
            self._fold()

    def _fold(self) -> None:
        has_room = self.width() >= self.sizeHint().width()
        lines = (
            [self._words] if has_room else _lines(self._words, self._metrics(), self.width() - self._around())
        )
        text = "\n".join(lines).replace("&", "&&")
        if text != self.text():
            self.setText(text)


def _lines(words: str, metrics: QFontMetrics, width: int) -> list[str]:
    """The words in lines no wider than that, as far as they can be broken between words."""
    lines: list[str] = []
    for word in words.split():
        longer = f"{lines[-1]} {word}" if lines else word
        if lines and metrics.horizontalAdvance(longer) <= width:
            lines[-1] = longer
        else:
            lines.append(word)
    return lines or [""]
