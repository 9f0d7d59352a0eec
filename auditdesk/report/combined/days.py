"""Each child's days beside the limit that procedure sets, and how limits are named (chapter 7, picture 24).

May not know: what the days are of.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from fractions import Fraction

from auditdesk.audit.clocks import Clock, Unit
from auditdesk.audit.days import months_later
from auditdesk.report.combined.material import Material, words
from auditdesk.report.counting.cases import children_of
from auditdesk.report.document import Block, Cell, Chart, Column, Paragraph, Table
from auditdesk.report.figures import Figure
from auditdesk.report.runs import Cite, Fact, Num, Runs, Style, Text, Typed, runs
from auditdesk.report.sentences import capital, listed, many
from auditdesk.report.series import DotStrips, Strip

_BY_CHILD = "t_days"
_TICKS = 6
_MOST_SPOKEN = 12
_LEAP_FREE = 2015
_MONTHS_IN_WORDS = {1: "one calendar month", 2: "two calendar months", 3: "three calendar months"}


@dataclass(frozen=True, slots=True)
class Limited:
    """A series that a clock limits: the question that says whether a child's value is within it."""

    in_time: str
    clock: str


LIMITED = {"cse.gap.days": Limited("cse_gap_ok", "CK_CSEREV")}


def days_by_child(material: Material) -> tuple[Block, ...]:
    """A chart for each series with a limit, the table of every series, the median of each."""
    series = [f for f in material.under(material.imprint.theme).values() if f.kind == "series" and f.values]
    if not series:
        return ()
    verdicts = {f.id: _verdicts(material, LIMITED[f.id]) for f in series if f.id in LIMITED}
    columns = (
        Column("case", "Case", 10, kind="id"),
        *(column for f in series for column in _columns(f, is_limited=f.id in verdicts)),
    )
    cases = [case for case in material.cases if any(case in dict(f.values) for f in series)]
    rows = tuple(
        (Cell((Fact(case, Style.STRONG),)), *(c for f in series for c in _cells(f, case, verdicts.get(f.id))))
        for case in cases
    )
    table = Table(
        _BY_CHILD, runs("Days for each child"), columns, rows, note=_limits_named(material, verdicts)
    )
    charts = tuple(_dots(material, f, verdicts[f.id]) for f in series if f.id in verdicts)
    return (*charts, table, *_medians(material))


def _medians(material: Material) -> tuple[Block, ...]:
    """As "The median of the days from concern to tool was 25.5, over 4 children."."""
    found = (f for id, f in material.under(material.imprint.theme).items() if id.endswith(".median"))
    return tuple(Paragraph(_median(figure)) for figure in found)


def _median(figure: Figure) -> Runs:
    one, several = ("child", "children") if figure.counted == "children" else ("event", "events")
    over = runs(", over ", *many(figure, one, several)) if figure.n is not None else ()
    middle = Num(figure.id, figure.shown)
    return runs("The median of the ", Typed(figure.what), " was ", middle, *over, ". ", Cite((figure.id,)))


def _verdicts(material: Material, limited: Limited) -> Mapping[str, str]:
    """Case → yes or no: whether the child's value lies within the limit."""
    values = {child.ref: child.value(limited.in_time) for child in children_of(material.view)}
    return {case: value for case, value in values.items() if value}


def _columns(figure: Figure, *, is_limited: bool) -> tuple[Column, ...]:
    value = Column(figure.id, capital(figure.what), 16, "centre")
    return (
        (value, Column(f"{figure.id}.in_time", "Within the limit", 10, "centre")) if is_limited else (value,)
    )


def _cells(figure: Figure, case: str, verdicts: Mapping[str, str] | None) -> tuple[Cell, ...]:
    value = dict(figure.values).get(case)
    cell = Cell() if value is None else Cell((Num(figure.id, _in_digits(value)),))
    if verdicts is None:
        return (cell,)
    return (cell, words({"yes": "yes", "no": "no"}.get(verdicts.get(case, ""), "")))


def _in_digits(value: Fraction) -> str:
    """Whole numbers without a point, halves with one."""
    whole, rest = divmod(value.numerator, value.denominator)
    return str(whole) if rest == 0 else f"{whole}.{10 * rest // value.denominator}"


def _limits_named(material: Material, verdicts: Mapping[str, object]) -> Runs:
    clocks = [material.imprint.clocks.get(LIMITED[id].clock) for id in verdicts]
    named = [limit_words(clock) for clock in clocks if clock is not None]
    return runs("The limit is ", *named[0], ".") if named else ()


def _dots(material: Material, figure: Figure, verdicts: Mapping[str, str]) -> Chart:
    values = [(case, value) for case, value in figure.values if value is not None]
    strips = tuple(
        Strip((Fact(case),), ((value, verdicts.get(case) == "no"),), (_beside(figure, value),))
        for case, value in values
    )
    clock = material.imprint.clocks.get(LIMITED[figure.id].clock)
    limit = None if clock is None else longest_days(clock)
    ticks = _ticks(max([value for _, value in values] + ([Fraction(limit)] if limit is not None else [])))
    limit_run = () if clock is None else runs("limit ", *limit_words(clock))
    caption = runs(capital(figure.what), ", one mark for each child")
    note = runs("A dot lies within the limit, an open diamond beyond it.")
    spoken = listed(tuple(runs(*strip.label, " ", *strip.beside[0]) for strip in strips[:_MOST_SPOKEN]))
    alt = runs(capital(figure.what), ", one row for each child, beside the limit: ", *spoken, ".")
    return Chart(f"c_{figure.id}", caption, DotStrips(strips, ticks, limit, limit_run), alt, _BY_CHILD, note)


def _beside(figure: Figure, value: Fraction) -> Runs:
    return (Num(figure.id, f"{_in_digits(value)} {figure.unit or ''}".strip(), Style.STRONG),)


def _ticks(highest: Fraction) -> tuple[int, ...]:
    """Zero and five or six round steps, the last at or above the highest value."""
    step = next(s for s in (1, 2, 5, 10, 20, 30, 50, 100, 200, 500, 1000, 10_000) if s * _TICKS >= highest)
    return tuple(range(0, step * (int(-(-highest // step)) + 1), step))


# ── limits ───────────────────────────────────────────────────────────────────────────────────────────────
def longest_days(clock: Clock) -> int | None:
    """The limit in days; calendar months by their longest run. None for hours and school mornings."""
    match clock.unit:
        case Unit.CALENDAR_DAYS | Unit.WORKING_DAYS:
            return int(clock.limit)
        case Unit.CALENDAR_MONTHS:
            firsts = (date(_LEAP_FREE, month, 1) for month in range(1, 13))
            return max((months_later(first, int(clock.limit)) - first).days for first in firsts)
        case Unit.ELAPSED_HOURS | Unit.SCHOOL_DAYS:
            return None


def limit_words(clock: Clock) -> Runs:
    """As "three calendar months (at most 92 days)"."""
    if clock.unit is not Unit.CALENDAR_MONTHS:
        return (Fact(f"{clock.limit} {clock.unit.value.replace('_', ' ')}"),)
    months = _MONTHS_IN_WORDS.get(int(clock.limit), f"{clock.limit} calendar months")
    return (Fact(months), Text(" (at most "), Fact(f"{longest_days(clock)} days"), Text(")"))
