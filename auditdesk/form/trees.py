"""The parts an expression consists of. May not know how they are read from text or evaluated."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import TypeAlias


@dataclass(frozen=True, slots=True)
class Number:
    """A number as written."""

    value: float


@dataclass(frozen=True, slots=True)
class Text:
    """A text in quotes."""

    value: str


@dataclass(frozen=True, slots=True)
class Ref:
    """`${name}`."""

    name: str
    at: int


@dataclass(frozen=True, slots=True)
class Call:
    """A function with its arguments."""

    name: str
    args: "tuple[Expr, ...]"
    at: int


@dataclass(frozen=True, slots=True)
class Negative:
    """A minus before one operand."""

    inner: "Expr"


@dataclass(frozen=True, slots=True)
class Chain:
    """Operands of one precedence with the sign before each but the first: `a - b + c`."""

    first: "Expr"
    rest: "tuple[tuple[str, Expr], ...]"


@dataclass(frozen=True, slots=True)
class Step:
    """`axis::test[where]`. `test` is a name, `prefix:name`, `*`, or a node type such as `text()`."""

    axis: str
    test: str
    where: "tuple[Expr, ...]"
    at: int


@dataclass(frozen=True, slots=True)
class Filter:
    """An expression in which `[...]` chooses nodes, before any step."""

    inner: "Expr"
    where: "tuple[Expr, ...]"


@dataclass(frozen=True, slots=True)
class Path:
    """Steps from a start: None is the context node, "/" the root, an expression its nodes."""

    start: "Expr | None"
    steps: tuple[Step, ...]
    rooted: bool = False


Expr: TypeAlias = Number | Text | Ref | Call | Negative | Chain | Filter | Path


def inside(tree: Expr) -> Iterator[Expr]:
    """The tree itself and every part of it, without recursion."""
    waiting: list[Expr] = [tree]
    while waiting:
        part = waiting.pop()
        yield part
        match part:
            case Call(args=args):
                waiting.extend(args)
            case Negative(inner):
                waiting.append(inner)
            case Chain(first, rest):
                waiting.extend((first, *(operand for _, operand in rest)))
            case Filter(inner, where):
                waiting.extend((inner, *where))
            case Path(start, steps):
                waiting.extend(where for step in steps for where in step.where)
                waiting.extend(() if start is None else (start,))
            case Number() | Text() | Ref():
                pass
