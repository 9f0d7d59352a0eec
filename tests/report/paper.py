"""Making a PDF of a Document and reading it back with other programs' eyes."""

import subprocess
from collections.abc import Iterator
from dataclasses import dataclass
from io import BytesIO
from typing import Any

import pypdf
import pypdfium2

from auditdesk import places
from auditdesk.report.document import Document
from auditdesk.report.pdf import write
from auditdesk.report.pdf.write import Rendered

FONTS = places.resources() / "fonts"


def printed(document: Document) -> Rendered:
    return write.pdf(document, fonts=FONTS)


def reader(rendered: Rendered) -> Any:
    """Any: pypdf types every entry as something that may be missing or a reference."""
    return pypdf.PdfReader(BytesIO(rendered.pdf))


def pages_of(rendered: Rendered, how: str = "-raw") -> list[str]:
    """What `pdftotext` reads on each page, in the order of the content or as it is laid out."""
    return pages_in(rendered.pdf, how)


def pages_in(pdf: bytes, how: str = "-raw") -> list[str]:
    told = subprocess.run(
        ["pdftotext", how, "-enc", "UTF-8", "-", "-"], input=pdf, capture_output=True, check=True
    )
    return told.stdout.decode().split("\f")[:-1]


def words_of(rendered: Rendered) -> list[str]:
    """Every word of the body, in order; running headers and footers are left out."""
    return [word for page in pages_of(rendered) for word in body(page).split()]


def body(page: str) -> str:
    return "\n".join(line for line in page.splitlines() if not _is_running(line))


def _is_running(line: str) -> bool:
    running = (
        "Neglect: multi-agency case audit",
        "Restricted edition",
        "Round NEG-2026-09",
        "OFFICIAL-SENSITIVE",
    )
    return line.startswith(running) or line.startswith("Page ")


@dataclass(frozen=True, slots=True)
class Letter:
    """One drawn character: where it stands on its page, in points from the lower left corner."""

    char: str
    left: float
    bottom: float
    right: float
    top: float


def letters(page: pypdfium2.PdfPage) -> Iterator[Letter]:
    text = page.get_textpage()
    for number in range(text.count_chars()):
        char = text.get_text_range(number, 1)
        if char.strip():
            yield Letter(char, *text.get_charbox(number))


def opened(rendered: Rendered) -> pypdfium2.PdfDocument:
    return pypdfium2.PdfDocument(rendered.pdf)
