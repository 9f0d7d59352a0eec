"""Every block of a Document becomes pages that a reader can find the way in (report.md 2, 5 and 6)."""

from dataclasses import replace
from datetime import UTC, date, datetime

import pytest

from auditdesk.report.document import (
    Bullets,
    Cell,
    Chart,
    Column,
    Contents,
    Heading,
    Landscape,
    PageBreak,
    Paragraph,
    Table,
    UnsoundDocumentError,
)
from auditdesk.report.pdf import write
from auditdesk.report.runs import Cite, See, Text, Typed, every_run, runs
from auditdesk.report.series import DotStrips, GradeBars, Strip
from auditdesk.watch import Cancelled, LiveWatch, Progress
from tests.report import paper, sample

A_TABLE = Table("t", runs("One"), (Column("a", "A"),), ((Cell(runs("x")),),))


@pytest.fixture(scope="module")
def whole():
    return paper.printed(sample.whole())


def test_every_run_of_every_block_is_printed(whole):
    printed = "".join(paper.words_of(whole))
    document = sample.whole()

    told = [run for run in every_run(document.blocks) if not isinstance(run, See | Cite)]
    unseen = {run for block in document.blocks if isinstance(block, Chart) for run in block.alt} | {
        Text("Times")
    }
    missing = [run for run in told if run not in unseen and "".join(run_text(run).split()) not in printed]
    assert missing == []


def run_text(run):
    return getattr(run, "shown", "") or getattr(run, "text", "")


def test_the_cover_shows_title_edition_facts_and_marking_and_nothing_of_the_report(whole):
    cover = paper.pages_of(whole)[0]

    for words in ("Neglect: multi-agency\ncase audit", "Restricted edition: for the partnership only"):
        assert words in cover
    assert "Round: NEG-2026-09" in cover
    assert "OFFICIAL-SENSITIVE" in cover
    assert "Contents" not in cover
    assert "Page 1" not in cover


def test_every_page_after_the_cover_carries_title_edition_round_marking_and_its_number(whole):
    pages = paper.pages_of(whole)

    assert whole.pages == len(pages)
    for number, page in enumerate(pages[1:], 2):
        assert "Neglect: multi-agency case audit" in page
        assert "Restricted edition" in page
        assert "Round NEG-2026-09" in page
        assert "OFFICIAL-SENSITIVE" in page
        assert f"Page {number} of {len(pages)}" in page


def test_no_page_is_empty(whole):
    assert all(paper.body(page).strip() for page in paper.pages_of(whole))


def test_tables_and_figures_are_numbered_in_reading_order_and_mentions_follow(whole):
    text = " ".join(paper.words_of(whole))

    captions = (
        "Returns by agency and child",
        "Children by main category",
        "Standards for voice of the child",
    )
    assert all(f"Table {number}. {caption}" in text for number, caption in enumerate(captions, 1))
    assert "Figure 1. Agreed grades by aspect" in text
    assert "Figure 2. Agreed grade, and auditors’ grades" in text
    assert "not children: see table 1." in text
    assert "The numbers behind this figure are in table 9." in text


def test_a_table_without_rows_prints_its_sentence_and_takes_no_number(whole):
    text = " ".join(paper.words_of(whole))

    assert "No return gave a time." in text
    assert "Times" not in text


def test_contents_name_the_page_of_each_chapter_and_lead_there(whole):
    reader = paper.reader(whole)
    pages = paper.pages_of(whole)
    chapters = [block for block in sample.whole().blocks if isinstance(block, Heading) and block.level == 1]

    contents = pages[1].splitlines()
    for chapter in chapters:
        line = next(line for line in contents if chapter.text in line)
        page = (
            int(line.split()[-1]) if line.split()[-1].isdigit() else int(contents[contents.index(line) + 1])
        )
        assert chapter.text in pages[page - 1]
    at = {page.indirect_reference.idnum: number for number, page in enumerate(reader.pages, 1)}
    leads_to = [at[link.get_object()["/Dest"][0].idnum] for link in reader.pages[1]["/Annots"]]
    assert leads_to == sorted(leads_to)
    assert {3, 4, 5, 6} <= set(leads_to)


def test_headings_are_bookmarks_in_order_on_their_page(whole):
    reader = paper.reader(whole)
    pages = paper.pages_of(whole)

    entries = [entry for entry in reader.outline if not isinstance(entry, list)]
    titles = [entry.title for entry in entries]
    assert titles[:4] == ["Contents", "1 Headline", "4 Returns", "5 The children"]
    for entry in entries:
        title = entry.title.split(" ", 1)[-1]
        assert title in pages[reader.get_destination_page_number(entry)]


def test_a_long_table_repeats_its_header_on_every_page_and_loses_no_row():
    rendered = paper.printed(sample.document(*sample.appendix(200)))

    pages = paper.pages_of(rendered)
    assert len(pages) > 5
    assert all("Reference Figure Count Of Answers" in page for page in pages)
    references = [word for word in paper.words_of(rendered) if word.startswith("F6.")]
    assert references == [f"F6.{row}.1" for row in range(1, 201)]


@pytest.mark.parametrize("lines", range(30, 46))
def test_a_heading_is_never_alone_at_the_foot_of_a_page(lines):
    filler = Bullets((runs("filler"),) * lines)
    rendered = paper.printed(
        sample.document(
            filler, Heading(2, "Section head"), Heading(3, "Smaller head"), A_TABLE, Paragraph(runs("after"))
        )
    )

    [page] = [page for page in paper.pages_of(rendered) if "Section head" in page]
    after = paper.body(page).split("Section head")[1].split()
    assert after[:7] == ["Smaller", "head", "Table", "1.", "One", "A", "x"]


@pytest.mark.parametrize("lines", range(25, 40))
def test_a_page_never_begins_or_ends_with_one_line_of_a_paragraph(lines):
    filler = Bullets((runs("filler"),) * lines)
    words = " ".join(f"w{number}" for number in range(150))
    pages = paper.pages_of(paper.printed(sample.document(filler, Paragraph((Typed(words),)))))

    for page in pages:
        lines_of_it = [line for line in paper.body(page).splitlines() if line.startswith("w")]
        assert len(lines_of_it) != 1


def test_headings_and_captions_too_long_for_a_page_are_printed_all_the_same():
    long = " ".join(f"w{number}" for number in range(1500))
    table = replace(A_TABLE, caption=runs(long), note=runs(long))
    rendered = paper.printed(sample.document(Heading(1, long), Heading(2, long), table))

    words = paper.words_of(rendered)
    assert words.count("w700") == 4
    assert words.count("w1499") == 4


def test_landscape_pages_lie_across_and_what_follows_is_upright():
    rendered = paper.printed(
        sample.document(
            Paragraph(runs("before")), Landscape((Paragraph(runs("wide")),)), Paragraph(runs("after"))
        )
    )

    sizes = [
        (float(page.mediabox.width), float(page.mediabox.height)) for page in paper.reader(rendered).pages
    ]
    assert [wide > high for wide, high in sizes] == [False, True, False]


def test_a_break_at_the_end_or_twice_makes_no_empty_page():
    rendered = paper.printed(
        sample.document(
            PageBreak(), Paragraph(runs("a")), PageBreak(), PageBreak(), Paragraph(runs("b")), PageBreak()
        )
    )

    assert [paper.body(page).split() for page in paper.pages_of(rendered)] == [["a"], ["b"]]


def test_an_edition_in_welsh_names_its_language_and_brings_its_words():
    document = sample.document(A_TABLE, Contents(), language="cy")
    welsh = replace(document.words, table="Tabl", page="Tudalen {page} o {pages}", contents="Cynnwys")
    rendered = paper.printed(replace(document, words=welsh))

    [page] = paper.pages_of(rendered)
    assert all(words in page for words in ("Tabl 1. One", "Tudalen 1 o 1", "Cynnwys"))
    assert paper.reader(rendered).root_object["/Lang"] == "cy"


def test_properties_come_from_the_document_and_from_no_clock(whole):
    about = paper.reader(whole).metadata

    assert about.title == "Neglect: multi-agency case audit"
    assert about.creation_date == datetime(2026, 11, 1, 12, tzinfo=UTC)
    assert sample.whole().made_on == date(2026, 11, 1)
    assert about.producer == "auditdesk"
    assert paper.reader(whole).root_object["/ViewerPreferences"]["/DisplayDocTitle"]


@pytest.mark.parametrize(
    ("blocks", "fault"),
    [
        ((A_TABLE, A_TABLE), "key_stands_twice"),
        ((replace(A_TABLE, rows=((),)),), "cells_and_columns_differ"),
        ((Chart("c", runs("C"), GradeBars(()), runs(""), "t"),), "chart_without_table"),
        ((Paragraph((See("t"),)),), "see_names_nothing"),
        (
            (
                A_TABLE,
                Chart("c", runs("C"), DotStrips((Strip(runs("s"), ((9, True),)),), (0, 8)), runs(""), "t"),
            ),
            "value_off_the_axis",
        ),
    ],
)
def test_a_document_that_contradicts_itself_is_refused(blocks, fault):
    with pytest.raises(UnsoundDocumentError, match=fault):
        paper.printed(sample.document(*blocks))


def test_progress_is_told_and_stopping_leaves_nothing_made():
    told: list[Progress] = []
    write.pdf(sample.whole(), fonts=paper.FONTS, watch=(live := LiveWatch(told.append)))
    live.stop()

    assert told[-1].done == told[-1].total
    assert [each.done for each in told] == sorted(each.done for each in told)
    with pytest.raises(Cancelled):
        write.pdf(sample.whole(), fonts=paper.FONTS, watch=live)
