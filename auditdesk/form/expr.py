"""Expression text → tree. May not know which questions or functions exist.

Trees are flat where the text is flat (`a + b + c` is one Chain): recursion goes no deeper than brackets.
"""

from collections.abc import Mapping
from types import MappingProxyType

from auditdesk.form.tokens import ExprError, Token, tokens
from auditdesk.form.trees import Call, Chain, Expr, Filter, Negative, Number, Path, Ref, Step, Text

DEEPEST = 48
MOST_NODES = 1_500
"""Nesting and nodes of one expression (forms.md 8)."""


PRECEDENCE: Mapping[str, int] = MappingProxyType(
    {"or": 1, "and": 2, "=": 3, "!=": 3, "<": 4, "<=": 4, ">": 4, ">=": 4}
    | {"+": 5, "-": 5, "*": 6, "div": 6, "mod": 6, "|": 8}
)
_NODE_TYPES = frozenset({"text", "node", "comment", "processing-instruction"})
_AXES = frozenset(
    [
        "self",
        "child",
        "parent",
        "attribute",
        "descendant",
        "descendant-or-self",
        "ancestor",
        "ancestor-or-self",
        "following-sibling",
        "preceding-sibling",
        "following",
        "preceding",
    ]
)
_ALONE, _GOES_ON = frozenset({"ref", "text", "number"}), frozenset({"[", "/", "//"})
"""Most operands are one token: whatever does not go on after it needs no further look."""
_EVERYWHERE = "descendant-or-self"


def parse(source: str) -> Expr:
    """The tree of an expression.

    Raises:
        ExprError: TOOL_EXPR with the character where it goes wrong, or TOOL_LIMIT.
    """
    reader = _Reader(tokens(source))
    tree = reader.expression(0)
    if reader.now.kind != "end":
        raise reader.wrong("end")
    return tree


class _Reader:
    """Recursive descent; one instance reads one expression."""

    def __init__(self, found: list[Token]) -> None:
        self._tokens, self._place, self._depth = found, 0, 0
        self.now = found[0]

    @property
    def _next(self) -> Token:
        return self._tokens[min(self._place + 1, len(self._tokens) - 1)]

    def wrong(self, expected: str) -> ExprError:
        found = "end" if self.now.kind == "end" else f"'{self.now.text}'"
        return ExprError("TOOL_EXPR", f"expected {expected}, found {found}", self.now.at)

    def _take(self) -> Token:
        token = self.now
        self._place += 1
        if self._place > MOST_NODES:
            raise ExprError("TOOL_LIMIT", f"more than {MOST_NODES:,} parts", token.at)
        self.now = self._tokens[self._place]
        return token

    def _takes(self, mark: str) -> bool:
        if self.now.text == mark and self.now.kind in {"mark", "sign"}:
            self._take()
            return True
        return False

    def _need(self, mark: str) -> None:
        if not self._takes(mark):
            raise self.wrong(f"'{mark}'")

    def expression(self, floor: int) -> Expr:
        """Operands joined by signs that bind tighter than `floor`."""
        left = self._operand()
        while self.now.kind == "sign" and (strength := PRECEDENCE[self.now.text]) > floor:
            rest: list[tuple[str, Expr]] = []
            while self.now.kind == "sign" and PRECEDENCE[self.now.text] == strength:
                sign = self._take().text
                rest.append((sign, self.expression(strength)))
            left = Chain(left, tuple(rest))
        return left

    def _operand(self) -> Expr:
        """Unary minus binds looser than `|` and tighter than every other sign."""
        if self.now.kind in _ALONE and self._next.text not in _GOES_ON:
            return self._primary()
        negations = 0
        while self._takes("-"):
            negations += 1
        if not negations:
            return self._path()
        inner = self.expression(PRECEDENCE["|"] - 1)
        return Negative(inner) if negations % 2 else Negative(Negative(inner))

    def _path(self) -> Expr:
        if self.now.text in {"/", "//"} and self.now.kind == "mark":
            return self._rooted_path()
        if self._starts_step():
            return Path(None, self._steps())
        return self._after(self._primary())

    def _after(self, inner: Expr) -> Expr:
        """What may follow a primary expression: `[...]` and steps."""
        if where := self._predicates():
            inner = Filter(inner, where)
        if self.now.kind == "mark" and self.now.text in {"/", "//"}:
            double = self._take().text == "//"
            return Path(inner, self._steps(everywhere=double))
        return inner

    def _rooted_path(self) -> Expr:
        double = self._take().text == "//"
        if double or self._starts_step():
            return Path(None, self._steps(everywhere=double), rooted=True)
        return Path(None, (), rooted=True)

    def _starts_step(self) -> bool:
        if self.now.kind == "name":
            return not self._starts_call()
        return self.now.kind == "mark" and self.now.text in {".", "..", "@"}

    def _starts_call(self) -> bool:
        return self._next.text == "(" and self._next.kind == "mark" and self.now.text not in _NODE_TYPES

    def _steps(self, *, everywhere: bool = False) -> tuple[Step, ...]:
        steps: list[Step] = []
        while True:
            if everywhere:
                steps.append(Step(_EVERYWHERE, "node()", (), self.now.at))
            steps.append(self._step())
            if self.now.kind != "mark" or self.now.text not in {"/", "//"}:
                return tuple(steps)
            everywhere = self._take().text == "//"

    def _step(self) -> Step:
        at = self.now.at
        if self._takes("."):
            return Step("self", "node()", self._predicates(), at)
        if self._takes(".."):
            return Step("parent", "node()", self._predicates(), at)
        axis = "attribute" if self._takes("@") else self._axis()
        return Step(axis, self._test(), self._predicates(), at)

    def _axis(self) -> str:
        if self._next.text != "::" or self.now.kind != "name":
            return "child"
        if self.now.text not in _AXES:
            raise ExprError("TOOL_EXPR", f"no axis '{self.now.text}'", self.now.at)
        axis = self._take().text
        self._need("::")
        return axis

    def _test(self) -> str:
        if self.now.kind != "name":
            raise self.wrong("name")
        name = self._take().text
        if name not in _NODE_TYPES or not self._takes("("):
            return name
        target = self._take().text[1:-1] if self.now.kind == "text" and name[0] == "p" else ""
        self._need(")")
        return f"{name}({target})"

    def _predicates(self) -> tuple[Expr, ...]:
        found: list[Expr] = []
        while self._takes("["):
            found.append(self._inside("]"))
        return tuple(found)

    def _inside(self, closing: str) -> Expr:
        """An expression between brackets: the only place where reading goes deeper."""
        self._depth += 1
        if self._depth > DEEPEST:
            raise ExprError("TOOL_LIMIT", f"nested more than {DEEPEST} deep", self.now.at)
        inner = self.expression(0)
        if closing:
            self._need(closing)
        self._depth -= 1
        return inner

    def _primary(self) -> Expr:
        token = self.now
        match token.kind:
            case "number":
                return Number(float(self._take().text))
            case "text":
                return Text(self._take().text[1:-1])
            case "ref":
                return Ref(self._take().text[2:-1].strip(), token.at)
            case "name":
                return self._call()
            case _ if self._takes("("):
                return self._inside(")")
            case _:
                raise self.wrong("value")

    def _call(self) -> Call:
        name = self._take()
        self._need("(")
        args: list[Expr] = []
        if not self._takes(")"):
            args.append(self._inside(""))
            while self._takes(","):
                args.append(self._inside(""))
            self._need(")")
        return Call(name.text, tuple(args), name.at)
