"""Which values hidden numbers can still have: exact, by whole numbers alone (report.md 3, point 4).

May not know what a number means: it is given unknowns and what holds between them, and nothing else.
"""

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
    """Look for whole solutions until every name has come out in enough ways."""
    search = _Search(rules)
    seen = dict.fromkeys(names, 0)
    for name in names:
        for v in _outside_in(could[name]):
            if seen[name].bit_count() >= fewest:
                break
            if seen[name] >> v & 1:
                continue
            try:
                solution = search.solution({**could, name: 1 << v})
            except _TooManyError:
                return [Weak(each, None) for each in names if seen[each].bit_count() < fewest]
            for each in names if solution else ():
                seen[each] |= solution[each]
    return [Weak(name, n) for name in names if (n := seen[name].bit_count()) < fewest]


class _Search:
    """Depth first, each step followed by everything that follows from it."""

    def __init__(self, rules: tuple[Rule, ...]) -> None:
        self._rules = rules
        self._names = tuple(dict.fromkeys(name for rule in rules for name in rule.names))
        self._left = MOST_STATES

    def solution(self, could: dict[str, Values]) -> dict[str, Values]:
        """One way in which all of it holds, as single values; empty if there is none."""
        self._left -= 1
        if self._left < 0:
            raise _TooManyError
        settled = _settled(could, self._rules)
        if settled is None:
            return {}
        open_ = [name for name in self._names if settled[name].bit_count() > 1]
        if not open_:
            return settled
        narrowest = min(open_, key=lambda name: settled[name].bit_count())
        for v in values(settled[narrowest]):
            if found := self.solution({**settled, narrowest: 1 << v}):
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
