"""Text, choices and conditions of OpenRosa. May not know dates or rows."""

import base64
import binascii
import hashlib
from collections.abc import Callable, Mapping
from types import MappingProxyType

from auditdesk.form.closures import Code, Maker
from auditdesk.form.convert import Value, to_number, to_text, to_truth
from auditdesk.form.functions.signature import Declared, Form, function
from auditdesk.form.functions.xpath import bounded
from auditdesk.form.patterns import SlowPatternError, search
from auditdesk.form.tokens import ExprError
from auditdesk.form.trees import Call, Text
from auditdesk.form.world import Context, EvaluationError

_DIGESTS: Mapping[str, str] = MappingProxyType(
    {"MD5": "md5", "SHA-1": "sha1", "SHA-256": "sha256", "SHA-384": "sha384", "SHA-512": "sha512"}
)
_LONGEST_ID = 200
_STOPPED_PATTERN = 2_000_000  # its half second counts as so many nodes: two such rules end a settle


def _substr(text: str, start: float, *end: float) -> str:
    """From `start`, counted from 0, up to `end`; negative counts from the end."""
    try:
        return text[int(start) : int(end[0]) if end else None]
    except (ValueError, OverflowError):
        return ""


def _join(c: Context, mark: str, *given: Value) -> str:
    del c
    parts = [
        text
        for value in given
        for text in ([node.text() for node in value] if isinstance(value, list) else [to_text(value)])
    ]
    return bounded(mark.join(parts))


def _reads_true(c: Context, value: Value) -> bool:
    if isinstance(value, bool):
        return value
    text = to_text(value)
    return text == "true" or to_number(text, c.world.zone) == 1


def selected(codes: str, code: str) -> bool:
    """Whether a code is among the chosen ones; a blank never is."""
    return bool(code) and code.strip() in codes.split()


def _selected_at(codes: str, place: float) -> str:
    chosen = codes.split()
    return chosen[int(place)] if 0 <= place < len(chosen) else ""


def _checked(least: float, most: float, count: float) -> bool:
    return (least < 0 or count >= least) and (most < 0 or count <= most)


def _checklist(least: float, most: float, *given: Value) -> bool:
    truths = [
        truth
        for value in given
        for truth in ([bool(node.text()) for node in value] if isinstance(value, list) else [to_truth(value)])
    ]
    return _checked(least, most, sum(truths))


def _weighted(c: Context, least: float, most: float, *given: Value) -> bool:
    """Pairs of a condition and its weight; of two node-sets, the nodes in pairs."""
    total = 0.0
    for condition, weight in zip(given[::2], given[1::2], strict=True):
        truths = [bool(n.text()) for n in condition] if isinstance(condition, list) else [to_truth(condition)]
        weights: list[Value] = [n.text() for n in weight] if isinstance(weight, list) else [weight]
        total += sum(to_number(w, c.world.zone) for truth, w in zip(truths, weights, strict=False) if truth)
    return _checked(least, most, total)


def _digest(text: str, algorithm: str, *encoding: str) -> str:
    if algorithm not in _DIGESTS or (encoding and encoding[0] not in {"hex", "base64"}):
        raise EvaluationError
    found = hashlib.new(_DIGESTS[algorithm], text.encode(), usedforsecurity=False)
    return found.hexdigest() if encoding == ("hex",) else base64.b64encode(found.digest()).decode()


def _decoded(text: str) -> str:
    try:
        return base64.b64decode(text, validate=True).decode()
    except (binascii.Error, UnicodeDecodeError, ValueError):
        return ""


def _uuid(c: Context, *length: float) -> str:
    """Made from ids that the session is given; with a length, that many characters."""
    if length and not 0 <= length[0] <= _LONGEST_ID:
        raise EvaluationError
    digits = "".join(hashlib.sha256(f"{n}{c.world.new_id()}".encode()).hexdigest() for n in range(4))
    if length:
        return digits[: int(length[0])]
    return f"{digits[:8]}-{digits[8:12]}-4{digits[13:16]}-a{digits[17:20]}-{digits[20:32]}"


def _if(maker: Maker, call: Call) -> Code:
    """Only the branch that is needed is evaluated."""
    holds = maker.truth(call.args[0])
    yes, no = maker.code(call.args[1]), maker.code(call.args[2])
    first, second = yes.run, no.run
    return Code(lambda c: first(c) if holds(c) else second(c), yes.gives if yes.gives == no.gives else "any")


def _coalesce(maker: Maker, call: Call) -> Code:
    runs = [maker.code(tree).run for tree in call.args]

    def first(c: Context) -> Value:
        for run in runs:
            if not is_blank(value := run(c)):
                return value
        return ""

    return Code(first, "any")


def is_blank(value: Value) -> bool:
    """Empty text, no nodes, or not a number."""
    return to_text(value) in {"", "NaN"}


def _once(maker: Maker, call: Call) -> Code:
    """The cell's value if it has one, else the expression (form law 16)."""
    run = maker.code(call.args[0]).run

    def kept(c: Context) -> Value:
        if c.world.once:
            return c.world.once
        value = run(c)
        c.world.once = "" if is_blank(value) else to_text(value)
        return c.world.once

    return Code(kept, "text")


def _choice_name(maker: Maker, call: Call) -> Code:
    code, question = maker.text(call.args[0]), call.args[1]
    if not isinstance(question, Text):
        raise ExprError("TOOL_ARGS", "jr:choice-name takes the question in quotes: '${name}'", call.at)
    name = maker.scope.quoted(question.value)
    return Code(lambda c: c.world.choice_label(name, code(c)), "text")


def _regex(c: Context, text: str, pattern: str) -> bool:
    try:
        return search(pattern, text)
    except SlowPatternError:
        c.world.work += _STOPPED_PATTERN
        raise


def _only_true(test: Callable[[str, str], bool]) -> Declared:
    return function("text text", "truth", test)


TEXT: Mapping[str, Declared] = MappingProxyType(
    {
        "if": Form(3, 3, _if),
        "coalesce": Form(1, 1_000, _coalesce),
        "once": Form(1, 1, _once),
        "ends-with": _only_true(lambda text, end: text.endswith(end)),
        "regex": function("text text", "truth", _regex, sees=True),
        "selected": _only_true(selected),
        "selected-at": function("text number", "text", _selected_at),
        "count-selected": function("text", "number", lambda codes: float(len(codes.split()))),
        "substr": function("text number number?", "text", _substr),
        "join": function("text any*", "text", _join, sees=True),
        "boolean-from-string": function("any", "truth", _reads_true, sees=True),
        "checklist": function("number number any*", "truth", _checklist),
        "weighted-checklist": function("number number any*", "truth", _weighted, sees=True),
        "digest": function("text text text?", "text", _digest),
        "base64-decode": function("text", "text", _decoded),
        "uuid": function("number?", "text", _uuid, sees=True),
        "jr:choice-name": Form(2, 2, _choice_name),
        "jr:itext": function("text", "any", lambda c, name: c.world.itext(name), sees=True),
    }
)
