"""Printed references: which number of the report is which figure (report.md 1).

A figure has one where a sentence tells or cites it; a number that only a table or chart holds needs none. It
is numbered in the section that prints the figure first, the headline apart: its numbers have their home in a
later chapter. May not know: what a figure counts.
"""

from collections.abc import Callable, Iterator, Mapping
from dataclasses import fields, is_dataclass, replace
from itertools import chain
from typing import Any

from auditdesk.report.document import Block, Chart, Heading, Landscape, Table, flat
from auditdesk.report.runs import Cite, Num, Run
from auditdesk.report.series import Segment

HEADLINE = "1"
_APPENDICES = "ABC"


def numbered_references(blocks: tuple[Block, ...]) -> Mapping[str, str]:
    """Figure id → "F6.5.2", for every figure that a sentence tells or cites, by section in reading order."""
    homes: dict[str, str] = {}
    at_first: dict[str, str] = {}
    told = {id for _, id in _printed(tuple(b for b in flat(blocks) if not isinstance(b, Table | Chart)))}
    for section, figure_id in _printed(blocks):
        if figure_id not in told:
            continue
        (at_first if section in {"", HEADLINE} else homes).setdefault(figure_id, section)
    homes |= {figure_id: HEADLINE for figure_id in at_first if figure_id not in homes}
    numbers: dict[str, int] = {}
    names: dict[str, str] = {}
    for figure_id, section in sorted(homes.items(), key=lambda home: _place(home[1])):
        numbers[section] = numbers.get(section, 0) + 1
        names[figure_id] = f"F{section}.{numbers[section]}"
    return names


def with_references(blocks: tuple[Block, ...], names: Mapping[str, str]) -> tuple[Block, ...]:
    """The blocks with the figure ids of every `Cite` turned into their printed references."""
    return tuple(_rewritten(block, lambda run: _named(run, names)) for block in blocks)


def without_references(blocks: tuple[Block, ...]) -> tuple[Block, ...]:
    """The blocks without any `Cite`: the public edition has no references."""
    return tuple(_rewritten(block, lambda run: None if isinstance(run, Cite) else run) for block in blocks)


def _named(run: Run, names: Mapping[str, str]) -> Run:
    if not isinstance(run, Cite):
        return run
    return Cite(tuple(sorted({names[id] for id in run.references}, key=lambda name: _place(name[1:]))))


def _printed(blocks: tuple[Block, ...]) -> Iterator[tuple[str, str]]:
    section = ""
    for block in flat(blocks):
        if isinstance(block, Heading) and block.number:
            section = block.number
        if section not in _APPENDICES or not section:
            yield from ((section, figure_id) for figure_id in _figures_in(block))


def _figures_in(part: object) -> Iterator[str]:
    """Every figure printed or cited in a block, in reading order; a Landscape's blocks come by themselves."""
    match part:
        case Num(figure_id):
            yield figure_id
        case Cite(references):
            yield from references
        case Segment(figure_id=figure_id, count=count):
            yield from (figure_id,) if count else ()
        case tuple():
            yield from chain.from_iterable(_figures_in(each) for each in part)
        case _ if is_dataclass(part) and not isinstance(part, type | Landscape):
            yield from chain.from_iterable(_figures_in(getattr(part, each.name)) for each in fields(part))
        case _:
            pass


def _place(section: str) -> tuple[int, ...]:
    return tuple(int(number) for number in section.split("."))


def _rewritten(part: Any, change: Callable[[Run], Run | None]) -> Any:
    """The same values with each run changed; a run that becomes None is left out."""
    if isinstance(part, Run):
        return change(part)
    if isinstance(part, tuple):
        return tuple(each for each in (_rewritten(one, change) for one in part) if each is not None)
    if is_dataclass(part) and not isinstance(part, type):
        return replace(
            part, **{each.name: _rewritten(getattr(part, each.name), change) for each in fields(part)}
        )
    return part
