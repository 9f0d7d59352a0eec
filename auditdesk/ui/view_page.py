"""How the window looks: colours, size of text, how soon it locks. Shown at once, and remembered."""

from dataclasses import replace

from PySide6.QtCore import Signal, Slot

from auditdesk.ui.page import Page
from auditdesk.ui.parts import Button, Card, ChoiceGroup, Option, PlainLabel
from auditdesk.ui.parts.bars import Foot
from auditdesk.ui.settings import LOCK_AFTER, Settings
from auditdesk.ui.tokens import ZOOMS, Theme


class ViewPage(Page):
    """`changed` gives the settings as they are now wished."""

    changed = Signal(object)
    left = Signal()

    def __init__(self, settings: Settings) -> None:
        super().__init__(self.tr("View"))
        self._settings = settings
        words = {
            Theme.SYSTEM: self.tr("As the computer has it"),
            Theme.LIGHT: self.tr("Light"),
            Theme.DARK: self.tr("Dark"),
            Theme.HIGH_CONTRAST: self.tr("High contrast"),
        }
        self._theme = self._group(self.tr("Colours"), [Option(one, words[one]) for one in Theme])
        self._zoom = self._group(
            self.tr("Size of text and controls"),
            [Option(str(step), self.tr("{0} %").format(step)) for step in ZOOMS],
            self.tr("Ctrl + and Ctrl − change it anywhere, Ctrl 0 sets it back."),
        )
        self._lock = self._group(
            self.tr("Lock when nothing was touched for"),
            [Option(str(one), self.tr("{0} minutes").format(one)) for one in LOCK_AFTER],
            self.tr("Ctrl L locks at once. What you typed is kept."),
        )
        self._language = self._group(
            self.tr("Language"), [Option("en", self.tr("English"))], self.tr("Welsh follows.")
        )
        self._language.show_value("en")
        self.show_settings(settings)
        self._theme.answered.connect(self._chosen)
        self._zoom.answered.connect(self._chosen)
        self._lock.answered.connect(self._chosen)
        self.foot = Foot(back=Button(self.tr("Back"), self.left.emit))

    def _group(self, name: str, options: list[Option], hint: str = "") -> ChoiceGroup:
        group = ChoiceGroup(name, options, hint)
        below = (PlainLabel(hint, "hint"),) if hint else ()
        self.add(Card(PlainLabel(name, "question"), *below, group))
        return group

    @Slot(object)
    def show_settings(self, settings: Settings) -> None:
        """Show what holds now; a key may have changed the zoom."""
        self._settings = settings
        self._theme.show_value(settings.theme)
        self._zoom.show_value(str(settings.zoom))
        self._lock.show_value(str(settings.lock_after))

    def _chosen(self) -> None:
        present = self._settings
        self._settings = replace(
            present,
            theme=Theme(self._theme.value or present.theme),
            zoom=int(self._zoom.value or present.zoom),
            lock_after=int(self._lock.value or present.lock_after),
        )
        self.show_settings(self._settings)
        self.changed.emit(self._settings)
