"""Location paths as closures: axes, tests, predicates (XPath 1.0, 2). May not know what trees hold."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from typing import TypeAlias

from auditdesk.form.nodes import AXES, Node, in_document_order, top
from auditdesk.form.world import Context

Nodes: TypeAlias = Callable[[Context], list[Node]]
Holds: TypeAlias = Callable[[Context], bool]
"""A compiled predicate; a number in brackets has been turned into `position() = number` already."""

_BACKWARDS = frozenset({"ancestor", "ancestor-or-self", "preceding", "preceding-sibling"})


@dataclass(frozen=True, slots=True)
class Walk:
    """One step, its predicates compiled."""

    axis: str
    test: str
    where: tuple[Holds, ...]


def chosen(nodes: Iterable[Node], where: tuple[Holds, ...], c: Context) -> list[Node]:
    """Those nodes for which every predicate holds, each seeing the positions the one before has left."""
    found = list(nodes)
    for holds in where:
        size = len(found)
        found = [node for place, node in enumerate(found, 1) if holds(c.at(node, place, size))]
    return found


def filtered(start: Nodes, where: tuple[Holds, ...]) -> Nodes:
    return lambda c: chosen(start(c), where, c)


def here(c: Context) -> list[Node]:
    return [c.node]


def root(c: Context) -> list[Node]:
    return [c.start or top(c.node)]


def walked(start: Nodes, steps: tuple[Walk, ...]) -> Nodes:
    """The nodes that the steps reach, in document order."""

    def run(c: Context) -> list[Node]:
        nodes = start(c)
        for step in steps:
            nodes = _stepped(step, nodes, c)
        return nodes

    return run


def _stepped(step: Walk, nodes: list[Node], c: Context) -> list[Node]:
    axis = AXES[step.axis]
    fits = _fits(step, c)
    if len(nodes) == 1:
        found = chosen(filter(fits, axis(nodes[0])), step.where, c)
        return found[::-1] if step.axis in _BACKWARDS else found
    reached = [node for near in nodes for node in chosen(filter(fits, axis(near)), step.where, c)]
    return in_document_order(reached)


def _fits(step: Walk, c: Context) -> Callable[[Node], bool]:
    """The node test (XPath 1.0, 2.3): a name matches the axis's own kind of node only."""
    principal = "attribute" if step.axis == "attribute" else "element"
    name, bracket, target = step.test.partition("(")
    if bracket:
        return _fits_kind(name, target.removesuffix(")"))
    if name == "*":
        return lambda node: node.kind == principal
    prefix, colon, local = name.rpartition(":")
    if not colon:
        return lambda node: node.kind == principal and node.name == name and not node.space
    space = c.world.spaces.get(prefix)
    if space is None:
        return lambda node: node.kind == principal and node.prefix == prefix and local in {"*", node.name}
    return lambda node: node.kind == principal and node.space == space and local in {"*", node.name}


def _fits_kind(kind: str, target: str) -> Callable[[Node], bool]:
    if kind == "node":
        return lambda _: True
    return lambda node: node.kind == kind and (not target or node.name == target)
