"""Arithmetic of OpenRosa beyond XPath. May not know dates."""

import math
from collections.abc import Callable, Mapping
from decimal import ROUND_HALF_UP, Decimal, InvalidOperation
from functools import partial
from types import MappingProxyType

from auditdesk.form.convert import NAN, Value, to_number
from auditdesk.form.functions.signature import Declared, function
from auditdesk.form.functions.xpath import whole
from auditdesk.form.world import Context

_MOST_DIGITS = 30


def _rounded(c: Context, value: Value, *digits: float) -> float:
    """Half up; with digits half away from zero, on the decimal that the number prints as.

    A decimal comma is read here and only here, as the field app does.
    """
    comma = isinstance(value, str) and value.count(",") == 1
    number = to_number(str(value).replace(",", ".") if comma else value, c.world.zone)
    if not math.isfinite(number):
        return number
    if not digits:
        return float(math.floor(number + 0.5))
    if not math.isfinite(digits[0]) or abs(digits[0]) > _MOST_DIGITS:
        return NAN
    step = Decimal(1).scaleb(-int(digits[0]))
    try:
        return float((Decimal(repr(number)) / step).quantize(Decimal(1), ROUND_HALF_UP) * step)
    except InvalidOperation:
        return number


def _safe(calculate: Callable[..., object], *numbers: float) -> float:
    """Not a number where the function is not defined, infinite where it overflows, as IEEE has it."""
    try:
        result = calculate(*numbers)
    except ValueError:
        return NAN
    except (OverflowError, ZeroDivisionError):
        return math.inf
    return result if isinstance(result, float) else NAN  # a power of a negative number is complex


def _logarithm(calculate: Callable[[float], object], number: float) -> float:
    return -math.inf if number == 0 else _safe(calculate, number)


def _extreme(choose: Callable[[list[float]], float], c: Context, *given: Value) -> float:
    """The least or greatest of all values and nodes; NaN if there is none or one is not a number."""
    texts = [
        to_number(found, c.world.zone)
        for value in given
        for found in ([node.text() for node in value] if isinstance(value, list) else [value])
    ]
    return NAN if not texts or any(map(math.isnan, texts)) else choose(texts)


def _math(calculate: Callable[..., object], count: str = "number") -> Declared:
    return function(count, "number", partial(_safe, calculate))


NUMBERS: Mapping[str, Declared] = MappingProxyType(
    {
        "int": function("number", "number", partial(whole, math.trunc)),
        "round": function("any number?", "number", _rounded, sees=True),
        "abs": function("number", "number", abs),
        "pow": _math(pow, "number number"),
        "exp": _math(math.exp),
        "exp10": _math(lambda power: 10.0**power),
        "log": function("number", "number", partial(_logarithm, math.log)),
        "log10": function("number", "number", partial(_logarithm, math.log10)),
        "sqrt": _math(math.sqrt),
        "pi": function("", "number", lambda: math.pi),
        "sin": _math(math.sin),
        "cos": _math(math.cos),
        "tan": _math(math.tan),
        "asin": _math(math.asin),
        "acos": _math(math.acos),
        "atan": _math(math.atan),
        "atan2": _math(math.atan2, "number number"),
        "min": function("any+", "number", partial(_extreme, min), sees=True),
        "max": function("any+", "number", partial(_extreme, max), sees=True),
    }
)
