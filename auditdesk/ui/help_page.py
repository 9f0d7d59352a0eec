"""Help (F1): what the page is for that one came from, its keys, and the keys that every page has."""

from PySide6.QtCore import Signal

from auditdesk.ui.page import Page
from auditdesk.ui.parts import Button, Card, PlainLabel, Table
from auditdesk.ui.parts.bars import Foot
from auditdesk.ui.rows import Column

Key = tuple[str, str]


class HelpPage(Page):
    """Keys and what they do, in two lists. `left` goes back to the page one came from."""

    left = Signal()

    def __init__(self, below: Page) -> None:
        super().__init__("", is_wide=True)
        name = below.title.text()
        self.retitle(self.tr("Help"), name)
        self.subject = self.tr("Help")
        if below.about:
            self.add(Card(PlainLabel(self.tr("What this page is for"), "question"), PlainLabel(below.about)))
        if below.keys:
            self._add(self.tr("Keys of this page"), [(named(keys), words) for keys, words in below.keys])
        self._add(self.tr("Keys everywhere"), self._everywhere())
        self.foot = Foot(back=Button(self.tr("Back"), self.left.emit))

    def _add(self, name: str, keys: list[Key]) -> None:
        combination: Column[Key] = Column(self.tr("Keys"), lambda one: one[0])
        words: Column[Key] = Column(self.tr("What they do"), lambda one: one[1])
        table: Table[Key] = Table(name, [combination, words], stretch=1)
        table.setMinimumHeight(200)
        table.show_rows(keys)
        self.add(PlainLabel(name, "question"), table)

    def _everywhere(self) -> list[Key]:
        """The table of look.md 6."""
        return [
            ("Tab, Shift Tab", self.tr("The next control, the one before; a group of choices is one stop")),
            (self.tr("Arrows, Space"), self.tr("Move within a group or table; choose")),
            (self.tr("1 to 9"), self.tr("In a group of choices: choose that one")),
            ("Enter, F2", self.tr("In a table: open the row")),
            ("Ctrl Enter", self.tr("The main button, at the lower right")),
            ("F6, Shift F6", self.tr("From the list at the side to the page, the bar above, the bar below")),
            ("Esc", self.tr("Back to the page before; what was typed stays")),
            ("Ctrl O", self.tr("Open files")),
            (self.tr("Ctrl +, Ctrl −, Ctrl 0"), self.tr("Larger, smaller, as it was at first")),
            ("Ctrl L", self.tr("Lock")),
            ("F1", self.tr("This help")),
        ]


def named(keys: str) -> str:
    """A combination as people say it: `Ctrl+PgDown` is Ctrl Page Down."""
    return keys.replace("PgDown", "Page Down").replace("PgUp", "Page Up").replace("+", " ")
