"""A canvas that can promise text which is known only at the end: page numbers of headings, "of 41".

Laying out twice would cost twice; here a line of each page's content is replaced when all pages exist.
May not know: blocks, runs.
"""

import hashlib
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from typing import Any

from reportlab.pdfgen.canvas import Canvas

from auditdesk.report.theme import Cut


@dataclass(frozen=True, slots=True)
class Properties:
    """What the file says about itself; the day is the document's, for no renderer reads a clock."""

    title: str
    subject: str
    author: str
    producer: str
    language: str
    made_on: date


class PromisingCanvas(Canvas):
    """Knows on which page each key landed, once it has."""

    _code: list[str]

    def __init__(self, *args: Any, **named: Any) -> None:
        super().__init__(*args, **{**named, "initialFontName": Cut.REGULAR.value})
        self.landed: dict[str, int] = {}
        self._promised: dict[str, Callable[[], None]] = {}

    def land(self, key: str, top: float) -> None:
        """A link to `key` leads here."""
        self.landed[key] = self.getPageNumber()
        self.bookmarkHorizontal(key, 0, top)

    def promise(self, draw: Callable[[], None]) -> None:
        """Let `draw` add to this place at the end, within the present state of the page."""
        token = f"%promise {len(self._promised)}"
        self._promised[token] = draw
        self._code.append(token)

    def describe(self, about: Properties) -> None:
        self.setTitle(about.title)
        self.setSubject(about.subject)
        self.setAuthor(about.author)
        self.setCreator(about.producer)
        self.setProducer(about.producer)
        self.setViewerPreference("DisplayDocTitle", "true")
        self.showOutline()
        self._doc._timeStamp = _Noon(about.made_on)  # noqa: SLF001 - its own reads the environment
        self._doc.signature = hashlib.md5(usedforsecurity=False)  # it held that time; the content follows

    def save(self) -> None:
        if self._code:
            self.showPage()
        kept = {token: self._code_of(draw) for token, draw in self._promised.items()}
        for page in self._doc.Pages.pages:
            lines = page.stream.split("\n")
            page.stream = "\n".join(kept.get(line, line) for line in lines)
        super().save()

    def _code_of(self, draw: Callable[[], None]) -> str:
        before = self._code
        code: list[str] = []
        self._code = code
        draw()
        self._code = before
        return "\n".join(code)


class _Noon:
    """The day of the document, shaped as reportlab's time stamp."""

    def __init__(self, day: date) -> None:
        self.YMDhms = (day.year, day.month, day.day, 12, 0, 0)
        self.dhh = self.dmm = 0
