"""Which rules of a tool a filled-in return has seen hold and not hold: what its scenarios leave untested.

May not know scenarios. Rows that the compiler added change with their questions and are not counted.
"""

from collections.abc import Iterator
from dataclasses import dataclass

from auditdesk.form.run import Session
from auditdesk.form.template import Read
from auditdesk.form.tool import Tool
from auditdesk.form.values import At, Question, RowId

ASKED, NOT_ASKED = "asked", "not asked"
KEPT, BROKEN = "its rule kept", "its rule broken"
WORKED_OUT, FROM_BLANK = "worked out", "worked out while something it reads is blank"


@dataclass(frozen=True, slots=True, order=True)
class Side:
    """One side of one rule: a question, and what can happen to it."""

    question: str
    what: str


def sides(tool: Tool) -> tuple[Side, ...]:
    """Everything that can happen by the rules of a tool, in its order.

    A calculation that reads no question (a fact of the round) has only one side.
    """
    return tuple(Side(question.name, what) for question in tool.questions for what in _sides(tool, question))


def _sides(tool: Tool, question: Question) -> Iterator[str]:
    if question.columns.get("audit::added") == "yes":
        return
    if "relevant" in question.columns:
        yield from (ASKED, NOT_ASKED)
    if "constraint" in question.columns:
        yield from (KEPT, BROKEN)
    if "calculation" in question.columns:
        yield WORKED_OUT
        if _reads(tool, question.name):
            yield FROM_BLANK


def _reads(tool: Tool, name: str) -> frozenset[Read]:
    """What a calculation reads, less the rows it stands in: they are there whenever it is worked out."""
    found = tool.program.templates[name].formulas["calculation"].reads
    return frozenset(read for read in found if read.name not in (name, *tool.question(name).repeats))


def seen(session: Session) -> Iterator[Side]:
    """What happened in one return."""
    for question in session.tool.questions:
        for rows in around(session, question):
            for what in _seen(session, question, rows):
                yield Side(question.name, what)


def around(session: Session, question: Question) -> list[tuple[RowId, ...]]:
    """The rows in which a question is shown; one empty chain outside repeats."""
    chains: list[tuple[RowId, ...]] = [()]
    for repeat in question.repeats:
        chains = [(*chain, row) for chain in chains for row in session.rows(At(repeat, chain))]
    return chains


def _seen(session: Session, question: Question, rows: tuple[RowId, ...]) -> Iterator[str]:
    cell = session.cell(At(question.name, rows))
    if not cell.relevant:
        if "relevant" in question.columns and _is_around_asked(session, question, rows):
            yield NOT_ASKED
        return
    yield ASKED
    if "constraint" in question.columns and cell.value:
        yield BROKEN if any(one.code == "answer.constraint" for one in cell.problems) else KEPT
    if "calculation" in question.columns:
        if cell.value:
            yield WORKED_OUT
        if any(_is_blank(session, read, rows) for read in _reads(session.tool, question.name)):
            yield FROM_BLANK


def _is_around_asked(session: Session, question: Question, rows: tuple[RowId, ...]) -> bool:
    """Whether the group around is asked: only then is it the question's own condition that does not hold."""
    if not question.groups:
        return True
    group = session.tool.question(question.groups[-1])
    return group.type == "repeat" or session.cell(At(group.name, rows[: len(group.repeats)])).relevant


def _is_blank(session: Session, read: Read, rows: tuple[RowId, ...]) -> bool:
    question = session.tool.question(read.name)
    if question.type in {"group", "repeat"}:
        return question.type == "repeat" and not session.rows(At(read.name, rows[: len(question.repeats)]))
    if not read.wide:
        return not session.value(At(read.name, rows[: len(question.repeats)]))
    values = [session.value(At(read.name, chain)) for chain in around(session, question)]
    return not values or "" in values
