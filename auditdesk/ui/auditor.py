"""The auditor's way through the window: which page follows which. Pages themselves lie in their own folders.

Loaded after the desk is open, so it may import `work` and pages at the top.
"""

from collections.abc import Sequence
from pathlib import Path

from PySide6.QtCore import QObject, Slot

from auditdesk import work
from auditdesk.form import At
from auditdesk.ui.cases.page import CasesPage
from auditdesk.ui.check.page import CheckPage
from auditdesk.ui.dialogs import chosen_files
from auditdesk.ui.fill.earlier_page import EarlierPage
from auditdesk.ui.fill.find_page import FindPage
from auditdesk.ui.fill.keeping import Keeping
from auditdesk.ui.fill.page import FillPage
from auditdesk.ui.fill.print_page import PrintPage
from auditdesk.ui.fill.row_page import CardsPage, RowPage, UnsafePage
from auditdesk.ui.fill.writing import Writing
from auditdesk.ui.jobs import Lane, Then
from auditdesk.ui.page import Handed
from auditdesk.ui.parts.notice_bar import Notice
from auditdesk.ui.people.way import PeopleWay
from auditdesk.ui.receipts.page import ReceiptsPage
from auditdesk.ui.sign.page import SignPage
from auditdesk.ui.window import Window

PACK, RECEIPT, CARD = ".adround", ".adreceipt", ".adcard"


class AuditorWay(QObject):
    """Makes pages, hands them what they need, and connects what happened on one to the page that follows."""

    def __init__(self, handed: Handed, window: Window) -> None:
        super().__init__(window)
        self._handed, self._window = handed, window
        self._people = PeopleWay(handed, window)
        self._people.left.connect(self.to_cases)
        self._is_opening = False
        self._keeping = Keeping(handed.jobs, self)
        self._keeping.noticed.connect(self._notice)
        self._keeping.failed.connect(window.show_error)
        window.holds = self._keeping.held

    def begin(self) -> None:
        """Show the cases, and over them the return that was being answered when the desk was used last."""
        self.to_cases()
        desk = self._handed.desk
        self._run(Lane.PEN, lambda: work.left_off(desk), self._resume)

    def _run(self, lane: Lane, verb: object, done: object) -> None:
        then = Then(done=done, failed=self._window.show_error, owner=self)  # type: ignore[arg-type]  # two callables
        self._handed.jobs.start(lane, lambda _watch: verb(), then)  # type: ignore[operator]  # see above

    # ── cases ─────────────────────────────────────────────────────────────────────────────────────────────

    @Slot(object)
    def _notice(self, notice: Notice) -> None:
        """Said once, and not over and over while saving is tried again."""
        if self._window.frame.notice.shown != notice:
            self._window.show_notice(notice)

    @Slot()
    def to_cases(self) -> None:
        self._window.show_page(self._cases())

    def _cases(self) -> CasesPage:
        page = CasesPage(self._handed)
        page.chosen.connect(lambda asked: self._open(asked, At("")))
        page.open_asked.connect(self.choose_files)
        page.receipts_asked.connect(self._receipts)
        page.card_asked.connect(self._people.begin)
        return page

    def _resume(self, left: work.LeftOff | None) -> None:
        if left is not None:
            self._open((left.round, left.ref), left.at)

    def _open(self, asked: tuple[str, str], at: At, notice: Notice | None = None) -> None:
        """Open a return at a cell; a notice is shown over its form, where it is read.

        Once: a second Enter may come before the form is there, and two forms would not know each other.
        """
        if self._is_opening:
            return
        if (unsaved := self._keeping.unsaved(asked)) is not None:
            self._fill(unsaved, at, notice)
            return
        self._is_opening = True
        desk, now, new_id = self._handed.desk, self._handed.now, self._handed.new_id
        then = Then(done=lambda opened: self._opened(opened, at, notice), failed=self._not_opened, owner=self)
        self._handed.jobs.start(
            Lane.PEN, lambda _watch: work.open_return(desk, asked, now=now, new_id=new_id), then
        )

    def _not_opened(self, error: BaseException) -> None:
        self._is_opening = False
        self._window.show_error(error)

    # ── one return ────────────────────────────────────────────────────────────────────────────────────────

    def _opened(self, opened: work.OpenReturn, at: At, notice: Notice | None) -> None:
        self._is_opening = False
        handed = self._handed
        writing = Writing(handed.desk, opened, jobs=handed.jobs, now=handed.now)
        self._keeping.take((opened.round, opened.ref), writing)
        self._fill(writing, at, notice)

    def _fill(self, writing: Writing, at: At, notice: Notice | None) -> None:
        start = "" if at.rows else at.name
        page = FillPage(writing, start=start)
        page.left.connect(self.to_cases)
        page.find_asked.connect(lambda: self._find(page, writing))
        page.unsafe_asked.connect(lambda: self._cards(UnsafePage(writing), writing))
        page.check_asked.connect(lambda: self._check(page, writing))
        page.row_opened.connect(lambda row: self._cards(RowPage(row, writing), writing))
        page.print_asked.connect(lambda: self._print(writing))
        page.reopen_asked.connect(lambda: self._reopen(writing))
        page.earlier_asked.connect(lambda: self._earlier(writing))
        self._window.push(page)
        if at.rows:
            self._to_row(page, writing, at)
        if notice is not None:
            self._window.show_notice(notice)

    def _to_row(self, page: FillPage, writing: Writing, at: At) -> None:
        """The page of the row in which a cell lies, over the leaf of its repeat."""
        repeat = writing.session.tool.question(at.name).repeats[0]
        page.go(repeat)
        if at.rows[0] in writing.session.rows(At(repeat)):
            row = RowPage(At(repeat, at.rows[:1]), writing)
            self._cards(row, writing)
            row.focus_on(at.name)

    def _cards(self, page: CardsPage, writing: Writing) -> None:
        page.done.connect(self._window.back)
        page.unsafe_asked.connect(lambda: self._cards(UnsafePage(writing), writing))
        page.row_opened.connect(lambda row: self._cards(RowPage(row, writing), writing))
        self._window.push(page)

    def _find(self, below: FillPage, writing: Writing) -> None:
        writing.settle()  # what was typed a moment ago is an answer on the page that follows
        page = FindPage(writing.session)
        page.left.connect(self._window.back)

        def go(name: str) -> None:
            self._window.back()
            below.go(name)

        page.chosen.connect(go)
        self._window.push(page)

    def _check(self, below: FillPage, writing: Writing) -> None:
        writing.settle()
        below.show_open()
        page = CheckPage(writing)
        page.left.connect(self._window.back)
        page.unsafe_asked.connect(lambda: self._cards(UnsafePage(writing), writing))
        page.sign_asked.connect(lambda: self._sign(writing))

        def jump(at: At) -> None:
            self._window.back()
            if at.rows:
                self._to_row(below, writing, at)
            else:
                below.go(at.name, shows_open=True)

        page.jumped.connect(jump)
        self._window.push(page)

    def _sign(self, writing: Writing) -> None:
        page = SignPage((writing.opened.round, writing.opened.ref), self._handed, writing.keep)
        page.left.connect(self._window.back)
        page.check_asked.connect(self._window.back)
        page.signed.connect(
            lambda _: self._window.show_page(self._cases(), is_below=True)
        )  # the form below is out of date
        page.exported.connect(lambda _: self.to_cases())
        self._window.push(page)

    def _print(self, writing: Writing) -> None:
        page = PrintPage((writing.opened.round, writing.opened.ref), self._handed, writing.keep)
        page.left.connect(self._window.back)
        self._window.push(page)

    def _earlier(self, writing: Writing) -> None:
        """What an earlier version of the tool left over, or the way to a newer one, if there is either."""
        if not (writing.opened.newer or writing.opened.left_over):
            return
        page = EarlierPage(writing.opened, self._handed, writing.keep)
        page.left.connect(self._window.back)
        page.moved.connect(lambda moved: self._moved(writing, moved))
        self._window.push(page)

    def _moved(self, writing: Writing, moved: work.Moved) -> None:
        words = self.tr("On version {0} now: %n answer(s) went with it.", "", moved.answers)
        hint = self.tr("{0} without a question are kept: Ctrl+R shows them.").format(len(moved.left_over))
        notice = Notice(words.format(moved.after), hint if moved.left_over else "", kind="ok")
        self.to_cases()
        self._open((writing.opened.round, writing.opened.ref), At(""), notice)

    def _reopen(self, writing: Writing) -> None:
        desk, asked, at = self._handed.desk, (writing.opened.round, writing.opened.ref), self._handed.now()

        def reopened(_ref: str) -> None:
            self.to_cases()
            self._open(asked, At(""))

        self._run(Lane.PEN, lambda: work.reopen_return(desk, asked, at=at), reopened)

    # ── files ─────────────────────────────────────────────────────────────────────────────────────────────

    @Slot()
    def choose_files(self) -> None:
        """Ask for a pack, a receipt or a card, and take it in."""
        kinds = self.tr("auditdesk files (*.adround *.adreceipt *.adcard);;All files (*)")
        self.take_files(chosen_files(self._window, self.tr("Open a pack, a receipt or a card"), kinds))

    @Slot(object)
    def take_files(self, files: Sequence[Path]) -> None:
        """Files a person chose, dropped on the window, or opened while it was there."""
        for file in files:
            self._take(file)

    def _take(self, file: Path) -> None:
        desk, at = self._handed.desk, self._handed.now()
        match file.suffix.lower():
            case ".adcard":
                self._people.look_at(file)
            case ".adreceipt":
                self._run(Lane.ERRAND, lambda: work.take_receipt(desk, file, at=at), self._took_receipt)
            case _:
                # Whatever it is called: what a file is, its first bytes tell (formats.md 2).
                self._run(Lane.ERRAND, lambda: work.open_pack(desk, file, at=at), self._took_pack)

    def _took_pack(self, opened: work.PackOpened) -> None:
        self.to_cases()
        words = self.tr(
            "Round {0} is on this desk: %n return(s) asked of you, due {1}.", "", len(opened.refs)
        )
        newer = self.tr(
            "A newer version of the tool came too. Open a started case and press Ctrl+R to move it."
        )
        hint = newer if opened.to_move else ""
        self._window.show_notice(Notice(words.format(opened.title, opened.due), hint, kind="ok"))

    def _took_receipt(self, taken: work.ReceiptTaken) -> None:
        self._receipts()
        words = self.tr("Receipt taken in: %n return(s) accepted", "", taken.accepted)
        if taken.queried:
            words = self.tr("{0}, %n with a question", "", taken.queried).format(words)
        self._window.show_notice(Notice(words, kind="warn" if taken.queried else "ok"))

    @Slot()
    def _receipts(self) -> None:
        if isinstance(self._window.page, ReceiptsPage):
            self._window.back()
        page = ReceiptsPage(self._handed)
        page.left.connect(self.to_cases)
        page.chosen.connect(lambda asked: self._open(asked, At("")))
        page.open_asked.connect(self.choose_files)
        self._window.push(page)
