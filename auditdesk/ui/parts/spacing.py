"""Layouts whose spaces follow the zoom, and the card. May not know what lies in them."""

from PySide6.QtWidgets import QBoxLayout, QFrame, QHBoxLayout, QLayout, QVBoxLayout, QWidget

from auditdesk.ui import tokens as t
from auditdesk.ui.style import MARGINS, SPACE, give_role, respace

Part = QWidget | QLayout | None
NO_MARGINS = (0, 0, 0, 0)


def spaced(layout: QLayout, space: int, margins: tuple[int, int, int, int] = NO_MARGINS) -> None:
    """Spaces and margins (left, top, right, bottom) at 100 %, kept right by every zoom from now on."""
    layout.setProperty(SPACE, space)
    layout.setProperty(MARGINS, list(margins))
    respace(layout)


def _filled(layout: QBoxLayout, parts: tuple[Part, ...]) -> None:
    for part in parts:
        if part is None:
            layout.addStretch(1)
        elif isinstance(part, QWidget):
            layout.addWidget(part)
        else:
            layout.addLayout(part)


def column(
    *parts: Part, space: int = t.L, margins: tuple[int, int, int, int] = NO_MARGINS, of: QWidget | None = None
) -> QVBoxLayout:
    """Parts below one another; None is what gives way. `of` is the widget whose layout this becomes."""
    layout = QVBoxLayout(of) if of is not None else QVBoxLayout()
    spaced(layout, space, margins)
    _filled(layout, parts)
    return layout


def row(
    *parts: Part, space: int = t.M, margins: tuple[int, int, int, int] = NO_MARGINS, of: QWidget | None = None
) -> QHBoxLayout:
    """Parts beside one another. Where they may not fit at 400 %, use `Flow`."""
    layout = QHBoxLayout(of) if of is not None else QHBoxLayout()
    spaced(layout, space, margins)
    _filled(layout, parts)
    return layout


class Card(QFrame):
    """A white sheet for one thing; `lines` takes what lies on it."""

    def __init__(self, *parts: Part, kind: str = "", space: int = t.M) -> None:
        super().__init__()
        give_role(self, "card", kind)
        self.lines = column(*parts, space=space, margins=(t.XL, t.XL, t.XL, t.XL), of=self)
