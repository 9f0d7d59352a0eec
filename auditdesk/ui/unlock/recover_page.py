"""The recovery code from the sheet, and another passphrase."""

from collections.abc import Callable

from PySide6.QtCore import Signal

from auditdesk.errors import AuditDeskError
from auditdesk.ui.jobs import Jobs
from auditdesk.ui.notices import sentence
from auditdesk.ui.page import Page
from auditdesk.ui.parts import Button, Field, LineBox, PlainLabel, Role
from auditdesk.ui.parts.bars import Foot
from auditdesk.ui.unlock.passphrase_fields import PassphraseFields
from auditdesk.ui.unlock.waiting import Waiting


class RecoverPage(Page):
    """`recovered` gives what `recovers` gave for code and passphrase: the desk, open, and its next code."""

    recovered = Signal(object)
    left = Signal()

    def __init__(self, recovers: Callable[[str, str], object], *, jobs: Jobs) -> None:
        super().__init__(self.tr("Open with the recovery sheet"))
        self._recovers = recovers
        self._code = LineBox()
        self._field = Field(
            self.tr("Recovery code"),
            self._code,
            self.tr("27 characters. Capitals and hyphens do not matter."),
        )
        self._fields = PassphraseFields(
            self.tr("Another passphrase"), self.tr("Six words, or at least 14 characters of your own.")
        )
        self._waiting = Waiting(self.tr("Opening…"), jobs)
        self.add(
            PlainLabel(self.tr("The sheet opens the desk once. You get another one at the end.")),
            self._field,
            self._fields,
            self._waiting,
        )
        self._main = Button(self.tr("Open"), self._on, Role.PRIMARY)
        self.foot = Foot(back=Button(self.tr("Back"), self.left.emit), main=self._main)
        self.first = self._code

    def _on(self) -> None:
        self._field.show_error("")
        code, passphrase = self._code.text(), self._fields.agreed()
        if passphrase is not None:
            self._waiting.start(
                lambda: self._recovers(code, passphrase), self.recovered.emit, self._failed, button=self._main
            )

    def _failed(self, error: BaseException) -> None:
        if not isinstance(error, AuditDeskError):
            self.refused.emit(error)
        elif error.code == "V_WEAK":
            self._fields.show_refusal(error)
        else:
            self._field.show_error(sentence(error))
            self._code.setFocus()
