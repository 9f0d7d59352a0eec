"""One person's desk, open: the one owner of the store, and the keys of its person.

May not know what is asked of the store: plain functions `(db, values) -> value` come in.
"""

import os
import secrets
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from typing import Concatenate, ParamSpec, TypeAlias, TypeVar

from auditdesk.audit.people import Role
from auditdesk.canonical import read
from auditdesk.crypto import Identity
from auditdesk.desk import schema, vault
from auditdesk.desk.lock import Lock
from auditdesk.desk.passphrases import RECOVERY_BITS, recovery_code
from auditdesk.desk.place import ensure_local
from auditdesk.desk.slots import MOST_BYTES, Vault, read_vault, written
from auditdesk.desk.sqlite import Database, connect, translated
from auditdesk.errors import DeskError, InputError
from auditdesk.files import clear_parts, folder, read_capped, whole_file

P = ParamSpec("P")
T = TypeVar("T")
Ask: TypeAlias = Callable[Concatenate[Database, P], T]

VAULT, STORE = "vault.json", "store.db"


class Desk:
    """Every read and every write of the store passes here, on the one thread that opened it."""

    def __init__(self, home: Path, hidden: Vault, opened: vault.Opened, lock: Lock) -> None:
        self.folder, self._lock = home, lock
        self.identity: Identity = opened.identity
        self.card_text, self.epoch = hidden.card, hidden.epoch
        self._owner = ThreadPoolExecutor(max_workers=1, thread_name_prefix="desk")
        try:
            self._db = self._owner.submit(_store, home / STORE, opened.db_key).result()
        except BaseException:
            self._owner.shutdown()
            raise

    def read(self, question: Ask[P, T], *args: P.args, **named: P.kwargs) -> T:
        return self._owner.submit(self._asked, question, *args, **named).result()

    def write(self, change: Ask[P, T], *args: P.args, **named: P.kwargs) -> T:
        """Change the store whole or not at all: the only `atomic()` of a verb's making."""

        def whole(db: Database) -> T:
            with db.atomic():
                return change(db, *args, **named)

        return self._owner.submit(self._asked, whole).result()

    def _asked(self, question: Ask[P, T], *args: P.args, **named: P.kwargs) -> T:
        try:
            return question(self._db, *args, **named)
        except Exception as error:
            said = translated(error, self.folder / STORE)
            if said is error:
                raise
            raise said from error

    @property
    def role(self) -> Role:
        match read(self.card_text.partition("\n")[0].encode(), MOST_BYTES):
            case {"role": str(role)}:
                return Role(role)
            case _:
                raise DeskError("V_CARD")

    def ensure_role(self, needed: Role) -> None:
        """Refuse a verb that belongs on the other kind of desk (InputError R_ROLE)."""
        if self.role is not needed:
            raise InputError("R_ROLE", role=self.role, needed=needed, verb="this")

    def is_sound(self) -> bool:
        """Whether every page of the store reads and its structure holds."""
        return self.read(lambda db: db.execute("PRAGMA integrity_check").fetchone()[0] == "ok")

    def close(self) -> None:
        """Close the store and free the lock; safe to call again."""
        self._owner.submit(self._db.conn.close).result()
        self._owner.shutdown()
        self._lock.release()


def _store(path: Path, key: str) -> Database:
    db = connect(path, key)
    try:
        schema.prepare(db)
        os.chmod(path, 0o600)  # noqa: PTH101 - the driver makes the file with the mode of the process
    except BaseException:
        db.conn.close()
        raise
    return db


def make_desk(home: Path, identity: Identity, card: str, passphrase: str) -> str:
    """Make vault and store in an empty or new folder; gives the recovery code, which is kept nowhere.

    Raises:
        DeskError: V_EXISTS, D_PLACE, D_LOCKED, D_FULL, D_READONLY.
        FileError: F_FULL, F_READONLY. Then there is no desk in the folder.
    """
    ensure_local(home)
    if (home / VAULT).exists() or (home / STORE).exists():
        raise DeskError("V_EXISTS")
    folder(home)
    lock = Lock(home)
    try:
        code = recovery_code(secrets.token_bytes(RECOVERY_BITS // 8))
        hidden, opened = vault.make(identity, card, (passphrase, code))
        try:
            _store(home / STORE, opened.db_key).conn.close()
            # Last: a folder without a vault is no desk, so a desk is there whole or not at all.
            whole_file(home / VAULT, written(hidden), reads_back=read_vault)
        except BaseException:
            for left in home.glob(f"{STORE}*"):
                left.unlink()
            raise
    finally:
        lock.release()
    return code


def open_desk(home: Path, secret: str) -> Desk:
    """The desk in a folder, opened with the passphrase or the recovery code.

    Raises:
        DeskError: V_NONE, V_SHAPE, V_PARAM, V_CARD, V_WRONG, D_LOCKED, D_PLACE, D_KEY, D_NEWER.
    """
    hidden = _hidden(home)
    ensure_local(home)
    lock = Lock(home)
    try:
        clear_parts(home)
        return Desk(home, hidden, vault.unlocked(hidden, secret), lock)
    except BaseException:
        lock.release()
        raise


def _hidden(home: Path) -> Vault:
    if not (home / VAULT).is_file():
        raise DeskError("V_NONE")
    return read_vault(read_capped(home / VAULT, MOST_BYTES))


def change_passphrase(home: Path, present: str, fresh: str) -> None:
    """Rewrite the passphrase slot; the store is not touched."""
    _rewritten(home, present, lambda hidden, opened: vault.with_passphrase(hidden, opened, fresh))


def recover(home: Path, code: str, fresh: str) -> str:
    """Open with the recovery code, set a passphrase, and give the new code; the old one opens nothing more."""
    fresh_code = recovery_code(secrets.token_bytes(RECOVERY_BITS // 8))

    def both(hidden: Vault, opened: vault.Opened) -> Vault:
        return vault.with_recovery(vault.with_passphrase(hidden, opened, fresh), opened, fresh_code)

    _rewritten(home, code, both)
    return fresh_code


def _rewritten(home: Path, secret: str, change: Callable[[Vault, vault.Opened], Vault]) -> None:
    hidden = _hidden(home)
    lock = Lock(home)
    try:
        fresh = change(hidden, vault.unlocked(hidden, secret))
        whole_file(home / VAULT, written(fresh), replace=True, reads_back=read_vault)
    finally:
        lock.release()
