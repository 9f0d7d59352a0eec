"""ustar exactly as GNU tar writes it with fixed owner, mode and time (formats.md 7).

May not know the members.
"""

from auditdesk.errors import RefusedError

BLOCK = 512
PADDED_TO = 65_536
_LEAST_END = 1_024
_MOST_NAME = 100

Members = tuple[tuple[str, bytes], ...]


def written(members: Members) -> bytes:
    """The members in order, then zeros up to the next multiple of 64 KiB, at least two blocks of them."""
    out = bytearray()
    for name, content in members:
        out += _header(name, len(content)) + content + bytes(-len(content) % BLOCK)
    out += bytes(_LEAST_END)
    return bytes(out + bytes(-len(out) % PADDED_TO))


def _header(name: str, size: int) -> bytes:
    fields = [
        name.encode().ljust(_MOST_NAME, b"\0"),
        b"0000600\0",
        b"0000000\0",
        b"0000000\0",
        b"%011o\0" % size,
        b"00000000000\0",
        b" " * 8,
        b"0",
        bytes(100),
        b"ustar\x0000",
        bytes(32),
        bytes(32),
        b"0000000\0",
        b"0000000\0",
    ]
    header = b"".join(fields).ljust(BLOCK, b"\0")
    return header[:148] + b"%06o\0 " % sum(header) + header[156:]


def read(raw: bytes, most: int, named: tuple[str, str]) -> Members:
    """The members of an archive that is exactly what `written` makes of them. `named`: the file, its type.

    Raises:
        RefusedError: T_SHORT, T_HEADER, T_PAD, T_TRAIL, T_LIMIT.
    """
    file, kind = named
    members: list[tuple[str, bytes]] = []
    at = 0
    while any(header := raw[at : at + BLOCK]):
        if len(header) < BLOCK:
            raise RefusedError("T_SHORT", file=file)
        if len(members) == most:
            raise RefusedError("T_LIMIT", file=file, type=kind)
        name, size = _named(header, file)
        members.append((name, _content(raw, at + BLOCK, size, file)))
        at += BLOCK + size + (-size % BLOCK)
    if len(raw) < at + _LEAST_END:
        raise RefusedError("T_SHORT", file=file)
    if raw[at:].strip(b"\0"):
        raise RefusedError("T_TRAIL", file=file)
    if len(raw) != at + _LEAST_END + (-(at + _LEAST_END) % PADDED_TO):
        raise RefusedError("T_PAD", file=file)
    return tuple(members)


def _content(raw: bytes, at: int, size: int, file: str) -> bytes:
    content = raw[at : at + size]
    if len(content) < size:
        raise RefusedError("T_SHORT", file=file)
    if any(raw[at + size : at + size + (-size % BLOCK)]):
        raise RefusedError("T_PAD", file=file)
    return content


def _named(header: bytes, file: str) -> tuple[str, int]:
    """Name and size, from the one header that `_header` makes of them."""
    size_text = header[124:135]
    if not size_text.isdigit():  # a sign would make a size below nothing
        raise RefusedError("T_HEADER", file=file)
    try:
        name = header[:_MOST_NAME].rstrip(b"\0").decode("ascii")
        size = int(size_text, 8)
    except ValueError as error:
        raise RefusedError("T_HEADER", file=file) from error
    if not name or "\0" in name or _header(name, size) != header:
        raise RefusedError("T_HEADER", file=file)
    return name, size
