"""The order in which Tab goes: as parts are laid out, whenever each of them was made."""

from collections.abc import Iterator
from itertools import pairwise

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLayout, QWidget


def tab_as_laid(surface: QWidget) -> None:
    """Let Tab go through a surface in the order of its layouts: parts made later come where they lie."""
    for former, following in pairwise(_stops(surface)):
        QWidget.setTabOrder(former, following)


def _stops(part: QWidget) -> Iterator[QWidget]:
    layout, proxy = part.layout(), part.focusProxy()
    if part.focusPolicy() & Qt.FocusPolicy.TabFocus or (proxy is not None and part.isAncestorOf(proxy)):
        # What lies inside, such as a table's own surface, is no stop. A field moves with its box, or Tab
        # would come to the box where the field was.
        yield part
    elif layout is None:
        for inner in part.findChildren(QWidget, options=Qt.FindChildOption.FindDirectChildrenOnly):
            yield from _stops(inner)
    else:
        yield from _laid(layout)


def _laid(layout: QLayout) -> Iterator[QWidget]:
    for place in range(layout.count()):
        laid = layout.itemAt(place)
        if laid is None:
            continue
        if (inner := laid.layout()) is not None:
            yield from _laid(inner)
        elif (part := laid.widget()) is not None:
            yield from _stops(part)
