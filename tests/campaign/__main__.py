"""`python -m tests.campaign [name] --n N --seed S [--json]`: the long proofs, as many as asked for."""

import argparse
import json
import sys
from collections.abc import Callable

from tests.campaign import forms, merge, mutations, suppression, workbooks

CAMPAIGNS: dict[str, Callable[[int, int], list[str]]] = {
    "flips": mutations.run_flips,
    "forms": forms.run,
    "merge": merge.run,
    "mutations": mutations.run,
    "office": workbooks.run_office,
    "suppression": suppression.run,
    "workbooks": workbooks.run,
}
"""By name: takes how many and the first seed, gives what went wrong."""


def main(arguments: list[str]) -> int:
    parser = argparse.ArgumentParser(prog="python -m tests.campaign", description=__doc__)
    parser.add_argument("name", nargs="?", choices=sorted(CAMPAIGNS), help="default: all of them")
    parser.add_argument("--n", type=int, default=1000, help="how many")
    parser.add_argument("--seed", type=int, default=0, help="the first seed; the next ones follow it")
    parser.add_argument("--json", action="store_true")
    asked = parser.parse_args(arguments)
    names = [asked.name] if asked.name else sorted(CAMPAIGNS)
    wrong = {name: CAMPAIGNS[name](asked.n, asked.seed) for name in names}
    if asked.json:
        print(json.dumps({"n": asked.n, "seed": asked.seed, "wrong": wrong}))
    else:
        for name, found in wrong.items():
            print(*found, f"{name}: {asked.n} from seed {asked.seed}, {len(found)} wrong", sep="\n")
    return 1 if any(wrong.values()) else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
