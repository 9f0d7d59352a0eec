"""Words for counts, at every border of every band (report.md 4)."""

import pytest

from auditdesk.report.phrases import direction, in_all, is_inconsistent, number, phrase

SMALL, SOME, MOST = "in a small number of cases", "in some cases but not all", "in most cases"
NONE = "was not evidenced in the cases audited"


@pytest.mark.parametrize(
    ("n", "known", "words"),
    [
        (0, 1, NONE),
        (0, 12, NONE),
        (1, 100, SMALL),
        (1, 4, SMALL),
        (2, 8, SMALL),
        (3, 12, SMALL),
        (26, 100, SOME),
        (2, 5, SOME),
        (2, 4, SOME),
        (3, 4, SOME),
        (9, 12, SOME),
        (75, 100, SOME),
        (76, 100, MOST),
        (10, 12, MOST),
        (4, 5, MOST),
        (99, 100, MOST),
        (1, 1, "in the one case where this is known"),
        (3, 3, "in all three cases"),
        (9, 9, "in all nine cases"),
        (10, 10, "in all 10 cases"),
        (12, 12, "in all 12 cases"),
    ],
)
def test_a_share_gets_the_words_of_its_band(n, known, words):
    assert phrase(n, known) == words


@pytest.mark.parametrize(
    ("n", "known", "no_evidence", "words"),
    [
        (2, 4, 4, SOME),  # half is not more than half
        (2, 4, 5, "the records did not show whether"),
        (0, 1, 2, "the records did not show whether"),
        (5, 5, 6, "the records did not show whether"),
        (0, 0, 3, "no record answered this"),
        (0, 0, 0, "no record answered this"),
    ],
)
def test_missing_evidence_wins_over_the_band_and_no_answer_over_all(n, known, no_evidence, words):
    assert phrase(n, known, no_evidence) == words


@pytest.mark.parametrize(
    ("n", "known", "differing", "holds"),
    [
        (2, 4, 2, True),
        (2, 4, 1, False),
        (2, 5, 3, True),
        (2, 5, 2, False),
        (1, 4, 4, False),
        (4, 4, 4, False),
        (0, 0, 0, False),
    ],
)
def test_inconsistent_is_said_when_agencies_differ_in_half_of_some_cases(n, known, differing, holds):
    assert is_inconsistent(n, known, differing) is holds


def test_numbers_are_words_to_nine_and_none_for_zero():
    assert [number(n) for n in (0, 1, 9, 10, 24)] == ["none", "one", "nine", "10", "24"]
    assert in_all(2) == "in all two cases"


@pytest.mark.parametrize(
    ("then", "now", "word"),
    [
        ((3, 12), (4, 12), "same"),  # exactly a twelfth
        ((3, 12), (5, 12), "better"),
        ((5, 12), (3, 12), "worse"),
        ((1, 3), (1, 4), "same"),
        ((25, 100), (34, 100), "better"),
        ((0, 9), (0, 12), "same"),
        ((0, 0), (4, 12), "not_comparable"),
        ((4, 12), (0, 0), "not_comparable"),
    ],
)
def test_then_and_now_compare_shares_as_fractions(then, now, word):
    assert direction(then, now) == word


def test_fewer_can_be_better():
    assert direction((5, 12), (2, 12), more_is_better=False) == "better"
