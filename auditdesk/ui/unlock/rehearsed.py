"""The desks of a rehearsal, copied for one sitting: whatever is clicked changes nothing of the rehearsal.

Nothing in a rehearsal is secret (contracts.md 4): its passphrases lie beside it. May not know any other desk.
"""

import json
import shutil
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

from auditdesk.errors import FileError
from auditdesk.files import folder as made_folder
from auditdesk.files import in_words, read_capped, whole_file

_LARGEST = 1 << 28
COORDINATOR = "coordinator"


@dataclass(frozen=True, slots=True)
class Someone:
    """One person of it: the name (`csc`, `csc-2`, `coordinator`), the copied desk, what opens it."""

    name: str
    home: Path
    passphrase: str


@dataclass(frozen=True, slots=True)
class Demo:
    """The people one may be, coordinator first, in `folder`; `ended` is when the last step was."""

    folder: Path
    people: tuple[Someone, ...]
    ended: datetime


@contextmanager
def demo_of(rehearsal: Path) -> Iterator[Demo]:
    """The copy, for as long as it is used; nothing of it is left afterwards.

    Raises:
        FileError: F_MISSING: there is no rehearsal in that folder; F_FULL, F_READONLY.
    """
    named = _passphrases(rehearsal / "keys" / "passphrases.txt")
    ended = _ended(rehearsal / "log.json")
    with in_words(rehearsal):
        folder = Path(tempfile.mkdtemp(prefix="auditdesk-demo-"))
    try:
        for name in named:
            _copy(rehearsal / "home" / name, folder / name)
        people = tuple(Someone(name, folder / name, words) for name, words in named.items())
        yield Demo(folder, people, ended)
    finally:
        shutil.rmtree(folder, ignore_errors=True)


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
