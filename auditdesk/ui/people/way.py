"""From the cards on a desk to an enrolled one and back; the same for auditors and coordinators."""

import secrets
from pathlib import Path

from PySide6.QtCore import QObject, Signal, Slot

from auditdesk import work
from auditdesk.ui.jobs import Lane, Then
from auditdesk.ui.page import Handed
from auditdesk.ui.parts.notice_bar import Notice
from auditdesk.ui.people.page import EnrolPage, PeoplePage
from auditdesk.ui.window import Window

_WORDS = 8


class PeopleWay(QObject):
    """`left` says that the person is done with cards."""

    left = Signal()

    def __init__(self, handed: Handed, window: Window) -> None:
        super().__init__(window)
        self._handed, self._window = handed, window

    @Slot()
    def begin(self) -> None:
        page = PeoplePage(self._handed)
        page.left.connect(self.left)
        page.card_chosen.connect(self.look_at)
        self._window.show_page(page)

    @Slot(object)
    def look_at(self, file: Path) -> None:
        """Show whose card a file holds, and ask for two of its words."""
        self._handed.jobs.start(
            Lane.ERRAND,
            lambda _watch: work.look_at_card(file),
            Then(done=lambda card: self._ask(file, card), failed=self._window.show_error, owner=self),
        )

    def _ask(self, file: Path, card: work.CardSeen) -> None:
        first = secrets.randbelow(_WORDS)
        second = (first + 1 + secrets.randbelow(_WORDS - 1)) % _WORDS
        page = EnrolPage(file, card, (first + 1, second + 1), self._handed)
        page.left.connect(self._window.back)
        page.enrolled.connect(self._enrolled)
        self._window.push(page)

    def _enrolled(self, known: work.Known) -> None:
        self.begin()
        self._window.show_notice(Notice(self.tr("{0} is enrolled.").format(known.name), kind="ok"))
