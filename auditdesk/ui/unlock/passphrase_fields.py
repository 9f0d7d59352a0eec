"""A passphrase typed twice, and what is wrong with it said at the box it is wrong in."""

from PySide6.QtWidgets import QWidget

from auditdesk.errors import AuditDeskError
from auditdesk.ui.notices import sentence
from auditdesk.ui.parts import Field, LineBox, column


class PassphraseFields(QWidget):
    """Two boxes; `agreed` is what stands in both of them."""

    def __init__(self, label: str, hint: str) -> None:
        super().__init__()
        self.box, self._again = LineBox(secret=True), LineBox(secret=True)
        self._first = Field(label, self.box, hint)
        self._second = Field(self.tr("The same passphrase again"), self._again)
        column(self._first, self._second, of=self)

    def agreed(self) -> str | None:
        """What was typed both times; says at the second box when they differ."""
        self._first.show_error("")
        is_same = self.box.text() == self._again.text()
        self._second.show_error("" if is_same else self.tr("The two are not the same."))
        if not is_same:
            self._again.setFocus()
        return self.box.text() if is_same else None

    def show_refusal(self, error: AuditDeskError) -> None:
        self._first.show_error(sentence(error))
        self.box.setFocus()

    def clear(self) -> None:
        self.box.clear()
        self._again.clear()
