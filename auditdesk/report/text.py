"""Typed text → text that can be set: cleaning, Arabic shapes, reading direction (report.md 9, safety.md 7).

The only door for words of people, the same for every renderer. May not know: fonts, points, pages.
"""

import re
import unicodedata
from dataclasses import dataclass
from typing import Final

from arabic_reshaper import ArabicReshaper
from bidi.algorithm import get_display

BOX: Final = "□"
"""Stands for a character that no font of ours can draw."""

_LINE_END: Final = re.compile("\r\n|[\r\u0085\u2028\u2029]")
_REMOVED: Final = re.compile(
    "[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f"  # C0 and C1 controls but tab and line feed
    "\u202a-\u202e\u2066-\u2069"  # bidi controls: they can make a text read as what it is not
    "\ud800-\udfff\ufdd0-\ufdef"  # lone surrogates, noncharacters
    + "".join(f"{chr(plane | 0xFFFE)}{chr(plane | 0xFFFF)}" for plane in range(0, 0x110000, 0x10000))
    + "]"
)
_UNSEEN: Final = re.compile(  # neither width nor ink: soft hyphen, joiners, direction marks, selectors, tags
    "[\u00ad\u034f\u061c\u180b-\u180f\u200c-\u200f\u2060-\u2064\ufe00-\ufe0f\ufeff\U000e0001-\U000e01ef]"
)
_RIGHT_TO_LEFT: Final = re.compile("[\u0590-\u08ff\ufb1d-\ufdff\ufe70-\ufefc]")
_ARABIC: Final = re.compile("[\u0600-\u06ff\u0750-\u077f]")
_VOWEL_SIGNS: Final = re.compile(  # of Hebrew and Arabic
    "[\u0591-\u05bd\u05bf\u05c1\u05c2\u05c4\u05c5\u05c7\u0610-\u061a\u064b-\u065f\u0670\u06d6-\u06dc]"
)
_JOINED: Final = re.compile("[\u0900-\u0bff\ua8e0-\ua8ff]")  # Devanagari to Tamil
_PIECE: Final = 1000
_STRONG: Final = {"L": False, "R": True, "AL": True}
_RESHAPER: Final = ArabicReshaper({"delete_harakat": False, "support_ligatures": True})


@dataclass(frozen=True, slots=True)
class Cleaned:
    """A text without what cannot be printed by anybody, and how many characters that were."""

    text: str
    removed: int


def clean(text: str) -> Cleaned:
    """Controls, bidi controls, lone surrogates and noncharacters go and are counted; a tab is a space.

    Line ends become line feeds. What is left is NFC and says, letter for letter, what was typed.
    """
    if text.isascii() and text.isprintable():
        return Cleaned(text, 0)
    text = _LINE_END.sub("\n", text).replace("\t", " ")
    text, removed = _REMOVED.subn("", text)
    return Cleaned(_composed(text), removed)


def _composed(text: str) -> str:
    """NFC in pieces: over a long run of marks `normalize` is quadratic (600,000 took three minutes)."""
    pieces: list[str] = []
    start = 0
    while len(text) - start > _PIECE:
        cut = start + _PIECE
        while (
            cut > start + 1 and not text[cut].isascii()
        ):  # an ASCII character never joins what stands before it
            cut -= 1
        cut = cut if cut > start + 1 else start + _PIECE
        pieces.append(unicodedata.normalize("NFC", text[start:cut]))
        start = cut
    return "".join((*pieces, unicodedata.normalize("NFC", text[start:])))


def shaped(text: str) -> str:
    """Arabic letters in the form their neighbours give them, still in the order they are read.

    Before line breaking, since a letter's form decides its width; forms do not change at a space.
    """
    if text.isascii():
        return text
    if _ARABIC.search(text):
        text = _RESHAPER.reshape(text)
    return _UNSEEN.sub("", text)


def is_right_to_left(text: str) -> bool:
    """Whether the first letter with a direction reads from the right (as `dir="auto"` in HTML)."""
    if text.isascii():
        return False
    for char in text:
        if (answer := _STRONG.get(unicodedata.bidirectional(char))) is not None:
            return answer
    return False


def needs_reordering(text: str) -> bool:
    """Whether any letter of one line reads from the right."""
    return not text.isascii() and _RIGHT_TO_LEFT.search(text) is not None


def in_sight_order(text: str, *, right_to_left: bool) -> str:
    """One line, from reading order to the order in which its letters stand on paper, brackets turned."""
    return str(get_display(text, base_dir="R" if right_to_left else "L"))


def has_vowel_signs(text: str) -> bool:
    """Whether Hebrew or Arabic signs above and below letters need to be placed."""
    return _VOWEL_SIGNS.search(text) is not None


def changes_when_joined(text: str) -> bool:
    """Whether letters may be drawn as other shapes, so that a copy needs the letters themselves."""
    return _JOINED.search(text) is not None
