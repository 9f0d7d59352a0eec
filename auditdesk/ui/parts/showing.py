"""Showing and hiding parts that may not lie anywhere yet."""

from PySide6.QtWidgets import QWidget


def see(part: QWidget, *, is_seen: bool) -> None:
    """Show or hide; a part that lies nowhere yet is not shown: it would come up as a window of its own."""
    if part.parentWidget() is not None or not is_seen:
        part.setVisible(is_seen)


def throw_away(part: QWidget) -> None:
    """For good. Hidden first: so the focus goes on while the part is whole, not while Qt takes it apart."""
    part.hide()
    part.deleteLater()
