"""The cards of one leaf, or of one row, drawn as the session stands; only what changed is drawn anew."""

from collections.abc import Iterable

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QApplication, QWidget

from auditdesk.form import At, Change, RowId
from auditdesk.ui.fill.card import HeadingLine, QuestionCard, WorkedOut
from auditdesk.ui.fill.leaves import Entry
from auditdesk.ui.fill.repeats import RepeatCard, row_lines
from auditdesk.ui.fill.writing import Writing
from auditdesk.ui.parts import column

Shown = QuestionCard | WorkedOut | HeadingLine | RepeatCard


class Cards(QWidget):
    """Cards below one another.

    `row_opened`, `row_removed` and `rows_pasted` ask for what lies beyond a card.
    """

    row_opened = Signal(object)
    row_added = Signal(object)
    row_removed = Signal(object)
    rows_pasted = Signal(object)
    refused = Signal(object)

    def __init__(self, entries: Iterable[Entry], rows: tuple[RowId, ...], writing: Writing) -> None:
        super().__init__()
        self._writing, self._rows = writing, rows
        self._language = writing.session.tool.default_language
        self._cards: dict[str, Shown] = {}
        lines = column(of=self)
        for entry in entries:
            card = self._made(entry)
            for name in entry.names:
                self._cards[name] = card
            lines.addWidget(card)
        self._draw(self._cards)
        if not writing.is_open:
            self._set_read_only()

    def _made(self, entry: Entry) -> Shown:
        at = At(entry.question.name, self._rows)
        session = self._writing.session
        label, cell = session.label(at), session.cell(at)
        if entry.is_heading:
            return HeadingLine(entry, label, cell, self._language)
        if entry.is_worked_out:
            return WorkedOut(entry, label, cell, self._language)
        if entry.is_repeat:
            return self._repeat(entry, at, label)
        card = QuestionCard(entry, at, label, cell, self._language, self._writing.today)
        card.answered.connect(self._answered)
        card.typed.connect(self._writing.type)
        card.refused.connect(self.refused)
        return card

    def _repeat(self, entry: Entry, at: At, label: str) -> RepeatCard:
        hint = entry.question.hint.get(self._language, "")
        card = RepeatCard(entry, at, label, hint)
        card.opened.connect(self.row_opened)
        card.added.connect(self.row_added)
        card.removed.connect(self.row_removed)
        card.pasted.connect(self.rows_pasted)
        return card

    def _set_read_only(self) -> None:
        for card in self._cards.values():
            if isinstance(card, QuestionCard | RepeatCard):
                card.set_read_only()

    def _answered(self, at: At, text: str, reason: str) -> None:
        try:
            self._writing.answer(at, text, reason)
        except ValueError as error:
            self.refused.emit(error)

    # ── drawing ───────────────────────────────────────────────────────────────────────────────────────────

    def show_change(self, change: Change) -> None:
        """Draw anew what an act changed."""
        moved = {row.at.name for row in change.rows}
        touched = {at.name for at in change.cells if at.rows == self._rows}
        touched |= {
            name
            for name, card in self._cards.items()
            if isinstance(card, RepeatCard)
            and (name in moved or any(len(at.rows) > len(self._rows) for at in change.cells))
        }
        touched |= {cell.at.name for cell in change.typed if cell.at.rows == self._rows}
        self._draw(name for name in self._cards if name in touched)
        self._relabel()

    def _draw(self, names: Iterable[str]) -> None:
        session = self._writing.session
        for card in dict.fromkeys(self._cards[name] for name in names):
            at = At(card.entry.question.name, self._rows)
            cell = session.cell(at)
            if isinstance(card, RepeatCard):
                card.show_rows(row_lines(session, card.entry, at), is_relevant=cell.relevant)
                continue
            comment = card.entry.comment
            card.show_cell(cell, session.cell(At(comment.name, self._rows)) if comment else None)

    def _relabel(self) -> None:
        """A label may quote an answer."""
        for card in dict.fromkeys(self._cards.values()):
            text = card.entry.question.label
            if any("${" in words for words in text.values()):
                card.show_label(self._writing.session.label(At(card.entry.question.name, self._rows)))

    def show_open(self) -> None:
        """Say on each card what is missing too."""
        for card in self._cards.values():
            if isinstance(card, QuestionCard):
                card.show_open(is_shown=True)
        self._draw(self._cards)

    # ── places ────────────────────────────────────────────────────────────────────────────────────────────

    def focus_on(self, name: str) -> bool:
        """Move to a question, or to the comment on it; False if it does not lie here or is not asked."""
        card = self._cards.get(name)
        if card is None or card.isHidden():
            return False
        target: QWidget = card
        if isinstance(card, QuestionCard) and card.comment is not None and card.entry.question.name != name:
            target = card.comment.part
        target.setFocus(Qt.FocusReason.OtherFocusReason)
        return True

    def first_unanswered(self, after: str = "") -> str:
        """The next question on these cards that has no answer yet, after the one named.

        Empty if there is none.
        """
        names = [
            card.entry.question.name for card in dict.fromkeys(self._cards.values()) if not card.isHidden()
        ]
        start = names.index(after) + 1 if after in names else 0
        for name in names[start:]:
            card = self._cards[name]
            if isinstance(card, QuestionCard):
                cell = self._writing.session.cell(At(name, self._rows))
                if cell.relevant and not cell.text and not cell.reason:
                    return name
        return ""

    @property
    def focused(self) -> str:
        """The question one stands on; empty when elsewhere."""
        here = QApplication.focusWidget()
        found = (name for name, card in self._cards.items() if here is not None and card.isAncestorOf(here))
        return next(found, "")

    @property
    def is_empty(self) -> bool:
        """Whether nothing is asked here under the present answers."""
        return all(card.isHidden() for card in self._cards.values() if not isinstance(card, HeadingLine))
