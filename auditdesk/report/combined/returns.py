"""Chapter 4: which returns came (table T1, domain/report.md 4.7). May not know: what stands in a return."""

from auditdesk.audit.round import Ref
from auditdesk.report.combined.imprint import day
from auditdesk.report.combined.material import Material, endings, number, shown, typed
from auditdesk.report.document import Block, Cell, Column, Grid, Heading, Paragraph
from auditdesk.report.runs import Fact, Runs, Style, Text, runs
from auditdesk.report.sentences import listed, many, measured
from auditdesk.report.series import Mark

MOST_COLUMNS = 24
"""More cases than fit side by side stand in several grids."""


def returns(material: Material) -> tuple[Block, ...]:
    """The rate, the grid and the time it took."""
    stretches = [material.cases[at : at + MOST_COLUMNS] for at in range(0, len(material.cases), MOST_COLUMNS)]
    return (
        Heading(1, "Returns", "4", "returns"),
        Paragraph(runs(*_rate(material), " ", *_minutes(material))),
        *(_grid(material, cases) for cases in stretches),
    )


def _rate(material: Material) -> Runs:
    received, expected = material.figure("returns.received"), material.figure("returns.expected")
    if received is None or expected is None or not expected.n:
        return runs("No return was asked for.")
    nil, overdue = material.figure("returns.nil"), material.figure("returns.overdue")
    parts = [runs(*number(received), " of ", *many(expected, "expected return", "expected returns"), " came")]
    if nil is not None and nil.n:
        parts.append(runs(*number(nil), " of them nil (“not known to us” after a proper search)"))
    if overdue is not None and overdue.n:
        parts.append(runs(*number(overdue), " is overdue" if overdue.n == 1 else " are overdue"))
    return runs(*listed(tuple(parts)), ". A nil return counts as received.")


# ── one column a case ────────────────────────────────────────────────────────────────────────────────────
def _grid(material: Material, cases: tuple[str, ...]) -> Grid:
    tails = endings(cases)
    columns = (
        Column("agency", "Agency", 24),
        *(Column(case, tail, 3, "centre", "id") for case, tail in zip(cases, tails, strict=True)),
        Column("received", "Received", 8, "centre", "count"),
    )
    rows = tuple(_agency_row(material, code, cases) for code in material.agencies)
    return Grid(
        f"t_returns_{cases[0]}",
        runs("Returns by agency and child"),
        columns,
        rows,
        note=runs(*_legend(material), *_columns_are(cases)),
        empty="No return was asked for.",
    )


def _agency_row(material: Material, code: str, cases: tuple[str, ...]) -> tuple[Cell, ...]:
    cells = (_state(material, Ref(case, code)) for case in cases)
    received = shown(material.figure(f"agency.{code}.received"), Style.STRONG)
    return (typed(material.agency(code)), *cells, received)


def _state(material: Material, ref: Ref) -> Cell:
    standing, assignment = material.standing(ref), material.view.assignments.get(ref)
    if standing is not None:
        return Cell((Text("nil"),), Mark.NIL) if standing.is_nil else Cell((), Mark.RECEIVED)
    if assignment is None:
        return Cell((), Mark.NOT_ASKED)
    if material.imprint.made_on > assignment.due:
        return Cell((Text("late"),), Mark.LATE)
    return Cell((Text("due"),), Mark.NONE)


def _legend(material: Material) -> Runs:
    due = max((assignment.due for assignment in material.view.assignments.values()), default=None)
    late = runs("late: expected and not received by ", day(due), ". ") if due is not None else ()
    return runs("✓ received. nil: nil return received. ", *late, "Grey: not asked. ")


def _columns_are(cases: tuple[str, ...]) -> Runs:
    first, last = Fact(cases[0]), Fact(cases[-1])
    return runs("Columns are case references ", first, " to ", last, ".")


def _minutes(material: Material) -> Runs:
    median = material.figure("returns.minutes.median")
    if median is None:
        return runs("No return gave the time it took.")
    return runs("Median time for a return: ", *measured(median), ".")
