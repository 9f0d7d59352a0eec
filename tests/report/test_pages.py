"""Every page of whole rounds, measured: nothing beyond the margins, nothing over anything else.

The rehearsed round is small, the invented one has twelve children, eight agencies and long words everywhere.
"""

import ctypes
from collections.abc import Iterator
from itertools import combinations
from pathlib import Path
from typing import Any

import pypdfium2.raw as pdfium
import pytest
from pypdfium2 import PdfDocument

from auditdesk.report import theme
from auditdesk.report.document import Bullets, Cell, Column, Heading, PageBreak, Paragraph, Table
from auditdesk.report.runs import Style, Text, runs
from tests.report import paper, sample
from tests.report.rich import rich_round

WHITE = 255
RUNNING = (44, 794)  # text below and above stands in footer and header
Box = tuple[float, float, float, float]


@pytest.fixture(scope="module", params=["restricted", "public", "invented"])
def pages(request: pytest.FixtureRequest) -> Iterator[list[Any]]:
    if request.param == "invented":
        opened = paper.opened(paper.printed(rich_round()))
    else:
        folder: Path = request.getfixturevalue("cse_round")
        opened = PdfDocument(folder / f"report-{request.param}.pdf")
    yield list(opened)
    opened.close()


def boxes(page: Any) -> list[Box]:
    """What the text on a page covers: one box for each stretch on one line; left, bottom, right, top."""
    text = page.get_textpage()
    return [text.get_rect(number) for number in range(text.count_rects())]


def beyond_margins(page: Any) -> list[Box]:
    wide, high = page.get_size()
    assert wide < high, "these reports have no page laid across"
    left, right, bottom, top = theme.LEFT, wide - theme.RIGHT, theme.BOTTOM, high - theme.TOP
    slack = 1.0  # the overhang of a slanted letter, and what lies below a last baseline
    body = [box for box in boxes(page) if RUNNING[0] < box[1] and box[3] < RUNNING[1]]
    sides = [box for box in boxes(page) if box[0] < left - slack or box[2] > right + slack]
    return sides + [box for box in body if box[1] < bottom - slack or box[3] > top + slack]


def over_one_another(page: Any) -> list[tuple[Box, Box]]:
    return [(one, other) for one, other in combinations(boxes(page), 2) if covered(one, other) > 0.25]


def covered(one: Box, other: Box) -> float:
    """The share of the smaller box that lies in the other."""
    wide = min(one[2], other[2]) - max(one[0], other[0])
    high = min(one[3], other[3]) - max(one[1], other[1])
    smaller = min((box[2] - box[0]) * (box[3] - box[1]) for box in (one, other))
    return wide * high / smaller if wide > 0 and high > 0 and smaller > 1 else 0.0


def size_at_the_foot(page: Any) -> float:
    """The size of the lowest letters of the body."""
    text = page.get_textpage()
    found = []
    for number in range(text.count_chars()):
        _, bottom, _, top = text.get_charbox(number, loose=True)
        if RUNNING[0] < bottom and top < RUNNING[1] and top - bottom > 1:
            found.append((round(bottom), pdfium.FPDFText_GetFontSize(text, ctypes.c_int(number))))
    return min(found)[1] if found else 0.0


def test_no_text_stands_beyond_the_margins(pages: list[Any]) -> None:
    assert [
        (number, *beyond_margins(page)) for number, page in enumerate(pages[1:], 2) if beyond_margins(page)
    ] == []


def test_nothing_is_inked_beside_the_measure(pages: list[Any]) -> None:
    for number, page in enumerate(pages[1:], 2):
        picture = page.render(scale=1).to_pil().convert("L")
        wide, high = picture.size
        for left, right in ((0, int(theme.LEFT) - 2), (int(wide - theme.RIGHT) + 3, wide)):
            assert picture.crop((left, 0, right, high)).getextrema()[0] == WHITE, number


def test_no_two_texts_cover_one_another(pages: list[Any]) -> None:
    assert [
        (number, *found) for number, page in enumerate(pages, 1) for found in over_one_another(page)
    ] == []


def test_no_heading_stands_alone_at_the_foot_of_a_page(pages: list[Any]) -> None:
    assert [
        number for number, page in enumerate(pages[1:], 2) if size_at_the_foot(page) >= theme.H2.size
    ] == []


# ── controls, and how tables go on ───────────────────────────────────────────────────────────────────────
def test_text_over_text_and_a_heading_at_the_foot_are_found() -> None:
    [page] = paper.opened(paper.printed(sample.document(Heading(1, "Alone"), PageBreak())))
    [one, *_] = boxes(page)
    shifted = (one[0] + 2, one[1], one[2] + 2, one[3])

    assert size_at_the_foot(page) >= theme.H2.size
    assert covered(one, shifted) > 0.25


def test_a_small_table_goes_on_whole_and_its_heading_with_it() -> None:
    first, second = paper.pages_of(paper.printed(sample.document(*filler(31), *table_of(5))), "-layout")

    assert "row 1" not in first
    assert all(f"row {number}" in second for number in range(5))


def test_rows_that_go_on_are_named_again_and_are_at_least_two() -> None:
    first, second = paper.pages_of(paper.printed(sample.document(*table_of(31))), "-layout")

    assert "row 28" in first
    assert "row 29" in second
    assert "row 30" in second
    assert second.count("Group") == 1


def test_a_label_in_strong_words_stays_with_what_it_names() -> None:
    label = Paragraph((Text("What needs more?", Style.STRONG),))
    told = Bullets((runs("More time."),))
    first, second = paper.pages_of(paper.printed(sample.document(*filler(33), label, told)), "-layout")

    assert "What needs more?" not in first
    assert "What needs more?" in second


def filler(lines: int) -> tuple[Paragraph, ...]:
    return tuple(Paragraph(runs("A line of the page."), "note") for _ in range(lines))


def table_of(rows: int) -> tuple[Heading, Table]:
    """The first cell names the group of all rows."""
    columns = (Column("group", "Name"), Column("row", "Row"))
    cells = tuple(
        (Cell(runs("Group") if number == 0 else ()), Cell(runs(f"row {number}"))) for number in range(rows)
    )
    return Heading(2, "A heading"), Table("t", runs("A table"), columns, cells)
