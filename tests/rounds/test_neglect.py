"""The rounds NEG-2022-09 and NEG-2016-02 through the command line: every known figure exactly, by id."""

import json
from pathlib import Path
from typing import Any

import pytest

from auditdesk import places

SEPTEMBER_2022 = {
    "children": {"n": 12},
    "children.age.min": {"shown": "5 months"},
    "children.age.max": {"shown": "18"},
    "children.sex.female": {"n": 6, "of": 12},
    "children.sex.male": {"n": 6, "of": 12},
    "children.category.CP": {"n": 4, "of": 12},
    "children.category.CIN": {"n": 4, "of": 12},
    "children.category.EH": {"n": 2, "of": 12},
    "children.category.CLA": {"n": 1, "of": 12},
    "children.category.CL": {"n": 1, "of": 12},
    "returns.expected": {"n": 12},
    "returns.received": {"n": 12, "of": 12},
    "returns.nil": {"n": 0, "of": 12},
    "returns.overdue": {"n": 0, "of": 12},
    "neg.tool.gcp2": {"n": 0, "of": 12, "phrase": "was not evidenced in the cases audited"},
    "neg.tool.gcp": {"n": 0, "of": 12, "phrase": "was not evidenced in the cases audited"},
    "neg.tool.any": {"n": 2, "of": 12, "shown": "2 of 12"},
    "neg.chronology.impact": {"n": 3, "of": 12},
    "neg.chronology.none": {"n": 4, "of": 12},
    "neg.chronology.list": {"n": 5, "of": 12},
    "neg.plans.two_or_more": {"n": 7, "of": 12},
    "standard.hi_use.met": {"n": 3, "of": 12},
    "standard.hi_use.partly": {"n": 5, "of": 12},
    "standard.hi_use.not_met": {"n": 4, "of": 12},
    "standard.vc_views.met": {"n": 5, "of": 12, "phrase": "in some cases but not all"},
    "standard.vc_views.partly": {"n": 3, "of": 12},
    "standard.vc_views.not_met": {"n": 4, "of": 12},
}
FEBRUARY_2016 = {
    "children": {"n": 9},
    "children.age.min": {"shown": "2 months"},
    "children.age.max": {"shown": "17"},
    "children.sex.female": {"n": 5, "of": 9},
    "children.sex.male": {"n": 4, "of": 9},
    "children.category.CP": {"n": 3, "of": 9},
    "children.category.CIN": {"n": 3, "of": 9},
    "children.category.EH": {"n": 3, "of": 9},
    "children.group.local_group_a": {"n": 3, "of": 9},
    "children.stratum.child_protection": {"n": 3, "of": 9},
    "returns.expected": {"n": 9},
    "returns.received": {"n": 9, "of": 9},
    "neg.tool.gcp": {"n": 3, "of": 9, "phrase": "in some cases but not all"},
    "neg.tool.gcp2": {"n": 0, "of": 9},
    "neg.chronology.impact": {"n": 2, "of": 9},
}
THEN = {
    "neg.tool.gcp": ("worse", (3, 9), (0, 12), "compare with care"),
    "neg.tool.gcp2": ("same", (0, 9), (0, 12), "compare with care"),
    "neg.tool.any": ("worse", (3, 9), (2, 12), "compare with care"),
    "neg.chronology.impact": ("same", (2, 9), (3, 12), "compare with care"),
    "neg.chronology.none": ("same", (3, 9), (4, 12), "compare with care"),
    "neg.plans.two_or_more": ("not_comparable", None, (7, 12), "not counted then"),
    "standard.vc_views.met": ("not_comparable", None, (5, 12), "not counted then"),
    "standard.hi_use.met": ("not_comparable", None, (3, 12), "not counted then"),
}
CATEGORIES = ["CP", "CIN", "EH", "FH", "CLA", "CLA_OOC", "CLA_IN", "CL", "PREB", "S47", "UNI", "NK"]


def figures_of(folder: Path, edition: str) -> dict[str, dict[str, Any]]:
    body = json.loads((folder / f"figures-{edition}.json").read_text("utf-8"))
    assert body["edition"] == edition
    return {figure["id"]: figure for figure in body["figures"]}


@pytest.mark.parametrize(("figure_id", "expected"), SEPTEMBER_2022.items())
def test_a_known_figure_of_2022_comes_out_exactly(
    neglect_round: Path, figure_id: str, expected: dict[str, Any]
) -> None:
    figure = figures_of(neglect_round, "restricted")[figure_id]

    assert {key: figure[key] for key in expected} == expected


@pytest.mark.parametrize(("figure_id", "expected"), FEBRUARY_2016.items())
def test_a_known_figure_of_2016_comes_out_exactly(
    earlier_neglect_round: Path, figure_id: str, expected: dict[str, Any]
) -> None:
    figure = figures_of(earlier_neglect_round, "restricted")[figure_id]

    assert {key: figure[key] for key in expected} == expected


@pytest.mark.parametrize(("figure_id", "expected"), THEN.items())
def test_the_rounds_are_compared(
    neglect_round: Path,
    figure_id: str,
    expected: tuple[str, tuple[int, int] | None, tuple[int, int], str],
) -> None:
    word, then, now, note = expected
    figure = figures_of(neglect_round, "restricted")[f"then.{figure_id}"]

    assert (figure["kind"], figure["shown"], figure["note"]) == ("text", word, note)
    assert figure["then"] == (None if then is None else {"n": then[0], "of": then[1]})
    assert figure["now"] == {"n": now[0], "of": now[1]}


def test_nothing_else_is_compared(neglect_round: Path) -> None:
    compared = {id for id in figures_of(neglect_round, "restricted") if id.startswith("then.")}

    assert compared == {f"then.{figure_id}" for figure_id in THEN}


def test_every_category_is_hidden_in_the_public_edition_zeros_too(neglect_round: Path) -> None:
    figures = figures_of(neglect_round, "public")

    shown = {code: figures[f"children.category.{code}"] for code in CATEGORIES}
    assert {figure["shown"] for figure in shown.values()} == {"c"}
    assert {figure["n"] for figure in shown.values()} == {None}


def test_the_public_edition_compares_nothing_and_lists_no_kinds_of_chronology(neglect_round: Path) -> None:
    figures = figures_of(neglect_round, "public")

    assert [id for id in figures if id.startswith(("then.", "choice."))] == []
    assert {id for id in figures if id.startswith("neg.chronology")} == {"neg.chronology.impact"}


def test_the_public_edition_says_the_published_findings(neglect_round: Path) -> None:
    figures = figures_of(neglect_round, "public")

    assert (figures["children.age.min"]["shown"], figures["children.age.max"]["shown"]) == ("5 months", "18")
    assert figures["neg.tool.gcp2"]["phrase"] == "was not evidenced in the cases audited"
    assert figures["standard.vc_views.met"]["phrase"] == "in some cases but not all"
    assert figures["neg.tool.any"]["n"] is None
    assert figures["neg.chronology.impact"]["n"] is None


def test_the_figures_name_the_answers_behind_them(neglect_round: Path) -> None:
    figures = figures_of(neglect_round, "restricted")
    asked = {
        "neg.tool.gcp2": "ng_tool",
        "neg.chronology.impact": "hi_chron",
        "neg.plans.two_or_more": "ng_plans",
    }

    for figure_id, question in asked.items():
        assert figures[figure_id]["from"] == [f"NEG22-{n:02d}/csc:{question}" for n in range(1, 13)]


def test_the_shipped_figures_of_2016_are_those_of_its_rehearsal(earlier_neglect_round: Path) -> None:
    shipped = figures_of(places.resources() / "rounds" / "neglect-2016-02", "restricted")
    made = figures_of(earlier_neglect_round, "restricted")

    def counts(figures: dict[str, dict[str, Any]]) -> dict[str, tuple[int, int]]:
        return {id: (f["n"], f["of"]) for id, f in figures.items() if f.get("better") or id == "children"}

    assert counts(shipped) == counts(made)
    assert {id for id in shipped if id.startswith(("children.group", "children.stratum"))}
