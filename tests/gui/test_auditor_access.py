"""What a screen reader and a finger find on the auditor's pages, in three sizes."""

import pytest
from PySide6.QtCore import Qt

from auditdesk.ui import style
from auditdesk.ui.fill.page import FillPage
from auditdesk.ui.tokens import Theme
from tests.gui.auditing import ROWS, at_window
from tests.gui.test_access import faults

WAYS = {
    "cases": (),
    "form": ("form",),
    "row": ("form", "Save and continue", "Add a row to Meetings"),
    "unsafe": ("form", "Child unsafe now"),
    "find": ("form", "Find a question"),
    "check": ("form", "Check answers"),
    "sign": ("form", "Check answers", "Sign and export"),
    "cards": ("Cards: yours and the coordinator’s",),
}


@pytest.fixture
def cases(partnership_of, window, jobs, seen, qtbot):
    """The window on the list of cases."""
    at_window(partnership_of(tool=ROWS, agencies=["csc"]).auditors[0], window, jobs)
    qtbot.waitUntil(lambda: "CSE16-01" in "".join(seen.rows("Your cases")))


@pytest.mark.parametrize("zoom", [100, 200, 400])
@pytest.mark.parametrize("kind", WAYS)
@pytest.mark.usefixtures("cases")
def test_every_control_is_named_large_enough_and_nothing_is_cut(window, worn, seen, qtbot, kind, zoom):
    for step in WAYS[kind]:
        if step == "form":
            seen.key(Qt.Key.Key_Return)
            qtbot.waitUntil(lambda: isinstance(window.page, FillPage))
        else:
            seen.press(step)
    style.wear(worn, Theme.LIGHT, zoom)
    window.zoomed()

    qtbot.waitUntil(lambda: faults(window.page) == [])  # what is read from the desk comes a moment later
    assert window.page.width() <= window.width()
