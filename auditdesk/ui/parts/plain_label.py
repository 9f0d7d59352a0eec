"""The only label: shows words as they are, whoever typed them; never markup."""

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLabel, QSizePolicy, QWidget  # noqa: TID251 - this is the label that all others use

from auditdesk.ui.style import give_role


class PlainLabel(QLabel):
    """Plain text that wraps. `role`: title, question, label, hint, caption, number, code, error, ok, warn."""

    def __init__(
        self, text: str = "", role: str = "", *, parent: QWidget | None = None, selectable: bool = False
    ) -> None:
        super().__init__(parent)
        self.setTextFormat(Qt.TextFormat.PlainText)
        self.setWordWrap(True)
        policy = QSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Minimum)
        policy.setHeightForWidth(True)
        self.setSizePolicy(policy)
        if role:
            give_role(self, role)
        if selectable:
            self.setTextInteractionFlags(
                Qt.TextInteractionFlag.TextSelectableByMouse | Qt.TextInteractionFlag.TextSelectableByKeyboard
            )
        self.setText(text)

    def on_one_line(self) -> "PlainLabel":
        """For a word or two beside a control: it keeps its width and does not wrap."""
        self.setWordWrap(False)
        return self
