"""What a mark means, and the numbers that a chart draws.

May not know: colours and shapes (theme.py, charts/), nor how anything was counted.
"""

from dataclasses import dataclass
from enum import StrEnum
from fractions import Fraction

from auditdesk.report.runs import Num, Runs


class Mark(StrEnum):
    """What a cell or a bar segment says beside its words; the shade only repeats it (report.md 7)."""

    NONE = "none"
    RECEIVED = "received"  # an empty cell with this mark prints a tick
    NIL = "nil"
    LATE = "late"
    NOT_ASKED = "not_asked"  # no return was expected here
    OUTSTANDING = "outstanding"
    GOOD = "good"
    RI = "ri"
    INADEQUATE = "inadequate"
    NOT_JUDGED = "not_judged"
    NOT_AGREED = "not_agreed"
    DIAGONAL = "diagonal"  # moderation: auditor's and agreed grade are the same
    NEAR = "near"  # moderation: one grade apart
    HEAT_1 = "heat_1"  # heat table: lowest fifth
    HEAT_2 = "heat_2"
    HEAT_3 = "heat_3"
    HEAT_4 = "heat_4"
    HEAT_5 = "heat_5"  # highest fifth
    TOO_FEW = "too_few"  # heat table: under three returns, grey
    HIDDEN = "hidden"  # suppressed: "c" or "not shown"
    NOT_STARTED = "not_started"
    ON_TRACK = "on_track"
    AT_RISK = "at_risk"
    OVERDUE = "overdue"
    DONE = "done"


GRADE_ORDER = (Mark.OUTSTANDING, Mark.GOOD, Mark.RI, Mark.INADEQUATE, Mark.NOT_JUDGED, Mark.NOT_AGREED)
"""The order of segments in every grade bar and its legend; it never changes (report.md 7)."""


@dataclass(frozen=True, slots=True)
class Segment:
    """One part of a bar: so many children with this grade. A count of 0 is not drawn."""

    mark: Mark
    count: int
    figure_id: str


@dataclass(frozen=True, slots=True)
class Bar:
    """One row of a grade chart; `n` is printed at its right as "n = 12"."""

    label: Runs
    segments: tuple[Segment, ...]
    n: Num


@dataclass(frozen=True, slots=True)
class GradeBars:
    """Stacked bars of equal length, one an aspect or an agency; segments are drawn in GRADE_ORDER."""

    bars: tuple[Bar, ...]


@dataclass(frozen=True, slots=True)
class Strip:
    """One row of dots: each event's value, late ones as open diamonds; up to two lines `beside` it."""

    label: Runs
    values: tuple[tuple[Fraction | int, bool], ...]  # (value in the strip's unit, late?)
    beside: tuple[Runs, ...] = ()


@dataclass(frozen=True, slots=True)
class DotStrips:
    """Rows of dots on one axis; `limit` is drawn and named by `limit_words` ("limit 72 hours").

    `ticks` are the axis labels, lowest and highest included; every value must lie between them.
    """

    strips: tuple[Strip, ...]
    ticks: tuple[int, ...]
    limit: Fraction | int | None = None
    limit_words: Runs = ()
