"""PDF in, images and words out (decision 0020). Reads only files that we made, never one that arrived."""

from ctypes import string_at

import pypdfium2

from auditdesk.report.page_seen import PageSeen

_POINTS_PER_INCH = 72


def pages_in(pdf: bytes) -> int:
    document = pypdfium2.PdfDocument(pdf)
    try:
        return len(document)
    finally:
        document.close()


def page_seen(pdf: bytes, number: int, dpi: int) -> PageSeen:
    """One page as an image with its words; pages are numbered from 1."""
    document = pypdfium2.PdfDocument(pdf)
    try:
        page = document[number - 1]
        words = page.get_textpage()
        bitmap = page.render(scale=dpi / _POINTS_PER_INCH, force_bitmap_format=pypdfium2.raw.FPDFBitmap_BGRx)
        text = words.get_text_bounded().replace("\r\n", "\n")
        pixels = string_at(bitmap.buffer, bitmap.stride * bitmap.height)
        return PageSeen(number, bitmap.width, bitmap.height, pixels, text)
    finally:
        document.close()
