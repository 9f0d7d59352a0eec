"""No hidden number of a public edition can be worked out, by anybody who knows every rule (report.md 3)."""

from collections.abc import Mapping
from dataclasses import replace

import pytest

from auditdesk.report import suppress
from auditdesk.report.figures import HIDDEN, Figure, Figures
from tests.laws.random_editions import random_round, random_tables
from tests.laws.witnesses import two_more_worlds
from tests.laws.worlds import SHAPES, Publish, Shape, found_out

ROUNDS = [(3, range(3, 7)), (5, range(5, 8))]


@pytest.mark.parametrize(("threshold", "children"), ROUNDS, ids=str)
@pytest.mark.parametrize("shape", SHAPES, ids=lambda shape: shape.name)
def test_every_hidden_number_could_be_three_others(shape: Shape, threshold: int, children: range) -> None:
    few = children if shape.cells < 5 else children[:1]

    for n in few:
        assert found_out(shape, range(n, n + 1), threshold) == []


@pytest.mark.parametrize("seed", [1, 6, 8])
def test_two_more_rounds_look_like_a_whole_round(seed: int) -> None:
    """A whole edition: for each hidden number two other rounds exist whose public edition is the same."""
    assert two_more_worlds(random_round(seed)) == []


@pytest.mark.parametrize("seed", range(8))
def test_two_more_rounds_look_like_a_set_of_tables(seed: int) -> None:
    assert two_more_worlds(random_tables(seed)) == []


# ── controls: what would be found out if one of the rules were missing ───────────────────────────────────
def primary_only(figures: Figures, threshold: int) -> Figures:
    """Small counts are hidden, and nothing beside them."""
    return _changed(figures, lambda f: _hidden(f) if f.n in range(1, threshold) else f)


def zeros_kept(figures: Figures, threshold: int) -> Figures:
    """As published, but every zero is shown."""
    public = suppress.public(figures, threshold)
    return _changed(public, lambda f: replace(f, n=0, shown="0") if figures[f.id].n == 0 else f)


def phrases_kept(figures: Figures, threshold: int) -> Figures:
    """As published, but every number keeps the words for its share."""
    public = suppress.public(figures, threshold)
    return _changed(public, lambda f: replace(f, phrase=figures[f.id].phrase))


def _changed(figures: Figures, change: "object") -> Figures:
    assert callable(change)
    by_id: Mapping[str, Figure] = {id: change(figure) for id, figure in figures.items()}
    return replace(figures, by_id=by_id)


def _hidden(figure: Figure) -> Figure:
    return replace(figure, n=None, shown=HIDDEN, phrase="")


@pytest.mark.parametrize("publish", [primary_only, zeros_kept, phrases_kept], ids=lambda p: p.__name__)
def test_a_missing_rule_is_noticed(publish: Publish) -> None:
    found = [leak for shape in SHAPES[2:3] for leak in found_out(shape, range(5, 6), 5, publish)]

    assert found != []


@pytest.mark.parametrize("publish", [primary_only, zeros_kept], ids=lambda p: p.__name__)
def test_a_missing_rule_leaves_a_set_of_tables_without_a_second_round(publish: Publish) -> None:
    found = [
        lone for seed in range(8) for lone in two_more_worlds(replace(random_tables(seed), publish=publish))
    ]

    assert found != []
