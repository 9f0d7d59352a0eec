"""Figures: each one number of the report, of how many, in which words, and from which answers (report.md 1).

May not know: returns and rules of counting (counts.py), and what a public edition hides (suppress.py).
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from decimal import Decimal
from fractions import Fraction
from typing import Literal

from auditdesk.audit.earlier import Better
from auditdesk.errors import InputError
from auditdesk.report.counting.tally import About, AnswerRef, CaseRef, Counted

Json = dict[str, object]
Edition = Literal["restricted", "public"]
Kind = Literal["count", "measure", "series", "text"]
EDITIONS: tuple[Edition, ...] = ("restricted", "public")
HIDDEN = "c"
"""How a suppressed number is shown (contracts.md 5)."""


@dataclass(frozen=True, slots=True)
class Share:
    """`n` of `of` in one of two rounds that are compared."""

    n: int
    of: int


@dataclass(frozen=True, slots=True)
class Figure:
    """One number of the report; report.md 1 says what each part means.

    `n` is None when suppressed or not a count. `sources` are empty in the public edition. Five parts
    serve suppression: `table` names the figures that add up to `of`, `whole` what `of` counts (often the
    id of another figure), `about` whether it tells a fact of children or what agencies did, `is_public`
    whether a public edition may hold it at all, `behind` how many children it stands for. `better` is the
    direction in which a re-audit improves; a measure with `places` always shows that many decimals;
    `then`, `now` and `note` belong to two rounds compared (compare.py).
    """

    id: str
    kind: Kind
    counted: Counted
    what: str
    n: int | None = None
    of: int | None = None
    left_out: Mapping[str, int] = field(default_factory=dict)
    value: Fraction | None = None
    unit: str | None = None
    places: int = 0
    values: tuple[tuple[CaseRef, Fraction | None], ...] = ()
    phrase: str = ""
    shown: str = ""
    sources: tuple[AnswerRef, ...] = ()
    table: str = ""
    whole: str = ""
    about: About = "practice"
    is_public: bool = True
    behind: int = 0
    better: Better = ""
    then: Share | None = None
    now: Share | None = None
    note: str = ""

    @property
    def is_hidden(self) -> bool:
        """Suppressed in the edition it stands in."""
        return self.shown == HIDDEN

    def json(self, edition: Edition) -> Json:
        """The self in the shape of contracts.md 5."""
        body: Json = {"id": self.id, "kind": self.kind, "counted": self.counted, "what": self.what}
        match self.kind:
            case "count":
                body |= {"n": self.n, "of": self.of, "left_out": dict(self.left_out)}
                body |= {"better": self.better} if self.better else {}
            case "measure":
                body |= {
                    "value": None
                    if self.value is None
                    else self.shown
                    if self.places
                    else str(_exact(self.value)),
                    "unit": self.unit,
                    "n": self.n,
                }
            case "series":
                body |= {
                    "values": {case: _exact(v) for case, v in self.values if v is not None},
                    "unit": self.unit,
                }
            case "text":
                body |= _compared(self) if self.then or self.now else {}
        body |= {"phrase": self.phrase, "shown": self.shown}
        if edition == "restricted":
            body["from"] = list(self.sources)
        return body


@dataclass(frozen=True, slots=True)
class Figures(Mapping[str, Figure]):
    """All figures of one edition by id, in the order of the report. `tool` is the tool's hash.

    With its id and version, a later round can tell whether its questions mean the same.

    `decisions` says what the public edition hides and why, without the values; empty when restricted.
    """

    round: str
    tool: str
    edition: Edition
    by_id: Mapping[str, Figure]
    decisions: tuple["Decision", ...] = ()
    tool_id: str = ""
    tool_version: str = ""

    def __getitem__(self, figure_id: str) -> Figure:
        return self.by_id[figure_id]

    def __iter__(self) -> Iterator[str]:
        return iter(self.by_id)

    def __len__(self) -> int:
        return len(self.by_id)

    def trace(self, figure_id: str) -> tuple[AnswerRef, ...]:
        """The answers behind one figure, in case order: `CASE/agency:question[row]`.

        Raises:
            InputError: there is no such figure in this edition.
        """
        if figure_id not in self.by_id:
            raise InputError("R_FIGURE", figure=figure_id)
        return self.by_id[figure_id].sources

    def json(self) -> Json:
        """The edition in the shape of contracts.md 5."""
        shown = [figure.json(self.edition) for figure in self.values()]
        tool = {"tool": self.tool, "tool_id": self.tool_id, "tool_version": self.tool_version}
        return {"round": self.round, "edition": self.edition, **tool, "figures": shown}


@dataclass(frozen=True, slots=True)
class Decision:
    """What was hidden, by which rule, how it was repaired; never a value (report.md 3, point 5)."""

    figure: str
    rule: str
    repair: str


def _compared(figure: Figure) -> Json:
    """Two rounds side by side; null where a round has no such count."""
    then, now = (None if s is None else {"n": s.n, "of": s.of} for s in (figure.then, figure.now))
    return {"then": then, "now": now, "note": figure.note, "better": figure.better}


def _exact(value: Fraction) -> int | str:
    """Whole numbers as they are; halves and tenths as decimal texts, never a binary float."""
    if value.denominator == 1:
        return value.numerator
    return f"{Decimal(value.numerator) / Decimal(value.denominator):f}"
