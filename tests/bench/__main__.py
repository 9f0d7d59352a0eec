"""Ratios on demand: `python -m tests.bench NAME [--rounds N] [--json]`.

Absolute times say little on a shared machine; the figures last measured are in docs/performance.md.
"""

import argparse
import json
import sys
from collections.abc import Callable
from importlib import import_module

from tests.bench.figures import Figure, in_lines, machine

BENCHES = {
    "alone": "what forms.md 10 asks of the form engine alone",
    "demo": "what the demo rehearses, as one process",
    "forms": "the form engine beside its peers, then alone",
    "gaps": "how long the window does not answer while work goes on",
    "returns": "what it costs to read returns again",
    "screen": "the form in the window on 1,000 questions",
    "start": "the window's start beside a bare one",
}
"""Each is a module of this folder with `measured(rounds)`: groups of figures."""


def main(arguments: list[str]) -> int:
    listed = "\n".join(f"  {name:<8} {about}" for name, about in BENCHES.items())
    parser = argparse.ArgumentParser(
        prog="python -m tests.bench",
        description=f"{__doc__}\n{listed}",
        formatter_class=argparse.RawDescriptionHelpFormatter,
    )
    parser.add_argument("name", choices=BENCHES)
    parser.add_argument("--rounds", type=int, help="how often each turn is taken")
    parser.add_argument("--json", action="store_true")
    asked = parser.parse_args(arguments)
    measured: Callable[..., dict[str, list[Figure]]] = import_module(f"tests.bench.{asked.name}").measured
    groups = measured(asked.rounds) if asked.rounds else measured()
    if asked.json:
        told = {name: [one.told() for one in found] for name, found in groups.items()}
        print(json.dumps({"bench": asked.name, "machine": machine(), "groups": told}))
    else:
        print(in_lines(groups))
    return 0 if all(one.is_met for found in groups.values() for one in found) else 1


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
