"""The recovery sheet: the one other way into a desk, on one page of paper (formats.md 4).

May not know: the desk, and where the sheet is kept.
"""

from datetime import date

from auditdesk.report.document import Bullets, Callout, Document, Fields, Heading, Pair, Paragraph
from auditdesk.report.runs import Fact, Style, Typed, runs


def recovery_sheet(owner: tuple[str, str], fingerprint: str, code: str, on: date) -> Document:
    """The sheet of one person (name, agency) and their fingerprint; `code` as it is printed."""
    name, agency = owner
    whose = (
        Pair("Name", (Typed(name),)),
        Pair("Agency", (Typed(agency),)),
        Pair("Made on", (Fact(f"{on:%d %B %Y}"),)),
        Pair("Fingerprint of the card", (Fact(fingerprint[:16]),)),
    )
    first, second = _halves(code)
    blocks = (
        Heading(1, "Recovery sheet"),
        Fields(whose),
        Callout(
            "Recovery code", (Fact(first, Style.STRONG), *runs("  "), Fact(second, Style.STRONG)), "care"
        ),
        Paragraph(
            runs(
                "Whoever has this sheet and the laptop can open the desk. Lock it away, not with the laptop."
            )
        ),
        Heading(2, "When the passphrase is forgotten"),
        Bullets(
            (
                runs("Start auditdesk and choose “Use the recovery sheet”."),
                runs("Type the code. Capitals and hyphens do not matter; O is read as zero, I and L as one."),
                runs("Choose another passphrase, and print the new sheet: this one opens nothing any more."),
            ),
            ordered=True,
        ),
    )
    return Document("Recovery sheet", "", "Recovery sheet", "Lock away", "", "en", on, blocks)


def _halves(code: str) -> tuple[str, str]:
    """Two lines are easier to type from than one: the groups of five, split in the middle."""
    groups = code.split("-")
    middle = (len(groups) + 1) // 2
    return "-".join(groups[:middle]), "-".join(groups[middle:])
