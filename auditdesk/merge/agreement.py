"""How far auditors' grades and agreed grades go together (domain/report.md 4.4).

Whole numbers and fractions only.

May not know who the auditors are: drift of one person is for the coordinator alone.
"""

from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from fractions import Fraction

from auditdesk.audit.grades import JUDGED, Grade
from auditdesk.merge.moderation import Layers

PAIRS_FOR_AC1 = 10
"""With fewer pairs a chance-corrected measure says nothing (data-model 2.3)."""


@dataclass(frozen=True, slots=True)
class Agreement:
    """Pairs of (auditor's grade, agreed grade), both judged, with how often each came up."""

    matrix: Mapping[tuple[Grade, Grade], int]

    @property
    def pairs(self) -> int:
        return sum(self.matrix.values())

    @property
    def exact(self) -> int:
        return sum(n for (own, agreed), n in self.matrix.items() if own is agreed)

    @property
    def within_one(self) -> int:
        return sum(n for pair, n in self.matrix.items() if abs(_step(*pair)) <= 1)

    @property
    def down(self) -> int:
        """Moved to a worse grade by the meeting."""
        return sum(n for pair, n in self.matrix.items() if _step(*pair) > 0)

    @property
    def up(self) -> int:
        """Moved to a better grade by the meeting."""
        return sum(n for pair, n in self.matrix.items() if _step(*pair) < 0)

    def ac1(self) -> Fraction | None:
        """Gwet's AC1 over the four grades; None under ten pairs.

        (a - e) / (1 - e), where a is the share of exact pairs and e = sum of p(1 - p) over the grades,
        divided by three; p is the mean share of a grade among auditors' and agreed grades.
        """
        if self.pairs < PAIRS_FOR_AC1:
            return None
        shares = [Fraction(self._uses(grade), 2 * self.pairs) for grade in JUDGED]
        chance = sum((p * (1 - p) for p in shares), Fraction(0)) / (len(JUDGED) - 1)
        return (Fraction(self.exact, self.pairs) - chance) / (1 - chance)

    def _uses(self, grade: Grade) -> int:
        """How often a grade stands on either side."""
        return sum(n * pair.count(grade) for pair, n in self.matrix.items())

    def __add__(self, other: "Agreement") -> "Agreement":
        return Agreement(Counter(self.matrix) + Counter(other.matrix))


def _step(own: Grade, agreed: Grade) -> int:
    """Grades from own to agreed; positive is worse. Only judged grades have a rank."""
    return (agreed.rank or 0) - (own.rank or 0)


def agreement(found: Iterable[Layers], aspect: str, agency: str | None = None) -> Agreement:
    """All pairs of one aspect (its name in figures), of one agency or all; every reading counts."""
    matrix: Counter[tuple[Grade, Grade]] = Counter()
    for layer in found:
        if layer.aspect.figure != aspect or layer.agreed not in JUDGED:
            continue
        for ref, own in layer.readings:
            if own in JUDGED and agency in (None, ref.agency):
                matrix[own, layer.agreed] += 1
    return Agreement(matrix)
