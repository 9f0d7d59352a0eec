"""Case audit sheets as Documents: completed and part-filled from a return, blank from a tool (report.md 6).

May not know: desks, files, pages.
"""

from collections.abc import Sequence
from datetime import date

from auditdesk.audit.round import Ref, Round
from auditdesk.form import Tool
from auditdesk.report.document import Block, Document
from auditdesk.report.sheet import head
from auditdesk.report.sheet.blank import Blank
from auditdesk.report.sheet.completed import Completed
from auditdesk.report.sheet.filled import Filled, Signing
from auditdesk.report.sheet.wording import Wording

__all__ = ["Filled", "Signing", "blank_sheets", "sheets"]


def sheets(filled: Sequence[Filled], *, language: str = "en") -> Document:
    """The sheets of some returns of a round, each a paper of its own with its own page numbers."""
    audit_round = filled[0].audit_round
    found = [block for one in filled for block in Completed(one, Wording(one.tool, language)).blocks()]
    return _document(found, head.MARKING, audit_round.id, audit_round.audit_date, language)


def blank_sheets(
    tool: Tool,
    asked: Sequence[tuple[Ref, Round]] = (),
    *,
    made_on: date,
    language: str = "en",
) -> Document:
    """A blank sheet of a tool; or one for each return asked for, with what is known of it printed in."""
    wording = Wording(tool, language)
    papers = [Blank(wording, *one) for one in asked] or [Blank(wording)]
    found = [block for paper in papers for block in paper.blocks()]
    return _document(found, head.MARKING_BLANK, asked[0][1].id if asked else "", made_on, language)


def _document(found: list[Block], marking: str, round_id: str, made_on: date, language: str) -> Document:
    return Document(
        title=head.TITLE,
        subtitle="",
        edition="",
        marking=marking,
        round_id=round_id,
        language={"en": "en-GB"}.get(language, language),
        made_on=made_on,
        blocks=tuple(found),
    )
