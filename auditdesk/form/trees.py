"""The parts an expression consists of. May not know how they are read from text or evaluated.

Named tuples: a tool has some ten thousand parts, and a frozen dataclass takes three times as long to make.
"""

from collections.abc import Iterator
from typing import NamedTuple, TypeAlias


class Number(NamedTuple):
    """A number as written."""

    value: float


class Text(NamedTuple):
    """A text in quotes."""

    value: str


class Ref(NamedTuple):
    """`${name}`."""

    name: str
    at: int


class Call(NamedTuple):
    """A function with its arguments."""

    name: str
    args: "tuple[Expr, ...]"
    at: int


class Negative(NamedTuple):
    """A minus before one operand."""

    inner: "Expr"


class Chain(NamedTuple):
    """Operands of one precedence with the sign before each but the first: `a - b + c`."""

    first: "Expr"
    rest: "tuple[tuple[str, Expr], ...]"


class Step(NamedTuple):
    """`axis::test[where]`. `test` is a name, `prefix:name`, `*`, or a node type such as `text()`."""

    axis: str
    test: str
    where: "tuple[Expr, ...]"
    at: int


class Filter(NamedTuple):
    """An expression in which `[...]` chooses nodes, before any step."""

    inner: "Expr"
    where: "tuple[Expr, ...]"


class Path(NamedTuple):
    """Steps from a start: None is the context node, "/" the root, an expression its nodes."""

    start: "Expr | None"
    steps: tuple[Step, ...]
    rooted: bool = False


Expr: TypeAlias = Number | Text | Ref | Call | Negative | Chain | Filter | Path
_LEAVES = (Number, Text, Ref)


def inside(tree: Expr) -> Iterator[Expr]:
    """The tree itself and every part of it, without recursion."""
    waiting: list[Expr] = [tree]
    while waiting:
        part = waiting.pop()
        yield part
        if isinstance(part, _LEAVES):
            continue
        if isinstance(part, Chain):
            waiting.append(part.first)
            waiting.extend([operand for _, operand in part.rest])
        elif isinstance(part, Call):
            waiting.extend(part.args)
        elif isinstance(part, Negative):
            waiting.append(part.inner)
        elif isinstance(part, Filter):
            waiting.extend((part.inner, *part.where))
        else:
            waiting.extend(where for step in part.steps for where in step.where)
            waiting.extend(() if part.start is None else (part.start,))


def always(tree: Expr) -> bool | None:
    """What a condition is whatever the answers: `true()`, `false()` and numbers; None for any other."""
    if isinstance(tree, Number):
        return bool(tree.value)
    is_constant = isinstance(tree, Call) and tree.name in {"true", "false"} and not tree.args
    return tree.name == "true" if isinstance(tree, Call) and is_constant else None
