"""One row of a tool as sessions need it: its place in the tree, its rules as closures, who reads it.

May not know rows that people add. Templates are nodes: a path is resolved on them before any answer exists.
"""

from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import NamedTuple

from auditdesk.form.closures import Run
from auditdesk.form.columns import YES
from auditdesk.form.nodes import Node
from auditdesk.form.trees import Expr
from auditdesk.form.values import Question

SETTLED = ("relevant", "calculation", "repeat_count")
"""Columns whose rules give values and relevance."""
CHECKED = ("constraint", "required", "readonly", "choice_filter")
"""Columns whose rules only judge: they may read anything, themselves included (form law 12)."""


class Read(NamedTuple):
    """A rule reads a question: its one cell in the same row or further out, or (`wide`) all its cells."""

    name: str
    wide: bool


@dataclass(frozen=True, slots=True)
class Formula:
    """One column's rule. `clock`: it reads the time of day, so a tick settles it."""

    tree: Expr
    run: Run
    reads: frozenset[Read]
    clock: bool


@dataclass(eq=False, slots=True)
class Readers:
    """Whom a change of one question's cells concerns: rules near it, and rules over all rows."""

    near: "list[Template]" = field(default_factory=list)
    wide: "list[Template]" = field(default_factory=list)


class Template:
    """A question, group or repeat; the outermost one, `data`, stands for the return itself."""

    __slots__ = (
        "always",
        "calculated",
        "checkers",
        "formulas",
        "index",
        "inner",
        "literal_default",
        "name",
        "question",
        "rank",
        "readers",
        "repeats",
        "type",
        "up",
    )
    kind = "element"
    prefix = space = ""

    def __init__(
        self, index: int, question: Question | None, up: "Template | Ground", repeats: tuple[str, ...]
    ) -> None:
        self.index = self.rank = index
        self.question, self.up, self.repeats = question, up, repeats
        self.name, self.type = (question.name, question.type) if question else ("data", "group")
        self.inner: list[Template] = []
        self.formulas: dict[str, Formula] = {}
        self.literal_default, self.calculated = "", False
        columns = question.columns if question else {}
        self.always = frozenset(column for column in ("required", "readonly") if columns.get(column) in YES)
        self.readers, self.checkers = Readers(), Readers()

    def children(self) -> "Sequence[Template]":
        return self.inner

    def attributes(self) -> Sequence[Node]:
        return ()

    def text(self) -> str:
        return ""

    def order(self) -> tuple[int, ...]:
        return (self.index,)


class Ground:
    """The root above `data`, where absolute paths begin."""

    __slots__ = ("inner", "walked")
    kind = "root"
    name = prefix = space = ""
    up: Node | None = None

    def __init__(self) -> None:
        self.inner: list[Template] = []
        self.walked = 0  # nodes that paths have reached while the tool was compiled

    def children(self) -> Sequence[Template]:
        return self.inner

    def attributes(self) -> Sequence[Node]:
        return ()

    def text(self) -> str:
        return ""

    def order(self) -> tuple[int, ...]:
        return (-1,)
