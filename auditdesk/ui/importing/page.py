"""Bundles come in: each file with its outcome, and for one that was not merged a sentence and what to do."""

from collections import deque
from collections.abc import Sequence
from pathlib import Path

from PySide6.QtCore import Signal, Slot
from PySide6.QtWidgets import QProgressBar, QWidget

from auditdesk import work
from auditdesk.errors import AuditDeskError, DeskError
from auditdesk.ui.dialogs import chosen_files, chosen_folder
from auditdesk.ui.jobs import Lane, Then
from auditdesk.ui.notices import sentence
from auditdesk.ui.page import Handed, Page
from auditdesk.ui.parts import Button, Card, Flow, Mark, PlainLabel, Role, column, row
from auditdesk.ui.parts.bars import Foot
from auditdesk.ui.parts.flow import takes_its_height
from auditdesk.ui.parts.notice_bar import Notice, announce
from auditdesk.ui.parts.plain_label import breakable

_MARKS = {"merged": "done", "duplicate": "ok", "parked": "warn", "refused": "bad"}


class ImportPage(Page):
    """Files are merged one after the other; whatever is done stays done. `left` goes back to the board."""

    left = Signal()
    finished = Signal()

    def __init__(self, round_id: str, handed: Handed) -> None:
        super().__init__("")
        self.retitle(self.tr("Import bundles"), round_id)
        self.subject = round_id
        self._round, self._handed = round_id, handed
        self._waiting: deque[Path] = deque()
        self._total = self._done = 0
        self._is_busy = False
        self._counts: dict[str, int] = {}
        ways = QWidget()
        self._cancel = Button(self.tr("Cancel"), self._stop)
        choose = Button(self.tr("Choose files"), self._choose, Role.PRIMARY, hint="Ctrl+O")
        Flow(choose, Button(self.tr("Choose a folder"), self._choose_folder), self._cancel, of=ways)
        takes_its_height(ways)
        self._bar = QProgressBar()
        self._bar.setAccessibleName(self.tr("Progress"))
        self._bar.setTextVisible(False)
        self._summary = PlainLabel("", "label")
        self._list = column(space=8)
        self._drop = Card(
            PlainLabel(self.tr("Drop bundles on this window, or choose them"), "question"),
            PlainLabel(
                self.tr(
                    "Files that end in .adbundle, in any order; one that came twice counts once. A file that "
                    "cannot be read stays where it is, and nothing of it is stored."
                )
            ),
            ways,
        )
        self.add(self._drop, self._bar, self._summary, self._list)
        self.foot = Foot(
            back=Button(self.tr("Back"), self.left.emit),
            main=Button(self.tr("Write receipts"), self._write_receipts),
        )
        self.first = choose
        self.about = self.tr(
            "Choose the files that auditors sent, or drop them on the window. Each gets an outcome: "
            "merged, known already, kept unread until more is known, or not merged, with the reason."
        )
        self._cancel.hide()
        self._bar.hide()

    # ── files ─────────────────────────────────────────────────────────────────────────────────────────────

    @Slot()
    def _choose(self) -> None:
        self.take(
            chosen_files(self, self.tr("Choose bundles"), self.tr("Bundles (*.adbundle);;All files (*)"))
        )

    @Slot()
    def _choose_folder(self) -> None:
        folder = chosen_folder(self, self.tr("Choose a folder with bundles"))
        if folder is not None:
            self.take((folder,))

    def take(self, files: Sequence[Path]) -> None:
        """Merge these after those that wait already."""
        self._waiting.extend(files)
        self._total += len(files)
        if not self._is_busy:
            self._go_on()

    def _go_on(self) -> None:
        self._is_busy = bool(self._waiting)
        self._cancel.setVisible(self._is_busy)
        self._bar.setVisible(self._is_busy)
        self._bar.setRange(0, max(self._total, 1))
        self._bar.setValue(self._done)
        if not self._is_busy:
            self._end()
            return
        self.status.say(self.tr("File {0} of {1}").format(self._done + 1, self._total))
        file = self._waiting.popleft()
        desk, at = self._handed.desk, self._handed.now()
        self._handed.jobs.start(
            Lane.ERRAND,
            lambda watch: work.merge_files(desk, (file,), at=at, watch=watch),
            Then(done=self._merged, failed=lambda error: self._failed(file, error), owner=self),
        )

    def _merged(self, outcomes: tuple[work.FileOutcome, ...]) -> None:
        self._done += 1
        for one in outcomes:
            told = self._told(one)
            self._add(one.file, one.outcome.value, told, one.code or "")
        self._go_on()

    def _failed(self, file: Path, error: BaseException) -> None:
        """The desk itself is in trouble: what is left would meet the same."""
        self._done += 1
        code = error.name if isinstance(error, AuditDeskError) else ""
        if words := sentence(error):
            self._add(file.name, "refused", words, code)
        else:
            self.refused.emit(error)
        if isinstance(error, DeskError) and (dropped := self._drop_waiting()):
            words = self.tr("%n file(s) was/were not looked at. Choose them again then.", "", dropped)
            self._list.addWidget(PlainLabel(words, "warn"))
        self._go_on()

    @Slot()
    def _stop(self) -> None:
        """What is merged stays merged; the file under way is finished."""
        dropped = self._drop_waiting()
        words = self.tr("Stopped. What was merged stays; %n file(s) were not looked at.", "", dropped)
        self.noticed.emit(Notice(words))

    def _drop_waiting(self) -> int:
        dropped = len(self._waiting)
        self._waiting.clear()
        self._total -= dropped
        return dropped

    def _end(self) -> None:
        words = self._summary_words()
        self.status.say("")
        self._summary.setText(words)
        announce(self, words)
        self._total = self._done = 0
        self.finished.emit()

    # ── outcomes ──────────────────────────────────────────────────────────────────────────────────────────

    def _words(self, outcome: str) -> str:
        words = {
            "merged": self.tr("Merged"),
            "duplicate": self.tr("Known already"),
            "parked": self.tr("Kept unread"),
            "refused": self.tr("Not merged"),
        }
        return words[outcome]

    def _told(self, one: work.FileOutcome) -> str:
        refs = ", ".join(str(ref) for ref in one.returns)
        if one.sentence:
            return f"{refs}. {one.sentence}" if refs else one.sentence
        if one.outcome.value == "duplicate":
            return self.tr("{0}. It came before; nothing changed.").format(refs)
        return refs

    def _summary_words(self) -> str:
        told = [f"{self._words(kind)} {self._counts[kind]}" for kind in _MARKS if kind in self._counts]
        return ", ".join(told)

    def _add(self, file: str, outcome: str, told: str, code: str) -> None:
        self._counts[outcome] = self._counts.get(outcome, 0) + 1
        name = self.tr("{0}: {1}").format(self._words(outcome), file)
        head = PlainLabel(breakable(name), "label", selectable=True)
        head.setAccessibleName(name)
        words = column(head, PlainLabel(breakable(told), selectable=True), space=4)
        if code:
            words.addWidget(PlainLabel(code, "caption", selectable=True))
        line = row(column(Mark(_MARKS[outcome]), None))
        line.addLayout(words, 1)
        card = Card(line)
        card.setAccessibleName(name)
        self._list.addWidget(card)
        self._summary.setText(self._summary_words())

    # ── receipts ──────────────────────────────────────────────────────────────────────────────────────────

    @Slot()
    def _write_receipts(self) -> None:
        folder = chosen_folder(self, self.tr("Save the receipts in"))
        if folder is None:
            return
        desk, name, at = self._handed.desk, self._round, self._handed.now()
        self._handed.jobs.start(
            Lane.ERRAND,
            lambda _watch: work.make_receipts(desk, name, folder, at=at),
            Then(done=self._written, failed=self.refused.emit, owner=self),
        )

    def _written(self, made: tuple[work.ReceiptMade, ...]) -> None:
        if not made:
            words = self.tr("Every bundle is answered already; no receipt was written.")
            self.noticed.emit(Notice(words))
            return
        card = Card(
            PlainLabel(self.tr("%n receipt(s) written. Send each to its auditor.", "", len(made)), "question")
        )
        for one in made:
            card.lines.addWidget(PlainLabel(one.auditor, "label"))
            card.lines.addWidget(PlainLabel(breakable(one.file), "hint", selectable=True))
        self.lines.addWidget(card)
        announce(self, self.tr("%n receipt(s) written", "", len(made)))
