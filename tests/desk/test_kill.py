"""kill -9 while answers are given: what was told is kept, and at most the answer being given is lost."""

import random
import subprocess
import sys
import threading
from pathlib import Path

import pytest

from auditdesk.desk import returns
from auditdesk.desk.desk import open_desk
from tests.desk.making import FIRST, PASSPHRASE, ROUND

ROOT = Path(__file__).parents[2]
KILLS = 20
SEED = 20160620


def told_until_killed(folder, start, after_s, how):
    """Let a real process give answers, kill it so long after its desk opened; what it told by then."""
    command = [sys.executable, "-m", "tests.desk.answering", str(folder), str(start), how]
    with subprocess.Popen(command, stdout=subprocess.PIPE, cwd=ROOT) as child:
        assert child.stdout is not None
        assert child.stdout.readline() == b"open\n"
        alarm = threading.Timer(after_s, child.kill)
        alarm.start()
        told = child.stdout.read().decode().split()
        alarm.join()
    assert child.returncode == -9
    return [int(n) for n in told]


def kept(folder):
    """What a fresh opening finds, after checking that the store is whole and the history unbroken."""
    desk = open_desk(folder, PASSPHRASE)
    try:
        assert desk.is_sound()
        cells = desk.read(returns.draft, ROUND, FIRST).typed.cells
        assert desk.read(returns.check_chain) == (len(cells), True)
        return {int(cell.at.name[1:]): cell.text for cell in cells}
    finally:
        desk.close()


def lost_and_more(folder, start, after_s, how):
    """Answers that were told and are not there; answers that are there and were not told."""
    told = told_until_killed(folder, start, after_s, how)
    found = kept(folder)
    assert all(text == f"answer {n} " + "x" * (n % 700) for n, text in found.items())
    return set(told) - found.keys(), found.keys() - set(told) - set(range(start))


@pytest.mark.parametrize("part", range(4))
def test_no_answer_that_was_told_is_lost_by_kill_9(made, part):
    rng = random.Random(SEED + part)  # noqa: S311 - a printed seed, not a secret

    for kill in range(KILLS // 4):
        start = len(kept(made.folder)) + 1
        after_s = rng.uniform(0.001, 0.250)
        lost, more = lost_and_more(made.folder, start, after_s, "after")
        assert (lost, len(more) <= 1) == (set(), True), f"seed {SEED + part}, kill {kill}, {after_s} s"


def test_answers_told_before_they_are_kept_are_found_out(made):
    """The control: the same test sees the mistake."""
    rng = random.Random(SEED)  # noqa: S311 - as above
    lost: set[int] = set()

    for _ in range(10):
        start = max(kept(made.folder), default=0) + 1
        lost = lost_and_more(made.folder, start, rng.uniform(0.001, 0.250), "early")[0]
        if lost:
            break

    assert lost
