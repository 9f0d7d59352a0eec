"""The restricted edition: chapters, references, numbers and texts, read from the Document."""

import re

import pytest

from auditdesk.report.combined import combined
from auditdesk.report.document import (
    Bullets,
    Chart,
    Document,
    Grid,
    Heading,
    KeyMessage,
    Paragraph,
    Quote,
    Table,
    flat,
    numbered,
)
from auditdesk.report.figures import Figure
from auditdesk.report.runs import Cite, Num, Text, Typed, every_run
from auditdesk.report.series import DotStrips, GradeBars, Mark
from tests.report.invented import (
    Invented,
    agreed,
    count,
    figures_of,
    grades,
    series,
    standard,
    text,
    told,
    view_of,
)
from tests.report.told import chapter, own_words, row, table, words

HOSTILE = "<b>bold</b> &amp; {{ x }} =cmd()|' /C calc'!A0 <para \U0001f600 \u0627\u0644\u0639\u0631"
ASKED = {1: ("csc", "pol", "hcom"), 2: ("csc", "pol", "hcom"), 3: ("csc", "pol", "hcom")}


def small_round() -> Invented:
    """Three children, three agencies: one nil return, one overdue, one disagreement, grades, a concern."""
    view = view_of(
        ASKED,
        (
            told(
                "CSE16-01/csc",
                {"cd_cat": "CP", "cse_shok": "met", "cse_gap_ok": "yes", "vc_good": HOSTILE},
                comments={"cse_shok": "Held by all."},
                rows=[
                    {
                        "ac_text": "Share the tool",
                        "ac_owner": "Head",
                        "ac_due": "2016-12-01",
                        "ac_rag": "amber",
                    }
                ],
            ),
            told("CSE16-01/pol", {"cd_cat": "CIN", "cse_shok": "not_met"}),
            told("CSE16-01/hcom", is_nil=True),
            told("CSE16-02/csc", {"cd_cat": "CIN", "fb_text": "They kept coming.", "fb_quote": "yes"}),
            told("CSE16-02/pol", {"cd_cat": "CIN"}),
            told("CSE16-02/hcom", {"cd_cat": "CIN"}),
            told("CSE16-03/csc", {"cd_cat": "EH", "fb_text": "Not for print.", "cse_gap_ok": "no"}),
            told("CSE16-03/pol", {"cd_cat": "EH"}),
        ),
        (agreed(1, "overall", "good"), agreed(1, "cse_shok", "partly"), agreed(2, "overall", "ri")),
    )
    found = (
        count("children", 3, None, "CSE16-01", "CSE16-02", "CSE16-03"),
        count("returns.expected", 9),
        count("returns.received", 8, 9),
        count("returns.nil", 1, 9),
        count("returns.overdue", 1, 9),
        count("children.category.CP", 1, 3, "CSE16-01/csc:cd_cat", "CSE16-01/pol:cd_cat"),
        count("children.category.CIN", 1, 3),
        count("children.category.EH", 1, 3),
        count("children.sex.female", 2, 3),
        count("children.sex.male", 1, 3),
        text("children.age.min", "5 months"),
        text("children.age.max", "17"),
        count("children.voice", 2, 3),
        *standard("cse_shok", 0, 1, 2),
        *grades("grade.overall", 0, 1, 1, 0, 0, 1),
        *grades("grade.C5", 0, 2, 1, 0, 0, 0),
        count("agreement.csc.overall.exact", 1, 2),
        count("agreement.csc.overall.within_one", 2, 2),
        count("agreement.csc.overall.down", 1, 2),
        count("agreement.csc.overall.up", 0, 2),
        count("cse.tool.done", 3, 3),
        count("cse.tool.multi_agency", 1, 3),
        series("cse.gap.days", {1: 87, 3: 152}),
        count("choice.vc_cause.workload", 2, 3, "CSE16-01/csc:vc_cause", "CSE16-01/pol:vc_cause"),
        count("concern.raised", 1),
        count("concern.closed", 1),
        text("concern.days.median", "1 day"),
    )
    return Invented(view, found)


@pytest.fixture(scope="module")
def report() -> Document:
    return small_round().restricted()


def empty_round() -> Document:
    return Invented(view_of({1: ("csc",)}), (count("children", 1), count("returns.expected", 1))).restricted()


# ── chapters ─────────────────────────────────────────────────────────────────────────────────────────────
@pytest.mark.parametrize("document", [small_round().restricted(), empty_round()], ids=["small", "empty"])
def test_the_sixteen_chapters_and_three_appendices_keep_their_numbers(document: Document) -> None:
    numbers = [b.number for b in flat(document.blocks) if isinstance(b, Heading) and b.level == 1]

    assert numbers == [*map(str, range(1, 17)), "A", "B", "C"]


def test_a_chapter_without_facts_prints_a_sentence() -> None:
    document = empty_round()

    for number in map(str, range(2, 17)):
        blocks = chapter(document, number)
        assert any(isinstance(b, Paragraph | Bullets | Table) for b in blocks[1:]), number


def test_every_edition_is_sound_enough_to_be_numbered(report: Document) -> None:
    names = numbered(report)

    assert len(set(names.values())) == len(names)


def test_the_cover_names_the_round_and_its_tool(report: Document) -> None:
    cover = words(report.blocks[0])

    assert "CSE-2016-06" in cover
    assert "20 June 2015 to 20 June 2016" in cover
    assert "8 received of 9 expected, 1 of them nil" in cover
    assert report.marking == "OFFICIAL-SENSITIVE"


# ── numbers and references ───────────────────────────────────────────────────────────────────────────────
@pytest.mark.parametrize("document", [small_round().restricted(), empty_round()], ids=["small", "empty"])
def test_no_digit_is_written_by_hand(document: Document) -> None:
    by_hand = [text for text in own_words(document.blocks) if re.search(r"\d", text)]

    assert by_hand == []


def test_the_walk_over_own_words_finds_a_digit_written_by_hand() -> None:
    planted = Paragraph((Text("5 children"),))

    assert [text for text in own_words(planted) if re.search(r"\d", text)] == ["5 children"]


def test_every_printed_number_is_a_figure_of_the_round(report: Document) -> None:
    known = figures_of(*small_round().figures)

    assert {run.figure_id for run in every_run(report.blocks) if isinstance(run, Num)} <= set(known)


def test_appendix_a_explains_every_number_of_a_sentence_and_every_reference(report: Document) -> None:
    sources = table(report, "t_sources")
    listed = [run.references[0] for row in sources.rows for run in every_run(row[0]) if isinstance(run, Cite)]
    cited = {name for run in every_run(report.blocks) if isinstance(run, Cite) for name in run.references}
    prose = [block for block in flat(report.blocks) if not isinstance(block, Table | Chart)]
    told_in_prose = {run.figure_id for run in every_run(tuple(prose)) if isinstance(run, Num)}

    assert len(set(listed)) == len(listed)
    assert cited == set(listed)
    assert told_in_prose <= {words(row[1]) for row in sources.rows}


def test_references_are_numbered_by_section_in_reading_order(report: Document) -> None:
    listed = [words_of_cite(row[0]) for row in table(report, "t_sources").rows]
    by_section: dict[str, list[int]] = {}
    for name in listed:
        section, _, number = name.removeprefix("F").rpartition(".")
        by_section.setdefault(section, []).append(int(number))

    assert all(numbers == list(range(1, len(numbers) + 1)) for numbers in by_section.values())
    assert "6.10" in by_section


def words_of_cite(part: object) -> str:
    return next(run.references[0] for run in every_run(part) if isinstance(run, Cite))


def test_an_answer_behind_a_number_is_named_with_its_case(report: Document) -> None:
    sources = table(report, "t_sources")
    found = next(row for row in sources.rows if "choice.vc_cause.workload" in words(row[1]))

    assert words(found[5]) == "vc_cause of csc and pol: 01"


# ── headline, returns, children ──────────────────────────────────────────────────────────────────────────
def test_the_headline_leads_with_at_most_three_sentences_and_ends_points_with_references(
    report: Document,
) -> None:
    blocks = chapter(report, "1")
    lead = next(b for b in blocks if isinstance(b, Paragraph) and b.style == "lead")
    points = [point for b in blocks if isinstance(b, Bullets) for point in b.points]

    assert words(lead.runs).count(". ") <= 2
    assert points
    assert all(isinstance(point[-1], Cite) for point in points)


def test_only_aspects_with_agreed_grades_stand_in_the_chart(report: Document) -> None:
    drawn = next(b.series for b in chapter(report, "1") if isinstance(b, Chart))

    assert isinstance(drawn, GradeBars)
    assert [words(bar.label) for bar in drawn.bars] == ["Voice of the child", "Overall"]
    assert [words((bar.n,)) for bar in drawn.bars] == ["3", "2"]


def test_the_grid_shows_received_nil_late_and_not_asked() -> None:
    view = view_of(
        {1: ("csc", "pol"), 2: ("csc",)},
        (told("CSE16-01/csc", {"cd_cat": "CP"}), told("CSE16-01/pol", is_nil=True)),
    )
    document = Invented(view, (count("children", 2), count("returns.expected", 3))).restricted()
    grid = next(b for b in chapter(document, "4") if isinstance(b, Grid))

    marks = {words(row[0]): [cell.mark for cell in row[1:3]] for row in grid.rows}
    assert marks == {
        "Children's social care": [Mark.RECEIVED, Mark.LATE],
        "Police": [Mark.NIL, Mark.NOT_ASKED],
    }


def test_more_cases_than_fit_stand_in_several_grids() -> None:
    view = view_of(dict.fromkeys(range(1, 31), ("csc",)))
    document = Invented(view, (count("children", 30), count("returns.expected", 30))).restricted()

    grids = [b for b in chapter(document, "4") if isinstance(b, Grid)]
    assert [len(grid.columns) - 2 for grid in grids] == [24, 6]


def test_the_children_are_told_in_a_sentence(report: Document) -> None:
    sentence = next(b for b in chapter(report, "5") if isinstance(b, Paragraph))

    assert words(sentence) == "3 children: 2 girls and 1 boy; aged 5 months to 17 years at the audit date. "


def test_a_category_that_agencies_see_differently_names_the_case(report: Document) -> None:
    profile = table(report, "t_children")
    child_protection = next(row for row in profile.rows if words(row[2]) == "CP")

    assert words(child_protection[4]) == "CSE16-01 (CP or CIN)"


# ── findings ─────────────────────────────────────────────────────────────────────────────────────────────
def test_a_standard_stands_with_its_phrase_and_its_number(report: Document) -> None:
    assert row(report, "t_standards_T", "cse_shok") == (
        "cse_shok",
        "The tool was shared with those who need it to keep the child safe",
        "0",
        "1",
        "2",
        "",
        "was not evidenced in the cases audited (0 of 3)",
    )


def test_where_agencies_disagree_each_is_named_with_its_answer_and_the_agreed_one(report: Document) -> None:
    points = [point for b in chapter(report, "6") if isinstance(b, Bullets) for point in b.points]

    assert "CSE16-01, cse_shok: Children's social care “met” and Police “not met”; agreed “partly met”." in [
        words(point) for point in points
    ]


def test_reasons_are_told_with_their_numbers(report: Document) -> None:
    told_reasons = [words(b) for b in chapter(report, "6") if isinstance(b, Paragraph)]

    assert "Main reasons given by auditors, in number of children: workload 2. " in told_reasons


def test_aspects_without_facts_share_one_sentence(report: Document) -> None:
    blocks = chapter(report, "6")
    headings = [b.number for b in blocks if isinstance(b, Heading) and b.level == 2]
    silent = words(blocks[-1])

    assert headings == ["6.5", "6.10", "6.11", ""]
    assert "“Referrals”" in silent
    assert "“Voice of the child”" not in silent


def test_a_comment_stands_under_its_aspect_with_the_answer(report: Document) -> None:
    points = [words(point) for b in chapter(report, "6") if isinstance(b, Bullets) for point in b.points]

    assert "CSE16-01/csc, cse_shok (Met): Held by all." in points


# ── typed text ───────────────────────────────────────────────────────────────────────────────────────────
def test_what_people_typed_stays_as_they_typed_it(report: Document) -> None:
    typed = [run.text for run in every_run(report.blocks) if isinstance(run, Typed)]

    assert HOSTILE in typed


def test_an_answer_of_twenty_thousand_characters_is_printed_whole() -> None:
    long = ("What the record shows. " * 900)[:20_000]
    view = view_of({1: ("csc",)}, (told("CSE16-01/csc", {"mo_evid": long}),))
    document = Invented(view, (count("children", 1),)).restricted()

    assert [
        run.text for run in every_run(document.blocks) if isinstance(run, Typed) and run.text == long
    ] == [long]


def test_only_words_that_may_be_quoted_are_quoted(report: Document) -> None:
    quotes = [b for b in flat(report.blocks) if isinstance(b, Quote)]

    assert [words(quote) for quote in quotes] == ["They kept coming. (CSE16-02)"]
    assert "Not for print." not in words(report.blocks)
    assert "A child’s words in CSE16-03/csc are not printed" in words(chapter(report, "10"))


# ── theme, moderation, closing chapters ──────────────────────────────────────────────────────────────────
def test_a_gap_beyond_the_limit_is_drawn_as_late_and_the_limit_is_named(report: Document) -> None:
    drawn = next(b.series for b in chapter(report, "7") if isinstance(b, Chart))

    assert isinstance(drawn, DotStrips)
    assert [strip.values for strip in drawn.strips] == [((87, False),), ((152, True),)]
    assert drawn.limit == 92
    assert words(drawn.limit_words) == "limit three calendar months (at most 92 days)"
    assert row(report, "t_days", "CSE16-03") == ("CSE16-03", "152", "no")


def test_what_rests_on_one_child_of_three_asks_for_nothing() -> None:
    figures = (count("children", 3), *standard("vc_worker", 1, 0, 0), *standard("ap_sharea", 0, 1, 2))
    view = view_of(ASKED, [told("CSE16-01/csc", {"vc_worker": "met", "ap_sharea": "partly"})])
    voice, plans = [
        words(block.need)
        for block in Invented(view, figures).restricted().blocks
        if isinstance(block, KeyMessage)
    ]

    assert voice == "Too few records answered this to say what we need to do more of."
    assert plans.startswith("We need timely assessments")


def test_an_abbreviation_that_no_chapter_uses_is_not_explained(report: Document) -> None:
    terms = [words(cells[0]) for cells in table(report, "t_glossary").rows]

    assert "nil return" in terms
    assert "NRM" not in terms


def test_records_of_one_agency_alone_are_not_called_alike() -> None:
    view = view_of({1: ("csc",)}, [told("CSE16-01/csc", {"cd_cat": "CP"})])
    chapter_11 = words(chapter(Invented(view, (count("children", 1),)).restricted(), "11"))

    assert "No child was audited by two agencies, so no records are compared." in chapter_11
    assert "recorded differently" not in chapter_11


def test_agreement_is_told_by_agency_and_aspect(report: Document) -> None:
    assert row(report, "t_agreement", "Children's social care") == (
        "Children's social care",
        "Overall",
        "1 of 2",
        "2 of 2",
        "1 of 2",
        "0 of 2",
    )


@pytest.mark.parametrize(
    ("counts", "expected"),
    [
        ((), "No immediate concern was raised."),
        ((count("concern.raised", 0),), "No immediate concern was raised."),
        (
            (count("concern.raised", 1), count("concern.closed", 0)),
            "1 immediate concern was raised; 0 of them are closed. ",
        ),
        (
            (count("concern.raised", 1), count("concern.closed", 1), text("concern.days.median", "1 day")),
            "1 immediate concern was raised and it was closed, after 1 day. ",
        ),
        (
            (count("concern.raised", 2), count("concern.closed", 2), text("concern.days.median", "3 days")),
            "2 immediate concerns were raised and all were closed, after a median of 3 days. ",
        ),
    ],
)
def test_concerns_are_one_sentence(counts: tuple[Figure, ...], expected: str) -> None:
    document = Invented(view_of({1: ("csc",)}), (count("children", 1), *counts)).restricted()

    assert words(chapter(document, "14")[1]) == expected


def test_an_action_has_a_worded_status_and_a_date(report: Document) -> None:
    cells = table(report, "t_actions").rows[0]

    assert words(cells[1]) == "Share the tool (CSE16-01/csc)"
    assert words(cells[3]) == "1 December 2016"
    assert (words(cells[5]), cells[5].mark) == ("at risk", Mark.AT_RISK)


def test_without_an_earlier_round_nothing_is_compared(report: Document) -> None:
    assert words(chapter(report, "15")[1]) == "There is no earlier round to compare with."


def test_figures_of_the_public_edition_are_refused() -> None:
    invented = small_round()

    with pytest.raises(ValueError, match="public"):
        combined(figures_of(*invented.figures, edition="public"), invented.view, invented.imprint())


def test_the_same_round_gives_the_same_document() -> None:
    assert small_round().restricted() == small_round().restricted()
