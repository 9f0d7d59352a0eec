"""Chapter 5: who the children are, by category, sex and sample group (T2). May not know: findings."""

from collections.abc import Callable

from auditdesk.report.combined.ages import aged, sexes
from auditdesk.report.combined.material import Material, code, counted, typed, words
from auditdesk.report.document import Block, Cell, Column, Heading, Paragraph, Table
from auditdesk.report.runs import Cite, Fact, Runs, Style, runs
from auditdesk.report.sentences import listed, many

_CATEGORY = "cd_cat"
_SEX = "cd_sex"


def children(material: Material) -> tuple[Block, ...]:
    heading = Heading(1, "The children", "5", "children")
    audited = material.figure("children")
    if audited is None or not audited.n:
        return (heading, Paragraph(runs("The round has no children.")))
    return (heading, Paragraph(_sentence(material)), _profile(material))


def _sentence(material: Material) -> Runs:
    audited = material.figures["children"]
    sexes_told = sexes(material.figures)
    ages = aged(material.figures)
    parts = (
        *((": ", *sexes_told) if sexes_told else ()),
        *(("; aged ", *ages, " at the audit date") if ages else ()),
    )
    return runs(*many(audited, "child", "children"), *parts, ". ", Cite(_ids(material)))


def _ids(material: Material) -> tuple[str, ...]:
    sex = tuple(f"children.sex.{code}" for code, figure in material.under("children.sex").items() if figure.n)
    age = tuple(id for id in ("children.age.min", "children.age.max") if id in material.figures)
    return ("children", *sex, *age)


def _profile(material: Material) -> Table:
    columns: tuple[Column, ...] = (
        Column("group", "Group", 10),
        Column("kind", "Kind", 22),
        Column("code", "Code", 9, kind="id"),
        Column("children", "Children", 9, kind="count"),
        Column("differ", "Agencies disagree on", 18),
    )
    rows: tuple[tuple[Cell, ...], ...] = (
        *_rows(material, "Category", "children.category", lambda c: material.choice(_CATEGORY, c)),
        *_rows(material, "Sex", "children.sex", lambda c: material.choice(_SEX, c)),
        *_rows(material, "Sample group", "children.stratum", lambda c: _name(material, c, "stratum")),
        *_rows(material, "Local group", "children.group", lambda c: _name(material, c, "group")),
    )
    if not any(row[-1].runs for row in rows):
        columns, rows = columns[:-1], tuple(row[:-1] for row in rows)
    note = runs(
        "The value that most returns give; where none has a majority, that of children’s social care."
    )
    return Table("t_children", runs("The children at the audit date"), columns, rows, note=note)


def _rows(
    material: Material, title: str, stem: str, label: Callable[[str], str]
) -> tuple[tuple[Cell, ...], ...]:
    given = [(part, figure) for part, figure in material.under(stem).items() if figure.n]
    return tuple(
        (
            words(title, Style.STRONG) if index == 0 else Cell(),
            typed(label(part)),
            code(part) if stem == "children.category" else Cell(),
            counted(figure),
            Cell(_differ(material, part)) if stem == "children.category" else Cell(),
        )
        for index, (part, figure) in enumerate(given)
    )


def _name(material: Material, slug: str, of: str) -> str:
    """The sample's own name for a part, of which figure ids hold a slug."""
    names = {getattr(case, of) for case in material.view.sample.cases if getattr(case, of)}
    return next((name for name in sorted(names) if _bare(name) == _bare(slug)), slug)


def _bare(name: str) -> str:
    return "".join(letter for letter in name.lower() if letter.isalnum())


def _differ(material: Material, category: str) -> Runs:
    """Children of this category about whom agencies differ: "NEG26-05 (CIN or EH)"."""
    found = []
    for each in material.view.disagreements:
        if each.question == _CATEGORY and category in each.answers.values():
            codes = listed(tuple((Fact(c),) for c in dict.fromkeys(each.answers.values())), " or ")
            found.append(runs(Fact(each.case), " (", *codes, ")"))
    return listed(tuple(found), ", ")
