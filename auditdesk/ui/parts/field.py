"""A label, a hint, an error and the box to type in; no placeholder stands in for a hint."""

from PySide6.QtCore import QEvent, QMimeData, QSize, Qt, Signal, Slot
from PySide6.QtGui import QFocusEvent, QFontMetricsF, QKeyEvent, QResizeEvent
from PySide6.QtWidgets import QLineEdit, QPlainTextEdit, QWidget

from auditdesk.ui import tokens as t
from auditdesk.ui.parts.plain_label import PlainLabel
from auditdesk.ui.parts.showing import see
from auditdesk.ui.parts.spacing import column
from auditdesk.ui.style import give_role

_LEAST_LINES, _MOST_LINES = 2, 12
MOST_CHARACTERS = 20_000  # in one text (formats.md 3); a box knows it before the part that sends it is loaded


_KEYS_OF_THE_WINDOW = frozenset(
    {Qt.Key.Key_E, Qt.Key.Key_J, Qt.Key.Key_K, Qt.Key.Key_L, Qt.Key.Key_O, Qt.Key.Key_P}
)


def _is_for_the_window(event: QEvent) -> bool:
    """Ctrl with a letter that look.md 6 gives to the window; in a box Linux takes Ctrl+K to delete text."""
    is_key = event.type() in {QEvent.Type.ShortcutOverride, QEvent.Type.KeyPress}
    if not is_key or not isinstance(event, QKeyEvent):
        return False
    return event.modifiers() == Qt.KeyboardModifier.ControlModifier and event.key() in _KEYS_OF_THE_WINDOW


class LineBox(QLineEdit):
    """One line. `answered` comes when it is left or Enter is pressed, and only when a person changed it.

    `full` says that what was typed or pasted is longer than any answer; what does not fit is not taken.
    """

    answered = Signal(str)
    full = Signal()

    def __init__(self, text: str = "", *, secret: bool = False) -> None:
        super().__init__(text)
        self.setDragEnabled(False)
        if secret:
            self.setEchoMode(QLineEdit.EchoMode.Password)
            self.setInputMethodHints(
                Qt.InputMethodHint.ImhSensitiveData | Qt.InputMethodHint.ImhNoPredictiveText
            )
        self._told: str | None = text
        self.setMaxLength(MOST_CHARACTERS)
        self.inputRejected.connect(self.full)
        self.textEdited.connect(self._edited)
        self.editingFinished.connect(self._left)

    def show_value(self, text: str) -> None:
        """Put a value in, silently."""
        self._told = text
        if text != self.text():
            self.setText(text)

    def event(self, event: QEvent) -> bool:
        if _is_for_the_window(event):
            event.ignore()
            return False
        return super().event(event)

    @Slot()
    def _edited(self) -> None:
        """Typed back to what stood there is told too: on the way it was told as something else."""
        self._told = None

    @Slot()
    def _left(self) -> None:
        if self.text() != self._told:
            self._told = self.text()
            self.answered.emit(self._told)


class TextBox(QPlainTextEdit):
    """Several lines, as high as the text up to twelve; Tab leaves it. `answered` comes when it is left.

    `full` says that what was pasted is longer than any answer; nothing of it is taken.
    """

    answered = Signal(str)
    full = Signal()

    def __init__(self, text: str = "") -> None:
        super().__init__(text)
        self.setTabChangesFocus(True)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self._told = text
        self.document().documentLayout().documentSizeChanged.connect(self._grow)
        self._grow()

    def show_value(self, text: str) -> None:
        """Put a value in, silently; what can be undone stays undone by the person alone."""
        self._told = text
        if text != self.toPlainText():
            self.setPlainText(text)

    def event(self, event: QEvent) -> bool:
        if _is_for_the_window(event):
            event.ignore()
            return False
        return super().event(event)

    def insertFromMimeData(self, source: QMimeData) -> None:
        """Not by way of Qt where it is too much: a megabyte in one line stops the window for a minute."""
        if len(source.text()) + self.document().characterCount() > MOST_CHARACTERS:
            self.full.emit()
        else:
            super().insertFromMimeData(source)

    def focusOutEvent(self, event: QFocusEvent) -> None:
        super().focusOutEvent(event)
        if self.toPlainText() != self._told:
            self._told = self.toPlainText()
            self.answered.emit(self._told)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._grow()

    def sizeHint(self) -> QSize:
        return QSize(t.px(t.TEXT_COLUMN // 2), self.minimumHeight())

    @Slot()
    def _grow(self) -> None:
        lines = min(max(round(self.document().size().height()), _LEAST_LINES), _MOST_LINES)
        high = round(lines * QFontMetricsF(self.font()).lineSpacing()) + t.px(24)
        if high != self.minimumHeight():
            self.setFixedHeight(high)


class Field(QWidget):
    """What is asked, in words above the box, which takes them as its name and description."""

    def __init__(self, label: str, box: QWidget, hint: str = "", *, role: str = "label") -> None:
        super().__init__()
        self.box, self._label, self._hint_text = box, label, hint
        self._hint = PlainLabel(hint, "hint")
        see(self._hint, is_seen=bool(hint))
        self._error = PlainLabel("", "error")
        self._error.hide()
        self._words = PlainLabel(label, role)
        column(self._words, self._hint, self._error, box, space=t.S, of=self)
        box.setAccessibleName(label)
        box.setAccessibleDescription(hint)
        self.setFocusProxy(box)

    def rename(self, label: str) -> None:
        """Ask for something else in the same box."""
        self._words.setText(label)
        self.box.setAccessibleName(label)

    def show_error(self, text: str) -> None:
        """Say what is wrong with what stands in the box; an empty text takes it back."""
        words = self.tr("Error: {0}").format(text) if text else ""
        self._error.setText(words)
        self._error.setVisible(bool(text))
        give_role(self.box, "box", "bad" if text else "plain")
        self.box.setAccessibleDescription(". ".join(filter(None, (self._hint_text, words))))

    @property
    def error(self) -> str:
        return self._error.text()
