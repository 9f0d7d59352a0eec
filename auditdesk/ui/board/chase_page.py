"""The chase list: whom to remind of which returns, and the words to send."""

from PySide6.QtCore import Signal, Slot
from PySide6.QtGui import QGuiApplication

from auditdesk import work
from auditdesk.ui.fill.days import day_in_words
from auditdesk.ui.jobs import Lane, Then
from auditdesk.ui.page import Handed, Page
from auditdesk.ui.parts import Button, Card, Field, PlainLabel, Role, Table, TextBox
from auditdesk.ui.parts.bars import Foot
from auditdesk.ui.parts.notice_bar import Notice
from auditdesk.ui.parts.showing import see
from auditdesk.ui.rows import Column


class ChasePage(Page):
    """`left` goes back to the board. Nothing is sent from here: the words are copied into a mail."""

    left = Signal()

    def __init__(self, frame: work.Frame, handed: Handed) -> None:
        super().__init__("", is_wide=True)
        self.retitle(self.tr("Chase list"), frame.title)
        self.subject = frame.round
        self._frame, self._handed = frame, handed
        who: Column[work.Chase] = Column(self.tr("Auditor"), lambda one: one.auditor)
        agency: Column[work.Chase] = Column(self.tr("Agency"), lambda one: one.agency)
        due: Column[work.Chase] = Column(self.tr("Due"), self._due)
        refs: Column[work.Chase] = Column(self.tr("Returns still out"), lambda one: ", ".join(one.returns))
        self._table: Table[work.Chase] = Table(self.tr("Chase list"), [who, agency, due, refs], stretch=3)
        self._table.setMinimumHeight(240)
        self._table.stood.connect(self._show_words)
        self._text = TextBox()
        self._text.setReadOnly(True)
        hint = self.tr("For the auditor you stand on. They name cases by their reference alone.")
        self._words = Field(self.tr("Words to send"), self._text, hint)
        self._none = Card(
            PlainLabel(self.tr("Nobody has to be reminded."), "question"),
            PlainLabel(self.tr("Every return that a pack asked for is here.")),
        )
        self.add(self._none, self._table, self._words)
        self._copy = Button(self.tr("Copy these words"), self._copied, Role.PRIMARY)
        self.foot = Foot(back=Button(self.tr("Back"), self.left.emit), main=self._copy)
        self.first = self._table
        self.about = self.tr(
            "Whom to remind of what. Copy the words for each auditor into a mail: nothing is sent from here."
        )
        self._show(())
        self._none.hide()
        desk, on = handed.desk, handed.now().date()
        handed.jobs.start(
            Lane.PEN,
            lambda _watch: work.chase_round(desk, frame.round, on=on),
            Then(done=self._show, failed=self.refused.emit, owner=self),
        )

    def _show(self, found: tuple[work.Chase, ...]) -> None:
        for part in (self._table, self._words, self._copy):
            see(part, is_seen=bool(found))
        see(self._none, is_seen=not found)
        self._table.show_rows(found)
        if found and self.isVisible():
            self._table.setFocus()

    def _due(self, one: work.Chase) -> str:
        day = day_in_words(one.due)
        return self.tr("{0}, %n day(s) ago", "", one.days_over).format(day) if one.days_over else day

    def _show_words(self, one: work.Chase) -> None:
        day, refs = day_in_words(one.due), "\n".join(one.returns)
        if one.days_over:
            words = self.tr("{0}, for the round “{1}” these returns were due on {2} and have not come:")
        else:
            words = self.tr("{0}, for the round “{1}” these returns are due on {2}:")
        ask = self.tr(
            "Sign and export them, and send the file. If your agency did not know the child, sign the return "
            "as not known: that counts too."
        )
        told = words.format(one.auditor, self._frame.title, day)
        self._text.setPlainText(f"{told}\n{refs}\n{ask}")

    @Slot()
    def _copied(self) -> None:
        if self._table.here is not None:
            QGuiApplication.clipboard().setText(self._text.toPlainText())
            words = self.tr("Copied: the words for {0}.").format(self._table.here.auditor)
            self.noticed.emit(Notice(words, self.tr("Paste them into a mail."), "ok"))
