"""The head of every sheet: what paper it is, whose, what it is for, where it may lie.

May not know: questions and answers.
"""

from auditdesk.audit.round import Round
from auditdesk.report.asking import Part
from auditdesk.report.combined.imprint import fingerprint
from auditdesk.report.document import Block, Fields, Heading, Pair, Paragraph
from auditdesk.report.runs import Fact, Runs, Typed, runs
from auditdesk.report.sheet.wording import Wording

MARKING = "OFFICIAL-SENSITIVE"
MARKING_BLANK = "OFFICIAL-SENSITIVE when complete"
TITLE = "Case audit sheet"
CASE = "Case {ref}"
_SHORT = 8
_PURPOSE = (
    "to learn, from the records of a few children, how agencies work together for all. It does not judge a "
    "worker and is no part of the child’s record."
)
_KEEPING = (
    " Keep it where case records are kept, give it only to those who need it for this audit, and destroy it "
    "when the round is closed."
)


def part(wording: Wording, edition: str) -> Part:
    """What each page of the sheet says at its head and foot: tool, version and fingerprint among it."""
    tool = wording.tool
    name = tool.theme.upper() if tool.theme else tool.id
    foot = f"{name} {tool.version} · {fingerprint(tool.hash[:_SHORT]).text}"
    return Part(f"{TITLE}: {wording.title()}", edition, foot)


def opening(title: str, fields: tuple[Pair, ...], purpose: Runs) -> tuple[Block, ...]:
    """Title, purpose statement, fields."""
    return (
        Heading(1, title),
        Paragraph(purpose, "note"),
        Fields(fields, columns=4),
    )


def purpose(audit_round: Round | None) -> Runs:
    """Why the audit is done, in the round's words if it says so, and where the sheet may lie."""
    said = audit_round.purpose.strip() if audit_round is not None else ""
    why = (Typed(said),) if said else runs(_PURPOSE)
    return runs("What it is for: ", *why, _KEEPING)


def tool_line(wording: Wording) -> Runs:
    """Which tool asked, recognisable years later."""
    tool = wording.tool
    return runs(
        "Tool: ",
        Typed(wording.title()),
        " ",
        Fact(tool.version),
        ", fingerprint ",
        fingerprint(tool.hash, whole=True),
        ".",
    )
