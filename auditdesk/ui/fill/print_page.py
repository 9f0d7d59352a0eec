"""One return on paper: its case audit sheet as it stands, or the blank one for pen and paper, as a PDF."""

from collections.abc import Callable

from PySide6.QtCore import Signal

from auditdesk import work
from auditdesk.ui.dialogs import chosen_target
from auditdesk.ui.jobs import Lane, Then
from auditdesk.ui.page import Handed, Page
from auditdesk.ui.parts import Button, Card, Flow, PlainLabel, Role
from auditdesk.ui.parts.bars import Foot
from auditdesk.ui.parts.notice_bar import Notice


class PrintPage(Page):
    """`left` goes back. Answers that never leave the desk, such as a birth date, do not go on this paper."""

    left = Signal()

    def __init__(self, asked: tuple[str, str], handed: Handed, keep: Callable[[], object]) -> None:
        """`keep` puts on the disk what was typed last: what is printed is what lies there."""
        super().__init__(self.tr("Print"), asked[1].replace("/", " · "))
        self.subject = asked[1].replace("/", ", ")
        self._asked, self._handed, self._keep = asked, handed, keep
        filled = Button(
            self.tr("Save the sheet as it stands"), lambda: self._choose(blank=False), Role.PRIMARY
        )
        self.add(
            Card(
                PlainLabel(self.tr("Case audit sheet"), "question"),
                PlainLabel(
                    self.tr(
                        "The answers of this return, and what is still open. The child’s name and birth date "
                        "are not on it."
                    )
                ),
                Flow(filled),
            ),
            Card(
                PlainLabel(self.tr("Blank sheet"), "question"),
                PlainLabel(self.tr("Every question of the tool, to be answered by hand.")),
                Flow(Button(self.tr("Save the blank sheet"), lambda: self._choose(blank=True))),
            ),
        )
        self.foot = Foot(back=Button(self.tr("Back"), self.left.emit))
        self.first = filled

    def _choose(self, *, blank: bool) -> None:
        name = f"{self._asked[1].replace('/', '-')}{'-blank' if blank else ''}.pdf"
        path = chosen_target(self, self.tr("Save the sheet"), name, self.tr("PDF files (*.pdf)"))
        if path is None:
            return
        # The dialog asked about a file that is there, but only under the name that was typed.
        replace, path = path.suffix.lower() == ".pdf", path.with_suffix(".pdf")
        order = work.SheetOrder((self._asked[1],), self._asked[0], blank=blank)
        desk, now = self._handed.desk, self._handed.now
        print_it = Then(done=self._saved, failed=self._failed, owner=self)
        self.status.say(self.tr("Printing…"))
        self._handed.jobs.start(
            Lane.PEN,
            lambda _watch: self._keep(),
            Then(
                done=lambda _: self._handed.jobs.start(
                    Lane.ERRAND,
                    lambda watch: work.print_sheets(desk, order, path, now=now, replace=replace, watch=watch),
                    print_it,
                ),
                failed=self._failed,
                owner=self,
            ),
        )

    def _saved(self, printed: work.Printed) -> None:
        self.status.say("")
        words = self.tr("Saved as {0}: %n page(s).", "", printed.pages)
        self.noticed.emit(Notice(words.format(printed.file), kind="ok"))

    def _failed(self, error: BaseException) -> None:
        self.status.say("")
        self.refused.emit(error)
