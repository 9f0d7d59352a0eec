"""Rows and tables: indexed-repeat, count-non-empty, instance. May not know what a row is made of."""

from collections.abc import Mapping
from types import MappingProxyType

from auditdesk.form.closures import Code, Maker
from auditdesk.form.functions.signature import Declared, Form, function
from auditdesk.form.nodes import Node
from auditdesk.form.tokens import ExprError
from auditdesk.form.trees import Call, Ref
from auditdesk.form.world import Context

_MOST_ARGS = 7  # the column and three pairs of repeat and row number: repeats nest 3 deep


def _indexed(maker: Maker, call: Call) -> Code:
    """The cells of a column in the row with a number, counted from 1; outside the rows: blank.

    Also from inside the repeat: `indexed-repeat(${x}, ${rep}, position(..) - 1)` is the row before.
    """
    if len(call.args) % 2 == 0:
        raise ExprError(
            "TOOL_ARGS", "indexed-repeat takes a column, then a repeat and a row number each", call.at
        )
    first = call.args[0]
    column = maker.scope.column(first) if isinstance(first, Ref) else maker.nodes(first)
    rows = [maker.nodes(tree) for tree in call.args[1::2]]
    numbers = [maker.number(tree) for tree in call.args[2::2]]

    def found(c: Context) -> list[Node]:
        within: Node | None = None
        for repeat, number in zip(rows, numbers, strict=True):
            candidates = [row for row in repeat(c) if within is None or _stands_in(row, within)]
            place = number(c)
            if not 1 <= place <= len(candidates):
                return []
            within = candidates[int(place) - 1]
        return [cell for cell in column(c) if within is None or _stands_in(cell, within)]

    return Code(found, "nodes")


def _stands_in(node: Node, row: Node) -> bool:
    up: Node | None = node
    while up is not None and up is not row:
        up = up.up
    return up is row


def _table(c: Context, name: str) -> list[Node]:
    root = c.world.table(name)
    return [] if root is None else [root]


REPEATS: Mapping[str, Declared] = MappingProxyType(
    {
        "indexed-repeat": Form(3, _MOST_ARGS, _indexed),
        "count-non-empty": function(
            "nodes", "number", lambda nodes: float(sum(bool(n.text()) for n in nodes))
        ),
        "instance": function("text", "nodes", _table, sees=True),
    }
)
