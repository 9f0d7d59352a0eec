"""SQLCipher behind sqlite-utils: the only module that knows either. May not know what is stored.

`sqlite-utils` takes a module called `pysqlite3` before the standard library's; without this name it catches
exception classes that SQLCipher never raises and leaves transactions open (formats.md 5).
"""

import errno
import os
import sys
from pathlib import Path
from typing import Any, Final, cast

from sqlcipher3 import dbapi2

sys.modules["pysqlite3"] = sys.modules["pysqlite3.dbapi2"] = dbapi2

import sqlite_utils  # noqa: E402 - the name has to stand before
import sqlite_utils.utils  # noqa: E402 - as above

from auditdesk.errors import DeskError  # noqa: E402 - as above
from auditdesk.files import in_words  # noqa: E402 - as above

if vars(sqlite_utils.utils)["sqlite3"] is not dbapi2:  # it was imported before: no write would be safe
    raise ImportError(sqlite_utils.__name__)


class Database(sqlite_utils.Database):
    """A connection by which tables are written."""

    supports_on_conflict = True  # else the first upsert finds out by a table of its own, made in the store


Row = dbapi2.Row
Error = dbapi2.Error
DatabaseError = dbapi2.DatabaseError
IntegrityError = dbapi2.IntegrityError
OperationalError = dbapi2.OperationalError

_HABITS: Final = (
    "locking_mode=EXCLUSIVE",
    "journal_mode=WAL",
    "synchronous=FULL",
    "foreign_keys=ON",
    "secure_delete=ON",
    "temp_store=MEMORY",
    "trusted_schema=OFF",
)
"""In this order (formats.md 5): WAL and FULL lost nothing in 2,500 simulated power cuts, NORMAL did."""

_OWN_MISTAKES: Final = (dbapi2.IntegrityError, dbapi2.ProgrammingError, dbapi2.InterfaceError)
_CODES: Final = {  # by SQLite's primary result code
    8: "D_READONLY",  # SQLITE_READONLY
    10: "D_DISK",  # SQLITE_IOERR
    11: "D_DAMAGED",  # SQLITE_CORRUPT: a page whose HMAC does not hold
    13: "D_FULL",  # SQLITE_FULL
    14: "D_READONLY",  # SQLITE_CANTOPEN
    26: "D_KEY",  # SQLITE_NOTADB: wrong key, or not a store
}
_UNSAID: Final = {10, 14}  # codes that also stand for a disk without space, quota or inodes
_PRIMARY: Final = 0xFF
_PROBE_BYTES: Final = 1 << 16


def create(path: Path) -> None:
    """An empty file for a new store, readable by its owner alone; SQLite gives its log the same mode.

    Raises:
        FileError: F_FULL, F_READONLY, F_MISSING, F_UNREADABLE.
    """
    with in_words(path):
        os.close(os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600))


def connect(path: Path, key_hex: str) -> Database:
    """The store at `path`, opened with its raw 256-bit key; an empty file becomes an empty store.

    Raises:
        DeskError: D_KEY (wrong key, or not a store), D_FULL, D_READONLY, D_DAMAGED, D_DISK.
    """
    try:
        conn = dbapi2.connect(str(path), isolation_level=None)
    except Error as error:
        raise translated(error, path) from error
    try:
        _unlock(conn, key_hex)
        return Database(conn, execute_plugins=False, strict=True)
    except Error as error:
        conn.close()
        raise translated(error, path) from error
    except BaseException:
        conn.close()
        raise


def _unlock(conn: Any, key_hex: str) -> None:
    conn.execute("PRAGMA cipher_log_level=NONE")  # else a wrong key prints to standard error
    conn.execute(f"PRAGMA key=\"x'{bytes.fromhex(key_hex).hex()}'\"")
    conn.execute("PRAGMA cipher_compatibility=4")
    conn.execute("SELECT count(*) FROM sqlite_master").fetchall()  # a wrong key fails here
    for habit in _HABITS:
        conn.execute(f"PRAGMA {habit}").fetchall()


def translated(error: Exception, path: Path) -> Exception:
    """What the trouble means to a person; our own mistakes come back as they are."""
    if not isinstance(error, Error) or isinstance(error, _OWN_MISTAKES):
        return error
    primary = (getattr(error, "sqlite_errorcode", None) or 0) & _PRIMARY
    code = _CODES.get(primary)
    if code is None:
        return cast("Exception", error)
    return DeskError(_cause_on_disk(path.parent, code) if primary in _UNSAID else code, file=str(path))


def _cause_on_disk(folder: Path, otherwise: str) -> str:
    """SQLite keeps the system's number to itself: so the system is asked again, by a file of our own."""
    probe = folder / "desk.00000000.part"
    try:
        try:
            probe.write_bytes(bytes(_PROBE_BYTES))
        finally:
            probe.unlink(missing_ok=True)
    except OSError as error:
        if error.errno in {errno.ENOSPC, errno.EDQUOT, errno.EFBIG}:
            return "D_FULL"
        if error.errno in {errno.EROFS, errno.EACCES, errno.EPERM}:
            return "D_READONLY"
    return otherwise
