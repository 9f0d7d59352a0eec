"""The round MFH-2024-04 through the command line: every figure as its README works it out by hand."""

import json
from pathlib import Path
from typing import Any

import pytest

EXPECTED = {
    "children": {"n": 8},
    "children.category.CIN": {"n": 2, "of": 8},
    "children.age.min": {"shown": "11"},
    "children.age.max": {"shown": "17"},
    "returns.expected": {"n": 32},
    "returns.received": {"n": 31, "of": 32},
    "returns.nil": {"n": 3, "of": 32},
    "returns.overdue": {"n": 1, "of": 32},
    "mfh.episodes": {"n": 33},
    "mfh.interview.in_time": {"n": 14, "of": 33},
    "mfh.interview.late": {"n": 3, "of": 33},
    "mfh.interview.declined": {"n": 7, "of": 33},
    "mfh.interview.not_offered": {"n": 2, "of": 33},
    "mfh.interview.unavailable": {"n": 2, "of": 33},
    "mfh.interview.not_returned": {"n": 2, "of": 33},
    "mfh.interview.date_missing": {"n": 3, "of": 33},
    "mfh.interview.completed_in_time": {"n": 14, "of": 17},
    "mfh.interview.hours.median": {"value": "35.0", "n": 17},
    "mfh.interview.hours.min": {"value": "10.0"},
    "mfh.interview.hours.max": {"value": "96.5"},
    "mfh.offer.in_time": {"n": 2, "of": 3},
    "mfh.window90.max": {
        "values": {
            "MFH24-01": 6,
            "MFH24-02": 9,
            "MFH24-03": 3,
            "MFH24-04": 4,
            "MFH24-05": 1,
            "MFH24-06": 4,
            "MFH24-07": 5,
        }
    },
    "mfh.stage1.due": {"n": 3, "of": 7},
    "mfh.stage1.held": {"n": 3, "of": 3},
    "mfh.stage1.days": {"values": {"MFH24-01": 7, "MFH24-02": 7, "MFH24-07": -8}},
    "mfh.stage2.due": {"n": 1, "of": 7},
    "mfh.stage2.held": {"n": 0, "of": 1},
    "mfh.meeting.all_invited": {"n": 2, "of": 3},
    "clock.CK_RHI.in_time": {"n": 14, "of": 22},
    "clock.CK_RHI.late": {"n": 3, "of": 22},
    "clock.CK_RHI.not_done": {"n": 4, "of": 22},
    "clock.CK_RHI.date_missing": {"n": 1, "of": 22},
    "grade.overall.good": {"n": 3},
    "grade.overall.ri": {"n": 3},
    "grade.overall.inadequate": {"n": 1},
    "grade.overall.not_agreed": {"n": 1},
}


def figures_of(folder: Path, edition: str) -> dict[str, dict[str, Any]]:
    body = json.loads((folder / f"figures-{edition}.json").read_text("utf-8"))
    return {figure["id"]: figure for figure in body["figures"]}


@pytest.mark.parametrize(("figure_id", "expected"), EXPECTED.items())
def test_a_figure_is_what_was_worked_out_by_hand(
    missing_round: Path, figure_id: str, expected: dict[str, Any]
) -> None:
    figure = figures_of(missing_round, "restricted")[figure_id]

    assert {key: figure[key] for key in expected} == expected


def test_every_number_of_the_theme_was_worked_out_and_has_answers_behind_it(missing_round: Path) -> None:
    found = {id: one for id, one in figures_of(missing_round, "restricted").items() if id.startswith("mfh.")}

    assert set(found) == {id for id in EXPECTED if id.startswith("mfh.")}
    assert [id for id, one in found.items() if not one["from"] and one["n"] != 0] == []


def test_no_episode_of_a_child_is_in_the_public_edition(missing_round: Path) -> None:
    public = figures_of(missing_round, "public")

    assert [id for id in public if id.startswith("mfh.")] == []
    assert public["children"]["n"] == 8
