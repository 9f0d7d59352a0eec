"""Returns moved to a newer version one by one, each told on standard output; killed by its test."""

import sys
from itertools import count
from pathlib import Path

from auditdesk import work
from auditdesk.desk.desk import open_desk
from auditdesk.form import RowId
from tests.simulator import BEGINS, PASSPHRASE


def move_all(folder: Path) -> None:
    desk, ids = open_desk(folder, PASSPHRASE), count(10_000_000)
    print("open", flush=True)
    for line in work.returns_asked(desk, None):
        if line.newer:
            asked = (line.round, line.ref)
            work.move_return(desk, asked, now=lambda: BEGINS, new_id=lambda: RowId(str(next(ids))))
            print(line.ref, flush=True)


if __name__ == "__main__":
    move_all(Path(sys.argv[1]))
