"""A coordinator at the window: real desks and files, and a person who has no mouse."""

from collections.abc import Callable
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QWidget

from auditdesk.ui.board.page import BoardPage
from auditdesk.ui.coordinator import CoordinatorWay
from auditdesk.ui.jobs import Jobs
from auditdesk.ui.page import Handed, Page
from auditdesk.ui.window import Window
from tests.gui.auditing import Dialogs
from tests.gui.seen import Seen
from tests.simulator import Coordinator

_MOST_STOPS = 80


def at_window(coordinator: Coordinator, window: Window, jobs: Jobs) -> CoordinatorWay:
    """The coordinator's way through the window, at the first page."""
    new_id = coordinator.partnership.new_id
    way = CoordinatorWay(Handed(coordinator.desk, jobs, coordinator.now, new_id), window)
    way.begin()
    return way


def at_board(coordinator: Coordinator, window: Window, jobs: Jobs, hands: "Keys") -> "Keys":
    """The coordinator's window on the board of the one round, as it stands today."""
    at_window(coordinator, window, jobs)
    hands.comes_to(BoardPage)
    hands.seen.wait_for("returns received")
    return hands


class Keys:
    """Reaches parts by Tab and presses keys: never a click."""

    def __init__(self, seen: Seen, window: Window, qtbot) -> None:
        self.seen, self.window, self._qtbot = seen, window, qtbot

    def comes_to(self, page: type[Page]) -> None:
        self._qtbot.waitUntil(lambda: isinstance(self.window.page, page), timeout=30_000)

    def waits(self, happened: Callable[[], bool]) -> None:
        self._qtbot.waitUntil(happened, timeout=30_000)

    def reach(self, name: str) -> QWidget:
        """Tab until the part of that name has the focus."""
        met = []
        for _ in range(_MOST_STOPS):
            here: QWidget | None = self.window.focusWidget()
            if here is not None and here.isVisible() and here.accessibleName() == name:
                return here
            met.append("nothing" if here is None else here.accessibleName())
            self.seen.key(Qt.Key.Key_Tab)
        pytest.fail(f"Tab never comes to {name!r}; it came to {met}")

    def press(self, name: str) -> None:
        self.reach(name)
        self.seen.key(Qt.Key.Key_Space)

    def press_for(self, name: str, path: Path) -> None:
        """Press a button that asks for a file or folder, and type this one."""
        asked = Dialogs(path)
        self.press(name)
        assert asked.is_done

    def type(self, name: str, text: str) -> None:
        """Type over what stands in a box; lines go on by Enter."""
        box = self.reach(name)
        self._qtbot.keyClick(box, Qt.Key.Key_A, Qt.KeyboardModifier.ControlModifier)
        for number, line in enumerate(text.split("\n")):
            if number:
                self._qtbot.keyClick(box, Qt.Key.Key_Return)
            self._qtbot.keyClicks(box, line)

    def main(self) -> None:
        """Ctrl+Enter: the primary button."""
        self.control(Qt.Key.Key_Return)

    def control(self, key: Qt.Key) -> None:
        """Press a key with Ctrl."""
        self._comes_forward()
        self.seen.key(key, Qt.KeyboardModifier.ControlModifier)

    def escape(self) -> None:
        self._comes_forward()
        self.seen.key(Qt.Key.Key_Escape)

    def _comes_forward(self) -> None:
        """As a window manager does when a dialog has gone: only then do shortcuts reach the window."""
        self.window.activateWindow()
        self._qtbot.waitUntil(self.window.isActiveWindow)

    def main_for(self, path: Path) -> None:
        """Press the primary button that asks for a file or folder, and type this one."""
        asked = Dialogs(path)
        self.main()
        assert asked.is_done
