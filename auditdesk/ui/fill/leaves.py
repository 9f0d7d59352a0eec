"""A tool laid out for a screen.

Sections, and the leaves of those that are too long for one. No widgets here.

A section is a top group of the tool. What lies on a leaf does not depend on answers, so a place stays a
place while questions come and go.
"""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from itertools import groupby

from auditdesk.audit.returns import COMMENT
from auditdesk.form import At, Question, Session, Tool

MOST_ASKED = 20
"""Questions on one leaf; a longer section is split (look.md 5)."""

_SILENT = frozenset({"calculate", "note"})


@dataclass(frozen=True, slots=True)
class Entry:
    """One thing on a leaf: a heading, a note, a question with its comment, a worked-out value, or a repeat.

    `number` is what a person calls it ("3.2"), empty for headings and worked-out values.
    """

    question: Question
    number: str = ""
    comment: Question | None = None

    @property
    def is_heading(self) -> bool:
        return self.question.type == "group"

    @property
    def is_repeat(self) -> bool:
        return self.question.type == "repeat"

    @property
    def is_worked_out(self) -> bool:
        return self.question.type in _SILENT

    @property
    def names(self) -> tuple[str, ...]:
        return (self.question.name, *((self.comment.name,) if self.comment else ()))


@dataclass(frozen=True, slots=True)
class Leaf:
    """What lies on the screen at once. `part` of `parts` counts from 1 within the section."""

    section: "Section"
    part: int
    parts: int
    entries: tuple[Entry, ...]


@dataclass(frozen=True, slots=True)
class Section:
    """One top group. `group` is its name in the tool, empty for questions that lie in none."""

    group: str
    place: int
    entries: tuple[Entry, ...] = field(repr=False)

    @property
    def leaves(self) -> tuple[Leaf, ...]:
        cut = list(_cut(self.entries))
        return tuple(Leaf(self, number, len(cut), entries) for number, entries in enumerate(cut, 1))


def sections(tool: Tool) -> tuple[Section, ...]:
    """The sections of a tool in its order; what nobody ever sees (bare calculations) is in none."""
    outside = [question for question in tool.questions if not question.repeats]
    found: list[Section] = []
    for group, inside in groupby(outside, key=_top):
        entries = tuple(_entries([question for question in inside if question.name != group], len(found) + 1))
        if any(not entry.is_worked_out and not entry.is_heading for entry in entries):
            found.append(Section(group, len(found) + 1, entries))
    return tuple(found)


def row_entries(tool: Tool, repeat: str) -> tuple[Entry, ...]:
    """What one row of a repeat asks, repeats inside it as one entry each."""
    around = (*tool.question(repeat).repeats, repeat)
    inside = [question for question in tool.questions if question.repeats == around]
    return tuple(_entries(inside, 0))


def _top(question: Question) -> str:
    if question.groups:
        return question.groups[0]
    return question.name if question.type == "group" else ""


def _entries(questions: list[Question], section: int) -> Iterator[Entry]:
    comments = {question.name: question for question in questions if question.role == "comment"}
    number = 0
    for question in questions:
        name = question.name
        if question.role == "comment" and name.removesuffix(COMMENT) != name:
            continue
        if question.type == "group" or question.type in _SILENT:
            if question.label:
                yield Entry(question)
        else:
            number += 1
            shown = f"{section}.{number}" if section else str(number)
            yield Entry(question, shown, comments.get(f"{name}{COMMENT}"))


def _cut(entries: tuple[Entry, ...]) -> Iterator[tuple[Entry, ...]]:
    """Leaves of about the same length, each starting at a heading where one is near."""
    asked = sum(bool(entry.number) for entry in entries)
    parts = max(1, -(-asked // MOST_ASKED))
    room = -(-asked // parts)
    leaf: list[Entry] = []
    count = 0
    for entry in entries:
        is_full = count >= room or (entry.is_heading and count > room * 3 // 4)
        if is_full and not entry.is_worked_out:
            yield tuple(leaf)
            leaf, count = [], 0
        leaf.append(entry)
        count += bool(entry.number)
    yield tuple(leaf)


def leaf_of(all_sections: Iterable[Section], name: str) -> Leaf | None:
    """The leaf on which a question, its comment or its repeat lies."""
    for section in all_sections:
        for leaf in section.leaves:
            if any(name in entry.names for entry in leaf.entries):
                return leaf
    return None


def is_asked(session: Session, at: At) -> bool:
    """Whether a cell, group or repeat is asked under the present answers."""
    return session.cell(at).relevant


def shown_name(tool: Tool, name: str) -> str:
    """The question on whose card a name stands: a comment stands on the card of what it is about."""
    question = tool.question(name)
    return name.removesuffix(COMMENT) if question.role == "comment" else name
