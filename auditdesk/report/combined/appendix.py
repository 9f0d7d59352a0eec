"""Appendices of the restricted edition: where each number comes from, the tool and its words, data quality.

May not know: chapters; it is given the references that they print.
"""

from collections.abc import Iterable, Iterator, Mapping
from itertools import pairwise

from auditdesk.report.combined.glossary import GLOSSARY
from auditdesk.report.combined.imprint import fingerprint
from auditdesk.report.combined.material import Material, code, counted, endings, typed, words
from auditdesk.report.document import (
    Block,
    Bullets,
    Cell,
    Column,
    Fields,
    Heading,
    PageBreak,
    Pair,
    Paragraph,
    Table,
)
from auditdesk.report.figures import Figure
from auditdesk.report.runs import Cite, Fact, Num, Runs, Style, Text, Typed, runs
from auditdesk.report.sentences import listed, strung

_CATEGORY = "cd_cat"


# ── A ────────────────────────────────────────────────────────────────────────────────────────────────────
def where_numbers_come_from(material: Material, references: Mapping[str, str]) -> tuple[Block, ...]:
    """Every printed number: reference, figure, count, of how many, what is counted, the answers behind it."""
    columns = (
        Column("reference", "Reference", 9, kind="id"),
        Column("figure", "Figure", 22, kind="id"),
        Column("what", "What is counted", 25),
        Column("n", "Number", 8, "centre"),
        Column("of", "Of", 5, kind="count"),
        Column("answers", "Answers behind it", 28),
    )
    figures = [material.figures[id] for id in references]
    same = [False, *(one.what == other.what for one, other in pairwise(figures))]
    rows = tuple(
        _row(material, reference, figure, is_same=is_same)
        for reference, figure, is_same in zip(references.values(), figures, same, strict=True)
    )
    note = runs("An answer is named by its question, the agencies that gave it and the end of its case.")
    table = Table("t_sources", runs("Where each number comes from"), columns, rows, note=note)
    return (PageBreak(), Heading(1, "Where each number comes from", "A", "sources"), table)


def _row(material: Material, reference: str, figure: Figure, *, is_same: bool) -> tuple[Cell, ...]:
    """`is_same`: counted as in the row above, which says what."""
    return (
        Cell((Cite((reference,)),)),
        code(figure.id),
        Cell() if is_same else typed(figure.what),
        _number(figure),
        Cell(() if figure.of is None else (Num(figure.id, str(figure.of)),)),
        Cell(_behind(material, figure)),
    )


def _number(figure: Figure) -> Cell:
    match figure.kind:
        case "count":
            return counted(figure)
        case "series":
            return words("by case")
        case _:
            return Cell((Num(figure.id, figure.shown),))


def _behind(material: Material, figure: Figure) -> Runs:
    """As "cd_cat of csc and pol: 01, 02": question, agencies, the ends of the case references."""
    cases: dict[tuple[str, str], list[str]] = {}
    for source in figure.sources:
        case, _, rest = source.partition("/")
        agency, _, question = rest.partition(":")
        cases.setdefault((question, agency), []).append(case)
    alike: dict[tuple[str, tuple[str, ...]], list[str]] = {}
    for (question, agency), found in cases.items():
        alike.setdefault((question, tuple(found)), []).append(agency)
    parts = tuple(_answers(material, asked, agencies) for asked, agencies in alike.items())
    if parts:
        return strung(parts)
    return (Text("none" if figure.n == 0 else "the round’s own record"),)


def _answers(material: Material, asked: tuple[str, tuple[str, ...]], agencies: list[str]) -> Runs:
    question, cases = asked
    named = listed(tuple((Fact(agency),) for agency in agencies if agency))
    of = (Text(" of "), *named) if named else ()
    about = (Fact(question),) if question else (Text("returns" if named else "cases"),)
    return (*about, *of, Text(": "), *_cases(material, cases))


def _cases(material: Material, cases: tuple[str, ...]) -> Runs:
    if len(cases) > 1 and cases == material.cases:
        return (Text("all cases"),)
    ends = dict(zip(material.cases, endings(material.cases), strict=True))
    return listed(tuple((Fact(ends.get(case, case)),) for case in cases), ", ")


# ── B ────────────────────────────────────────────────────────────────────────────────────────────────────
def tool_and_glossary(material: Material) -> tuple[Block, ...]:
    imprint = material.imprint
    pairs = (
        Pair("Audit tool", (Typed(imprint.tool_title),)),
        Pair("Version", (Fact(imprint.tool_version),)),
        Pair("Identifier", (Fact(imprint.tool_id),)),
        Pair("Fingerprint", (fingerprint(imprint.tool_hash, whole=True),)),
    )
    columns = (Column("term", "Term", 10), Column("meaning", "Meaning", 40))
    terms = (*_agency_terms(material), *_category_terms(material), *_fixed_terms())
    table = Table("t_glossary", runs("Words and abbreviations"), columns, tuple(terms))
    return (Heading(1, "Tool and glossary", "B", "glossary"), Fields(pairs), table)


def _agency_terms(material: Material) -> Iterator[tuple[Cell, ...]]:
    for agency in material.agencies:
        yield (Cell((Fact(agency, Style.STRONG),)), typed(material.agency(agency)))


def _category_terms(material: Material) -> Iterator[tuple[Cell, ...]]:
    for category, figure in material.under("children.category").items():
        if figure.n:
            yield (Cell((Fact(category, Style.STRONG),)), typed(material.choice(_CATEGORY, category)))


def _fixed_terms() -> Iterator[tuple[Cell, ...]]:
    for term, meaning in GLOSSARY:
        yield (words(term, Style.STRONG), words(meaning))


# ── C ────────────────────────────────────────────────────────────────────────────────────────────────────
def suppression_and_quality(material: Material) -> tuple[Block, ...]:
    return (
        Heading(1, "Suppression and data quality", "C", "quality"),
        Paragraph(_suppression(material)),
        *_unsettled(material),
        *_left_open(material),
    )


def _suppression(material: Material) -> Runs:
    return runs(
        "Nothing is hidden in this edition. The public edition hides every count of children from one up to, "
        "but not including, ",
        Fact(str(material.imprint.threshold)),
        ", any number from which such a count could be worked out, every case reference and "
        "every typed answer.",
    )


def _unsettled(material: Material) -> tuple[Block, ...]:
    """Returns that the coordinator still has to look at: the numbers may change."""
    if not material.view.notes:
        return ()
    points = tuple(
        runs(Fact(note.about), ": ", note.kind.value.replace("_", " ")) for note in material.view.notes
    )
    return (Heading(2, "Still to be looked at"), Bullets(points))


def _left_open(material: Material) -> tuple[Block, ...]:
    """Questions that a signed return left open or answered against a rule; returns alike share a row."""
    alike: dict[tuple[str, ...], list[str]] = {}
    for each in material.counted:
        names = tuple(dict.fromkeys(problem.at.name for problem in each.open if problem.at is not None))
        if names:
            alike.setdefault(names, []).append(str(each.ref))
    heading = Heading(2, "Questions left open")
    if not alike:
        return (heading, Paragraph(runs("Every return answered every question that it had to.")))
    columns = (Column("returns", "Returns", 14, kind="id"), Column("questions", "Questions left open", 36))
    rows = tuple((Cell(_facts(refs)), Cell(_facts(names, Style.CODE))) for names, refs in alike.items())
    note = runs("A code that ends in two underscores and “c” is the comment that goes with an answer.")
    return (heading, Table("t_open", runs("Questions that returns left open"), columns, rows, note=note))


def _facts(names: Iterable[str], style: Style = Style.PLAIN) -> Runs:
    return listed(tuple((Fact(name, style),) for name in names), ", ")
