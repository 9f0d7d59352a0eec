"""The coordinator's way through the window: which page follows which. Pages themselves lie in own folders.

Loaded after the desk is open, so it may import `work` and pages at the top.
"""

from collections.abc import Callable, Sequence
from pathlib import Path

from PySide6.QtCore import QObject, Slot

from auditdesk import work
from auditdesk.ui.board.chase_page import ChasePage
from auditdesk.ui.board.close_page import ClosePage
from auditdesk.ui.board.packs_page import PacksPage
from auditdesk.ui.board.page import Board, BoardPage
from auditdesk.ui.comparison.page import ComparisonPage
from auditdesk.ui.deciding.page import DecidingPage
from auditdesk.ui.dialogs import chosen_files
from auditdesk.ui.importing.page import ImportPage
from auditdesk.ui.jobs import Lane, Then
from auditdesk.ui.meeting.agenda import Drafts
from auditdesk.ui.meeting.page import MeetingPage
from auditdesk.ui.page import Handed
from auditdesk.ui.parts.notice_bar import Notice
from auditdesk.ui.people.way import PeopleWay
from auditdesk.ui.preview.page import PreviewPage
from auditdesk.ui.receipts.sending_page import SendingPage
from auditdesk.ui.rounds.list_page import RoundsPage, set_up_from
from auditdesk.ui.rounds.start_page import StartPage
from auditdesk.ui.window import Window

CARD = ".adcard"
_OverBoard = (
    ChasePage
    | ClosePage
    | ComparisonPage
    | DecidingPage
    | ImportPage
    | MeetingPage
    | PacksPage
    | PreviewPage
    | SendingPage
)


class CoordinatorWay(QObject):
    """Makes pages, hands them what they need, and connects what happened on one to the page that follows."""

    def __init__(self, handed: Handed, window: Window) -> None:
        super().__init__(window)
        self._handed, self._window = handed, window
        self._round: str | None = None
        # What was typed and is not recorded yet outlives its page: questions by ref, judgements, by round.
        self._asked: dict[str, dict[str, str]] = {}
        self._drafts: dict[str, Drafts] = {}
        self._people = PeopleWay(handed, window)
        self._people.left.connect(self._from_people)
        window.holds = self._held

    def _held(self) -> Notice | None:
        """Why the window had better not close: what was typed and not recorded lives as long as it does."""
        typed = sum(map(len, self._asked.values())) + sum(map(len, self._drafts.values()))
        if not typed:
            return None
        words = self.tr("%n question(s) or judgement(s) is/are typed and not recorded yet.", "", typed)
        return Notice(words, self.tr("Write the receipts, or agree the judgement; then close."), "warn")

    def begin(self) -> None:
        """Show the rounds; with one round alone, its board."""
        desk = self._handed.desk
        self.to_rounds()
        then = Then(done=self._begun, failed=self._window.show_error, owner=self)
        self._handed.jobs.start(Lane.PEN, lambda _watch: work.rounds_known(desk), then)

    def _begun(self, rounds: tuple[work.RoundLine, ...]) -> None:
        if len(rounds) == 1 and isinstance(self._window.page, RoundsPage):
            self.to_board(rounds[0].round)

    # ── rounds ────────────────────────────────────────────────────────────────────────────────────────────

    @Slot()
    def to_rounds(self) -> None:
        self._round = None
        page = RoundsPage(self._handed)
        page.chosen.connect(self.to_board)
        page.start_asked.connect(self._start)
        page.cards_asked.connect(self._people.begin)
        page.file_chosen.connect(self._from_file)
        self._window.show_page(page)

    @Slot()
    def _start(self) -> None:
        page = StartPage(self._handed)
        page.left.connect(self._window.back)
        page.made.connect(self._made)
        self._window.push(page)

    @Slot(object)
    def _from_file(self, file: Path) -> None:
        set_up_from(self._handed, file, Then(done=self._made, failed=self._window.show_error, owner=self))

    def _made(self, made: work.RoundMade) -> None:
        self.to_board(made.round)
        words = self.tr("Round {0} is set up: %n return(s) will be asked for.", "", made.expected)
        self._window.show_notice(Notice(words.format(made.round), kind="ok"))

    @Slot()
    def _from_people(self) -> None:
        if self._round is None:
            self.to_rounds()
        else:
            self.to_board(self._round)

    # ── one round ─────────────────────────────────────────────────────────────────────────────────────────

    @Slot(str)
    def to_board(self, round_id: str) -> None:
        self._round = round_id
        page = BoardPage(round_id, self._handed)
        page.left.connect(self.to_rounds)
        page.case_chosen.connect(lambda case: self._compare(case, page))
        page.next_chosen.connect(lambda step: self._go(step, page))
        self._window.show_page(page)

    def _go(self, step: str, board: BoardPage) -> None:
        if (shown := board.shown) is None:
            return
        frame, handed = shown.frame, self._handed
        asked = self._asked.setdefault(board.round, {})
        ways: dict[str, Callable[[], object]] = {
            "cards": self._people.begin,
            "packs": lambda: self._packs(board, frame),
            "chase": lambda: self._push(ChasePage(frame, handed), board),
            "import": lambda: self._import(board.round, board),
            "receipts": lambda: self._push(SendingPage(frame, asked, handed), board),
            "decide": lambda: self._push(DecidingPage(frame, handed), board),
            "meeting": lambda: self._meet(board, frame),
            "report": lambda: self._push(PreviewPage(board.round, handed), board),
            "close": lambda: self._close(board, shown),
        }
        ways[step]()

    def _push(self, page: _OverBoard, board: BoardPage) -> None:
        page.left.connect(lambda: self._back_to(board))
        self._window.push(page)

    def _close(self, board: BoardPage, shown: Board) -> None:
        page = ClosePage(shown.status, shown.frame, self._handed)
        page.done.connect(lambda is_closed: self._closed(board, is_closed=is_closed))
        self._push(page, board)

    def _closed(self, board: BoardPage, *, is_closed: bool) -> None:
        self._back_to(board)
        words = self.tr("The round is closed.") if is_closed else self.tr("The round is open again.")
        self._window.show_notice(Notice(words, kind="ok"))

    def _back_to(self, board: BoardPage) -> None:
        self._window.back()
        board.show_board()

    def _packs(self, board: BoardPage, frame: work.Frame) -> None:
        page = PacksPage(frame, self._handed)
        page.cards_asked.connect(self._people.begin)
        self._push(page, board)

    def _import(self, round_id: str, board: BoardPage) -> ImportPage:
        page = ImportPage(round_id, self._handed)
        self._push(page, board)
        return page

    def _compare(self, case: str, board: BoardPage) -> None:
        frame = board.shown.frame if board.shown is not None else None
        cases = frame.cases if frame is not None else (case,)
        page = ComparisonPage(case, cases, board.round, self._handed)
        page.case_asked.connect(lambda other: self._compare_other(other, board))
        page.meeting_asked.connect(lambda chosen: self._settle(chosen, cases, board))
        self._push(page, board)

    def _compare_other(self, case: str, board: BoardPage) -> None:
        self._window.back()
        self._compare(case, board)

    def _meet(self, board: BoardPage, frame: work.Frame) -> None:
        """At the first case whose overall grade is open."""
        first = next((case for case in frame.cases if case not in frame.settled), frame.cases[0])
        self._settle(first, frame.cases, board)

    def _settle(self, case: str, cases: Sequence[str], board: BoardPage) -> None:
        if not isinstance(self._window.page, BoardPage):
            self._window.back()
        drafts = self._drafts.setdefault(board.round, {})
        self._push(MeetingPage(case, cases, board.round, self._handed, drafts), board)

    # ── files ─────────────────────────────────────────────────────────────────────────────────────────────

    @Slot()
    def choose_files(self) -> None:
        """Ask for bundles or a card, and take them in."""
        kinds = self.tr("auditdesk files (*.adbundle *.adcard);;All files (*)")
        self.take_files(chosen_files(self._window, self.tr("Open bundles or a card"), kinds))

    @Slot(object)
    def take_files(self, files: Sequence[Path]) -> None:
        """Files a person dropped on the window, or opened while it was there."""
        cards = [file for file in files if file.suffix.lower() == CARD]
        others = tuple(file for file in files if file not in cards)
        if cards:
            self._people.look_at(cards[0])
        if others:
            self._take_bundles(others)

    def _take_bundles(self, files: Sequence[Path]) -> None:
        page = self._window.page
        if isinstance(page, ImportPage):
            page.take(files)
        elif isinstance(page, BoardPage):
            self._import(page.round, page).take(files)
        elif self._round is not None:
            self.to_board(self._round)
            self._take_bundles(files)
        else:
            words = self.tr("Open a round first, then drop its bundles.")
            self._window.show_notice(Notice(words, kind="warn"))
