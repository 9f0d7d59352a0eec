"""A card's fingerprint as eight words that two people compare on the telephone (formats.md 6)."""

from collections.abc import Sequence

WORDS = 8
_BITS = 10
LIST_LENGTH = 1 << _BITS


def spoken(fingerprint: str, wordlist: Sequence[str]) -> tuple[str, ...]:
    """The first 80 bits of a fingerprint (64 hex), ten at a time, each a word of the 1,024."""
    number = int(fingerprint[: WORDS * _BITS // 4], 16)
    return tuple(wordlist[number >> _BITS * place & LIST_LENGTH - 1] for place in reversed(range(WORDS)))
