"""Expression text → nested tuples: a second reader of the grammar, written as XPath 1.0 prints it."""

import re
from typing import Any, TypeAlias

Tree: TypeAlias = tuple[Any, ...]

_NAME = r"[A-Za-z_][\w.-]*"
_TOKEN = re.compile(
    rf"\s*(?:(\d+\.?\d*|\.\d+)|('[^']*'|\"[^\"]*\")|(\$\{{\s*{_NAME}\s*\}})|({_NAME}(?::{_NAME})?(?!:))"
    rf"|({_NAME})|(::|//|\.\.|!=|<=|>=|[()\[\].@,/|+\-=<>*]))"
)
_LEVELS = (("or",), ("and",), ("=", "!="), ("<", "<=", ">", ">="), ("+", "-"), ("*", "div", "mod"))


def parse(text: str) -> Tree:
    return _Reader(text).whole()


class _Reader:
    """One method a production of the grammar."""

    def __init__(self, text: str) -> None:
        self._tokens = _cut(text)
        self._at = 0

    def whole(self) -> Tree:
        tree = self._level(0)
        assert self._now == ("end", ""), self._tokens[self._at :]
        return tree

    @property
    def _now(self) -> tuple[str, str]:
        return self._tokens[self._at]

    def _takes(self, *marks: str) -> str:
        kind, text = self._now
        if kind in {"mark", "name"} and text in marks:
            self._at += 1
            return text
        return ""

    def _need(self, mark: str) -> None:
        assert self._takes(mark), (mark, self._tokens[self._at :])

    def _level(self, level: int) -> Tree:
        if level == len(_LEVELS):
            return self._negative()
        left = self._level(level + 1)
        while sign := self._takes(*_LEVELS[level]):
            left = ("sign", sign, left, self._level(level + 1))
        return left

    def _negative(self) -> Tree:
        if self._takes("-"):
            return ("minus", self._negative())
        left = self._path()
        while self._takes("|"):
            left = ("union", left, self._path())
        return left

    def _path(self) -> Tree:
        kind, text = self._now
        if (kind, text) in {("mark", "/"), ("mark", "//")}:
            return ("path", None, True, self._steps(first=True))
        if text in {".", ".."} or (kind == "name" and self._tokens[self._at + 1] != ("mark", "(")):
            return ("path", None, False, self._steps(first=False))
        start = self._primary()
        if where := self._wheres():
            start = ("filter", start, where)
        return ("path", start, False, self._steps(first=True)) if self._now[1] in {"/", "//"} else start

    def _steps(self, *, first: bool) -> list[Tree]:
        """`first`: the text goes on with a slash."""
        steps: list[Tree] = []
        while not steps or self._now[1] in {"/", "//"}:
            if (steps or first) and self._takes("/", "//") == "//":
                steps.append(("descendant-or-self", "node()", []))
            steps.append(self._step())
        return steps

    def _step(self) -> Tree:
        if self._takes("."):
            return ("self", "node()", self._wheres())
        if self._takes(".."):
            return ("parent", "node()", self._wheres())
        axis = "child"
        if self._tokens[self._at + 1] == ("mark", "::"):
            axis = self._now[1]
            self._at += 2
        kind, test = self._now
        assert kind == "name" or test == "*", self._tokens[self._at :]
        self._at += 1
        return (axis, test, self._wheres())

    def _wheres(self) -> list[Tree]:
        found = []
        while self._takes("["):
            found.append(self._level(0))
            self._need("]")
        return found

    def _primary(self) -> Tree:
        kind, text = self._now
        if self._takes("("):
            inner = self._level(0)
            self._need(")")
            return inner
        self._at += 1
        if kind == "name":
            return ("call", text, self._arguments())
        assert kind in {"number", "text", "ref"}, (kind, text)
        return (kind, float(text) if kind == "number" else text)

    def _arguments(self) -> list[Tree]:
        self._need("(")
        found: list[Tree] = []
        while not self._takes(")"):
            found.append(self._level(0))
            self._takes(",")
        return found


def _cut(text: str) -> list[tuple[str, str]]:
    found: list[tuple[str, str]] = []
    place, end = 0, len(text.rstrip())
    while place < end:
        match = _TOKEN.match(text, place)
        assert match, text[place:]
        place = match.end()
        number, quoted, ref, name, plain, mark = match.groups()
        if number:
            found.append(("number", number))
        elif quoted:
            found.append(("text", quoted[1:-1]))
        elif ref:
            found.append(("ref", ref[2:-1].strip()))
        else:
            found.append(("name", name or plain) if name or plain else ("mark", mark))
    return [*found, ("end", "")]
