"""Find a question: all questions of the return, filtered as one types; Enter goes there."""

from dataclasses import dataclass

from PySide6.QtCore import Qt, Signal, Slot
from PySide6.QtGui import QKeyEvent

from auditdesk.form import At, Session
from auditdesk.ui.fill.leaves import sections
from auditdesk.ui.page import Page
from auditdesk.ui.parts import Button, Field, LineBox, PlainLabel, Table
from auditdesk.ui.parts.bars import Foot
from auditdesk.ui.rows import Column


@dataclass(frozen=True, slots=True)
class Found:
    """One question: its number and words, whether it is asked now, and whether it has an answer."""

    name: str
    number: str
    words: str
    state: str


class FindPage(Page):
    """`chosen` gives the question's name; `left` says that nothing was chosen."""

    chosen = Signal(str)
    left = Signal()

    def __init__(self, session: Session) -> None:
        super().__init__("")
        self.retitle(self.tr("Find a question"))
        self._all = tuple(self._found(session))
        self._box = LineBox()
        self._box.textChanged.connect(self._filter)
        self._box.returnPressed.connect(self._choose_first)
        self._count = PlainLabel("", "hint")
        number: Column[Found] = Column(self.tr("Number"), lambda one: one.number)
        words: Column[Found] = Column(self.tr("Question"), lambda one: one.words)
        state: Column[Found] = Column(self.tr("Answer"), lambda one: one.state)
        self._table: Table[Found] = Table(self.tr("Questions"), [number, words, state], stretch=1)
        self._table.opened.connect(lambda one: self.chosen.emit(one.name))
        hint = self.tr("A word of the question, or its number. Enter goes to the first one found.")
        self.add(Field(self.tr("Words or number"), self._box, hint), self._count, self._table)
        self.foot = Foot(back=Button(self.tr("Back"), self.left.emit))
        self.first = self._box
        self._filter("")

    def _found(self, session: Session) -> list[Found]:
        found = []
        for section in sections(session.tool):
            for entry in section.entries:
                if not entry.number:
                    continue
                cell = session.cell(At(entry.question.name))
                state = self.tr("Answered") if cell.text or cell.reason else self.tr("Open")
                if entry.is_repeat:
                    state = self.tr("%n row(s)", "", len(session.rows(At(entry.question.name))))
                if not cell.relevant:
                    state = self.tr("Not asked after earlier answers")
                found.append(
                    Found(entry.question.name, entry.number, session.label(At(entry.question.name)), state)
                )
        return found

    @Slot(str)
    def _filter(self, typed: str) -> None:
        words = typed.casefold().split()
        rows = tuple(
            one for one in self._all if all(word in f"{one.number} {one.words}".casefold() for word in words)
        )
        self._table.show_rows(rows)
        self._count.setText(self.tr("%n question(s)", "", len(rows)))

    @Slot()
    def _choose_first(self) -> None:
        if self._table.rows.rows:
            self.chosen.emit(self._table.rows.rows[max(0, self._table.currentIndex().row())].name)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Arrows in the box walk the list below it."""
        if event.key() in {Qt.Key.Key_Down, Qt.Key.Key_Up} and self._box.hasFocus():
            step = 1 if event.key() == Qt.Key.Key_Down else -1
            line = self._table.currentIndex().row() + step
            if 0 <= line < len(self._table.rows.rows):
                self._table.setCurrentIndex(self._table.rows.index(line, 0))
            return
        super().keyPressEvent(event)
