"""Agreed and auditors' grades as bars and as a table: what the headline and the findings share.

May not know: single cases.
"""

from collections.abc import Iterator

from auditdesk.audit.grades import ASPECTS, JUDGED, Aspect, Grade
from auditdesk.report.combined.material import Material, counted
from auditdesk.report.document import Block, Cell, Chart, Column, Table
from auditdesk.report.figures import Figure
from auditdesk.report.runs import Fact, Num, Runs, See, Style, Text, Typed, runs
from auditdesk.report.sentences import listed, strung
from auditdesk.report.series import Bar, GradeBars, Mark, Segment

GRADES_TABLE = "t_grades"
_MOST_SPOKEN = 12
_TITLES = {
    "outstanding": "Outstanding",
    "good": "Good",
    "ri": "Requires improvement",
    "inadequate": "Inadequate",
    "not_judged": "Not judged",
    "not_agreed": "Not yet agreed",
}


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


def spoken(bars: GradeBars) -> Runs:
    """The values of a chart in words, while they are few enough to listen to (report.md 8)."""
    if sum(len(each.segments) for each in bars.bars) > _MOST_SPOKEN:
        return ()
    told = (runs(*each.label, ": ", *listed(tuple(map(_segment_words, each.segments)))) for each in bars.bars)
    return runs(*strung(tuple(told)), ".")


def _segment_words(segment: Segment) -> Runs:
    return runs(f"{Grade(segment.mark.value).words.lower()} ", Num(segment.figure_id, str(segment.count)))


def titled(material: Material, aspect: Aspect, style: Style = Style.PLAIN) -> Runs:
    """The same as a run: the name of a tool is somebody's text."""
    name = title(material, aspect)
    return (Typed(name, style),) if aspect.code == "T" else (Text(name, style),)


def in_a_sentence(material: Material, aspect: Aspect) -> Runs:
    """As `titled`, but our own titles start small: "standards for voice of the child"."""
    name = aspect.title[:1].lower() + aspect.title[1:]
    return titled(material, aspect) if aspect.code == "T" else (Text(name),)


def _grade_columns(others: tuple[str, ...]) -> tuple[Column, ...]:
    """A column for each of the four grades, then for those of `others`."""
    return tuple(
        Column(code, title, 3 if code == "ri" else 2, kind="count")
        for code, title in _TITLES.items()
        if code in set(JUDGED) or code in others
    )


def grades_table(material: Material) -> Table:
    """Table T3: agreed grades by aspect, with those not judged and not yet agreed."""
    columns = (Column("aspect", "Aspect", 6), *_grade_columns(("not_judged", "not_agreed")))
    graded = graded_aspects(material)
    rows = tuple(_row(material, aspect) for aspect in graded)
    others = "" if len(graded) == len(ASPECTS) else " No grade was agreed for any aspect that is not listed."
    return Table(
        GRADES_TABLE,
        runs("Agreed grades by aspect, number of children"),
        columns,
        rows,
        note=runs(f"The grade is the one that the meeting agreed. Grades are never averaged.{others}"),
        empty="The meeting has not agreed a grade yet.",
    )


def _row(material: Material, aspect: Aspect) -> tuple[Cell, ...]:
    stem = f"grade.{aspect.figure}"
    cells = (counted(material.figure(f"{stem}.{column}")) for column in _TITLES)
    return (Cell(titled(material, aspect, Style.STRONG)), *cells)


AUDITORS_TABLE = "t_auditors"


def grades_chart(material: Material, aspect: Aspect) -> tuple[Block, ...]:
    """The agreed grades, and below them each agency's own, where there are any."""
    agreed = bar(material, runs("Agreed"), f"grade.{aspect.figure}")
    own = _own_bars(material, aspect)
    bars = (*((agreed,) if agreed is not None else ()), *own)
    if not bars:
        return ()
    caption = runs(
        "Agreed grade by children, and auditors’ grades by returns of each agency"
        if own
        else "Agreed grade, number of children"
    )
    title = in_a_sentence(material, aspect)
    alt = runs("The agreed grades and each agency’s own for ", *title, ". ", *spoken(GradeBars(bars)))
    table = AUDITORS_TABLE if own else GRADES_TABLE
    return (
        Chart(f"c_grades_{aspect.code}", caption, GradeBars(bars), alt, table, _agreed_is_in(agreed, own)),
    )


def _agreed_is_in(agreed: Bar | None, own: tuple[Bar, ...]) -> Runs:
    if agreed is None or not own:
        return ()
    return runs("The agreed grades are also in ", See(GRADES_TABLE), ".")


def _own_bars(material: Material, aspect: Aspect) -> tuple[Bar, ...]:
    made = (
        bar(material, (Typed(material.agency(code)),), f"agency.{code}.{aspect.figure}")
        for code in material.agencies
    )
    return tuple(each for each in made if each is not None)


def auditors_table(material: Material) -> tuple[Block, ...]:
    """Auditors' own grades by aspect and agency: the numbers behind the bars of chapter 6."""
    rows = tuple(_own_rows(material))
    if not rows:
        return ()
    columns = (Column("agency", "Agency", 4), *_grade_columns(("not_judged",)))
    columns = (Column("aspect", "Aspect", 7), *columns)
    caption = runs("Auditors’ own grades by aspect and agency, number of returns")
    return (Table(AUDITORS_TABLE, caption, columns, rows, note=named(material, material.agencies)),)


def named(material: Material, agencies: tuple[str, ...]) -> Runs:
    """The agencies behind the codes at the head of a table: "CSC: Children's social care; POL: Police."."""
    parts = tuple(runs(Fact(code.upper()), ": ", Typed(material.agency(code))) for code in agencies)
    return runs(*strung(parts), ".")


def _own_rows(material: Material) -> Iterator[tuple[Cell, ...]]:
    for aspect in ASPECTS:
        stems = {code: f"agency.{code}.{aspect.figure}" for code in material.agencies}
        if not any(judged(material, stem) for stem in stems.values()):
            continue
        judged_by = [
            code for code, stem in stems.items() if judged(material, stem) or material.n(f"{stem}.not_judged")
        ]
        for index, agency in enumerate(judged_by):
            cells = (
                counted(material.figure(f"{stems[agency]}.{grade}")) for grade in (*JUDGED, "not_judged")
            )
            name = Cell(titled(material, aspect, Style.STRONG)) if index == 0 else Cell()
            yield (name, Cell((Fact(agency.upper()),)), *cells)
