"""One made form, written three ways: our canonical JSON, an XForm, SurveyJS JSON. From one seed.

Graded questions; a box for evidence beside some, asked after the two lower grades, required and at least 40
characters long; for every 20 grades a count of the good ones. Sections of 20 (forms.md 10).
"""

import random
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from pyxform.xls2xform import convert

from auditdesk.form.checks import Checks
from auditdesk.form.compiler import compile
from auditdesk.form.problems import Place, Problems
from auditdesk.form.source import Source, SourceRow
from auditdesk.form.tool import Tool

GRADES = ("outstanding", "good", "ri", "inadequate", "not_judged")
ASKS_WHY = ("ri", "inadequate")
COUNTED = "good"
SECTION = 20
SHORTEST = 40
_WORDS = (
    "the",
    "record",
    "says",
    "who",
    "was",
    "seen",
    "and",
    "what",
    "a",
    "child",
    "said",
    "about",
    "school",
)


@dataclass(frozen=True, slots=True)
class Shape:
    """How many questions of each kind. `name` is what the bench calls it."""

    name: str
    graded: int
    boxes: int
    counts: int

    @property
    def questions(self) -> int:
        return self.graded + self.boxes + self.counts

    @property
    def counted(self) -> Mapping[str, tuple[str, ...]]:
        """Each count with the grades it counts."""
        names = [f"g{n}" for n in range(self.graded)]
        return {f"c{n}": tuple(names[n * SECTION : (n + 1) * SECTION]) for n in range(self.counts)}


def doubled(graded: int) -> Shape:
    """A box for every grade, a count for every 20 of them."""
    return Shape(f"{graded:,} graded", graded, graded, graded // SECTION)


def thirty_percent(questions: int) -> Shape:
    """As many questions in all, 30 % of them computed or conditional."""
    graded = questions * 7 // 10
    counts = graded // SECTION
    return Shape(f"{questions:,} questions", graded, questions - graded - counts, counts)


def rows_of(shape: Shape) -> Iterator[Mapping[str, str]]:
    """The form as rows of an XLSForm."""
    for start in range(0, shape.graded, SECTION):
        yield {"type": "begin group", "name": f"s{start // SECTION}", "label": f"Section {start // SECTION}"}
        for n in range(start, min(start + SECTION, shape.graded)):
            yield {"type": "select_one grade", "name": f"g{n}", "label": f"Judgement {n}", "required": "yes"}
            if n < shape.boxes:
                yield {
                    "type": "text",
                    "name": f"e{n}",
                    "label": f"What in the record led you to judgement {n}?",
                    "appearance": "multiline",
                    "relevant": " or ".join(f"${{g{n}}} = '{code}'" for code in ASKS_WHY),
                    "required": "yes",
                    "constraint": f"string-length(.) >= {SHORTEST}",
                    "constraint_message": "Write more.",
                }
        yield {"type": "end group", "name": f"s{start // SECTION}"}
    for name, of in shape.counted.items():
        total = " + ".join(f"(${{{grade}}} = '{COUNTED}')" for grade in of)
        yield {"type": "calculate", "name": name, "label": name, "calculation": total}


def source_of(rows: Sequence[Mapping[str, str]]) -> Source:
    """Rows as the compiler takes them."""
    settings = {"tool": "made", "version": "1.0.0", "default_language": "en", "theme": "made"}
    return Source("made", settings, {"en": "Made"}, tuple(_rows(rows)), {"grade": tuple(_choices())})


def _rows(rows: Sequence[Mapping[str, str]]) -> Iterator[SourceRow]:
    for line, row in enumerate(rows, 1):
        columns = {name: text for name, text in row.items() if name not in {"label", "constraint_message"}}
        texts = {name: {"": text} for name, text in row.items() if name in {"label", "constraint_message"}}
        yield SourceRow(Place("made", line), columns, texts)


def _choices() -> Iterator[SourceRow]:
    for line, code in enumerate(GRADES, 1):
        yield SourceRow(Place("made", line), {"name": code}, {"label": {"": code.replace("_", " ")}})


def tool_of(shape: Shape) -> Tool:
    return compile(source_of(list(rows_of(shape))))


def tool_beyond_limits(shape: Shape) -> Tool:
    """A tool of more rows than the compiler lets through (forms.md 8), to see how costs grow.

    No such tool can be read, saved or sent: it is put together from checked rows, past the count of them.
    """
    source = source_of(list(rows_of(shape)))
    checks = Checks(Problems(), ("en",))
    lists = checks.lists({name: tuple(_resolved(found)) for name, found in source.lists.items()})
    questions = checks.questions(tuple(_resolved(source.rows)), lists)
    return Tool("made", "1.0.0", "made", ("en",), {"en": "Made"}, questions, lists)


def _resolved(rows: Sequence[SourceRow]) -> Iterator[SourceRow]:
    for row in rows:
        texts = {column: {"en": found[""]} for column, found in row.texts.items()}
        yield SourceRow(row.place, row.columns, texts)


def yaml_of(rows: Sequence[Mapping[str, str]]) -> str:
    """The rows as an author's file."""
    lines = ["tool: made", "version: 1.0.0", "title: Made", "default_language: en", "choices:", "  grade:"]
    lines += [f"    - {{name: {code}, label: {code}}}" for code in GRADES]
    return "\n".join([*lines, "rows:", yaml_rows(rows)])


def yaml_rows(rows: Sequence[Mapping[str, str]]) -> str:
    """Rows as an author writes them: groups hold their rows."""
    lines, indent = [], ""
    for row in rows:
        kind = row["type"]
        if kind.startswith("end "):
            indent = indent[:-2]
            continue
        columns = {**row, "type": kind.removeprefix("begin ")}
        told = [f'{name}: "{text}"' for name, text in columns.items()]
        lines += [f"{indent}- {told[0]}", *(f"{indent}  {line}" for line in told[1:])]
        if kind.startswith("begin "):
            lines.append(f"{indent}  rows:")
            indent += "  "
    return "\n".join(lines) + "\n"


def xform_of(shape: Shape) -> str:
    """The same form as pyxform writes it."""
    choices = [{"list_name": "grade", "name": code, "label": code.replace("_", " ")} for code in GRADES]
    settings = [{"form_title": "Made", "form_id": "made", "version": "1"}]
    survey = list(rows_of(shape))
    header = [{column: "" for row in survey for column in row}]
    form = {"survey": survey, "survey_header": header, "choices": choices, "settings": settings}
    return str(convert(xlsform=form, validate=False).xform)


def survey_of(shape: Shape) -> dict[str, object]:
    """The same form for SurveyJS: a page a section, counts as expressions, nothing cleared when hidden."""
    pages = [
        {"name": f"s{start // SECTION}", "elements": list(_elements(shape, start))}
        for start in range(0, shape.graded, SECTION)
    ]
    counts = [
        {"type": "expression", "name": name, "expression": " + ".join(map(_one_if_counted, of))}
        for name, of in shape.counted.items()
    ]
    return {"clearInvisibleValues": "none", "pages": [*pages, {"name": "counts", "elements": counts}]}


def _elements(shape: Shape, start: int) -> Iterator[dict[str, object]]:
    for n in range(start, min(start + SECTION, shape.graded)):
        grade = {"type": "radiogroup", "name": f"g{n}", "title": f"Judgement {n}", "isRequired": True}
        yield {**grade, "choices": list(GRADES)}
        if n < shape.boxes:
            yield {
                "type": "comment",
                "name": f"e{n}",
                "title": f"What in the record led you to judgement {n}?",
                "visibleIf": " or ".join(f"{{g{n}}} = '{code}'" for code in ASKS_WHY),
                "isRequired": True,
                "validators": [{"type": "text", "minLength": SHORTEST, "text": "Write more."}],
            }


def _one_if_counted(grade: str) -> str:
    return f"iif({{{grade}}} = '{COUNTED}', 1, 0)"


def answers_of(shape: Shape, count: int, seed: int) -> list[tuple[str, str]]:
    """As many answers: mostly grades, some evidence where it is asked for at that moment."""
    chance = random.Random(seed)  # noqa: S311 - no secret
    stands: dict[int, str] = {}
    answers = []
    for _ in range(count):
        asked = [n for n, grade in stands.items() if n < shape.boxes and grade in ASKS_WHY]
        if asked and chance.random() < 1 / 4:
            words = " ".join(chance.choices(_WORDS, k=chance.randint(3, 16)))
            answers.append((f"e{chance.choice(asked)}", words))
        else:
            n = chance.randrange(shape.graded)
            stands[n] = chance.choice([grade for grade in GRADES if grade != stands.get(n)])
            answers.append((f"g{n}", stands[n]))
    return answers


def ends_with(shape: Shape, answers: Sequence[tuple[str, str]]) -> dict[str, int]:
    """What every engine has to come to: each count, and how many boxes are asked. Counted plainly."""
    stands = dict(answers)
    found = {name: sum(stands.get(g) == COUNTED for g in of) for name, of in shape.counted.items()}
    asked = sum(stands.get(f"g{n}") in ASKS_WHY for n in range(shape.boxes))
    return {**found, "boxes asked": asked}
