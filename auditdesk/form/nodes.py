"""The tree that expressions walk, and its axes. May not know whether its nodes are XML or cells."""

from collections.abc import Callable, Iterator, Mapping, Sequence
from types import MappingProxyType
from typing import Protocol, TypeAlias


class Node(Protocol):
    """One node of a tree, as XPath 1.0 sees it.

    `kind` is root, element, attribute, text, comment or processing-instruction; `space` is the namespace
    address, empty for none. `order()` sorts nodes of one tree in document order.
    """

    @property
    def kind(self) -> str: ...
    @property
    def name(self) -> str: ...
    @property
    def prefix(self) -> str: ...
    @property
    def space(self) -> str: ...
    @property
    def up(self) -> "Node | None": ...
    def children(self) -> "Sequence[Node]": ...
    def attributes(self) -> "Sequence[Node]": ...
    def text(self) -> str: ...
    def order(self) -> tuple[int, ...]: ...


Axis: TypeAlias = Callable[[Node], Iterator[Node]]


def top(node: Node) -> Node:
    """The root of the tree that `node` stands in."""
    while (up := node.up) is not None:
        node = up
    return node


def _self(node: Node) -> Iterator[Node]:
    yield node


def _child(node: Node) -> Iterator[Node]:
    yield from node.children()


def _parent(node: Node) -> Iterator[Node]:
    if node.up is not None:
        yield node.up


def _attribute(node: Node) -> Iterator[Node]:
    yield from node.attributes()


def _descendant(node: Node) -> Iterator[Node]:
    """Without recursion: a tree may be deeper than Python allows calls."""
    waiting = list(reversed(node.children()))
    while waiting:
        found = waiting.pop()
        yield found
        waiting.extend(reversed(found.children()))


def _descendant_or_self(node: Node) -> Iterator[Node]:
    yield node
    yield from _descendant(node)


def _ancestor(node: Node) -> Iterator[Node]:
    up = node.up
    while up is not None:
        yield up
        up = up.up


def _ancestor_or_self(node: Node) -> Iterator[Node]:
    yield node
    yield from _ancestor(node)


def _siblings(node: Node) -> tuple[Sequence[Node], int]:
    """All children of the parent, and where `node` stands among them (-1: an attribute or the root)."""
    if node.up is None or node.kind == "attribute":
        return (), -1
    around = node.up.children()
    return around, next((i for i, found in enumerate(around) if found is node), -1)


def _following_sibling(node: Node) -> Iterator[Node]:
    around, place = _siblings(node)
    if place >= 0:
        yield from around[place + 1 :]


def _preceding_sibling(node: Node) -> Iterator[Node]:
    around, place = _siblings(node)
    if place > 0:
        yield from reversed(around[:place])


def _following(node: Node) -> Iterator[Node]:
    if node.kind == "attribute" and node.up is not None:
        yield from _descendant(node.up)
    for near in _ancestor_or_self(node):
        for sibling in _following_sibling(near):
            yield from _descendant_or_self(sibling)


def _preceding(node: Node) -> Iterator[Node]:
    for near in _ancestor_or_self(node):
        for sibling in _preceding_sibling(near):
            yield from reversed(list(_descendant_or_self(sibling)))


AXES: Mapping[str, Axis] = MappingProxyType(
    {
        "self": _self,
        "child": _child,
        "parent": _parent,
        "attribute": _attribute,
        "descendant": _descendant,
        "descendant-or-self": _descendant_or_self,
        "ancestor": _ancestor,
        "ancestor-or-self": _ancestor_or_self,
        "following-sibling": _following_sibling,
        "preceding-sibling": _preceding_sibling,
        "following": _following,
        "preceding": _preceding,
    }
)
"""Each axis in its own order: the reverse ones nearest first, as positions in predicates count."""


def in_document_order(nodes: Sequence[Node]) -> list[Node]:
    """Each node once, in document order."""
    once = {id(node): node for node in nodes}
    return sorted(once.values(), key=lambda node: node.order()) if len(once) > 1 else list(once.values())
