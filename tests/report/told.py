"""Reading a Document back in tests: its words, chapters, tables, and whatever stands in words of ours."""

from collections.abc import Iterator
from dataclasses import fields, is_dataclass
from enum import Enum
from itertools import chain

from auditdesk.report.document import Block, Column, Document, Heading, Table, flat
from auditdesk.report.runs import Cite, Fact, Num, See, Text, Typed, every_run
from auditdesk.report.series import Segment


def words(part: object) -> str:
    """Everything that a part prints, in reading order."""
    shown = []
    for run in every_run(part):
        if isinstance(run, Text | Typed | Fact):
            shown.append(run.text)
        elif isinstance(run, Num):
            shown.append(run.shown)
    return "".join(shown)


def chapter(document: Document, number: str) -> tuple[Block, ...]:
    """The blocks of one chapter, its heading first."""
    found: list[Block] = []
    inside = False
    for block in flat(document.blocks):
        if isinstance(block, Heading) and block.level == 1:
            inside = block.number == number
        if inside:
            found.append(block)
    return tuple(found)


def table(document: Document, key: str) -> Table:
    return next(block for block in flat(document.blocks) if isinstance(block, Table) and block.key == key)


def row(document: Document, key: str, first: str) -> tuple[str, ...]:
    """The words of the cells of the row that begins with `first`."""
    found = next(row for row in table(document, key).rows if words(row[0]) == first)
    return tuple(words(cell) for cell in found)


_NOT_OURS = (Fact, Typed, Num, Cite, See, Segment, Enum)
_NOT_WORDS = {"key", "table_key", "number"}


def own_words(part: object) -> Iterator[str]:
    """Every string of ours in which a digit would be a number written by hand."""
    if isinstance(part, _NOT_OURS) or (isinstance(part, Column) and part.kind == "id"):
        return
    if isinstance(part, str):
        yield part
    elif isinstance(part, tuple):
        yield from chain.from_iterable(own_words(each) for each in part)
    elif is_dataclass(part):
        shown = (getattr(part, each.name) for each in fields(part) if each.name not in _NOT_WORDS)
        yield from chain.from_iterable(own_words(each) for each in shown)
