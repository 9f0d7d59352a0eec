"""Expression trees → values over a tree of nodes: one branch a kind of tree, nothing remembered."""

import math
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field, replace
from datetime import datetime
from typing import Any

from auditdesk.form import Question, Tool
from tests.laws.slow.kinds import Value, compare, number, truth
from tests.laws.slow.nodes import Node, axis, in_order
from tests.laws.slow.parse import Tree


class FailedError(Exception):
    """A rule that cannot be worked out."""


@dataclass(frozen=True)
class Given:
    """What expressions see besides answers."""

    tool: Tool
    facts: Mapping[str, str]
    now: datetime
    calendar: Any
    clocks: Any
    language: str
    lists: Mapping[str, Node]


@dataclass(frozen=True)
class Env:
    """Where an expression stands: `own` has the rule, `node` is looked at (another one inside brackets)."""

    given: Given
    own: Node
    node: Node
    place: int = 1
    size: int = 1
    inside: bool = False
    kept: str = ""
    troubles: list[str] = field(default_factory=list)


def value(tree: Tree, env: Env) -> Value:
    return _KINDS[tree[0]](tree, env)


def nodes(tree: Tree, env: Env) -> list[Node]:
    """The same, where a function asks for nodes: a single reference is its one cell or none."""
    if tree[0] == "ref":
        return _cells(tree[1], env)
    if (cell := _single(tree, env)) is not None:
        return [cell] if cell.on else []
    found = value(tree, env)
    if not isinstance(found, list):
        raise FailedError
    return found


def _single(tree: Tree, env: Env) -> Node | None:
    """A bare name in brackets is the candidate row's own cell; `.` outside them the rule's own."""
    if tree[0] != "path" or tree[1] is not None or tree[2] or len(tree[3]) != 1:
        return None
    kind, test, where = tree[3][0]
    if where:
        return None
    if kind == "self" and not env.inside:
        return env.own
    question = env.given.tool.question(test) if test in env.given.tool else None
    is_bare = kind == "child" and env.inside and env.node.is_row
    if not is_bare or question is None or question.type in {"group", "repeat"}:
        return None
    if question.repeats[-1:] != (env.node.name,):
        return None
    return next(n for n in env.node.all() if n.name == test and len(n.ids) == len(env.node.ids))


def _is_one(question: Question, own: Node) -> bool:
    around = own.question.repeats if own.question else ()
    return question.type != "repeat" and around[: len(question.repeats)] == question.repeats


def _cells(name: str, env: Env) -> list[Node]:
    question, top = env.given.tool.question(name), env.own
    while top.up is not None:
        top = top.up
    if question.type == "repeat":
        return [node for node in top.below() if node.is_row and node.name == name]
    found = [node for node in top.below() if node.name == name]
    if _is_one(question, env.own):
        return [node for node in found if node.ids == env.own.ids[: len(question.repeats)]]
    return found


def _ref(tree: Tree, env: Env) -> Value:
    found = _cells(tree[1], env)
    if _is_one(env.given.tool.question(tree[1]), env.own):
        return found[0].text if found else ""
    return found


def _path(tree: Tree, env: Env) -> Value:
    if (cell := _single(tree, env)) is not None:
        return cell.text if cell.on else ""
    _, start, rooted, steps = tree
    here = [env.node] if start is None else nodes(start, env)
    if rooted:
        while here[0].up is not None:
            here = [here[0].up]
    for kind, test, where in steps:
        reached = [
            found
            for node in here
            for found in _held([n for n in axis(kind, node) if _named(n, test)], where, env)
        ]
        here = in_order(reached)
    return here


def _named(node: Node, test: str) -> bool:
    return test in {"node()", node.name} or (test == "*" and not node.root)


def _held(found: list[Node], where: list[Tree], env: Env) -> list[Node]:
    """Those for which every bracket holds; a number in brackets is a position."""
    for tree in where:
        kept = []
        for place, node in enumerate(found, 1):
            says = value(tree, replace(env, node=node, place=place, size=len(found), inside=True))
            if says == place if isinstance(says, float) else truth(says):
                kept.append(node)
        found = kept
    return found


def _sign(tree: Tree, env: Env) -> Value:
    _, sign, left, right = tree
    if sign == "or":
        return truth(value(left, env)) or truth(value(right, env))
    if sign == "and":
        return truth(value(left, env)) and truth(value(right, env))
    first, second = value(left, env), value(right, env)
    if sign in _SUMS:
        return _SUMS[sign](number(first), number(second))
    return compare(sign, first, second)


def _divided(a: float, b: float) -> float:
    if b:
        return a / b
    return math.nan if a == 0 or math.isnan(a) else math.copysign(math.inf, a) * math.copysign(1, b)


def _remainder(a: float, b: float) -> float:
    return math.nan if not b or math.isinf(a) or math.isnan(a) or math.isnan(b) else math.fmod(a, b)


_SUMS: Mapping[str, Callable[[float, float], float]] = {
    "+": lambda a, b: a + b,
    "-": lambda a, b: a - b,
    "*": lambda a, b: a * b,
    "div": _divided,
    "mod": _remainder,
}


def _call(tree: Tree, env: Env) -> Value:
    from tests.laws.slow.functions import FUNCTIONS  # noqa: PLC0415  functions evaluate their arguments

    return FUNCTIONS[tree[1]](env, *tree[2])


_KINDS: Mapping[str, Callable[[Tree, Env], Value]] = {
    "number": lambda tree, _: tree[1],
    "text": lambda tree, _: tree[1],
    "minus": lambda tree, env: -number(value(tree[1], env)),
    "ref": _ref,
    "path": _path,
    "filter": lambda tree, env: _held(nodes(tree[1], env), tree[2], env),
    "union": lambda tree, env: in_order([*nodes(tree[1], env), *nodes(tree[2], env)]),
    "sign": _sign,
    "call": _call,
}
