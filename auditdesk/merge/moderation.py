"""Layers of grades: each auditor's own beside the agreed one, none overwritten (data-model 2.1).

May not know how well they agree (agreement.py).
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from auditdesk.audit.grades import ASPECT_BY_CODE, Aspect, Grade
from auditdesk.audit.round import Ref
from auditdesk.form import Tool
from auditdesk.merge.standing import AgreedValue, Standing


@dataclass(frozen=True, slots=True)
class Layers:
    """One case and aspect: the grade each return ended in, by ref, and what the meeting agreed.

    `second` are the grades of further readings of a return by another person (a double audit).
    """

    case: str
    aspect: Aspect
    auditors: Mapping[Ref, Grade]
    agreed: Grade | None
    entry: AgreedValue | None
    second: tuple[tuple[Ref, Grade], ...] = ()

    @property
    def readings(self) -> tuple[tuple[Ref, Grade], ...]:
        """Every auditor's own grade, all readings of a return."""
        return (*self.auditors.items(), *self.second)

    @property
    def is_disputed(self) -> bool:
        """Whether judged grades differ: what a meeting discusses first."""
        return len({grade for _, grade in self.readings if grade is not Grade.NOT_JUDGED}) > 1


def judgements(tool: Tool) -> Mapping[str, Aspect]:
    """The question that holds the judgement, by name, for each aspect that the tool judges."""
    return {
        question.name: ASPECT_BY_CODE[question.aspect]
        for question in tool.questions
        if question.role == "judgement" and question.aspect in ASPECT_BY_CODE and not question.repeats
    }


def graded(standing: Standing) -> Mapping[str, Grade]:
    """The grades of one return, by the figure name of the aspect."""
    return {
        aspect.figure: Grade(standing.value(name))
        for name, aspect in judgements(standing.tool).items()
        if standing.value(name) in set(Grade)
    }


def layers(
    cases: Iterable[str],
    tool: Tool,
    standing: tuple[Iterable[Standing], Iterable[Standing]],
    agreed: Mapping[tuple[str, str], AgreedValue],
) -> tuple[Layers, ...]:
    """Every case and aspect that was graded or agreed, by case, then in the order of the tool.

    `standing` are the first readings, one a ref, and all further ones.
    """
    first, second = ([(one.ref, graded(one)) for one in readings] for readings in standing)
    found = []
    for case in cases:
        for aspect in judgements(tool).values():
            entry = agreed.get((case, aspect.figure))
            grade = Grade(entry.value) if entry is not None and entry.value in set(Grade) else None
            own, more = _of(case, aspect, first), _of(case, aspect, second)
            if own or more or grade is not None:
                found.append(Layers(case, aspect, dict(own), grade, entry, more))
    return tuple(found)


def _of(
    case: str, aspect: Aspect, readings: Iterable[tuple[Ref, Mapping[str, Grade]]]
) -> tuple[tuple[Ref, Grade], ...]:
    return tuple(
        (ref, grades[aspect.figure])
        for ref, grades in readings
        if ref.case == case and aspect.figure in grades
    )
