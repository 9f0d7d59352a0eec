"""One person's desk: made and opened; and, while open, the one owner of the store.

May not know what is asked of the store: plain functions `(db, values) -> value` come in.
"""

import os
import secrets
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from contextlib import nullcontext, suppress
from pathlib import Path
from typing import Concatenate, ParamSpec, TypeAlias, TypeVar

from auditdesk.audit.people import Card, Role
from auditdesk.crypto import Identity
from auditdesk.desk import people, schema, sheet, vault
from auditdesk.desk.lock import Lock
from auditdesk.desk.passphrases import RECOVERY_BITS, recovery_code
from auditdesk.desk.place import ensure_local, lies_at
from auditdesk.desk.slots import MOST_BYTES, Cost, Vault, read_vault, written
from auditdesk.desk.sqlite import Database, DatabaseError, connect, create, translated
from auditdesk.desk.vault import COST
from auditdesk.errors import DeskError, FileError, InputError
from auditdesk.files import clear_parts, folder, in_words, read_capped, whole_file

P = ParamSpec("P")
T = TypeVar("T")
Ask: TypeAlias = Callable[Concatenate[Database, P], T]

VAULT, STORE, INBOX = "vault.json", "store.db", "inbox"
_LEFT = ".left"


class Desk:
    """Every read and every write of the store passes here, on the one thread that opened it.

    `epoch` is new at set-up and at every restore: exports are counted within it.
    """

    def __init__(self, home: Path, hidden: Vault, opened: vault.Opened, lock: Lock) -> None:
        """Open the store; from now on the desk holds `lock`, and frees it when it closes or cannot open.

        Raises:
            DeskError: D_KEY, D_DAMAGED, D_READONLY, D_FULL, D_DISK.
        """
        self.folder, self._lock = home, lock
        self.identity: Identity = opened.identity
        self.card_text, self.epoch = hidden.card, hidden.epoch
        self._owner = ThreadPoolExecutor(max_workers=1, thread_name_prefix="desk")
        try:
            self._db = self._owner.submit(connect, home / STORE, opened.db_key).result()
        except BaseException:
            self._owner.shutdown()
            lock.release()
            raise
        self._is_open = True
        self._place = lies_at(home / STORE)

    def read(self, question: Ask[P, T], *args: P.args, **named: P.kwargs) -> T:
        """Ask the store. A question that writes is a mistake of ours and fails: it would not be whole."""

        def asked(db: Database) -> T:
            db.conn.execute("PRAGMA query_only=ON")
            try:
                return question(db, *args, **named)
            finally:
                db.conn.execute("PRAGMA query_only=OFF")

        return self._owner.submit(self._told, asked).result()

    def write(self, change: Ask[P, T], *args: P.args, **named: P.kwargs) -> T:
        """Change the store whole or not at all: the only `atomic()` in the program.

        Raises:
            DeskError: D_FULL, D_READONLY, D_DISK, D_DAMAGED; nothing was changed, and the next write may do.
        """

        def whole(db: Database) -> T:
            if (
                lies_at(self.folder / STORE) != self._place
            ):  # written it would be, where nobody finds it again
                raise DeskError("D_DISK", file=str(self.folder / STORE))
            with db.atomic():
                return change(db, *args, **named)

        return self._owner.submit(self._told, whole).result()

    def _told(self, ask: Callable[[Database], T]) -> T:
        try:
            return ask(self._db)
        except DatabaseError as error:
            said = translated(error, self.folder / STORE)
            if said is error:
                raise
            raise said from error

    @property
    def card(self) -> Card:
        """The desk's own person."""
        return people.card_of(self.card_text)

    @property
    def role(self) -> Role:
        return self.card.role

    def ensure_role(self, needed: Role, verb: str = "this") -> None:
        """Refuse a verb that belongs on the other kind of desk.

        Raises:
            InputError: R_ROLE.
        """
        if self.role is not needed:
            raise InputError("R_ROLE", role=self.role, needed=needed, verb=verb)

    def is_sound(self) -> bool:
        """Whether every page of the store reads and its structure holds."""
        return self.read(_is_sound)

    def close(self) -> None:
        """Close the store and free the lock; safe to call again."""
        if not self._is_open:
            return
        self._is_open = False
        try:
            self._owner.submit(self._db.conn.close).result()
        finally:
            self._owner.shutdown()
            self._lock.release()


def _is_sound(db: Database) -> bool:
    try:
        found = db.execute("PRAGMA integrity_check").fetchall()
    except DatabaseError:
        return False
    return bool(found == [("ok",)])


def make_desk(
    home: Path, identity: Identity, card: str, passphrase: str, cost: Cost = COST, *, owes_sheet: bool = False
) -> str:
    """Make vault and store in a folder without a desk; gives the recovery code, which is kept nowhere.

    The vault is written last: a folder without one is no desk, so a desk is there whole or not at all. With
    `owes_sheet` it is marked that the code lies on no sheet yet, before the code opens anything.

    Raises:
        DeskError: V_EXISTS, D_PLACE, D_LOCKED, D_FULL, D_READONLY; FileError: F_FULL. No desk then.
    """
    ensure_local(home)
    _ensure_free(home)
    was_there = home.exists()
    folder(home)
    try:
        return _made(home, (identity, card, passphrase), cost, owes_sheet=owes_sheet)
    except BaseException:
        if not was_there:
            with suppress(OSError):  # somebody else's file in it
                home.rmdir()
        raise


def _ensure_free(home: Path) -> None:
    with in_words(home):
        if os.path.lexists(home / VAULT):
            raise DeskError("V_EXISTS")


def _made(home: Path, whose: tuple[Identity, str, str], cost: Cost, *, owes_sheet: bool) -> str:
    identity, card, passphrase = whose
    lock = Lock(home)
    try:
        _ensure_free(home)
        _set_aside(home)
        code = fresh_code()
        hidden, opened = vault.make(identity, card, (passphrase, code), cost)
        with sheet.owed(home) if owes_sheet else nullcontext():
            _fill(home, hidden, opened, lock)
    except BaseException:
        lock.discard()
        raise
    lock.release()
    return code


def _set_aside(home: Path) -> None:
    """Keep a store whose vault is gone: it may be all that is left of a desk with a backup of the vault."""
    with in_words(home):
        home.chmod(0o700)
        for store in sorted(home.glob(f"{STORE}*")):
            if store.suffix != _LEFT:
                store.replace(home / f"{store.name}.{secrets.token_hex(4)}{_LEFT}")


def _fill(home: Path, hidden: Vault, opened: vault.Opened, lock: Lock) -> None:
    create(home / STORE)
    try:
        lock.take()
        desk = Desk(home, hidden, opened, lock)
        try:
            desk.write(schema.migrate)
            whole_file(home / VAULT, written(hidden), reads_back=read_vault)
        finally:
            desk.close()
    except BaseException:
        for tail in ("", "-wal", "-shm"):
            (home / f"{STORE}{tail}").unlink(missing_ok=True)
        raise


def fresh_code() -> str:
    """A recovery code that opens nothing yet."""
    return recovery_code(secrets.token_bytes(RECOVERY_BITS // 8))


def open_desk(home: Path, secret: str) -> Desk:
    """The desk in a folder, opened with the passphrase or the recovery code.

    Raises:
        DeskError: V_NONE, V_SHAPE, V_PARAM, V_NEWER, V_CARD, V_WRONG, D_LOCKED, D_PLACE, D_KEY, D_NEWER,
            D_DAMAGED, D_FULL, D_READONLY; nothing was changed.
    """
    ensure_there(home)
    ensure_local(home)
    lock = Lock(home)
    try:
        for inside in (home, home / INBOX):
            with in_words(inside):
                clear_parts(inside)
        hidden = vault_of(home)
        opened = vault.unlocked(hidden, secret)
        _ensure_writable(home / STORE)
    except BaseException:
        lock.release()
        raise
    desk = Desk(home, hidden, opened, lock)
    try:
        desk.read(schema.ensure_known)
        if desk.read(schema.version) < schema.VERSION:
            desk.write(schema.migrate)
    except BaseException:
        desk.close()
        raise
    return desk


def ensure_there(home: Path) -> None:
    """Refuse a folder without a desk.

    Raises:
        DeskError: V_NONE.
    """
    with in_words(home):
        if not (home / VAULT).is_file():
            raise DeskError("V_NONE")


def vault_of(home: Path) -> Vault:
    """The vault of a desk, as it lies there.

    Raises:
        DeskError: V_SHAPE, V_PARAM, V_NEWER.
    """
    try:
        return read_vault(read_capped(home / VAULT, MOST_BYTES))
    except FileError as error:
        if error.code == "F_BIG":
            raise DeskError("V_SHAPE") from error
        raise


def _ensure_writable(store: Path) -> None:
    """A store that is gone must not be made anew; a read-only one would fail only at the first answer."""
    if not store.is_file() or not store.stat().st_size:
        raise DeskError("D_DAMAGED")
    if not os.access(store, os.W_OK):
        raise DeskError("D_READONLY", file=str(store))
