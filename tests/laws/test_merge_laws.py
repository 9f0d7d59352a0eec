"""The merge laws of safety.md 5 against a model of plain sets, with mistakes planted that must be caught."""

from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from auditdesk.audit.decisions import Decided
from tests.merge.world import Bundle, Junk, World, expected, made, result, run, shuffled, wrongly

FEW = settings(
    max_examples=12, suppress_health_check=[HealthCheck.too_slow, HealthCheck.function_scoped_fixture]
)


@pytest.fixture(scope="module")
def world(tmp_path_factory) -> World:
    return made(tmp_path_factory.mktemp("world"))


@FEW
@given(seed=st.integers(0, 2**32))
def test_any_order_and_repetition_comes_to_what_the_model_says(world, seed):
    events = shuffled(world, seed)

    assert run(world, events) == expected(world, events)


@settings(FEW, max_examples=4)
@given(seed=st.integers(0, 2**32))
def test_facts_never_shrink_and_no_lower_revision_displaces_a_higher(world, seed):
    _, desk = world.fresh()
    try:
        before = result(world, desk)
        for n, event in enumerate(shuffled(world, seed)):
            world.arrives(desk, event, n)
            after = result(world, desk)
            assert before.bundles <= after.bundles
            assert before.revisions <= after.revisions
            if not isinstance(event, Decided):
                assert not lowered(world, before, after)
            before = after
    finally:
        desk.close()


def lowered(world: World, before, after) -> list[Any]:
    number = {
        name: ret.revision
        for bundle in world.bundles()
        for ret, name in zip(bundle.returns, bundle.fact.revisions, strict=True)
    }
    return [
        where
        for where in before.standing.keys() & after.standing.keys()
        if number[after.standing[where]] < number[before.standing[where]]
    ]


def test_the_same_bundle_under_another_ciphertext_is_a_duplicate(world):
    bundle = world.bundles()[0]
    assert bundle.files[0].read_bytes() != bundle.files[1].read_bytes()

    once = run(world, [*prepared(world), bundle])

    assert (
        run(world, [*prepared(world), bundle, Bundle(bundle.fact, bundle.returns, bundle.files[::-1])])
        == once
    )


def prepared(world: World) -> list[Any]:
    """Cards and packs."""
    return [event for event in world.events if not isinstance(event, Bundle | Junk)]


def test_grouping_and_repeating_whole_sets_changes_nothing(world):
    bundles = world.bundles()
    a, b, c = bundles[:3], bundles[3:6], bundles[6:]
    start = prepared(world)

    whole = run(world, [*start, *a, *b, *c])

    for grouped in ([*c, *a, *b], [*b, *c, *a, *a], [*a, *b, *c, *a, *b, *c]):
        assert run(world, [*start, *grouped]) == whole


LAST_IMPORT = wrongly(lambda _known, came, name: came[name])
NEWEST_CLOCK = wrongly(lambda known, _came, name: (finished(known, name), name))
TIES_BY_ARRIVAL = wrongly(lambda known, came, name: (number(known, name), came[name]))


def finished(known, name):
    return next(one.ret.finished for one in known.revisions if one.id == name)


def number(known, name):
    return next(one.ret.revision for one in known.revisions if one.id == name)


@pytest.mark.parametrize(
    "policy", [LAST_IMPORT, NEWEST_CLOCK, TIES_BY_ARRIVAL], ids=["import", "clock", "ties"]
)
def test_a_wrong_rule_for_what_stands_is_caught(world, policy):
    """The control: the same check sees each mistake within a few orders."""
    orders = (
        [event for event in shuffled(world, seed) if not isinstance(event, Decided)] for seed in range(20)
    )

    assert any(run(world, events, policy) != expected(world, events) for events in orders)


def test_the_model_and_the_product_agree_where_the_controls_do_not(world):
    for seed in range(3):
        events = [event for event in shuffled(world, seed) if not isinstance(event, Decided)]
        assert run(world, events) == expected(world, events)


def test_the_world_holds_what_it_is_about(world):
    assert len(world.bundles()) == 10
    assert all(
        isinstance(path, Path) and path.exists() for bundle in world.bundles() for path in bundle.files
    )
