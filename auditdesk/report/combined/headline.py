"""Chapter 1: the headline, on one page (report.md 6). May not know: answers."""

from auditdesk.report.combined.grades import GRADES_TABLE, agreed_bars, graded_aspects, spoken
from auditdesk.report.combined.material import Material, number
from auditdesk.report.document import Block, Bullets, Chart, Heading, Paragraph, Tile, Tiles
from auditdesk.report.figures import Figure
from auditdesk.report.runs import Num, Runs, See, Text, runs
from auditdesk.report.sentences import MOST_NEEDED, lead, measured, needed, worked

_MOST_TILES = 4
_MANY_BARS = 6
_FEWER = 3
"""Points that fit on the page under a chart of many bars."""


def headline(material: Material) -> tuple[Block, ...]:
    chart = _chart(material)
    most = _FEWER if len(graded_aspects(material)) > _MANY_BARS else MOST_NEEDED
    return (
        Heading(1, "Headline", "1", "headline"),
        *_lead(material),
        *_tiles(material),
        *chart,
        *_points("What worked", worked(material.figures)),
        *_points("What we need to do more of", needed(material.figures)[:most]),
    )


def _lead(material: Material) -> tuple[Block, ...]:
    drafted = lead(material.figures)
    spaced = tuple(run for sentence in drafted for run in (*sentence, Text(" ")))[:-1]
    return (Paragraph(spaced, "lead"),) if spaced else (Paragraph(runs("No return has been merged yet.")),)


def _points(title: str, points: tuple[Runs, ...]) -> tuple[Block, ...]:
    return (Heading(2, title), Bullets(points)) if points else ()


# ── tiles ────────────────────────────────────────────────────────────────────────────────────────────────
def _tiles(material: Material) -> tuple[Block, ...]:
    made = (
        _audited(material),
        _received(material),
        _changed(material),
        _concerns(material),
        _gave_views(material),
    )
    tiles = tuple(tile for tile in made if tile is not None)[:_MOST_TILES]
    return (Tiles(tiles),) if tiles else ()


def _audited(material: Material) -> Tile | None:
    figure = material.figure("children")
    if figure is None:
        return None
    return _tile(figure, runs("child’s record audited" if figure.n == 1 else "children’s records audited"))


def _received(material: Material) -> Tile | None:
    figure, expected = material.figure("returns.received"), material.figure("returns.expected")
    if figure is None or expected is None:
        return None
    nil = material.figure("returns.nil")
    tail = runs(", ", *number(nil), " of them nil") if nil is not None and nil.n else ()
    return _tile(figure, runs("of ", *number(expected), " returns received", *tail))


def _changed(material: Material) -> Tile | None:
    """Auditors' overall grades that the meeting did not confirm."""
    figure = material.figure("agreement.all.overall.changed")
    if figure is None or not figure.of:
        return None
    return _tile(
        figure, runs("of ", Num(figure.id, str(figure.of)), " overall grades changed at the meeting")
    )


def _concerns(material: Material) -> Tile | None:
    raised = material.figure("concern.raised")
    if raised is None:
        return None
    closed, days = material.figure("concern.closed"), material.figure("concern.days.median")
    noun = "immediate concern" if raised.n == 1 else "immediate concerns"
    if not raised.n or closed is None:
        return _tile(raised, runs(noun))
    if closed.n != raised.n:
        return _tile(raised, runs(f"{noun}, ", *number(closed), " closed"))
    median = "" if raised.n == 1 else "a median of "
    when = () if days is None else runs(f" in {median}", *measured(days))
    return _tile(raised, runs(f"{noun}, closed", *when))


def _gave_views(material: Material) -> Tile | None:
    figure = material.figure("children.voice")
    if figure is None or figure.of is None:
        return None
    return _tile(figure, runs("of ", Num(figure.id, str(figure.of)), " children told us their views"))


def _tile(figure: Figure, label: Runs) -> Tile:
    return Tile(Num(figure.id, str(figure.n)), label)


# ── chart ────────────────────────────────────────────────────────────────────────────────────────────────
def _chart(material: Material) -> tuple[Block, ...]:
    bars = agreed_bars(material)
    if not bars.bars:
        return ()
    audited = material.figure("children")
    caption = runs("Agreed grades by aspect, number of children")
    if audited is not None:
        caption = runs(*caption, " (", *number(audited), " audited)")
    note = runs(
        "n is the number of children with an agreed grade. Children not judged are left out and counted in ",
        See(GRADES_TABLE),
        ", which holds the numbers behind this figure.",
    )
    alt = runs(
        "Agreed grades, one bar for each aspect; the numbers are in ", See(GRADES_TABLE), ". ", *spoken(bars)
    )
    return (Chart("c_grades", caption, bars, alt, GRADES_TABLE, note),)
