"""Chapter 7: every clock with its verdicts, counted in events, then each child's days.

May not know: how a clock runs.
"""

from collections.abc import Iterator

from auditdesk.report.combined.days import days_by_child
from auditdesk.report.combined.material import Material, counted, in_english, typed
from auditdesk.report.document import Block, Cell, Column, Heading, Paragraph, Table
from auditdesk.report.figures import Figure
from auditdesk.report.runs import Num, Style, Text, runs

CLOCKS = "clock"
_VERDICTS = ("in_time", "late", "not_done", "date_missing")


def timeliness(material: Material) -> tuple[Block, ...]:
    heading = Heading(1, "Timeliness", "7", "timeliness")
    blocks = (*_clock_table(material), *days_by_child(material))
    if not blocks:
        return (heading, Paragraph(runs("No return recorded a step that procedure sets a time for.")))
    intro = runs(
        "Time runs from the date in the record. A missing date is never counted as late and never as in time."
    )
    return (heading, Paragraph(intro), *blocks)


def _clock_table(material: Material) -> tuple[Block, ...]:
    clocks = tuple(_clocks(material))
    if not clocks:
        return ()
    columns: tuple[Column, ...] = (
        Column("clock", "Clock", 20),
        Column("in_time", "In time", 6, kind="count"),
        Column("late", "Late", 6, kind="count"),
        Column("not_done", "Not done", 6, kind="count"),
        Column("date_missing", "Date missing", 8, kind="count"),
        Column("due", "Due", 6, kind="count"),
        Column("median", "Median", 9, "centre"),
        Column("range", "Range", 12, "centre"),
    )
    rows: tuple[tuple[Cell, ...], ...] = tuple(_row(material, clock) for clock in clocks)
    note = runs("Counts are events, not children.")
    if any(row[-1].runs for row in rows):
        note = runs(*note, " Median and range are of events with both dates.")
    else:
        columns, rows = columns[:-2], tuple(row[:-2] for row in rows)
    return (Table("t_clocks", runs("Clocks, number of events"), columns, rows, note=note),)


def _clocks(material: Material) -> Iterator[str]:
    """The ids of the clocks that anything was due under, in the order of the figures."""
    found = dict.fromkeys(rest.partition(".")[0] for rest in material.under(CLOCKS))
    yield from (clock for clock in found if any(material.n(f"{CLOCKS}.{clock}.{v}") for v in _VERDICTS))


def clock_label(material: Material, clock: str) -> str:
    choices = material.view.tool.lists.get(CLOCKS, ())
    return next((in_english(choice.label, clock) for choice in choices if choice.name == clock), clock)


def _row(material: Material, clock: str) -> tuple[Cell, ...]:
    found = {verdict: material.figure(f"{CLOCKS}.{clock}.{verdict}") for verdict in _VERDICTS}
    return (
        typed(clock_label(material, clock)),
        *(counted(figure) for figure in found.values()),
        _due(found["in_time"]),
        _measured(material, clock, ("median",)),
        _measured(material, clock, ("min", "max")),
    )


def _due(figure: Figure | None) -> Cell:
    if figure is None or figure.of is None:
        return Cell()
    return Cell((Num(figure.id, str(figure.of), Style.STRONG),))


def _measured(material: Material, clock: str, parts: tuple[str, ...]) -> Cell:
    """The median, or "10 to 160"; empty where no event had both dates."""
    by_part = {
        rest.rpartition(".")[2]: figure for rest, figure in material.under(f"{CLOCKS}.{clock}").items()
    }
    found = [by_part[part] for part in parts if part in by_part]
    if len(found) != len(parts):
        return Cell()
    first, *rest = (Num(figure.id, figure.shown) for figure in found)
    return Cell((first, *(run for num in rest for run in (Text(" to "), num))))
