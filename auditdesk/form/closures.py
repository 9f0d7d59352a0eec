"""Expression trees → Python closures. May not know what a `${name}` is: the scope says.

Kinds are worked out while compiling, so that `${x} = 'met'` costs one look-up and one comparison.
"""

import math
from collections.abc import Callable, Mapping
from operator import add, mul, sub
from types import MappingProxyType
from typing import NamedTuple, Protocol, TypeAlias, cast

from auditdesk.form.convert import Value, compare, to_number, to_text, to_truth
from auditdesk.form.nodes import Node, in_document_order
from auditdesk.form.paths import Nodes, Walk, filtered, here, root, walked
from auditdesk.form.tokens import ExprError
from auditdesk.form.trees import Call, Chain, Expr, Filter, Negative, Number, Path, Ref, Step, Text, always
from auditdesk.form.world import Context, EvaluationError

Run: TypeAlias = Callable[[Context], Value]

_LOCATIONS, _LITERALS = (Path, Filter), (Number, Text)
_COMPARISONS = frozenset({"=", "!=", "<", "<=", ">", ">="})


class Code(NamedTuple):
    """A closure and the kind it gives: text, number, truth, date, nodes or any."""

    run: Run
    gives: str


class Scope(Protocol):
    """What names mean where an expression stands."""

    def value(self, ref: Ref) -> Code:
        """`${name}` as a value."""
        ...

    def nodes(self, ref: Ref) -> Nodes:
        """`${name}` as a node-set."""
        ...

    def column(self, ref: Ref) -> Nodes:
        """All cells of `${name}`, whichever row the rule stands in."""
        ...

    def path(self, path: Path) -> Code | None:
        """A path that means something of its own here; None: walk the tree."""
        ...

    def cell(self, path: Path) -> Nodes | None:
        """A path that means one cell of its own here, as a node-set; None: walk the tree."""
        ...

    def within(self, inner: Expr) -> "Scope":
        """The scope of predicates on `inner`."""
        ...

    def quoted(self, text: str) -> str:
        """The question meant by `'${name}'`, as jr:choice-name takes it."""
        ...


class Maker:
    """Compiles the expressions of one scope; `calls` compiles a function call."""

    def __init__(self, scope: Scope, calls: "Callable[[Maker, Call], Code]") -> None:
        self.scope, self._calls = scope, calls

    def code(self, tree: Expr) -> Code:
        """Compiled to give a value, with the kind it gives."""
        if isinstance(tree, Ref):
            return self.scope.value(tree)
        if isinstance(tree, Chain):
            return self._chain(tree)
        if isinstance(tree, Call):
            return self._calls(self, tree)
        return self._location(tree) if isinstance(tree, _LOCATIONS) else self._simple(tree)

    def _simple(self, tree: Number | Text | Negative) -> Code:
        if isinstance(tree, Negative):
            positive = self.number(tree.inner)
            return Code(lambda c: -positive(c), "number")
        value = tree.value
        return Code(lambda _: value, "number" if isinstance(value, float) else "text")

    def _location(self, tree: Path | Filter) -> Code:
        special = self.scope.path(tree) if isinstance(tree, Path) else None
        return special or Code(self.nodes(tree), "nodes")

    def nodes(self, tree: Expr) -> Nodes:
        """Compiled to give a node-set.

        Raises:
            ExprError: TOOL_ARGS if it can never be one.
        """
        if isinstance(tree, Ref):
            return self.scope.nodes(tree)
        if isinstance(tree, Path):
            self.scope.path(tree)  # what it reads has to be noted
            return self.scope.cell(tree) or self._path(tree)
        if isinstance(tree, Filter):
            return filtered(self.nodes(tree.inner), self._predicates(tree.inner, tree.where))
        code = self.code(tree)
        if code.gives not in {"nodes", "any"}:
            raise ExprError("TOOL_ARGS", f"a {code.gives} stands where questions or rows are needed")
        run = code.run
        return cast("Nodes", run) if code.gives == "nodes" else _surely_nodes(run)

    def text(self, tree: Expr) -> Callable[[Context], str]:
        code = self.code(tree)
        run = code.run
        return cast("Callable[[Context], str]", run) if code.gives == "text" else lambda c: to_text(run(c))

    def number(self, tree: Expr) -> Callable[[Context], float]:
        code = self.code(tree)
        run = code.run
        if code.gives == "number":
            return cast("Callable[[Context], float]", run)
        if code.gives == "truth":
            return lambda c: 1.0 if run(c) else 0.0
        return lambda c: to_number(run(c), c.world.zone)

    def truth(self, tree: Expr) -> Callable[[Context], bool]:
        return _truth(self.code(tree))

    def _path(self, tree: Path) -> Nodes:
        start: Nodes = root if tree.rooted else here
        if tree.start is not None:
            start = self.nodes(tree.start)
        steps = tuple(
            Walk(
                step.axis,
                step.test,
                self._predicates(Path(tree.start, tree.steps[:n], tree.rooted), step.where),
            )
            for n, step in enumerate(tree.steps, 1)
        )
        return walked(start, steps) if steps else start

    def _predicates(self, inner: Expr, where: tuple[Expr, ...]) -> tuple[Callable[[Context], bool], ...]:
        if not where:
            return ()
        maker = Maker(self.scope.within(inner), self._calls)
        return tuple(maker.predicate(tree) for tree in where)

    def predicate(self, tree: Expr) -> Callable[[Context], bool]:
        """A number in brackets is a position (XPath 1.0, 2.4)."""
        code = self.code(tree)
        run = code.run
        if code.gives == "number":
            return lambda c: run(c) == c.place
        if code.gives != "any":
            return _truth(code)  # compiled once: brackets in brackets would double at each level
        return lambda c: value == c.place if isinstance(value := run(c), float) else to_truth(value)

    def _chain(self, tree: Chain) -> Code:
        sign = tree.rest[0][0]
        operands = (tree.first, *(operand for _, operand in tree.rest))
        if sign in {"and", "or"}:
            return self._logic(sign, operands)
        if sign == "|":
            return self._union(operands)
        if sign in _COMPARISONS:
            return self._comparisons(tree)
        start = self.number(tree.first)
        return Code(
            _arithmetic(start, tuple((_ARITHMETIC[s], self.number(t)) for s, t in tree.rest)), "number"
        )

    def _logic(self, sign: str, operands: tuple[Expr, ...]) -> Code:
        """Operands after one that always decides are never reached: `false() and …`."""
        truths: list[Callable[[Context], bool]] = []
        is_decided = False
        for tree in operands:
            if is_decided:
                self._unreached(tree)
            else:
                truths.append(self.truth(tree))
                is_decided = always(tree) is (sign == "or")
        if sign == "and":
            return Code(lambda c: all(holds(c) for holds in truths), "truth")
        return Code(lambda c: any(holds(c) for holds in truths), "truth")

    def _unreached(self, tree: Expr) -> None:
        """Names must be there; a call may be wrong, since nothing makes it (XPath 1.0, 3.4)."""
        try:
            self.code(tree)
        except ExprError as error:
            if error.code not in {"TOOL_FUNCTION", "TOOL_ARGS"}:
                raise

    def _union(self, operands: tuple[Expr, ...]) -> Code:
        parts = tuple(self.nodes(tree) for tree in operands)
        return Code(lambda c: in_document_order([node for part in parts for node in part(c)]), "nodes")

    def _comparisons(self, tree: Chain) -> Code:
        left = self.code(tree.first)
        if _is_here(tree.first) and left.gives == "nodes" and isinstance(tree.rest[0][1], _LITERALS):
            left = Code(lambda c: cast("str", c.node.text()), "text")  # one node compares as its text does
        for sign, operand in tree.rest:
            left = Code(self._compared(sign, left, operand), "truth")
        return left

    def _compared(self, sign: str, left: Code, operand: Expr) -> Callable[[Context], bool]:
        first, right = left.run, self.code(operand)
        if left.gives == "text" and isinstance(operand, Text) and "-" not in (text := operand.value):
            if sign == "=":
                return lambda c: first(c) == text
            if sign == "!=":
                return lambda c: first(c) != text
        second = right.run
        return lambda c: compare(sign, first(c), second(c), c.world.zone)


def _is_here(tree: Expr) -> bool:
    """A lone `.`."""
    match tree:
        case Path(start=None, steps=(Step(axis="self", test="node()", where=()),), rooted=False):
            return True
        case _:
            return False


def _truth(code: Code) -> Callable[[Context], bool]:
    run = code.run
    return cast("Callable[[Context], bool]", run) if code.gives == "truth" else lambda c: to_truth(run(c))


def _surely_nodes(run: Run) -> Nodes:
    def nodes(c: Context) -> list[Node]:
        found = run(c)
        if not isinstance(found, list):
            raise EvaluationError
        return found

    return nodes


def _arithmetic(
    start: Callable[[Context], float],
    rest: tuple[tuple[Callable[[float, float], float], Callable[[Context], float]], ...],
) -> Run:
    def run(c: Context) -> float:
        total = start(c)
        for combine, operand in rest:
            total = combine(total, operand(c))
        return total

    return run


def _divided(left: float, right: float) -> float:
    """IEEE division: by zero it is infinite or not a number."""
    if right:
        return left / right
    if left == 0 or math.isnan(left) or math.isnan(right):
        return math.nan
    return math.copysign(math.inf, left) * math.copysign(1.0, right)


def _remainder(left: float, right: float) -> float:
    """The remainder of truncating division: it has the sign of `left` (XPath 1.0, 3.5)."""
    if math.isinf(left) or not right or math.isnan(left) or math.isnan(right):
        return math.nan
    return math.fmod(left, right)


_ARITHMETIC: Mapping[str, Callable[[float, float], float]] = MappingProxyType(
    {"+": add, "-": sub, "*": mul, "div": _divided, "mod": _remainder}
)
