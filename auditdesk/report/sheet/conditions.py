"""When a question is asked, in a reader's words: its `relevant` taken apart into conditions.

May not know: answers, paper, line numbers' layout.
"""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass

from auditdesk.form import Question, Tool
from auditdesk.form.trees import Call, Chain, Expr, Number, Ref, Text, inside

_OPPOSITE = {"=": "!=", "!=": "=", "<": ">=", ">=": "<", ">": "<=", "<=": ">"}
_TURNED = {"=": "=", "!=": "!=", "<": ">", ">": "<", "<=": ">=", ">=": "<="}
_MEASURED = {">": "more than {}", ">=": "{} or more", "<": "less than {}", "<=": "{} or less"}
_YES = Text("yes")
_AGENCY = "assignment.agency"


@dataclass(frozen=True, slots=True)
class Condition:
    """One thing that must hold: in words, and (`codes`) for which choices of one question (`on`) it does."""

    words: str
    on: str = ""
    codes: frozenset[str] = frozenset()


class Conditions:
    """The conditions of one tool's rows. `named` says how a question is referred to ("12 (cse_tool)")."""

    def __init__(
        self,
        tool: Tool,
        named: Callable[[str], str],
        choice: Callable[[str, str], str],
        agency: Callable[[str], str],
    ) -> None:
        self._tool, self._named, self._choice, self._agency = tool, named, choice, agency

    def of(self, question: Question) -> tuple[Condition, ...]:
        """All that must hold for a question, beside what holds for the groups around it."""
        tree = self._tree(question.name, "relevant")
        return tuple(dict.fromkeys(self._all(tree, holds=True))) if tree is not None else ()

    def _tree(self, name: str, column: str) -> Expr | None:
        template = self._tool.program.templates.get(name)
        formula = template.formulas.get(column) if template is not None else None
        return formula.tree if formula is not None else None

    def _all(self, tree: Expr, *, holds: bool) -> Iterator[Condition]:
        match tree:
            case Call("not", (inner,)):
                yield from self._all(inner, holds=not holds)
            case Chain(first, ((("and" | "or") as word, _), *_)):
                parts = (first, *(part for _, part in tree.rest))
                if (word == "and") == holds:
                    for part in parts:
                        yield from self._all(part, holds=holds)
                else:
                    yield self._any(parts, holds=holds)
            case Chain(Ref(name), ((("=" | "!=") as sign, right),)) if right == _YES and (
                what := self._flag(name)
            ):
                yield from self._all(what, holds=holds == (sign == "="))
            case _:
                yield self._one(tree, holds=holds)

    def _any(self, parts: Sequence[Expr], *, holds: bool) -> Condition:
        said = [" and ".join(one.words for one in self._all(part, holds=holds)) for part in parts]
        return Condition(", or ".join(said))

    def _flag(self, name: str) -> Expr | None:
        """Of a calculated answer that only says yes where something holds (`hd_nil`), what must hold."""
        match self._tree(name, "calculation"):
            case Call("if", (what, then, Text(""))) if then == _YES:
                return what
            case _:
                return None

    def _one(self, tree: Expr, *, holds: bool) -> Condition:
        match tree:
            case Chain(Ref(name), ((sign, (Text() | Number()) as right),)) if sign in _OPPOSITE:
                return self._compared(name, sign if holds else _OPPOSITE[sign], right)
            case Chain((Text() | Number()) as left, ((sign, Ref(name)),)) if sign in _OPPOSITE:
                return self._compared(name, _TURNED[sign if holds else _OPPOSITE[sign]], left)
            case Call("selected", (Text(codes), Ref(name))):
                return self._chosen(name, codes.split(), holds=holds)
            case Call("selected", (Ref(name), Text(code))):
                said = "is ticked" if holds else "is not ticked"
                return Condition(f"“{self._choice(name, code)}” {said} at {self._named(name)}")
            case _:
                return self._depends(tree)

    def _compared(self, name: str, sign: str, right: Text | Number) -> Condition:
        if isinstance(right, Text) and not right.value:
            return Condition(f"{self._named(name)} is {'answered' if sign == '!=' else 'left blank'}")
        if isinstance(right, Text) and sign in ("=", "!="):
            return self._chosen(name, [right.value], holds=sign == "=")
        value = f"{right.value:g}" if isinstance(right, Number) else right.value
        if sign in _MEASURED:
            return Condition(f"{self._named(name)} is {_MEASURED[sign].format(value)}")
        return Condition(f"{self._named(name)} is {'' if sign == '=' else 'not '}{value}")

    def _chosen(self, name: str, codes: Sequence[str], *, holds: bool) -> Condition:
        no = "" if holds else "not "
        if self._is_agency(name):
            return Condition(f"the record is {no}that of {either([self._agency(code) for code in codes])}")
        words = f"{self._named(name)} is {no}{either([f'“{self._choice(name, code)}”' for code in codes])}"
        question = self._tool.question(name) if name in self._tool else None
        if question is None or question.type != "select_one" or question.repeats:
            return Condition(words)
        every = frozenset(choice.name for choice in question.choices)
        return Condition(words, name, every & set(codes) if holds else every - set(codes))

    def _is_agency(self, name: str) -> bool:
        tree = self._tree(name, "calculation")
        return tree is not None and Text(_AGENCY) in inside(tree)

    def _depends(self, tree: Expr) -> Condition:
        names = dict.fromkeys(part.name for part in inside(tree) if isinstance(part, Ref))
        if not names:
            return Condition("the coordinator asks it of you")
        return Condition(f"the answer to {either([self._named(name) for name in names], 'and')} asks for it")


def either(words: Sequence[str], last: str = "or") -> str:
    """As "A, B or C"."""
    *others, end = words
    return f"{', '.join(others)} {last} {end}" if others else end
