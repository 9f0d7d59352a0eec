"""Which rows of a tool a path can reach (form law 6): the same axes, walked before any answer exists.

May not know answers. Predicates are ignored, so that whatever a path may come to reach is found.
"""

from datetime import UTC, datetime
from typing import Any, cast
from zoneinfo import ZoneInfo

from auditdesk.form.nodes import AXES, Node
from auditdesk.form.paths import Walk, walked
from auditdesk.form.template import Ground, Template
from auditdesk.form.tokens import ExprError
from auditdesk.form.trees import Path, Step
from auditdesk.form.world import Context, EvaluationError, World

MOST_WALKED = 1_000_000
"""Nodes that all paths of a tool together may look at: `//*//*` in a thousand rules would take minutes."""

_BESIDE = frozenset({"preceding-sibling", "following-sibling"})
_ELSEWHERE = frozenset({"preceding", "following"})
_STATIC = World(ZoneInfo("UTC"), datetime(1970, 1, 1, tzinfo=UTC), most=MOST_WALKED)


def reachable(
    path: Path, start: tuple[Template | Ground, ...], ground: Ground
) -> tuple[Template | Ground, ...]:
    """The templates that a path from `start` can reach.

    Raises:
        ExprError: TOOL_REF for a prefix, TOOL_LIMIT if the paths of the tool look at too many rows.
    """
    found = cast("list[Node]", list(start))
    _STATIC.spent = ground.walked
    try:
        for step in path.steps:
            if step.test != "text()":
                found = _stepped(found, step)
    except EvaluationError:
        text = "the paths of this tool reach too many rows. Write ${name} in place of * and //."
        raise ExprError("TOOL_LIMIT", text, path.steps[0].at) from None
    finally:
        ground.walked = _STATIC.spent
    return tuple(cast("list[Template | Ground]", found))


def _stepped(nodes: list[Node], step: Step) -> list[Node]:
    """One step on templates. The rows of a repeat are siblings of one another, though its template is one."""
    if ":" in step.test and "(" not in step.test:
        raise ExprError("TOOL_REF", f"'{step.test}': no name of a tool has a prefix", step.at)
    context = Context(nodes[0] if nodes else None, _STATIC)
    found = walked(lambda _: nodes, (Walk(step.axis, step.test, ()),))(context)
    if step.axis in _BESIDE and (repeats := [node for node in nodes if _is_repeat(node)]):
        found += walked(lambda _: repeats, (Walk("self", step.test, ()),))(context)
    elif step.axis in _ELSEWHERE:
        around = [near for node in nodes for near in AXES["ancestor-or-self"](node) if _is_repeat(near)]
        found += walked(lambda _: around, (Walk("descendant-or-self", step.test, ()),))(context)
    return list(dict.fromkeys(found))


def _is_repeat(node: Node) -> bool:
    return isinstance(node, Template) and node.type == "repeat"


def ground_of(template: Template) -> Ground:
    """The root that a template's tree stands on."""
    up: Any = template
    while isinstance(up, Template):
        up = up.up
    return cast("Ground", up)
