"""A merge killed by SIGKILL and run again comes to the same; many kills: `python -m tests.campaign merge`."""

import random

from tests.merge.killing import broken_by
from tests.merge.world import made

SEED = 20160620
MOST_TRIED = 20


def test_a_killed_merge_run_again_loses_and_doubles_nothing(tmp_path):
    world, rng = made(tmp_path / "world"), random.Random(SEED)  # noqa: S311 - a printed seed, not a secret

    found = [broken_by(world, rng) for _ in range(4)]
    while not any(hit for hit, _ in found) and len(found) < MOST_TRIED:
        found.append(broken_by(world, rng))  # on a busy machine a kill may come too early or too late

    assert [wrong for _, wrong in found if wrong] == [], f"seed {SEED}"
    assert any(hit for hit, _ in found)
