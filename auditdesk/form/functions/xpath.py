"""The core functions of XPath 1.0, section 4. May not know OpenRosa or audits."""

import math
import re
from collections.abc import Callable, Mapping
from functools import partial
from types import MappingProxyType

from auditdesk.form.closures import Code, Maker
from auditdesk.form.convert import NAN, Value, to_number, to_text, to_truth
from auditdesk.form.functions.signature import Declared, Form, function
from auditdesk.form.nodes import Node
from auditdesk.form.trees import Call
from auditdesk.form.world import LONGEST_TEXT, Context, EvaluationError

_WORD = re.compile(r"[^ \t\r\n]+")


def _string(c: Context, *given: Value) -> str:
    return to_text(given[0]) if given else c.node.text()


def _number(c: Context, *given: Value) -> float:
    return to_number(given[0] if given else c.node.text(), c.world.zone)


def _length(c: Context, *given: str) -> float:
    return float(len(given[0] if given else c.node.text()))


def _normalized(c: Context, *given: str) -> str:
    return " ".join(_WORD.findall(given[0] if given else c.node.text()))


def bounded(text: str) -> str:
    """The text, unless it is longer than an expression may produce (forms.md 8)."""
    if len(text) > LONGEST_TEXT:
        raise EvaluationError
    return text


def _concat(*parts: Value) -> str:
    """A node-set among the parts gives all its nodes, as OpenRosa has it."""
    texts = (
        "".join(node.text() for node in part) if isinstance(part, list) else to_text(part) for part in parts
    )
    return bounded("".join(texts))


def _before(text: str, mark: str) -> str:
    head, found, _ = text.partition(mark) if mark else ("", "", "")
    return head if found else ""


def _after(text: str, mark: str) -> str:
    return text.partition(mark)[2] if mark else text


def _half_up(number: float) -> float:
    return math.floor(number + 0.5) if math.isfinite(number) else number


def _substring(text: str, start: float, *length: float) -> str:
    """Positions count from 1 and are rounded; NaN chooses nothing (XPath 1.0, 4.2)."""
    first = _half_up(start)
    last = first + _half_up(length[0]) if length else math.inf
    return "".join(letter for place, letter in enumerate(text, 1) if first <= place < last)


def _translate(text: str, before: str, after: str) -> str:
    table: dict[int, str | None] = {}
    for place, letter in enumerate(before):
        table.setdefault(ord(letter), after[place] if place < len(after) else None)
    return text.translate(table)


def _sum(c: Context, nodes: list[Node]) -> float:
    return math.fsum(to_number(node.text(), c.world.zone) for node in nodes)


def whole(turn: Callable[[float], int], number: float) -> float:
    """floor, ceiling or truncation; what is not finite stays as it is."""
    return float(turn(number)) if math.isfinite(number) else number


def _name(c: Context, *given: list[Node], full: bool) -> str:
    node = (given[0][0] if given[0] else None) if given else c.node
    if node is None:
        return ""
    return f"{node.prefix}:{node.name}" if full and node.prefix else node.name


def _place(maker: Maker, call: Call) -> Code:
    """position() in a predicate; position(x) is the row number of x (OpenRosa)."""
    if not call.args:
        return Code(lambda c: float(c.place), "number")
    nodes = maker.nodes(call.args[0])
    return Code(lambda c: _row_number(nodes(c)), "number")


def _row_number(nodes: list[Node]) -> float:
    if not nodes:
        return NAN
    node = nodes[0]
    around = node.up.children() if node.up is not None else (node,)
    same = [found for found in around if found.kind == node.kind and found.name == node.name]
    return float(next((place for place, found in enumerate(same, 1) if found is node), 1))


XPATH: Mapping[str, Declared] = MappingProxyType(
    {
        "last": function("", "number", lambda c: float(c.size), sees=True),
        "position": Form(0, 1, _place),
        "count": function("nodes", "number", lambda nodes: float(len(nodes))),
        "sum": function("nodes", "number", _sum, sees=True),
        "not": function("truth", "truth", lambda truth: not truth),
        "boolean": function("any", "truth", to_truth),
        "true": function("", "truth", lambda: True),
        "false": function("", "truth", lambda: False),
        "number": function("any?", "number", _number, sees=True),
        "string": function("any?", "text", _string, sees=True),
        "concat": function("any*", "text", _concat),
        "contains": function("text text", "truth", lambda text, part: part in text),
        "starts-with": function("text text", "truth", lambda text, start: text.startswith(start)),
        "substring-before": function("text text", "text", _before),
        "substring-after": function("text text", "text", _after),
        "substring": function("text number number?", "text", _substring),
        "string-length": function("text?", "number", _length, sees=True),
        "normalize-space": function("text?", "text", _normalized, sees=True),
        "translate": function("text text text", "text", _translate),
        "floor": function("number", "number", partial(whole, math.floor)),
        "ceiling": function("number", "number", partial(whole, math.ceil)),
        "name": function("nodes?", "text", partial(_name, full=True), sees=True),
        "local-name": function("nodes?", "text", partial(_name, full=False), sees=True),
        "current": function("", "nodes", lambda c: [c.cell], sees=True),
    }
)
