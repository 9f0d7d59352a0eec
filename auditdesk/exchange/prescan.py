"""A look at the outside of an age file before the library sees it: 1,000 stanzas cost it 6.9 s.

May not know keys.
"""

import base64
import re

from auditdesk.errors import RefusedError

MAGIC = b"age-encryption.org/v1\n"
_BEGIN, _END = b"-----BEGIN AGE ENCRYPTED FILE-----", b"-----END AGE ENCRYPTED FILE-----"
_MOST_HEADER = 16 << 10
_MOST_STANZAS = 20
_COLUMNS = 64
_BODY = re.compile(rb"[A-Za-z0-9+/]{0,64}")
_MAC = re.compile(rb"--- [A-Za-z0-9+/]{43}")


def binary(raw: bytes, most: int, named: tuple[str, str]) -> bytes:
    """The file in its binary form, its header known to be small and plain. `named`: the file, its type.

    Raises:
        RefusedError: A_SIZE, A_MAGIC, A_ARMOR, A_HEADER, A_STANZAS, A_STANZA_TYPE.
    """
    file, kind = named
    if len(raw) > most:
        raise RefusedError("A_SIZE", file=file, type=kind)
    if raw.startswith(_BEGIN):
        raw = _dearmoured(raw, file)
    if not raw.startswith(MAGIC):
        raise RefusedError("A_MAGIC", file=file)
    _scan(raw[:_MOST_HEADER], file)
    return raw


def _dearmoured(raw: bytes, file: str) -> bytes:
    end = b"\r\n" if b"\r\n" in raw else b"\n"
    lines = raw.removesuffix(end).split(end)
    try:
        inside = base64.b64decode(b"".join(lines[1:-1]), validate=True)
    except ValueError as error:
        raise RefusedError("A_ARMOR", file=file) from error
    text = base64.b64encode(inside)
    wanted = [_BEGIN, *(text[at : at + _COLUMNS] for at in range(0, len(text), _COLUMNS)), _END]
    if lines != wanted:
        raise RefusedError("A_ARMOR", file=file)
    return inside


def _scan(head: bytes, file: str) -> None:
    lines = head.split(b"\n")
    stanzas, short = 0, True  # `short`: the stanza before has ended
    for line in lines[1:-1]:
        if _MAC.fullmatch(line) and short:
            if not stanzas:
                raise RefusedError("A_STANZAS", file=file)
            return
        if line.startswith(b"-> ") and short:
            stanzas, short = stanzas + 1, False
            kind = line.split(b" ")[1]
            if kind != b"X25519" and not kind.endswith(b"-grease"):
                raise RefusedError("A_STANZA_TYPE", file=file)
            if stanzas > _MOST_STANZAS:
                raise RefusedError("A_STANZAS", file=file)
        elif not short and _BODY.fullmatch(line):
            short = len(line) < _COLUMNS
        else:
            break
    raise RefusedError("A_HEADER", file=file)
