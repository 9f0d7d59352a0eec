"""Random tools and histories against the slow return (form law 10): after every act both show the same."""

import random
import sys

from tests.laws.double_desks import DoubleDesk, act
from tests.laws.random_tools import random_tool

ACTS = 14


def run(n: int, seed: int) -> list[str]:
    """`n` tools; every failure with the seed that repeats it and the first thing that differs."""
    wrong = []
    for each in range(seed, seed + n):
        if found := differences(each):
            wrong.append(f"seed {each}: {found[0]}")
        sys.stderr.write(f"\r{each - seed + 1} of {n}, {len(wrong)} wrong")
    sys.stderr.write("\n")
    return wrong


def differences(seed: int) -> list[str]:
    """What one tool and history come to otherwise; empty if nothing."""
    rng = random.Random(seed)  # noqa: S311 - a printed seed, not a secret
    both = DoubleDesk(random_tool(rng))
    found = both.differences()
    for _ in range(ACTS):
        if found:
            break
        act(rng, both)
        found = both.differences()
    return found
