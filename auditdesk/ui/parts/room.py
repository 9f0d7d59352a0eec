"""How high a list is: all of it where it is short, else so much as the window has room for."""

from collections.abc import Sequence

from PySide6.QtWidgets import QWidget

_SHARE, _LEAST, _FRAME = 0.6, 430, 2  # of the window; pixels at any zoom: it lies on the smallest screen


def height_of(view: QWidget, head: int, rows: Sequence[int], bar: int = 0) -> int:
    """In pixels, for the heights of its heading, its rows and a bar below them.

    However tall rows are, one of them and the beginning of the next are seen.
    """
    whole = head + sum(rows) + bar + _FRAME
    page = max(_LEAST, round(view.window().height() * _SHARE))
    return min(whole, max(page, head + round(max(rows) * 1.25) + bar))
