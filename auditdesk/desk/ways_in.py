"""Another way into a desk: a new passphrase, a new recovery code. The store is never touched.

May not know what lies in the store.
"""

from collections.abc import Callable
from contextlib import nullcontext
from pathlib import Path

from auditdesk.desk import sheet, vault
from auditdesk.desk.desk import VAULT, ensure_there, fresh_code, vault_of
from auditdesk.desk.lock import Lock
from auditdesk.desk.slots import Cost, Vault, read_vault, written
from auditdesk.desk.vault import COST
from auditdesk.files import whole_file


def change_passphrase(home: Path, present: str, fresh: str, cost: Cost = COST) -> None:
    """Rewrite the passphrase slot; the recovery code stays.

    Raises:
        DeskError: V_NONE, V_WRONG, V_SHAPE …, D_LOCKED; FileError: F_FULL, F_READONLY. Nothing was changed.
    """
    _rewrite(home, present, lambda hidden, opened: vault.with_passphrase(hidden, opened, fresh, cost))


def recover(home: Path, code: str, fresh: str, cost: Cost = COST, *, owes_sheet: bool = False) -> str:
    """Open with the recovery code, set a passphrase, and give the new code; the old one opens nothing more.

    Raises:
        DeskError, FileError: as `change_passphrase`.
    """
    next_code = fresh_code()

    def both(hidden: Vault, opened: vault.Opened) -> Vault:
        changed = vault.with_passphrase(hidden, opened, fresh, cost)
        return vault.with_recovery(changed, opened, next_code, cost)

    _rewrite(home, code, both, owes_sheet=owes_sheet)
    return next_code


def renew(home: Path, passphrase: str, cost: Cost = COST, *, owes_sheet: bool = False) -> str:
    """Give a new recovery code, for the passphrase; the old one opens nothing more.

    Raises:
        DeskError, FileError: as `change_passphrase`.
    """
    next_code = fresh_code()
    _rewrite(
        home,
        passphrase,
        lambda hidden, opened: vault.with_recovery(hidden, opened, next_code, cost),
        owes_sheet=owes_sheet,
    )
    return next_code


def _rewrite(
    home: Path,
    secret: str,
    change: Callable[[Vault, vault.Opened], Vault],
    *,
    owes_sheet: bool = False,
) -> None:
    ensure_there(home)
    lock = Lock(home)
    try:
        hidden = vault_of(home)
        changed = change(hidden, vault.unlocked(hidden, secret))
        with sheet.owed(home) if owes_sheet else nullcontext():
            whole_file(home / VAULT, written(changed), replace=True, reads_back=read_vault)
    finally:
        lock.release()
