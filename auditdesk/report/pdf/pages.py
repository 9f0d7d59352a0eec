"""What stands around the content of a page: cover, running header and footer, upright and across.

May not know: blocks other than the cover.
"""

from bisect import bisect_right
from collections.abc import Callable, Sequence
from typing import Any, Final

from reportlab.platypus.doctemplate import BaseDocTemplate, NextPageTemplate, PageTemplate
from reportlab.platypus.flowables import Flowable, PageBreakIfNotEmpty
from reportlab.platypus.frames import Frame

from auditdesk.report.asking import Part
from auditdesk.report.document import Align, Cover, Document
from auditdesk.report.lines import Line, Span, broken, full_width
from auditdesk.report.pdf.blocks import ACROSS, UPRIGHT
from auditdesk.report.pdf.canvas import PromisingCanvas, Properties
from auditdesk.report.pdf.text import Prose, Setter, colour, draw
from auditdesk.report.runs import Style, Text
from auditdesk.report.theme import (
    A4,
    BAND_BELOW,
    BAND_EDITION,
    BAND_HEIGHT,
    BAND_LINES,
    BAND_NAME,
    BAND_STRIPES,
    BAND_TITLE,
    BOTTOM,
    COVER_EDITION,
    COVER_FACT,
    COVER_MEASURE,
    COVER_NAME,
    COVER_NOTICE,
    COVER_SUBTITLE,
    COVER_TITLE,
    FOOTER_BASELINE,
    HEADER_BASELINE,
    HEADER_RULE,
    LANDSCAPE_MARGIN,
    LEFT,
    MARKING,
    NAVY,
    RIGHT,
    RULE,
    RULE_WIDTH,
    RUNNING,
    STRIPE_SIZE,
    TOP,
    Type,
)

COVER: Final = "cover"


class Pages(BaseDocTemplate):
    """Page templates for one document; the first page is its cover if it has one.

    `parts` are the papers in it and the pages they begin on: one, unless it holds `Part` blocks.
    """

    def __init__(self, target: Any, document: Document, setter: Setter) -> None:
        super().__init__(target, pagesize=A4, invariant=1, lang=document.language, pageCompression=1)
        first = document.blocks[0] if document.blocks else None
        author = first.partnership if isinstance(first, Cover) else ""
        self._about = Properties(
            document.title, document.subtitle, author, document.producer, document.language, document.made_on
        )
        self.parts: list[tuple[int, Part]] = []
        first = document.blocks[0] if document.blocks else None
        self.next_part: Part | None = first if isinstance(first, Part) else _whole(document)
        wide, high = A4
        upright = _Running(document, setter, (wide, high), (LEFT, wide - RIGHT))
        across = _Running(document, setter, (high, wide), (LANDSCAPE_MARGIN, high - LANDSCAPE_MARGIN))
        templates = [
            PageTemplate(
                UPRIGHT, [_frame(LEFT, wide - RIGHT, high - TOP)], upright.draw, pagesize=(wide, high)
            ),
            PageTemplate(
                ACROSS,
                [_frame(LANDSCAPE_MARGIN, high - LANDSCAPE_MARGIN, wide - TOP)],
                across.draw,
                pagesize=(high, wide),
            ),
        ]
        self._cover: list[Flowable] = []
        if document.blocks and isinstance(cover := document.blocks[0], Cover):
            front = _Front(document, cover, setter)
            frame = _frame(LEFT, LEFT + COVER_MEASURE, high - front.height - BAND_BELOW)
            templates.insert(0, PageTemplate(COVER, [frame], front.draw, pagesize=A4))
            self._cover = [NextPageTemplate(UPRIGHT), *_facts(cover, setter), PageBreakIfNotEmpty(UPRIGHT)]
        for template in templates:
            template.beforeDrawPage = lambda _, pages: pages.begin_page()
        self.addPageTemplates(templates)

    def make(self, story: Sequence[Flowable], told: Callable[[int, int], None]) -> int:
        """Lay the story out, tell how many flowables of how many are done, give the number of pages."""
        flowables = [*self._cover, *story]
        total = len(flowables)
        self.setProgressCallBack(
            lambda kind, done: told(min(max(done, 0), total), total) if kind == "PROGRESS" else None
        )
        self.build(flowables, canvasmaker=PromisingCanvas)
        return int(self.page)

    def beforeDocument(self) -> None:
        self.canv.describe(self._about)

    def begin_page(self) -> None:
        """Called before anything is drawn on a page: it may be the first of another paper."""
        if self.next_part is not None:
            self.parts.append((self.page, self.next_part))
            self.next_part = None

    def numbered(self, page: int) -> tuple[int, int]:
        """The number of a page within its paper, and the paper's pages; true once all pages exist."""
        starts = [start for start, _ in self.parts]
        at = bisect_right(starts, page)
        end = starts[at] if at < len(starts) else self.page + 1
        return page - starts[at - 1] + 1, end - starts[at - 1]


def _whole(document: Document) -> Part:
    """A document that is one paper."""
    return Part(document.title, document.edition, f"{document.words.round} {document.round_id}")


def _frame(left: float, right: float, top: float) -> Frame:
    return Frame(left, BOTTOM, right - left, top - BOTTOM, 0, 0, 0, 0)


def _one_line(spans: Sequence[Span], width: float) -> Sequence[Line]:
    return broken(spans, width)[:1]


class _Running:
    """Header and footer of one kind of page. Nothing that a reader needs stands only here (report.md 5)."""

    def __init__(
        self, document: Document, setter: Setter, size: tuple[float, float], sides: tuple[float, float]
    ) -> None:
        self.sides = sides
        self._high = size[1]
        self._setter = setter
        self._third = (sides[1] - sides[0]) / 3
        self._marking = _one_line(setter.words_of(document.marking, MARKING), self._third)
        self._set: dict[Part, tuple[Sequence[Line], Sequence[Line], Sequence[Line]]] = {}

    def draw(self, canvas: PromisingCanvas, template: Pages) -> None:
        left, right = self.sides
        head, foot = self._high - HEADER_BASELINE, FOOTER_BASELINE
        part = template.parts[-1][1]
        if part not in self._set:
            self._set[part] = self._lines(part)
        title, edition, tail = self._set[part]
        _on_baseline(canvas, title, (left, head), RUNNING, "left")
        _on_baseline(canvas, edition, (right, head), RUNNING, "right")
        canvas.setStrokeColor(colour(RULE))
        canvas.setLineWidth(RULE_WIDTH)
        canvas.line(left, self._high - HEADER_RULE, right, self._high - HEADER_RULE)
        _on_baseline(canvas, tail, (left, foot), RUNNING, "left")
        _on_baseline(canvas, self._marking, ((left + right) / 2, foot), MARKING, "centre")
        self._promise_page_number(canvas, template, (right, foot))

    def _lines(self, part: Part) -> tuple[Sequence[Line], Sequence[Line], Sequence[Line]]:
        edition = self._setter.words_of(part.edition, RUNNING)
        room = self.sides[1] - self.sides[0] - min(full_width(edition), self._third) - RUNNING.leading
        return (
            _one_line(self._setter.words_of(part.title, RUNNING), room),
            _one_line(edition, self._third),
            _one_line(self._setter.words_of(part.foot, RUNNING), self._third),
        )

    def _promise_page_number(self, canvas: PromisingCanvas, template: Pages, at: tuple[float, float]) -> None:
        page, setter = canvas.getPageNumber(), self._setter

        def tell() -> None:
            number, of = template.numbered(page)
            words = setter.words.page.format(page=number, pages=of)
            _on_baseline(canvas, broken(setter.words_of(words, RUNNING), float("inf")), at, RUNNING, "right")

        canvas.promise(tell)


class _Front:
    """The cover's band. A fixed pattern: a decoration drawn from the data would publish it (report.md 3)."""

    def __init__(self, document: Document, cover: Cover, setter: Setter) -> None:
        self._name = broken(setter.words_of(cover.partnership, COVER_NAME), COVER_MEASURE)[:BAND_LINES]
        self._title = _balanced(setter.words_of(document.title, COVER_TITLE), COVER_MEASURE)[:BAND_LINES]
        self._subtitle = broken(setter.words_of(document.subtitle, COVER_SUBTITLE), COVER_MEASURE)[
            :BAND_LINES
        ]
        self._edition = broken(setter.words_of(cover.edition_words, COVER_EDITION), COVER_MEASURE)[
            :BAND_LINES
        ]
        self._marking = _one_line(setter.words_of(document.marking, MARKING), COVER_MEASURE)
        name_end = BAND_NAME + len(self._name) * COVER_NAME.leading
        self._title_top = max(BAND_TITLE, name_end + COVER_NAME.leading)
        title_end = self._title_top + len(self._title) * COVER_TITLE.leading
        self._subtitle_top = title_end + COVER_SUBTITLE.leading
        subtitle_end = self._subtitle_top + len(self._subtitle) * COVER_SUBTITLE.leading
        self._edition_top = max(BAND_EDITION, subtitle_end + COVER_EDITION.leading)
        edition_end = self._edition_top + len(self._edition) * COVER_EDITION.leading
        self.height = max(BAND_HEIGHT, edition_end + COVER_EDITION.leading)

    def draw(self, canvas: PromisingCanvas, _: Pages) -> None:
        wide, high = A4
        canvas.setFillColor(colour(NAVY))
        canvas.rect(0, high - self.height, wide, self.height, stroke=0, fill=1)
        for left, shade in BAND_STRIPES:
            canvas.setFillColor(colour(shade))
            canvas.rect(LEFT + left, high - self.height - STRIPE_SIZE[1], *STRIPE_SIZE, stroke=0, fill=1)
        for lines, top, use in (
            (self._name, BAND_NAME, COVER_NAME),
            (self._title, self._title_top, COVER_TITLE),
            (self._subtitle, self._subtitle_top, COVER_SUBTITLE),
            (self._edition, self._edition_top, COVER_EDITION),
        ):
            draw(canvas, lines, (LEFT, high - top), use, "left")
        _on_baseline(canvas, self._marking, ((LEFT + wide - RIGHT) / 2, FOOTER_BASELINE), MARKING, "centre")


def _facts(cover: Cover, setter: Setter) -> list[Flowable]:
    facts = [
        Prose(setter.spans((Text(f"{pair.label}: ", Style.STRONG), *pair.value), COVER_FACT), COVER_FACT)
        for pair in cover.facts
    ]
    notice = [Prose(setter.spans(cover.notice, COVER_NOTICE), COVER_NOTICE)] if cover.notice else []
    return [*facts, *notice]


def _balanced(spans: Sequence[Span], width: float) -> Sequence[Line]:
    """As many lines as needed, and then as even as they can be: the narrowest width with that many."""
    needed = len(broken(spans, width, at_hyphens=False))
    low, high = 0.0, width
    while high - low > 1:
        middle = (low + high) / 2
        low, high = (
            (low, middle) if len(broken(spans, middle, at_hyphens=False)) <= needed else (middle, high)
        )
    return broken(spans, high, at_hyphens=False)


def _on_baseline(
    canvas: PromisingCanvas, lines: Sequence[Line], at: tuple[float, float], use: Type, align: Align
) -> None:
    x, y = at
    draw(canvas, lines, (x, y + use.above_baseline), use, align)
