"""Closing a round, and opening it again: what that means, and what would be left outside."""

from PySide6.QtCore import Signal, Slot

from auditdesk import work
from auditdesk.ui.jobs import Lane, Then
from auditdesk.ui.page import Handed, Page
from auditdesk.ui.parts import Button, Card, PlainLabel, Role
from auditdesk.ui.parts.bars import Foot

_MOST_NAMED = 24


class ClosePage(Page):
    """One round, as it stood when the board was read. `done` says that it is the other way now."""

    left = Signal()
    done = Signal(bool)

    def __init__(self, status: work.RoundStatus, frame: work.Frame, handed: Handed) -> None:
        super().__init__("")
        self._status, self._frame, self._handed = status, frame, handed
        self.subject = frame.round
        words = self.tr("Reopen the round") if status.closed else self.tr("Close the round")
        self.retitle(words, frame.title)
        self.add(self._reopening() if status.closed else self._closing())
        self.foot = Foot(
            back=Button(self.tr("Back"), self.left.emit), main=Button(words, self._turn, Role.PRIMARY)
        )

    def _closing(self) -> Card:
        status, frame = self._status, self._frame
        card = Card(
            PlainLabel(self.tr("What closing means"), "question"),
            PlainLabel(
                self.tr(
                    "The report is made of the returns that are here now. What comes in later is kept and "
                    "shown as late, outside the report. A closed round can be reopened; nothing is deleted."
                )
            ),
            PlainLabel(self.tr("What is here now"), "question"),
            PlainLabel(self.tr("{0} of {1} returns received").format(status.received, status.expected)),
            PlainLabel(
                self.tr("{0} of {1} cases with an agreed overall grade").format(
                    len(frame.settled), len(frame.cases)
                )
            ),
        )
        missing = [line.ref for line in status.returns if line.state in {"awaited", "overdue"}]
        if missing:
            card.lines.addWidget(PlainLabel(self._missing(missing), "warn", selectable=True))
        waiting = [note for note in status.notes if not note.decided]
        if waiting:
            words = self.tr("%n thing(s) is/are waiting for your decision; see the board.", "", len(waiting))
            card.lines.addWidget(PlainLabel(words, "warn"))
        return card

    def _missing(self, refs: list[str]) -> str:
        words = self.tr("Would be outside the report: {0}").format(", ".join(refs[:_MOST_NAMED]))
        more = len(refs) - _MOST_NAMED
        return words if more <= 0 else self.tr("{0} and %n more", "", more).format(words)

    def _reopening(self) -> Card:
        late = [line.ref for line in self._status.returns if line.state == "late"]
        words = self.tr("What came after the close counts again, and what comes in from now on counts too.")
        card = Card(PlainLabel(self.tr("What reopening means"), "question"), PlainLabel(words))
        told = self.tr("No return came late.")
        if late:
            told = self.tr("Would come into the report: {0}").format(", ".join(late[:_MOST_NAMED]))
        card.lines.addWidget(PlainLabel(told, selectable=True))
        return card

    @Slot()
    def _turn(self) -> None:
        desk, name, at, closed = self._handed.desk, self._frame.round, self._handed.now(), self._status.closed
        verb = work.reopen_round if closed else work.close_round
        self._handed.jobs.start(
            Lane.PEN,
            lambda _watch: verb(desk, name, at=at),
            Then(done=lambda _: self.done.emit(not closed), failed=self.refused.emit, owner=self),
        )
