"""The board of one round: unsafe children first, how many returns are here, what is late, what comes next."""

from dataclasses import dataclass
from functools import partial

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from auditdesk import work
from auditdesk.ui.board.words import MARKS, note_words, state_words
from auditdesk.ui.fill.days import day_in_words
from auditdesk.ui.jobs import Lane, Then
from auditdesk.ui.page import Handed, Page
from auditdesk.ui.parts import Button, Card, Flow, PlainLabel, Role, column
from auditdesk.ui.parts.bars import Foot
from auditdesk.ui.parts.flow import takes_its_height
from auditdesk.ui.parts.grid import Grid, Line, Square
from auditdesk.ui.parts.showing import throw_away


@dataclass(frozen=True, slots=True)
class Board:
    """What the page shows: the counts of today beside what stays of a round."""

    status: work.RoundStatus
    frame: work.Frame


class BoardPage(Page):
    """`case_chosen` gives a case to be compared; `next_chosen` one of `STEPS`; `left` goes to the rounds."""

    case_chosen = Signal(str)
    next_chosen = Signal(str)
    left = Signal()

    def __init__(self, round_id: str, handed: Handed) -> None:
        super().__init__("", is_wide=True)
        self.round, self._handed = round_id, handed
        self.retitle(self.tr("Reading the round…"), round_id)
        self.subject = round_id
        self._back = Button(self.tr("Rounds"), self.left.emit)
        self.foot = Foot(back=self._back)
        self.shown: Board | None = None
        self._parts: list[QWidget] = []
        self._grid = Grid(self.tr("Returns by case and agency"))
        self._grid.opened.connect(self._opened)
        self.bind(
            "Ctrl+P", self.tr("Look at the report and save it"), partial(self.next_chosen.emit, "report")
        )
        self.about = self.tr(
            "How the round stands today: unsafe children first, then what needs you, the counts, the next"
            " step, and every return by case and agency. Enter on a case lays its returns side by side."
        )
        self.show_board()

    def show_board(self) -> None:
        """Read how the round stands today."""
        desk, round_id, on = self._handed.desk, self.round, self._handed.now().date()
        self._handed.jobs.start(
            Lane.PEN,
            lambda _watch: Board(work.round_status(desk, round_id, on=on), work.round_frame(desk, round_id)),
            Then(done=self._show, failed=self.refused.emit, owner=self),
        )

    def _show(self, board: Board) -> None:
        is_first, self.shown = self.shown is None, board
        status, frame = board.status, board.frame
        state = self.tr("closed") if status.closed else self.tr("open")
        self.retitle(
            self.tr("{0} of {1} returns received").format(status.received, status.expected),
            self.tr("{0} · {1} · {2}").format(frame.title, frame.round, state),
        )
        for part in self._parts:
            throw_away(part)
            self.lines.removeWidget(part)
        self._parts = [*self._concerns(frame), *self._notes(status), self._counts(board), self._next(board)]
        for part in self._parts:
            self.lines.addWidget(part)
            part.show()
        self.lines.addWidget(self._grid)
        self._show_grid(board)
        if is_first and self.isVisible():
            self.title.setFocus()

    # ── parts ─────────────────────────────────────────────────────────────────────────────────────────────

    def _concerns(self, frame: work.Frame) -> list[QWidget]:
        if not frame.concerns:
            return []
        count = len(frame.concerns)
        card = Card(
            PlainLabel(self.tr("%n open concern(s): a child may be unsafe now", "", count), "question"),
            kind="bad",
        )
        for one in frame.concerns:
            told = one.text or self.tr("The return does not say what was done.")
            words = self.tr("{0}, {1}: {2}").format(one.case, one.agency, told)
            card.lines.addWidget(PlainLabel(words, selectable=True))
        return [card]

    def _notes(self, status: work.RoundStatus) -> list[QWidget]:
        waiting = [note for note in status.notes if not note.decided]
        if not waiting and not status.parked:
            return []
        card = Card(PlainLabel(self.tr("These need you"), "question"))
        for note in waiting:
            about = note.about if "/" in note.about else self.tr("a bundle")
            words = self.tr("{0}: {1}").format(about, note_words(note.kind))
            card.lines.addWidget(PlainLabel(words, "warn"))
        if status.parked:
            words = self.tr(
                "%n file(s) kept unread until more is known. They are tried again with the next import.",
                "",
                status.parked,
            )
            card.lines.addWidget(PlainLabel(words, "warn"))
        decide = Button(self.tr("Decide about these"), partial(self.next_chosen.emit, "decide"))
        card.lines.addLayout(column(decide))
        return [card]

    def _counts(self, board: Board) -> QWidget:
        status, frame = board.status, board.frame
        differing = sum(count for _, count in frame.differing)
        counts = (
            (f"{status.received} / {status.expected}", self.tr("Returns received")),
            (str(status.nil), self.tr("of them nil")),
            (str(status.overdue), self.tr("Overdue")),
            (str(differing), self.tr("Answers that differ")),
            (f"{len(frame.settled)} / {len(frame.cases)}", self.tr("Cases with an agreed grade")),
        )
        holder = QWidget()
        Flow(*(_count(number, words) for number, words in counts), of=holder)
        takes_its_height(holder)
        return holder

    def _next(self, board: Board) -> QWidget:
        days = [day_in_words(day) for day in board.frame.due]
        card = Card(
            PlainLabel(self.tr("Next: {0}").format(self._next_words(board)), "question"),
            PlainLabel(
                self.tr("Returns due {0}, meeting {1}, report {2}").format(*days),
                "hint",
            ),
        )
        buttons = QWidget()
        flow = Flow(of=buttons)
        first = self._next_step(board)
        for step, words in self._steps(is_closed=board.status.closed):
            role = Role.PRIMARY if step == first else Role.PLAIN
            flow.addWidget(Button(words, partial(self.next_chosen.emit, step), role))
        takes_its_height(buttons)
        card.lines.addWidget(buttons)
        return card

    def _steps(self, *, is_closed: bool) -> tuple[tuple[str, str], ...]:
        return (
            ("cards", self.tr("Cards")),
            ("packs", self.tr("Send packs")),
            ("chase", self.tr("Chase list")),
            ("import", self.tr("Import bundles")),
            ("receipts", self.tr("Receipts and queries")),
            ("decide", self.tr("Decisions")),
            ("meeting", self.tr("Meeting")),
            ("report", self.tr("Report")),
            ("close", self.tr("Reopen the round") if is_closed else self.tr("Close the round")),
        )

    def _missing(self, board: Board) -> tuple[str, ...]:
        return tuple(one.agency for one in board.frame.agencies if not one.enrolled)

    def _next_step(self, board: Board) -> str:
        if self._missing(board):
            return "cards"
        if not board.frame.packs:
            return "packs"
        if board.status.received < board.status.expected and not board.status.closed:
            return "import"
        return "meeting" if len(board.frame.settled) < len(board.frame.cases) else "report"

    def _next_words(self, board: Board) -> str:
        out = board.status.expected - board.status.received
        match self._next_step(board):
            case "cards":
                missing = ", ".join(self._missing(board))
                return self.tr("enrol a card of {0}").format(missing)
            case "packs":
                return self.tr("send the packs")
            case "import":
                return self.tr("import what comes in; %n return(s) still out", "", out)
            case "meeting":
                return self.tr("agree the grades at the meeting")
            case _:
                return self.tr("look at the report and save it")

    # ── grid ──────────────────────────────────────────────────────────────────────────────────────────────

    def _show_grid(self, board: Board) -> None:
        frame = board.frame
        states = {line.ref: line.state for line in board.status.returns}
        agencies = [one.agency for one in frame.agencies]
        differing = dict(frame.differing)
        lines = []
        for case in frame.cases:
            squares = [self._square(states.get(f"{case}/{agency}", "")) for agency in agencies]
            told = self.tr("%n differing", "", differing[case]) if case in differing else ""
            settled = self.tr("agreed") if case in frame.settled else ""
            squares.append(Square(", ".join(filter(None, (told, settled))) or "–", has_edge=bool(told)))
            lines.append(Line(case, tuple(squares), case))
        self._grid.show_lines([*agencies, self.tr("Comparison")], lines)

    @staticmethod
    def _square(state: str) -> Square:
        return Square(state_words(state), MARKS.get(state, "")) if state else Square("–")

    def _opened(self, case: object) -> None:
        self.case_chosen.emit(str(case))


def _count(number: str, words: str) -> Card:
    card = Card(PlainLabel(number, "number").on_one_line(), PlainLabel(words, "hint").on_one_line(), space=4)
    card.setAccessibleName(f"{words}: {number}")
    return card
