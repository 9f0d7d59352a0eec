"""Counts become figures: denominators, phrases, medians, printed forms. May not know returns."""

from collections.abc import Iterator
from fractions import Fraction

from auditdesk.report import phrases
from auditdesk.report.counting.tally import AnswerRef, Series, Spread, Tally
from auditdesk.report.counts import Counts
from auditdesk.report.figures import Figure, Figures

_MONTHS, _INFANT = 12, 24


def figures(counts: Counts) -> Figures:
    """The restricted edition of the numbers, in the order of the report (report.md 1)."""
    made: dict[str, Figure] = {}
    for id, sources in counts.sources.items():
        for figure in _made(counts, id, sources):
            if figure.id in made:
                raise ValueError(figure.id)
            made[figure.id] = figure
    return Figures(
        counts.round, counts.tool, "restricted", made,
        tool_id=counts.tool_id, tool_version=counts.tool_version,
    )  # fmt: skip


def _made(counts: Counts, id: str, sources: tuple[AnswerRef, ...]) -> Iterator[Figure]:
    if id in counts.tallies:
        yield _count(id, counts.tallies[id], sources)
    elif id in counts.spreads:
        yield from _measures(id, counts.spreads[id], sources)
    elif id in counts.series:
        yield _series(id, counts.series[id], sources)


def _count(id: str, tally: Tally, sources: tuple[AnswerRef, ...]) -> Figure:
    shown = str(tally.n) if tally.of is None else f"{tally.n} of {tally.of}"
    unknown = tally.left_out.get("no_evidence", 0)
    return Figure(
        id,
        "count",
        tally.counted,
        tally.what,
        n=tally.n,
        of=tally.of,
        left_out=tally.left_out,
        phrase="" if tally.of is None else phrases.phrase(tally.n, tally.of, unknown),
        shown=shown,
        sources=sources,
        table=tally.table,
        whole=tally.whole,
        about=tally.about,
        is_public=tally.is_public,
        behind=tally.behind,
        better=tally.better,
    )


def _measures(id: str, spread: Spread, sources: tuple[AnswerRef, ...]) -> Iterator[Figure]:
    every = sorted(value for value, times in spread.times.items() for _ in range(times))
    for part in spread.parts:
        value = _part(every, part)
        is_age = id == "children.age"
        yield Figure(
            f"{id}.{part}",
            "text" if is_age else "measure",
            spread.counted,
            spread.what,
            n=len(every),
            value=value,
            unit=spread.unit,
            places=spread.places,
            shown=age(value) if is_age else decimal(value, spread.places),
            sources=sources,
            whole=spread.whole,
            about=spread.about,
            is_public=spread.is_public,
            behind=spread.behind,
        )


def _part(every: list[Fraction], part: str) -> Fraction:
    middle = len(every) // 2
    match part:
        case "min":
            return every[0]
        case "max":
            return every[-1]
        case _:
            return every[middle] if len(every) % 2 else (every[middle - 1] + every[middle]) / 2


def _series(id: str, series: Series, sources: tuple[AnswerRef, ...]) -> Figure:
    shown = ", ".join(f"{case}: {decimal(value)}" for case, value in series.values)
    return Figure(
        id, "series", "children", series.what, unit=series.unit, values=series.values, shown=shown,
        sources=sources,
        is_public=False,
    )  # fmt: skip


def age(months: Fraction) -> str:
    """Years, in completed months under two: "5 months", "14" (domain/report.md 4.2)."""
    if months < _INFANT:
        return f"{months.numerator} month{'s' if months != 1 else ''}"
    return str(months.numerator // _MONTHS)


def decimal(value: Fraction, places: int = 0) -> str:
    """A whole number without a point, anything else to one decimal; with `places`, always to so many.

    Halves go away from zero.
    """
    if value.denominator == 1 and not places:
        return str(value.numerator)
    ten = 10 ** max(places, 1)
    scaled = (abs(value) * ten + Fraction(1, 2)).__floor__()
    sign = "-" if value < 0 < scaled else ""
    return f"{sign}{scaled // ten}.{scaled % ten:0{max(places, 1)}}"
