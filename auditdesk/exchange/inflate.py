"""The JSON member of a sealed document: one gzip member of exactly what was signed (formats.md 7, 13.8).

May not know what the payload says.
"""

import hashlib
import zlib

from auditdesk.audit.shape import HASH, Part
from auditdesk.canonical import Json
from auditdesk.errors import RefusedError

_HEAD = b"\x1f\x8b\x08\x00\x00\x00\x00\x00"
_LARGEST_SAID = 1 << 40

Measured = tuple[int, str]
"""Size and SHA-256 before squeezing."""


def squeezed(content: bytes) -> bytes:
    """Give gzip with flags and time 0, the same bytes each time."""
    packer = zlib.compressobj(9, zlib.DEFLATED, -zlib.MAX_WBITS)
    body = packer.compress(content) + packer.flush()
    tail = zlib.crc32(content).to_bytes(4, "little") + (len(content) & 0xFFFFFFFF).to_bytes(4, "little")
    return _HEAD + b"\x02\xff" + body + tail


def payload_of(content: bytes) -> dict[str, Json]:
    """What a manifest says of its payload."""
    return {"size": len(content), "sha256": hashlib.sha256(content).hexdigest()}


def measured(keys: dict[str, Part]) -> Measured:
    """Size and hash, from the parts `size` and `sha256` of a manifest's `payload`."""
    return keys["size"].whole(0, _LARGEST_SAID), keys["sha256"].match(HASH)


def inflated(raw: bytes, about: Measured, most: int, named: tuple[str, str]) -> bytes:
    """One gzip member of exactly the size and hash that was signed. `named`: the file, its type.

    Raises:
        RefusedError: Z_LIMIT, Z_BAD, Z_SIZE, P_HASH.
    """
    (size, digest), (file, kind) = about, named
    if size > most:
        raise RefusedError("Z_LIMIT", file=file, type=kind)
    if raw[: len(_HEAD)] != _HEAD:
        raise RefusedError("Z_BAD", file=file)
    unpacker = zlib.decompressobj(zlib.MAX_WBITS | 16)
    try:
        content = unpacker.decompress(raw, size + 1)
    except zlib.error as error:
        raise RefusedError("Z_BAD", file=file) from error
    if len(content) != size:
        raise RefusedError("Z_SIZE", file=file)
    if not unpacker.eof or unpacker.unused_data:
        raise RefusedError("Z_BAD", file=file)
    if hashlib.sha256(content).hexdigest() != digest:
        raise RefusedError("P_HASH", file=file)
    return content
