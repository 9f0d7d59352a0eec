"""The fonts on paper: four cuts of Source Sans 3, and a face for each further script (report.md 7).

May not know: blocks, pages. A face of another script is read only when a letter asks for it.
"""

from pathlib import Path
from typing import Final

from reportlab.pdfbase import pdfmetrics
from reportlab.pdfbase.ttfonts import TTFont

from auditdesk.report.text import BOX
from auditdesk.report.theme import Cut

_FAMILY: Final = "source-sans-3"
_OTHERS: Final = "noto"
_FACES: Final = (  # first and last code point, file; a letter no file covers is printed as a box
    (0x0590, 0x05FF, "NotoSansHebrew-Regular"),
    (0x0600, 0x077F, "NotoNaskhArabic-Regular"),
    (0x08A0, 0x08FF, "NotoNaskhArabic-Regular"),
    (0x0900, 0x097F, "NotoSansDevanagari-Regular"),
    (0x0980, 0x09FF, "NotoSansBengali-Regular"),
    (0x0A00, 0x0A7F, "NotoSansGurmukhi-Regular"),
    (0x0A80, 0x0AFF, "NotoSansGujarati-Regular"),
    (0x0B80, 0x0BFF, "NotoSansTamil-Regular"),
    (0x1200, 0x139F, "NotoSansEthiopic-Regular"),
    (0x2D80, 0x2DDF, "NotoSansEthiopic-Regular"),
    (0xA8E0, 0xA8FF, "NotoSansDevanagari-Regular"),
    (0xAB00, 0xAB2F, "NotoSansEthiopic-Regular"),
    (0xFB1D, 0xFB4F, "NotoSansHebrew-Regular"),
    (0xFB50, 0xFDFF, "NotoNaskhArabic-Regular"),
    (0xFE70, 0xFEFC, "NotoNaskhArabic-Regular"),
)
JOINED: Final = frozenset(
    f"NotoSans{script}-Regular" for script in ("Devanagari", "Bengali", "Gurmukhi", "Gujarati", "Tamil")
)
"""Faces whose letters join and change places: drawn through a shaper where there is one (report.md 5)."""
TURNED: Final = frozenset(("NotoSansHebrew-Regular", "NotoNaskhArabic-Regular"))
"""Faces whose letters stand from right to left; a shaper wants them in reading order."""


class CutGlyphs:
    """What one cut can draw, with the faces behind it; remembers each letter it was asked for."""

    def __init__(self, folder: Path, cut: Cut) -> None:
        self.font: dict[str, str] = _Fonts(folder, cut)
        self.width: dict[str, float] = _Widths(self.font, cut)


class Faces:
    """All cuts, from the folder `resources/fonts`; one document at a time in a program.

    A shaper numbers joined letters in the face as it meets them: a fresh face for each document keeps the
    bytes of one from depending on the one before.
    """

    def __init__(self, folder: Path) -> None:
        for name in (JOINED | TURNED).intersection(pdfmetrics.getRegisteredFontNames()):
            pdfmetrics.getFont(name).unregister()
        for cut in Cut:
            _ensure_read(folder / _FAMILY, cut.value)
        self._cuts = {cut: CutGlyphs(folder, cut) for cut in Cut}

    def glyphs(self, cut: Cut) -> CutGlyphs:
        return self._cuts[cut]


class _Fonts(dict[str, str]):
    def __init__(self, folder: Path, cut: Cut) -> None:
        self._folder = folder
        self._cut = cut.value

    def __missing__(self, char: str) -> str:
        code = ord(char)
        candidates = [file for first, last, file in _FACES if first <= code <= last]
        for file in candidates:
            _ensure_read(self._folder / _OTHERS, file)
        found = next((name for name in (self._cut, *candidates) if _covers(name, code)), "")
        self[char] = found
        return found


class _Widths(dict[str, float]):
    def __init__(self, fonts: dict[str, str], cut: Cut) -> None:
        self._fonts = fonts
        self._cut = cut.value

    def __missing__(self, char: str) -> float:
        font = self._fonts[char]
        shown = char if font else BOX
        width = float(pdfmetrics.stringWidth(shown, font or self._cut, 1))
        self[char] = width
        return width


def _covers(name: str, code: int) -> bool:
    return code in pdfmetrics.getFont(name).face.charToGlyph


def _ensure_read(folder: Path, name: str) -> None:
    """Fonts are kept by name for the whole program; what a document uses of them is kept with it."""
    if name not in pdfmetrics.getRegisteredFontNames():
        pdfmetrics.registerFont(TTFont(name, str(folder / f"{name}.ttf")))
