"""A repeat on its section's leaf: its rows in words, each to be opened or removed, and a way to add one."""

from collections.abc import Sequence
from dataclasses import dataclass

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QApplication, QWidget

from auditdesk.form import At, Session
from auditdesk.ui.fill.answering import in_words
from auditdesk.ui.fill.leaves import Entry, row_entries
from auditdesk.ui.parts import Button, Card, Flow, PlainLabel, Role, column
from auditdesk.ui.parts.flow import takes_its_height
from auditdesk.ui.parts.showing import see

_MOST_WORDS = 3


@dataclass(frozen=True, slots=True)
class RowLine:
    """One row: where it is, its number from 1, and its first answers in words."""

    at: At
    number: int
    words: str


def row_lines(session: Session, entry: Entry, repeat: At) -> tuple[RowLine, ...]:
    """The rows of a repeat that are shown, in order."""
    inside = [
        one for one in row_entries(session.tool, entry.question.name) if one.number and not one.is_repeat
    ]
    lines = []
    for number, row in enumerate(session.rows(repeat), 1):
        at = At(repeat.name, (*repeat.rows, row))
        lines.append(RowLine(at, number, _words(session, at, inside)))
    return tuple(lines)


def _words(session: Session, row: At, inside: Sequence[Entry]) -> str:
    found = []
    for entry in inside:
        cell = session.cell(At(entry.question.name, row.rows))
        if cell.relevant and cell.text:
            language = session.tool.default_language
            found.append(in_words(entry.question, cell.choices, cell.text, language))
    return ", ".join(found[:_MOST_WORDS])


class RepeatCard(Card):
    """The rows of one repeat. `opened`, `removed` give a row; `added` and `pasted` ask for new ones."""

    opened = Signal(object)
    removed = Signal(object)
    added = Signal(object)
    pasted = Signal(object)

    def __init__(self, entry: Entry, at: At, label: str, hint: str) -> None:
        super().__init__()
        self.entry, self.at, self._label_text = entry, at, label
        self._label = PlainLabel(label, "question")
        parts = [PlainLabel(entry.number, "caption"), self._label]
        parts += [PlainLabel(hint, "hint")] if hint else []
        for part in parts:
            self.lines.addWidget(part)
        self._list = QWidget()
        self._list_lines = column(space=8, of=self._list)
        self.lines.addWidget(self._list)
        self.add_button = Button(
            self.tr("Add a row"), lambda: self.added.emit(self.at), hint=self.tr("To: {0}").format(label)
        )
        self.add_button.setAccessibleName(self.tr("Add a row to {0}").format(label))
        self.paste_button = Button(self.tr("Paste rows"), lambda: self.pasted.emit(self.at), Role.QUIET)
        self.paste_button.setAccessibleName(self.tr("Paste rows from a spreadsheet into {0}").format(label))
        buttons = QWidget()
        Flow(self.add_button, self.paste_button, of=buttons)
        takes_its_height(buttons)
        self._buttons = buttons
        self.lines.addWidget(buttons)
        self.setFocusProxy(self.add_button)
        self._shown: tuple[RowLine, ...] | None = None
        self._is_read_only = False

    def show_rows(self, rows: tuple[RowLine, ...], *, is_relevant: bool) -> None:
        """Show the rows, silently; what has the focus keeps it while its row is there."""
        see(self, is_seen=is_relevant)
        if rows == self._shown:
            return
        self._shown = rows
        stood = self._stood_on()
        while self._list_lines.count():
            gone = self._list_lines.takeAt(0)
            widget = gone.widget() if gone is not None else None
            if widget is not None:
                widget.hide()
                widget.deleteLater()
        lines = [self._line(row) for row in rows] or [PlainLabel(self.tr("No rows yet."), "hint")]
        for line in lines:
            self._list_lines.addWidget(line)
            line.show()
        if stood:
            buttons = (one for line in lines for one in line.findChildren(Button))
            found = (one for one in buttons if one.accessibleName() == stood)
            next(found, self.add_button).setFocus(Qt.FocusReason.OtherFocusReason)

    def _stood_on(self) -> str:
        """The name of the button in the list that has the focus; empty where none has."""
        here = QApplication.focusWidget()
        return here.accessibleName() if here is not None and self._list.isAncestorOf(here) else ""

    def _line(self, row: RowLine) -> QWidget:
        line = QWidget()
        words = row.words or self.tr("nothing answered yet")
        text = self.tr("{0}. {1}").format(row.number, words)
        label = PlainLabel(text)
        open_it = Button(self.tr("Open"), lambda: self.opened.emit(row.at))
        open_it.setAccessibleName(self.tr("Open row {0} of {1}").format(row.number, self._label_text))
        open_it.setAccessibleDescription(words)
        flow = Flow(open_it, of=line)
        if not self._is_read_only:
            remove = Button(self.tr("Remove"), lambda: self.removed.emit(row.at), Role.QUIET)
            remove.setAccessibleName(self.tr("Remove row {0} of {1}").format(row.number, self._label_text))
            flow.addWidget(remove)
        takes_its_height(line)
        whole = QWidget()
        column(label, line, space=4, of=whole)
        return whole

    def show_label(self, label: str) -> None:
        self._label.setText(label)

    def set_read_only(self) -> None:
        self._is_read_only = True
        self._buttons.hide()
        rows, self._shown = self._shown, None
        self.show_rows(rows or (), is_relevant=not self.isHidden())
