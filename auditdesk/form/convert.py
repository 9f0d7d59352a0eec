"""Values of expressions: conversions and comparison of XPath 1.0, with dates (form laws 1 to 3).

May not know where a value came from.
"""

import math
import re
from collections.abc import Callable, Mapping
from datetime import date, datetime
from decimal import Decimal
from operator import eq, ge, gt, le, lt, ne
from types import MappingProxyType
from typing import TypeAlias
from zoneinfo import ZoneInfo

from auditdesk.form.moments import as_moment, days_of, moment_text, read_moment
from auditdesk.form.nodes import Node

Value: TypeAlias = str | float | bool | date | datetime | list[Node]
"""What an expression gives. A node-set is a list in document order; a number is always a float."""

Atom: TypeAlias = str | float | bool | date | datetime

_NUMBER = re.compile(r"[ \t\r\n]*(-?(?:\d+(?:\.\d*)?|\.\d+))[ \t\r\n]*", re.ASCII)
_INTEGERS_EXACT = 1e15
NAN = math.nan


def text_of_number(number: float) -> str:
    """Shortest decimal without exponent; `-0` is `0` (form law 1)."""
    if number.is_integer() and abs(number) < _INTEGERS_EXACT:
        return str(int(number))
    if math.isnan(number):
        return "NaN"
    if math.isinf(number):
        return "Infinity" if number > 0 else "-Infinity"
    return format(Decimal(repr(number)), "f").removesuffix(".0")


def to_text(value: Value) -> str:
    if isinstance(value, str):
        return value
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, float):
        return text_of_number(value)
    if isinstance(value, list):
        return value[0].text() if value else ""
    return moment_text(value)


def to_number(value: Value, zone: ZoneInfo) -> float:
    if isinstance(value, float):
        return value
    if isinstance(value, bool):
        return 1.0 if value else 0.0
    if isinstance(value, date):
        return days_of(value)
    if isinstance(value, list):
        return number_of_text(value[0].text(), zone) if value else NAN
    return number_of_text(value, zone)


def number_of_text(text: str, zone: ZoneInfo) -> float:
    """A number as XPath reads it, or the days of a date."""
    if not text:
        return NAN
    if found := _NUMBER.fullmatch(text):
        return float(found[1])
    moment = read_moment(text, zone)
    return NAN if moment is None else days_of(moment)


def to_truth(value: Value) -> bool:
    if isinstance(value, bool):
        return value
    if isinstance(value, float):
        return value != 0 and not math.isnan(value)
    if isinstance(value, date):
        return True
    return bool(value)


def to_moment(value: Value, zone: ZoneInfo) -> date | datetime | None:
    """The value as a date or moment, if it is one or reads as one."""
    if isinstance(value, list):
        value = value[0].text() if value else ""
    if isinstance(value, str):
        return read_moment(value, zone)
    return value if isinstance(value, date) else None


_NO_MOMENT = (float, bool)
_ORDER: Mapping[str, Callable[..., bool]] = MappingProxyType({"<": lt, "<=": le, ">": gt, ">=": ge})
_EQUAL: Mapping[str, Callable[..., bool]] = MappingProxyType({"=": eq, "!=": ne})
_MIRROR: Mapping[str, str] = MappingProxyType(
    {"<": ">", "<=": ">=", ">": "<", ">=": "<=", "=": "=", "!=": "!="}
)


def compare(sign: str, left: Value, right: Value, zone: ZoneInfo) -> bool:
    """`left sign right`; with a node-set it holds if it does for any node (XPath 1.0, 3.4).

    Beside a boolean a node-set is one boolean for `=` and `!=`, and a number for each node in between, as the
    programs that read XForms have it.
    """
    if isinstance(left, list):
        return _any_node(sign, left, right, zone)
    if isinstance(right, list):
        return _any_node(_MIRROR[sign], right, left, zone)
    return compare_atoms(sign, left, right, zone)


def _any_node(sign: str, nodes: list[Node], other: Value, zone: ZoneInfo) -> bool:
    if isinstance(other, bool) and sign in _EQUAL:
        return compare_atoms(sign, bool(nodes), other, zone)
    if len(nodes) == 1 and not isinstance(other, list):
        return compare_atoms(sign, nodes[0].text(), other, zone)
    texts = [node.text() for node in nodes]
    if isinstance(other, list):
        others = [node.text() for node in other]
        return any(compare_atoms(sign, text, found, zone) for text in texts for found in others)
    return any(compare_atoms(sign, text, other, zone) for text in texts)


def compare_atoms(sign: str, left: Atom, right: Atom, zone: ZoneInfo) -> bool:
    """Two values that are no node-sets; a text that reads as a date is one beside a date or such a text."""
    if sign in _EQUAL:
        return _equal(sign, left, right, zone)
    if (moments := _two_moments(left, right, zone)) is not None:
        return _ORDER[sign](*moments)
    return _ORDER[sign](to_number(left, zone), to_number(right, zone))


def _equal(sign: str, left: Atom, right: Atom, zone: ZoneInfo) -> bool:
    if isinstance(left, bool) or isinstance(right, bool):
        return _EQUAL[sign](to_truth(left), to_truth(right))
    if (moments := _two_moments(left, right, zone)) is not None:
        return _EQUAL[sign](*moments)
    if isinstance(left, float) or isinstance(right, float):
        return _EQUAL[sign](to_number(left, zone), to_number(right, zone))
    return _EQUAL[sign](to_text(left), to_text(right))


def _two_moments(left: Atom, right: Atom, zone: ZoneInfo) -> tuple[date, date] | None:
    """Both as dates, or both as moments; None unless both read as one."""
    if isinstance(left, _NO_MOMENT) or isinstance(right, _NO_MOMENT):
        return None
    first = to_moment(left, zone)
    second = to_moment(right, zone) if first is not None else None
    if first is None or second is None:
        return None
    if isinstance(first, datetime) or isinstance(second, datetime):
        return as_moment(first, zone), as_moment(second, zone)
    return first, second
