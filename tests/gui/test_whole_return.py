"""A whole return by keyboard alone, in the window; its bundle is merged by the verb of the command line."""

from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication

from auditdesk.ui.check.page import CheckPage
from auditdesk.ui.fill.page import FillPage
from auditdesk.ui.sign.page import SignPage
from tests.gui.auditing import ROWS, Dialogs, at_window, stored

CASE = "CSE16-01"
CONTROL = Qt.KeyboardModifier.ControlModifier


@pytest.fixture
def partnership(partnership_of):
    return partnership_of(tool=ROWS, agencies=["csc"])


def tab_to(seen, name: str) -> None:
    """Press Tab until the control of that name has the focus, as somebody without a mouse does."""
    for _ in range(80):
        here = QApplication.focusWidget()
        if here is not None and here.accessibleName() == name:
            return
        seen.key(Qt.Key.Key_Tab)
    raise AssertionError(name)


def typed(qtbot, text: str) -> None:
    here = QApplication.focusWidget()
    assert here is not None
    qtbot.keyClicks(here, text)


def answer_all(seen, qtbot) -> None:
    """Both sections, a comment and a row, by Tab, letters, digits and Ctrl+Enter."""
    tab_to(seen, "1.1 Date seen")
    typed(qtbot, "3 2 2016")
    tab_to(seen, "Met")
    seen.key(Qt.Key.Key_3)
    tab_to(seen, "Comment on 1.2 Is the plan explicit?")
    typed(qtbot, "The plan is not dated.")
    seen.key(Qt.Key.Key_Return, CONTROL)
    assert "Section 2 of 2" in seen.words()

    tab_to(seen, "2.1 Why was it late?")
    typed(qtbot, "Nobody asked.")
    tab_to(seen, "Add a row to Meetings")
    seen.key(Qt.Key.Key_Space)
    tab_to(seen, "1 Held on")
    typed(qtbot, "4.3.16")
    seen.key(Qt.Key.Key_Return, CONTROL)
    assert "1. 4 March 2016" in seen.words()


def test_a_return_is_answered_signed_and_sent_by_keyboard_alone(
    partnership, window, jobs, seen, qtbot, tmp_path
):
    csc = partnership.auditors[0]
    at_window(csc, window, jobs)
    qtbot.waitUntil(lambda: CASE in "".join(seen.rows("Your cases")))
    seen.key(Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: isinstance(window.page, FillPage))

    answer_all(seen, qtbot)

    seen.key(Qt.Key.Key_E, CONTROL)
    assert isinstance(window.page, CheckPage)
    assert "Nothing left to do" in seen.words()
    seen.key(Qt.Key.Key_Return, CONTROL)
    assert isinstance(window.page, SignPage)
    (tmp_path / "out").mkdir()
    asked = Dialogs(tmp_path / "out")
    seen.key(Qt.Key.Key_Return, CONTROL)
    qtbot.waitUntil(lambda: "Signed and exported" in seen.words())

    assert asked.is_done
    [bundle] = (tmp_path / "out").iterdir()
    seen.wait_for(str(bundle))
    merged = partnership.coordinator.merges(Path(bundle))
    assert [(one.outcome, [str(ref) for ref in one.returns]) for one in merged.outcomes] == [
        ("merged", [csc.ref(CASE)])
    ]
    kept = stored(csc, CASE)
    assert kept["plan"] == "not_met"
    assert kept["plan__c"] == "The plan is not dated."
    window.activateWindow()  # without a window manager nobody gives the focus back after a dialog
    qtbot.waitUntil(window.isActiveWindow)
    seen.key(Qt.Key.Key_Return, CONTROL)
    seen.wait_for("Your cases")
    qtbot.waitUntil(lambda: "Signed" in "".join(seen.rows("Your cases")))


def test_a_receipt_is_taken_in_and_said(partnership, window, jobs, seen, qtbot):
    csc = partnership.auditors[0]
    csc.answers(CASE, plan="met", seen_on="2016-02-03").signs().sends()
    partnership.coordinator.merges()
    [receipt] = partnership.coordinator.answers()
    way = at_window(csc, window, jobs)

    way.take_files((Path(receipt.file),))

    qtbot.waitUntil(lambda: "1 return accepted" in seen.words())
    seen.press("To your cases")
    qtbot.waitUntil(lambda: "Signed" in "".join(seen.rows("Your cases")))


def test_a_pack_that_is_no_pack_is_one_sentence_and_the_cases_stay(
    partnership, window, jobs, seen, qtbot, tmp_path
):
    word = tmp_path / "minutes.docx"
    word.write_bytes(b"PK\x03\x04 a Word file")
    way = at_window(partnership.auditors[0], window, jobs)
    qtbot.waitUntil(lambda: CASE in "".join(seen.rows("Your cases")))

    way.take_files((word,))

    qtbot.waitUntil(lambda: "is not an auditdesk file" in seen.words())
    assert CASE in "".join(seen.rows("Your cases"))
    assert "AD-A_MAGIC" in seen.words()
