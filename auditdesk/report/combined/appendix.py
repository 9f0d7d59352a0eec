"""Appendices of the restricted edition: where each number comes from, the tool and its words, data quality.

May not know: chapters; it is given the references that they print.
"""

import re
from collections.abc import Iterable, Iterator, Mapping
from itertools import pairwise

from auditdesk.audit.round import Incomplete
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
from auditdesk.report.runs import Cite, Fact, Num, Runs, Style, Text, Typed, every_run, runs
from auditdesk.report.sentences import listed, strung

_CATEGORY = "cd_cat"


# ── A ────────────────────────────────────────────────────────────────────────────────────────────────────
def where_numbers_come_from(material: Material, references: Mapping[str, str]) -> tuple[Block, ...]:
    """Every number that a sentence tells: figure, count, of how many, what is counted, the answers behind."""
    columns = (
        Column("reference", "Reference", 9, kind="id"),
        Column("figure", "Figure", 16, kind="id"),
        Column("what", "What is counted", 22),
        Column("n", "Number", 8, "centre"),
        Column("of", "Of", 5, kind="count"),
        Column("answers", "Answers behind it", 37),
    )
    figures = [material.figures[id] for id in references]
    same = [False, *(one.what == other.what for one, other in pairwise(figures))]
    rows = tuple(
        _row(material, reference, figure, is_same=is_same)
        for reference, figure, is_same in zip(references.values(), figures, same, strict=True)
    )
    note = runs(
        "An answer is named by its question, the agencies that gave it and the end of its case. A number "
        "that stands only in a table is listed with its answers by the command ",
        Text("auditdesk figures --trace", Style.CODE),
        ".",
    )
    table = Table("t_sources", runs("Where each number comes from"), columns, rows, note=note)
    return (PageBreak(), Heading(1, "Where each number comes from", "A", "sources"), table)


def _row(material: Material, reference: str, figure: Figure, *, is_same: bool) -> tuple[Cell, ...]:
    """`is_same`: counted as in the row above, which says what."""
    return (
        Cell((Cite((reference,)),)),
        code(figure.id),
        Cell() if is_same else Cell(_what(figure)),
        _number(figure),
        Cell(() if figure.of is None else (Num(figure.id, str(figure.of)),)),
        Cell(_behind(material, figure)),
    )


def _what(figure: Figure) -> Runs:
    """What is counted; a grade's figure names only its aspect."""
    before = (Text("children by agreed grade: "),) if figure.id.startswith("grade.") else ()
    return (*before, Typed(figure.what))


def _number(figure: Figure) -> Cell:
    match figure.kind:
        case "count":
            return counted(figure)
        case "series":
            return words("by case")
        case "text" if figure.now or figure.then:
            return Cell((Num(figure.id, figure.phrase),))
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
    before = ("", *(question for question, _ in alike))
    parts = tuple(
        _answers(material, asked, agencies, is_same=asked[0] == last)
        for last, (asked, agencies) in zip(before, alike.items(), strict=False)
    )
    if parts:
        return strung(parts)
    return (Text("none" if figure.n == 0 else "the round’s own record"),)


def _answers(
    material: Material, asked: tuple[str, tuple[str, ...]], agencies: list[str], *, is_same: bool
) -> Runs:
    """`is_same`: to the question of the part before, which names it."""
    question, cases = asked
    named = listed(tuple((Fact(agency),) for agency in agencies if agency))
    about = (Fact(question),) if question else (Text("returns" if named else "cases"),)
    of = (Text("of " if is_same and question else " of "), *named) if named else ()
    return (*(() if is_same and question and named else about), *of, Text(": "), *_cases(material, cases))


def _cases(material: Material, cases: tuple[str, ...]) -> Runs:
    if len(cases) > 1 and cases == material.cases:
        return (Text("all cases"),)
    ends = dict(zip(material.cases, endings(material.cases), strict=True))
    return listed(tuple((Fact(ends.get(case, case)),) for case in cases), ", ")


# ── B ────────────────────────────────────────────────────────────────────────────────────────────────────
def tool_and_glossary(material: Material, body: tuple[Block, ...]) -> tuple[Block, ...]:
    """The tool, and the words that need explaining; of abbreviations only those that the chapters use."""
    imprint = material.imprint
    pairs = (
        Pair("Audit tool", (Typed(imprint.tool_title),)),
        Pair("Version", (Fact(imprint.tool_version),)),
        Pair("Identifier", (Fact(imprint.tool_id),)),
        Pair("Fingerprint", (fingerprint(imprint.tool_hash, whole=True),)),
    )
    columns = (Column("term", "Term", 10), Column("meaning", "Meaning", 40))
    terms = (*_agency_terms(material), *_category_terms(material), *_fixed_terms(body))
    table = Table("t_glossary", runs("Words and abbreviations"), columns, tuple(terms))
    return (Heading(1, "Tool and glossary", "B", "glossary"), Fields(pairs), table)


def _agency_terms(material: Material) -> Iterator[tuple[Cell, ...]]:
    for agency in material.agencies:
        yield (Cell((Fact(agency, Style.STRONG),)), typed(material.agency(agency)))


def _category_terms(material: Material) -> Iterator[tuple[Cell, ...]]:
    for category, figure in material.under("children.category").items():
        if figure.n:
            yield (Cell((Fact(category, Style.STRONG),)), typed(material.choice(_CATEGORY, category)))


def _fixed_terms(body: tuple[Block, ...]) -> Iterator[tuple[Cell, ...]]:
    told = " ".join(run.text for run in every_run(body) if isinstance(run, Text | Typed | Fact))
    used = set(re.findall(r"\w+", told))
    for term, meaning in GLOSSARY:
        if not term.isupper() or term in used:
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
    """Questions that a signed return left open or answered against a rule; those alike share a row."""
    by_question: dict[str, list[str]] = {}
    for each in material.counted:
        for name in dict.fromkeys(problem.at.name for problem in each.open if problem.at is not None):
            by_question.setdefault(name, []).append(str(each.ref))
    alike: dict[tuple[str, ...], list[str]] = {}
    for name, refs in by_question.items():
        alike.setdefault(tuple(refs), []).append(name)
    heading = Heading(2, "Questions left open")
    if not alike:
        return (heading, Paragraph(runs("Every return answered every question that it had to.")))
    every = tuple(str(each.ref) for each in material.counted)
    columns = (Column("questions", "Questions left open", 22), Column("returns", "Returns", 28, kind="id"))
    rows = tuple(
        (Cell(_facts(names, Style.CODE)), Cell((Text("every return"),) if refs == every else _facts(refs)))
        for refs, names in alike.items()
    )
    note = runs(
        "Questions by their codes in the audit tool; one that ends in two underscores and “c” is the comment "
        "that goes with an answer. A nil return is not asked them."
    )
    caption = runs("Questions that signed returns left open")
    return (heading, Paragraph(_allowed(material)), Table("t_open", caption, columns, rows, note=note))


def _allowed(material: Material) -> Runs:
    if material.view.sample.rules.incomplete is Incomplete.REFUSE:
        return runs("These answers are missing or against a rule of the audit tool.")
    return runs(
        "The round let a return be signed with answers missing or against a rule of the audit tool. What is "
        "missing counts nowhere in this report."
    )


def _facts(names: Iterable[str], style: Style = Style.PLAIN) -> Runs:
    return listed(tuple((Fact(name, style),) for name in names), ", ")
