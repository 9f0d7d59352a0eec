"""The auditor's way through the window: which page follows which.

Loaded after the desk is open, so it may import `work` and pages at the top. Pages lie in their own folders.
"""

from collections.abc import Sequence
from pathlib import Path

from PySide6.QtCore import QObject

from auditdesk.ui.page import Handed, Page
from auditdesk.ui.parts import PlainLabel
from auditdesk.ui.window import Window


class AuditorWay(QObject):
    """Makes pages, hands them what they need, and connects what happened on one to the page that follows."""

    def __init__(self, handed: Handed, window: Window) -> None:
        super().__init__(window)
        self._handed, self._window = handed, window

    def begin(self) -> None:
        """Show the first page."""
        page = Page(self.tr("Your cases"))
        page.add(PlainLabel(self.tr("No round yet. Open the pack you were sent.")))
        self._window.show_page(page)

    def take_files(self, files: Sequence[Path]) -> None:
        """Files a person dropped on the window, or opened while it was there."""
