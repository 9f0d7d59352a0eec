"""Chapters 14 and 16: concerns, actions. May not know: findings."""

from auditdesk.form.values import At
from auditdesk.merge.standing import Standing
from auditdesk.report.combined.imprint import day_of
from auditdesk.report.combined.material import Material, number, typed, words
from auditdesk.report.combined.texts import who
from auditdesk.report.document import Block, Cell, Column, Heading, Paragraph, Table
from auditdesk.report.figures import Figure
from auditdesk.report.runs import Cite, Fact, Runs, Style, Text, Typed, runs
from auditdesk.report.sentences import many, measured
from auditdesk.report.series import Mark

_ROWS = "ac"
_STATUS = {
    "blue": ("done", Mark.DONE),
    "green": ("on track", Mark.ON_TRACK),
    "amber": ("at risk", Mark.AT_RISK),
    "red": ("late", Mark.OVERDUE),
    "grey": ("not started", Mark.NOT_STARTED),
}
"""Words and marks for L:ragb (data-model 2.2)."""


# ── 14 ───────────────────────────────────────────────────────────────────────────────────────────────────
def concerns(material: Material) -> tuple[Block, ...]:
    """How many and whether all are closed: never what they were about (domain/report.md 4.2)."""
    return (
        Heading(1, "Immediate concerns", "14", "concerns"),
        Paragraph(concern_words(material.figure("concern.raised"), material)),
    )


def concern_words(raised: Figure | None, material: Material) -> Runs:
    if raised is None or not raised.n:
        return runs("No immediate concern was raised.")
    closed, days = material.figure("concern.closed"), material.figure("concern.days.median")
    noun = many(raised, "immediate concern was raised", "immediate concerns were raised")
    ids = [raised.id, *(figure.id for figure in (closed, days) if figure is not None)]
    return runs(*noun, *_closed(raised, closed, days), ". ", Cite(tuple(ids)))


def _closed(raised: Figure, closed: Figure | None, days: Figure | None) -> Runs:
    if closed is None:
        return ()
    if closed.n != raised.n:
        return runs("; ", *number(closed), " of them is closed" if closed.n == 1 else " of them are closed")
    took = () if days is None else runs(", after ", _median(raised), *measured(days))
    return runs(" and it was closed" if raised.n == 1 else " and all were closed", *took)


def _median(raised: Figure) -> Text:
    return Text("" if raised.n == 1 else "a median of ")


# ── 16 ───────────────────────────────────────────────────────────────────────────────────────────────────
def actions(material: Material) -> tuple[Block, ...]:
    """What the returns propose, with a worded status; a table, since a chart of few actions says nothing."""
    columns = (
        Column("number", "No", 4, "left", "id"),
        Column("action", "Action", 27),
        Column("owner", "Owner", 15),
        Column("due", "Due", 15),
        Column("measure", "We will know it worked when", 22),
        Column("status", "Status", 12, kind="status"),
    )
    found = [(each, row) for each in material.counted for row in each.rows(_ROWS) if _text(each, row, "text")]
    rows = tuple(_row(material, index, each, row) for index, (each, row) in enumerate(found, 1))
    table = Table(
        "t_actions",
        runs("Actions that the returns propose"),
        columns,
        rows,
        empty="No return proposed an action, and no recommendation has been recorded.",
    )
    return (Heading(1, "Recommendations and actions", "16", "actions"), table)


def _text(each: Standing, row: At, column: str) -> str:
    return each.values.get(At(f"{_ROWS}_{column}", row.rows), "")


def _row(material: Material, index: int, each: Standing, row: At) -> tuple[Cell, ...]:
    status, mark = _STATUS.get(_text(each, row, "rag"), _STATUS["grey"])
    return (
        Cell((Fact(str(index)),)),
        Cell((Typed(_text(each, row, "text"), Style.STRONG), *_for_whom(material, each, row))),
        typed(_text(each, row, "owner")),
        Cell((day_of(_text(each, row, "due")),)) if _text(each, row, "due") else Cell(),
        typed(_text(each, row, "meas")),
        Cell(words(status).runs, mark),
    )


def _for_whom(material: Material, each: Standing, row: At) -> Runs:
    level = _text(each, row, "level")
    named = (
        (Text(", "), Typed(material.choice(f"{_ROWS}_level", level).lower(), Style.MUTED)) if level else ()
    )
    return (Text(" ("), *who(each.ref), *named, Text(")"))
