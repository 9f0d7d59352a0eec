"""A merge that its parent kills: tells that it begins, merges a folder of bundles, tells that it ended."""

import sys
from pathlib import Path

from auditdesk import work
from tests.simulator import BEGINS, PASSPHRASE


def merge(home: Path, folder: Path) -> None:
    desk = work.open_desk(home, PASSPHRASE)
    print("open", flush=True)
    work.merge_files(desk, (folder,), at=BEGINS)
    print("merged", flush=True)
    desk.close()


if __name__ == "__main__":
    merge(Path(sys.argv[1]), Path(sys.argv[2]))
