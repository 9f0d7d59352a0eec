"""`python -m tests.conformance FILE`: one line for each failure, last `N passed, M failed, K excepted`.

Before it stand the classes of exceptions and the share that passes outside the two classes of choice.
"""

import sys
from collections import Counter
from pathlib import Path

from tests.conformance.cases import LEFT_OUT, Suite, exceptions, share_held


def main(arguments: list[str]) -> int:
    if len(arguments) != 1:
        sys.stderr.write("usage: python -m tests.conformance FILE\n")
        return 2
    excepted = exceptions()
    passed = failed = allowed = 0
    outcomes = list(Suite.of(Path(arguments[0])).run())
    for outcome in outcomes:
        name = outcome.case["id"]
        if outcome.passed and name not in excepted:
            passed += 1
        elif not outcome.passed and name in excepted:
            allowed += 1
        else:
            failed += 1
            got = "passes, but is on the list of exceptions" if outcome.passed else f"got {outcome.got}"
            sys.stdout.write(f"{name} {outcome.case['expr']} expected {outcome.case['expected']!r} {got}\n")
    for name, number in sorted(
        Counter(excepted[o.case["id"]] for o in outcomes if o.case["id"] in excepted).items()
    ):
        sys.stdout.write(f"excepted as {name}: {number}\n")
    sys.stdout.write(f"{share_held(outcomes, excepted):.2%} pass outside {' and '.join(LEFT_OUT)}\n")
    sys.stdout.write(f"{passed} passed, {failed} failed, {allowed} excepted\n")
    return 1 if failed else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
