"""Who signs and who is trusted.

The own card to send, and other people's cards after a call (formats.md 6).
"""

from collections.abc import Mapping
from pathlib import Path

from PySide6.QtCore import Signal, Slot
from PySide6.QtWidgets import QWidget

from auditdesk import work
from auditdesk.ui.dialogs import chosen_files, chosen_target
from auditdesk.ui.jobs import Lane, Then
from auditdesk.ui.page import Handed, Page
from auditdesk.ui.parts import Button, Card, Field, Flow, LineBox, PlainLabel, Role, Table
from auditdesk.ui.parts.bars import Foot
from auditdesk.ui.parts.flow import takes_its_height
from auditdesk.ui.parts.notice_bar import Notice
from auditdesk.ui.rows import Column


class PeoplePage(Page):
    """The people whose cards lie on this desk. `card_chosen` gives the file of a card to be enrolled."""

    card_chosen = Signal(object)
    left = Signal()

    def __init__(self, handed: Handed) -> None:
        super().__init__("")
        self.retitle(self.tr("Cards"))
        self._handed = handed
        name: Column[work.Known] = Column(self.tr("Name"), lambda one: one.name)
        agency: Column[work.Known] = Column(self.tr("Agency"), lambda one: one.agency)
        trust: Column[work.Known] = Column(self.tr("Trust"), lambda one: self._trust(one.trust))
        self._table: Table[work.Known] = Table(self.tr("Enrolled people"), [name, agency, trust])
        self._words = PlainLabel("", "label", selectable=True)
        buttons = QWidget()
        Flow(
            Button(self.tr("Save your card"), self._save, Role.PRIMARY),
            Button(self.tr("Enrol somebody’s card"), self._choose),
            of=buttons,
        )
        takes_its_height(buttons)
        own = handed.desk.card
        self.add(
            Card(
                PlainLabel(self.tr("Your card"), "question"),
                PlainLabel(self.tr("{0}, {1}").format(own.name, own.organisation)),
                PlainLabel(
                    self.tr(
                        "When somebody rings you to check it, read out the words they ask for, by their "
                        "number:"
                    ),
                    "hint",
                ),
                self._words,
            ),
            buttons,
            PlainLabel(self.tr("People whose cards lie on this desk"), "question"),
            self._table,
        )
        self.foot = Foot(back=Button(self.tr("Back"), self.left.emit))
        self.show_people()

    def _trust(self, trust: str) -> str:
        words = {
            "verified": self.tr("Enrolled after a call"),
            "revoked": self.tr("Not trusted any more"),
            "unverified": self.tr("Not checked yet"),
        }
        return words.get(trust, trust)

    def show_people(self) -> None:
        desk = self._handed.desk
        start = self._handed.jobs.start
        start(Lane.PEN, lambda _watch: work.people_known(desk), Then(done=self._table.show_rows, owner=self))
        start(Lane.PEN, lambda _watch: work.own_card(desk), Then(done=self._show_own, owner=self))

    def _show_own(self, card: work.CardSeen) -> None:
        self._words.setText("   ".join(f"{number}\u00a0{word}" for number, word in enumerate(card.words, 1)))

    @Slot()
    def _save(self) -> None:
        to = chosen_target(
            self, self.tr("Save your card"), "card.adcard", self.tr("Identity card (*.adcard)")
        )
        if to is None:
            return
        desk = self._handed.desk
        self._handed.jobs.start(
            Lane.ERRAND,
            lambda _watch: work.write_card(desk, to, replace=True),
            Then(done=self._saved, failed=self.refused.emit, owner=self),
        )

    def _saved(self, written: work.CardFile) -> None:
        hint = self.tr(
            "Send it to the coordinator, or to the auditors if you are the coordinator. It holds no secret."
        )
        self.noticed.emit(Notice(self.tr("Your card is saved as {0}.").format(written.file), hint, "ok"))

    @Slot()
    def _choose(self) -> None:
        chosen = chosen_files(self, self.tr("Choose a card"), self.tr("Identity card (*.adcard)"))
        if chosen:
            self.card_chosen.emit(chosen[0])


class EnrolPage(Page):
    """One card and the call that checks it.

    Two of its eight words, asked for by number. There is no accept button.
    """

    enrolled = Signal(object)
    left = Signal()

    def __init__(self, file: Path, card: work.CardSeen, asked: tuple[int, int], handed: Handed) -> None:
        super().__init__("")
        self.retitle(self.tr("Enrol {0}").format(card.name), card.organisation)
        self._file, self._handed = file, handed
        role = self.tr("coordinator") if card.role == "coordinator" else self.tr("auditor")
        self._boxes = {number: LineBox() for number in sorted(asked)}
        call = self.tr(
            "Ring {0} on a number you knew before this card came. Ask for the words with these numbers."
        )
        self.add(
            Card(
                PlainLabel(self.tr("{0}, {1}, {2}").format(card.name, card.organisation, role), "question"),
                PlainLabel(call.format(card.name)),
                PlainLabel(
                    self.tr("A number that came with the card proves nothing: who forged it forged both."),
                    "hint",
                ),
                *(Field(self.tr("Word {0}").format(number), box) for number, box in self._boxes.items()),
            )
        )
        self.foot = Foot(
            back=Button(self.tr("Back"), self.left.emit),
            main=Button(self.tr("Enrol"), self._enrol, Role.PRIMARY),
        )
        self.first = next(iter(self._boxes.values()))
        for box in self._boxes.values():
            box.returnPressed.connect(self._enrol)

    @Slot()
    def _enrol(self) -> None:
        said: Mapping[int, str] = {number: box.text().strip() for number, box in self._boxes.items()}
        desk, file, at = self._handed.desk, self._file, self._handed.now()
        self._handed.jobs.start(
            Lane.PEN,
            lambda _watch: work.enrol_after_call(desk, file, said, at=at),
            Then(done=self.enrolled.emit, failed=self.refused.emit, owner=self),
        )
