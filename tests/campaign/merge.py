"""Merges in random orders against the model, and merges killed at random moments (safety.md 5)."""

import random
import tempfile
from pathlib import Path

from tests.merge.killing import broken_by
from tests.merge.world import expected, made, shuffled
from tests.merge.world import run as came_to


def run(n: int, seed: int) -> list[str]:
    """`n` orders and `n` kills; every failure with what repeats it."""
    rng = random.Random(seed)  # noqa: S311 - a printed seed, not a secret
    wrong, hits = [], 0
    with tempfile.TemporaryDirectory() as folder:
        world = made(Path(folder, "world"))
        for one in range(seed, seed + n):
            events = shuffled(world, one)
            if came_to(world, events) != expected(world, events):
                wrong.append(f"merge: the order of seed {one} comes to another result")
        for number in range(n):
            hit, found = broken_by(world, rng)
            hits += hit
            if found:
                wrong.append(f"merge: kill {number} of seed {seed}: {found}")
    if n and not hits:
        wrong.append("merge: no merge was killed in time, so nothing was proved")
    return wrong
