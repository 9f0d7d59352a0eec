"""The way into a rehearsed round: who one wants to be. Passphrases are given, since nothing here is real."""

from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING

from PySide6.QtCore import Signal

from auditdesk.ui.jobs import Jobs
from auditdesk.ui.page import Page
from auditdesk.ui.parts import Button, Flow, PlainLabel, Role
from auditdesk.ui.unlock.waiting import Waiting

if TYPE_CHECKING:
    from auditdesk.work.demos import Someone

_COORDINATOR = "coordinator"


class DemoPage(Page):
    """`opened` gives what `opens` gave: the desk of the person who was chosen."""

    opened = Signal(object)
    view_asked = Signal()

    def __init__(
        self, people: "Sequence[Someone]", opens: "Callable[[Someone], object]", *, jobs: Jobs
    ) -> None:
        super().__init__(self.tr("Go in as"), self.tr("Rehearsed round: nothing here is real"))
        self._opens = opens
        self._waiting = Waiting(self.tr("Opening…"), jobs)
        self.add(
            PlainLabel(
                self.tr(
                    "Choose who you are. You work on a copy: close the window, and everything is as it was."
                )
            )
        )
        buttons = [self._button(one) for one in people]
        for button in buttons:
            self.add(Flow(button))
        self.add(self._waiting, Flow(Button(self.tr("View"), self.view_asked.emit)))
        self.first = buttons[0] if buttons else self.title

    def _button(self, someone: "Someone") -> Button:
        role = Role.PRIMARY if someone.name == _COORDINATOR else Role.PLAIN
        return Button(self._words(someone.name), lambda: self._go_in(someone), role)

    def _words(self, name: str) -> str:
        if name == _COORDINATOR:
            return self.tr("Coordinator of the round")
        code, _, number = name.partition("-")
        agencies = {
            "ch": self.tr("children’s home"),
            "csc": self.tr("children’s social care"),
            "edu": self.tr("education"),
            "eh": self.tr("early help"),
            "hcom": self.tr("community health"),
            "pol": self.tr("police"),
        }
        words = self.tr("Auditor, {0}").format(agencies.get(code, code))
        return f"{words} {number}" if number else words

    def _go_in(self, someone: "Someone") -> None:
        self._waiting.start(lambda: self._opens(someone), self.opened.emit, self.refused.emit)
