"""Chapters 12 and 13: auditors' grades beside agreed ones, and agency beside agency (picture 25).

May not know: answers. Drift of one auditor is for the coordinator alone.
"""

from collections.abc import Iterator

from auditdesk.audit.grades import ASPECT_BY_CODE, ASPECTS, JUDGED, Aspect, Grade
from auditdesk.report.combined.grades import auditors_table, named, titled
from auditdesk.report.combined.material import Material, number, shown, typed, words
from auditdesk.report.counting.agencies import EVERY_AGENCY, EVERY_GRADE
from auditdesk.report.document import Block, Cell, Column, Grid, Heading, Paragraph, Table
from auditdesk.report.figures import Figure
from auditdesk.report.runs import Cite, Num, Runs, Style, Text, Typed, runs
from auditdesk.report.sentences import strung
from auditdesk.report.series import Mark

FEWEST_RETURNS = 3
"""An agency with fewer judged returns is not held up beside others (domain/report.md 4.6)."""

_MEASURES = ("exact", "within_one", "down", "up")
_FIFTHS = (Mark.HEAT_1, Mark.HEAT_2, Mark.HEAT_3, Mark.HEAT_4, Mark.HEAT_5)


# ── 12 ───────────────────────────────────────────────────────────────────────────────────────────────────
def moderation(material: Material) -> tuple[Block, ...]:
    """How far the meeting confirmed the auditors: in a sentence, as a matrix, by agency and aspect."""
    heading = Heading(1, "Grades and moderation", "12", "moderation")
    blocks = (*_sentence(material), *_matrix(material), *_by_agency(material), *auditors_table(material))
    if not blocks:
        return (heading, Paragraph(runs("No return has both an auditor’s grade and an agreed one.")))
    return (heading, *blocks)


def _sentence(material: Material) -> tuple[Block, ...]:
    found = [material.figure(f"agreement.{EVERY_AGENCY}.overall.{measure}") for measure in _MEASURES]
    exact, within_one, down, up = found
    if exact is None or within_one is None or down is None or up is None or not exact.of:
        return ()
    told = runs(
        "The meeting confirmed ",
        Num(exact.id, exact.shown),
        " of the auditors’ overall grades; ",
        Num(within_one.id, within_one.shown),
        " lie within one grade of what it agreed. It moved ",
        _or_none(down),
        " down and ",
        _or_none(up),
        " up. ",
        Cite(tuple(figure.id for figure in (exact, within_one, down, up))),
    )
    return (Paragraph(told),)


def _or_none(figure: Figure) -> Num:
    return Num(figure.id, str(figure.n) if figure.n else "none")


def _matrix(material: Material) -> tuple[Block, ...]:
    """Auditor's overall grade against the agreed one; nothing without a pair."""
    if not any(figure.n for figure in material.under(f"agreement.{EVERY_AGENCY}.overall").values()):
        return ()
    columns = (
        Column("own", "Auditor’s grade", 12),
        *(Column(grade.value, grade.words, 6, "centre", "heat") for grade in JUDGED),
        Column("all", "All", 6, "centre", "heat"),
    )
    rows = tuple(_matrix_row(material, own) for own in (*JUDGED, None))
    note = runs(
        "The shaded diagonal is exact agreement. Returns with both grades are counted; nil returns and "
        "grades “not judged” are left out.",
    )
    caption = runs("Auditor’s grade (rows) and agreed grade (columns), number of returns")
    return (Grid("t_matrix", caption, columns, rows, note=note),)


def _matrix_row(material: Material, own: Grade | None) -> tuple[Cell, ...]:
    """One auditor's grade against each agreed one and all of them; the last row holds the totals."""
    cells = (_pair(material, own, agreed) for agreed in JUDGED)
    total = number(_found(material, own, None), Style.STRONG)
    return (words("All" if own is None else own.words, Style.STRONG), *cells, Cell(total))


def _pair(material: Material, own: Grade | None, agreed: Grade) -> Cell:
    if own is None:
        return Cell(number(_found(material, own, agreed), Style.STRONG))
    steps = abs((own.rank or 0) - (agreed.rank or 0))
    mark = {0: Mark.DIAGONAL, 1: Mark.NEAR}.get(steps, Mark.NONE)
    return Cell(number(_found(material, own, agreed)), mark)


def _found(material: Material, own: Grade | None, agreed: Grade | None) -> Figure | None:
    return material.figure(f"agreement.{EVERY_AGENCY}.overall.{own or EVERY_GRADE}.{agreed or EVERY_GRADE}")


def _by_agency(material: Material) -> tuple[Block, ...]:
    columns = (
        Column("agency", "Agency", 20),
        Column("aspect", "Aspect", 16),
        Column("exact", "Exact", 7, kind="count"),
        Column("within_one", "Within one grade", 9, kind="count"),
        Column("down", "Moved down", 8, kind="count"),
        Column("up", "Moved up", 7, kind="count"),
    )
    rows = tuple(_agreement_rows(material))
    if not rows:
        return ()
    caption = runs("Agreement by aspect and, overall, by agency, number of returns")
    return (Table("t_agreement", caption, columns, rows),)


def _agreement_rows(material: Material) -> Iterator[tuple[Cell, ...]]:
    """Each aspect over all agencies, where there are several, then each agency's overall grades."""
    overall = ASPECT_BY_CODE["overall"]
    asked = [(EVERY_AGENCY, aspect) for aspect in ASPECTS if aspect is not overall]
    for code, aspect in (*asked, *((agency, overall) for agency in material.agencies)):
        found = [material.figure(f"agreement.{code}.{aspect.figure}.{measure}") for measure in _MEASURES]
        if found[0] is not None and found[0].of:
            name = words("All agencies", Style.STRONG) if code == EVERY_AGENCY else None
            yield (
                name or typed(material.agency(code), Style.STRONG),
                Cell(titled(material, aspect)),
                *(shown(figure) for figure in found),
            )


# ── 13 ───────────────────────────────────────────────────────────────────────────────────────────────────
def agency_view(material: Material) -> tuple[Block, ...]:
    """Returns graded good or better by aspect and agency, where an agency has enough of them."""
    heading = Heading(1, "Agency view", "13", "agencies")
    aspects = tuple(
        aspect for aspect in ASPECTS if any(_better(material, aspect, a) for a in material.agencies)
    )
    if not aspects:
        return (heading, Paragraph(runs("No return graded an aspect.")))
    agencies = tuple(a for a in material.agencies if any(_better(material, aspect, a) for aspect in aspects))
    columns = (Column("aspect", "Aspect", 20), *(Column(a, a.upper(), 6, "centre", "heat") for a in agencies))
    rows = tuple(
        (Cell(titled(material, aspect)), *(_heat(_better(material, aspect, a)) for a in agencies))
        for aspect in aspects
    )
    intro = runs(
        "Returns graded good or outstanding, of those judged. Not shown for an agency with fewer than three "
        "judged returns."
    )
    caption = runs("Returns graded good or outstanding, by aspect and agency")
    return (
        heading,
        Paragraph(intro),
        Grid("t_agencies", caption, columns, rows, note=_legend(material, agencies)),
    )


def _better(material: Material, aspect: Aspect, agency: str) -> Figure | None:
    figure = material.figure(f"agency.{agency}.{aspect.figure}.good_or_better")
    return figure if figure is not None and figure.of else None


def _heat(figure: Figure | None) -> Cell:
    if figure is None or figure.n is None or not figure.of:
        return Cell((Text("none judged"),), Mark.TOO_FEW)
    if figure.of < FEWEST_RETURNS:
        return Cell((Text("too few"),), Mark.TOO_FEW)
    return Cell(
        (Num(figure.id, figure.shown),), _FIFTHS[min(len(_FIFTHS) - 1, len(_FIFTHS) * figure.n // figure.of)]
    )


def _legend(material: Material, agencies: tuple[str, ...]) -> Runs:
    others = tuple((Typed(material.agency(a)),) for a in material.agencies if a not in agencies)
    silent = runs(" No return of these agencies judged an aspect: ", *strung(others), ".") if others else ()
    return runs(
        *named(material, agencies), " Shading: five bands of fifths; the count is always printed.", *silent
    )
