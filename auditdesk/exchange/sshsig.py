"""Signatures as `ssh-keygen -Y` writes and reads them, Ed25519 only (formats.md 3).

May not know what is signed.
"""

import base64
import hashlib
import struct

from auditdesk import crypto
from auditdesk.crypto import BadSignatureError, Identity, WeakKeyError
from auditdesk.errors import RefusedError

_MAGIC = b"SSHSIG"
_BEGIN, _END = "-----BEGIN SSH SIGNATURE-----\n", "-----END SSH SIGNATURE-----\n"
_COLUMNS = 70
_TYPE = b"ssh-ed25519"
MOST_BYTES = 1 << 10


def _text(raw: bytes) -> bytes:
    return struct.pack(">I", len(raw)) + raw


def _signed_bytes(message: bytes, namespace: str) -> bytes:
    digest = hashlib.sha512(message).digest()
    return _MAGIC + _text(namespace.encode()) + _text(b"") + _text(b"sha512") + _text(digest)


def _blob(key: bytes, signature: bytes, namespace: str) -> bytes:
    return (
        _MAGIC
        + struct.pack(">I", 1)
        + _text(_text(_TYPE) + _text(key))
        + _text(namespace.encode())
        + _text(b"")
        + _text(b"sha512")
        + _text(_text(_TYPE) + _text(signature))
    )


def _armour(blob: bytes) -> str:
    text = base64.b64encode(blob).decode()
    lines = (text[start : start + _COLUMNS] + "\n" for start in range(0, len(text), _COLUMNS))
    return _BEGIN + "".join(lines) + _END


def sign(identity: Identity, message: bytes, namespace: str) -> str:
    """The armoured signature."""
    signature = crypto.sign(identity, _signed_bytes(message, namespace))
    return _armour(_blob(identity.key, signature, namespace))


def signer(armour: bytes, namespace: str, file: str) -> tuple[bytes, bytes]:
    """Key and signature inside an armour that is exactly as we write it.

    Raises:
        RefusedError: S_SIZE, S_ARMOR, S_SHAPE (also: made for another namespace), S_WEAK.
    """
    if len(armour) > MOST_BYTES:
        raise RefusedError("S_SIZE", file=file)
    try:
        text = armour.decode("ascii")
        blob = base64.b64decode(text.removeprefix(_BEGIN).removesuffix(_END).replace("\n", ""), validate=True)
    except ValueError as error:
        raise RefusedError("S_ARMOR", file=file) from error
    if _armour(blob) != text:
        raise RefusedError("S_ARMOR", file=file)
    head = len(_MAGIC) + 4 + 4 + 4 + len(_TYPE) + 4
    key, signature = blob[head : head + crypto.KEY_BYTES], blob[-crypto.SIGNATURE_BYTES :]
    if _blob(key, signature, namespace) != blob:
        raise RefusedError("S_SHAPE", file=file)
    try:
        crypto.ensure_strong_key(key)
        crypto.ensure_strong_signature(signature)
    except WeakKeyError as error:
        raise RefusedError("S_WEAK", file=file) from error
    return key, signature


def ensure_signed(found: tuple[bytes, bytes], message: bytes, namespace: str, file: str) -> None:
    """Verify what `signer` found, and found strong.

    Raises:
        RefusedError: S_BAD.
    """
    key, signature = found
    try:
        crypto.verify(key, signature, _signed_bytes(message, namespace))
    except BadSignatureError as error:
        raise RefusedError("S_BAD", file=file) from error
