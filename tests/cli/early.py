"""The mistake that the kill test has to notice: an answer is acknowledged before it is recorded."""

import os
import sys
from datetime import UTC, datetime
from itertools import count
from pathlib import Path

from auditdesk import work
from auditdesk.form import RowId


def main() -> None:
    ids = count()
    desk = work.open_desk(Path(os.environ["AUDITDESK_HOME"]), os.environ["AUDITDESK_PASSPHRASE"])
    opened = work.open_return(
        desk,
        (None, "CSE16-01/csc"),
        now=lambda: datetime.now(UTC),
        new_id=lambda: RowId(f"{next(ids):08d}"),
    )
    for number, line in enumerate(sys.stdin.buffer, 1):
        print(f"recorded {number} {line.partition(b':')[0].decode()}", flush=True)
        work.answer(desk, opened, line, at=datetime.now(UTC), place=("standard input", number))


if __name__ == "__main__":
    main()
