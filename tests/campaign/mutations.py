"""Sealed documents changed at random, n of each type; and every bit inside a document of each type.

What went wrong is a document that was taken, or anything but a code that came out; each line names its seed.
"""

from tests.exchange import mutations


def run(n: int, seed: int) -> list[str]:
    return [line for kind in mutations.KINDS for line in mutations.tally(kind, n, seed).wrong]


def run_flips(_: int, __: int) -> list[str]:
    """All bits there are, so neither number nor seed matters."""
    return [line for kind in mutations.KINDS for line in mutations.flips(kind).wrong]
