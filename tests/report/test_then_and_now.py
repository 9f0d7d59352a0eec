"""Two rounds compared: one word for each count, and a reason where there is none."""

import json
from dataclasses import replace
from fractions import Fraction
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from auditdesk.audit.earlier import Better, Earlier
from auditdesk.audit.written_earlier import earlier_of
from auditdesk.errors import InputError
from auditdesk.report.compare import with_then
from auditdesk.report.document import Document, Paragraph
from auditdesk.report.figures import Figure, Figures
from auditdesk.report.suppress import public
from tests.report.invented import Invented, count, figures_of, tool, view_of
from tests.report.told import chapter, own_words, row, table, words

TOLD = {"round": "NEG-2016-02", "tool": "", "figures": []}
INVERSE = {"better": "worse", "worse": "better", "same": "same"}
shares = st.integers(5, 60).flatmap(lambda of: st.tuples(st.integers(0, of), st.just(of)))


def counted(id: str, n: int | None, of: int | None, better: str = "more") -> dict[str, Any]:
    return {"id": id, "kind": "count", "what": f"children of {id}", "n": n, "of": of, "better": better}


def then(*figures: dict[str, Any], **told: object) -> Earlier:
    """An earlier round made with the same tool, from the JSON of its figures."""
    body = TOLD | {"tool": tool().hash, "figures": list(figures)} | told
    return earlier_of(json.dumps(body).encode(), "earlier.json")


def now(*figures: tuple[str, int, int], better: Better = "more") -> Figures:
    counts = (replace(count(id, n, of), better=better) for id, n, of in figures)
    return figures_of(count("children", 12), *counts)


def compared(now: Figures, earlier: Earlier, figure_id: str = "x") -> Figure:
    return with_then(now, earlier)[f"then.{figure_id}"]


@pytest.mark.parametrize(
    ("before", "after", "word"),
    [
        ((3, 9), (0, 12), "worse"),
        ((2, 9), (3, 12), "same"),
        ((3, 12), (4, 12), "same"),
        ((4, 12), (3, 12), "same"),
        ((3, 12), (5, 12), "better"),
        ((5, 12), (3, 12), "worse"),
        ((2, 24), (5, 24), "better"),
        ((0, 5), (5, 5), "better"),
        ((0, 5), (0, 5), "same"),
    ],
)
def test_shares_within_a_twelfth_of_each_other_are_the_same(
    before: tuple[int, int], after: tuple[int, int], word: str
) -> None:
    assert compared(now(("x", *after)), then(counted("x", *before))).shown == word


@given(before=shares, after=shares)
def test_the_word_follows_from_the_shares_as_fractions(
    before: tuple[int, int], after: tuple[int, int]
) -> None:
    change = Fraction(*after) - Fraction(*before)
    word = compared(now(("x", *after)), then(counted("x", *before))).shown

    assert word == ("same" if abs(change) <= Fraction(1, 12) else "better" if change > 0 else "worse")


@given(before=shares, after=shares)
def test_what_is_better_with_fewer_has_the_opposite_word(
    before: tuple[int, int], after: tuple[int, int]
) -> None:
    more = compared(now(("x", *after)), then(counted("x", *before))).shown
    fewer = compared(now(("x", *after), better="fewer"), then(counted("x", *before))).shown

    assert fewer == INVERSE[more]


@pytest.mark.parametrize(
    ("earlier", "after", "note"),
    [
        (then(counted("x", 1, 4)), (5, 12), "n under 5"),
        (then(counted("x", 1, 5)), (1, 4), "n under 5"),
        (then(counted("x", 0, 0)), (5, 12), "n under 5"),
        (then(), (5, 12), "not counted then"),
        (then(counted("x", None, 9)), (5, 12), "not shown then"),
        (then(counted("x", None, None)), (5, 12), "not shown then"),
        (then(counted("x", 3, 9), tool="0" * 64), (5, 12), "the tool changed"),
    ],
)
def test_what_cannot_be_compared_says_why(earlier: Earlier, after: tuple[int, int], note: str) -> None:
    figure = compared(now(("x", *after)), earlier)

    assert (figure.shown, figure.phrase, figure.note) == ("not_comparable", "not comparable", note)


def test_a_count_that_is_gone_is_named_and_not_compared() -> None:
    figure = compared(now(("x", 3, 12)), then(counted("x", 3, 9), counted("gone", 4, 9)), "gone")

    assert (figure.shown, figure.note, figure.now) == ("not_comparable", "not counted now", None)
    assert figure.json("restricted")["then"] == {"n": 4, "of": 9}


def test_what_has_no_better_direction_is_not_compared() -> None:
    earlier = then(counted("children.category.CP", 3, 9, ""), counted("gone", 4, 9, ""))

    both = with_then(figures_of(count("children.category.CP", 4, 12)), earlier)

    assert list(both) == ["children.category.CP"]


@pytest.mark.parametrize(
    ("tool_id", "version", "is_same"),
    [
        ("neglect", "1.0.1", True),
        ("neglect", "1.4.0", True),
        ("neglect", "2.0.0", False),
        ("other", "1.0.0", False),
        ("", "", False),
    ],
)
def test_wording_and_added_questions_do_not_change_what_a_question_means(
    *, tool_id: str, version: str, is_same: bool
) -> None:
    figures = replace(now(("x", 3, 12)), tool_id="neglect", tool_version="1.0.0")
    earlier = then(counted("x", 3, 9), tool="0" * 64, tool_id=tool_id, tool_version=version)

    assert (compared(figures, earlier).note != "the tool changed") is is_same


CHILDREN = {"id": "children", "kind": "count", "n": 9, "of": None}
CP, EH = counted("children.stratum.cp", 3, 9, ""), counted("children.stratum.eh", 3, 9, "")


@pytest.mark.parametrize(
    ("parts", "strata", "note"),
    [
        ((CHILDREN,), (), ""),
        ((CHILDREN, CP, EH), ("cp", "eh"), ""),
        ((CHILDREN, CP, EH), ("cp",), "compare with care"),
        ((CHILDREN, CP), (), "compare with care"),
        ((CHILDREN,), ("cp",), "compare with care"),
        ((), (), "compare with care"),
    ],
)
def test_samples_that_are_divided_otherwise_call_for_care(
    parts: tuple[dict[str, Any], ...], strata: tuple[str, ...], note: str
) -> None:
    sample = (count(f"children.stratum.{name}", 3, 12) for name in strata)
    figures = figures_of(count("children", 12), *sample, replace(count("x", 3, 12), better="more"))

    assert compared(figures, then(*parts, counted("x", 3, 9))).note == note


@given(before=shares, after=shares)
def test_no_comparison_is_ever_public(before: tuple[int, int], after: tuple[int, int]) -> None:
    both = with_then(now(("x", *after)), then(counted("x", *before)))

    assert both["then.x"].is_public is False
    assert [id for id in public(both, 5) if id.startswith("then.")] == []


@pytest.mark.parametrize(
    ("body", "why"),
    [
        ("no JSON", "it is not JSON"),
        ("[" * 100_000, "it is not JSON"),
        ("[]", "the document: is no map"),
        ('{"round": "NEG-2016-02"}', "the document: has no figures"),
        (json.dumps(TOLD | {"round": "no round"}), "round: does not match"),
        (json.dumps(TOLD | {"figures": [{"kind": "count"}]}), "figures.0: has no id"),
        (json.dumps(TOLD | {"figures": [counted("x", 5, 4)]}), "figures.0: counts more than there are"),
        (json.dumps(TOLD | {"figures": [counted("x", -1, 4)]}), "figures.0.n: is no whole number"),
        (json.dumps(TOLD | {"figures": [{**counted("x", 1, 4), "n": 1.0}]}), "figures.0.n: is no whole"),
        (json.dumps(TOLD | {"figures": [counted("x", 1, 4)] * 2}), "figures: holds one figure twice"),
        (json.dumps(TOLD | {"tool": "short"}), "tool: does not match"),
    ],
)
def test_a_file_that_holds_no_figures_of_a_round_is_refused_with_its_reason(body: str, why: str) -> None:
    with pytest.raises(InputError) as refused:
        earlier_of(body.encode(), "earlier.json")

    assert refused.value.code == "R_EARLIER"
    assert why in str(refused.value)


def test_bytes_that_are_no_text_are_refused() -> None:
    with pytest.raises(InputError, match="it is not JSON"):
        earlier_of(b"\xff\xfe\x00", "earlier.json")


def reported(earlier: Earlier) -> Document:
    """The restricted report of twelve children compared with an earlier round."""
    figures = now(("standard.vc_views.met", 5, 12), ("neg.tool.gcp", 0, 12), ("neg.plans.two_or_more", 7, 12))
    view = view_of(dict.fromkeys(range(1, 13), ("csc",)))
    compared_view = replace(view, sample=replace(view.sample, earlier=earlier))
    return Invented(compared_view, tuple(with_then(figures, earlier).values())).restricted()


def test_chapter_fifteen_puts_both_rounds_side_by_side() -> None:
    report = reported(then(counted("neg.tool.gcp", 3, 9), counted("standard.vc_views.met", 3, 9)))

    assert row(report, "t_then", "neg.tool.gcp") == (
        "neg.tool.gcp",
        "Any version of the Graded Care Profile was used",
        "3 of 9",
        "0 of 12",
        "worse",
    )
    assert row(report, "t_then", "vc_views")[2:] == ("3 of 9", "5 of 12", "much the same")
    assert row(report, "t_then", "neg.plans.two_or_more")[2:] == (
        "-",
        "7 of 12",
        "not comparable (not counted then)",
    )
    assert [text for text in own_words(table(report, "t_then")) if any(c.isdigit() for c in text)] == []


@pytest.mark.parametrize(
    ("told", "sentence"),
    [
        ({}, "The questions are the same; the samples were not drawn by one rule: compare with care."),
        (
            {"figures": [CHILDREN, counted("neg.tool.gcp", 3, 9)]},
            "The questions are the same, and so is the rule by which the samples were drawn.",
        ),
        ({"tool": "0" * 64}, "The tool changed in between, so its questions may not mean the same."),
    ],
)
def test_chapter_fifteen_says_how_far_the_rounds_are_alike(told: dict[str, Any], sentence: str) -> None:
    report = reported(then(counted("neg.tool.gcp", 3, 9), **told))

    opening = next(block for block in chapter(report, "15") if isinstance(block, Paragraph))
    assert words(opening) == f"Then is round NEG-2016-02, now is round CSE-2016-06. {sentence}"
