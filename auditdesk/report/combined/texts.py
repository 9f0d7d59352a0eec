"""What people typed, and where agencies answered differently, under the part of the report it belongs to.

Only the restricted edition holds any of it (report.md 3). May not know: numbers.
"""

from collections.abc import Callable, Iterator

from auditdesk.audit.grades import Aspect
from auditdesk.audit.round import Ref
from auditdesk.form.values import At, Question
from auditdesk.merge.disagreements import Disagreement
from auditdesk.report.combined.material import Material
from auditdesk.report.document import Block, Bullets, Heading, Paragraph
from auditdesk.report.runs import Fact, Runs, Style, Text, Typed, runs
from auditdesk.report.sentences import listed

Belongs = Callable[[Question], bool]
"""Whether a question belongs to a part of the report."""

_FREE_TEXT = "text"
_MANY = 2
_MOST_IN_FULL = 12
_OVERALL = "sm"
"""The group of the overall judgement in every tool."""


def section_of(question: Question) -> str:
    """The outermost group a question stands in: `sec_c5`."""
    return question.groups[0] if question.groups else ""


def belongs_to(aspect: Aspect) -> Belongs:
    """The questions of an aspect: by what the tool says, else by the section they stand in."""
    section = f"sec_{aspect.code.lower()}"
    if aspect.code == "overall":
        return lambda question: _OVERALL in question.groups
    return lambda question: (
        question.aspect == aspect.code or (not question.aspect and section_of(question) == section)
    )


# ── free text ────────────────────────────────────────────────────────────────────────────────────────────
def written(material: Material, belongs: Belongs, title: str = "In the auditors’ words") -> tuple[Block, ...]:
    """Every typed answer and comment of a part, whole, by question, then by return."""
    blocks = [
        block for question in _asked_for_text(material, belongs) for block in _answers(material, question)
    ]
    comments = tuple(_comments(material, belongs))
    if comments:
        blocks += [Paragraph((Text("Comments on single answers", Style.STRONG),)), Bullets(comments)]
    return (Heading(3, title), *blocks) if blocks else ()


def _asked_for_text(material: Material, belongs: Belongs) -> Iterator[Question]:
    for question in material.view.tool.questions:
        is_free = question.type == _FREE_TEXT and question.role != "comment" and not question.local
        if is_free and not question.repeats and belongs(question):
            yield question


def _answers(material: Material, question: Question) -> Iterator[Block]:
    given = [(each.ref, each.value(question.name)) for each in material.counted]
    told = tuple(runs(*who(ref), ": ", Typed(text)) for ref, text in given if text.strip())
    if told:
        yield Paragraph((Typed(material.label(question.name), Style.STRONG),))
        yield Bullets(told)


def _comments(material: Material, belongs: Belongs) -> Iterator[Runs]:
    for each in material.counted:
        for at, text in each.comments.items():
            question = material.question(at.name)
            if question is not None and belongs(question) and text.strip():
                yield runs(
                    *who(each.ref), ", ", *_on(material, at, each.values.get(at, "")), ": ", Typed(text)
                )


def _on(material: Material, at: At, answer: str) -> Runs:
    """The question that a comment is about, with the answer that was given."""
    about = (Fact(at.name, Style.CODE),)
    return runs(*about, " (", Typed(material.choice(at.name, answer)), ")") if answer else about


def who(ref: Ref) -> Runs:
    """The return as it is named in lists: "CSE16-01/csc"."""
    return (Fact(str(ref)),)


# ── where agencies disagreed ─────────────────────────────────────────────────────────────────────────────
def disagreed(material: Material, belongs: Belongs) -> tuple[Block, ...]:
    """One point for each question of one answer that agencies answered differently; no grades."""
    found = tuple(each for each in material.view.disagreements if _is_listed(material, each, belongs))
    return (Heading(3, "Where agencies disagreed"), *differences(material, found)) if found else ()


def differences(material: Material, found: tuple[Disagreement, ...]) -> tuple[Block, ...]:
    """Each with every answer while they are few enough to read; else question by question, with the cases."""
    if len(found) <= _MOST_IN_FULL:
        return (Bullets(tuple(disagreement(material, each) for each in found)),)
    by_question: dict[str, list[Disagreement]] = {}
    for each in found:
        by_question.setdefault(each.question, []).append(each)
    points = tuple(_told_by_case(material, name, those) for name, those in by_question.items())
    closing = runs("What each agency answered stands in its own return.")
    return (Bullets(points), Paragraph(closing, "note"))


def _told_by_case(material: Material, question: str, found: list[Disagreement]) -> Runs:
    """As "Seen alone (vc_seen): CSE16-01, CSE16-03 (agreed “met”) and CSE16-07."."""
    cases = listed(tuple(_case(material, each) for each in found))
    return runs(Typed(material.label(question)), " (", Fact(question, Style.CODE), "): ", *cases, ".")


def _case(material: Material, found: Disagreement) -> Runs:
    agreed = material.view.agreed.get((found.case, found.question))
    tail = () if agreed is None else runs(" (agreed ", *_quoted(material, found.question, agreed.value), ")")
    return (Fact(found.case), *tail)


def _is_listed(material: Material, found: Disagreement, belongs: Belongs) -> bool:
    question = material.question(found.question)
    if question is None or found.is_private or not belongs(question):
        return False
    return question.type.startswith("select_one") and question.role != "judgement"


def disagreement(material: Material, found: Disagreement) -> Runs:
    """As "NEG26-03, vc_seen: health visiting “met”, police “not met”; agreed “partly”."."""
    said = listed(tuple(_said(material, found, value) for value in dict.fromkeys(found.answers.values())))
    agreed = material.view.agreed.get((found.case, found.question))
    tail = runs("; agreed ", *_quoted(material, found.question, agreed.value)) if agreed is not None else ()
    return runs(Fact(found.case), ", ", Fact(found.question, Style.CODE), ": ", *said, *tail, ".")


def _said(material: Material, found: Disagreement, value: str) -> Runs:
    """The agencies that gave one answer, and the answer."""
    agencies = tuple(
        (Typed(_reader(material, ref)),) for ref, given in found.answers.items() if given == value
    )
    return runs(*listed(agencies), " ", *_quoted(material, found.question, value))


def _reader(material: Material, ref: Ref) -> str:
    """The agency; a second reading of a file says so."""
    name = material.agency(ref.agency)
    return f"{name} (second reader)" if ref.reader >= _MANY else name


def _quoted(material: Material, question: str, value: str) -> Runs:
    return runs("“", Typed(material.choice(question, value).lower()), "”")
