"""Which numbers a public edition hides, and by which rule (report.md 3, domain/report.md 4.6).

May not know whether that is enough: `reader` and `differencing` say so. Whatever is decided from a number
tells something about it, so the reader of an edition is taken to know every rule of this page.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field
from itertools import pairwise

from auditdesk.report.figures import Figure
from auditdesk.report.tables import CHILDREN, NESTED, Table, standards, tables

FEWEST_ASKED = 3
"""A standard that fewer children were asked about is left out: none, one and two look alike."""

PRIMARY, SECONDARY, TABLE, DENOMINATOR, ABSENT = "primary", "secondary", "table", "denominator", "absent"

_CATEGORY, _STRATUM = "children.category", "children.stratum"
_NAMED_BY_THE_ROUND = (_STRATUM, "children.group")
"""Their parts exist only where a child is in them, so a hidden part would say "one or more"."""

LEAST_THRESHOLD = 3
"""The smallest that a round may set (contracts.md 4)."""


@dataclass(slots=True)
class Hiding:
    """`rules` names the rule by which a figure is hidden; `bare` figures do not print their `of`.

    `silent` ones say nothing about children in words either: the words would tell a zero. `gone` figures are
    not in the edition at all.
    """

    rules: dict[str, str] = field(default_factory=dict)
    bare: set[str] = field(default_factory=set)
    silent: set[str] = field(default_factory=set)
    gone: set[str] = field(default_factory=set)

    def hide(self, ids: tuple[str, ...], rule: str) -> None:
        for id in ids:
            self.rules.setdefault(id, rule)

    def shows(self, id: str) -> bool:
        return id not in self.rules and id not in self.gone


def is_open(n: int, threshold: int) -> bool:
    """Nobody, or enough children not to be found among them."""
    return n == 0 or n >= threshold


def is_tight(whole: int | None, threshold: int) -> bool:
    """So few children that hiding only small parts would tell them: two parts of three are one and two.

    Then everything is hidden, whatever the numbers.
    """
    return whole == threshold == LEAST_THRESHOLD


def hiding(figures: Mapping[str, Figure], threshold: int, whole_tables: frozenset[str]) -> Hiding:
    """Apply every rule; `whole_tables` names tables that are hidden whole whatever their numbers."""
    draft = _Draft(figures, threshold, whole_tables)
    draft.children()
    draft.returns()
    draft.concerns()
    for stem in standards(figures):
        draft.standard(stem)
    for table in tables(figures):
        draft.table(table)
    draft.nested()
    draft.named_groups()
    draft.measures()
    return draft.hiding


class _Draft:
    def __init__(self, figures: Mapping[str, Figure], threshold: int, whole_tables: frozenset[str]) -> None:
        self.hiding = Hiding()
        self._figures = figures
        self._threshold = threshold
        self._whole_tables = whole_tables

    def _open(self, n: int) -> bool:
        return is_open(n, self._threshold)

    def _n(self, id: str) -> int:
        figure = self._figures.get(id)
        return (figure.n or 0) if figure is not None else 0

    def _stands_for_enough(self, id: str) -> bool:
        """A count of returns or events hides where few children stand behind it."""
        figure = self._figures.get(id)
        return figure is None or not figure.n or figure.behind >= self._threshold

    def children(self) -> None:
        if not self._open(self._n(CHILDREN)):
            self.hiding.hide((CHILDREN,), PRIMARY)

    # ── returns: expected = received + overdue + not due yet; received = full + nil ──────────────────────
    def returns(self) -> None:
        names = {part: f"returns.{part}" for part in ("expected", "received", "full", "nil", "overdue")}
        present = {part: id for part, id in names.items() if id in self._figures}
        small = {part for part, id in present.items() if not self._stands_for_enough(id)}
        if "expected" in small:
            self.hiding.hide(tuple(present.values()), TABLE)
            self.hiding.bare |= set(present.values())
            return
        rest = self._n(names["expected"]) - self._n(names["received"])
        waiting = rest - self._n(names["overdue"])
        is_split = {"full", "nil"} & small
        if "received" in small or (rest and "overdue" in small) or not self._open(waiting):
            for part in ("overdue", "received"):
                self._hide_return(names[part], part in small)
            is_split = {"full", "nil"}
        for part in ("full", "nil") if is_split else ():
            self._hide_return(names[part], part in small)

    def _hide_return(self, id: str, is_small: bool) -> None:  # noqa: FBT001 - which of two rules
        if id in self._figures:
            self.hiding.hide((id,), PRIMARY if is_small else SECONDARY)

    def concerns(self) -> None:
        if not self._stands_for_enough("concern.raised"):
            self.hiding.hide(("concern.raised",), PRIMARY)

    # ── standards: children = known + na + no evidence + not asked or not answered ───────────────────────
    def standard(self, stem: str) -> None:
        known, others = f"{stem}.known", tuple(
            id for end in ("na", "no_evidence") if (id := f"{stem}.{end}") in self._figures
        )  # fmt: skip
        n, rest = self._n(known), self._n(CHILDREN) - self._n(known)
        asked = n + sum(self._n(id) for id in others)
        if asked < FEWEST_ASKED and self.hiding.shows(CHILDREN):
            self.hiding.gone |= {id for id in self._figures if id.startswith(f"{stem}.")}
            return
        is_tight_round = is_tight(self._n(CHILDREN), self._threshold)
        if is_tight_round or not (self.hiding.shows(CHILDREN) and self._open(n) and self._open(rest)):
            self.hiding.hide((known,), DENOMINATOR)
            self.hiding.hide(others, TABLE)
        elif not all(map(self._open, (*(self._n(id) for id in others), rest - (asked - n)))):
            self.hiding.hide(tuple(id for id in others if not self._open(self._n(id))), PRIMARY)
            self.hiding.hide(others, TABLE)

    # ── tables ───────────────────────────────────────────────────────────────────────────────────────────
    def table(self, table: Table) -> None:
        if table.parts[0] in self.hiding.gone:
            return
        if not self._prints_whole(table):
            self.hiding.bare |= set(table.parts)
            self.hiding.silent |= set(table.parts)
            self.hiding.hide(table.parts, DENOMINATOR)
        elif is_tight(self._of(table), self._threshold):
            self.hiding.silent |= set(table.parts)
            self.hiding.hide(table.parts, TABLE)
        elif hidden := self._hidden_parts(table):
            self.hiding.hide(tuple(id for id in hidden if self._is_small(id)), PRIMARY)
            self.hiding.hide(hidden, TABLE if len(hidden) == len(table.parts) else SECONDARY)
        if table.counted == "events" and table.adds_up and not self.hiding.shows(table.parts[0]):
            self.hiding.gone |= {id for id in self._figures if id.startswith(f"{table.key}.")}

    def _of(self, table: Table) -> int:
        return self._figures[table.parts[0]].of or 0

    def _prints_whole(self, table: Table) -> bool:
        """Whether `of` may be printed: neither it nor those it leaves out are few."""
        of = self._of(table)
        if table.counted == "events" and table.adds_up:
            return of == 0 or max(self._figures[id].behind for id in table.parts) >= self._threshold
        whole = table.whole if table.whole in self._figures else CHILDREN
        if not self.hiding.shows(whole) or (whole == CHILDREN and is_tight(self._n(whole), self._threshold)):
            return False
        left_out = self._n(whole) - of if whole in self._figures else 0
        return self._open(of) and self._open(left_out)

    def _is_small(self, id: str) -> bool:
        return not self._open(self._n(id)) or not self._stands_for_enough(id)

    def _hidden_parts(self, table: Table) -> tuple[str, ...]:
        """Small parts; beside a single one the next smallest; all of them where no number would be left."""
        if not table.adds_up:
            rest = self._of(table) - self._n(table.parts[0])
            is_small = self._is_small(table.parts[0]) or not self._open(rest)
            return table.parts if is_small else ()
        small = tuple(id for id in table.parts if self._is_small(id))
        if not small:
            return ()
        if table.key in self._whole_tables or table.counted != "children":
            return table.parts
        left = sorted((id for id in table.parts if self._n(id) and id not in small), key=self._n)
        if len(small) == 1:
            small, left = (*small, *left[:1]), left[1:]
        return small if left and len(small) > 1 else table.parts

    def nested(self) -> None:
        """Where one of them is hidden or a difference is small, all are that count anybody."""
        for family in NESTED:
            present = [id for id in family if id in self._figures]
            steps = (self._n(b) - self._n(a) for a, b in pairwise(present))
            if not (all(map(self._open, steps)) and all(map(self.hiding.shows, present))):
                self.hiding.hide(tuple(id for id in present if self._n(id)), SECONDARY)

    def named_groups(self) -> None:
        """Parts named by the round go whole; strata tell categories in other words, so both or neither."""
        hides_category = any(id.startswith(f"{_CATEGORY}.") for id in self.hiding.rules)
        for key in _NAMED_BY_THE_ROUND:
            parts = [id for id in self._figures if id.startswith(f"{key}.")]
            if (key == _STRATUM and hides_category) or not any(self.hiding.shows(id) for id in parts):
                self.hiding.gone |= set(parts)

    def measures(self) -> None:
        """A median, a shortest or a longest of few children, and the ages of few."""
        for id, figure in self._figures.items():
            if figure.kind in {"measure", "text"} and id not in self.hiding.gone:
                is_of_hidden = figure.whole in self._figures and not self.hiding.shows(figure.whole)
                if figure.behind < self._threshold or is_of_hidden:
                    self.hiding.hide((id,), PRIMARY)
