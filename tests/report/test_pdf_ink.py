"""What stands where on the page, and whether it can be seen: looked at with another program's eyes."""

from itertools import combinations
from typing import Any

import pytest

from auditdesk.report import theme
from auditdesk.report.document import Cell, Chart, Column, Heading, Landscape, Paragraph, Table
from auditdesk.report.runs import Typed, runs
from auditdesk.report.series import GRADE_ORDER, DotStrips, GradeBars, Mark, Strip
from tests.report import paper, sample

WHITE = 255
SCALE = 2  # pixels a point
MM = 72 / 25.4
MARGINS = (20 * MM, 18 * MM, 24 * MM, 22 * MM)  # left, right, top, bottom, as report.md 6 has them
LONG = "Safeguarding-and-quality-assurance-directorate of the integrated partnership " * 3


@pytest.fixture(scope="module")
def pages():
    return list(paper.opened(paper.printed(sample.whole())))


def inked(page, left, bottom, right, top):
    """Whether anything but white paper lies in a rectangle given in points from the lower left corner."""
    picture = page.render(scale=SCALE).to_pil().convert("L")
    high = picture.height
    box = (int(left * SCALE), int(high - top * SCALE), int(right * SCALE), int(high - bottom * SCALE))
    return picture.crop(box).getextrema()[0] < WHITE


def margins_of(page):
    wide, high = page.get_size()
    across = wide > high
    left, right, top, foot = (15 * MM, 15 * MM, 24 * MM, 22 * MM) if across else MARGINS
    return {
        "left": (0, 0, left - 1, high),
        "right": (wide - right + 1, 0, wide, high),
        "head": (0, high - 28, wide, high),
        "below head": (0, high - top + 1, wide, high - 46),
        "above foot": (0, 40, wide, foot - 1),
        "foot": (0, 0, wide, 26),
    }


def test_nothing_is_drawn_outside_the_margins_but_the_band_of_the_cover(pages):
    cover, *others = pages

    for number, page in enumerate(others, 2):
        for name, box in margins_of(page).items():
            assert not inked(page, *box), f"page {number}, {name}"
    assert inked(cover, 0, 800, 20, 841)
    assert inked(cover, 0, 842 - 118 * MM, 5, 842 - 117 * MM)
    assert not inked(cover, 0, 0, 20 * MM - 1, 842 - 118 * MM - 1)


def test_the_text_fills_the_measure_from_margin_to_margin(pages):
    for page in pages[2:7]:
        assert inked(page, 20 * MM, 22 * MM, 20 * MM + 1, 842 - 24 * MM)
        assert inked(page, 192 * MM - 1, 22 * MM, 192 * MM, 842 - 24 * MM)


def test_hostile_words_stay_inside_the_margins_too():
    text = (Typed("x" * 400 + " 👍" * 300 + " " + "سلام" * 300 + " a\u0301" * 200),)
    table = Table(
        "t",
        runs(LONG),
        tuple(Column(f"c{number}", LONG, kind="count") for number in range(7)),
        (tuple(Cell(text if number == 3 else runs(LONG), Mark.NIL) for number in range(7)),),
    )
    chart = Chart("c", text, GradeBars((sample.bar("x" * 300, (1, 2, 3, 4)),)), (), "t")
    strips = DotStrips((Strip(text, ((1, False),), (runs(LONG), text)),), (0, 8), 4, runs("limit"))
    across = Landscape((Heading(1, LONG, "1"), replaced(table, "t2")))
    document = sample.document(Paragraph(text), table, chart, Chart("d", text, strips, (), "t"), across)

    for page in paper.opened(paper.printed(document)):
        for name, box in margins_of(page).items():
            if name in ("left", "right"):
                assert not inked(page, *box), name


def replaced(table, key):
    return Table(key, table.caption, table.columns, table.rows)


def test_no_two_letters_are_printed_over_one_another(pages):
    for number, page in enumerate(pages, 1):
        letters = sorted(paper.letters(page), key=lambda letter: letter.left)
        assert not [
            (number, one, other)
            for at, one in enumerate(letters)
            for other in letters[at + 1 : at + 60]
            if overlap(one, other) > 0.4
        ]


def overlap(one, other):
    """The share of the smaller letter's box that lies in the other's."""
    wide = min(one.right, other.right) - max(one.left, other.left)
    high = min(one.top, other.top) - max(one.bottom, other.bottom)
    smaller = min((each.right - each.left) * (each.top - each.bottom) for each in (one, other))
    return max(wide, 0) * max(high, 0) / smaller if smaller > 1 else 0


def test_every_font_is_embedded_and_helvetica_is_not_there():
    reader = paper.reader(paper.printed(sample.whole()))

    fonts: dict[int, Any] = {}
    for page in reader.pages:
        fonts |= {font.idnum: font.get_object() for font in page["/Resources"]["/Font"].values()}
    assert {font["/BaseFont"].split("+")[-1] for font in fonts.values()} == {
        "SourceSans3-Regular",
        "SourceSans3-SemiBold",
        "SourceSans3-Italic",
    }
    assert all("/FontFile2" in font["/FontDescriptor"] for font in fonts.values())


def luminance(colour):
    parts = [int(colour[at : at + 2], 16) / 255 for at in (1, 3, 5)]
    linear = [part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4 for part in parts]
    return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]


def contrast(one, other):
    lighter, darker = sorted((luminance(one), luminance(other)), reverse=True)
    return (lighter + 0.05) / (darker + 0.05)


@pytest.mark.parametrize("mark", [mark for mark in Mark if theme.PAINTS[mark].fill])
def test_words_of_every_mark_can_be_read_on_its_shade(mark):
    paint = theme.PAINTS[mark]

    assert contrast(paint.text, paint.fill) >= 4.5


def test_every_segment_is_outlined_strongly_against_its_fill_or_the_paper():
    for mark in GRADE_ORDER:
        fill = theme.PAINTS[mark].fill
        assert contrast(theme.INK, theme.WHITE) >= 3
        assert max(contrast(theme.INK, fill), contrast(fill, theme.WHITE)) >= 3


@pytest.mark.parametrize("shade", [theme.INK, theme.MUTED, theme.NAVY, theme.TEAL])
@pytest.mark.parametrize("ground", [theme.WHITE, theme.TINT, theme.SAND])
def test_text_can_be_read_on_every_ground(shade, ground):
    assert contrast(shade, ground) >= 4.5


def test_no_letter_is_smaller_than_the_smallest_size_of_the_theme():
    sizes = [use.size for use in vars(theme).values() if isinstance(use, theme.Type)]

    assert min(sizes) == theme.SMALLEST


def test_grades_keep_their_letters_and_differ_when_printed_without_colour(pages):
    page = pages[4]
    text = page.get_textpage().get_text_bounded()

    assert all(letter in text for letter in ("G 6", "RI 6", "O 2", "I 2", "NJ 4", "n = 12"))
    greys = {mark: luminance(theme.PAINTS[mark].fill) for mark in GRADE_ORDER[:4]}
    lettered = [pair for pair in combinations(greys, 2) if abs(greys[pair[0]] - greys[pair[1]]) < 0.1]
    assert lettered, "some pairs are alike in grey, which is why each carries its letter"
