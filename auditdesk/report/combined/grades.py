"""Agreed and auditors' grades as bars and as a table: what the headline and the findings share.

May not know: single cases.
"""

from auditdesk.audit.grades import ASPECTS, JUDGED, Aspect
from auditdesk.report.combined.material import Material, counted
from auditdesk.report.document import Block, Cell, Chart, Column, Table
from auditdesk.report.figures import Figure
from auditdesk.report.runs import Num, Runs, Style, Text, Typed, runs
from auditdesk.report.series import Bar, GradeBars, Mark, Segment

GRADES_TABLE = "t_grades"
_COLUMNS = ("outstanding", "good", "ri", "inadequate", "not_judged", "not_agreed")


def judged(material: Material, stem: str) -> int:
    """How many have one of the four grades under `grade.<aspect>` or the like."""
    return sum(material.n(f"{stem}.{grade}") for grade in JUDGED)


def graded_aspects(material: Material) -> tuple[Aspect, ...]:
    """The aspects for which at least one child has an agreed grade, overall last."""
    return tuple(aspect for aspect in ASPECTS if judged(material, f"grade.{aspect.figure}"))


def bar(material: Material, label: Runs, stem: str) -> Bar | None:
    """One bar of the figures `<stem>.<grade>`; None where nothing was judged."""
    found = [material.figure(f"{stem}.{grade}") for grade in JUDGED]
    given = [figure for figure in found if figure is not None and figure.n]
    if not given:
        return None
    segments = tuple(Segment(Mark(_grade(figure)), figure.n or 0, figure.id) for figure in given)
    total = sum(segment.count for segment in segments)
    return Bar(label, segments, Num(given[0].id, str(total)))


def _grade(figure: Figure) -> str:
    return figure.id.rpartition(".")[2]


def agreed_bars(material: Material) -> GradeBars:
    """One bar for each aspect that has agreed grades."""
    made = (
        bar(material, titled(material, aspect), f"grade.{aspect.figure}")
        for aspect in graded_aspects(material)
    )
    return GradeBars(tuple(each for each in made if each is not None))


def title(material: Material, aspect: Aspect) -> str:
    """The aspect's name; the theme by the name of its tool."""
    return material.imprint.tool_title if aspect.code == "T" else aspect.title


def titled(material: Material, aspect: Aspect, style: Style = Style.PLAIN) -> Runs:
    """The same as a run: the name of a tool is somebody's text."""
    name = title(material, aspect)
    return (Typed(name, style),) if aspect.code == "T" else (Text(name, style),)


def grades_table(material: Material) -> Table:
    """Table T3: agreed grades by aspect, with those not judged and not yet agreed."""
    columns = (
        Column("aspect", "Aspect", 6),
        Column("outstanding", "Outstanding", 2, kind="count"),
        Column("good", "Good", 2, kind="count"),
        Column("ri", "Requires improvement", 3, kind="count"),
        Column("inadequate", "Inadequate", 2, kind="count"),
        Column("not_judged", "Not judged", 2, kind="count"),
        Column("not_agreed", "Not yet agreed", 2, kind="count"),
    )
    rows = tuple(_row(material, aspect) for aspect in graded_aspects(material))
    return Table(
        GRADES_TABLE,
        runs("Agreed grades by aspect, number of children"),
        columns,
        rows,
        note=runs("The grade is the one that the meeting agreed. Grades are never averaged."),
        empty="The meeting has not agreed a grade yet.",
    )


def _row(material: Material, aspect: Aspect) -> tuple[Cell, ...]:
    stem = f"grade.{aspect.figure}"
    cells = (counted(material.figure(f"{stem}.{column}")) for column in _COLUMNS)
    return (Cell(titled(material, aspect, Style.STRONG)), *cells)


def grades_chart(material: Material, aspect: Aspect) -> tuple[Block, ...]:
    """The agreed grades, and below them each agency's own, where there are any."""
    agreed = material.figure("children")
    if agreed is None:
        return ()
    first = bar(material, runs("Agreed"), f"grade.{aspect.figure}")
    others = (
        bar(material, (Typed(material.agency(code)),), f"auditors.{code}.{aspect.figure}")
        for code in material.agencies
    )
    bars = tuple(each for each in (first, *others) if each is not None)
    if not bars:
        return ()
    key = f"c_grades_{aspect.code}"
    alt = runs("The agreed grades and each agency’s own for ", *titled(material, aspect), ".")
    return (
        Chart(key, runs("Agreed grade, and auditors’ grades by agency"), GradeBars(bars), alt, GRADES_TABLE),
    )
