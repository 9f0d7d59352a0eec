"""What somebody knows who has a public edition and every rule by which it was made (report.md 3, point 4).

Sees a public edition only, never what it hides: printed numbers, which figures are there, fixed words.
"""

from collections.abc import Iterator, Mapping
from functools import cache
from itertools import pairwise

from auditdesk.report import phrases
from auditdesk.report.differencing import Beside, Knowledge, Rule, Some, Sum, Values, span
from auditdesk.report.figures import Figure
from auditdesk.report.hiding import FEWEST_ASKED, is_tight
from auditdesk.report.tables import CHILDREN, NESTED, Table, standards, tables

_RETURNS = ("expected", "received", "full", "nil", "overdue")
_MOST_RETURNS = 64
"""Hidden numbers of returns or events have no limit of their own; this many values are enough to be open."""


def knowledge(edition: Mapping[str, Figure], threshold: int, *, with_practice: bool) -> Knowledge:
    """Everything that follows from the edition; `with_practice` adds what phrases about practice tell.

    Such a phrase is published on purpose though it may tell its own number, so that number is judged
    without it, and every other number with it.
    """
    reader = _Reader(edition, threshold)
    reader.standards()
    for table in tables(edition):
        reader.table(table)
    reader.nested()
    reader.returns()
    reader.concerns()
    reader.phrases(with_practice=with_practice)
    return Knowledge(reader.could, tuple(reader.rules))


class _Reader:
    def __init__(self, edition: Mapping[str, Figure], threshold: int) -> None:
        self.could: dict[str, Values] = {}
        self.rules: list[Rule] = []
        self._edition = edition
        self._threshold = threshold
        self._small = span(1, threshold - 1)
        children = edition.get(CHILDREN)
        self._n = children.n if children is not None else None
        if children is not None:
            self.could[CHILDREN] = self._number(children, self._small)
        self._most = self._n if self._n is not None else threshold - 1 if children else _MOST_RETURNS

    def _number(self, figure: Figure, otherwise: Values) -> Values:
        return otherwise if figure.n is None else 1 << figure.n

    def _part_or_rest(self, whole: int) -> Values:
        """A part that is hidden because it, or what it leaves over, is small; or whatever it is."""
        if is_tight(whole, self._threshold):
            return span(0, whole)
        return (self._small | span(whole - self._threshold + 1, whole - 1)) & span(1, whole - 1)

    # ── standards ────────────────────────────────────────────────────────────────────────────────────────
    def standards(self) -> None:
        for stem in standards(self._edition):
            known = self._edition[f"{stem}.known"]
            hidden = span(0, self._most) if self._n is None else self._part_or_rest(self._n)
            self.could[known.id] = self._number(known, hidden)
            unasked = f"unasked:{stem}"
            fewest = 0 if self._n is None else FEWEST_ASKED
            self.could[unasked] = span(0, self._most - fewest)
            others = tuple(id for end in ("na", "no_evidence") if (id := f"{stem}.{end}") in self._edition)
            for id in others:
                self.could[id] = self._number(self._edition[id], span(0, self._most))
            if CHILDREN in self.could:
                self.rules.append(Sum((known.id, *others, unasked), CHILDREN))
            if others and known.n is not None and all(self._edition[id].is_hidden for id in others):
                self.rules.append(Some((*others, unasked), self._small))

    # ── tables ───────────────────────────────────────────────────────────────────────────────────────────
    def table(self, table: Table) -> None:
        parts = tuple(self._edition[id] for id in table.parts)
        of, rest = f"of:{table.key}", f"rest:{table.key}"
        most = self._most if table.counted == "children" else _MOST_RETURNS
        printed = next((part.of for part in parts if part.of is not None), None)
        self.could[of] = 1 << printed if printed is not None else span(0, most)
        for part in parts:
            self.could[part.id] = self._number(part, span(0, most))
        if table.adds_up:
            self.rules.append(Sum(table.parts, of))
        else:
            self.could[rest] = span(0, most)
            self.rules.append(Sum((table.parts[0], rest), of))
        self._whole(table, of, printed)
        if printed is not None and table.counted == "children":
            self._hidden_parts(table, parts, printed)

    def _whole(self, table: Table, of: str, printed: int | None) -> None:
        """`of` is taken from the whole; of all children some may be unknown, elsewhere nobody is."""
        whole = table.whole
        if whole not in self._edition:
            return
        gap = f"gap:{table.key}"
        self.could[gap] = span(0, self._most) if whole == CHILDREN else 1
        self.rules.append(Sum((of, gap), whole))
        if whole == CHILDREN and printed is None and self._n is not None:
            self.could[of] = self._part_or_rest(self._n)

    def _hidden_parts(self, table: Table, parts: tuple[Figure, ...], of: int) -> None:
        hidden = [part for part in parts if part.is_hidden]
        if not hidden or is_tight(of, self._threshold):
            return
        if not table.adds_up:
            self.could[hidden[0].id] = self._part_or_rest(of)
            return
        self.rules.append(Some(tuple(part.id for part in hidden), self._small))
        if len(hidden) < len(parts):
            self._beside_shown(parts, hidden)

    def _beside_shown(self, parts: tuple[Figure, ...], hidden: list[Figure]) -> None:
        """All are small, or the second of two is the next smallest: the first among equals is taken."""
        large = 0
        smallest = min(part.n for part in parts if part.n)
        first = next(at for at, part in enumerate(parts) if part.n == smallest)
        for at, part in enumerate(parts):
            if part.is_hidden:
                if len(hidden) == 2:  # noqa: PLR2004 - one small part and the next smallest
                    large = span(self._threshold, smallest if at < first else smallest - 1)
                self.could[part.id] = self._small | large

    def nested(self) -> None:
        """Each holds those before it; one that counts nobody is shown, so a hidden one counts somebody."""
        for family in NESTED:
            present = [id for id in family if id in self._edition]
            for id in present:
                if self._edition[id].is_hidden:
                    self.could[id] = span(1, self._most)
            for less, more in pairwise(present):
                allowed = tuple(span(n, self._most) for n in range(self._most + 1))
                self.rules.append(Beside(less, more, allowed))

    # ── returns, concerns ────────────────────────────────────────────────────────────────────────────────
    def returns(self) -> None:
        found = {part: f"returns.{part}" for part in _RETURNS if f"returns.{part}" in self._edition}
        expected = self._edition.get("returns.expected")
        most = _MOST_RETURNS if expected is None or expected.n is None else expected.n
        for id in found.values():
            self.could[id] = self._number(self._edition[id], span(0, most))
        if len(found) == len(_RETURNS):
            self.could["waiting"] = span(0, most)
            self.rules.append(Sum((found["full"], found["nil"]), found["received"]))
            self.rules.append(Sum((found["received"], found["overdue"], "waiting"), found["expected"]))

    def concerns(self) -> None:
        raised = self._edition.get("concern.raised")
        if raised is not None:
            self.could[raised.id] = self._number(raised, span(1, _MOST_RETURNS))

    # ── phrases ──────────────────────────────────────────────────────────────────────────────────────────
    def phrases(self, *, with_practice: bool) -> None:
        for figure in self._edition.values():
            if figure.is_hidden and figure.phrase and (figure.about == "child" or with_practice):
                self.rules += self._told(figure)

    def _told(self, figure: Figure) -> Iterator[Rule]:
        of = f"of:{figure.table}"
        if of in self.could:
            most = self.could[of].bit_length() - 1
            yield Beside(figure.id, of, _band(figure.phrase, most))


@cache
def _band(phrase: str, most: int) -> tuple[Values, ...]:
    """For each count, of how many this is the phrase; what is said of other records narrows nothing here."""
    return tuple(sum(1 << of for of in range(n, most + 1) if _says(phrase, n, of)) for n in range(most + 1))


def _says(phrase: str, n: int, of: int) -> bool:
    match phrase:
        case phrases.IN_SOME:
            return n > 0
        case phrases.IN_ALL:
            return 0 < n == of
        case phrases.NO_ANSWER:
            return of == 0
        case phrases.NOT_SHOWN:
            return True
        case _:
            return of > 0 and phrases.phrase(n, of) == phrase
