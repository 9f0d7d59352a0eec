"""What people do at an auditor's window that nobody planned: nothing is lost, nothing is done twice."""

import shutil
from contextlib import contextmanager
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QFileDialog, QLineEdit, QPlainTextEdit

from auditdesk import canonical, work
from auditdesk.ui.cases.page import CasesPage
from auditdesk.ui.check.page import CheckPage
from auditdesk.ui.fill.find_page import FindPage
from auditdesk.ui.fill.page import FillPage
from auditdesk.ui.parts.field import MOST_CHARACTERS
from auditdesk.ui.sign.page import SignPage
from tests.desk.test_trouble import fill, mounted
from tests.gui.auditing import ROWS, Dialogs, at_window, stored
from tests.simulator import PASSPHRASE

CASE, WHY = "CSE16-01", "2.1 Why was it late?"
CONTROL = Qt.KeyboardModifier.ControlModifier
SHIFT = Qt.KeyboardModifier.ShiftModifier


@pytest.fixture
def csc(partnership_of):
    one = partnership_of(tool=ROWS, agencies=["csc"]).auditors[0]
    one.answers(CASE, plan="not_met", seen_on="2016-02-03")
    return one


@pytest.fixture
def way(csc, window, jobs, qtbot):
    """The window on the form that was left off."""
    made = at_window(csc, window, jobs)
    qtbot.waitUntil(lambda: isinstance(window.page, FillPage))
    return made


@pytest.fixture
def box(way, window, seen):  # noqa: ARG001 - the form must be there
    """The box for the reason, with the focus."""
    window.page.go("why")
    found = seen.part(QPlainTextEdit, WHY)
    found.setFocus()
    return found


def name_of_focus(window):
    here = window.focusWidget()
    assert here is not None
    assert here.isVisible()
    return here.accessibleName()


def test_a_case_is_opened_once_however_often_enter_is_pressed(way, window, seen, qtbot):
    way.to_cases()
    qtbot.waitUntil(lambda: len(seen.rows("Your cases")) == 2)
    for _ in range(3):
        seen.key(Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: isinstance(window.page, FillPage))
    seen.key(Qt.Key.Key_Escape)

    assert isinstance(window.page, CasesPage)


@pytest.mark.usefixtures("way")
def test_the_second_section_is_walked_from_its_title_question_by_question(window, seen):
    window.page.go("why")
    window.page.title.setFocus()

    met = []
    for _ in range(4):
        seen.key(Qt.Key.Key_Tab)
        met.append(name_of_focus(window))

    assert met == [WHY, "2.2 Visits", "The record does not say", "Add a row to Meetings"]
    seen.key(Qt.Key.Key_Backtab, SHIFT)
    assert name_of_focus(window) == "The record does not say"


@pytest.mark.usefixtures("way")
def test_who_comes_back_from_a_row_stands_where_they_left(window, seen):
    window.page.go("visits")
    seen.press("Add a row to Meetings")
    seen.type("1 Held on", "4 3 2016")
    seen.key(Qt.Key.Key_Return, CONTROL)
    assert name_of_focus(window) == "Add a row to Meetings"

    seen.button("Remove row 1 of Meetings").setFocus()
    seen.key(Qt.Key.Key_Return)

    assert name_of_focus(window) == "Add a row to Meetings"


@pytest.mark.usefixtures("way")
def test_a_date_typed_over_and_typed_back_is_still_a_date(csc, window, seen, qtbot):
    window.page.go("seen_on")
    line = seen.part(QLineEdit, "1.1 Date seen")
    line.setFocus()
    assert line.text() == "3 February 2016"
    qtbot.keyClicks(line, "x")
    qtbot.waitUntil(lambda: stored(csc, CASE)["seen_on"] == "3 February 2016x")

    seen.key(Qt.Key.Key_Backspace)
    seen.key(Qt.Key.Key_Tab)

    qtbot.waitUntil(lambda: stored(csc, CASE)["seen_on"] == "2016-02-03")


def test_keys_of_the_window_do_not_edit_the_text_one_stands_in(csc, box, window, seen, qtbot):
    """On a Linux desktop Ctrl+K deletes the rest of a line, and Ctrl+E goes to its end."""
    qtbot.keyClicks(box, "Nobody asked.")
    seen.key(Qt.Key.Key_Home)

    seen.key(Qt.Key.Key_K, CONTROL)
    assert isinstance(window.page, FindPage)
    seen.key(Qt.Key.Key_Escape)
    assert name_of_focus(window) == WHY
    seen.key(Qt.Key.Key_E, CONTROL)
    assert isinstance(window.page, CheckPage)

    qtbot.waitUntil(lambda: stored(csc, CASE).get("why") == "Nobody asked.")


def test_a_megabyte_is_not_pasted_and_what_stood_there_stays(csc, box, seen, qtbot):
    qtbot.keyClicks(box, "Nobody asked.")
    QGuiApplication.clipboard().setText("x" * 1_000_000)

    seen.key(Qt.Key.Key_V, CONTROL)

    assert MOST_CHARACTERS == canonical.MOST_CHARACTERS
    assert "an answer holds at most 20,000 characters. Nothing was recorded." in seen.words()
    assert box.toPlainText() == "Nobody asked."
    qtbot.waitUntil(lambda: stored(csc, CASE).get("why") == "Nobody asked.")


@pytest.mark.parametrize(
    ("pasted", "kept"),
    [
        ("a\x00b\x07c", "abc"),
        ("\u202eevil\u2066", "evil"),
        ("cafe\u0301", "caf\u00e9"),
        ("half \ud83d emoji", "half  emoji"),
        ("one\r\ntwo\u2029three", "one\ntwo\nthree"),
        ("<b>bold</b> &amp; \U0001f9ff", "<b>bold</b> &amp; \U0001f9ff"),
    ],
)
@pytest.mark.usefixtures("box")
def test_whatever_is_pasted_is_kept_as_the_text_it_is(csc, seen, qtbot, pasted, kept):
    QGuiApplication.clipboard().setText(pasted)

    seen.key(Qt.Key.Key_V, CONTROL)

    qtbot.waitUntil(lambda: stored(csc, CASE).get("why") == kept)
    qtbot.waitUntil(lambda: "Saved" in seen.words())


@pytest.mark.usefixtures("way")
def test_ctrl_enter_twice_signs_once_and_asks_for_one_folder(window, seen, qtbot, tmp_path):
    out = tmp_path / "out"
    out.mkdir()
    seen.key(Qt.Key.Key_E, CONTROL)
    seen.key(Qt.Key.Key_Return, CONTROL)
    assert isinstance(window.page, SignPage)
    asked = Dialogs(out)
    for _ in range(3):
        seen.key(Qt.Key.Key_Return, CONTROL)
    seen.key(Qt.Key.Key_Escape)  # not while it is being signed
    seen.wait_for("Signed and exported")

    assert asked.is_done
    assert "AD-" not in seen.words()
    assert len(list(out.iterdir())) == 1
    comes_forward(window, qtbot)
    seen.key(Qt.Key.Key_Escape)
    assert isinstance(window.page, CasesPage)
    qtbot.waitUntil(lambda: any("Signed" in line for line in seen.rows("Your cases")))


@pytest.mark.usefixtures("way")
def test_a_form_is_not_written_in_after_it_was_signed(window, seen, qtbot):
    """Escape in the dialog of the folder: signed, not exported, and no way back to boxes that look open."""
    seen.key(Qt.Key.Key_E, CONTROL)
    seen.key(Qt.Key.Key_Return, CONTROL)
    cancels = Cancels()
    seen.key(Qt.Key.Key_Return, CONTROL)
    seen.wait_for("Signed, not exported yet")
    assert cancels.is_done
    comes_forward(window, qtbot)

    seen.key(Qt.Key.Key_Escape)

    assert isinstance(window.page, CasesPage)


def comes_forward(window, qtbot) -> None:
    """Without a window manager nobody gives the focus back after a dialog."""
    window.activateWindow()
    qtbot.waitUntil(window.isActiveWindow)


class Cancels(Dialogs):
    """Escape in the next dialog."""

    def __init__(self) -> None:
        super().__init__(Path())

    def _look(self) -> None:
        dialog = QApplication.activeModalWidget()
        if isinstance(dialog, QFileDialog):
            self._timer.stop()
            self.is_done = True
            QTest.keyClick(dialog, Qt.Key.Key_Escape)


@pytest.mark.usefixtures("way")
def test_what_check_asks_for_is_typed_and_checked_again_by_keys(window, seen, qtbot):
    seen.key(Qt.Key.Key_E, CONTROL)
    assert isinstance(window.page, CheckPage)
    seen.key(Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: name_of_focus(window) == "Comment on 1.2 Is the plan explicit?")
    qtbot.keyClicks(window.focusWidget(), "It is not dated.")

    seen.key(Qt.Key.Key_E, CONTROL)

    assert isinstance(window.page, CheckPage)
    assert "Nothing left to do" in seen.words()


def test_a_form_left_on_a_full_disk_keeps_its_words_and_they_are_kept_later(
    csc, tmp_path, window, jobs, seen, qtbot
):
    """Back to the cases with words that could not be saved; the window does not close over them."""
    with desk_on_a_small_disk(csc, tmp_path) as disk:
        at_window(csc, window, jobs)
        qtbot.waitUntil(lambda: isinstance(window.page, FillPage))
        window.page.go("why")
        box = seen.part(QPlainTextEdit, WHY)
        box.setFocus()
        filler = fill(disk)
        qtbot.keyClicks(box, "Nobody asked. " * 400)
        seen.wait_for("Your words are still here")

        seen.key(Qt.Key.Key_Escape)
        assert isinstance(window.page, CasesPage)
        window.close()
        assert window.isVisible()
        assert seen.button("Close and lose them").isVisible()
        filler.unlink()

        qtbot.waitUntil(lambda: stored(csc, CASE).get("why") == "Nobody asked. " * 400, timeout=30_000)
        seen.wait_for("Everything is saved again.")


@contextmanager
def desk_on_a_small_disk(auditor, tmp_path):
    """An auditor's desk on a disk of 3 MiB, for as long as it takes."""
    with mounted(tmp_path / "small", "-t", "tmpfs", "-o", "size=3m", "tmpfs") as disk:
        auditor.desk.close()
        roomy, auditor.home = auditor.home, shutil.copytree(auditor.home, disk / "desk")
        auditor.desk = work.open_desk(auditor.home, PASSPHRASE)
        yield disk
        auditor.desk.close()
        auditor.home = roomy
        auditor.desk = work.open_desk(roomy, PASSPHRASE)


def test_signing_on_a_full_disk_is_said_and_the_same_page_signs_when_there_is_space(
    csc, tmp_path, window, jobs, seen, qtbot
):
    with desk_on_a_small_disk(csc, tmp_path) as disk:
        at_window(csc, window, jobs)
        qtbot.waitUntil(lambda: isinstance(window.page, FillPage))
        seen.key(Qt.Key.Key_E, CONTROL)
        seen.key(Qt.Key.Key_Return, CONTROL)
        assert isinstance(window.page, SignPage)
        filler = fill(disk)
        seen.key(Qt.Key.Key_Return, CONTROL)
        seen.wait_for("The disk is full")
        assert work.returns_asked(csc.desk, None)[0].state == "open"

        filler.unlink()
        cancels = Cancels()
        seen.key(Qt.Key.Key_Return, CONTROL)
        seen.wait_for("Signed, not exported yet")

        assert cancels.is_done
        assert work.returns_asked(csc.desk, None)[0].state == "signed"


@pytest.mark.usefixtures("way")
def test_an_export_to_a_full_disk_leaves_nothing_and_another_folder_is_taken(tmp_path, window, seen, qtbot):
    roomy = tmp_path / "roomy"
    roomy.mkdir()
    with mounted(tmp_path / "stick", "-t", "tmpfs", "-o", "size=64k", "tmpfs") as stick:
        filler = fill(stick)
        seen.key(Qt.Key.Key_E, CONTROL)
        seen.key(Qt.Key.Key_Return, CONTROL)
        asked = Dialogs(stick)
        seen.key(Qt.Key.Key_Return, CONTROL)
        seen.wait_for("The disk is full")
        assert asked.is_done
        assert list(stick.iterdir()) == [filler]
        comes_forward(window, qtbot)

        asked = Dialogs(roomy)
        seen.key(Qt.Key.Key_Return, CONTROL)
        seen.wait_for("Signed and exported")

    assert len(list(roomy.iterdir())) == 1


def test_a_desk_that_is_taken_away_is_noticed_with_the_next_words(csc, box, seen, qtbot):
    kept = csc.home.with_name("elsewhere")
    csc.home.rename(kept)
    qtbot.keyClicks(box, "Nobody asked.")
    seen.wait_for("The disk did not answer")
    assert "Your words are still here" in seen.words()

    kept.rename(csc.home)

    qtbot.waitUntil(lambda: stored(csc, CASE).get("why") == "Nobody asked.", timeout=30_000)
