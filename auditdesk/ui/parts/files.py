"""Choosing a file: a function that a page is handed, so that a test can give an answer in its place."""

from collections.abc import Callable
from pathlib import Path

from PySide6.QtCore import QStandardPaths, QUrl
from PySide6.QtGui import QDesktopServices
from PySide6.QtWidgets import QFileDialog, QWidget

ChooseTarget = Callable[[QWidget, str, str], Path | None]
"""Where to save: the page that asks, the words of the dialog, the name offered. None: nowhere."""


def choose_target(page: QWidget, words: str, offered: str) -> Path | None:
    """Starts in Documents, and remembers nothing. Replacing a file is asked by the dialog itself."""
    start = Path(QStandardPaths.writableLocation(QStandardPaths.StandardLocation.DocumentsLocation))
    chosen, _ = QFileDialog.getSaveFileName(page, words, str(start / offered), f"*{Path(offered).suffix}")
    if not chosen:
        return None
    path = Path(chosen)
    return path if path.suffix else path.with_suffix(Path(offered).suffix)


def open_outside(path: Path) -> None:
    """Show a file in the program the system opens it with, where it can be printed."""
    QDesktopServices.openUrl(QUrl.fromLocalFile(str(path)))
