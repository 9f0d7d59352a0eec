"""What a person types to open a desk: the passphrase, or the recovery code from the sheet (formats.md 4).

May not know: vaults, keys, stores.
"""

import hashlib
import re
import unicodedata
from collections.abc import Set as AbstractSet

from auditdesk.errors import DeskError

LEAST_CHARACTERS = 14
RECOVERY_BITS = 128
_CHECK_BITS = 7
_CODE_CHARACTERS = 27
_PRINTED = 5
_ALPHABET = "0123456789ABCDEFGHJKMNPQRSTVWXYZ"
_AS_MEANT = str.maketrans("OIL", "011")
_SEPARATOR = re.compile(r"[\s\-\u2010-\u2015_.,:;/|]+")


def spelled(passphrase: str) -> str:
    """The passphrase as it counts: NFKC, trimmed, single spaces; an accent may be typed either way."""
    return " ".join(unicodedata.normalize("NFKC", passphrase).split())


def passphrase_bytes(passphrase: str) -> bytes:
    """What is derived from. A lone surrogate (an undecodable byte) makes it wrong, it is not a fault."""
    return spelled(passphrase).encode("utf-8", "surrogatepass")


def ensure_strong(passphrase: str, common: AbstractSet[str]) -> None:
    """Refuse fewer than 14 characters, and common ones however they are spaced or capitalised.

    `common` is in lower case.

    Raises:
        DeskError: V_WEAK.
    """
    plain = spelled(passphrase).casefold()
    spellings = {plain, plain.replace(" ", "")}
    if len(plain) < LEAST_CHARACTERS or not spellings.isdisjoint(common):
        raise DeskError("V_WEAK")


def recovery_code(bits: bytes) -> str:
    """27 characters for 16 random bytes; the last 7 of their 135 bits tell a slip of the pen."""
    number = (
        int.from_bytes(bits, "big") << _CHECK_BITS | hashlib.sha256(bits).digest()[0] & (1 << _CHECK_BITS) - 1
    )
    return "".join(_ALPHABET[number >> 5 * place & 31] for place in reversed(range(_CODE_CHARACTERS)))


def printed(code: str) -> str:
    """The code in fives, as it stands on the sheet."""
    return "-".join(code[start : start + _PRINTED] for start in range(0, len(code), _PRINTED))


def typed_code(typed: str) -> str | None:
    """The 27 characters a person meant (any case, separators, O for 0, I and L for 1); None if no code."""
    plain = _SEPARATOR.sub("", unicodedata.normalize("NFKC", typed)).upper().translate(_AS_MEANT)
    if len(plain) != _CODE_CHARACTERS or not set(plain) <= set(_ALPHABET):
        return None
    number = 0
    for letter in plain:
        number = number << 5 | _ALPHABET.index(letter)
    bits = (number >> _CHECK_BITS).to_bytes(RECOVERY_BITS // 8, "big")
    return plain if recovery_code(bits) == plain else None
