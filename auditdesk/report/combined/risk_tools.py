"""Chapter 8: what the theme counts, risk tools above all, then every answer. May not know: other themes."""

from auditdesk.audit.grades import ASPECT_BY_CODE
from auditdesk.report.bank import CLAIMS, NAMED
from auditdesk.report.combined.answers import answers_table
from auditdesk.report.combined.material import Material, shown, typed, words
from auditdesk.report.combined.texts import belongs_to
from auditdesk.report.document import Block, Cell, Column, Heading, Paragraph, Table
from auditdesk.report.figures import Figure
from auditdesk.report.runs import Num, Typed, runs
from auditdesk.report.sentences import capital


def risk_tools(material: Material) -> tuple[Block, ...]:
    """What the theme's tool says of risk tools; plans as standards stand in chapter 6."""
    theme = ASPECT_BY_CODE["T"]
    caption = runs("What the records say about ", Typed(material.imprint.tool_title), ", number of children")
    blocks = (
        *_counts(material),
        *answers_table(material, belongs_to(theme), "t_theme", caption),
    )
    heading = Heading(1, "Risk tools and plans", "8", "risk_tools")
    if not blocks:
        return (heading, Paragraph(runs("No return said anything about a risk tool of this theme.")))
    return (heading, *blocks)


# ── counts ───────────────────────────────────────────────────────────────────────────────────────────────
def _counts(material: Material) -> tuple[Block, ...]:
    found = [
        f for f in material.under(material.imprint.theme).values() if f.kind == "count" and f.of is not None
    ]
    if not found:
        return ()
    columns = (
        Column("what", "What was found", 28),
        Column("number", "Number", 8, kind="count"),
        Column("of", "Of", 16),
        Column("words", "In words", 16),
    )
    rows = tuple(_count(figure) for figure in found)
    return (
        Table("t_tools", runs("What was counted about ", Typed(material.imprint.tool_title)), columns, rows),
    )


def _count(figure: Figure) -> tuple[Cell, ...]:
    claim = CLAIMS.get(figure.id)
    said = claim.worked if claim is not None else NAMED.get(figure.id, figure.id)
    named = words(capital(said))
    phrase = Cell((Num(figure.id, figure.phrase),)) if figure.phrase else Cell()
    return (named, shown(figure), typed(figure.what), phrase)
