"""What an expression sees besides answers: facts, clock, calendar, lists (form law 4).

May not know sessions.
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from datetime import date, datetime
from typing import Any
from zoneinfo import ZoneInfo

from auditdesk.form.given import ClockPack, Matching, WorkingDays
from auditdesk.form.nodes import Node

LONGEST_TEXT = 100_000
"""Characters an expression may produce (forms.md 8): a chain of `concat(${a}, ${a})` doubles."""

MOST_LOOKED_AT = 1_000_000
"""Nodes that one rule may look at: `//*//*//*` and brackets in brackets multiply."""


class EvaluationError(Exception):
    """A rule that cannot be evaluated on these answers: Problem `rule.failed`, never "fine" (form law 17)."""


def _nothing(_: str) -> None:
    return None


def _no_text(_: str) -> str:
    return ""


def _no_id() -> str:
    raise EvaluationError


@dataclass(slots=True)
class World:
    """Changes only between settles: `moment` at a tick.

    `table` gives the root of a read-only table by name; `itext` a text by id; `choice_label` the label of a
    code of a question. `once` is what the cell under evaluation keeps, `troubles` what went wrong meanwhile
    without stopping the rule (`calendar.range`). `spent` counts the nodes this rule has looked at, `work`
    those of all rules since the settle began.
    """

    zone: ZoneInfo
    moment: datetime
    language: str = "en"
    facts: Mapping[str, str] = field(default_factory=dict)
    calendar: WorkingDays | None = None
    clocks: ClockPack | None = None
    matching: Matching | None = None
    new_id: Callable[[], str] = _no_id
    table: Callable[[str], Node | None] = _nothing
    itext: Callable[[str], str | list[Node]] = _no_text
    choice_label: Callable[[str, str], str] = lambda _, code: code
    spaces: Mapping[str, str] = field(default_factory=dict)
    once: str = ""
    troubles: list[str] = field(default_factory=list)
    most: int = MOST_LOOKED_AT
    spent: int = 0
    work: int = 0

    def spend(self, nodes: int) -> None:
        """Note that so many more nodes are looked at.

        Raises:
            EvaluationError: the rule under evaluation looks at more than any honest one.
        """
        self.spent += nodes
        self.work += nodes
        if self.spent > self.most:
            raise EvaluationError

    @property
    def today(self) -> date:
        return self.moment.astimezone(self.zone).date()


class Context:
    """Where one evaluation stands: the context node and its place, and the cell whose rule this is.

    `start` is the node where absolute paths begin; None: the root of the node's own tree.
    """

    __slots__ = ("cell", "node", "place", "size", "start", "world")

    def __init__(
        self,
        node: Any,
        world: World,
        cell: Any = None,
        start: Node | None = None,
        within: tuple[int, int] = (1, 1),
    ) -> None:
        self.node, self.world, self.cell, self.start = node, world, cell or node, start
        self.place, self.size = within
