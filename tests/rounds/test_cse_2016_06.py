"""The round CSE-2016-06, rehearsed through the command line: every known figure comes out exactly, by id."""

import json
from pathlib import Path
from typing import Any

import pytest

RESTRICTED = {
    "children": {"n": 5},
    "children.category.CP": {"n": 1, "of": 5},
    "children.category.CIN": {"n": 1, "of": 5},
    "children.category.EH": {"n": 1, "of": 5},
    "children.category.CLA": {"n": 1, "of": 5},
    "children.category.CLA_OOC": {"n": 1, "of": 5},
    "children.age.min": {"shown": "12"},
    "children.age.max": {"shown": "17"},
    "children.sex.female": {"n": 4, "of": 5},
    "children.sex.male": {"n": 1, "of": 5},
    "children.voice": {"n": 2, "of": 5},
    "returns.expected": {"n": 24},
    "returns.received": {"n": 23, "of": 24},
    "returns.full": {"n": 22, "of": 24},
    "returns.nil": {"n": 1, "of": 24},
    "returns.overdue": {"n": 1, "of": 24},
    "cse.tool.done": {"n": 4, "of": 5},
    "cse.tool.multi_agency": {"n": 2, "of": 4, "phrase": "in some cases but not all", "shown": "2 of 4"},
    "cse.tool.reviewed_in_time": {"n": 1, "of": 4, "phrase": "in a small number of cases"},
    "cse.lag.median": {"value": "25.5"},
    "standard.cse_shok.met": {"n": 1, "of": 4, "phrase": "in a small number of cases"},
    "standard.cse_shok.partly": {"n": 1, "of": 4},
    "standard.cse_shok.not_met": {"n": 2, "of": 4},
    "standard.cse_plan.met": {"n": 2, "of": 5},
    "standard.cse_plan.partly": {"n": 2, "of": 5},
    "standard.cse_plan.not_met": {"n": 1, "of": 5},
    "standard.ap_sharea.met": {"n": 2, "of": 5},
    "standard.ap_sharea.partly": {"n": 1, "of": 5},
    "standard.ap_sharea.not_met": {"n": 2, "of": 5},
    "agreement.csc.overall.exact": {"n": 2, "of": 5},
    "agreement.csc.overall.within_one": {"n": 5, "of": 5},
    "agreement.csc.overall.down": {"n": 3, "of": 5},
    "agreement.csc.overall.up": {"n": 0, "of": 5},
    "grade.overall.outstanding": {"n": 0},
    "grade.overall.good": {"n": 1},
    "grade.overall.ri": {"n": 3},
    "grade.overall.inadequate": {"n": 1},
    "grade.overall.not_agreed": {"n": 0},
    "concern.raised": {"n": 1},
    "concern.closed": {"n": 1},
    "concern.days.median": {"value": "1"},
}

SERIES = {
    "cse.lag.days": {"CSE16-01": "18", "CSE16-02": "26", "CSE16-04": "25", "CSE16-05": "49"},
    "cse.gap.days": {"CSE16-01": "87", "CSE16-02": "167", "CSE16-04": "145", "CSE16-05": "152"},
}

HIDDEN_IN_PUBLIC = [f"children.category.{code}" for code in ("CP", "CIN", "EH", "CLA", "CLA_OOC")] + [
    "children.sex.female",
    "children.sex.male",
]


def figures_of(folder: Path, edition: str) -> dict[str, dict[str, Any]]:
    body = json.loads((folder / f"figures-{edition}.json").read_text("utf-8"))
    assert body["round"] == "CSE-2016-06"
    assert body["edition"] == edition
    return {figure["id"]: figure for figure in body["figures"]}


@pytest.mark.parametrize(("figure_id", "expected"), RESTRICTED.items())
def test_a_known_figure_comes_out_exactly(cse_round: Path, figure_id: str, expected: dict[str, Any]) -> None:
    figure = figures_of(cse_round, "restricted")[figure_id]

    assert {key: figure[key] for key in expected} == expected


@pytest.mark.parametrize(("figure_id", "expected"), SERIES.items())
def test_a_known_series_comes_out_exactly(cse_round: Path, figure_id: str, expected: dict[str, str]) -> None:
    figure = figures_of(cse_round, "restricted")[figure_id]

    assert {case: str(value) for case, value in figure["values"].items()} == expected


@pytest.mark.parametrize("figure_id", HIDDEN_IN_PUBLIC)
def test_small_counts_of_children_are_hidden_in_the_public_edition(cse_round: Path, figure_id: str) -> None:
    figure = figures_of(cse_round, "public")[figure_id]

    assert figure["n"] is None
    assert figure["shown"] == "c"
    assert "from" not in figure


def test_the_public_edition_shows_the_age_range(cse_round: Path) -> None:
    figures = figures_of(cse_round, "public")

    assert (figures["children.age.min"]["shown"], figures["children.age.max"]["shown"]) == ("12", "17")


def test_the_public_edition_says_in_words_that_children_gave_views(cse_round: Path) -> None:
    voice = figures_of(cse_round, "public")["children.voice"]

    assert voice["n"] is None
    assert voice["phrase"]


def test_each_count_of_the_restricted_edition_names_the_answers_behind_it(cse_round: Path) -> None:
    figures = figures_of(cse_round, "restricted")

    assert figures["cse.tool.multi_agency"]["from"] == [
        "CSE16-01/csc:cse_ma",
        "CSE16-02/csc:cse_ma",
        "CSE16-04/csc:cse_ma",
        "CSE16-05/csc:cse_ma",
    ]
