"""Whether the code on a recovery sheet may be lost: it is shown once, and nobody may have saved it yet.

A mark beside the vault says so. It is set before a code comes to open the desk, so that a window that is
killed between the two leaves a mark too many, never one too few. May not know the code.
"""

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from auditdesk.files import in_words, whole_file

NAME = "sheet-due"


@contextmanager
def owed(home: Path) -> Iterator[None]:
    """Mark that a sheet is to be saved; if what is done under it fails, the mark is as it was before."""
    was_due = is_due(home)
    if not was_due:
        whole_file(home / NAME, b"")
    try:
        yield
    except BaseException:
        if not was_due:
            settle(home)
        raise


def is_due(home: Path) -> bool:
    return (home / NAME).exists()


def settle(home: Path) -> None:
    """The sheet is saved."""
    with in_words(home / NAME):
        (home / NAME).unlink(missing_ok=True)
