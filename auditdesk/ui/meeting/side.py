"""What stands beside the meeting: which case, how much of it is agreed, and each judgement to be gone to."""

from collections.abc import Sequence

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from auditdesk import work
from auditdesk.ui import tokens as t
from auditdesk.ui.meeting.agenda import line
from auditdesk.ui.parts import PlainLabel, column
from auditdesk.ui.parts.rail import Rail


class Side(QWidget):
    """`chosen` gives the place of a judgement, from 0."""

    chosen = Signal(int)

    def __init__(self) -> None:
        super().__init__()
        self._case, self._agreed = PlainLabel("", "code"), PlainLabel("", "caption")
        self._rail = Rail(self.tr("Judgements"), self.tr("Judgement {0} of {1}"))
        self._rail.chosen.connect(self.chosen)
        about = column(self._case, self._agreed, space=t.S, margins=(t.M, 0, t.M, t.S))
        column(about, space=t.S, of=self).addWidget(self._rail, 1)
        self.setFocusProxy(self._rail)

    def show_case(self, case: str, todo: Sequence[work.Discussed], here: int) -> None:
        """Draw how far the case is; `here` is the judgement on the page."""
        self._case.setText(case)
        agreed = sum(1 for one in todo if one.agreed)
        self._agreed.setText(self.tr("{0} of {1} agreed").format(agreed, len(todo)))
        self._rail.show_lines([line(one) for one in todo], here)
