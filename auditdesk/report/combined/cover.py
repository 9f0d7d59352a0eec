"""The cover: which round, what it looked at, who may see it (report.md 6). May not know: chapters."""

from auditdesk.report.combined.imprint import day, fingerprint
from auditdesk.report.combined.material import Material, number
from auditdesk.report.document import Block, Contents, Cover, PageBreak, Pair
from auditdesk.report.runs import Fact, Runs, Text, Typed, runs
from auditdesk.report.sentences import strung

RESTRICTED_WORDS = "Restricted edition: for the partnership only"

_NOTICE = (
    "This report is about children. It holds no names. It shows small counts and case references: keep it "
    "where case records are kept, and do not send it on. A public edition exists."
)


def cover(material: Material) -> tuple[Block, ...]:
    """The first page and the contents."""
    imprint = material.imprint
    pairs = (
        Pair("Round", (Fact(imprint.round_id),)),
        Pair("Audit date", (day(imprint.audit_date),)),
        Pair("Look-back", runs(day(imprint.lookback_from), " to ", day(imprint.lookback_to))),
        *_children(material),
        Pair("Agencies", strung(tuple((Typed(material.agency(code)),) for code in material.agencies))),
        *_returns(material),
        Pair("Discussion meeting", (day(imprint.meeting_on),)),
        Pair("Audit tool", tool_words(material)),
        Pair("Report made", (day(imprint.made_on),)),
    )
    page = Cover(imprint.partnership, RESTRICTED_WORDS, pairs, (Text(_NOTICE),))
    return page, Contents(2), PageBreak()


def tool_words(material: Material) -> Runs:
    """The tool by name, version and the beginning of its fingerprint."""
    imprint = material.imprint
    return runs(
        Typed(imprint.tool_title),
        " ",
        Fact(imprint.tool_version),
        ", fingerprint ",
        fingerprint(imprint.tool_hash),
    )


def _children(material: Material) -> tuple[Pair, ...]:
    figure = material.figure("children")
    return () if figure is None else (Pair("Children", number(figure)),)


def _returns(material: Material) -> tuple[Pair, ...]:
    if material.figure("returns.received") is None or material.figure("returns.expected") is None:
        return ()
    words = (
        *number(material.figure("returns.received")),
        Text(" received of "),
        *number(material.figure("returns.expected")),
    )
    nil = (
        (Text(", "), *number(material.figure("returns.nil")), Text(" of them nil"))
        if material.n("returns.nil")
        else ()
    )
    return (Pair("Returns", (*words, Text(" expected"), *nil)),)
