"""A return that moves to a newer version of its tool is moved whole or not at all: kill -9, a full disk."""

import random
import shutil
import subprocess
import sys
import threading
from pathlib import Path

import pytest

from auditdesk import work
from auditdesk.audit.round import Ref
from auditdesk.desk import returns
from auditdesk.desk.desk import STORE
from auditdesk.errors import DeskError
from tests.desk.test_trouble import fill, small_disk  # noqa: F401 - a fixture, used by name
from tests.merge.test_earlier_tool import ANSWERS, FIRST, SECOND
from tests.simulator import ROUND, rows_of

ROOT = Path(__file__).parents[2]
CASES = [f"CSE16-{number:02}" for number in range(1, 13)]
KILLS, SEED = 12, 20160620


@pytest.fixture
def many(partnership_of):
    """Twelve half-filled returns, and a newer version on their desk."""
    found = partnership_of(tool=FIRST, agencies=["csc"], cases=CASES)
    csc = found.auditor("csc")
    for case in CASES:
        csc.answers(case, **ANSWERS)
    found.coordinator.revises(SECOND, "2.0.0").packs()
    return csc


def moved_until_killed(home, after_s):
    """What a process told to have moved until it was killed, so long after its desk was open."""
    command = [sys.executable, "-m", "tests.desk.moving_all", str(home)]
    with subprocess.Popen(command, stdout=subprocess.PIPE, cwd=ROOT) as child:
        assert child.stdout is not None
        assert child.stdout.readline() == b"open\n"
        alarm = threading.Timer(after_s, child.kill)
        alarm.start()
        told = child.stdout.read().decode().split()
        alarm.join()
    return told


def questions(desk, line):
    draft = desk.read(returns.draft, line.round, Ref.parse(line.ref))
    return {cell.at.name for cell in draft.typed.cells if cell.text}


def test_a_return_is_on_one_version_or_the_other_whenever_the_move_is_killed(many, tmp_path):
    rng = random.Random(SEED)  # noqa: S311 - a printed seed, not a secret
    saved, halves = many.saves(), set()

    for kill in range(KILLS):
        home = tmp_path / f"killed{kill}"
        shutil.copytree(saved, home)
        after_s = rng.uniform(0.001, 0.6)
        told = moved_until_killed(home, after_s)
        desk = many.partnership.desks.open(home)
        lines = work.returns_asked(desk, None)
        still = {line.ref for line in lines if line.newer}
        for line in lines:
            found = questions(desk, line)
            assert ("cse_plan" in found, "plan" in found) == (line.ref in still, line.ref not in still)
        assert not still & set(told), f"seed {SEED}, kill {kill}, {after_s} s"
        checked = work.check_desk(desk)
        assert (checked.store_sound, checked.history_sound) == (True, True)
        halves.add(len(still))
        desk.close()

    assert len(halves) > 1


def test_on_a_full_disk_the_return_stays_as_it_was_and_moves_when_there_is_space(many, small_disk):  # noqa: F811
    shutil.copytree(many.saves(), small_disk / "desk")
    desk = many.partnership.desks.open(small_disk / "desk")
    desk.write(lambda db: db.execute("pragma wal_checkpoint(truncate)") and None)
    filler = fill(small_disk)
    refused = []
    for case in CASES:
        before = rows_of(desk)
        try:
            moved(many, desk, case)
        except DeskError as error:
            assert rows_of(desk) == before
            refused.append(error)
            break

    assert [error.code for error in refused] == ["D_FULL"]
    assert STORE in str(refused[0])
    filler.unlink()
    moved(many, desk, CASES[-1])
    assert work.check_desk(desk).history_sound
    desk.close()


def moved(auditor, desk, case):
    asked = (ROUND, auditor.ref(case))
    return work.move_return(desk, asked, now=auditor.now, new_id=auditor.partnership.new_id)
