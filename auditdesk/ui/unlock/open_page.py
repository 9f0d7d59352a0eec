"""The passphrase is typed here; the page is also what covers the window while it is locked."""

from collections.abc import Callable

from PySide6.QtCore import Signal, Slot

from auditdesk.errors import AuditDeskError
from auditdesk.ui.jobs import Jobs
from auditdesk.ui.notices import sentence
from auditdesk.ui.page import Page
from auditdesk.ui.parts import Button, Field, Flow, LineBox, PlainLabel, Role
from auditdesk.ui.unlock.waiting import Waiting


class OpenPage(Page):
    """`opened` gives what `opens` gave: the desk where it was closed, None where it was only covered."""

    opened = Signal(object)
    recovery_asked = Signal()
    view_asked = Signal()

    def __init__(
        self, opens: Callable[[str], object], *, jobs: Jobs, is_locked: bool = False, given: str = ""
    ) -> None:
        """`given` is the passphrase of a rehearsed desk, and of no other: it stands in the box already."""
        super().__init__(self.tr("This desk is locked") if is_locked else self.tr("Open your desk"))
        self._opens = opens
        self._box = LineBox(given, secret=True)
        self._field = Field(self.tr("Passphrase"), self._box)
        self._waiting = Waiting(self.tr("Opening…"), jobs)
        self._open = Button(self.tr("Open"), self._asked, Role.PRIMARY)
        self._box.returnPressed.connect(self._asked)
        if is_locked:
            self.add(PlainLabel(self.tr("What you typed is kept. You will be where you were.")))
        if given:
            self.add(
                PlainLabel(self.tr("Rehearsed round: nothing here is real. The passphrase is filled in."))
            )
        self.add(self._field, self._waiting)
        buttons = Flow(self._open)
        if not is_locked:
            buttons.addWidget(Button(self.tr("Use the recovery sheet"), self.recovery_asked.emit))
        buttons.addWidget(Button(self.tr("View"), self.view_asked.emit))
        self.add(buttons)
        self.first = self._box

    @Slot()
    def _asked(self) -> None:
        self._field.show_error("")
        passphrase = self._box.text()
        self._waiting.start(
            lambda: self._opens(passphrase), self.opened.emit, self._failed, button=self._open
        )

    def _failed(self, error: BaseException) -> None:
        if isinstance(error, AuditDeskError):
            self._field.show_error(sentence(error))
            self._box.selectAll()
            self._box.setFocus()
        else:
            self.refused.emit(error)
