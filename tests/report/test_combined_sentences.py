"""Drafted sentences: each is written only while its condition holds."""

import pytest

from auditdesk.report import phrases
from auditdesk.report.bank import CLAIMS, Claim
from auditdesk.report.figures import Figure
from auditdesk.report.runs import Cite, Fact, Num, Runs, See, Text, Typed
from auditdesk.report.sentences import LEAD, banded, lead, many, needed, said, worked
from tests.report.invented import count, figures_of, grades, hidden, standard, tool

CLAIM = Claim("the plan was shared", "Share the plan", "with everyone")
SENTENCES = {each.name: each for slot in LEAD for each in slot}


def in_words(runs: Runs) -> str:
    """A sentence as it reads, its references left out."""
    shown = []
    for run in runs:
        match run:
            case Text(text) | Typed(text) | Fact(text):
                shown.append(text)
            case Num():
                shown.append(run.shown)
            case Cite() | See():
                pass
    return "".join(shown)


AGREED = (count("children", 5), *grades("grade.overall", 0, 1, 3, 1, 0, 0))
STRONG = count("cse.tool.done", 4, 5)
WEAK = count("cse.tool.multi_agency", 2, 4)
NEVER = count("cse.tool.reviewed_in_time", 0, 4)


@pytest.mark.parametrize(
    ("name", "figures", "expected"),
    [
        (
            "all overall grades are agreed",
            AGREED,
            (
                "The meeting agreed an overall grade for 5 children: good for 1, requires improvement for 3 "
                "and inadequate for 1."
            ),
        ),
        ("children were audited", (count("children", 1),), "We audited the records of 1 child."),
        (
            "something was met in most cases",
            (count("children", 5), STRONG),
            "A risk assessment tool was completed in most cases.",
        ),
        (
            "the weakest were so in some cases",
            (count("children", 5), WEAK),
            "Agencies completed the tool together in some cases but not all.",
        ),
        (
            "something fell short",
            (count("children", 5), NEVER),
            (
                "It was not evidenced in the cases audited (0 of 4) that the tool was reviewed as often as "
                "procedure asks."
            ),
        ),
    ],
)
def test_a_sentence_is_drafted_where_its_condition_holds(
    name: str, figures: tuple[Figure, ...], expected: str
) -> None:
    drafted = SENTENCES[name].drafted(figures_of(*figures))

    assert in_words(drafted) == expected


@pytest.mark.parametrize(
    ("name", "figures"),
    [
        ("all overall grades are agreed", ()),
        ("all overall grades are agreed", (count("children", 5),)),
        ("all overall grades are agreed", (count("children", 5), *grades("grade.overall", 0, 1, 2, 1, 0, 1))),
        ("all overall grades are agreed", (count("children", 5), *grades("grade.overall", 0, 0, 0, 0, 5, 0))),
        ("all overall grades are agreed", (count("children", 5), *map(hidden, AGREED[1:]))),
        ("children were audited", ()),
        ("children were audited", (count("children", 0),)),
        ("something was met in most cases", (count("children", 5), WEAK, NEVER)),
        ("something was met in most cases", (count("children", 5), count("cse.tool.done", 1, 1))),
        ("the weakest were so in some cases", (count("children", 5), STRONG, NEVER)),
        ("something fell short", (count("children", 5), STRONG)),
    ],
)
def test_a_sentence_whose_condition_is_false_is_not_drafted(name: str, figures: tuple[Figure, ...]) -> None:
    assert SENTENCES[name].drafted(figures_of(*figures)) == ()


def test_every_sentence_of_the_lead_has_a_round_in_which_it_is_false() -> None:
    assert all(each.drafted(figures_of()) == () for each in SENTENCES.values())


def test_a_lead_has_at_most_three_sentences() -> None:
    drafted = lead(figures_of(*AGREED, STRONG, WEAK, NEVER, *standard("cse_plan", 1, 1, 3)))

    assert len(drafted) == 3


def test_two_shortfalls_of_one_share_are_told_with_one_phrase() -> None:
    *_, last = lead(
        figures_of(count("children", 4), *standard("ap_risk", 1, 0, 3), *standard("rf_qual", 1, 1, 2))
    )

    assert in_words(last) == (
        "The risk that this audit is about was explicit in the plan and referrals were comprehensive and "
        "clear about the risk to the child, each in a small number of cases."
    )


def test_what_worked_names_at_most_three_the_largest_share_first() -> None:
    found = worked(
        figures_of(
            count("children", 12),
            *standard("ap_cont", 10, 2, 0),
            *standard("rf_qual", 12, 0, 0),
            *standard("ap_risk", 11, 1, 0),
            *standard("mo_std", 10, 1, 1),
        )
    )

    assert [in_words(point) for point in found] == [
        "Referrals were comprehensive and clear about the risk to the child in all 12 cases. ",
        "The risk that this audit is about was explicit in the plan in most cases (11 of 12). ",
        "The plan said what happens if things get worse in most cases (10 of 12). ",
    ]


def test_what_we_need_to_do_more_of_names_at_most_five_the_smallest_share_first() -> None:
    standards = ("vc_views", "rf_qual", "ap_risk", "mo_std", "hi_use", "co_own")
    found = needed(
        figures_of(
            count("children", 12),
            *(each for index, name in enumerate(standards) for each in standard(name, index, 12 - index, 0)),
        )
    )

    assert len(found) == 5
    assert in_words(found[0]) == (
        "Record the child’s words: or, for a child too young to speak, what we saw. It was not evidenced "
        "in the cases audited (0 of 12) that the child’s wishes and feelings were recorded in the "
        "child’s words or behaviour. "
    )


def test_a_headline_does_not_rest_on_one_or_two_children() -> None:
    figures = figures_of(
        count("children", 12), *standard("es_timely", 0, 0, 2), *standard("es_safe", 2, 0, 0)
    )

    assert needed(figures) == ()
    assert worked(figures) == ()


def test_a_hidden_number_leaves_its_phrase_and_no_digit() -> None:
    runs = banded(hidden(count("cse.tool.multi_agency", 2, 4)))

    assert in_words(runs) == "in some cases but not all"


@pytest.mark.parametrize(
    ("figure", "expected"),
    [
        (count("x", 3, 9), "The plan was shared in some cases but not all (3 of 9)."),
        (count("x", 3, 3), "The plan was shared in all three cases."),
        (count("x", 0, 3), "It was not evidenced in the cases audited (0 of 3) that the plan was shared."),
        (count("x", 0, 0), ""),
        (
            Figure("x", "count", "children", "", 1, 2, phrase=phrases.NOT_SHOWN, shown="1 of 2"),
            "The records did not show whether the plan was shared.",
        ),
    ],
)
def test_each_band_makes_a_grammatical_sentence(figure: Figure, expected: str) -> None:
    assert in_words(said(figure, CLAIM)) == expected


def test_practice_that_differs_between_agencies_is_called_inconsistent() -> None:
    sentence = said(count("x", 3, 9), CLAIM, inconsistent=True)

    assert in_words(sentence) == (
        "The plan was shared in some cases but not all and practice was inconsistent (3 of 9)."
    )


@pytest.mark.parametrize(("n", "expected"), [(0, "0 children"), (1, "1 child"), (2, "2 children")])
def test_a_noun_goes_with_its_number(n: int, expected: str) -> None:
    assert in_words(many(count("children", n), "child", "children")) == expected


def test_every_standard_of_the_tool_has_words_in_the_bank() -> None:
    standards = {f"standard.{q.name}" for q in tool().questions if q.role == "standard"}

    assert standards - set(CLAIMS) == set()


@pytest.mark.parametrize("key", CLAIMS)
def test_words_of_the_bank_hold_no_digit_and_fit_into_a_sentence(key: str) -> None:
    claim = CLAIMS[key]

    assert not any(letter.isdigit() for part in (claim.worked, claim.need, claim.how) for letter in part)
    assert claim.worked[0].islower()
    assert not claim.worked.endswith(".")
    assert claim.need[0].isupper()


def test_every_number_of_a_sentence_carries_its_figure() -> None:
    figures = figures_of(*AGREED, STRONG, WEAK)
    drafted = [run for sentence in (*lead(figures), *worked(figures), *needed(figures)) for run in sentence]

    assert all(run.figure_id in figures for run in drafted if isinstance(run, Num))
    assert not any(letter.isdigit() for run in drafted if isinstance(run, Text) for letter in run.text)
