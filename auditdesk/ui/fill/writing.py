"""What a person types, on its way to the disk.

Into the session at once, into the store in order, nothing twice.

The pen keeps all that waits in one commit; what could not be kept stays first in line, so the store never
holds a later answer without an earlier one.
"""

from collections import deque
from collections.abc import Callable, Sequence
from datetime import date, datetime
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QTimer, Signal, Slot

from auditdesk.errors import QuestionError
from auditdesk.form import At, Change, Session
from auditdesk.ui.fill.answering import typed_as
from auditdesk.ui.fill.leaves import Entry, row_entries
from auditdesk.ui.jobs import Jobs, Lane, Then

if TYPE_CHECKING:
    from auditdesk import work

TYPED_FOR_MS = 500
"""However long somebody types on, what stood there half a second ago is on its way to the disk (look.md 5).
"""

TRIED_AGAIN_MS = 5_000
"""What could not be kept is tried again by itself: a full disk is emptied by somebody else."""


class Writing(QObject):
    """One open return.

    `changed` gives what an act changed, `saved` the moment all of it was kept, `unsaved` the error when it
    could not be: nothing is lost, and it is tried again.
    """

    changed = Signal(object)
    saving = Signal()
    saved = Signal(object)
    unsaved = Signal(object)
    refused = Signal(object)

    def __init__(
        self,
        desk: "work.Desk",
        opened: "work.OpenReturn",
        *,
        jobs: Jobs,
        now: Callable[[], datetime],
        parent: QObject | None = None,
    ) -> None:
        super().__init__(parent)
        self._desk, self.opened, self._jobs, self._now = desk, opened, jobs, now
        self._waiting: deque[Change] = deque()
        self._typed: dict[At, str] = {}
        self._timer = QTimer(self, singleShot=True, interval=TYPED_FOR_MS)
        self._timer.timeout.connect(self.settle)
        self._again = QTimer(self, singleShot=True, interval=TRIED_AGAIN_MS)
        self._again.timeout.connect(self._save)

    @property
    def session(self) -> Session:
        return self.opened.session

    @property
    def is_open(self) -> bool:
        """Whether the return may be answered; a signed one is only looked at."""
        return self.opened.state == "open"

    # ── acts ──────────────────────────────────────────────────────────────────────────────────────────────

    def type(self, at: At, text: str) -> None:
        """A text that somebody is still typing; it is entered within half a second."""
        self._typed[at] = text
        if not self._timer.isActive():
            self._timer.start()

    @Slot()
    def settle(self) -> None:
        """Enter what is still being typed, now: when a page is left, locked or closed."""
        self._timer.stop()
        typed, self._typed = self._typed, {}
        for at, text in typed.items():
            try:
                self._took(self.session.answer(at, text))
            except QuestionError as error:  # what stands beside it is entered all the same
                self.refused.emit(error)

    @property
    def is_kept(self) -> bool:
        """Whether all that was typed is on the disk."""
        return not self._waiting and not self._typed

    def answer(self, at: At, text: str, reason: str = "") -> None:
        """A finished answer, or a reason for having none.

        Raises:
            QuestionError: the text is longer than a session takes; nothing was entered.
        """
        self._typed.pop(at, None)
        self._took(self.session.answer(at, text, reason=reason))

    def add_row(self, repeat: At) -> At | None:
        """Add a row at the end of a repeat; gives where it is."""
        change = self.session.add_row(repeat)
        self._took(change)
        return next((row.at for row in change.rows if row.kind == "added"), None)

    def remove_row(self, row: At) -> None:
        self.settle()
        self._took(self.session.remove_row(row))

    def paste_rows(self, repeat: At, cells: Sequence[Sequence[str]]) -> None:
        """Lines of a spreadsheet as new rows of a repeat, its columns in the order of the questions.

        Raises:
            QuestionError: too many rows, or a text too long; an empty row may have been added.
        """
        inside = [entry for entry in row_entries(self.session.tool, repeat.name) if entry.number]
        row = self.add_row(repeat)
        if row is not None and inside:
            typed = [
                [text for pair in zip(inside, line, strict=False) for text in _typed(*pair, self.today)]
                for line in cells
            ]
            self._took(self.session.paste(At(inside[0].question.name, row.rows), typed))

    def undo(self) -> bool:
        """Take back the last act; False if there is none."""
        self.settle()
        change = self.session.undo()
        if change is not None:
            self._took(change)
        return change is not None

    @property
    def today(self) -> date:
        return self._now().date()

    # ── the disk ──────────────────────────────────────────────────────────────────────────────────────────

    def _took(self, change: Change) -> None:
        if change.typed or change.rows:
            self._waiting.append(change)
            self._save()
        self.changed.emit(change)

    @Slot()
    def _save(self) -> None:
        """Have the pen keep what waits; it keeps all of it in one commit, in order."""
        if self._waiting:
            self.saving.emit()
            then = Then(done=self._kept, failed=self._failed, owner=self)
            self._jobs.start(Lane.PEN, lambda _watch: self.keep(), then)

    def keep(self) -> "work.Saved | None":
        """Keep what waits, on the thread that calls; None if nothing does. For the pen, and before signing.

        Raises:
            DeskError: as `work.record`; everything waits on.
        """
        from auditdesk import work  # noqa: PLC0415 - loaded when there is something to keep, not to show the window

        # Only the pen takes out, so what was appended meanwhile stays for its next turn.
        changes = tuple(self._waiting)
        if not changes:
            return None
        saved = work.record(self._desk, self.opened, changes, at=self._now())
        for _ in changes:
            self._waiting.popleft()
        return saved

    def _kept(self, saved: "work.Saved | None") -> None:
        if saved is not None and not self._waiting:
            self.saved.emit(saved.at)

    def _failed(self, error: BaseException) -> None:
        self._again.start()
        self.unsaved.emit(error)


def _typed(entry: Entry, text: str, today: date) -> tuple[str, ...]:
    """One text of a spreadsheet, and nothing for the comment that stands beside its question."""
    return (typed_as(entry.question, text, today), *(("",) if entry.comment else ()))
