"""Which values hidden numbers can still have: exact, by whole numbers alone (report.md 3, point 4).

May not know what a number means: it is given unknowns and what holds between them, and nothing else.
"""

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass

MOST_STATES = 100_000
"""States of the exact search over one group of unknowns; beyond it nothing is proved."""

Values = int
"""A set of whole numbers from 0: bit v is set if v is in it."""


@dataclass(frozen=True, slots=True)
class Sum:
    """The parts add up to the whole."""

    parts: tuple[str, ...]
    whole: str

    @property
    def names(self) -> tuple[str, ...]:
        return (*self.parts, self.whole)

    def narrowed(self, could: Mapping[str, Values]) -> dict[str, Values]:
        """What each may still be, given what the others may be."""
        before, after = [1], [1]
        for part in self.parts:
            before.append(_sums(before[-1], could[part]))
        for part in reversed(self.parts):
            after.append(_sums(after[-1], could[part]))
        whole = could[self.whole] & before[-1]
        found = {self.whole: whole}
        for index, part in enumerate(self.parts):
            others = _sums(before[index], after[len(self.parts) - 1 - index])
            found[part] = found.get(part, could[part]) & _only(
                v for v in values(could[part]) if (others << v) & whole
            )
        return found


@dataclass(frozen=True, slots=True)
class Beside:
    """For each value of the left one, what the right one may be (a phrase is such a rule)."""

    left: str
    right: str
    allowed: tuple[Values, ...]

    @property
    def names(self) -> tuple[str, ...]:
        return self.left, self.right

    def narrowed(self, could: Mapping[str, Values]) -> dict[str, Values]:
        left = right = 0
        for v in values(could[self.left]):
            if v < len(self.allowed) and (fits := self.allowed[v] & could[self.right]):
                left |= 1 << v
                right |= fits
        return {self.left: left, self.right: right}


@dataclass(frozen=True, slots=True)
class Some:
    """At least one of them is among `these`."""

    names: tuple[str, ...]
    these: Values

    def narrowed(self, could: Mapping[str, Values]) -> dict[str, Values]:
        able = [name for name in self.names if could[name] & self.these]
        if len(able) > 1:
            return {}
        return {able[0]: could[able[0]] & self.these} if able else {self.names[0]: 0}


Rule = Sum | Beside | Some


@dataclass(frozen=True, slots=True)
class Knowledge:
    """Everything a reader knows: what each number could be, and what holds between them."""

    could: Mapping[str, Values]
    rules: tuple[Rule, ...]


@dataclass(frozen=True, slots=True)
class Weak:
    """A number of which too little stays open: `possible` values, or None where nothing was proved."""

    name: str
    possible: int | None


class _TooManyError(Exception):
    """The search met its limit."""


def weak(knowledge: Knowledge, hidden: Iterable[str], fewest: int) -> tuple[Weak, ...]:
    """Those of the hidden numbers for which fewer than `fewest` values are possible."""
    could = _settled(dict(knowledge.could), knowledge.rules)
    if could is None:
        raise ValueError(knowledge.rules)
    names = tuple(hidden)
    found: list[Weak] = []
    for rules in _groups(could, knowledge.rules):
        inside = frozenset(name for rule in rules for name in rule.names)
        found += _weak_in(could, rules, [name for name in names if name in inside], fewest)
    loose = frozenset(names) - {name for rule in knowledge.rules for name in rule.names}
    found += [Weak(name, n) for name in names if name in loose and (n := could[name].bit_count()) < fewest]
    return tuple(found)


def _weak_in(
    could: Mapping[str, Values], rules: tuple[Rule, ...], names: list[str], fewest: int
) -> list[Weak]:
    """Suppose each value of the number that most rules share, until every name came out in enough ways.

    In a round of few children hundreds of unknowns hang together by the number of children alone; once that
    is supposed they fall into small groups.
    """
    search = _Search()
    seen = dict.fromkeys(names, 0)
    shared = _most_shared(could, rules)
    try:
        for v in _outside_in(could[shared]):
            left = [name for name in names if seen[name].bit_count() < fewest]
            if not left:
                break
            for name, these in _seen(search, {**could, shared: 1 << v}, rules, left, fewest).items():
                seen[name] |= these
    except _TooManyError:
        return [Weak(name, None) for name in names if seen[name].bit_count() < fewest]
    return [Weak(name, n) for name in names if (n := seen[name].bit_count()) < fewest]


def _most_shared(could: Mapping[str, Values], rules: tuple[Rule, ...]) -> str:
    """The unknown that stands in most rules; any number where nothing is open."""
    open_ = Counter(name for rule in rules for name in rule.names if could[name].bit_count() > 1)
    return max(open_, key=lambda name: open_[name]) if open_ else rules[0].names[0]


def _seen(
    search: "_Search", could: dict[str, Values], rules: tuple[Rule, ...], names: list[str], fewest: int
) -> dict[str, Values]:
    """What each name is in whole solutions, `fewest` values or all; empty if there is no solution."""
    settled = _settled(could, rules)
    if settled is None:
        return {}
    seen: dict[str, Values] = {}
    for group in _groups(settled, rules):
        solution = search.solution(dict(settled), group)
        if not solution:
            return {}
        inside = {name for rule in group for name in rule.names}
        found = {name: solution[name] for name in names if name in inside}
        _look_further(search, settled, group, found, fewest)
        seen |= found
    return seen


def _look_further(
    search: "_Search",
    could: dict[str, Values],
    rules: tuple[Rule, ...],
    seen: dict[str, Values],
    fewest: int,
) -> None:
    """Add to what was seen of the names of one group until each came out in enough ways, or in all."""
    for name in tuple(seen):
        for v in _outside_in(could[name]):
            if seen[name].bit_count() >= fewest:
                break
            if seen[name] >> v & 1:
                continue
            solution = search.solution({**could, name: 1 << v}, rules)
            for each in seen if solution else ():
                seen[each] |= solution[each]


class _Search:
    """Depth first, each step followed by everything that follows from it; so many steps in all."""

    def __init__(self) -> None:
        self._left = MOST_STATES

    def solution(self, could: dict[str, Values], rules: tuple[Rule, ...]) -> dict[str, Values]:
        """One way in which all of the rules hold, their numbers as single values; empty if there is none."""
        self._left -= 1
        if self._left < 0:
            raise _TooManyError
        settled = _settled(could, rules)
        if settled is None:
            return {}
        names = dict.fromkeys(name for rule in rules for name in rule.names)
        open_ = [name for name in names if settled[name].bit_count() > 1]
        if not open_:
            return settled
        narrowest = min(open_, key=lambda name: settled[name].bit_count())
        for v in values(settled[narrowest]):
            if found := self.solution({**settled, narrowest: 1 << v}, rules):
                return found
        return {}


def _settled(could: dict[str, Values], rules: tuple[Rule, ...]) -> dict[str, Values] | None:
    """Apply the rules until nothing changes; None if they contradict one another."""
    again = True
    while again:
        again = False
        for rule in rules:
            for name, left in rule.narrowed(could).items():
                if not left:
                    return None
                if left != could[name]:
                    could[name], again = left, True
    return could


def _groups(could: Mapping[str, Values], rules: tuple[Rule, ...]) -> list[tuple[Rule, ...]]:
    """Rules that share an unknown, directly or through others; a settled number joins nothing."""
    groups: list[tuple[set[str], list[Rule]]] = []
    for rule in rules:
        names = {name for name in rule.names if could[name].bit_count() > 1}
        touching = [group for group in groups if group[0] & names]
        joined = (names.union(*(g[0] for g in touching)), [r for g in touching for r in g[1]] + [rule])
        groups = [group for group in groups if group not in touching] + [joined]
    return [tuple(group) for _, group in groups]


# ── sets of whole numbers ────────────────────────────────────────────────────────────────────────────────
def values(these: Values) -> Iterator[int]:
    """The numbers of a set, smallest first."""
    while these:
        low = these & -these
        yield low.bit_length() - 1
        these ^= low


def span(low: int, high: int) -> Values:
    """All numbers from low to high; none where high is below low."""
    low = max(low, 0)
    return ((1 << (high - low + 1)) - 1) << low if high >= low else 0


def _only(these: Iterable[int]) -> Values:
    found = 0
    for v in these:
        found |= 1 << v
    return found


def _sums(one: Values, other: Values) -> Values:
    found = 0
    small, large = (one, other) if one.bit_count() < other.bit_count() else (other, one)
    for v in values(small):
        found |= large << v
    return found


def _outside_in(these: Values) -> Iterator[int]:
    """Smallest, largest, next smallest …: values far apart make solutions that differ."""
    left = list(values(these))
    while left:
        yield left.pop(0)
        if left:
            yield left.pop()
