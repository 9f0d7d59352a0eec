"""One desk, one owner: the lock taken before anything else, freed even by kill -9. May not know the store."""

from pathlib import Path

import filelock

from auditdesk.errors import DeskError, FileError
from auditdesk.files import in_words

NAME = "desk.lock"


class Lock:
    """The lock of one desk folder, held until it was released as often as it was taken."""

    def __init__(self, folder: Path) -> None:
        """Take the lock now or not at all.

        Raises:
            DeskError: D_LOCKED while somebody else, or this process, has the desk open; D_READONLY, D_FULL.
            FileError: F_MISSING: there is no such folder.
        """
        self._path = folder / NAME
        # Not thread-local: another thread than the one that opened the desk may close it.
        # No soft lock: that one would outlive a killed process.
        self._lock = filelock.FileLock(self._path, mode=0o600, thread_local=False, fallback_to_soft=False)
        self.take()

    def take(self) -> None:
        try:
            with in_words(self._path):
                self._acquire()
        except FileError as error:
            if error.code in {"F_READONLY", "F_FULL"}:
                raise DeskError(error.code.replace("F_", "D_"), file=str(self._path)) from error
            raise

    def _acquire(self) -> None:
        try:
            self._lock.acquire(blocking=False)
        except filelock.Timeout as error:  # an OSError too, so it is told apart here
            raise DeskError("D_LOCKED") from error

    def release(self) -> None:
        self._lock.release()

    def discard(self) -> None:
        """Release the lock of a folder that did not become a desk, and leave no trace of it."""
        if self._path.parent.is_dir():
            self._path.unlink(missing_ok=True)  # while it is held: whoever waits for it looks again
        self._lock.release(force=True)
