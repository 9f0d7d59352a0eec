"""Random tools, random revisions of them, and random half-filled returns: what migration is tried on."""

from collections.abc import Iterator
from copy import deepcopy
from dataclasses import dataclass, field

from hypothesis import strategies as st

from auditdesk.form import At, Origin, RowId, Tool, Typed, TypedCell, TypedRow
from tests.form.making import tool_of

TYPES = (
    "text",
    "barcode",
    "integer",
    "decimal",
    "date",
    "select_one std",
    "select_one yn",
    "select_multiple need",
    "select_multiple std",
    "calculate",
)
TEXTS = ("", "1", "0.5", "met", "partly", "yes", "a", "a b", "met zzz", "2016-02-29", "words")
NAMES = tuple(f"n{number}" for number in range(60))


@dataclass
class Node:
    """One row of a tool before it is written."""

    kind: str
    name: str
    was: str = ""
    rows: "list[Node]" = field(default_factory=list)

    @property
    def holds_rows(self) -> bool:
        return self.kind in {"group", "repeat"}

    def written(self, pad: str) -> Iterator[str]:
        yield f"{pad}- type: {self.kind}"
        yield f"{pad}  name: {self.name}"
        yield f"{pad}  label: Label of {self.name}"
        if self.kind == "calculate":
            yield f"{pad}  calculation: 1 + 1"
        if self.was:
            yield f"{pad}  audit::was: {self.was}"
        if self.holds_rows:
            yield f"{pad}  rows:"
            for row in self.rows:
                yield from row.written(pad + "    ")


def written(nodes: list[Node]) -> Tool:
    return tool_of("\n".join(line for node in nodes for line in node.written("")) + "\n")


def everywhere(nodes: list[Node]) -> Iterator[tuple[list[Node], Node]]:
    for node in nodes:
        yield nodes, node
        yield from everywhere(node.rows)


@st.composite
def revisions(draw):
    """A tool, and the same one after a few acts of its author."""
    free = list(NAMES)
    nodes = [_node(draw, free, depth=0) for _ in range(draw(st.integers(2, 4)))]
    before = written(nodes)
    nodes, spare = deepcopy(nodes), [*free, "x1", "x2", "x3", "x4", "x5", "x6"]
    for _ in range(draw(st.integers(0, 5))):
        draw(st.sampled_from(ACTS))(draw, nodes, spare)
    if not nodes:
        nodes = [Node("text", "last")]
    return before, written(nodes)


def _node(draw, free: list[str], depth: int) -> Node:
    kind = draw(st.sampled_from((*TYPES, "group", "repeat", "repeat") if depth < 2 else TYPES))
    node = Node(kind, free.pop(0))
    if node.holds_rows:
        node.rows = [_node(draw, free, depth + 1) for _ in range(draw(st.integers(1, 3)))]
    return node


def _rename(draw, nodes: list[Node], spare: list[str]) -> None:
    """Under a new name, with or without a word about the old one."""
    if found := list(everywhere(nodes)):
        _, node = draw(st.sampled_from(found))
        told, name = draw(st.booleans()), spare.pop(0)
        node.was = f"{node.name} {node.was}".strip() if told else ""
        if not any(node.name == other.name for _, other in found if other is not node):
            spare.append(node.name)  # a name that was given up is used again
        node.name = name


def _retype(draw, nodes: list[Node], _spare: list[str]) -> None:
    if found := [node for _, node in everywhere(nodes) if not node.holds_rows]:
        draw(st.sampled_from(found)).kind = draw(st.sampled_from(TYPES))


def _move(draw, nodes: list[Node], _spare: list[str]) -> None:
    """Into a group or repeat, or out of all of them."""
    leaves = [(beside, node) for beside, node in everywhere(nodes) if not node.holds_rows]
    holders = [nodes, *(node.rows for _, node in everywhere(nodes) if node.holds_rows)]
    if leaves:
        beside, node = draw(st.sampled_from(leaves))
        beside.remove(node)
        draw(st.sampled_from(holders)).append(node)


def _turn(draw, nodes: list[Node], _spare: list[str]) -> None:
    """A group becomes a repeat, or a repeat a group."""
    if found := [node for _, node in everywhere(nodes) if node.holds_rows]:
        node = draw(st.sampled_from(found))
        node.kind = "group" if node.kind == "repeat" else "repeat"


def _remove(draw, nodes: list[Node], _spare: list[str]) -> None:
    if found := list(everywhere(nodes)):
        beside, node = draw(st.sampled_from(found))
        beside.remove(node)


def _add(draw, nodes: list[Node], spare: list[str]) -> None:
    nodes.append(Node(draw(st.sampled_from(TYPES)), spare.pop(0)))


ACTS = (_rename, _rename, _retype, _move, _turn, _remove, _add)


@st.composite
def half_filled(draw, tool: Tool) -> Typed:
    """Rows in every repeat, some removed; texts that fit and that do not, reasons, cleared defaults."""
    rows: dict[tuple[str, ...], list[tuple[RowId, ...]]] = {(): [()]}
    numbers = iter(range(10**6))
    entered = []
    for repeat in tool.repeats:
        chain = (*repeat.repeats, repeat.name)
        found = []
        for around in rows[repeat.repeats]:
            for _ in range(draw(st.integers(0, 2))):
                found.append((*around, RowId(f"r{next(numbers):06}a")))
                entered.append(TypedRow(At(repeat.name, found[-1]), draw(st.integers(0, 4)) == 0))
        rows[chain] = found
    cells = [
        _cell(draw, At(question.name, around))
        for question in tool.questions
        if question.type not in {"group", "repeat"}
        for around in rows[question.repeats]
        if draw(st.integers(0, 3))
    ]
    return Typed(tuple(entered), tuple(cells), opened=True)


def _cell(draw, at: At) -> TypedCell:
    text = draw(st.sampled_from(TEXTS))
    reason = "not_held" if not text and draw(st.booleans()) else ""
    return TypedCell(at, text, draw(st.sampled_from(tuple(Origin))), reason)
