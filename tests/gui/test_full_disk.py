"""A full disk while somebody types: the words stay, the window says so, and all of it is kept later."""

import shutil

import pytest
from PySide6.QtWidgets import QPlainTextEdit

from auditdesk import work
from auditdesk.ui.fill.page import FillPage
from tests.desk.test_trouble import fill, mounted
from tests.gui.auditing import ROWS, at_window, stored
from tests.simulator import PASSPHRASE

CASE, WHY = "CSE16-01", "2.1 Why was it late?"


@pytest.fixture
def disk(tmp_path):
    with mounted(tmp_path / "small", "-t", "tmpfs", "-o", "size=3m", "tmpfs") as small:
        yield small


@pytest.fixture
def csc(partnership_of, disk):
    """An auditor whose desk lies on a disk of 3 MiB."""
    one = partnership_of(tool=ROWS, agencies=["csc"]).auditors[0]
    one.answers(CASE, plan="not_met", seen_on="2016-02-03")
    one.desk.close()
    roomy, one.home = one.home, shutil.copytree(one.home, disk / "desk")
    one.desk = work.open_desk(one.home, PASSPHRASE)
    yield one
    one.desk.close()
    one.desk = work.open_desk(roomy, PASSPHRASE)  # the small disk goes before the partnership does


def test_words_typed_on_a_full_disk_stay_and_are_kept_when_there_is_space(
    csc, disk, window, jobs, seen, qtbot
):
    at_window(csc, window, jobs)
    qtbot.waitUntil(lambda: isinstance(window.page, FillPage))
    window.page.go("why")
    box = seen.part(QPlainTextEdit, WHY)
    box.setFocus()
    filler = fill(disk)

    qtbot.keyClicks(box, "Nobody asked. " * 400)
    seen.wait_for("Not saved")
    assert "The disk is full" in seen.words()
    assert "Your words are still here" in seen.words()
    assert "AD-D_FULL" in seen.words()

    filler.unlink()
    qtbot.keyClicks(box, "Then somebody did.")
    seen.wait_for("Everything is saved again.")

    assert box.toPlainText().endswith("Then somebody did.")
    qtbot.waitUntil(lambda: stored(csc, CASE)["why"] == box.toPlainText())
