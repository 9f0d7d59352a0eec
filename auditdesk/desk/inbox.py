"""Files that cannot be judged yet, kept unread under the hash of their bytes. May not know what is in one."""

import hashlib
from collections.abc import Iterator
from pathlib import Path

from auditdesk.files import folder, read_capped, whole_file

_LARGEST = 16 << 20


def park(home: Path, raw: bytes) -> str:
    """Keep a file as received; gives the hash that names it."""
    name = hashlib.sha256(raw).hexdigest()
    path = folder(home / "inbox") / name
    if not path.exists():
        whole_file(path, raw)
    return name


def parked(home: Path) -> Iterator[tuple[Path, bytes]]:
    """Every parked file."""
    for path in sorted((home / "inbox").glob("*")):
        if not path.name.endswith(".part"):
            yield path, read_capped(path, _LARGEST)


def unpark(home: Path, raw: bytes) -> None:
    """Forget a file that has been judged."""
    (home / "inbox" / hashlib.sha256(raw).hexdigest()).unlink(missing_ok=True)
