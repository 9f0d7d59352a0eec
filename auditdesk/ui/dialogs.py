"""File dialogs, one function each, that give a value.

They start in Documents and remember nothing about cases.
"""

from pathlib import Path

from PySide6.QtCore import QStandardPaths
from PySide6.QtWidgets import QFileDialog, QWidget

_PLAIN = QFileDialog.Option.DontUseCustomDirectoryIcons


def documents() -> Path:
    return Path(QStandardPaths.writableLocation(QStandardPaths.StandardLocation.DocumentsLocation))


def chosen_folder(owner: QWidget, title: str) -> Path | None:
    """A folder to save in; None if the person changed their mind."""
    chosen = QFileDialog.getExistingDirectory(owner, title, str(documents()), QFileDialog.Option.ShowDirsOnly)
    return Path(chosen) if chosen else None


def chosen_files(owner: QWidget, title: str, kinds: str) -> tuple[Path, ...]:
    """Files to open; none if the person changed their mind."""
    chosen, _ = QFileDialog.getOpenFileNames(owner, title, str(documents()), kinds, options=_PLAIN)
    return tuple(Path(one) for one in chosen)


def chosen_target(owner: QWidget, title: str, name: str, kinds: str) -> Path | None:
    """Where to save one file. The system asks before an existing one is replaced."""
    chosen, _ = QFileDialog.getSaveFileName(owner, title, str(documents() / name), kinds, options=_PLAIN)
    return Path(chosen) if chosen else None
