"""A newer version of the tool at the window: moved by keyboard, and what is left over is read on one page."""

import pytest
from PySide6.QtCore import Qt

from auditdesk.ui.fill.earlier_page import EarlierPage
from auditdesk.ui.fill.page import FillPage
from tests.gui.auditing import ROWS, at_window, stored

CASE = "CSE16-01"
NEWER = ROWS.replace("name: visits, label: Visits", "name: calls, label: Visits and calls")


@pytest.fixture
def csc(partnership_of):
    """A half-filled return, and a newer version in which one of its questions is gone."""
    found = partnership_of(tool=ROWS, agencies=["csc"])
    csc = found.auditors[0].answers(CASE, plan="met", visits="7")
    found.coordinator.revises(NEWER, "2.0.0").packs()
    return csc


@pytest.fixture
def form(csc, window, jobs, qtbot):
    """The form of the half-filled return: the window goes on where its auditor left off."""
    at_window(csc, window, jobs)
    qtbot.waitUntil(lambda: isinstance(window.page, FillPage))


def earlier(seen, qtbot, window):
    seen.key(Qt.Key.Key_R, Qt.KeyboardModifier.ControlModifier)
    qtbot.waitUntil(lambda: isinstance(window.page, EarlierPage))


@pytest.mark.usefixtures("form")
def test_a_return_is_moved_by_keyboard_and_what_is_left_over_is_on_one_page(seen, qtbot, csc, window):
    earlier(seen, qtbot, window)
    assert "Version 2.0.0 of the tool is here" in seen.words()

    seen.button("Move to version 2.0.0").setFocus()
    seen.key(Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: isinstance(window.page, FillPage))
    seen.wait_for("On version 2.0.0 now")

    assert stored(csc, CASE) == {"plan": "met"}
    earlier(seen, qtbot, window)
    assert "Visits" in seen.words()
    assert "7" in seen.words().split("\n")
    assert "They are not counted" in seen.words()


@pytest.mark.usefixtures("form")
def test_the_list_of_cases_says_that_a_newer_version_is_here(seen, qtbot, window):
    seen.press("Back")
    seen.press("Back")
    qtbot.waitUntil(lambda: "version 2.0.0 of the tool is here" in "".join(seen.rows("Your cases")))

    assert not isinstance(window.page, FillPage)


@pytest.mark.usefixtures("form")
def test_what_was_typed_last_goes_along(seen, qtbot, csc, window):
    seen.type("2.2 Visits", "8")
    earlier(seen, qtbot, window)

    seen.press("Move to version 2.0.0")
    qtbot.waitUntil(lambda: isinstance(window.page, FillPage))
    seen.wait_for("On version 2.0.0 now")

    assert [(one.label, one.value) for one in csc.shows(CASE).left_over] == [("Visits", "8")]


def test_without_an_earlier_version_there_is_no_such_page(partnership_of, window, jobs, seen, qtbot):
    at_window(partnership_of(tool=ROWS, agencies=["csc"]).auditors[0], window, jobs)
    qtbot.waitUntil(lambda: "CSE16-01" in "".join(seen.rows("Your cases")))
    seen.key(Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: isinstance(window.page, FillPage))

    seen.key(Qt.Key.Key_R, Qt.KeyboardModifier.ControlModifier)

    assert isinstance(window.page, FillPage)
    assert "earlier version" not in seen.words()
