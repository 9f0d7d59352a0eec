"""Colours, sizes and zoom: every number of the look stands here (look.md 2 and 3). May not know widgets."""

from dataclasses import dataclass
from enum import StrEnum
from functools import cache

from PySide6.QtGui import QColor, QPalette
from PySide6.QtWidgets import QApplication

FAMILY = "Atkinson Hyperlegible Next"
ZOOMS = (100, 125, 150, 175, 200, 250, 300, 400)

CAPTION, HINT, BODY, QUESTION, TITLE = 14, 15, 16, 19, 27
PROJECTOR, PROJECTOR_TITLE = 22, 36
XS, S, M, L, XL, XXL = 4, 8, 12, 16, 24, 32
UNBOUNDED = (1 << 24) - 1  # Qt’s word for "as wide as there is room"
RADIUS, RADIUS_CARD, TARGET, RAIL, TEXT_COLUMN = 7, 10, 44, 292, 960


class Theme(StrEnum):
    """What a person may choose; `SYSTEM` follows the desktop."""

    SYSTEM = "system"
    LIGHT = "light"
    DARK = "dark"
    HIGH_CONTRAST = "high_contrast"


@dataclass(frozen=True, slots=True)
class Colours:
    """The colours of one theme, as #RRGGBB."""

    canvas: str
    surface: str
    sunken: str
    line: str
    edge: str
    text: str
    muted: str
    primary: str
    primary_hover: str
    on_primary: str
    tint: str
    ok: str
    ok_tint: str
    warn: str
    warn_tint: str
    bad: str
    bad_tint: str
    outstanding: str
    good: str
    requires_improvement: str
    inadequate: str
    not_judged: str
    ring: str
    ring_line: str


_LIGHT = Colours(
    canvas="#F3F5F8",
    surface="#FFFFFF",
    sunken="#EBEFF4",
    line="#D6DCE4",
    edge="#66727F",
    text="#16202B",
    muted="#465564",
    primary="#175A8C",
    primary_hover="#124870",
    on_primary="#FFFFFF",
    tint="#E4EFF8",
    ok="#1B6A43",
    ok_tint="#E3F3EA",
    warn="#7E4D00",
    warn_tint="#FDF1DC",
    bad="#B0251C",
    bad_tint="#FCEBE9",
    outstanding="#175A8C",
    good="#1B6A43",
    requires_improvement="#8A5300",
    inadequate="#B0251C",
    not_judged="#5B6774",
    ring="#FFD21F",
    ring_line="#10181F",
)
_DARK = Colours(
    canvas="#12181F",
    surface="#1B232C",
    sunken="#252F3A",
    line="#36424F",
    edge="#8B99A8",
    text="#EEF2F6",
    muted="#B4C0CC",
    primary="#7FBDF0",
    primary_hover="#A3D0F5",
    on_primary="#0C1A26",
    tint="#1E3A52",
    ok="#7FD3A4",
    ok_tint="#1A3A2A",
    warn="#F2C063",
    warn_tint="#3D2F12",
    bad="#FF9C93",
    bad_tint="#46211E",
    outstanding="#7FBDF0",
    good="#7FD3A4",
    requires_improvement="#F2C063",
    inadequate="#FF9C93",
    not_judged="#A3AFBB",
    ring="#FFD21F",
    ring_line="#12181F",
)
_HIGH_CONTRAST = Colours(
    canvas="#000000",
    surface="#000000",
    sunken="#1A1A1A",
    line="#FFFFFF",
    edge="#FFFFFF",
    text="#FFFFFF",
    muted="#FFFFFF",
    primary="#FFFF00",
    primary_hover="#FFFFFF",
    on_primary="#000000",
    tint="#333300",
    ok="#3FF23F",
    ok_tint="#003300",
    warn="#FFD21F",
    warn_tint="#332B00",
    bad="#FF8A80",
    bad_tint="#330000",
    outstanding="#FFFFFF",
    good="#3FF23F",
    requires_improvement="#FFD21F",
    inadequate="#FF8A80",
    not_judged="#B8B8B8",
    ring="#00FFFF",
    ring_line="#000000",
)
COLOURS = {Theme.LIGHT: _LIGHT, Theme.DARK: _DARK, Theme.HIGH_CONTRAST: _HIGH_CONTRAST}
_BY_CANVAS = {colours.canvas.lower(): colours for colours in COLOURS.values()}


@dataclass(frozen=True, slots=True)
class Tokens:
    """One theme at one zoom (per cent)."""

    colours: Colours
    zoom: int

    def px(self, at_100: int) -> int:
        """A size of this page in pixels under the present zoom."""
        return round(at_100 * self.zoom / 100)


@cache
def tokens(canvas: str, body_px: int) -> Tokens:
    """What a window whose canvas and body type are these wears."""
    return Tokens(_BY_CANVAS.get(canvas, _LIGHT), round(body_px * 100 / BODY))


def worn() -> Tokens:
    """What the application wears now.

    Its palette and font carry that already, for every part of Qt; so no part of ours needs to be handed it,
    and there is no second copy that could differ.
    """
    canvas = QApplication.palette().color(QPalette.ColorRole.Window).name()
    return tokens(canvas, QApplication.font().pixelSize())


def zoom() -> int:
    """The zoom worn now, per cent; asked for far more often than colours are."""
    return round(QApplication.font().pixelSize() * 100 / BODY)


def px(at_100: int) -> int:
    """A size at 100 % in pixels under the zoom worn now."""
    return round(at_100 * zoom() / 100)


def colour(name: str) -> QColor:
    """A colour of the theme worn now, by its name in `Colours`."""
    return QColor(getattr(worn().colours, name))


def larger(zoom: int) -> int:
    return min((step for step in ZOOMS if step > zoom), default=ZOOMS[-1])


def smaller(zoom: int) -> int:
    return max((step for step in ZOOMS if step < zoom), default=ZOOMS[0])
