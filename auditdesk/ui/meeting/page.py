"""The meeting: one judgement at a time, large enough for a projector; auditors' names only when asked."""

from collections.abc import Sequence
from functools import partial

from PySide6.QtCore import Qt, Signal, Slot
from PySide6.QtWidgets import QWidget

from auditdesk import work
from auditdesk.audit.given import GivenDecision
from auditdesk.ui.jobs import Lane, Then
from auditdesk.ui.meeting.agenda import Draft, Drafts, agenda, next_open, standing, unanimous, with_agreed
from auditdesk.ui.meeting.side import Side
from auditdesk.ui.page import Handed, Page
from auditdesk.ui.parts import Button, Card, ChoiceGroup, Field, Flow, Option, PlainLabel, Role, TextBox
from auditdesk.ui.parts.bars import Foot
from auditdesk.ui.parts.flow import takes_its_height
from auditdesk.ui.parts.grid import Grid, Line, Square
from auditdesk.ui.parts.notice_bar import Notice, announce
from auditdesk.ui.parts.showing import see
from auditdesk.ui.style import give_role

_COLOURS = {
    "outstanding": "outstanding",
    "good": "good",
    "ri": "requires_improvement",
    "inadequate": "inadequate",
    "not_judged": "not_judged",
}


class MeetingPage(Page):
    """Cases one after the other. `agreed` comes with each recorded decision; `left` goes back."""

    agreed = Signal(object)
    left = Signal()

    def __init__(
        self, case: str, cases: Sequence[str], round_id: str, handed: Handed, drafts: Drafts
    ) -> None:
        """`drafts` keeps what was chosen and typed and is not recorded yet, whatever page one goes to."""
        super().__init__("", is_wide=True)
        give_role(self.title, "meeting_title")
        self._cases, self._round, self._handed, self._drafts = tuple(cases), round_id, handed, drafts
        self._case = case
        self._found: work.Discussion | None = None
        self._todo: tuple[work.Discussed, ...] = ()
        self._at = 0
        self._shows_names = self._is_showing = False
        self._grid = Grid(self.tr("Grades and evidence by agency"), least_column=220)
        give_role(self._grid, "meeting")
        self._stand, self._so_far = PlainLabel("", "meeting"), PlainLabel("", "meeting")
        self._names = Button(self.tr("Show auditors’ names"), self._turn_names)
        self._add_parts()
        self._side = self.side = Side()
        self.side_name = self.tr("Judgements")
        self._side.chosen.connect(self._go)
        self._skip = Button(self.tr("Skip for now"), self._skipped, Role.QUIET)
        self.top = (self._skip,)
        self.foot = Foot(
            back=Button(self.tr("Back"), self.left.emit),
            main=Button(self.tr("Agree and go to next"), self._agree, Role.PRIMARY),
        )
        self.about = self.tr(
            "One judgement after the other, as the agencies gave it. Choose what was agreed and say why; "
            "it is signed and stands until something else is agreed. The list at the side says what is "
            "still open."
        )
        self._open(case)

    def _add_parts(self) -> None:
        self._settle = Card(PlainLabel(self.tr("Agreed judgement"), "question"))
        self._group: ChoiceGroup | None = None
        self._none = PlainLabel("", "error")
        self._reason, self._dissent = TextBox(), TextBox()
        self._why = Field(self.tr("Reason"), self._reason, self.tr("Say why this was agreed."))
        for box in (self._reason, self._dissent):
            box.textChanged.connect(self._drafted)
        for part in (self._none, self._why, Field(self.tr("Dissent, if any"), self._dissent)):
            self._settle.lines.addWidget(part)
        ways = QWidget()
        Flow(
            self._names,
            Button(self.tr("Previous case"), lambda: self._to_case(-1)),
            Button(self.tr("Next case"), lambda: self._to_case(1)),
            of=ways,
        )
        takes_its_height(ways)
        self.add(self._stand, self._grid, self._so_far, self._settle, ways)
        self.bind("Ctrl+PgDown", self.tr("The next case"), lambda: self._to_case(1))
        self.bind("Ctrl+PgUp", self.tr("The case before"), lambda: self._to_case(-1))

    # ── cases ─────────────────────────────────────────────────────────────────────────────────────────────

    def _open(self, case: str) -> None:
        self._case, self.subject = case, case
        self.retitle(self.tr("Reading the returns…"), case)
        desk, name = self._handed.desk, self._round
        self._handed.jobs.start(
            Lane.PEN,
            lambda _watch: work.case_in_words(desk, name, case),
            Then(done=self._read, failed=self.refused.emit, owner=self),
        )

    def _read(self, found: work.Discussion) -> None:
        self._found, self._todo = found, agenda(found)
        self._at = next_open(self._todo, -1) or 0
        self._show()

    def _to_case(self, ahead: int) -> None:
        place = self._cases.index(self._case) + ahead
        self._open(self._cases[place % len(self._cases)])

    @Slot(int)
    def _go(self, place: int) -> None:
        self._at = place
        self._show()

    @Slot()
    def _skipped(self) -> None:
        """The next judgement of the case, agreed or not; after the last, the next case."""
        if self._at + 1 < len(self._todo):
            self._go(self._at + 1)
        else:
            self._leave_case()

    def _next(self) -> None:
        place = next_open(self._todo, self._at)
        if place is None:
            self._leave_case()
        else:
            self._go(place)

    def _leave_case(self) -> None:
        if self._cases.index(self._case) + 1 < len(self._cases):
            self._to_case(1)
        else:
            self._show()
            self.noticed.emit(Notice(self.tr("That was the last case."), kind="ok"))

    # ── one judgement ─────────────────────────────────────────────────────────────────────────────────────

    def _show(self) -> None:
        has_any = bool(self._todo)
        for part in (self._stand, self._grid, self._settle, self._so_far, self._skip):
            see(part, is_seen=has_any)
        self._side.show_case(self._case, self._todo, self._at)
        if self.foot is not None and self.foot.main is not None:
            see(self.foot.main, is_seen=has_any)
        if not has_any:
            came = self._found is not None and self._found.readings
            words = self.tr("Nothing to settle") if came else self.tr("No return has come yet")
            self.retitle(words, self._case)
            self.title.setFocus()
            return
        one = self._todo[self._at]
        place = self.tr("{0} · {1} of {2}").format(self._case, self._at + 1, len(self._todo))
        self.retitle(one.label, place)
        self._stand.setText(standing(one))
        self._show_grid(one)
        self._show_agreed(one)
        self._is_showing = True
        self._show_choices(one)
        self._is_showing = False
        self._why.show_error("")
        self._none.hide()
        if self.isVisible():
            self.title.setFocus(Qt.FocusReason.OtherFocusReason)
            announce(self, f"{place}. {one.label}. {standing(one)}")

    def _show_grid(self, one: work.Discussed) -> None:
        found = self._found
        if found is None:
            return
        headings = [
            f"{reading.who}\n{reading.auditor}" if self._shows_names else reading.who
            for reading in found.readings
        ]
        grades = tuple(
            Square(
                self.tr("Nil return") if reading.nil else said.words or self.tr("Not answered"),
                has_edge=one.row.differs,
            )
            for said, reading in zip(one.said, found.readings, strict=True)
        )
        evidence = tuple(Square(said.comment or "–") for said in one.said)
        heading = self.tr("Grade") if one.is_aspect else self.tr("Answer")
        lines = [Line(heading, grades), Line(self.tr("Evidence and comments"), evidence)]
        self._grid.show_lines(headings, lines)

    def _show_agreed(self, one: work.Discussed) -> None:
        words = ""
        if one.agreed:
            words = self.tr("Agreed so far: {0}. {1}").format(one.agreed, one.row.reason)
        self._so_far.setText(words)
        see(self._so_far, is_seen=bool(words))

    def _show_choices(self, one: work.Discussed) -> None:
        if self._group is not None:
            self._settle.lines.removeWidget(self._group)
            self._group.hide()
            self._group.deleteLater()
        colours = _COLOURS if one.is_aspect else {}
        options = [Option(code, word, "", colours.get(code, "")) for code, word in one.choices]
        self._group = ChoiceGroup(self.tr("Agreed judgement"), options)
        self._settle.lines.insertWidget(1, self._group)
        self._group.show()
        draft = self._drafts.get((self._case, one.about)) or self._offered(one)
        self._group.show_value(draft.grade)
        self._reason.show_value(draft.reason)
        self._dissent.show_value(draft.dissent)
        self._group.answered.connect(self._drafted)

    def _offered(self, one: work.Discussed) -> Draft:
        """What all agencies gave stands there already, to be agreed or changed."""
        grade = "" if one.agreed else unanimous(one)
        return Draft(grade, self.tr("All agencies gave this grade.") if grade else "")

    @Slot()
    def _drafted(self) -> None:
        if not self._is_showing and self._group is not None and self._todo:
            texts = (self._reason.toPlainText(), self._dissent.toPlainText())
            self._drafts[self._case, self._todo[self._at].about] = Draft(self._group.value, *texts)

    @Slot()
    def _turn_names(self) -> None:
        self._shows_names = not self._shows_names
        words = self.tr("Hide auditors’ names") if self._shows_names else self.tr("Show auditors’ names")
        self._names.say(words)
        if self._todo:
            self._show_grid(self._todo[self._at])

    # ── agreeing ──────────────────────────────────────────────────────────────────────────────────────────

    @Slot()
    def _agree(self) -> None:
        if not self._todo or self._group is None or not self._is_complete(self._group):
            return
        one, desk, at, name = self._todo[self._at], self._handed.desk, self._handed.now(), self._round
        given = GivenDecision(
            self._case,
            one.about,
            one.is_aspect,
            self._group.value,
            self._reason.toPlainText().strip(),
            self._dissent.toPlainText().strip(),
            0,
        )
        self._handed.jobs.start(
            Lane.PEN,
            lambda _watch: work.agree(desk, name, (given,), at=at),
            Then(done=partial(self._recorded, given), failed=self.refused.emit, owner=self),
        )

    def _is_complete(self, group: ChoiceGroup) -> bool:
        """A grade and a reason are needed; what is missing is said where it is missing."""
        grade = "" if group.value else self.tr("Error: {0}").format(self.tr("Choose what was agreed."))
        self._none.setText(grade)
        see(self._none, is_seen=bool(grade))
        group.show_error(grade)
        reason = "" if self._reason.toPlainText().strip() else self.tr("Write down why this was agreed.")
        self._why.show_error(reason)
        if reason:
            self._reason.setFocus()
        if grade or reason:
            announce(self, grade or reason)
        return not grade and not reason

    def _recorded(self, given: GivenDecision, applied: work.Applied) -> None:
        self.status.say(self.tr("Recorded and signed"), "ok")
        self.agreed.emit(applied)
        self._drafts.pop((given.case, given.about), None)
        self._todo = tuple(with_agreed(one, given) if one.about == given.about else one for one in self._todo)
        self._next()
