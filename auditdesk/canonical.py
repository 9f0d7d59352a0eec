"""Canonical JSON and the characters a text may hold: one value, one sequence of bytes (formats.md 3).

May not know what the values mean. The bytes are those of RFC 8785 for a small subset of JSON.
"""

import re
import unicodedata

import orjson

Json = None | bool | int | str | list["Json"] | dict[str, "Json"]

MOST_DEPTH = 8
MOST_CHARACTERS = 20_000
LARGEST_INTEGER = (1 << 53) - 1

_KEY = re.compile(r"[A-Za-z0-9_.:-]{1,80}")
_LINE_END = re.compile("\r\n?|\u2028|\u2029")
_CONTROL = (
    "\x00-\x08\x0b-\x1f\x7f-\x9f\u2028\u2029\ufeff\ufff9-\ufffb\ufffe\uffff\U000e0000-\U000e007f\ud800-\udfff"
)
_DIRECTION = "\u061c\u200e\u200f\u202a-\u202e\u2066-\u2069"
_REFUSED_CONTROL = re.compile(f"[{_CONTROL}]")
_REFUSED = re.compile(f"[{_CONTROL}{_DIRECTION}]")


class NotCanonicalError(ValueError):
    """These bytes or this value are not canonical JSON; `code` is one of the J_ codes of formats.md 15."""

    def __init__(self, code: str) -> None:
        super().__init__(code)
        self.code = code


def permitted(text: str) -> bool:
    """Whether every character of a text may be stored and sent (formats.md 3)."""
    return _REFUSED.search(text) is None


def cleaned(text: str) -> tuple[str, int]:
    """The text as it may be stored, NFC, its lines ended by LF, and how many characters were taken out."""
    lines = _LINE_END.sub("\n", text)
    return unicodedata.normalize("NFC", _REFUSED.sub("", lines)), len(_REFUSED.findall(lines))


def canonical(value: Json) -> bytes:
    """The one way to write a value.

    Raises:
        NotCanonicalError: our own reader would refuse it (depth, length, characters, keys, numbers).
    """
    _walk(value)
    return orjson.dumps(value, option=orjson.OPT_SORT_KEYS)


def read(raw: bytes, limit: int) -> Json:
    """The value these bytes are the one way to write.

    Comparing with the bytes written anew refuses duplicate keys, `1.0`, `-0`, odd escapes, white space and
    trailing bytes at once, where parsers silently differ.

    Raises:
        NotCanonicalError: J_SIZE beyond `limit` bytes, J_PARSE, J_CANON, or what `canonical` refuses.
    """
    if len(raw) > limit:
        raise NotCanonicalError("J_SIZE")
    try:
        value: Json = orjson.loads(raw)
    except orjson.JSONDecodeError as error:
        raise NotCanonicalError("J_PARSE") from error
    _walk(value)
    if orjson.dumps(value, option=orjson.OPT_SORT_KEYS) != raw:
        raise NotCanonicalError("J_CANON")
    return value


def _walk(value: Json) -> None:
    """Every rule on every part, level by level: depth is the sender's choice until it has been checked."""
    level: list[Json] = [value]
    texts: list[str] = []
    keys: set[str] = set()
    for _ in range(MOST_DEPTH):
        level = _level_inside(level, texts, keys)
    if any(isinstance(part, list | dict) for part in level):
        raise NotCanonicalError("J_DEPTH")
    _level_inside(level, texts, keys)
    if not all(map(_KEY.fullmatch, keys)):
        raise NotCanonicalError("J_KEY")
    _check_texts(texts)


def _level_inside(level: list[Json], texts: list[str], keys: set[str]) -> list[Json]:
    """The parts inside the parts of one level; its texts and keys are put aside."""
    inner: list[Json] = []
    for part in level:
        if isinstance(part, str):
            texts.append(part)
        elif isinstance(part, dict):
            keys.update(part)
            inner.extend(part.values())
        elif isinstance(part, list):
            inner.extend(part)
        elif part is not None:
            _check_number(part)
    return inner


def _check_texts(texts: list[str]) -> None:
    if any(len(text) > MOST_CHARACTERS for text in texts):
        raise NotCanonicalError("J_LONG")
    whole = "\n".join(texts)  # one search over all of them costs a tenth of one for each
    if not permitted(whole):
        raise NotCanonicalError("J_CTRL" if _REFUSED_CONTROL.search(whole) else "J_BIDI")


def _check_number(number: object) -> None:
    """A float reaches here too: the parser makes one of `1.0` and of integers beyond 64 bits."""
    if not isinstance(number, int) or abs(number) > LARGEST_INTEGER:
        raise NotCanonicalError("J_NUMBER")
