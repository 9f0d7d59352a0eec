"""One calm sentence, what to do next, and the code in small print: where the person looks."""

from collections.abc import Callable
from dataclasses import dataclass

from PySide6.QtGui import QAccessible, QAccessibleAnnouncementEvent
from PySide6.QtWidgets import QFrame, QWidget

from auditdesk.ui import tokens as t
from auditdesk.ui.parts.buttons import Button
from auditdesk.ui.parts.flow import Flow, takes_its_height
from auditdesk.ui.parts.plain_label import PlainLabel, breakable
from auditdesk.ui.parts.showing import throw_away
from auditdesk.ui.parts.spacing import column, row
from auditdesk.ui.parts.status_line import Mark
from auditdesk.ui.style import give_role


@dataclass(frozen=True, slots=True)
class Notice:
    """What is so (`text`), what to do next (`hint`). `kind`: note, ok, warn, bad; `code`: AD-… or none."""

    text: str
    hint: str = ""
    kind: str = "note"
    code: str = ""
    stays: bool = False


def announce(widget: QWidget, words: str) -> None:
    """Have a screen reader say words that nobody moved to."""
    QAccessible.updateAccessibility(QAccessibleAnnouncementEvent(widget, words))


class NoticeBar(QFrame):
    """Shows one notice at a time; hidden while there is none. One that `stays` cannot be put away."""

    _MARKS = {"ok": "ok", "warn": "warn", "bad": "bad"}  # noqa: RUF012 - a table, never changed

    def __init__(self) -> None:
        super().__init__()
        self._mark = Mark()
        self._text = PlainLabel("", "label", selectable=True)
        self._hint = PlainLabel("", selectable=True)
        self._code = PlainLabel("", "caption", selectable=True)
        self._away = Button(self.tr("Close this notice"), self.clear)
        self._todo: Button | None = None
        self._shown: Notice | None = None
        self._buttons = QWidget()
        self._flow = Flow(self._away, of=self._buttons)
        takes_its_height(self._buttons)
        words = column(self._text, self._hint, self._code, self._buttons, space=t.XS)
        self._line = row(space=t.M, margins=(t.L, t.M, t.L, t.M), of=self)
        self._line.addLayout(column(self._mark, None))
        self._line.addLayout(words, 1)
        give_role(self, "notice", "note")
        self.hide()

    def show_notice(self, notice: Notice, todo: tuple[str, Callable[[], object]] | None = None) -> None:
        """`todo` is one button: its words and what it does."""
        self._shown = notice
        self._text.setText(breakable(notice.text))  # it may name a file
        self._hint.setText(breakable(notice.hint))
        self._hint.setVisible(bool(notice.hint))
        self._code.setText(notice.code)
        self._code.setVisible(bool(notice.code))
        self._mark.show_kind(self._MARKS.get(notice.kind, ""))
        self._away.setVisible(not notice.stays)
        self._offer(todo)
        self._buttons.setVisible(not notice.stays or todo is not None)
        give_role(self, "notice", notice.kind)
        self.show()
        announce(self, " ".join(filter(None, (notice.text, notice.hint))))

    def clear(self) -> None:
        self.hide()

    @property
    def shown(self) -> Notice | None:
        """What it says now."""
        return None if self.isHidden() else self._shown

    def _offer(self, todo: tuple[str, Callable[[], object]] | None) -> None:
        if self._todo is not None:
            throw_away(self._todo)
            self._flow.removeWidget(self._todo)
            self._todo = None
        if todo is not None:
            self._todo = Button(*todo)
            self._flow.addWidget(self._todo)
