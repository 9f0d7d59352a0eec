"""`python -m tests.conformance FILE`: one line for each failure, last `N passed, M failed, K excepted`."""

import sys
from pathlib import Path

from tests.conformance.cases import Suite, exceptions


def main(arguments: list[str]) -> int:
    if len(arguments) != 1:
        sys.stderr.write("usage: python -m tests.conformance FILE\n")
        return 2
    excepted = exceptions()
    passed = failed = allowed = 0
    for outcome in Suite.of(Path(arguments[0])).run():
        name = outcome.case["id"]
        if outcome.passed and name not in excepted:
            passed += 1
        elif not outcome.passed and name in excepted:
            allowed += 1
        else:
            failed += 1
            got = "passes, but is on the list of exceptions" if outcome.passed else f"got {outcome.got}"
            sys.stdout.write(f"{name} {outcome.case['expr']} expected {outcome.case['expected']!r} {got}\n")
    sys.stdout.write(f"{passed} passed, {failed} failed, {allowed} excepted\n")
    return 1 if failed else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
