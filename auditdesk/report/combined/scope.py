"""Chapters 2 and 3: why this theme, and how the audit was done. May not know: answers, counts of findings."""

from auditdesk.report.combined.cover import tool_words
from auditdesk.report.combined.imprint import day
from auditdesk.report.combined.material import Material
from auditdesk.report.document import Block, Bullets, Heading, Paragraph
from auditdesk.report.runs import Fact, Runs, Text, Typed, runs
from auditdesk.report.sentences import listed, many


def background(material: Material) -> tuple[Block, ...]:
    """What the round's record says about its purpose, and the tool about its theme."""
    purpose, definition = material.view.round.purpose, material.imprint.definition
    reason = (
        (Typed(purpose),) if purpose.strip() else runs("The round’s record gives no reason for its theme.")
    )
    told: list[Block] = [Paragraph(reason)]
    if definition:
        told.append(Paragraph(runs("What the audit tool means by its theme: ", Typed(definition))))
    return (Heading(1, "Background and theme", "2", "background"), *told)


def method(material: Material) -> tuple[Block, ...]:
    points = (
        _sample(material),
        _period(material),
        _agencies(material),
        _tool(material),
        _meeting(material),
        _rule(),
    )
    return (
        Heading(1, "Method", "3", "method"),
        Bullets(tuple(point for point in points if point)),
    )


def _sample(material: Material) -> Runs:
    children, strata = material.figure("children"), material.under("children.stratum")
    if children is None:
        return ()
    audited = runs("The records of ", *many(children, "child", "children"), " were audited")
    if not strata:
        return runs(*audited, ". The sample was not divided into groups.")
    names = {case.stratum for case in material.view.sample.cases if case.stratum}
    groups = listed(tuple((Typed(name),) for name in sorted(names)))
    return runs(*audited, ", from these groups: ", *groups, ".")


def _period(material: Material) -> Runs:
    i = material.imprint
    return runs(
        "Auditors read the records from ",
        day(i.lookback_from),
        " to ",
        day(i.lookback_to),
        ". Ages and categories are those of the audit date, ",
        day(i.audit_date),
        ".",
    )


def _agencies(material: Material) -> Runs:
    expected = material.figure("returns.expected")
    if expected is None or not material.agencies:
        return ()
    asked = many(expected, "return was", "returns were")
    told = runs("Each agency audited its own records: ", *asked, " asked for. ")
    if len(material.view.assignments) == len(material.agencies) * len(material.cases):
        return runs(*told, "Every agency was asked about every child.")
    return runs(*told, "Chapter ", Fact("4"), " shows which agency was asked about which child.")


def _tool(material: Material) -> Runs:
    return runs("Every return was made with the same audit tool: ", *tool_words(material), ".")


def _meeting(material: Material) -> Runs:
    if not material.view.agreed:
        return runs("No grade or answer has been agreed at a meeting yet.")
    held = day(material.imprint.meeting_on)
    closing = runs("Each auditor’s own grade stays beside what was agreed (chapter ", Fact("12"), ").")
    return runs("The audit group and the auditors were to meet on ", held, ". ", *closing)


def _rule() -> Runs:
    return (
        Text(
            "Each child counts once. A standard is the answer that the meeting agreed or, where it was not "
            "discussed, the lowest known answer of any agency. “Does not apply” is left out; “no evidence” "
            "is counted apart and is never counted as not met."
        ),
    )
