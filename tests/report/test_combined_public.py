"""The public edition: public figures and harmless facts of the round, in plain words."""

import re

import pytest

from auditdesk.report.combined import public_edition
from auditdesk.report.document import Bullets, Document, Heading, Paragraph, flat
from auditdesk.report.runs import Cite, Fact, Num, Typed, every_run
from auditdesk.report.series import Mark
from tests.report.invented import Invented, count, figures_of, hidden, standard, text, told, view_of
from tests.report.told import chapter, own_words, row, table, words


def published() -> Invented:
    """Five children of whom every small count is hidden; the round behind it has answers and agencies."""
    view = view_of(
        {1: ("csc", "pol"), 2: ("csc", "ch")},
        (
            told(
                "CSE16-01/csc",
                {"cd_cat": "CP", "vc_good": "Her teacher noticed.", "fb_text": "I felt small."},
            ),
        ),
    )
    found = (
        count("children", 5),
        count("returns.expected", 24),
        count("returns.received", 23, 24),
        hidden(count("children.category.CP", 4, 5)),
        hidden(count("children.category.CIN", 1, 5)),
        hidden(count("children.sex.female", 4, 5)),
        hidden(count("children.sex.male", 1, 5)),
        text("children.age.min", "12"),
        text("children.age.max", "17"),
        hidden(count("children.voice", 2, 5)),
        count("cse.tool.done", 5, 5),
        hidden(count("cse.tool.multi_agency", 2, 4)),
        *map(hidden, standard("cse_plan", 0, 3, 2)),
    )
    return Invented(view, found)


@pytest.fixture(scope="module")
def report() -> Document:
    return published().public()


def test_it_is_marked_official_and_says_who_it_is_for(report: Document) -> None:
    assert (report.marking, report.edition) == ("OFFICIAL", "Public edition")


def test_it_names_no_case_no_agency_and_nothing_that_was_typed(report: Document) -> None:
    printed = words(report.blocks)

    assert "CSE16-" not in printed
    assert "Police" not in printed
    assert "Children's home" not in printed
    assert "teacher" not in printed
    assert "I felt small" not in printed


def test_the_only_typed_words_are_those_of_the_tool(report: Document) -> None:
    imprint = published().imprint()
    allowed = {imprint.tool_title, imprint.definition, *imprint.kinds.values()}

    assert {run.text for run in every_run(report.blocks) if isinstance(run, Typed)} <= allowed


def test_it_has_neither_references_nor_appendices(report: Document) -> None:
    assert not any(isinstance(run, Cite) for run in every_run(report.blocks))
    assert not {b.number for b in flat(report.blocks) if isinstance(b, Heading)} & {"A", "B", "C"}


def test_chapters_keep_the_numbers_of_the_whole_report(report: Document) -> None:
    chapters = [(b.number, b.text) for b in flat(report.blocks) if isinstance(b, Heading) and b.level == 1]

    assert chapters == [
        ("1", "Headline"),
        ("2", "Background and theme"),
        ("3", "Method"),
        ("4", "Returns"),
        ("5", "The children"),
        ("6", "Findings"),
        ("10", "Voice of the child"),
    ]


def test_dates_are_months(report: Document) -> None:
    dates = [run.text for run in every_run(report.blocks) if isinstance(run, Fact)]

    assert "June 2016" in dates
    assert not [text for text in dates if re.search(r"\d{1,2} [A-Z]", text)]


def test_no_digit_is_written_by_hand(report: Document) -> None:
    assert [text for text in own_words(report.blocks) if re.search(r"\d", text)] == []


def test_hidden_counts_leave_no_digit(report: Document) -> None:
    shown = {run.figure_id: run.shown for run in every_run(report.blocks) if isinstance(run, Num)}
    unseen = {figure.id for figure in published().figures if figure.shown == "c"}

    assert not [id for id in unseen & set(shown) if re.search(r"\d", shown[id])]


def test_a_group_that_is_hidden_whole_is_one_row(report: Document) -> None:
    assert row(report, "t_children", "Category") == ("Category", "all", "not shown")
    assert row(report, "t_children", "Age")[2] == "12 to 17 years"
    marks = [cells[2].mark for cells in table(report, "t_children").rows]
    assert marks == [Mark.NONE, Mark.HIDDEN, Mark.HIDDEN]


def test_a_count_that_may_be_shown_is_shown_beside_hidden_ones() -> None:
    found = (
        count("children", 24),
        count("children.sex.female", 13, 24),
        count("children.sex.male", 11, 24),
        count("children.category.CP", 12, 24),
        hidden(count("children.category.CIN", 4, 24)),
    )
    document = Invented(published().view, found).public()

    assert row(document, "t_children", "Category") == ("Category", "Child protection plan", "12")
    assert [words(cells[2]) for cells in table(document, "t_children").rows] == [
        "12",
        "not shown",
        "13",
        "11",
    ]


def test_findings_are_told_in_the_fixed_words(report: Document) -> None:
    points = [words(p) for b in chapter(report, "6") if isinstance(b, Bullets) for p in b.points]

    assert points == [
        "A risk assessment tool was completed in all five cases.",
        "Agencies completed the tool together in some cases but not all.",
        (
            "It was not evidenced in the cases audited that the plan said what will reduce the risk of "
            "exploitation and who does it."
        ),
    ]


def test_voice_is_a_phrase_while_its_number_is_hidden(report: Document) -> None:
    sentence = next(b for b in chapter(report, "10") if isinstance(b, Paragraph))

    assert words(sentence).startswith(
        "Children told the audit how the help felt to them in some cases but not all. "
    )


def test_the_fixed_words_are_explained(report: Document) -> None:
    assert row(report, "t_words", "up to a quarter") == ("up to a quarter", "in a small number of cases")


def test_a_round_with_nothing_to_show_says_so() -> None:
    document = Invented(published().view, ()).public()

    assert "The numbers of this audit are too small to publish a headline." in words(document.blocks)
    assert "No finding can be published from this audit." in words(document.blocks)


def test_figures_of_the_restricted_edition_are_refused() -> None:
    with pytest.raises(ValueError, match="restricted"):
        public_edition(figures_of(count("children", 5)), published().imprint())
