"""A mark and a few words: "Saved 13:08", "2 of 9 answered". The mark is decoration; the words say it."""

from PySide6.QtCore import QRectF, QSize
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QSizePolicy, QWidget

from auditdesk.ui import tokens as t
from auditdesk.ui.parts import painting
from auditdesk.ui.parts.plain_label import PlainLabel
from auditdesk.ui.parts.showing import see
from auditdesk.ui.parts.spacing import row
from auditdesk.ui.style import give_role


class Mark(QWidget):
    """A painted sign of one kind: done, ok, part, open, bad, warn."""

    def __init__(self, kind: str = "", share: float = 0.0) -> None:
        super().__init__()
        self._kind, self._share = kind, share
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)

    def show_kind(self, kind: str, share: float = 0.0) -> None:
        self._kind, self._share = kind, share
        self.setVisible(bool(kind))
        self.update()

    def sizeHint(self) -> QSize:
        return QSize(t.px(22), t.px(22))

    def paintEvent(self, _event: QPaintEvent) -> None:
        painter = QPainter(self)
        side = float(t.px(20))
        painting.mark(painter, QRectF(t.px(1), t.px(1), side, side), self._kind, self._share)


class StatusLine(QWidget):
    """Says how things stand; silent while there is nothing to say."""

    def __init__(self, text: str = "", kind: str = "", role: str = "hint") -> None:
        super().__init__()
        self._mark, self._words = Mark(kind), PlainLabel(text, role).on_one_line()
        row(self._mark, self._words, space=t.S, of=self)
        self.say(text, kind)

    def say(self, text: str, kind: str = "", role: str = "") -> None:
        self._words.setText(text)
        if role:
            give_role(self._words, role)
        self._mark.show_kind(kind)
        see(self, is_seen=bool(text))

    @property
    def text(self) -> str:
        return self._words.text()
