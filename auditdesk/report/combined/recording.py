"""Chapters 9 and 11: meetings, and how accurately records are kept (T7). May not know: findings."""

from auditdesk.form.values import Question
from auditdesk.report.combined.material import Material, counted, shown, typed
from auditdesk.report.combined.texts import differences, section_of, written
from auditdesk.report.document import Block, Cell, Column, Heading, Paragraph, Table
from auditdesk.report.runs import Cite, Fact, Num, Runs, Style, Typed, runs
from auditdesk.report.sentences import listed, measured

_ABOUT_THE_CHILD = frozenset({"sec_a", "sec_b"})
_RECORDED = "recorded"


# ── 9 ────────────────────────────────────────────────────────────────────────────────────────────────────
def meetings(material: Material) -> tuple[Block, ...]:
    heading = Heading(1, "Meetings", "9", "meetings")
    found = material.under("meeting")
    if not found:
        return (heading, Paragraph(runs("No return recorded a meeting with its date.")))
    columns = (Column("what", "What was counted", 30), Column("number", "Meetings", 10, kind="count"))
    rows = tuple((typed(figure.what), shown(figure)) for figure in found.values() if figure.kind == "count")
    note = runs("A meeting that several agencies report is counted once: same child, same type, same day.")
    table = Table("t_meetings", runs("Meetings"), columns, rows, note=note)
    return (heading, table, *_minutes(material))


def _minutes(material: Material) -> tuple[Block, ...]:
    found = [material.figure(f"meeting.minutes.{part}") for part in ("median", "min", "max")]
    median, least, most = found
    if median is None or least is None or most is None:
        return (Paragraph(runs("No return says when minutes of a meeting came.")),)
    spread = runs("(", Num(least.id, least.shown), " to ", *measured(most), ")")
    cite = Cite((median.id, least.id, most.id))
    return (Paragraph(runs("Minutes came after a median of ", *measured(median), " ", *spread, ". ", cite)),)


# ── 11 ───────────────────────────────────────────────────────────────────────────────────────────────────
def recording(material: Material) -> tuple[Block, ...]:
    """What was recorded about the child, where agencies' records of the same child differ."""
    return (
        Heading(1, "Recording accuracy", "11", "recording"),
        *recorded_table(material),
        *_conflicts(material),
        *_match(material),
        *written(material, _is_about_the_child, "Records that were not available, and other remarks"),
    )


def _is_about_the_child(question: Question) -> bool:
    return section_of(question) in _ABOUT_THE_CHILD and question.name not in {"hd_role", "cd_gender"}


def recorded_table(material: Material) -> tuple[Block, ...]:
    found = material.under(_RECORDED)
    whole = {question: figure for question, figure in found.items() if "." not in question}
    if not whole:
        return (
            Paragraph(
                runs("No return said whether ethnic group, religion, language or disability is recorded.")
            ),
        )
    columns: tuple[Column, ...] = (
        Column("what", "What", 20),
        Column("recorded", "Recorded", 10, kind="count"),
        Column("missing", "Not recorded by", 26),
    )
    rows: tuple[tuple[Cell, ...], ...] = tuple(
        (typed(material.label(question), Style.STRONG), shown(figure), Cell(_missing(material, question)))
        for question, figure in whole.items()
    )
    if not any(row[-1].runs for row in rows):
        columns, rows = columns[:-1], tuple(row[:-1] for row in rows)
    return (Table("t_recorded", runs("What was recorded about the child"), columns, rows),)


def _missing(material: Material, question: str) -> Runs:
    by_agency = material.under(f"{_RECORDED}.{question}.missing")
    parts = tuple(
        runs(Typed(material.agency(agency)), " ", *counted(figure).runs)
        for agency, figure in by_agency.items()
        if figure.n
    )
    return listed(parts, ", ")


def _conflicts(material: Material) -> tuple[Block, ...]:
    """Facts of one child that agencies record differently."""
    found = tuple(
        each
        for each in material.view.disagreements
        if not each.is_private and _is_fact_of_the_child(material, each.question)
    )
    if not found and not any(len(material.view.counted(case)) > 1 for case in material.cases):
        return (Paragraph(runs("No child was audited by two agencies, so no records are compared.")),)
    if not found:
        return (Paragraph(runs("No fact about a child was recorded differently by two agencies.")),)
    return (Heading(3, "Recorded differently by agencies"), *differences(material, found))


def _is_fact_of_the_child(material: Material, name: str) -> bool:
    question = material.question(name)
    return question is not None and section_of(question) == "sec_b" and question.type.startswith("select_one")


def _match(material: Material) -> tuple[Block, ...]:
    """The match code compares name and birth date without showing either."""
    cases = tuple(dict.fromkeys(each.case for each in material.view.disagreements if each.is_private))
    if not cases:
        return ()
    named = listed(tuple((Fact(case),) for case in cases))
    return (
        Paragraph(runs("The name or the date of birth differs between agencies’ records for ", *named, ".")),
    )
