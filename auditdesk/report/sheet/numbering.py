"""A tool in the order of its sheet: lettered sections, numbered lines, the same blank and completed.

May not know: answers, paper.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from itertools import count
from string import ascii_uppercase

from auditdesk.audit.returns import COMMENT
from auditdesk.form import Question, Tool
from auditdesk.form.types import ANSWERED


@dataclass(frozen=True, slots=True)
class Section:
    """A top group of the tool (None: questions outside every group) and what stands in it, in order.

    `entries` are questions, groups further in, repeats, notes and worked-out answers; what stands in a
    repeat belongs to its entry, and a comment to the question it is about.
    """

    letter: str
    group: Question | None
    entries: tuple[Question, ...]


@dataclass(frozen=True, slots=True)
class Layout:
    """The sections of a tool and the line number of each question and repeat; columns have their repeat's."""

    tool: Tool
    sections: tuple[Section, ...]
    numbers: Mapping[str, int]

    def number(self, name: str) -> str:
        """As printed; empty for what has no line of its own."""
        return str(self.numbers[name]) if name in self.numbers else ""

    def comment(self, question: Question) -> Question | None:
        """The comment row that belongs to a question, if there is one."""
        name = question.name + COMMENT
        return self.tool.question(name) if name in self.tool else None


def takes_answer(question: Question) -> bool:
    """Whether a person answers it; what is worked out is not asked."""
    return question.type in ANSWERED and "calculation" not in question.columns


def is_comment(question: Question) -> bool:
    return question.role == "comment" and question.name.endswith(COMMENT)


def layout(tool: Tool) -> Layout:
    """The tool as a sheet has it."""
    sections: list[tuple[Question | None, list[Question]]] = []
    for question in tool.questions:
        if is_comment(question) or _is_in_repeat(question):
            continue
        if question.groups:
            sections[-1][1].append(question)
        elif question.type == "group":
            sections.append((question, []))
        else:
            if not sections or sections[-1][0] is not None:
                sections.append((None, []))
            sections[-1][1].append(question)
    lettered = tuple(
        Section(_letter(at), group, tuple(entries))
        for at, (group, entries) in enumerate(one for one in sections if one[1])
    )
    return Layout(tool, lettered, _numbers(tool))


def _is_in_repeat(question: Question) -> bool:
    return bool(question.repeats) and question.type != "repeat"


def _numbers(tool: Tool) -> dict[str, int]:
    numbers: dict[str, int] = {}
    line = count(1)
    for question in tool.questions:
        if is_comment(question) or not (takes_answer(question) or question.type == "repeat"):
            continue
        numbers[question.name] = numbers[question.repeats[-1]] if _is_in_repeat(question) else next(line)
    return numbers


def _letter(at: int) -> str:
    """A to Z, then AA, AB and so on."""
    first, last = divmod(at, len(ascii_uppercase))
    return (_letter(first - 1) if first else "") + ascii_uppercase[last]
