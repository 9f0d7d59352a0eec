"""A return as a plain tree, made anew for every reading: `on` is what is relevant and shown."""

from collections.abc import Iterator
from dataclasses import dataclass, field

from auditdesk.form import Question, RowId


@dataclass(eq=False)
class Node:
    """One cell, group or row; the return itself; a choice list and what is in it."""

    name: str
    up: "Node | None" = None
    question: Question | None = None
    ids: tuple[RowId, ...] = ()
    text: str = ""
    on: bool = True
    inner: "list[Node]" = field(default_factory=list)
    is_row: bool = False
    root: bool = False

    def grow(self, name: str, **more: object) -> "Node":
        self.inner.append(Node(name, self, **more))  # type: ignore[arg-type]
        return self.inner[-1]

    @property
    def shown(self) -> "list[Node]":
        """Children that count. A repeat is no node of its own: its rows stand where it stands."""
        found: list[Node] = []
        for node in self.inner:
            if node.on:
                found.extend(node.shown if node.question and node.is_repeat else [node])
        return found

    @property
    def is_repeat(self) -> bool:
        return self.question is not None and self.question.type == "repeat" and not self.is_row

    @property
    def parent(self) -> "Node | None":
        return self.up.parent if self.up is not None and self.up.is_repeat else self.up

    def below(self) -> "Iterator[Node]":
        """Everything inside that counts, in document order."""
        for node in self.shown:
            yield node
            yield from node.below()

    def all(self) -> "Iterator[Node]":
        """Everything inside, repeats and what does not count included."""
        for node in self.inner:
            yield node
            yield from node.all()


def axis(name: str, node: Node) -> list[Node]:
    up = node.parent
    beside = up.shown if up is not None else [node]
    here = next((n for n, found in enumerate(beside) if found is node), None)
    found: dict[str, list[Node]] = {
        "self": [node],
        "child": node.shown,
        "parent": [up] if up is not None else [],
        "descendant-or-self": [node, *node.below()],
        "preceding-sibling": beside[:here][::-1] if here is not None else [],
        "following-sibling": beside[here + 1 :] if here is not None else [],
    }
    return found[name]


def in_order(nodes: list[Node]) -> list[Node]:
    """Each node once, as it stands in the document."""
    if len(nodes) < 2:
        return nodes
    top = nodes[0]
    while top.up is not None:
        top = top.up
    places = {id(node): place for place, node in enumerate([top, *top.all()])}
    once = {id(node): node for node in nodes}
    return sorted(once.values(), key=lambda node: places[id(node)])
