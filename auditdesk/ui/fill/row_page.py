"""One row of a repeat, and the questions of an immediate concern: a few cards on a page of their own."""

from datetime import datetime

from PySide6.QtCore import QTimer, Signal, Slot
from PySide6.QtGui import QHideEvent

from auditdesk.errors import AuditDeskError
from auditdesk.form import At, Change
from auditdesk.ui.fill.cards import Cards
from auditdesk.ui.fill.leaves import Entry, row_entries, sections
from auditdesk.ui.fill.writing import Writing
from auditdesk.ui.page import Page
from auditdesk.ui.parts import Button, Card, PlainLabel, Role
from auditdesk.ui.parts.bars import Foot

CONCERN = "concern"


class CardsPage(Page):
    """Cards on a page that lies over the form. `done` says that the person is back at the form."""

    done = Signal()
    row_opened = Signal(object)
    unsafe_asked = Signal()

    def __init__(self, title: str, above: str, writing: Writing) -> None:
        super().__init__(title, above)
        self._writing = writing
        self._cards: Cards | None = None
        self.subject = writing.opened.ref.replace("/", ", ")
        self.foot = Foot(main=Button(self.tr("Done"), self._finish, Role.PRIMARY))
        writing.changed.connect(self._changed)
        writing.saving.connect(self._saving)
        writing.saved.connect(self._saved)
        writing.unsaved.connect(self._unsaved)

    def show_cards(self, entries: tuple[Entry, ...], around: At) -> None:
        cards = self._cards = Cards(entries, around.rows, self._writing)
        cards.row_opened.connect(self.row_opened)
        cards.row_added.connect(self._add_row)
        cards.row_removed.connect(self._writing.remove_row)
        cards.refused.connect(self.refused)
        self.add(cards)
        first = next((entry.question.name for entry in entries if entry.number), "")
        QTimer.singleShot(0, cards, lambda: cards.focus_on(first))

    def _add_row(self, repeat: At) -> None:
        try:
            row = self._writing.add_row(repeat)
        except AuditDeskError as error:
            self.refused.emit(error)
            return
        if row is not None:
            self.row_opened.emit(row)

    @Slot(object)
    def _changed(self, change: Change) -> None:
        if self._cards is not None:
            self._cards.show_change(change)

    @Slot()
    def _saving(self) -> None:
        self.status.say(self.tr("Saving…"))

    @Slot(object)
    def _saved(self, at: datetime) -> None:
        self.status.say(self.tr("Saved {0}").format(f"{at:%H:%M}"), "ok")

    @Slot(object)
    def _unsaved(self, _error: BaseException) -> None:
        self.status.say(self.tr("Not saved"), "bad", "error")

    @Slot()
    def _finish(self) -> None:
        self._writing.settle()
        self.done.emit()

    def finish(self) -> None:
        self._writing.settle()

    def focus_on(self, name: str) -> None:
        if self._cards is not None:
            self._cards.focus_on(name)

    def hideEvent(self, event: QHideEvent) -> None:
        self._writing.settle()
        super().hideEvent(event)


class RowPage(CardsPage):
    """One row: an episode, a meeting, a review."""

    def __init__(self, row: At, writing: Writing) -> None:
        session = writing.session
        repeat = At(row.name, row.rows[:-1])
        rows = session.rows(repeat)
        number = rows.index(row.rows[-1]) + 1
        super().__init__(session.label(repeat), "", writing)
        self.retitle(session.label(repeat), self.tr("Row {0} of {1}").format(number, len(rows)))
        self._row = row
        unsafe = Button(self.tr("Child unsafe now"), self.unsafe_asked.emit, Role.DANGER, hint="F8")
        self.top = (unsafe,)
        self.bind("F8", self.tr("Child unsafe now"), self.unsafe_asked.emit)
        self.show_cards(row_entries(session.tool, row.name), row)
        if writing.is_open:
            remove = Button(self.tr("Remove this row"), self._remove, Role.QUIET)
            self.foot = Foot(back=remove, main=Button(self.tr("Done"), self._finish, Role.PRIMARY))

    @Slot()
    def _remove(self) -> None:
        self._writing.remove_row(self._row)
        self.done.emit()


class UnsafePage(CardsPage):
    """Child unsafe now.

    What to do first, and the record of it; reached from everywhere, within a second (needs 7).
    """

    def __init__(self, writing: Writing) -> None:
        super().__init__("", "", writing)
        self.retitle(self.tr("Child unsafe now"))
        self.add(
            Card(
                PlainLabel(self.tr("Act first, write afterwards."), "question"),
                PlainLabel(
                    self.tr(
                        "Ring your safeguarding lead or the front door of children’s social care now; ring "
                        "999 if somebody is in danger this minute. Do not wait for the audit meeting."
                    )
                ),
                PlainLabel(
                    self.tr(
                        "What you record here is saved on this desk and goes to the coordinator with your "
                        "next bundle. It alerts nobody by itself."
                    ),
                    "warn",
                ),
                kind="bad",
            )
        )
        entries = tuple(
            entry
            for section in sections(writing.session.tool)
            for entry in section.entries
            if entry.question.role == CONCERN
        )
        if entries:
            self.show_cards(entries, At(entries[0].question.name))
        else:
            self.add(PlainLabel(self.tr("This audit tool has no questions about immediate concerns.")))
        self.first = self.title
