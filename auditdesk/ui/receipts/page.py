"""Receipts: what the coordinator answered, and each question with its words."""

from PySide6.QtCore import Signal

from auditdesk import work
from auditdesk.ui.fill.days import moment_in_words
from auditdesk.ui.jobs import Lane, Then
from auditdesk.ui.page import Handed, Page
from auditdesk.ui.parts import Button, Card, PlainLabel, column
from auditdesk.ui.parts.bars import Foot


class ReceiptsPage(Page):
    """Every receipt of this desk, newest first. `chosen` gives round and ref of a return to be opened.

    `open_asked` wants a receipt taken in; `left` goes back to the cases.
    """

    chosen = Signal(object)
    open_asked = Signal()
    left = Signal()

    def __init__(self, handed: Handed) -> None:
        super().__init__("")
        self.retitle(self.tr("Receipts"), handed.desk.card.organisation)
        self.foot = Foot(
            back=Button(self.tr("To your cases"), self.left.emit),
            main=Button(self.tr("Open a receipt"), self.open_asked.emit, hint="Ctrl+O"),
        )
        self.about = self.tr(
            "A receipt says what the coordinator has. A return with a question is open again: answer the "
            "question in it, sign it, and send a new bundle."
        )
        desk = handed.desk
        handed.jobs.start(
            Lane.PEN,
            lambda _watch: work.receipts_taken(desk),
            Then(done=self._show, failed=self.refused.emit, owner=self),
        )

    def _show(self, taken: tuple[work.ReceiptSeen, ...]) -> None:
        if not taken:
            self.add(
                Card(
                    PlainLabel(self.tr("No receipt yet"), "question"),
                    PlainLabel(self.tr("The coordinator sends one when your bundle was read. Open it here.")),
                )
            )
        asked: set[tuple[str, str]] = set()
        for one in taken:
            card = Card(PlainLabel(self._heading(one), "question"))
            if one.accepted:
                words = self.tr("Accepted: {0}. Nothing more is to be done for these.")
                card.lines.addWidget(PlainLabel(words.format(", ".join(one.accepted)), selectable=True))
            for query in one.queries:
                is_newest = (one.round, query.ref) not in asked
                asked.add((one.round, query.ref))
                self._add_query(card, one.round, query, is_newest=is_newest)
            self.add(card)

    def _heading(self, one: work.ReceiptSeen) -> str:
        return self.tr("{0}, taken in {1}").format(one.round, moment_in_words(one.at))

    def _add_query(self, card: Card, round_id: str, query: work.Queried, *, is_newest: bool) -> None:
        """The question; a button beside the newest of a return alone, so that no two have one name."""
        head = self.tr("Question about {0}").format(query.ref)
        lines = [PlainLabel(head, "warn"), PlainLabel(query.text, selectable=True)]
        card.lines.addLayout(column(*lines, space=4))
        if is_newest:
            words = self.tr("Open {0}").format(query.ref)
            button = Button(words, lambda: self.chosen.emit((round_id, query.ref)))
            card.lines.addLayout(column(button))
