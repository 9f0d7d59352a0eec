"""The coordinator's rounds: open one, start another."""

from pathlib import Path

from PySide6.QtCore import Signal, Slot
from PySide6.QtWidgets import QWidget

from auditdesk import work
from auditdesk.ui.dialogs import chosen_folder
from auditdesk.ui.fill.days import day_in_words
from auditdesk.ui.jobs import Lane, Then
from auditdesk.ui.page import Handed, Page
from auditdesk.ui.parts import Button, Card, Flow, PlainLabel, Role, Table
from auditdesk.ui.parts.bars import Foot
from auditdesk.ui.parts.flow import takes_its_height
from auditdesk.ui.parts.notice_bar import Notice
from auditdesk.ui.parts.showing import see
from auditdesk.ui.rows import Column

_FILE, _TOOL = "round.yaml", "tool.yaml"


class RoundsPage(Page):
    """`chosen` gives the id of a round, `file_chosen` the file of one to be set up.

    `start_asked` wants a round filled in; `cards_asked` the cards.
    """

    chosen = Signal(str)
    file_chosen = Signal(object)
    start_asked = Signal()
    cards_asked = Signal()

    def __init__(self, handed: Handed) -> None:
        super().__init__("", is_wide=True)
        self.retitle(self.tr("Your rounds"), handed.desk.card.organisation)
        self.subject = self.tr("Your rounds")
        self._handed = handed
        title: Column[work.RoundLine] = Column(self.tr("Title"), lambda one: one.title)
        name: Column[work.RoundLine] = Column(self.tr("Round"), lambda one: one.round)
        due: Column[work.RoundLine] = Column(self.tr("Returns due"), lambda one: day_in_words(one.due))
        state: Column[work.RoundLine] = Column(
            self.tr("State"), lambda one: self.tr("Closed") if one.closed else self.tr("Open")
        )
        self.table: Table[work.RoundLine] = Table(self.tr("Your rounds"), [title, name, due, state])
        self.table.opened.connect(lambda one: self.chosen.emit(one.round))
        self._none = Card(
            PlainLabel(self.tr("No round yet."), "question"),
            PlainLabel(
                self.tr(
                    "Fill in its facts in five steps, or take a folder with a file round.yaml. "
                    "Nothing is sent before you say so."
                )
            ),
        )
        start = self._start = Button(self.tr("Start a round"), self.start_asked.emit)
        ways = QWidget()
        Flow(
            start,
            Button(self.tr("Start from a folder"), self._choose),
            Button(self.tr("Cards: yours and the auditors’"), self.cards_asked.emit),
            of=ways,
        )
        takes_its_height(ways)
        self._go = Button(self.tr("Open the round"), self._open, Role.PRIMARY)
        self.add(self._none, self.table, ways)
        self.foot = Foot(main=self._go)
        self._show(())
        self.show_rounds()

    def show_rounds(self) -> None:
        desk = self._handed.desk
        self._handed.jobs.start(
            Lane.PEN,
            lambda _watch: work.rounds_known(desk),
            Then(done=self._show, failed=self.refused.emit, owner=self),
        )

    def _show(self, rounds: tuple[work.RoundLine, ...]) -> None:
        self.table.show_rows(rounds)
        see(self.table, is_seen=bool(rounds))
        see(self._none, is_seen=not rounds)
        see(self._go, is_seen=bool(rounds))
        if rounds and self.isVisible():
            self.table.setFocus()

    @Slot()
    def _open(self) -> None:
        index = self.table.currentIndex()
        if index.isValid():
            self.chosen.emit(self.table.rows.row(index).round)

    @Slot()
    def _choose(self) -> None:
        folder = chosen_folder(self, self.tr("Choose the folder of the round"))
        if folder is None:
            return
        file = folder / _FILE
        if file.is_file():
            self.file_chosen.emit(file)
        else:
            words = self.tr("There is no file {0} in {1}. No round was set up.").format(_FILE, folder.name)
            hint = self.tr("Choose the folder that holds it, or start a round by filling in its facts.")
            self.noticed.emit(Notice(words, hint, "bad"))


def set_up_from(handed: Handed, file: Path, then: Then) -> None:
    """Set a round up from its file, with the tool that lies beside it if there is one."""
    desk, own = handed.desk, file.with_name(_TOOL)
    tool = own if own.is_file() else None
    handed.jobs.start(Lane.PEN, lambda _watch: work.begin_round(desk, file, tool), then)
