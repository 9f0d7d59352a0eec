"""The functions that random tools use, said again from forms.md 4. Each evaluates its own arguments."""

import hashlib
import math
import re
from collections.abc import Callable, Mapping
from datetime import date, datetime, timedelta
from decimal import ROUND_FLOOR, ROUND_HALF_UP, Decimal

from tests.laws.slow import kinds
from tests.laws.slow.audits import AUDITS
from tests.laws.slow.evaluate import Env, FailedError, nodes, value
from tests.laws.slow.kinds import Value, number, text, texts, there, truth
from tests.laws.slow.nodes import Node
from tests.laws.slow.parse import Tree

_MONTHS = ("Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec")
_DAYS = ("Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun")


def _t(env: Env, tree: Tree) -> str:
    return text(value(tree, env))


def _n(env: Env, tree: Tree) -> float:
    return number(value(tree, env))


def _extreme(choose: Callable[[list[float]], float]) -> Callable[..., float]:
    def run(env: Env, *trees: Tree) -> float:
        found: list[float] = []
        for tree in trees:
            given = value(tree, env)
            found += [number(node.text) for node in given] if isinstance(given, list) else [number(given)]
        return math.nan if not found or any(map(math.isnan, found)) else choose(found)

    return run


def _round(env: Env, tree: Tree, *digits: Tree) -> float:
    found = _n(env, tree)
    if not math.isfinite(found):
        return found
    if not digits:
        return float((Decimal(found) + Decimal("0.5")).to_integral_value(ROUND_FLOOR))
    step = Decimal(10) ** int(_n(env, digits[0]))
    return float((Decimal(repr(found)) * step).to_integral_value(ROUND_HALF_UP) / step)


def _position(env: Env, *trees: Tree) -> float:
    if not trees:
        return float(env.place)
    found = nodes(trees[0], env)
    if not found:
        return math.nan
    node = found[0]
    beside = [n for n in node.parent.shown if n.name == node.name] if node.parent else [node]
    return float(next((place for place, n in enumerate(beside, 1) if n is node), 1))


def _indexed(env: Env, column: Tree, *pairs: Tree) -> list[Node]:
    """From the top: the repeat's row with that number, inside it the next one, and its cells of that name."""
    row = env.own
    while row.up is not None:
        row = row.up
    for repeat, place in zip(pairs[::2], pairs[1::2], strict=True):
        rows = [node for node in row.below() if node.is_row and node.name == repeat[1]]
        index = _n(env, place)
        if not 1 <= index <= len(rows):
            return []
        row = rows[int(index) - 1]
    return [node for node in row.below() if node.name == column[1] and not node.is_row]


def _date(env: Env, tree: Tree) -> Value:
    found = value(tree, env)
    seen = None if isinstance(found, float) else kinds.moment(found)
    if seen is not None:
        return seen.date() if isinstance(seen, datetime) else seen
    days = math.nan if isinstance(found, bool) else number(found)
    try:
        return date(1970, 1, 1) + timedelta(days=math.floor(days)) if math.isfinite(days) else ""
    except OverflowError:
        return ""


def _format(env: Env, tree: Tree, pattern: Tree) -> str:
    seen = kinds.moment(value(tree, env))
    if seen is None:
        return ""
    at = there(kinds.as_moment(seen))
    marks = {"Y": f"{at.year:04}", "m": f"{at.month:02}", "n": f"{at.month}", "d": f"{at.day:02}"}
    marks |= {"e": f"{at.day}", "b": _MONTHS[at.month - 1], "a": _DAYS[at.weekday()]}
    marks |= {"H": f"{at.hour:02}", "M": f"{at.minute:02}"}
    return re.sub(r"%(\w)", lambda mark: marks.get(mark[1], mark[0]), _t(env, pattern))


def _regex(env: Env, tree: Tree, pattern: Tree) -> bool:
    try:
        return re.search(_t(env, pattern), _t(env, tree)) is not None
    except re.error as error:
        raise FailedError from error


def _digest(env: Env, tree: Tree, algorithm: Tree, encoding: Tree) -> str:
    assert encoding == ("text", "hex")
    if algorithm != ("text", "SHA-256"):
        raise FailedError
    return hashlib.sha256(_t(env, tree).encode()).hexdigest()


def _coalesce(env: Env, *trees: Tree) -> Value:
    found = (value(tree, env) for tree in trees)
    return next((one for one in found if text(one) not in {"", "NaN"}), "")


def _once(env: Env, tree: Tree) -> str:
    """What the cell has; else the value, which the session then keeps (`kept:` tells it)."""
    if env.kept:
        return env.kept
    found = _t(env, tree)
    kept = "" if found == "NaN" else found
    env.troubles.append(f"kept:{kept}")
    return kept


def _choice_name(env: Env, tree: Tree, question: Tree) -> str:
    code = _t(env, tree)
    for choice in env.given.tool.question(question[1][2:-1]).choices:
        if choice.name == code:
            return choice.label.get(env.given.language) or choice.label["en"]
    return code


def _checklist(env: Env, least: Tree, most: Tree, *trees: Tree) -> bool:
    found = 0
    for tree in trees:
        given = value(tree, env)
        found += sum(bool(node.text) for node in given) if isinstance(given, list) else truth(given)
    low, high = _n(env, least), _n(env, most)
    return (low < 0 or found >= low) and (high < 0 or found <= high)


def _selected_at(env: Env, tree: Tree, place: Tree) -> str:
    codes, index = _t(env, tree).split(), _n(env, place)
    return codes[int(index)] if 0 <= index < len(codes) else ""


def _substr(env: Env, tree: Tree, start: Tree, end: Tree) -> str:
    return _t(env, tree)[int(_n(env, start)) : int(_n(env, end))]


FUNCTIONS: Mapping[str, Callable[..., Value]] = {
    **AUDITS,
    "position": _position,
    "last": lambda env: float(env.size),
    "count": lambda env, tree: float(len(nodes(tree, env))),
    "sum": lambda env, tree: math.fsum(number(node.text) for node in nodes(tree, env)),
    "min": _extreme(min),
    "max": _extreme(max),
    "count-non-empty": lambda env, tree: float(sum(node.text != "" for node in nodes(tree, env))),
    "indexed-repeat": _indexed,
    "current": lambda env: [env.own],
    "instance": lambda env, name: [env.given.lists[name[1]]],
    "not": lambda env, tree: not truth(value(tree, env)),
    "boolean": lambda env, tree: truth(value(tree, env)),
    "number": _n,
    "string": _t,
    "concat": lambda env, *trees: "".join("".join(texts(value(tree, env))) for tree in trees),
    "join": lambda env, mark, *trees: _t(env, mark).join(t for one in trees for t in texts(value(one, env))),
    "contains": lambda env, tree, part: _t(env, part) in _t(env, tree),
    "starts-with": lambda env, tree, start: _t(env, tree).startswith(_t(env, start)),
    "string-length": lambda env, tree: float(len(_t(env, tree))),
    "normalize-space": lambda env, tree: " ".join(_t(env, tree).split()),
    "substr": _substr,
    "floor": lambda env, tree: _whole(math.floor, _n(env, tree)),
    "ceiling": lambda env, tree: _whole(math.ceil, _n(env, tree)),
    "int": lambda env, tree: _whole(math.trunc, _n(env, tree)),
    "round": _round,
    "abs": lambda env, tree: abs(_n(env, tree)),
    "if": lambda env, when, yes, no: value(yes if truth(value(when, env)) else no, env),
    "coalesce": _coalesce,
    "once": _once,
    "selected": lambda env, codes, code: _t(env, code).strip() in _t(env, codes).split(),
    "selected-at": _selected_at,
    "count-selected": lambda env, tree: float(len(_t(env, tree).split())),
    "checklist": _checklist,
    "regex": _regex,
    "digest": _digest,
    "jr:choice-name": _choice_name,
    "today": lambda env: there(env.given.now).date(),
    "now": lambda env: there(env.given.now),
    "date": _date,
    "format-date": _format,
    "true": lambda _: True,
    "false": lambda _: False,
}


def _whole(turn: Callable[[float], int], found: float) -> float:
    return float(turn(found)) if math.isfinite(found) else found
