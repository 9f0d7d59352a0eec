"""The bars above and below a page: parts in as many lines as they take."""

from collections.abc import Sequence

from PySide6.QtWidgets import QFrame, QWidget

from auditdesk.ui import tokens as t
from auditdesk.ui.parts.buttons import Button
from auditdesk.ui.parts.flow import Flow, takes_its_height
from auditdesk.ui.parts.focus_ring import holds_ring
from auditdesk.ui.parts.plain_label import PlainLabel
from auditdesk.ui.parts.spacing import column
from auditdesk.ui.style import give_role


class TopBar(QFrame):
    """Holds what a page lends it, until it holds what the next one does."""

    def __init__(self) -> None:
        super().__init__()
        give_role(self, "top")
        holds_ring(self)
        self._flow = Flow(space=t.S, margins=(t.XXL, t.S, t.XL, t.S), of=self)
        takes_its_height(self)

    def show_parts(self, start: Sequence[QWidget], end: Sequence[QWidget]) -> None:
        """`start` lies at the start of the line, `end` at its end."""
        self._flow.clear()
        for part in start:
            self._flow.addWidget(part)
        self._flow.add_gap()
        for part in end:
            self._flow.addWidget(part)
        for part in (*start, *end):
            part.show()


class Foot(QWidget):
    """Back, what is left, and the one main button, which Ctrl+Enter presses."""

    def __init__(self, *, back: Button | None = None, note: str = "", main: Button | None = None) -> None:
        super().__init__()
        self.back, self.main = back, main
        self._note = PlainLabel(note, "hint").on_one_line()
        flow = self._flow = Flow(of=self)
        if back is not None:
            flow.addWidget(back)
        flow.add_gap()
        flow.addWidget(self._note)
        self._note.setVisible(bool(note))
        if main is not None:
            flow.addWidget(main)
        takes_its_height(self)

    def offer(self, main: Button) -> None:
        """Another main button in the place of the one there was."""
        if self.main is not None:
            self._flow.removeWidget(self.main)
            self.main.hide()
            self.main.deleteLater()
        self.main = main
        self._flow.addWidget(main)
        main.show()

    def say(self, note: str) -> None:
        """What is left, in a few words."""
        self._note.setText(note)
        self._note.setVisible(bool(note))


class FootBar(QFrame):
    """Holds the foot of the page on top; hidden where there is none."""

    def __init__(self) -> None:
        super().__init__()
        give_role(self, "foot")
        holds_ring(self)
        self._line = column(space=0, margins=(t.XXL, t.S, t.XXL, t.S), of=self)

    def show_foot(self, foot: Foot | None) -> None:
        if foot is not None:
            self._line.addWidget(foot)
            foot.show()
        self.setVisible(foot is not None)
