"""Where Tab stops, in the order in which a page is read. May not know pages.

Qt goes by the order in which parts were made; what is drawn anew would come after everything else.
"""

from collections.abc import Iterator

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLayout, QScrollArea, QWidget


def parts_in_order(widget: QWidget) -> Iterator[QWidget]:
    """All parts of a widget as its layouts have them, hidden ones too; where there is no layout, as made."""
    yield widget
    layout = widget.layout()
    if isinstance(widget, QScrollArea):
        if (inner := widget.widget()) is not None:
            yield from parts_in_order(inner)
    elif layout is not None:
        yield from _laid_out(layout)
    elif not _is_stop(widget):
        for child in widget.children():
            if isinstance(child, QWidget) and not child.isWindow():
                yield from parts_in_order(child)


def _laid_out(layout: QLayout) -> Iterator[QWidget]:
    for place in range(layout.count()):
        entry = layout.itemAt(place)
        if entry is None:
            continue
        inner, widget = entry.layout(), entry.widget()
        if inner is not None:
            yield from _laid_out(inner)
        elif widget is not None:
            yield from parts_in_order(widget)


def _is_stop(widget: QWidget) -> bool:
    return bool(widget.focusPolicy() & Qt.FocusPolicy.TabFocus)


def takes_focus(widget: QWidget) -> bool:
    """Whether Tab may stop here now."""
    return _is_stop(widget) and widget.isVisible() and widget.isEnabled()


def stops(surface: QWidget) -> list[QWidget]:
    """Where Tab stops on a surface now."""
    return [part for part in parts_in_order(surface) if takes_focus(part)]


def next_stop(surface: QWidget, here: QWidget | None, *, is_forward: bool) -> QWidget | None:
    """The stop after the part one stands on, which may be hidden by now; after the last comes the first."""
    ring = list(parts_in_order(surface))
    if not is_forward:
        ring.reverse()
    place = next((number for number, part in enumerate(ring) if part is here), -1)
    return next((part for part in (*ring[place + 1 :], *ring[: place + 1]) if takes_focus(part)), None)
