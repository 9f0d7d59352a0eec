"""A drawn report onto a printer: its pages as images, one after the other (look.md 10). Runs in a lane."""

from PySide6.QtCore import QRectF
from PySide6.QtGui import QImage, QPainter
from PySide6.QtPrintSupport import QPrinter

from auditdesk import work
from auditdesk.errors import FileError
from auditdesk.watch import Cancelled, Watch

_MOST_DPI = 300
"""Sharper than this no eye sees, and a page takes 35 MB."""


def print_pages(drawn: work.Previewed, printer: QPrinter, watch: Watch) -> int:
    """Print every page in its place on the paper; gives how many.

    Raises:
        FileError: F_PRINTER: the printer did not take it. Cancelled: what was not sent yet is taken back.
    """
    painter = QPainter()
    if not painter.begin(printer):
        raise FileError("F_PRINTER", printer=printer.printerName() or printer.outputFileName())
    try:
        dpi = min(printer.resolution(), _MOST_DPI)
        for number in range(1, drawn.pages + 1):
            watch.step(number, drawn.pages, "printing")
            if number > 1 and not printer.newPage():
                raise FileError("F_PRINTER", printer=printer.printerName() or printer.outputFileName())
            _paint(painter, printer, work.preview_page(drawn, number, dpi=dpi))
    except Cancelled:
        printer.abort()
        raise
    finally:
        painter.end()
    return drawn.pages


def _paint(painter: QPainter, printer: QPrinter, page: work.PageSeen) -> None:
    """A whole page, margins too, as large as the paper lets it be."""
    image = QImage(page.pixels, page.width, page.height, QImage.Format.Format_RGB32)
    paper = QRectF(printer.pageLayout().fullRectPixels(printer.resolution()))
    share = min(paper.width() / page.width, paper.height() / page.height)
    painter.drawImage(QRectF(0, 0, page.width * share, page.height * share), image)
