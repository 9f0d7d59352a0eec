"""What the public edition hides, and that nothing it prints gives a hidden number away."""

import re
from dataclasses import replace

import pytest

from auditdesk.errors import RefusedError
from auditdesk.report import phrases
from auditdesk.report.combined import public_edition
from auditdesk.report.document import Document, Paragraph
from auditdesk.report.figures import Decision, Figure, Figures
from auditdesk.report.runs import Fact, Num, Text, Typed, every_run
from auditdesk.report.suppress import public
from tests.laws.random_editions import random_round
from tests.laws.worlds import all_children, count, table
from tests.report.invented import Invented, tool, view_of
from tests.report.paper import printed, reader
from tests.report.told import own_words, words

THRESHOLD = 5


def published(*figures: Figure, children: int = 24, threshold: int = THRESHOLD) -> Figures:
    by_id = all_children((children,)) | {figure.id: figure for figure in figures}
    return public(Figures("R", tool().hash, "restricted", by_id), threshold)


def shown(edition: Figures) -> dict[str, str]:
    return {id: figure.shown for id, figure in edition.items() if id != "children"}


def events(id: str, n: int, of: int | None, behind: int, **kinds: str) -> Figure:
    made = count(id, n, of, "practice", **kinds)
    return replace(made, counted="returns" if id.startswith("returns") else "events", behind=behind)


# ── tables ───────────────────────────────────────────────────────────────────────────────────────────────
def test_large_parts_stay_beside_small_ones_that_cannot_be_told_apart() -> None:
    edition = published(*table((9, 6, 5, 3, 1, 0)).values())

    assert list(shown(edition).values()) == ["9 of 24", "6 of 24", "5 of 24", "c", "c", "0 of 24"]


def test_beside_a_single_small_part_the_next_smallest_is_hidden() -> None:
    edition = published(*table((11, 6, 6, 1)).values())

    assert list(shown(edition).values()) == ["11 of 24", "c", "6 of 24", "c"]


def test_a_table_whose_small_parts_could_be_added_up_is_hidden_with_its_zeros() -> None:
    edition = published(*table((22, 1, 1, 0)).values())

    assert set(shown(edition).values()) == {"c"}


def test_of_how_many_is_hidden_where_it_leaves_out_a_few() -> None:
    edition = published(*table((12, 10)).values())

    assert {figure.of for id, figure in edition.items() if id != "children"} == {None}
    assert set(shown(edition).values()) == {"c"}


def test_parts_named_by_the_round_are_left_out_where_they_are_hidden() -> None:
    edition = published(*table((22, 1, 1), "children.stratum").values())

    assert shown(edition) == {}


def test_strata_are_left_out_where_categories_are_hidden() -> None:
    strata = table((12, 12), "children.stratum")

    assert shown(published(*strata.values(), *table((20, 4)).values())).keys() == table((1, 1)).keys()
    assert strata.keys() <= published(*strata.values(), *table((14, 10)).values()).keys()


# ── what stands for few children ─────────────────────────────────────────────────────────────────────────
def test_missing_returns_of_one_child_hide_how_many_came() -> None:
    figures = (
        events("returns.expected", 24, None, 5, table="returns"),
        events("returns.received", 23, 24, 5, table="returns"),
        events("returns.full", 22, 24, 5, table="returns"),
        events("returns.nil", 1, 24, 1, table="returns"),
        events("returns.overdue", 1, 24, 1, table="returns"),
    )
    edition = published(*figures)

    assert list(shown(edition).values()) == ["24", "c", "c", "c", "c"]
    assert edition["returns.received"].phrase == phrases.MOST


def test_returns_that_stand_for_enough_children_are_shown() -> None:
    figures = (
        events("returns.expected", 96, None, 12, table="returns"),
        events("returns.received", 88, 96, 12, table="returns"),
        events("returns.full", 83, 96, 12, table="returns"),
        events("returns.nil", 5, 96, 5, table="returns"),
        events("returns.overdue", 8, 96, 6, table="returns"),
    )

    assert list(shown(published(*figures)).values()) == ["96", "88 of 96", "83 of 96", "5 of 96", "8 of 96"]


def test_events_of_few_children_are_left_out_whole() -> None:
    parts = (("in_time", 7, 2), ("late", 6, 6))
    found = [events(f"clock.CK.{end}", n, 13, behind, table="clock.CK") for end, n, behind in parts]

    assert shown(published(*found)) == {}


def test_a_median_is_hidden_with_the_count_it_is_of_and_never_says_how_many_it_has() -> None:
    done = count("cse.tool.done", 23, 24, "practice", table="cse.tool.done", whole="children")
    lag = Figure("cse.lag.median", "measure", "children", "", n=23, shown="25", whole=done.id, behind=23)

    assert published(done, lag)["cse.lag.median"].shown == "c"
    alone = published(replace(lag, whole=""))["cse.lag.median"]
    assert (alone.shown, alone.n) == ("25", None)


def test_ages_of_few_children_are_hidden() -> None:
    age = Figure("children.age.min", "text", "children", "", shown="5 months", behind=4)

    assert published(age)["children.age.min"].shown == "c"
    assert published(replace(age, behind=5))["children.age.min"].shown == "5 months"


@pytest.mark.parametrize("asked", [0, 1, 2])
def test_a_standard_about_one_or_two_children_is_not_in_it(asked: int) -> None:
    known = count("standard.q.known", asked, None, "practice")

    assert shown(published(known)) == {}


# ── words ────────────────────────────────────────────────────────────────────────────────────────────────
def test_words_for_all_do_not_tell_their_number_where_it_is_hidden() -> None:
    done = count("cse.tool.done", 3, 3, "practice", table="cse.tool.done", whole="children")

    assert (done.phrase, published(done)["cse.tool.done"].phrase) == ("in all three cases", "in all cases")


def test_a_share_is_told_of_practice_and_not_of_children() -> None:
    voice = count("children.voice", 2, 24, "child", table="children.voice", whole="children")
    done = count("cse.tool.done", 2, 24, "practice", table="cse.tool.done", whole="children")
    edition = published(voice, done)

    assert edition["children.voice"].phrase == phrases.IN_SOME
    assert edition["cse.tool.done"].phrase == phrases.SMALL_NUMBER


def test_decisions_say_what_and_why_without_a_value() -> None:
    edition = published(*table((11, 6, 6, 1)).values())

    assert edition.decisions == (
        Decision("children.category.b", "secondary", "hidden"),
        Decision("children.category.d", "primary", "hidden"),
    )


def test_a_round_of_two_children_has_no_public_edition_at_the_lowest_threshold() -> None:
    with pytest.raises(RefusedError, match="children could be worked out") as refused:
        published(children=2, threshold=3)

    assert refused.value.code == "R_EDITION"


# ── the document ─────────────────────────────────────────────────────────────────────────────────────────
def leaks(document: Document, figures: Figures) -> list[str]:
    """Every run that is neither a public number, nor words of ours without a digit, nor of the imprint."""
    imprint = Invented(view_of({1: ("csc",)})).imprint()
    harmless = {imprint.tool_title, imprint.definition, *imprint.kinds.values()}
    found = [text for text in own_words(document.blocks) if re.search(r"\d", text)]
    for run in every_run(document.blocks):
        match run:
            case Num(figure_id, text, _):
                figure = figures.get(figure_id)
                forms = {str(figure.n), figure.shown, figure.phrase} if figure is not None else set()
                is_hidden = figure is None or figure.is_hidden
                if (is_hidden and re.search(r"\d", text)) or (not is_hidden and text not in forms):
                    found.append(f"{figure_id} {text}")
            case Typed(text, _) if text not in harmless:
                found.append(text)
            case Fact(text, _) if "CSE16-" in text or re.search(r"\d{1,2} [A-Z][a-z]", text):
                found.append(text)
            case _:
                pass
    return found


@pytest.fixture(scope="module", params=[3, 7, 9])
def edition(request: pytest.FixtureRequest) -> Figures:
    invention = random_round(request.param)
    return public(invention.restricted, invention.threshold)


def test_the_document_prints_public_numbers_only(edition: Figures) -> None:
    document = public_edition(edition, Invented(view_of({1: ("csc",)})).imprint())

    assert leaks(document, edition) == []


def test_a_planted_leak_is_noticed(edition: Figures) -> None:
    document = public_edition(edition, Invented(view_of({1: ("csc",)})).imprint())
    secret = next(figure.id for figure in edition.values() if figure.is_hidden)
    planted = (Text("Four of 5 children"), Num(secret, "4"), Fact("CSE16-01"), Typed("I felt small."))

    for run in planted:
        leaky = replace(document, blocks=(*document.blocks, Paragraph((run,))))
        assert leaks(leaky, edition) != []


def test_the_file_says_nothing_beyond_the_document(edition: Figures) -> None:
    document = public_edition(edition, Invented(view_of({1: ("csc",)})).imprint())
    said = f"{words(document.blocks)} {document.title} {document.subtitle} {document.round_id}"
    read = reader(printed(document))
    about = " ".join(str(value) for key, value in read.metadata.items() if "Date" not in key)
    marks = " ".join(str(mark.title) for mark in read.outline if not isinstance(mark, list))

    numbers = set(re.findall(r"\d+", f"{about} {marks}"))
    assert numbers <= {*re.findall(r"\d+", said), *map(str, range(1, 17))}
