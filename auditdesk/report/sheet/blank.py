"""The blank sheet: every question of a tool, in its order, with room to answer by hand (report.md 6).

May not know: answers.
"""

from collections.abc import Iterator, Mapping, Sequence

from auditdesk.audit.grades import ASPECT_BY_CODE, DESCRIPTORS
from auditdesk.audit.round import Ref, Round
from auditdesk.form import Question as Asked
from auditdesk.form.types import SELECTS
from auditdesk.report.asking import (
    Control,
    Digits,
    Lines,
    Question,
    SignHere,
    TickBox,
    TickBoxes,
    WriteColumn,
    WriteIn,
)
from auditdesk.report.document import Block, Heading, Pair, Paragraph
from auditdesk.report.runs import Fact, Runs, Style, Text, Typed, runs
from auditdesk.report.sheet import head
from auditdesk.report.sheet.numbering import Layout, Section, layout, takes_answer
from auditdesk.report.sheet.skips import Skips
from auditdesk.report.sheet.wording import Wording

_INSTRUCTIONS = (
    " Use the case reference only: no names, initials, birth dates or addresses. Cross one box unless it "
    "says “tick all that apply”. Each question’s number and code are how the sheet is typed in afterwards."
)
_ROWS = tuple(str(row) for row in range(1, 7))
_COLUMNS = 5
_LONG_TEXT, _LONG_COMMENT = 6, 2
_DATE = ((2, "day"), (2, "month"), (4, "year"))
_TIME = ((2, "hour"), (2, "minute"))
_MISSING = TickBox((Text("date missing from the record"),))
_DIGITS: Mapping[str, Control] = {
    "date": Digits(_DATE, (_MISSING,)),
    "dateTime": Digits(_DATE + _TIME, (_MISSING,)),
    "time": Digits(_TIME),
    "integer": Digits(((4, "number"),)),
}
_SCALE = 12
_LONGEST_LIST = 40
"""Choices: a longer list (languages) would cover pages, so its answer is written in words."""
_LOCAL = "typed into the machine; never write it on paper"


class Blank:
    """One tool as an empty sheet; what is known beforehand (whose, of which round) is printed in."""

    def __init__(self, wording: Wording, ref: Ref | None = None, audit_round: Round | None = None) -> None:
        self._wording, self._ref, self._round = wording, ref, audit_round
        self._layout: Layout = layout(wording.tool)
        self._skips = Skips(self._layout, wording)

    def blocks(self) -> Iterator[Block]:
        """The whole sheet, its running header first."""
        wording, ref = self._wording, self._ref
        agency = wording.agency(ref.agency) if ref else ""
        yield head.part(wording, f"Case {ref.case} · {agency}" if ref else "Blank")
        fields = (
            Pair("Case reference:", (Fact(ref.case),) if ref else ()),
            Pair("Agency:", (Typed(agency),) if ref else ()),
            Pair("Your role:", ()),
            Pair("Date:", ()),
        )
        purpose = runs(*head.purpose(self._round), _INSTRUCTIONS)
        yield from head.opening(head.TITLE, fields, purpose)
        for section in self._layout.sections:
            yield from self._section(section)
        yield from self._closing()

    def _section(self, section: Section) -> Iterator[Block]:
        group, wording = section.group, self._wording
        title = wording.text(group.label) if group else wording.title()
        yield Heading(2, f"Section {section.letter}  {title}", band=True)
        if group is not None:
            yield from self._about(group)
        for entry in section.entries:
            yield from self._entry(entry)

    def _about(self, group: Asked) -> Iterator[Block]:
        """What good looks like, and when the whole group is left out."""
        words = " ".join(filter(None, (self._wording.text(group.guidance), self._wording.text(group.hint))))
        skip = self._skips.only_if(group)
        if words or skip:
            told = (Typed(words),) if words else ()
            yield Paragraph(runs(*told, *_after(" " if words else "", skip)), "note")

    def _entry(self, entry: Asked) -> Iterator[Block]:
        match entry.type:
            case "group":
                yield Heading(3, self._wording.text(entry.label) or entry.name)
                yield from self._about(entry)
            case "note":
                yield Paragraph((Typed(self._wording.label(entry.name)),), "note")
            case "repeat":
                yield from self._repeat(entry)
            case _:
                if takes_answer(entry):
                    yield self._question(entry)

    def _question(self, entry: Asked) -> Question:
        skip = [*filter(None, (self._skips.only_if(entry),)), *self._skips.go_to(entry)]
        return Question(
            self._layout.number(entry.name),
            entry.name,
            self._asked(entry),
            hint=self._hint(entry),
            skip=tuple((Typed(words),) for words in skip),
            controls=tuple(self._controls(entry)),
        )

    def _asked(self, entry: Asked) -> Runs:
        label = (Typed(self._wording.label(entry.name)),)
        return runs(*label, Text(" (tick all that apply)")) if entry.type == "select_multiple" else label

    def _hint(self, entry: Asked) -> Runs:
        words = self._wording.text(entry.hint)
        return (Typed(words),) if words else ()

    def _controls(self, entry: Asked) -> Iterator[Control]:
        if entry.local:
            yield TickBoxes((TickBox((Text(_LOCAL),)),))
            return
        yield self._control(entry)
        if self._layout.comment(entry) is not None:
            yield Lines(_LONG_COMMENT if entry.role == "standard" else 1, "Comment")

    def _control(self, entry: Asked) -> Control:
        if entry.type in SELECTS and len(entry.choices) > _LONGEST_LIST:
            return Lines(1, "In words, as the list in the program has it")
        if entry.type in SELECTS and entry.choices:
            return TickBoxes(tuple(self._box(entry, code.name) for code in entry.choices))
        if entry.type in _DIGITS:
            return _DIGITS[entry.type]
        if entry.type == "range" and (points := _points(entry)):
            return TickBoxes(tuple(TickBox((Fact(str(point)),)) for point in points))
        return Lines(_LONG_TEXT if "multiline" in entry.columns.get("appearance", "") else 1)

    def _box(self, entry: Asked, code: str) -> TickBox:
        words = DESCRIPTORS.get(code, "") if entry.role == "judgement" else ""
        return TickBox((Typed(self._wording.choice(entry.name, code)),), runs(words) if words else ())

    def _repeat(self, repeat: Asked) -> Iterator[Block]:
        """A question that leads tables of a few columns each, rows of the same number being one event."""
        columns = [c for c in self._wording.tool.columns_of(repeat.name) if takes_answer(c) and not c.local]
        columns = [column for column in columns if column.role != "comment"]
        notes = [note for column in columns if (note := self._column_note(column))]
        around = f" In each row of {repeat.repeats[-1]}." if repeat.repeats else ""
        yield Question(
            self._layout.number(repeat.name),
            repeat.name,
            runs(Typed(self._wording.label(repeat.name)), f" (a row for each){around}"),
            hint=self._hint(repeat),
            skip=tuple((Typed(words),) for words in (self._skips.only_if(repeat), *notes) if words),
        )
        for few in _shared_out(columns):
            yield WriteIn(
                tuple(WriteColumn((Typed(self._wording.label(one.name)),), one.name) for one in few), _ROWS
            )

    def _column_note(self, column: Asked) -> str:
        """What may be written into a column, and when it is left out."""
        words = "; ".join(self._wording.choice(column.name, choice.name) for choice in column.choices)
        told = " ".join(filter(None, (f"{words}." if words else "", self._skips.only_if(column))))
        return f"{self._wording.label(column.name)}: {told}" if told else ""

    def _closing(self) -> Iterator[Block]:
        yield Heading(2, "For the meeting, and signatures", band=True)
        aspects = [
            self._wording.title() if question.aspect == "T" else ASPECT_BY_CODE[question.aspect].title
            for question in self._wording.tool.questions
            if question.role == "judgement" and question.aspect in ASPECT_BY_CODE
        ]
        if aspects:
            columns = ("Agreed grade", "Reason, where it differs from the auditor’s", "Initials")
            yield WriteIn(tuple(WriteColumn(runs(words), "") for words in columns), tuple(aspects))
        yield Paragraph(
            runs(
                "I read the record myself. There is no name in what I wrote, and this sheet is typed in or "
                "destroyed within the round."
            )
        )
        yield SignHere(("Auditor (role and signature)", "Date", "Chair of the meeting", "Date"))
        yield Paragraph(head.tool_line(self._wording), "note")


def _after(gap: str, words: str) -> Runs:
    return (Text(gap), Typed(words, Style.STRONG)) if words else ()


def _shared_out(columns: Sequence[Asked]) -> Iterator[Sequence[Asked]]:
    """Columns in as few tables as hold them, all about as wide."""
    tables = -(-len(columns) // _COLUMNS)
    for at in range(tables):
        yield columns[at * len(columns) // tables : (at + 1) * len(columns) // tables]


def _points(entry: Asked) -> range | None:
    """The points of a scale of whole numbers, if they are few."""
    given = dict(part.partition("=")[::2] for part in entry.columns.get("parameters", "").split())
    try:
        points = range(int(given["start"]), int(given["end"]) + 1, int(given.get("step", "1")))
    except (KeyError, ValueError):
        return None
    return points if 0 < len(points) <= _SCALE else None
