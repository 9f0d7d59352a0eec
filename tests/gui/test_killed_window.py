"""kill -9 while somebody types in the window, and the window closed in the middle of a word."""

import os
import random
import subprocess
import sys
import threading
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QPlainTextEdit

from auditdesk import work
from auditdesk.ui.fill.page import FillPage
from auditdesk.ui.fill.row_page import RowPage
from tests.gui.auditing import ROWS, at_window, stored

ROOT = Path(__file__).parents[2]
CASE, QUESTION = "CSE16-01", "why"
KILLS, SEED = 5, 20160620


@pytest.fixture
def csc(partnership_of):
    one = partnership_of(tool=ROWS, agencies=["csc"]).auditors[0]
    one.answers(CASE, plan="not_met", seen_on="2016-02-03")
    return one


def typed_until_killed(home: Path, ref: str, after_s: float, question: str = QUESTION) -> tuple[int, int]:
    """How many letters were typed, and how many the window had said to be saved, when it was killed."""
    command = [sys.executable, "-m", "tests.gui.typing_away", str(home), ref, question]
    environment = {**os.environ, "QT_QPA_PLATFORM": "offscreen", "PYTHONPATH": str(ROOT)}
    with subprocess.Popen(command, stdout=subprocess.PIPE, text=True, cwd=ROOT, env=environment) as child:
        assert child.stdout is not None
        lines = [child.stdout.readline()]
        alarm = threading.Timer(after_s, child.kill)
        alarm.start()
        lines += child.stdout.readlines()
        alarm.join()
    assert child.returncode == -9
    told = [line.split() for line in lines if line.endswith("\n")]
    counts = {what: [int(n) for kind, n in told if kind == what] for what in ("typed", "saved")}
    return max(counts["typed"]), max(counts["saved"], default=0)


def test_a_killed_window_loses_nothing_that_it_had_said_to_be_saved(csc):
    rng = random.Random(SEED)  # noqa: S311 - a printed seed, not a secret
    csc.desk.close()
    seen_saved = 0

    for _ in range(KILLS):
        typed, saved = typed_until_killed(csc.home, csc.ref(CASE), rng.uniform(0.4, 2.5))
        csc.comes_back()
        text = stored(csc, CASE).get(QUESTION, "")
        left = work.left_off(csc.desk)
        csc.desk.close()

        assert saved <= len(text) <= typed
        seen_saved += saved
        if text:
            assert left is not None
            assert (left.ref, left.at.name) == (csc.ref(CASE), QUESTION)

    assert seen_saved > 0  # it was saved while no pause was made
    csc.comes_back()


def test_after_a_kill_the_next_start_is_in_the_same_row_at_the_same_box(csc, window, jobs, seen, qtbot):
    csc.desk.close()
    typed, saved = typed_until_killed(csc.home, csc.ref(CASE), 2.0, "said")
    csc.comes_back()

    at_window(csc, window, jobs)

    qtbot.waitUntil(lambda: isinstance(window.page, RowPage))
    assert 0 < saved <= len(seen.part(QPlainTextEdit, "3 What was said?").toPlainText()) <= typed
    seen.key(Qt.Key.Key_Escape)
    assert isinstance(window.page, FillPage)


def test_a_window_closed_in_the_middle_of_a_word_keeps_the_word(csc, window, jobs, seen, qtbot):
    at_window(csc, window, jobs)
    qtbot.waitUntil(lambda: isinstance(window.page, FillPage))
    window.page.go(QUESTION)
    box = seen.part(QPlainTextEdit, "2.1 Why was it late?")
    box.setFocus()
    qtbot.keyClicks(box, "Nobody asked.")

    window.close()
    jobs.close()

    assert stored(csc, CASE)[QUESTION] == "Nobody asked."
