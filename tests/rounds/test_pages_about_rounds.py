"""What the pages say about figures and about a rehearsal's folder is what a rehearsal makes."""

import json
import re
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]


def patterns() -> list[str]:
    """The ids of docs/figures.md as patterns: `<aspect>` stands for one part of an id."""
    page = (ROOT / "docs" / "figures.md").read_text(encoding="utf-8").partition("## The ids")[2]
    cells = [row.split(" | ")[0] for row in page.splitlines() if row.startswith("| `")]
    ids = [name for cell in cells for name in re.findall(r"`([^`]+)`", cell)]
    return [
        re.sub(
            r"<\w+>",
            r"[A-Za-z0-9_-]+",
            re.escape(name).replace(r"\<", "<").replace(r"\>", ">").replace("<figure>", r"[A-Za-z0-9_.-]+"),
        )
        for name in ids
    ]


def unsaid(ids: list[str]) -> list[str]:
    known = re.compile("|".join(patterns()))
    return [figure for figure in ids if not known.fullmatch(figure)]


@pytest.mark.parametrize("edition", ["restricted", "public"])
@pytest.mark.parametrize("round_name", ["cse_round", "neglect_round", "earlier_neglect_round"])
def test_every_figure_of_a_round_is_in_the_page_of_figures(request, round_name, edition):
    folder = request.getfixturevalue(round_name)
    figures = json.loads((folder / f"figures-{edition}.json").read_text(encoding="utf-8"))["figures"]

    assert unsaid([figure["id"] for figure in figures]) == []


def test_a_figure_that_the_page_leaves_out_is_found():
    assert unsaid(["cse.tool.done", "cse.tool.sung", "children.category.CP.x"]) == [
        "cse.tool.sung",
        "children.category.CP.x",
    ]


def test_every_key_of_a_figure_is_in_the_page_of_figures(neglect_round):
    page = (ROOT / "docs" / "figures.md").read_text(encoding="utf-8")
    figures = json.loads((neglect_round / "figures-restricted.json").read_text(encoding="utf-8"))["figures"]

    assert {
        key for figure in figures for key in figure if f'"{key}"' not in page and f"`{key}`" not in page
    } == set()


def test_a_rehearsal_leaves_what_its_page_says(cse_round):
    page = (ROOT / "docs" / "rehearsal.md").read_text(encoding="utf-8").partition("## What it leaves")[2]
    cells = [row.split(" | ")[0] for row in page.splitlines() if row.startswith("| `")]
    named = {name.split("/")[0] for cell in cells for name in re.findall(r"`([^`]+)`", cell)}

    assert {path.name for path in cse_round.iterdir()} == named
