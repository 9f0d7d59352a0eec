"""Receipts: what the coordinator answered, query by query; a return that was asked about is open again."""

from PySide6.QtCore import Signal

from auditdesk import work
from auditdesk.ui.page import Handed, Page
from auditdesk.ui.parts import Button, Card, PlainLabel, Role
from auditdesk.ui.parts.bars import Foot


class ReceiptPage(Page):
    """One receipt that was taken in. `left` goes back to the cases."""

    left = Signal()

    def __init__(self, taken: work.ReceiptTaken, _handed: Handed) -> None:
        super().__init__("")
        self.retitle(self.tr("Receipt"), taken.round)
        self.add(
            Card(
                PlainLabel(self.tr("%n return(s) accepted", "", taken.accepted), "question"),
                PlainLabel(self.tr("The coordinator has them. Nothing more is to be done for these.")),
            )
        )
        if taken.queried:
            self.add(
                Card(
                    PlainLabel(self.tr("%n return(s) with a question", "", taken.queried), "question"),
                    PlainLabel(
                        self.tr("They are open again. Answer the question, sign, and send a new bundle."),
                        "warn",
                    ),
                )
            )
        self.foot = Foot(main=Button(self.tr("To your cases"), self.left.emit, Role.PRIMARY))
