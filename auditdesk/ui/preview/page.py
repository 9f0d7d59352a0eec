"""The report before it is saved: which edition it is, its pages one by one with their words, and saving."""

from collections.abc import Callable
from pathlib import Path

from PySide6.QtCore import Signal, Slot
from PySide6.QtWidgets import QWidget

from auditdesk import work
from auditdesk.ui import tokens as t
from auditdesk.ui.dialogs import chosen_folder, chosen_printer, chosen_target
from auditdesk.ui.jobs import Job, Lane, Then
from auditdesk.ui.page import Handed, Page
from auditdesk.ui.parts import Button, ChoiceGroup, Field, Flow, Option, PlainLabel, Role, TextBox
from auditdesk.ui.parts.bars import Foot
from auditdesk.ui.parts.flow import takes_its_height
from auditdesk.ui.parts.notice_bar import Notice, NoticeBar, announce
from auditdesk.ui.parts.page_image import PageImage
from auditdesk.watch import Progress, Watch

_DPI = 96


class PreviewPage(Page):
    """`saved` gives the files of a report once they are on disk; `left` goes back to the board."""

    saved = Signal(object)
    left = Signal()

    def __init__(self, round_id: str, handed: Handed) -> None:
        super().__init__("", is_wide=True)
        self.retitle(self.tr("Report"), round_id)
        self.subject = round_id
        self._round, self._handed = round_id, handed
        self._drawn: work.Previewed | None = None
        self._number = 1
        self._drawing: Job | None = None
        self._begun = 0
        self._saving: Job | None = None
        self._edition = ChoiceGroup(
            self.tr("Edition"),
            [
                Option("restricted", self.tr("Restricted edition")),
                Option("public", self.tr("Public edition")),
            ],
        )
        self._edition.show_value("restricted")
        self._edition.answered.connect(self._chosen)
        self._band = NoticeBar()
        self._image = PageImage()
        self._place = PlainLabel("", "label").on_one_line()
        self._text = TextBox()
        self._text.setReadOnly(True)
        self._words = Field(self.tr("Words on this page"), self._text)
        self._cancel = Button(self.tr("Cancel"), self._stop)
        self._add_parts()
        self.foot = Foot(
            back=Button(self.tr("Back"), self.left.emit),
            main=Button(self.tr("Save PDF"), self._save, Role.PRIMARY),
        )
        self.bind("Ctrl+P", self.tr("Print this edition"), self._print)
        self.bind("Ctrl+PgDown", self.tr("The next page"), lambda: self._turn(1))
        self.bind("Ctrl+PgUp", self.tr("The page before"), lambda: self._turn(-1))
        self.about = self.tr(
            "The report as it would be printed today. The band says which edition it is; only the public "
            "one may be published."
        )
        self._draw()

    def _add_parts(self) -> None:
        ways = QWidget()
        Flow(
            Button(self.tr("Previous page"), lambda: self._turn(-1)),
            self._place,
            Button(self.tr("Next page"), lambda: self._turn(1)),
            Button(self.tr("Print…"), self._print, hint="Ctrl+P"),
            Button(self.tr("Save both editions"), self._save_both),
            Button(self.tr("Save case audit sheets"), self._save_sheets),
            self._cancel,
            of=ways,
        )
        takes_its_height(ways)
        self.add(self._edition, self._band, ways, self._image, self._words)
        self._cancel.hide()

    # ── drawing ───────────────────────────────────────────────────────────────────────────────────────────

    @property
    def edition(self) -> work.Edition:
        return "public" if self._edition.value == "public" else "restricted"

    @Slot(str)
    def _chosen(self, _edition: str) -> None:
        self._draw()

    def _paper(self, edition: work.Edition) -> work.Paper:
        return work.Paper(self._round, edition, self._handed.now().date())

    def _draw(self) -> None:
        if self._drawing is not None:
            self._drawing.cancel()
        self._drawn = None
        self._begun += 1
        number = self._begun
        self._say_edition()
        self.status.say(self.tr("Drawing the report…"))
        self._cancel.show()
        desk, paper = self._handed.desk, self._paper(self.edition)
        self._drawing = self._handed.jobs.start(
            Lane.ERRAND,
            lambda watch: work.preview_report(desk, paper, watch=watch),
            Then(
                done=self._show,
                failed=self._failed,
                cancelled=lambda: self._stopped(number),
                progressed=self._told,
                owner=self,
            ),
        )

    def _say_edition(self) -> None:
        if self.edition == "public":
            words = self.tr(
                "Public edition: small numbers are hidden, so that no child can be known by them."
            )
            self._band.show_notice(Notice(words, kind="ok", stays=True))
        else:
            words = self.tr("Restricted edition: for the audit group only. It must not be published.")
            self._band.show_notice(Notice(words, kind="warn", stays=True))

    def _told(self, progress: Progress) -> None:
        self.status.say(self.tr("Page {0} of {1}").format(progress.done, progress.total))

    @Slot()
    def _stop(self) -> None:
        for job in (self._drawing, self._saving):
            if job is not None:
                job.cancel()

    def _stopped(self, number: int) -> None:
        """Only if no other edition is being drawn since."""
        if number == self._begun:
            self._rest(self.tr("Stopped; nothing was drawn."))

    def _failed(self, error: BaseException) -> None:
        self._rest("")
        self.refused.emit(error)

    def _rest(self, words: str) -> None:
        self._cancel.hide()
        self.status.say(words)

    def _show(self, drawn: work.Previewed) -> None:
        if drawn.edition != self.edition:
            return
        self._drawn, self._number = drawn, 1
        self._rest("")
        self._turn(0)

    def _turn(self, by: int) -> None:
        drawn = self._drawn
        if drawn is None:
            return
        self._number = min(max(self._number + by, 1), drawn.pages)
        number, dpi = self._number, round(_DPI * t.worn().zoom / 100)
        self._handed.jobs.start(
            Lane.ERRAND,
            lambda _watch: work.preview_page(drawn, number, dpi=dpi),
            Then(done=self._show_page, failed=self.refused.emit, owner=self),
        )

    def _show_page(self, page: work.PageSeen) -> None:
        if self._drawn is None:
            return
        place = self.tr("Page {0} of {1}").format(page.number, self._drawn.pages)
        self._place.setText(place)
        self._image.show_image((page.width, page.height), page.pixels, place, page.text)
        self._text.setPlainText(page.text)
        announce(self, place)

    # ── saving ────────────────────────────────────────────────────────────────────────────────────────────

    @Slot()
    def _save(self) -> None:
        edition = self.edition
        name = f"{self._round}-{edition}.pdf"
        file = chosen_target(self, self.tr("Save the report"), name, self.tr("PDF (*.pdf)"))
        if file is not None:
            # The dialog asked about the very name it gave; an ending that we add it has not seen.
            named = file if file.suffix else file.with_suffix(".pdf")
            desk, paper, replace = self._handed.desk, self._paper(edition), named == file
            self._write(lambda watch: work.report(desk, paper, (named,), replace=replace, watch=watch).files)

    @Slot()
    def _save_both(self) -> None:
        folder = chosen_folder(self, self.tr("Save both editions in"))
        if folder is not None:
            desk, name, on = self._handed.desk, self._round, self._handed.now().date()
            self._write(lambda watch: work.report_editions(desk, name, folder, on=on, watch=watch).files)

    @Slot()
    def _save_sheets(self) -> None:
        folder = chosen_folder(self, self.tr("Save the case audit sheets in"))
        if folder is None:
            return
        desk, name = self._handed.desk, self._round
        self._write(
            lambda watch: tuple(one.file for one in work.print_every_sheet(desk, name, folder, watch=watch))
        )

    @Slot()
    def _print(self) -> None:
        drawn = self._drawn
        if drawn is None:
            self.noticed.emit(Notice(self.tr("The report is still being drawn. Print it once it is here.")))
            return
        printer = chosen_printer(self, self.tr("Print the report"))
        if printer is None:
            return
        from auditdesk.ui.preview.printing import print_pages  # noqa: PLC0415 - loaded when something is printed

        self.status.say(self.tr("Printing…"))
        self._cancel.show()
        self._saving = self._handed.jobs.start(
            Lane.ERRAND,
            lambda watch: print_pages(drawn, printer, watch),
            Then(
                done=self._printed,
                failed=self._failed,
                cancelled=lambda: self._rest(self.tr("Stopped; pages not sent yet are not printed.")),
                progressed=self._told,
                owner=self,
            ),
        )

    def _printed(self, pages: int) -> None:
        self._rest("")
        self.noticed.emit(Notice(self.tr("%n page(s) sent to the printer.", "", pages), kind="ok"))

    def _write(self, verb: Callable[[Watch], tuple[Path, ...]]) -> None:
        """All the files of one saving, or none; what was being drawn goes on after it."""
        self.status.say(self.tr("Saving…"))
        self._cancel.show()
        self._saving = self._handed.jobs.start(
            Lane.ERRAND,
            verb,
            Then(
                done=self._saved,
                failed=self._failed,
                cancelled=lambda: self._rest(self.tr("Stopped; nothing was saved.")),
                progressed=self._told,
                owner=self,
            ),
        )

    def _saved(self, files: tuple[Path, ...]) -> None:
        self._rest("")
        self.status.say(self.tr("Saved"), "ok")
        names = "\n".join(str(file) for file in files)
        words = self.tr("%n file(s) saved", "", len(files))
        self.noticed.emit(Notice(words, names, "ok"))
        self.saved.emit(files)
