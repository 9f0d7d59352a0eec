"""What every page is: a title, a column of parts, and what it lends to the bars of the window around it.

A page is handed what it needs, calls verbs and shows values. It knows neither the window nor any other page;
what happened on it is told by signals in the past tense. `auditdesk/ui/__init__.py` shows how one is written.
"""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime
from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, Qt, Signal
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QLayout, QSizePolicy, QWidget

from auditdesk.ui import tokens as t
from auditdesk.ui.jobs import Jobs
from auditdesk.ui.parts.bars import Foot
from auditdesk.ui.parts.focus_ring import holds_ring
from auditdesk.ui.parts.plain_label import PlainLabel
from auditdesk.ui.parts.showing import see
from auditdesk.ui.parts.spacing import column
from auditdesk.ui.parts.status_line import StatusLine

if TYPE_CHECKING:  # opening the store takes longer to load than the window does
    from auditdesk import work
    from auditdesk.form import RowId


@dataclass(frozen=True, slots=True)
class Handed:
    """What `app.py` makes once and hands down: the desk, the lanes, the time, fresh row ids."""

    desk: "work.Desk"
    jobs: Jobs
    now: Callable[[], datetime]
    new_id: Callable[[], "RowId"]


class Page(QWidget):
    """One screen. `refused` gives an error for the notice bar, `noticed` a `Notice`."""

    refused = Signal(object)
    noticed = Signal(object)

    def __init__(self, title: str, above: str = "", *, is_wide: bool = False) -> None:
        """`above` stands small over the title: "Section 3 of 10". A wide page has no text column."""
        super().__init__()
        holds_ring(self)
        self.title = PlainLabel(title, "title")
        self.title.setAccessibleName(title)
        self.above = PlainLabel(above, "caption")
        see(self.above, is_seen=bool(above))
        self.lines = column(self.above, self.title, margins=(t.XXL, t.XL, t.XXL, t.XXL), of=self)
        self.status = StatusLine()
        self.top: tuple[QWidget, ...] = ()
        self.side: QWidget | None = None
        self.side_name = ""
        self.foot: Foot | None = None
        self.first: QWidget = self.title
        self.subject = title
        self.about = ""
        self.keys: list[tuple[str, str]] = []
        self._is_wide = is_wide
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Minimum)
        self._narrow()

    def add(self, *parts: QWidget | QLayout) -> None:
        """Put parts on the page, below one another."""
        for part in parts:
            if isinstance(part, QLayout):
                self.lines.addLayout(part)
            else:
                self.lines.addWidget(part)

    def retitle(self, title: str, above: str = "") -> None:
        self.title.setText(title)
        self.title.setAccessibleName(title)
        self.above.setText(above)
        see(self.above, is_seen=bool(above))

    def bind(self, keys: str, words: str, then: Callable[[], object]) -> None:
        """Keys of this page while it is on top, wherever the focus is; `words` tell on the page of help."""
        self.keys.append((keys, words))
        shortcut = QShortcut(QKeySequence(keys), self)
        shortcut.setContext(Qt.ShortcutContext.WindowShortcut)
        shortcut.activated.connect(then)

    def lent(self) -> tuple[QWidget, ...]:
        """What lies in the bars of the window while this page is shown."""
        return tuple(part for part in (*self.top, self.side, self.foot, self.status) if part is not None)

    def may_leave(self) -> bool:
        """Whether Esc may leave; a page on which something would be lost says so and stays."""
        return True

    def finish(self) -> None:
        """Called before the window goes: a page that has something under way hands it over now."""

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() is QEvent.Type.FontChange:
            self._narrow()

    def _narrow(self) -> None:
        wide = t.UNBOUNDED if self._is_wide else t.px(t.TEXT_COLUMN + 2 * t.XXL)
        if self.maximumWidth() != wide:
            self.setMaximumWidth(wide)
