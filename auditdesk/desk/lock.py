"""One desk, one owner: the lock that is taken before anything else and freed even by kill -9. May not know the store."""

from pathlib import Path

import filelock

from auditdesk.errors import DeskError
from auditdesk.files import in_words

NAME = "desk.lock"


class Lock:
    """The lock of one desk folder, held from its making until `release`."""

    def __init__(self, folder: Path) -> None:
        """Take the lock now or not at all.

        Raises:
            DeskError: D_LOCKED while somebody else, or this process, has the desk open.
            FileError: F_READONLY, F_FULL where the folder cannot be written to.
        """
        path = folder / NAME
        # Not thread-local: the desk may be closed by another thread than the one that opened it. No soft lock:
        # that one would outlive a killed process.
        self._lock = filelock.FileLock(path, mode=0o600, thread_local=False, fallback_to_soft=False)
        try:
            with in_words(path):
                self._lock.acquire(blocking=False)
        except filelock.Timeout as error:
            raise DeskError("D_LOCKED") from error

    def release(self) -> None:
        self._lock.release()
