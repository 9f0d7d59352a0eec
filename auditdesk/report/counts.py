"""Counts: whole numbers taken from a view, such that the counts of two rounds can be added.

May not know: shares, medians, phrases (figures.py), and what an edition hides.
"""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from types import MappingProxyType
from typing import TypeVar

from auditdesk.merge.view import View
from auditdesk.report import themes
from auditdesk.report.counting import agencies, children, meetings, moderation, practice, returns, timeliness
from auditdesk.report.counting.cases import children_of
from auditdesk.report.counting.tally import AnswerRef, Line, Series, Spread, Tally

Addable = TypeVar("Addable", Tally, Spread)
Part = TypeVar("Part", Tally, Spread, Series)


@dataclass(frozen=True, slots=True)
class Counts:
    """What was counted, by id, in the order of the report.

    `tallies` and `spreads` add up over rounds; `series` and `sources` (the answers behind an id) belong to
    one round and are left behind when counts are added.
    """

    round: str
    tool: str
    tallies: Mapping[str, Tally]
    spreads: Mapping[str, Spread]
    series: Mapping[str, Series]
    sources: Mapping[str, tuple[AnswerRef, ...]]
    tool_id: str = ""
    tool_version: str = ""

    def __add__(self, other: "Counts") -> "Counts":
        return Counts(
            round=f"{self.round} {other.round}".strip(),
            tool=self.tool if self.tool == other.tool else "",
            tool_id=self.tool_id if self.tool_id == other.tool_id else "",
            tool_version=self.tool_version if self.tool == other.tool else "",
            tallies=_added(self.tallies, other.tallies),
            spreads=_added(self.spreads, other.spreads),
            series=MappingProxyType({}),
            sources=MappingProxyType({}),
        )


def _added(ours: Mapping[str, Addable], others: Mapping[str, Addable]) -> dict[str, Addable]:
    return dict(ours) | {id: ours[id] + part if id in ours else part for id, part in others.items()}


def _of(kind: type[Part], lines: Iterable[Line]) -> dict[str, Part]:
    found: dict[str, Part] = {}
    for line in lines:
        if isinstance(line.part, kind) and found.setdefault(line.id, line.part) != line.part:
            raise ValueError(line.id)
    return found


def counts(view: View, on: date) -> Counts:
    """Everything that the report counts in one round, as it stands on a day.

    Raises:
        ValueError: one id was counted twice with different results, a defect of ours.
    """
    lines = tuple(_lines(view, on))
    return Counts(
        round=view.round.id,
        tool=view.tool.hash,
        tool_id=view.tool.id,
        tool_version=view.tool.version,
        tallies=_of(Tally, lines),
        spreads=_of(Spread, lines),
        series=_of(Series, lines),
        sources={line.id: line.sources for line in lines},
    )


def _lines(view: View, on: date) -> Iterator[Line]:
    kids = children_of(view)
    yield from returns.lines(view, on)
    yield from children.lines(view, kids)
    yield from practice.lines(view, kids)
    yield from moderation.lines(view)
    yield from agencies.lines(view, kids)
    yield from meetings.lines(view, kids)
    yield from timeliness.lines(view, kids)
    yield from themes.lines(view, kids)
