"""Who may open a desk: making a vault, opening it, changing one way in. May not know the store or any folder.

Two levels of keys (formats.md 4): what a person types opens the vault key, that opens the box with the rest.
So a new passphrase rewrites one slot and never the store.
"""

import re
import secrets
from dataclasses import dataclass, field, replace

from auditdesk import crypto
from auditdesk.audit.shape import Part, ShapeError
from auditdesk.canonical import NotCanonicalError, canonical, read
from auditdesk.crypto import Identity, NotOpenedError
from auditdesk.desk.passphrases import passphrase_bytes, typed_code
from auditdesk.desk.slots import EPOCH_BYTES, MOST_BYTES, SALT_BYTES, Cost, TypedSlot, Vault
from auditdesk.errors import DeskError

COST = Cost()
_KEY_HEX = re.compile(r"[0-9a-f]{64}")
_MOST_KEYS = 16
_NOTHING = crypto.Wrapped(b"", b"")


@dataclass(frozen=True, slots=True)
class Opened:
    """What a vault hides: its own key, the person's identity, the raw key of the store. Never printed."""

    vault_key: bytes = field(repr=False)
    identity: Identity = field(repr=False)
    db_key: str = field(repr=False)


def make(identity: Identity, card: str, ways: tuple[str, str], cost: Cost = COST) -> tuple[Vault, Opened]:
    """A vault with a passphrase and a recovery code as its two `ways` in, its keys fresh.

    Raises:
        DeskError: V_CARD: the card's keys are not the identity's; V_PARAM: a cost that would not be read.
    """
    if _card_keys(card) != (identity.sign_line, identity.recipient):
        raise DeskError("V_CARD")
    opened = Opened(secrets.token_bytes(crypto.KEY_BYTES), identity, secrets.token_hex(crypto.KEY_BYTES))
    passphrase, code = ways
    slots = (
        _slot("passphrase", passphrase, opened.vault_key, cost),
        _slot("recovery", code, opened.vault_key, cost),
    )
    vault = Vault(secrets.token_hex(EPOCH_BYTES), card, _NOTHING, slots)
    secret = canonical({"age": identity.age, "db": opened.db_key, "sign": identity.seed.hex()})
    return replace(vault, box=crypto.wrap(opened.vault_key, secret, vault.bound_to)), opened


def unlocked(vault: Vault, secret: str) -> Opened:
    """What the vault hides, for a passphrase or a recovery code typed in any of its spellings.

    Raises:
        DeskError: V_WRONG; V_CARD if the keys inside are not those of the card, or the box was changed.
    """
    for slot, typed in _tries(vault, secret):
        key = _derived(slot, typed)
        try:
            vault_key = crypto.unwrap(key, slot.wrapped, slot.bound_to(slot.wrapped.nonce))
        except NotOpenedError:
            continue
        return _opened(vault, vault_key)
    raise DeskError("V_WRONG")


def _tries(vault: Vault, secret: str) -> list[tuple[TypedSlot, str]]:
    """A text that is a valid recovery code is tried as one first; it may be a passphrase all the same."""
    code = typed_code(secret)
    recovery = [(vault.typed("recovery"), code)] if code is not None else []
    return [*recovery, (vault.typed("passphrase"), secret)]


def _opened(vault: Vault, vault_key: bytes) -> Opened:
    try:
        inside = crypto.unwrap(vault_key, vault.box, vault.bound_to())
        parts = Part(read(inside, MOST_BYTES)).parts("age", "db", "sign")
        identity = Identity(bytes.fromhex(parts["sign"].match(_KEY_HEX)), parts["age"].text())
        if _card_keys(vault.card) != (identity.sign_line, identity.recipient):
            raise DeskError("V_CARD")
        return Opened(vault_key, identity, parts["db"].match(_KEY_HEX))
    except (NotOpenedError, NotCanonicalError, ValueError) as error:
        raise DeskError("V_CARD") from error


def _card_keys(card: str) -> tuple[str, str]:
    """The two public keys on a card; its signature was checked when the card was made."""
    first = Part(read(card.partition("\n")[0].encode(), MOST_BYTES)).map(_MOST_KEYS)
    if not {"sign", "encrypt"} <= first.keys():
        raise ShapeError("card", "has not both keys")
    return first["sign"].text(), first["encrypt"].text()


def with_passphrase(vault: Vault, opened: Opened, passphrase: str, cost: Cost = COST) -> Vault:
    """The vault with another passphrase; the old one opens it no more."""
    return _with_slot(vault, _slot("passphrase", passphrase, opened.vault_key, cost))


def with_recovery(vault: Vault, opened: Opened, code: str, cost: Cost = COST) -> Vault:
    """The vault with another recovery code; the old sheet opens it no more."""
    return _with_slot(vault, _slot("recovery", code, opened.vault_key, cost))


def _with_slot(vault: Vault, fresh: TypedSlot) -> Vault:
    slots = (
        fresh if isinstance(slot, TypedSlot) and slot.kind == fresh.kind else slot for slot in vault.slots
    )
    return replace(vault, slots=tuple(slots))


def _slot(kind: str, typed: str, vault_key: bytes, cost: Cost) -> TypedSlot:
    if not cost.is_allowed:
        raise DeskError("V_PARAM")
    empty = TypedSlot(kind, secrets.token_bytes(SALT_BYTES), cost, _NOTHING)
    return replace(empty, wrapped=crypto.wrap(_derived(empty, typed), vault_key, empty.bound_to))


def _derived(slot: TypedSlot, typed: str) -> bytes:
    return crypto.derive(passphrase_bytes(typed), slot.salt, slot.cost.m_kib, slot.cost.t, slot.cost.p)
