"""A language that nobody speaks: every word of ours 40 % longer, with accents, between brackets.

What is seen outside the brackets did not come through `self.tr`. It can be read back, so that a visit finds
its way by the English words.
"""

import re

from PySide6.QtCore import QTranslator

from auditdesk.ui.english import English
from tests.gui.seen import Seen

_PLAIN = "aeioucnsyAEIOUCNSY"
_ACCENTED = "âëïôüçñšŷÂËÏÔÜÇÑŠŶ"
_TO, _BACK = str.maketrans(_PLAIN, _ACCENTED), str.maketrans(_ACCENTED, _PLAIN)
_FIELD = re.compile(r"(\{\d*\}|%n)")
_LONGER, _PAD = 0.4, "·"
OPEN, CLOSE = "⟦", "⟧"


def pseudo(words: str) -> str:
    """The words as they are in that language; places for values stay."""
    parts = (part if _FIELD.fullmatch(part) else part.translate(_TO) for part in _FIELD.split(words))
    more = max(1, round(len(words) * _LONGER))
    # In pieces as long as words are: a tail of one piece would be wider than any word.
    tail = " ".join(_PAD * min(6, more - start) for start in range(0, more, 6))
    return f"{OPEN}{''.join(parts)} {tail}{CLOSE}"


def plain(words: str) -> str:
    """The English words again."""
    kept = words.translate(_BACK).replace(OPEN, "").replace(CLOSE, "").replace(_PAD, "")
    return re.sub(r" +", " ", kept).strip()


class Pseudo(QTranslator):
    """To be installed after `English`, whose counting it takes over."""

    def __init__(self, english: English) -> None:
        super().__init__(english)
        self._english = english

    def translate(self, context: str, source: str, comment: str | None = None, n: int = -1) -> str:
        return pseudo(self._english.translate(context, source, comment, n) or source)

    def isEmpty(self) -> bool:
        return False


class SeenPlain(Seen):
    """Finds parts by the English words, whatever language they are in."""

    @staticmethod
    def read(words: str) -> str:
        return Seen.read(plain(words))
