"""Chapter 15: an earlier round beside this one (picture 26). May not know: how two shares are compared."""

from auditdesk.audit.earlier import Earlier
from auditdesk.report.bank import CLAIMS, NAMED
from auditdesk.report.combined.material import Material, typed, words
from auditdesk.report.compare import WITH_CARE, same_meaning, same_sample_rule
from auditdesk.report.document import Block, Cell, Column, Heading, Paragraph, Table
from auditdesk.report.figures import Figure, Share
from auditdesk.report.runs import Fact, Num, Runs, Style, Typed, runs
from auditdesk.report.sentences import capital

_STANDARD = "standard."


def then_and_now(material: Material) -> tuple[Block, ...]:
    """Question, then, now, one word; a table, since two rounds are two numbers and no trend."""
    heading = Heading(1, "Compared with last time", "15", "then")
    earlier, compared = material.view.sample.earlier, material.under("then")
    if earlier is None or not compared:
        return (heading, Paragraph(runs("There is no earlier round to compare with.")))
    columns = (
        Column("figure", "Figure", 18, kind="id"),
        Column("what", "What was counted", 30),
        Column("then", "Then", 9, "centre"),
        Column("now", "Now", 9, "centre"),
        Column("words", "In a word", 17),
    )
    rows = tuple(_row(id, figure) for id, figure in compared.items())
    note = runs("No test of significance: the samples are too small for one.")
    table = Table("t_then", runs("Then and now"), columns, rows, note=note)
    return (heading, Paragraph(_rounds(material, earlier)), table)


def _rounds(material: Material, earlier: Earlier) -> Runs:
    """Which rounds, by which questions, and how far their samples are alike."""
    now = material.figures
    named = runs("Then is round ", Typed(earlier.round), ", now is round ", Fact(now.round), ". ")
    if not same_meaning(now, earlier):
        return runs(*named, "The tool changed in between, so its questions may not mean the same.")
    if not same_sample_rule(now, earlier):
        return runs(
            *named, f"The questions are the same; the samples were not drawn by one rule: {WITH_CARE}."
        )
    return runs(*named, "The questions are the same, and so is the rule by which the samples were drawn.")


def _row(id: str, figure: Figure) -> tuple[Cell, ...]:
    shown = id.removeprefix(_STANDARD).removesuffix(".met") if id.startswith(_STANDARD) else id
    return (
        Cell((Fact(shown, Style.CODE),)),
        _named(id, figure),
        _share(figure, figure.then),
        _share(figure, figure.now),
        Cell(_in_a_word(figure)),
    )


def _named(id: str, figure: Figure) -> Cell:
    """A standard in the words of the tool; what a theme counts in those of the bank."""
    claim = None if id.startswith(_STANDARD) else CLAIMS.get(id)
    if claim is not None:
        return words(capital(claim.worked))
    return words(capital(NAMED[id])) if id in NAMED else typed(figure.what)


def _share(figure: Figure, share: Share | None) -> Cell:
    return words("-") if share is None else Cell((Num(figure.id, f"{share.n} of {share.of}"),))


def _in_a_word(figure: Figure) -> Runs:
    """As "not comparable (n under 5)"; the care that the samples call for is said above the table."""
    note = "" if figure.note in {"", WITH_CARE} else f" ({figure.note})"
    return (Num(figure.id, f"{figure.phrase}{note}", Style.STRONG),)
