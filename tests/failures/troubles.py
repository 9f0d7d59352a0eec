"""Troubles that meet a verb, each with the codes by which the verb may say so. Mounts need root."""

import subprocess
from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager, contextmanager
from dataclasses import dataclass

from auditdesk.watch import Cancelled, Watch
from tests.failures.small_round import Partnership


@dataclass(frozen=True)
class Trouble:
    """How it comes about, what is said then (a cancel says nothing), and how often the same is tried."""

    meets: Callable[[Partnership], AbstractContextManager[None]]
    codes: str
    name: str
    tries: int = 1


class Stopping(Watch):
    """A person who stops at the nth step that tells, and at every one after it."""

    def __init__(self, steps: int) -> None:
        self._left = steps

    def step(self, _done: int, _total: int, _what: str) -> None:
        self._left -= 1
        if self._left <= 0:
            raise Cancelled


def turned(**values: object) -> Callable[[Partnership], AbstractContextManager[None]]:
    """What the verb is given is not what it ought to be."""

    @contextmanager
    def meets(p: Partnership) -> Iterator[None]:
        p.turned |= values
        try:
            yield
        finally:
            for name in values:
                del p.turned[name]

    return meets


def lying(name: str, content: bytes | None) -> Callable[[Partnership], AbstractContextManager[None]]:
    """The file handed over is this one; None: there is none."""

    @contextmanager
    def meets(p: Partnership) -> Iterator[None]:
        path = p.folder.parent / name
        if content is not None:
            path.write_bytes(content)
        with turned(file=path)(p):
            yield

    return meets


def no_page_to_reuse(p: Partnership) -> None:
    """A log that has grown would take the next write without any space: it is cut back."""
    for desk in p.desks.values():
        desk.read(lambda db: db.conn.execute("PRAGMA wal_checkpoint(TRUNCATE)").fetchall())


@contextmanager
def full_disk(p: Partnership) -> Iterator[None]:
    no_page_to_reuse(p)
    filler = p.folder.parent / "filler"
    with filler.open("wb", buffering=0) as out:
        for size in (1 << 20, 4096, 1):
            try:
                while out.write(bytes(size)):
                    pass
            except OSError:
                continue
    try:
        yield
    finally:
        filler.unlink()


@contextmanager
def no_inode(p: Partnership) -> Iterator[None]:
    spent = p.folder.parent / "spent"
    spent.mkdir()
    try:
        for n in range(100_000):
            (spent / str(n)).touch()
    except OSError:
        pass
    try:
        yield
    finally:
        for path in spent.iterdir():
            path.unlink()
        spent.rmdir()


@contextmanager
def read_only(p: Partnership) -> Iterator[None]:
    """The folder for new files, mounted read-only."""
    subprocess.run(["mount", "--bind", p.out, p.out], check=True)
    try:
        subprocess.run(["mount", "-o", "remount,bind,ro", p.out], check=True)
        yield
    finally:
        subprocess.run(["umount", p.out], check=True)


def stopped(steps: int) -> Callable[[Partnership], AbstractContextManager[None]]:
    """Each time by somebody else: who has counted steps of one verb counts none of the next."""

    @contextmanager
    def meets(p: Partnership) -> Iterator[None]:
        with turned(watch=Stopping(steps))(p):
            yield

    return meets


@contextmanager
def taken(p: Partnership) -> Iterator[None]:
    """Something lies already where the new file is to go."""
    with turned(target=p.given("taken"))(p):
        yield


FULL = Trouble(full_disk, "D_FULL F_FULL", "full", tries=2)  # a first try may write what a second need not
INODES = Trouble(no_inode, "D_FULL F_FULL", "inodes")
READONLY = Trouble(read_only, "F_READONLY D_READONLY", "readonly")
CANCEL = Trouble(stopped(1), "", "cancel")
LATER = Trouble(stopped(4), "", "later")
HOSTILE = Trouble(
    lying("hostile", b"\x00\xff<b>{[&a *a" * 99), "R_SHAPE R_EARLIER A_MAGIC C_SHAPE TOOL_YAML", "hostile"
)
MISSING = Trouble(lying("nowhere", None), "F_MISSING", "missing")
WRONG = Trouble(turned(typed="not the one that opens"), "V_WRONG", "wrong")
WEAK = Trouble(turned(fresh="password"), "V_WEAK", "weak")
TAKEN = Trouble(taken, "F_EXISTS V_EXISTS R_EXISTS", "taken")
UNKNOWN = Trouble(
    turned(named="CSE99-99/xyz"), "R_NONE R_ROUND R_CASE R_FIGURE R_TOOL R_LINE U_USAGE C_WORDS", "unknown"
)
NOT_THERE = Trouble(turned(), "U_USAGE", "not_there")  # what it would act on is not there yet
STRANGE = Trouble(turned(desk="other"), "R_ROLE", "strange")
