"""English as the source language: its own words stand as they are, only what is counted changes its form."""

from PySide6.QtCore import QTranslator

_ENDINGS = {
    "(s)": ("", "s"),
    "(es)": ("", "es"),
    "(ren)": ("", "ren"),
    "is/are": ("is", "are"),
    "has/have": ("has", "have"),
    "was/were": ("was", "were"),
}


class English(QTranslator):
    """Says 1 answer and 4 answers where the source says %n answer(s); Qt alone leaves the brackets in."""

    def translate(self, _context: str, source: str, _comment: str | None = None, n: int = -1) -> str | None:
        if n < 0:
            return None
        words = source
        for ending, (one, many) in _ENDINGS.items():
            words = words.replace(ending, one if n == 1 else many)
        return words

    def isEmpty(self) -> bool:
        return False
