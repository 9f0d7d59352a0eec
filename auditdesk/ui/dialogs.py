"""Dialogs of the system for files and printers, one function each, that give a value.

They start in Documents and remember nothing about cases.
"""

from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QStandardPaths
from PySide6.QtWidgets import QFileDialog, QWidget

if TYPE_CHECKING:
    from PySide6.QtPrintSupport import QPrinter

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


def chosen_printer(owner: QWidget, title: str) -> "QPrinter | None":
    """A printer as the person set it, full page; None if they changed their mind."""
    from PySide6.QtPrintSupport import QPrintDialog, QPrinter  # noqa: PLC0415 - loaded when something is printed

    printer = QPrinter(QPrinter.PrinterMode.HighResolution)
    printer.setFullPage(True)
    dialog = QPrintDialog(printer, owner)
    dialog.setWindowTitle(title)
    return printer if dialog.exec() == QPrintDialog.DialogCode.Accepted else None
