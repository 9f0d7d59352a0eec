"""Every call into a cryptographic library: age, Ed25519, Argon2id, ChaCha20-Poly1305 (formats.md 3, 4).

May not know what is sealed or for whom. Nonces and keys are drawn here, never taken: a repeated nonce is
fatal.
"""

import base64
import secrets
import threading
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from typing import Final

import pyrage
from cryptography.exceptions import InvalidSignature, InvalidTag
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey, Ed25519PublicKey
from cryptography.hazmat.primitives.ciphers.aead import ChaCha20Poly1305
from cryptography.hazmat.primitives.kdf.argon2 import Argon2id
from cryptography.hazmat.primitives.serialization import Encoding, PublicFormat

KEY_BYTES = 32
SIGNATURE_BYTES = 64
NONCE_BYTES = 12
_P = (1 << 255) - 19
_L = (1 << 252) + 27742317777372353535851937790883648493
_LOW = (1 << 255) - 1


def _number(little_endian: str) -> int:
    return int.from_bytes(bytes.fromhex(little_endian), "little")


_Y8 = _number("26e8958fc2b227b045c3f489f2ef98f0d5dfac05d3c63339b13802886d53fc05")
_SMALL_ORDER_Y = frozenset({0, 1, _P - 1, _Y8, _P - _Y8})
_LOW_ORDER_U = frozenset(
    {
        0,
        1,
        _P - 1,
        _number("e0eb7a7c3b41b8ae1656e3faf19fc46ada098deb9c32b1fd866205165f49b800"),
        _number("5f9c95bca3508c24b1d0b1559c83ef5b04445cc4581c8e86d8224eddd09f1157"),
    }
)
_SSH_HEAD = b"\x00\x00\x00\x0bssh-ed25519\x00\x00\x00\x20"
_SSH_NAME = "ssh-ed25519 "
_BECH32 = "qpzry9x8gf2tvdw0s3jn54khce6mua7l"
_BECH32_STEPS = (0x3B6A57B2, 0x26508E6D, 0x1EA119FA, 0x3D4233DD, 0x2A1462B3)
_AGE_SPREAD = (3, 3, 3, 0, 1, 7, 5)  # the letters a, g, e as BIP 173 spreads them
_RECIPIENT_CHARACTERS = 62
_SECRET_HEAD = "AGE-SECRET-KEY-1"  # noqa: S105 - how such a key begins, not one


class WeakKeyError(ValueError):
    """A key or signature that a forger could choose so that anything verifies; refused before any use."""


class BadSignatureError(ValueError):
    """The signature does not belong to these bytes and this key."""


class NotOpenedError(ValueError):
    """None of the keys opens it, or it was changed."""


@dataclass(frozen=True, slots=True)
class Identity:
    """One person's secret keys: the seed that signs and the age key that opens. Never printed."""

    seed: bytes = field(repr=False)
    age: str = field(repr=False)

    @property
    def key(self) -> bytes:
        """The 32 bytes of the public signing key."""
        public = Ed25519PrivateKey.from_private_bytes(self.seed).public_key()
        return public.public_bytes(Encoding.Raw, PublicFormat.Raw)

    @property
    def sign_line(self) -> str:
        """The public signing key as `ssh-keygen` writes it, without a comment."""
        return key_line(self.key)

    @property
    def recipient(self) -> str:
        """The age recipient that others encrypt to."""
        return recipient_of(self.age)


def fresh_identity() -> Identity:
    return Identity(secrets.token_bytes(KEY_BYTES), fresh_age_key())


def fresh_age_key() -> str:
    """A fresh age identity, `AGE-SECRET-KEY-1…`: the key of a round, or one half of a person's."""
    return str(pyrage.x25519.Identity.generate())


def recipient_of(age: str) -> str:
    """The recipient of an age identity.

    Raises:
        ValueError: this is no age identity.
    """
    return str(_age_identity(age).to_public())


def _age_identity(age: str) -> "pyrage.x25519.Identity":
    try:
        return pyrage.x25519.Identity.from_str(age)
    except pyrage.IdentityError as error:
        raise ValueError(_SECRET_HEAD) from error


# ── signatures ────────────────────────────────────────────────────────────


def key_line(key: bytes) -> str:
    """`ssh-ed25519 <base64>` of 32 bytes."""
    return _SSH_NAME + base64.b64encode(_SSH_HEAD + key).decode()


def key_of(line: str) -> bytes:
    """The 32 bytes behind a key line.

    Raises:
        ValueError: it is not the one way to write an Ed25519 key.
    """
    try:
        key = base64.b64decode(line.removeprefix(_SSH_NAME), validate=True)[-KEY_BYTES:]
    except ValueError as error:
        raise ValueError(_SSH_NAME) from error
    if key_line(key) != line:
        raise ValueError(_SSH_NAME)
    return key


def ensure_strong_key(key: bytes) -> None:
    """Refuse the 14 encodings of small-order points and every y that is not reduced (formats.md 3).

    Raises:
        WeakKeyError: `cryptography` accepts one fixed signature for anything under such a key.
    """
    y = int.from_bytes(key, "little") & _LOW
    if len(key) != KEY_BYTES or y >= _P or y in _SMALL_ORDER_Y:
        raise WeakKeyError


def sign(identity: Identity, message: bytes) -> bytes:
    return Ed25519PrivateKey.from_private_bytes(identity.seed).sign(message)


def verify(key: bytes, signature: bytes, message: bytes) -> None:
    """Return if `key` signed exactly `message`.

    Raises:
        WeakKeyError: the key or the first half of the signature is weak, or its second half is not below L.
        BadSignatureError: it is somebody else's, or something was changed.
    """
    ensure_strong_key(key)
    ensure_strong_signature(signature)
    try:
        Ed25519PublicKey.from_public_bytes(key).verify(signature, message)
    except InvalidSignature as error:
        raise BadSignatureError from error


def ensure_strong_signature(signature: bytes) -> None:
    ensure_strong_key(signature[:KEY_BYTES])
    if len(signature) != SIGNATURE_BYTES or int.from_bytes(signature[KEY_BYTES:], "little") >= _L:
        raise WeakKeyError


# ── age ────────────────────────────────────────────────────────────


def ensure_strong_recipient(recipient: str) -> None:
    """Refuse what is no age recipient and the low-order ones: the library answers those with a panic.

    Raises:
        ValueError: not the one way to write a recipient.
        WeakKeyError: everybody could open what is encrypted to it.
    """
    u = int.from_bytes(_bech32_bytes(recipient), "little")
    if u >= _P or u in _LOW_ORDER_U:
        raise WeakKeyError


def _bech32_bytes(recipient: str) -> bytes:
    """The 32 bytes of `age1…`, by BIP 173."""
    if len(recipient) != _RECIPIENT_CHARACTERS or not recipient.startswith("age1"):
        raise ValueError("age1")
    fives = [_BECH32.find(letter) for letter in recipient[4:]]
    if -1 in fives or _bech32_sum([*_AGE_SPREAD, *fives]) != 1:
        raise ValueError("age1")
    number = int("".join(f"{five:05b}" for five in fives[:-6]), 2)
    if number & 0b1111:
        raise ValueError("age1")
    return (number >> 4).to_bytes(KEY_BYTES, "big")


def _bech32_sum(fives: Sequence[int]) -> int:
    total = 1
    for five in fives:
        top = total >> 25
        total = (total & 0x1FFFFFF) << 5 ^ five
        for place, step in enumerate(_BECH32_STEPS):
            total ^= step if top >> place & 1 else 0
    return total


def encrypt(plain: bytes, recipients: Sequence[str]) -> bytes:
    """An age file that any of the recipients opens.

    Raises:
        ValueError: one is no recipient, or a weak one; checked first, for the library would end the program.
    """
    for recipient in recipients:
        ensure_strong_recipient(recipient)
    return bytes(pyrage.encrypt(plain, [pyrage.x25519.Recipient.from_str(one) for one in recipients]))


def decrypt(raw: bytes, identities: Sequence[str]) -> bytes:
    """The content of an age file, in memory and whole, never piece by piece before its end is known.

    Raises:
        NotOpenedError: for none of these keys, or changed on the way.
    """
    try:
        return bytes(pyrage.decrypt(raw, [_age_identity(age) for age in identities]))
    except pyrage.DecryptError as error:
        raise NotOpenedError from error


# ── passphrases ────────────────────────────────────────────────────────────


_ONE_DERIVES: Final = threading.Lock()
"""OpenSSL has one pool of threads for the lanes: two derivations at once were seen to wait for ever."""


def derive(passphrase: bytes, salt: bytes, m_kib: int, t: int, p: int) -> bytes:
    """32 bytes from a passphrase by Argon2id, version 0x13. Whoever calls has checked the three costs."""
    kdf = Argon2id(salt=salt, length=KEY_BYTES, iterations=t, lanes=p, memory_cost=m_kib)
    with _ONE_DERIVES:
        return kdf.derive(passphrase)


@dataclass(frozen=True, slots=True)
class Wrapped:
    """A secret under a key: ChaCha20-Poly1305, the tag at the end of `ct`."""

    nonce: bytes
    ct: bytes


def wrap(key: bytes, plain: bytes, bound_to: Callable[[bytes], bytes]) -> Wrapped:
    """`plain` under `key` and a fresh nonce; `bound_to(nonce)` gives the associated bytes."""
    nonce = secrets.token_bytes(NONCE_BYTES)
    return Wrapped(nonce, ChaCha20Poly1305(key).encrypt(nonce, plain, bound_to(nonce)))


def unwrap(key: bytes, wrapped: Wrapped, bound_to: bytes) -> bytes:
    """What was wrapped.

    Raises:
        NotOpenedError: another key, other associated bytes, or changed.
    """
    try:
        return ChaCha20Poly1305(key).decrypt(wrapped.nonce, wrapped.ct, bound_to)
    except (InvalidTag, ValueError) as error:
        raise NotOpenedError from error
