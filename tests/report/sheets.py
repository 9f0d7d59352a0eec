"""Sheets of little tools, and what another program reads on them."""

import re
from collections.abc import Mapping
from datetime import date, datetime

from auditdesk.audit.round import Ref, Round
from auditdesk.form import At, Tool
from auditdesk.merge.reread import as_read
from auditdesk.merge.standing import AgreedValue
from auditdesk.report.document import Document
from auditdesk.report.pdf.write import Rendered
from auditdesk.report.sheet import Filled, Signing, blank_sheets, sheets
from tests.form.making import CLOCKS, LONDON, Desk, tool_of
from tests.report import paper

DAY = date(2016, 6, 20)
ROUND = Round(
    "LITTLE-2016", "A little round", "little", "england", "Europe/London", DAY, "", date(2015, 6, 20), DAY,
    DAY, DAY, DAY, "", "", "",
)  # fmt: skip
SIGNED = Signing(datetime(2016, 7, 1, 16, 20, tzinfo=LONDON), 1, is_nil=False, signer="4b1e90c277f0aa11")


def filled(desk: Desk, signing: Signing | None = SIGNED, **agreed: AgreedValue) -> Filled:
    """The return that a session holds, as the verb hands it to the sheet."""
    read = as_read(desk.session)
    return Filled(
        ref=Ref("CSE16-01", "csc"),
        tool=desk.tool,
        audit_round=ROUND,
        stratum="",
        zone=LONDON,
        signing=signing,
        values=read.values,
        missing=read.missing,
        asked=read.asked,
        rows=tuple(row.at for row in desk.session.exported_rows()),
        clocks=CLOCKS.clocks,
        agreed=agreed,
    )


def answered(rows: str, answers: Mapping[str, str]) -> Desk:
    """A session on a little tool with answers outside repeats."""
    desk = Desk(tool_of(rows))
    for name, text in answers.items():
        desk.session.answer(At(name), text)
    return desk


def completed(desk: Desk, signing: Signing | None = SIGNED, **agreed: AgreedValue) -> Rendered:
    return paper.printed(sheets([filled(desk, signing, **agreed)]))


def blank(tool: Tool) -> Document:
    return blank_sheets(tool, made_on=DAY)


def told(rendered: Rendered) -> str:
    """All words in the order of the content, single spaces between them."""
    return " ".join(" ".join(paper.pages_of(rendered)).split())


def lines_of(text: str, codes: set[str]) -> set[tuple[str, str]]:
    """The numbered lines that stand on a sheet: number and code beside one another."""
    found = re.findall(r"(?<![\w,])(\d+) (?=(\w+)(?![\w,]))", text)
    return {(number, code) for number, code in found if code in codes}
