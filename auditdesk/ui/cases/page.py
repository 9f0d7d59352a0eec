"""The auditor's cases.

One row for each return asked of this desk, next due first, and what can be done with files.
"""

from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import date
from functools import partial

from PySide6.QtCore import Signal, Slot
from PySide6.QtWidgets import QWidget

from auditdesk import work
from auditdesk.ui.fill.days import day_in_words
from auditdesk.ui.jobs import Lane, Then
from auditdesk.ui.page import Handed, Page
from auditdesk.ui.parts import Button, Card, Flow, PlainLabel, Role, Table
from auditdesk.ui.parts.bars import Foot
from auditdesk.ui.parts.flow import takes_its_height
from auditdesk.ui.parts.notice_bar import Notice
from auditdesk.ui.rows import Column
from auditdesk.watch import Watch


@dataclass(frozen=True, slots=True)
class CaseLine:
    """One return: how far it is, and how many of its questions are answered once that is known."""

    asked: work.ReturnLine
    answered: str = ""

    @property
    def ref(self) -> tuple[str, str]:
        return (self.asked.round, self.asked.ref)


class CasesPage(Page):
    """`chosen` gives round and ref of a return.

    `open_asked` wants a pack or receipt taken in, `receipts_asked` what was answered, `card_asked` the cards.
    """

    chosen = Signal(object)
    open_asked = Signal()
    receipts_asked = Signal()
    card_asked = Signal()

    def __init__(self, handed: Handed) -> None:
        super().__init__("", is_wide=True)
        self.retitle(self.tr("Your cases"), handed.desk.card.organisation)
        self.subject = self.tr("Your cases")
        self._handed = handed
        self._lines: tuple[CaseLine, ...] = ()
        case: Column[CaseLine] = Column(self.tr("Case"), lambda one: one.asked.ref.split("/")[0])
        agency: Column[CaseLine] = Column(self.tr("Agency"), lambda one: one.asked.ref.partition("/")[2])
        due: Column[CaseLine] = Column(self.tr("Due"), lambda one: day_in_words(one.asked.due))
        state: Column[CaseLine] = Column(self.tr("How far"), self._state)
        answered: Column[CaseLine] = Column(self.tr("Answered"), lambda one: one.answered)
        self.table: Table[CaseLine] = Table(
            self.tr("Your cases"), [case, agency, due, state, answered], stretch=3
        )
        self.table.opened.connect(lambda one: self.chosen.emit(one.ref))
        self._none = Card(
            PlainLabel(self.tr("No round yet. Open the pack you were sent."), "question"),
            PlainLabel(
                self.tr(
                    "It is the file that ends in .adround. The coordinator’s card must be enrolled first."
                )
            ),
        )
        files = QWidget()
        Flow(
            Button(self.tr("Open a file: pack or receipt"), self.open_asked.emit, hint="Ctrl+O"),
            Button(self.tr("Receipts"), self.receipts_asked.emit),
            Button(self.tr("Cards: yours and the coordinator’s"), self.card_asked.emit),
            of=files,
        )
        takes_its_height(files)
        self._go = Button(self.tr("Open the case"), self._open, Role.PRIMARY)
        self.add(self._none, self.table, files)
        self.foot = Foot(main=self._go)
        self.first = self.table
        self.about = self.tr(
            "Every return you were asked for, the next due first. Enter opens the one you stand on. What "
            "you type is kept on this desk; it leaves only when you sign and export it."
        )
        self.show_cases()

    def show_cases(self) -> None:
        """Read what is asked of this desk; counts follow."""
        desk = self._handed.desk
        self._handed.jobs.start(
            Lane.PEN,
            lambda _watch: work.returns_asked(desk, None),
            Then(done=self._show, failed=self.refused.emit, owner=self),
        )

    def _show(self, asked: tuple[work.ReturnLine, ...]) -> None:
        known = {one.ref: one.answered for one in self._lines}
        lines = [CaseLine(one, known.get((one.round, one.ref), "")) for one in asked]
        self._lines = tuple(
            sorted(lines, key=lambda one: (one.asked.state != "open", one.asked.due, one.ref))
        )
        self.table.show_rows(self._lines)
        self.table.setVisible(bool(self._lines))
        self._none.setVisible(not self._lines)
        self._go.setVisible(bool(self._lines))
        self._count()

    def _count(self) -> None:
        desk, now, new_id = self._handed.desk, self._handed.now, self._handed.new_id
        for line in self._lines:
            verb = partial(_checked, partial(work.check_return, desk, line.ref, now=now, new_id=new_id))
            self._handed.jobs.start(Lane.ERRAND, verb, Then(done=self._counted, owner=self))

    def _counted(self, checked: work.Checked) -> None:
        words = self.tr("{0} of {1}").format(checked.answered, checked.asked)
        self._lines = tuple(
            replace(one, answered=words) if one.asked.ref == checked.ref else one for one in self._lines
        )
        self.table.show_rows(self._lines)

    def _state(self, line: CaseLine) -> str:
        match line.asked.state:
            case "signed":
                return self.tr("Signed")
            case "nil":
                return self.tr("Signed: not known here")
            case _ if line.asked.newer:
                return self.tr("Open; version {0} of the tool is here").format(line.asked.newer)
            case _ if date.fromisoformat(line.asked.due) < self._handed.now().date():
                return self.tr("Open, past its date")
            case _:
                return self.tr("Open")

    @Slot()
    def _open(self) -> None:
        index = self.table.currentIndex()
        if index.isValid():
            self.chosen.emit(self.table.rows.row(index).ref)
        else:
            self.noticed.emit(Notice(self.tr("Choose a case first.")))


def _checked(check: Callable[[], work.Checked], _watch: Watch) -> work.Checked:
    return check()
