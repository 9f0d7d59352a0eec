"""Location paths as closures: axes, tests, predicates (XPath 1.0, 2). May not know what trees hold."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from typing import TypeAlias

from auditdesk.form.nodes import AXES, Node, in_document_order, top
from auditdesk.form.world import Context, EvaluationError

Nodes: TypeAlias = Callable[[Context], list[Node]]
Holds: TypeAlias = Callable[[Context], bool]
"""A compiled predicate; a number in brackets has been turned into `position() = number` already."""

Fits: TypeAlias = Callable[[Node], bool]

_BACKWARDS = frozenset({"ancestor", "ancestor-or-self", "preceding", "preceding-sibling"})


@dataclass(frozen=True, slots=True)
class Walk:
    """One step, its predicates compiled."""

    axis: str
    test: str
    where: tuple[Holds, ...]


_STAY = Walk("self", "node()", ())
"""A lone `.`: no step at all."""


def chosen(nodes: Iterable[Node], where: tuple[Holds, ...], c: Context) -> list[Node]:
    """Those nodes for which every predicate holds, each seeing the positions the one before has left."""
    found = list(nodes)
    for holds in where:
        size = len(found)
        c.world.spend(size)
        found = [
            node
            for place, node in enumerate(found, 1)
            if holds(Context(node, c.world, c.cell, c.start, (place, size)))
        ]
    return found


def filtered(start: Nodes, where: tuple[Holds, ...]) -> Nodes:
    return lambda c: chosen(start(c), where, c)


def here(c: Context) -> list[Node]:
    return [c.node]


def root(c: Context) -> list[Node]:
    return [c.start or top(c.node)]


def walked(start: Nodes, steps: tuple[Walk, ...]) -> Nodes:
    """The nodes that the steps reach, in document order."""
    taken = tuple(_taken(step) for step in steps if step != _STAY)
    if not taken:
        return start

    def run(c: Context) -> list[Node]:
        nodes = start(c)
        for take in taken:
            nodes = take(nodes, c)
        return nodes

    return run


def _taken(step: Walk) -> Callable[[list[Node], Context], list[Node]]:
    axis, where, is_backwards = AXES[step.axis], step.where, step.axis in _BACKWARDS
    test = _test(step)

    def take(nodes: list[Node], c: Context) -> list[Node]:
        fits = test(c)
        reached: list[Node] = []
        for near in nodes:
            seen = list(axis(near))
            c.world.spend(len(seen) + 1)
            reached += chosen(filter(fits, seen), where, c)
        if len(nodes) == 1:
            return reached[::-1] if is_backwards else reached
        return in_document_order(reached)

    return take


def _test(step: Walk) -> Callable[[Context], Fits]:
    """The node test (XPath 1.0, 2.3); only a prefix has to be looked up when a rule runs."""
    principal = "attribute" if step.axis == "attribute" else "element"
    name, bracket, target = step.test.partition("(")
    prefix, colon, local = name.rpartition(":")
    if bracket:
        fits = _fits_kind(name, target.removesuffix(")"))
    elif colon:
        return lambda c: _fits_space(principal, local, c.world.spaces.get(prefix))
    else:
        fits = _fits_name(principal, name)
    return lambda _: fits


def _fits_name(principal: str, name: str) -> Fits:
    """A name matches the axis's own kind of node only."""
    if name == "*":
        return lambda node: node.kind == principal
    return lambda node: node.kind == principal and node.name == name and not node.space


def _fits_space(principal: str, local: str, space: str | None) -> Fits:
    """A prefix that is not declared is an error (XPath 1.0, 2.3)."""
    if space is None:
        raise EvaluationError
    return lambda node: node.kind == principal and node.space == space and local in {"*", node.name}


def _fits_kind(kind: str, target: str) -> Fits:
    if kind == "node":
        return lambda _: True
    return lambda node: node.kind == kind and (not target or node.name == target)
