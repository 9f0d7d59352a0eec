"""What hidden numbers can still be: as trying out every way says, and for hundreds of numbers at once."""

from collections.abc import Iterator
from itertools import product

from hypothesis import assume, given
from hypothesis import strategies as st

from auditdesk.report.differencing import Beside, Knowledge, Rule, Some, Sum, Weak, span, values, weak

NAMES = ("a", "b", "c", "d", "e", "f")
FEWEST, MOST = 3, 4

sets = st.integers(1, (1 << (MOST + 1)) - 1)
orders = st.permutations(NAMES)
rules = st.one_of(
    orders.map(lambda names: Sum(tuple(names[:2]), names[2])),
    orders.map(lambda names: Sum(tuple(names[:3]), names[3])),
    st.builds(
        lambda names, allowed: Beside(names[0], names[1], tuple(allowed)), orders, st.lists(sets, max_size=5)
    ),
    st.builds(lambda names, these: Some(tuple(names[:2]), these), orders, sets),
)
known = st.builds(
    Knowledge, st.fixed_dictionaries(dict.fromkeys(NAMES, sets)), st.lists(rules, max_size=4).map(tuple)
)


def holds(rule: Rule, way: dict[str, int]) -> bool:
    match rule:
        case Sum(parts, whole):
            return sum(way[part] for part in parts) == way[whole]
        case Beside(left, right, allowed):
            return way[left] < len(allowed) and bool(allowed[way[left]] >> way[right] & 1)
        case Some(names, these):
            return any(these >> way[name] & 1 for name in names)


def every_way(knowledge: Knowledge) -> Iterator[dict[str, int]]:
    for chosen in product(*(values(knowledge.could[name]) for name in NAMES)):
        way = dict(zip(NAMES, chosen, strict=True))
        if all(holds(rule, way) for rule in knowledge.rules):
            yield way


@given(known)
def test_what_stays_possible_is_what_trying_out_every_way_finds(knowledge: Knowledge) -> None:
    ways = list(every_way(knowledge))
    assume(ways)

    few = {Weak(name, n) for name in NAMES if (n := len({way[name] for way in ways})) < FEWEST}

    assert set(weak(knowledge, NAMES, FEWEST)) == few


def test_hundreds_of_tables_of_the_same_few_children_are_settled() -> None:
    could = {"children": span(1, MOST)}
    joined: list[Rule] = []
    for at in range(300):
        parts = tuple(f"{name}{at}" for name in "pqr")
        could |= dict.fromkeys((*parts, f"of{at}", f"gap{at}"), span(0, MOST))
        joined += [Sum(parts, f"of{at}"), Sum((f"of{at}", f"gap{at}"), "children")]

    assert weak(Knowledge(could, tuple(joined)), tuple(could), FEWEST) == ()
