"""`vault.json` as bytes and as values: keys, limits, sum (formats.md 4). May not know what it hides."""

import hashlib
import re
from dataclasses import dataclass

from auditdesk.audit.shape import Part, ShapeError
from auditdesk.canonical import LARGEST_INTEGER, Json, NotCanonicalError, canonical, read
from auditdesk.crypto import NONCE_BYTES, Wrapped
from auditdesk.errors import DeskError

MOST_BYTES = 16 << 10
SALT_BYTES = 16
EPOCH_BYTES = 16
KIND = "auditdesk.vault/1"

_FAMILY = re.compile(r"auditdesk\.vault/([1-9][0-9]{0,5})")
_HEX = re.compile(r"(?:[0-9a-f]{2})+")
_KDF = re.compile("argon2id")
_MOST_KEYS = 16
_MOST_CARD = 4_096
_LEAST_SLOTS, _MOST_SLOTS, _MOST_ESCROW = 2, 6, 3


@dataclass(frozen=True, slots=True)
class Cost:
    """What one guess at a passphrase costs, in Argon2id's terms. 0.6 to 2 s on the machines met on desks."""

    m_kib: int = 131_072
    t: int = 3
    p: int = 4

    @property
    def is_allowed(self) -> bool:
        """Whether a vault of this cost is read: below it guessing is cheap, above it opening is an attack."""
        return 65_536 <= self.m_kib <= 1_048_576 and 2 <= self.t <= 12 and 1 <= self.p <= 8  # noqa: PLR2004 - formats.md 4


@dataclass(frozen=True, slots=True)
class TypedSlot:
    """The vault key under something a person types: `kind` is passphrase or recovery."""

    kind: str
    salt: bytes
    cost: Cost
    wrapped: Wrapped

    def bound_to(self, nonce: bytes) -> bytes:
        """The associated bytes of the wrap: the slot without `ct`, so no part can be swapped."""
        return canonical(self._plain(nonce))

    def _plain(self, nonce: bytes) -> dict[str, Json]:
        costs: dict[str, Json] = {"m_kib": self.cost.m_kib, "t": self.cost.t, "p": self.cost.p}
        return {"kind": self.kind, "kdf": "argon2id", "salt": self.salt.hex(), "nonce": nonce.hex(), **costs}

    def written(self) -> dict[str, Json]:
        return {**self._plain(self.wrapped.nonce), "ct": self.wrapped.ct.hex()}


@dataclass(frozen=True, slots=True)
class EscrowSlot:
    """The secret itself, encrypted by age to the escrow card; `ct` in base64: `age` alone opens it."""

    recipient: str
    ct: str

    def written(self) -> dict[str, Json]:
        return {"kind": "escrow", "recipient": self.recipient, "ct": self.ct}


@dataclass(frozen=True, slots=True)
class KeystoreSlot:
    """The vault key under a key that the operating system keeps."""

    wrapped: Wrapped

    def written(self) -> dict[str, Json]:
        return {"kind": "keystore", "nonce": self.wrapped.nonce.hex(), "ct": self.wrapped.ct.hex()}


Slot = TypedSlot | EscrowSlot | KeystoreSlot


@dataclass(frozen=True, slots=True)
class Vault:
    """The key file of one desk. `epoch` is new at set-up and at every restore; `card` the own card's text."""

    epoch: str
    card: str
    box: Wrapped
    slots: tuple[Slot, ...]

    def typed(self, kind: str) -> TypedSlot:
        """The one slot of this kind: passphrase or recovery."""
        return next(slot for slot in self.slots if isinstance(slot, TypedSlot) and slot.kind == kind)

    def bound_to(self, _nonce: bytes = b"") -> bytes:
        """The associated bytes of the box: kind, epoch and card."""
        return canonical({"kind": KIND, "epoch": self.epoch, "card": self.card})


def written(vault: Vault) -> bytes:
    """The bytes of `vault.json`."""
    box: Json = {"nonce": vault.box.nonce.hex(), "ct": vault.box.ct.hex()}
    slots: Json = [slot.written() for slot in vault.slots]
    content: dict[str, Json] = {
        "kind": KIND,
        "epoch": vault.epoch,
        "card": vault.card,
        "box": box,
        "slots": slots,
    }
    return canonical(content | {"sum": _sum(content)})


def _sum(content: dict[str, Json]) -> str:
    return hashlib.sha256(canonical(content)).hexdigest()


def read_vault(raw: bytes) -> Vault:
    """The vault in these bytes. The sum is compared first, so damage is never taken for a wrong passphrase.

    Raises:
        DeskError: V_SHAPE, V_NEWER, V_PARAM (a cost outside the bounds; nothing was derived).
    """
    try:
        content = read(raw, MOST_BYTES)
        if not isinstance(content, dict):
            Part(content).refuse("is no map")
        rest = {key: part for key, part in content.items() if key != "sum"}
        if content.get("sum") != _sum(rest):
            Part(content).refuse("was changed")
        return _vault(Part(content))
    except (NotCanonicalError, ShapeError) as error:
        raise DeskError("V_SHAPE") from error


def _vault(content: Part) -> Vault:
    kind = content.map(_MOST_KEYS).get("kind", content).match(_FAMILY)
    if kind != KIND:
        raise DeskError("V_NEWER")
    parts = content.parts("kind", "epoch", "card", "box", "slots", "sum")
    slots = tuple(_slot(slot) for slot in parts["slots"].list(_MOST_SLOTS, _LEAST_SLOTS))
    typed = [slot for slot in slots if isinstance(slot, TypedSlot)]
    if sorted(slot.kind for slot in typed) != ["passphrase", "recovery"]:
        parts["slots"].refuse("has not exactly one slot each for passphrase and recovery")
    if sum(isinstance(slot, EscrowSlot) for slot in slots) > _MOST_ESCROW:
        parts["slots"].refuse("has too many escrow slots")
    if sum(isinstance(slot, KeystoreSlot) for slot in slots) > 1:
        parts["slots"].refuse("has two keystore slots")
    if not all(slot.cost.is_allowed for slot in typed):
        raise DeskError("V_PARAM")
    box = parts["box"].parts("nonce", "ct")
    return Vault(
        _hex(parts["epoch"], EPOCH_BYTES).hex(), parts["card"].text(_MOST_CARD), _wrapped(box), slots
    )


def _slot(slot: Part) -> Slot:
    match slot.map(_MOST_KEYS).get("kind", slot).text():
        case "escrow":
            parts = slot.parts("kind", "recipient", "ct")
            return EscrowSlot(parts["recipient"].text(), parts["ct"].text())
        case "keystore":
            return KeystoreSlot(_wrapped(slot.parts("kind", "nonce", "ct")))
        case "passphrase" | "recovery" as kind:
            parts = slot.parts("kind", "kdf", "salt", "m_kib", "t", "p", "nonce", "ct")
            parts["kdf"].match(_KDF)
            m_kib, t, p = (parts[name].whole(0, LARGEST_INTEGER) for name in ("m_kib", "t", "p"))
            return TypedSlot(kind, _hex(parts["salt"], SALT_BYTES), Cost(m_kib, t, p), _wrapped(parts))
        case _:
            return slot.refuse("is of no kind that is known")


def _wrapped(parts: dict[str, Part]) -> Wrapped:
    return Wrapped(_hex(parts["nonce"], NONCE_BYTES), _hex(parts["ct"]))


def _hex(part: Part, length: int | None = None) -> bytes:
    content = bytes.fromhex(part.match(_HEX))
    if length is not None and len(content) != length:
        part.refuse(f"is not {length} bytes in hex")
    return content
