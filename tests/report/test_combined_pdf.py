"""Both editions as paper: what is composed can be laid out, and typed text comes out as text."""

import re

import pypdfium2

from auditdesk import places
from auditdesk.report.document import Document
from auditdesk.report.pdf.write import pdf
from tests.report.invented import Invented, count, hidden, told, view_of

TYPED = "<b>bold</b> &amp; =cmd()|x <para unclosed"


def printed(document: Document) -> str:
    """The text of all pages, white space made single."""
    rendered = pdf(document, fonts=places.resources() / "fonts")
    opened = pypdfium2.PdfDocument(rendered.pdf)
    text = " ".join(page.get_textpage().get_text_bounded() for page in opened)
    opened.close()
    return re.sub(r"\s+", " ", text)


def test_typed_text_is_printed_as_it_was_typed() -> None:
    view = view_of({1: ("csc",)}, (told("CSE16-01/csc", {"mo_good": TYPED}, comments={"mo_std": TYPED}),))
    text = printed(Invented(view, (count("children", 1),)).restricted())

    assert text.count(TYPED) == 2


def test_a_long_answer_is_printed_to_its_last_word() -> None:
    words = " ".join(f"word{number}" for number in range(2_200))
    view = view_of({1: ("csc",)}, (told("CSE16-01/csc", {"mo_evid": words}),))
    text = printed(Invented(view, (count("children", 1),)).restricted())

    assert len(words) > 18_000
    assert [number for number in range(2_200) if f"word{number}" not in text] == []


def test_every_page_is_marked() -> None:
    invented = Invented(view_of({1: ("csc",)}), (count("children", 1),))
    rendered = pdf(invented.restricted(), fonts=places.resources() / "fonts")
    opened = pypdfium2.PdfDocument(rendered.pdf)
    marked = ["OFFICIAL-SENSITIVE" in page.get_textpage().get_text_bounded() for page in opened]
    opened.close()

    assert len(marked) == rendered.pages
    assert all(marked)


def test_the_public_edition_is_short_and_holds_no_hidden_number() -> None:
    figures = (count("children", 5), hidden(count("cse.tool.multi_agency", 2, 4)))
    text = printed(Invented(view_of({1: ("csc",)}), figures).public())

    assert "Agencies completed the tool together in some cases but not all." in text
    assert "2 of 4" not in text
    assert "OFFICIAL-SENSITIVE" not in text
