"""Packs go out: who gets one, who has no card yet, where the files lie afterwards."""

from pathlib import Path

from PySide6.QtCore import Signal, Slot

from auditdesk import work
from auditdesk.ui.dialogs import chosen_folder
from auditdesk.ui.jobs import Job, Lane, Then
from auditdesk.ui.page import Handed, Page
from auditdesk.ui.parts import Button, Card, PlainLabel, Role, Table
from auditdesk.ui.parts.bars import Foot
from auditdesk.ui.parts.notice_bar import Notice, announce
from auditdesk.ui.parts.plain_label import breakable
from auditdesk.ui.rows import Column
from auditdesk.watch import Progress


class PacksPage(Page):
    """`left` goes back to the board."""

    left = Signal()
    cards_asked = Signal()

    def __init__(self, frame: work.Frame, handed: Handed) -> None:
        super().__init__("")
        self.retitle(self.tr("Send packs"), frame.title)
        self.subject = frame.round
        self._frame, self._handed = frame, handed
        self._job: Job | None = None
        agency: Column[work.AgencyCards] = Column(self.tr("Agency"), lambda one: one.agency)
        who: Column[work.AgencyCards] = Column(self.tr("Who gets a pack"), self._who)
        table: Table[work.AgencyCards] = Table(self.tr("Agencies"), [agency, who], stretch=1)
        table.show_rows(frame.agencies)
        missing = [one.agency for one in frame.agencies if not one.enrolled]
        words = self.tr(
            "Each auditor gets a file of their own, which nobody else can open. Send it by mail or stick."
        )
        self.add(PlainLabel(words), table)
        if missing:
            text = self.tr("No card yet from: {0}. Enrol one of each, then packs can be written.")
            self.add(
                Card(
                    PlainLabel(text.format(", ".join(missing)), "warn"),
                    Button(self.tr("Cards"), self.cards_asked.emit),
                )
            )
        self._cancel = Button(self.tr("Cancel"), self._stop)
        self._cancel.hide()
        self._made = Card(PlainLabel(self.tr("Written"), "question"))
        self._made.hide()
        self.lines.addWidget(self._cancel)
        self.lines.addWidget(self._made)
        self.foot = Foot(
            back=Button(self.tr("Back"), self.left.emit),
            main=Button(self.tr("Write the packs"), self._write, Role.PRIMARY),
        )
        self.about = self.tr(
            "A pack asks one auditor for their returns. Each is sealed for that auditor; sending it again"
            " is safe."
        )
        self.first = table

    def _who(self, one: work.AgencyCards) -> str:
        if not one.enrolled:
            return self.tr("No card yet")
        return ", ".join(one.enrolled[: one.wanted])

    @Slot()
    def _write(self) -> None:
        folder = chosen_folder(self, self.tr("Save the packs in"))
        if folder is None:
            return
        desk, name, at = self._handed.desk, self._frame.round, self._handed.now()
        self._job = self._handed.jobs.start(
            Lane.ERRAND,
            lambda watch: work.make_packs(desk, name, folder, at=at, watch=watch),
            Then(
                done=self._written,
                failed=self._failed,
                cancelled=lambda: self._stopped(folder),
                progressed=self._told,
                owner=self,
            ),
        )
        self.status.say(self.tr("Writing packs…"))
        self._cancel.show()
        self._cancel.setFocus()

    def _told(self, progress: Progress) -> None:
        self.status.say(self.tr("Pack {0} of {1}").format(progress.done, progress.total))

    @Slot()
    def _stop(self) -> None:
        """The pack under way is finished: one auditor's is whole or not there."""
        if self._job is not None:
            self._job.cancel()

    def _stopped(self, folder: Path) -> None:
        self._rest()
        words = self.tr("Stopped. The packs written so far are good and lie in {0}.").format(folder)
        hint = self.tr("Write the packs again for the rest; a newer pack takes the place of an older one.")
        self.noticed.emit(Notice(words, hint))

    def _failed(self, error: BaseException) -> None:
        self._rest()
        self.refused.emit(error)

    def _rest(self) -> None:
        self.status.say("")
        self._cancel.hide()
        if self.foot is not None and self.foot.main is not None:
            self.foot.main.setFocus()

    def _written(self, made: work.PacksMade) -> None:
        self._rest()
        words = self.tr("%n pack(s) written", "", len(made.packs))
        self.status.say(words, "ok")
        announce(self, words)
        for one in made.packs:
            told = self.tr("{0}, {1}: %n return(s)", "", one.assignments).format(one.auditor, one.agency)
            self._made.lines.addWidget(PlainLabel(told, "label"))
            self._made.lines.addWidget(PlainLabel(breakable(one.file), "hint", selectable=True))
        self._made.show()
        if self.foot is not None:
            self.foot.offer(Button(self.tr("Done"), self.left.emit, Role.PRIMARY))
