"""The grades of one return beside what the meeting agreed, with room for it where it has not (report.md 6).

May not know: answers other than judgements and what led to them.
"""

from collections.abc import Iterator, Mapping

from auditdesk.audit.grades import ASPECT_BY_CODE, DESCRIPTORS, Aspect, Grade
from auditdesk.form import At, Question
from auditdesk.merge.standing import AgreedValue
from auditdesk.report.asking import Lines
from auditdesk.report.asking import Question as Asked
from auditdesk.report.document import Block, Bullets, Cell, Column, Heading, Paragraph, Table
from auditdesk.report.runs import Fact, Runs, Style, Text, Typed, runs
from auditdesk.report.series import Mark
from auditdesk.report.sheet.answers import Answers
from auditdesk.report.sheet.filled import Filled
from auditdesk.report.sheet.wording import Wording

_COLUMNS = (
    Column("aspect", "Aspect", 27),
    Column("auditor", "Auditor", 14, "centre"),
    Column("reason", "Reason", 31),
    Column("agreed", "Agreed", 14, "centre"),
    Column("initials", "Initials", 8, "centre"),
)
_MARKS = {
    Grade.OUTSTANDING: Mark.OUTSTANDING,
    Grade.GOOD: Mark.GOOD,
    Grade.RI: Mark.RI,
    Grade.INADEQUATE: Mark.INADEQUATE,
    Grade.NOT_JUDGED: Mark.NONE,
}
_LONG = 150


def grades(filled: Filled, wording: Wording, answers: Answers) -> Iterator[Block]:
    """Nothing for a tool without judgements, and for a return that was asked for none."""
    judged = {
        ASPECT_BY_CODE[question.aspect]: question
        for question in wording.tool.questions
        if question.role == "judgement" and question.aspect in ASPECT_BY_CODE and not question.repeats
    }
    asked = {aspect: q for aspect, q in judged.items() if At(q.name) in filled.asked}
    if not asked:
        return
    agreed = {aspect: entry for aspect in asked if (entry := filled.agreed.get(aspect.figure)) is not None}
    rows = tuple(
        _row(aspect, asked[aspect], agreed.get(aspect), filled, wording, answers) for aspect in asked
    )
    yield Heading(2, "Grades")
    yield Table("", (), _COLUMNS, rows, note=_note(len(agreed), len(asked)))
    yield from _settled(agreed)
    yield from _meanings(filled, asked, agreed)
    if len(agreed) < len(asked):
        why = runs("Why an agreed grade differs from the auditor’s")
        yield Asked("", "", why, controls=(Lines(2),))


def _row(
    aspect: Aspect,
    question: Question,
    agreed: AgreedValue | None,
    filled: Filled,
    wording: Wording,
    answers: Answers,
) -> tuple[Cell, ...]:
    title = wording.title() if aspect.code == "T" else aspect.title
    return (
        Cell((Typed(title, Style.STRONG),)),
        _grade(filled.value(At(question.name)), Text("not answered", Style.MUTED)),
        Cell(_reason(question, filled, wording, answers)),
        _grade(agreed.value if agreed is not None else "", Text("")),
        Cell(),
    )


def _grade(value: str, otherwise: Text) -> Cell:
    if value not in set(Grade):
        return Cell((otherwise,))
    return Cell((Text(Grade(value).words),), _MARKS[Grade(value)])


def _reason(question: Question, filled: Filled, wording: Wording, answers: Answers) -> Runs:
    """What led to the grade: the text asked for right after it; where that is long, the line that has it."""
    found = _evidence(question, wording)
    text = filled.value(At(found.name)) if found is not None else ""
    if found is not None and len(text) > _LONG:
        return runs("See line ", Fact(answers.layout.number(found.name)), ".")
    return (Typed(text),) if text else ()


def _evidence(judgement: Question, wording: Wording) -> Question | None:
    """The text question that depends on the judgement (`vc_evid` on `vc_judge`)."""
    stem = judgement.name.rpartition("_")[0]
    name = f"{stem}_evid" if f"{stem}_evid" in wording.tool else f"{stem}_impact"
    return wording.tool.question(name) if name in wording.tool else None


def _note(agreed: int, asked: int) -> Runs:
    if not agreed:
        return runs("Agreed and initials are filled in at the meeting.")
    settled = runs("Agreed is the case’s grade as the meeting settled it.")
    return settled if agreed == asked else runs(*settled, " What is empty is filled in by hand.")


def _settled(agreed: Mapping[Aspect, AgreedValue]) -> Iterator[Block]:
    """The meeting's reasons, and who still sees it otherwise."""
    points = tuple(
        runs(
            Text(f"{aspect.title}, agreed {Grade(entry.value).words.lower()}", Style.STRONG),
            ". ",
            *((Typed(entry.reason),) if entry.reason else ()),
            *((Text(" Still seen otherwise: "), Typed(entry.dissent)) if entry.dissent else ()),
        )
        for aspect, entry in agreed.items()
        if (entry.reason or entry.dissent) and entry.value in set(Grade)
    )
    if points:
        yield Bullets(points)


def _meanings(
    filled: Filled, asked: Mapping[Aspect, Question], agreed: Mapping[Aspect, AgreedValue]
) -> Iterator[Block]:
    """What the grades on this sheet mean."""
    used = {filled.value(At(question.name)) for question in asked.values()}
    used |= {entry.value for entry in agreed.values()}
    for grade in Grade:
        if grade in used:
            yield Paragraph(runs(Text(f"{grade.words}: ", Style.STRONG), DESCRIPTORS[grade]), "note")
