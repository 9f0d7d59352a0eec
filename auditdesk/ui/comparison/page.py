"""One case: questions as rows, agencies as columns, differences said in a word and shown by an edge."""

from collections.abc import Sequence

from PySide6.QtCore import Signal, Slot
from PySide6.QtWidgets import QWidget

from auditdesk import work
from auditdesk.ui.fill.days import moment_in_words
from auditdesk.ui.jobs import Lane, Then
from auditdesk.ui.page import Handed, Page
from auditdesk.ui.parts import Button, Flow, PlainLabel, Role
from auditdesk.ui.parts.bars import Foot
from auditdesk.ui.parts.flow import takes_its_height
from auditdesk.ui.parts.grid import Grid, Line, Square
from auditdesk.ui.parts.showing import see

_LONGEST = 400


class ComparisonPage(Page):
    """`meeting_asked` gives the case to be settled, `case_asked` another to be shown; `left` goes back."""

    meeting_asked = Signal(str)
    case_asked = Signal(str)
    left = Signal()

    def __init__(self, case: str, cases: Sequence[str], round_id: str, handed: Handed) -> None:
        super().__init__("", is_wide=True)
        self.retitle(case, round_id)
        self.subject = case
        self._case, self._cases, self._round, self._handed = case, tuple(cases), round_id, handed
        self._found: work.Discussion | None = None
        self._only = True
        self._words = PlainLabel(self.tr("Reading the returns…"))
        self._grid = Grid(self.tr("Answers side by side"), least_column=200)
        self._filter = Button(self.tr("Show all questions"), self._turn)
        ways = QWidget()
        Flow(
            self._filter,
            Button(self.tr("Previous case"), lambda: self._step(-1)),
            Button(self.tr("Next case"), lambda: self._step(1)),
            of=ways,
        )
        takes_its_height(ways)
        self.add(self._words, ways, self._grid)
        self.foot = Foot(
            back=Button(self.tr("Back"), self.left.emit),
            main=Button(self.tr("Settle this case"), lambda: self.meeting_asked.emit(case), Role.PRIMARY),
        )
        self.bind("Ctrl+PgDown", self.tr("The next case"), lambda: self._step(1))
        self.bind("Ctrl+PgUp", self.tr("The case before"), lambda: self._step(-1))
        self.about = self.tr(
            "What each agency's return says, question by question. An edge and a word show where they differ."
        )
        self.first = self._grid
        desk = handed.desk
        handed.jobs.start(
            Lane.PEN,
            lambda _watch: work.case_in_words(desk, round_id, case),
            Then(done=self._read, failed=self.refused.emit, owner=self),
        )

    def _read(self, found: work.Discussion) -> None:
        self._found = found
        self._only = any(one.row.differs for one in found.rows)
        self._show()

    @Slot()
    def _turn(self) -> None:
        self._only = not self._only
        self._show()

    def _step(self, ahead: int) -> None:
        place = self._cases.index(self._case) + ahead
        self.case_asked.emit(self._cases[place % len(self._cases)])

    def _show(self) -> None:
        found = self._found
        if found is None:
            return
        answered = [one for one in found.rows if one.row.answers or one.agreed]
        differing = [one for one in answered if one.row.differs]
        shown = differing if self._only else answered
        self._words.setText(self._said(found, len(differing), len(answered)))
        self._filter.say(self.tr("Show all questions") if self._only else self.tr("Only differences"))
        headings = [self._heading(one) for one in found.readings]
        see(self._grid, is_seen=bool(shown))
        self._grid.show_lines([*headings, self.tr("Agreed")], [self._line(one, found) for one in shown])

    def _said(self, found: work.Discussion, differing: int, answered: int) -> str:
        if not found.readings:
            return self.tr("No return has come for this case.")
        if len(found.readings) == 1:
            return self.tr("One return only: there is nothing to compare yet.")
        if not differing:
            return self.tr("No answer differs.")
        return self.tr("Answers that differ: {0} of {1}").format(differing, answered)

    def _heading(self, reading: work.Reading) -> str:
        return self.tr("{0}: nil return").format(reading.who) if reading.nil else reading.who

    def _line(self, one: work.Discussed, found: work.Discussion) -> Line:
        squares = [self._square(said, one, reading.nil) for said, reading in zip(one.said, found.readings)]  # noqa: B905 - one for each, by the verb
        agreed = self.tr("{0}. {1}").format(one.agreed, one.row.reason) if one.agreed else "–"
        if one.row.changed:
            agreed = self.tr("{0} An answer changed since.").format(agreed)
        heading = self.tr("{0} (differs)").format(one.label) if one.row.differs else one.label
        return Line(heading, (*squares, Square(agreed, "warn" if one.row.changed else "")), one.row.question)

    def _square(self, said: work.Said, one: work.Discussed, is_nil: bool) -> Square:  # noqa: FBT001 - of a reading
        if is_nil:
            return Square(self.tr("Nil return"))
        words = moment_in_words(said.words) or self.tr("Not answered")
        if one.row.differs and not said.words and said.who in dict(one.row.answers):
            words = self.tr("Differs; the value is not told")
        if said.comment:
            words = self.tr("{0}\n“{1}”").format(words, shortened(said.comment))
        return Square(words, has_edge=one.row.differs)


def shortened(text: str) -> str:
    """What fits a square; the return itself holds all of it."""
    return text if len(text) <= _LONGEST else text[: _LONGEST - 1] + "…"
