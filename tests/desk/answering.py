"""Answers given one by one, each told on standard output once it is kept; killed by the test that started it.

With `early` it tells each answer before it is kept: the mistake that the test has to notice.
"""

import sys
from pathlib import Path

from auditdesk.desk import returns
from auditdesk.desk.desk import open_desk
from tests.desk.making import AT, FIRST, PASSPHRASE, ROUND, typing


def give(folder: Path, start: int, *, early: bool) -> None:
    desk = open_desk(folder, PASSPHRASE)
    print("open", flush=True)
    for n in range(start, start + 100_000):
        if early:
            print(n, flush=True)
        change = typing(f"q{n}", f"answer {n} " + "x" * (n % 700))
        desk.write(returns.record, ROUND, FIRST, change, (), AT)
        if not early:
            print(n, flush=True)


if __name__ == "__main__":
    give(Path(sys.argv[1]), int(sys.argv[2]), early=sys.argv[3] == "early")
