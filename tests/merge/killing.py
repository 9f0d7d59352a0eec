"""kill -9 in the middle of a merge, and the same merge again: nothing may be lost, doubled or half there."""

import random
import shutil
import subprocess
import sys
import threading
from pathlib import Path

from auditdesk.desk import facts
from tests.merge.world import Bundle, Enrolled, Junk, Pack, World, expected, result

ROOT = Path(__file__).parents[2]
LATEST_S = 0.2


def letters(world: World) -> Path:
    """All bundles in one folder, in both ciphertexts, and junk."""
    folder = world.home.with_name("letters")
    if not folder.exists():
        folder.mkdir()
        for event in world.events:
            for file in (
                event.files if isinstance(event, Bundle) else (event.file,) if isinstance(event, Junk) else ()
            ):
                shutil.copy(file, folder)
    return folder


def ready(world: World) -> Path:
    """A desk that knows cards and packs, closed."""
    home, desk = world.fresh()
    for event in world.events:
        if isinstance(event, Enrolled | Pack):
            world.arrives(desk, event)
    desk.close()
    return home


def killed(home: Path, folder: Path, after_s: float) -> bool:
    """Whether the process was still merging when it was killed, so long after its desk opened."""
    command = [sys.executable, "-m", "tests.merge.merging", str(home), str(folder)]
    with subprocess.Popen(command, stdout=subprocess.PIPE, cwd=ROOT) as child:
        assert child.stdout is not None
        assert child.stdout.readline() == b"open\n"
        alarm = threading.Timer(after_s, child.kill)
        alarm.start()
        told = child.stdout.read()
        alarm.join()
    return told == b""


def broken_by(world: World, rng: random.Random) -> tuple[bool, str]:
    """Kill one merge and run it again: whether it was hit, and what is wrong then."""
    home, folder = ready(world), letters(world)
    hit = killed(home, folder, rng.uniform(0.001, LATEST_S))
    desk = world.desks.open(home)
    try:
        sound = desk.is_sound()
        lines = {line.bundle for line in desk.read(facts.logged) if line.outcome == "merged"}
        unanswered = {one.id for one in world.known(desk).bundles} ^ lines
        for event in world.bundles():
            world.arrives(desk, event)
        same = result(world, desk) == expected(world, world.events)
    finally:
        desk.close()
        shutil.rmtree(home)
    wrong = {"store": not sound, "bundle without a line": bool(unanswered), "another result": not same}
    return hit, ", ".join(name for name, found in wrong.items() if found)
