"""The passphrase is typed here; the page is also what covers the window while it is locked."""

from collections.abc import Callable

from PySide6.QtCore import QTimer, Signal, Slot

from auditdesk.errors import AuditDeskError
from auditdesk.ui.jobs import Jobs, Lane, Then
from auditdesk.ui.page import Page
from auditdesk.ui.parts import Button, Field, LineBox, PlainLabel, Role, row

_SLOW_MS = 300


class OpenPage(Page):
    """`opened` gives what `opens` gave: the desk, when it was closed; None, when it was only covered."""

    opened = Signal(object)
    recovery_asked = Signal()

    def __init__(self, opens: Callable[[str], object], *, jobs: Jobs, words: str = "") -> None:
        super().__init__(self.tr("Open your desk"))
        self._opens, self._jobs = opens, jobs
        self._box = LineBox(secret=True)
        self._field = Field(self.tr("Passphrase"), self._box)
        self._state = PlainLabel("", "hint")
        self._open = Button(self.tr("Open"), self._asked, Role.PRIMARY)
        sheet = Button(self.tr("Use the recovery sheet"), self.recovery_asked.emit, Role.QUIET)
        self._slow = QTimer(self, interval=_SLOW_MS, singleShot=True)
        self._slow.timeout.connect(lambda: self._state.setText(self.tr("Opening…")))
        self._box.returnPressed.connect(self._asked)
        if words:
            self.add(PlainLabel(words))
        self.add(self._field, self._state, row(self._open, sheet, None))
        self.first = self._box

    @Slot()
    def _asked(self) -> None:
        if not self._open.isEnabled():
            return
        self._open.setEnabled(False)
        self._field.show_error("")
        self._slow.start()
        passphrase = self._box.text()
        then = Then(done=self._done, failed=self._failed, owner=self)
        self._jobs.start(Lane.ERRAND, lambda _: self._opens(passphrase), then)

    def _done(self, desk: object) -> None:
        self._rest()
        self._box.clear()
        self.opened.emit(desk)

    def _failed(self, error: BaseException) -> None:
        self._rest()
        if isinstance(error, AuditDeskError):
            self._field.show_error(f"{error} {error.hint}")
            self._box.selectAll()
            self._box.setFocus()
        else:
            self.refused.emit(error)

    def _rest(self) -> None:
        self._slow.stop()
        self._state.setText("")
        self._open.setEnabled(True)
