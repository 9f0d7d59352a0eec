"""Files that cannot be judged yet, kept unread under the hash of their bytes. May not know what is in one."""

import hashlib
import re
from collections.abc import Iterator
from pathlib import Path

from auditdesk.files import folder, read_capped, whole_file

_LARGEST = 17 << 20
_NAME = re.compile(r"[0-9a-f]{64}")
_REFUSED = ".refused"


def park(home: Path, raw: bytes) -> str:
    """Keep a file as received; gives the hash that names it."""
    path = _path(home, raw)
    if not path.exists():
        whole_file(folder(path.parent) / path.name, raw)
    return path.name


def parked(home: Path) -> Iterator[tuple[Path, bytes]]:
    """Every parked file."""
    for path in waiting(home):
        yield path, read_capped(path, _LARGEST)


def waiting(home: Path) -> tuple[Path, ...]:
    """The parked files, unread."""
    return tuple(path for path in sorted((home / "inbox").glob("*")) if _NAME.fullmatch(path.name))


def unpark(home: Path, raw: bytes) -> None:
    """Forget a file whose facts are in the store."""
    _path(home, raw).unlink(missing_ok=True)


def set_aside(home: Path, raw: bytes) -> None:
    """Keep a file that was refused in the end, for whoever has to ask its sender; it is not tried again."""
    path = _path(home, raw)
    path.replace(path.with_suffix(_REFUSED))


def _path(home: Path, raw: bytes) -> Path:
    return home / "inbox" / hashlib.sha256(raw).hexdigest()
