"""Who takes part: a person's public identity and how far it is trusted.

May not know: how a card is signed or read (exchange), where it is kept (desk).
"""

import base64
import hashlib
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

_FINGERPRINT_OF = b"auditdesk-identity-v1\x00"
KEY_BYTES = 32


class Role(StrEnum):
    """What a card may be used for (formats.md 6)."""

    AUDITOR = "auditor"
    COORDINATOR = "coordinator"
    ESCROW = "escrow"
    ARCHIVE = "archive"


class Trust(StrEnum):
    """How far a card is trusted: verified only after the phone check of its words."""

    UNVERIFIED = "unverified"
    VERIFIED = "verified"
    REVOKED = "revoked"


@dataclass(frozen=True, slots=True)
class Card:
    """One person's public identity. `sign` is `ssh-ed25519 <base64>`, `encrypt` an `age1…` recipient."""

    name: str
    organisation: str
    role: Role
    sign: str
    encrypt: str
    created: date
    expires: date | None = None
    previous: str | None = None

    @property
    def key(self) -> bytes:
        """The 32 bytes of the signing key."""
        return base64.b64decode(self.sign.split(" ")[1])[-KEY_BYTES:]

    @property
    def fingerprint(self) -> str:
        """64 hex; the first 16 are the principal in `allowed_signers` (formats.md 6)."""
        return hashlib.sha256(_FINGERPRINT_OF + self.key + self.encrypt.encode()).hexdigest()


@dataclass(frozen=True, slots=True)
class Person:
    """Somebody whose card lies on this desk; `text` is the card as it arrived."""

    card: Card
    text: str
    trust: Trust
