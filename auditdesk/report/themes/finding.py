"""Counts and measures as a theme writes them: one a line, each with the answers behind it."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from fractions import Fraction

from auditdesk.audit.earlier import Better
from auditdesk.report.counting.cases import Child, sources, where
from auditdesk.report.counting.tally import About, Line, Series, Spread, Tally

CHILDREN = "children"
Holds = Callable[[Child], bool]


@dataclass(frozen=True, slots=True)
class Group:
    """Children of whom something is counted: `what` they are in words, `whole` the id of their own count."""

    what: str
    kids: tuple[Child, ...]
    whole: str = CHILDREN
    is_public: bool = True

    def answered(self, question: str, what: str) -> "Group":
        """Those for whom any return answers a question, whether or not agencies agree."""
        return Group(what, where(self.kids, lambda kid: bool(kid.told(question))), self.whole, self.is_public)

    def part(self, name: str, what: str, holds: Holds) -> "Group":
        """Those of whom something holds: what the count `name` counts."""
        return Group(what, where(self.kids, holds), name, self.is_public)

    def count(
        self, name: str, holds: Holds, question: str, better: Better = "more", *, about: About = "practice"
    ) -> Iterator[Line]:
        """How many of the group something holds of; nothing where the group is empty."""
        if not self.kids:
            return
        found = where(self.kids, holds)
        tally = Tally(
            self.what, "children", len(found), len(self.kids), behind=len(found), table=name,
            whole=self.whole, about=about, is_public=self.is_public, better=better,
        )  # fmt: skip
        yield Line(name, tally, sources(self.kids, question))

    def measured(self, name: str, question: str, what: str, unit: str) -> Iterator[Line]:
        """A number for each child by case, as `<name>.<unit>`, and their median: restricted editions only."""
        values = tuple((kid.ref, Fraction(value)) for kid in self.kids if (value := kid.value(question)))
        if not values:
            return
        behind = sources(self.kids, question)
        yield Line(f"{name}.{unit}", Series(what, unit, values), behind)
        times: dict[Fraction, int] = {}
        for _, number in values:
            times[number] = times.get(number, 0) + 1
        spread = Spread(
            what, "children", unit, times, ("median",), behind=len(values), whole=self.whole, is_public=False
        )
        yield Line(name, spread, behind)


def says(question: str, *codes: str) -> Holds:
    """Whether the child's one value of a question is among these codes."""
    return lambda kid: kid.value(question) in codes
