"""A rehearsed round to look round in: its desks copied for one sitting, so nothing that is done changes it.

Nothing in a rehearsal is secret (contracts.md 4): its passphrases lie beside it. May not know any other desk.
"""

import json
import shutil
import tempfile
from dataclasses import dataclass, field
from datetime import datetime
from pathlib import Path

from auditdesk.desk.lock import NAME as LOCK
from auditdesk.desk.lock import Lock
from auditdesk.errors import DeskError, FileError
from auditdesk.files import folder as made_folder
from auditdesk.files import in_words, read_capped, whole_file

_LARGEST = 1 << 28
_PREFIX = "auditdesk-demo-"


@dataclass(frozen=True, slots=True)
class Someone:
    """One person of it: the name (`csc`, `csc-2`, `coordinator`), the copied desk, what opens it."""

    name: str
    home: Path
    passphrase: str


@dataclass(frozen=True, slots=True)
class Demo:
    """The people one may be, coordinator first, in `folder`; `ended` is when the last step was.

    `lock` is held for as long as somebody looks round: it frees itself when their program dies.
    """

    folder: Path
    people: tuple[Someone, ...]
    ended: datetime
    lock: Lock = field(repr=False, compare=False)


def open_demo(rehearsal: Path) -> Demo:
    """Copy the desks of a rehearsal for one sitting; copies whose window died are cleared away first.

    The caller ends it by `close_demo`.

    Raises:
        FileError: F_MISSING: there is no rehearsal in that folder; F_FULL, F_READONLY. No copy is left.
    """
    named = _passphrases(rehearsal / "keys" / "passphrases.txt")
    ended = _ended(rehearsal / "log.json")
    _clear_dead()
    with in_words(rehearsal):
        folder = Path(tempfile.mkdtemp(prefix=_PREFIX))
    lock = Lock(folder)  # from here on nobody takes it for a dead one's
    try:
        for name in named:
            _copy(rehearsal / "home" / name, folder / name)
    except BaseException:
        _remove(folder, lock)
        raise
    people = tuple(Someone(name, folder / name, words) for name, words in named.items())
    return Demo(folder, people, ended, lock)


def close_demo(demo: Demo) -> None:
    """End a sitting: nothing of its copy is left. Every desk in it is closed by now."""
    _remove(demo.folder, demo.lock)


def _remove(folder: Path, lock: Lock) -> None:
    lock.discard()
    shutil.rmtree(folder, ignore_errors=True)


def _clear_dead() -> None:
    """Remove the copies that no living program holds; one that is another person's stays."""
    for folder in sorted(Path(tempfile.gettempdir()).glob(f"{_PREFIX}*")):
        if (folder / LOCK).is_file():
            try:
                lock = Lock(folder)
            except (DeskError, FileError):  # a living one's, or somebody else's
                continue
            _remove(folder, lock)


def _copy(home: Path, to: Path) -> None:
    with in_words(home):
        files = sorted(path for path in home.rglob("*") if path.is_file())
    for path in files:
        copied = to / path.relative_to(home)
        made_folder(copied.parent)
        whole_file(copied, read_capped(path, _LARGEST))


def _passphrases(path: Path) -> dict[str, str]:
    lines = read_capped(path, _LARGEST).decode("utf-8", "replace").splitlines()
    pairs = (line.partition(": ") for line in lines)
    return {name: words for name, _, words in pairs if words and Path(name).name == name}


def _ended(path: Path) -> datetime:
    try:
        steps = json.loads(read_capped(path, _LARGEST))["steps"]
        return max(datetime.fromisoformat(step["at"]) for step in steps)
    except (ValueError, KeyError, TypeError) as error:
        raise FileError("F_MISSING", file=str(path)) from error
