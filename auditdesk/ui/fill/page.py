"""The guided form.

One leaf of one section at a time, saved as it is typed. Knows the session, and no store.
"""

from datetime import datetime

from PySide6.QtCore import Qt, QTimer, Signal, Slot
from PySide6.QtGui import QGuiApplication, QHideEvent

from auditdesk.errors import AuditDeskError
from auditdesk.form import At, Change
from auditdesk.ui.fill.cards import Cards
from auditdesk.ui.fill.leaves import Leaf, leaf_of, sections, shown_name
from auditdesk.ui.fill.side import Side, section_title
from auditdesk.ui.fill.writing import Writing
from auditdesk.ui.page import Page
from auditdesk.ui.parts import Button, Card, PlainLabel, Role, column
from auditdesk.ui.parts.bars import Foot
from auditdesk.ui.parts.notice_bar import Notice


class FillPage(Page):
    """One return being answered.

    `find_asked`, `unsafe_asked`, `print_asked` and `check_asked` ask for other pages;
    `row_opened` gives a row of a repeat; `left` says that the return was put away.
    """

    find_asked = Signal()
    unsafe_asked = Signal()
    check_asked = Signal()
    print_asked = Signal()
    row_opened = Signal(object)
    reopen_asked = Signal()
    earlier_asked = Signal()
    left = Signal()

    def __init__(self, writing: Writing, *, start: str = "") -> None:
        """`start` is the question to open at; without one, the first that is unanswered."""
        super().__init__("")
        self._writing = writing
        self.setAccessibleName(writing.opened.ref)
        self.subject = writing.opened.ref.replace("/", ", ")
        self._sections = sections(writing.session.tool)
        self._leaves = tuple(leaf for section in self._sections for leaf in section.leaves)
        self._shows_open: set[str] = set()
        self._cards: Cards | None = None
        self._leaf = self._leaves[0]
        self._lend_bars()
        self._place = column()
        self.add(self._place)
        writing.changed.connect(self._changed)
        writing.saving.connect(self._show_saving)
        writing.saved.connect(self._show_saved)
        writing.unsaved.connect(self._show_unsaved)
        if not writing.is_open:
            self.status.say(self.tr("Signed: answers cannot be changed"), "ok")
            self.top = (*self.top, Button(self.tr("Reopen"), self.reopen_asked.emit))
        self.go(start or self._first_open())

    # ── what stands around the page ───────────────────────────────────────────────────────────────────────

    def _lend_bars(self) -> None:
        find = Button(self.tr("Find a question"), self.find_asked.emit, Role.QUIET, hint="Ctrl+K")
        unsafe = Button(self.tr("Child unsafe now"), self.unsafe_asked.emit, Role.DANGER, hint="F8")
        on_paper = Button(self.tr("Print"), self.print_asked.emit, Role.QUIET, hint="Ctrl+P")
        self.top = (find, on_paper, unsafe)
        self._side = Side(self._sections, self._writing)
        self._side.chosen.connect(lambda place: self.show_leaf(self._sections[place].leaves[0]))
        self._side.check_asked.connect(self.check_asked)
        self._side.earlier_asked.connect(self.earlier_asked)
        self.side, self.side_name = self._side, self.tr("Sections")
        self._main = Button(self.tr("Save and continue"), self._on, Role.PRIMARY)
        self.foot = Foot(back=Button(self.tr("Back"), self._back), main=self._main)
        self.bind("Ctrl+K", self.tr("Find a question"), self.find_asked.emit)
        self.bind("Ctrl+E", self.tr("Check answers"), self.check_asked.emit)
        self.bind("Ctrl+P", self.tr("Print"), self.print_asked.emit)
        self.bind("Ctrl+R", self.tr("From the earlier version"), self.earlier_asked.emit)
        self.bind("F8", self.tr("Child unsafe now"), self.unsafe_asked.emit)
        self.bind("Ctrl+J", self.tr("The next question without an answer"), self._to_unanswered)
        self.bind("Ctrl+PgDown", self.tr("The next section"), self._on)
        self.bind("Ctrl+PgUp", self.tr("The section before"), self._back)
        self.bind("Ctrl+Shift+Z", self.tr("Take the last answer back"), self._undo)

    def _show_progress(self) -> None:
        left = self._side.show_progress(self._leaf, self._shows_open)
        words = self.tr("Nothing left in this section")
        if left:
            words = self.tr("%n question(s) left in this section", "", left)
        if self.foot is not None:
            self.foot.say(words)

    # ── leaves ────────────────────────────────────────────────────────────────────────────────────────────

    def show_leaf(self, leaf: Leaf) -> None:
        """Build a leaf and show it; what was typed on the one before is entered first."""
        self._writing.settle()
        self._leaf = leaf
        section = section_title(leaf.section, self._writing.session)
        above = self.tr("Section {0} of {1}").format(leaf.section.place, len(self._sections))
        if leaf.parts > 1:
            above = self.tr("{0}, page {1} of {2}").format(above, leaf.part, leaf.parts)
        self.retitle(section, above)
        self._put_cards(leaf)
        self._show_progress()
        self.title.setFocus(Qt.FocusReason.OtherFocusReason)

    def _put_cards(self, leaf: Leaf) -> None:
        while self._place.count():
            gone = self._place.takeAt(0)
            widget = gone.widget() if gone is not None else None
            if widget is not None:
                widget.hide()
                widget.deleteLater()
        if leaf.section.group and leaf.part == 1:
            question = self._writing.session.tool.question(leaf.section.group)
            about = question.guidance or question.hint
            if about:
                self._place.addWidget(PlainLabel(next(iter(about.values())), "hint"))
        cards = self._cards = Cards(leaf.entries, (), self._writing)
        cards.row_opened.connect(self.row_opened)
        cards.row_added.connect(self._add_row)
        cards.row_removed.connect(self._remove_row)
        cards.rows_pasted.connect(self._paste_rows)
        cards.refused.connect(self.refused)
        self._place.addWidget(cards)
        cards.show()  # Qt would show it a turn of its loop later: too late to be moved to
        self._nothing = Card(
            PlainLabel(self.tr("Nothing is asked here after your earlier answers."), "label")
        )
        self._place.addWidget(self._nothing)
        self._nothing.setVisible(cards.is_empty)
        if leaf.section.group in self._shows_open:
            cards.show_open()

    def go(self, name: str, *, shows_open: bool = False) -> None:
        """Show the leaf of a question and move to it."""
        leaf = leaf_of(self._sections, name) or self._leaves[0]
        if shows_open:
            self._shows_open.add(leaf.section.group)
        self.show_leaf(leaf)
        if name:
            # The cards are laid out when Qt gets to it; only then can the page scroll to one of them.
            QTimer.singleShot(0, self, lambda: self._move_to(name))

    def _move_to(self, name: str) -> None:
        """Unless the person went on to another page meanwhile."""
        if self._cards is not None and self.isVisible():
            self._cards.focus_on(name)

    def show_open(self) -> None:
        """Somebody asked what is left: say it on every card from now on."""
        self._shows_open |= {section.group for section in self._sections}
        if self._cards is not None:
            self._cards.show_open()
        self._show_progress()

    @property
    def here(self) -> str:
        """The question one stands on, or the first of this leaf: where the next opening starts."""
        focused = self._cards.focused if self._cards is not None else ""
        return focused or next((entry.question.name for entry in self._leaf.entries if entry.number), "")

    def _first_open(self) -> str:
        for leaf in self._leaves:
            for entry in leaf.entries:
                cell = self._writing.session.cell(At(entry.question.name)) if entry.number else None
                if (
                    cell is not None
                    and not entry.is_repeat
                    and cell.relevant
                    and not (cell.text or cell.reason)
                ):
                    return entry.question.name
        return ""

    @Slot()
    def _on(self) -> None:
        """The next leaf that asks something; after the last, the check."""
        place = self._leaves.index(self._leaf)
        for leaf in self._leaves[place + 1 :]:
            if self._asks(leaf):
                self.show_leaf(leaf)
                return
        self._writing.settle()
        self.check_asked.emit()

    @Slot()
    def _back(self) -> None:
        place = self._leaves.index(self._leaf)
        for leaf in reversed(self._leaves[:place]):
            if self._asks(leaf):
                self.show_leaf(leaf)
                return
        self._writing.settle()
        self.left.emit()

    def _asks(self, leaf: Leaf) -> bool:
        session = self._writing.session
        return any(session.cell(At(entry.question.name)).relevant for entry in leaf.entries if entry.number)

    @Slot()
    def _to_unanswered(self) -> None:
        """Ctrl+J: the next question without an answer, on this leaf or a later one."""
        self._writing.settle()  # what was typed last may ask for the very next one
        here = self._cards.focused if self._cards is not None else ""
        here = shown_name(self._writing.session.tool, here) if here else ""
        if self._cards is not None and (name := self._cards.first_unanswered(here)):
            self._cards.focus_on(name)
            return
        place = self._leaves.index(self._leaf)
        for leaf in (*self._leaves[place + 1 :], *self._leaves[: place + 1]):
            for entry in leaf.entries:
                cell = self._writing.session.cell(At(entry.question.name)) if entry.number else None
                if (
                    cell is not None
                    and not entry.is_repeat
                    and cell.relevant
                    and not (cell.text or cell.reason)
                ):
                    self.go(entry.question.name)
                    return

    # ── rows ──────────────────────────────────────────────────────────────────────────────────────────────

    def _add_row(self, repeat: At) -> None:
        try:
            row = self._writing.add_row(repeat)
        except AuditDeskError as error:
            self.refused.emit(error)
            return
        if row is not None:
            self.row_opened.emit(row)

    def _remove_row(self, row: At) -> None:
        self._writing.remove_row(row)
        words = self.tr("A row of {0} was removed. Its answers are kept; Ctrl+Shift+Z brings it back.")
        label = self._writing.session.label(At(row.name, row.rows[:-1]))
        self.noticed.emit(Notice(words.format(label)))

    def _paste_rows(self, repeat: At) -> None:
        """Lines and tabs, as a spreadsheet puts them on the clipboard."""
        text = QGuiApplication.clipboard().text()
        cells = [line.split("\t") for line in text.splitlines() if line.strip()]
        if not cells:
            self.noticed.emit(
                Notice(self.tr("There is nothing to paste. Copy the rows in your spreadsheet first."))
            )
            return
        try:
            self._writing.paste_rows(repeat, cells)
        except AuditDeskError as error:
            self.refused.emit(error)

    @Slot()
    def _undo(self) -> None:
        if not self._writing.undo():
            self.noticed.emit(Notice(self.tr("There is nothing to take back.")))

    # ── what happened ─────────────────────────────────────────────────────────────────────────────────────

    @Slot(object)
    def _changed(self, change: Change) -> None:
        if self._cards is not None:
            self._cards.show_change(change)
            self._nothing.setVisible(self._cards.is_empty)
        self._show_progress()

    @Slot()
    def _show_saving(self) -> None:
        self.status.say(self.tr("Saving…"))

    @Slot(object)
    def _show_saved(self, at: datetime) -> None:
        self.status.say(self.tr("Saved {0}").format(f"{at:%H:%M}"), "ok")

    @Slot(object)
    def _show_unsaved(self, _error: BaseException) -> None:
        self.status.say(self.tr("Not saved"), "bad", "error")

    def finish(self) -> None:
        self._writing.settle()

    def hideEvent(self, event: QHideEvent) -> None:
        """Another page, the lock or the end of the program: what was being typed is entered first."""
        self._writing.settle()
        super().hideEvent(event)
