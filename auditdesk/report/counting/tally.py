"""One thing counted, as a value: whole numbers that add up, and beside them what stays in the round.

May not know what was counted, nor how a number is shown.
"""

from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from fractions import Fraction
from typing import Literal, TypeAlias

from auditdesk.audit.earlier import Better

Counted: TypeAlias = Literal["children", "returns", "events", "meetings", "actions", "grades"]
"""What a number counts."""

About: TypeAlias = Literal["child", "practice"]
"""A fact of children, or what agencies did: only the latter keeps its phrase when hidden."""

CaseRef: TypeAlias = str
AnswerRef: TypeAlias = str
"""`CASE/agency:question`, in a repeat `CASE/agency:question[row number]`; a return alone is `CASE/agency`."""


@dataclass(frozen=True, slots=True)
class Tally:
    """`n` of `of`, both whole numbers that add over rounds.

    `what` says what `of` counts ("children whose tool was done"). `left_out` says why `of` is not everyone.
    `behind` is how many children stand behind `n`. `table` names the counts that belong together, `whole`
    what `of` is (the id of another count, or a name of its own). `is_public` False: never in a public edition
    (report.md 3). `better`: the direction in which a re-audit improves.
    """

    what: str
    counted: Counted
    n: int
    of: int | None = None
    left_out: Mapping[str, int] = field(default_factory=dict)
    behind: int = 0
    table: str = ""
    whole: str = ""
    about: About = "practice"
    is_public: bool = True
    better: Better = ""

    def __add__(self, other: "Tally") -> "Tally":
        return replace(
            self,
            n=self.n + other.n,
            of=None if self.of is None or other.of is None else self.of + other.of,
            left_out={why: self.left_out.get(why, 0) + n for why, n in other.left_out.items()}
            | {why: n for why, n in self.left_out.items() if why not in other.left_out},
            behind=self.behind + other.behind,
        )


@dataclass(frozen=True, slots=True)
class Spread:
    """How often each value came up: a median of many rounds is the median of the added spreads.

    `unit` is a word; `places` decimals are shown. `parts` says which figures are made of it. `whole` is the
    id of the count whose children it measures: where that is hidden, so is the measure.
    """

    what: str
    counted: Counted
    unit: str
    times: Mapping[Fraction, int]
    parts: tuple[Literal["median", "min", "max", "value"], ...]
    places: int = 0
    behind: int = 0
    about: About = "practice"
    is_public: bool = True
    whole: str = ""

    @property
    def size(self) -> int:
        return sum(self.times.values())

    def __add__(self, other: "Spread") -> "Spread":
        times = Counter(self.times) + Counter(other.times)
        return replace(self, times=dict(sorted(times.items())), behind=self.behind + other.behind)


@dataclass(frozen=True, slots=True)
class Series:
    """One value for each case that has one; it stays in its round."""

    what: str
    unit: str
    values: tuple[tuple[CaseRef, Fraction], ...]


@dataclass(frozen=True, slots=True)
class Line:
    """One thing counted, its id or the stem of its ids, and the answers behind it in case order."""

    id: str
    part: Tally | Spread | Series
    sources: tuple[AnswerRef, ...] = ()
