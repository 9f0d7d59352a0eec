"""Texts, numbers, dates and how they compare, said again from forms.md 3 and laws 1 to 3."""

import math
import re
from datetime import UTC, date, datetime, timedelta
from decimal import Decimal
from operator import eq, ge, gt, le, lt, ne
from typing import Any, TypeAlias
from zoneinfo import ZoneInfo

from tests.laws.slow.nodes import Node

Value: TypeAlias = Any
"""A text, number (always a float), truth, date, moment, or list of nodes."""

ZONE = ZoneInfo("Europe/London")
_SIGNS = {"=": eq, "!=": ne, "<": lt, "<=": le, ">": gt, ">=": ge}
_EPOCH = datetime(1970, 1, 1, tzinfo=UTC)
_SIGNED = re.compile(r"\s*-?(\d+\.?\d*|\.\d+)\s*", re.ASCII)
_DAY = re.compile(r"\d{4}-\d\d?-\d\d?", re.ASCII)
_MOMENT = re.compile(r"(\d{4}-\d\d?-\d\d?)[T ](\d\d?:\d\d(?::\d\d(?:\.\d+)?)?)(Z|[+-]\d\d:?\d\d)?", re.ASCII)


def read_date(text: str) -> date | datetime | None:
    try:
        if _DAY.fullmatch(text):
            return date(*map(int, text.split("-")))
        if found := _MOMENT.fullmatch(text):
            day, clock, offset = found.groups()
            hours, _, rest = clock.partition(":")
            year, month, day_of = day.split("-")
            clean = f"{year}-{month:0>2}-{day_of:0>2}T{hours:0>2}:{rest}{offset or ''}"
            moment = datetime.fromisoformat(clean)
            return moment if moment.tzinfo else there(moment.replace(tzinfo=ZONE))
    except ValueError:
        return None
    return None


def there(moment: datetime) -> datetime:
    """The moment on London's wall clock, its offset fixed: within one zone Python compares wall clocks."""
    local = moment.astimezone(UTC).astimezone(ZONE)
    return datetime.fromisoformat(local.isoformat())


def as_moment(value: date | datetime) -> datetime:
    if isinstance(value, datetime):
        return value
    return there(datetime(value.year, value.month, value.day, tzinfo=ZONE))


def as_day(value: date | datetime) -> date:
    return there(value).date() if isinstance(value, datetime) else value


def days(value: date | datetime) -> float:
    if isinstance(value, datetime):
        return (value - _EPOCH) / timedelta(days=1)
    return float((value - date(1970, 1, 1)).days)


def text(value: Value) -> str:
    if isinstance(value, list):
        return value[0].text if value else ""
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, float):
        return _text_of_number(value)
    if isinstance(value, datetime):
        return value.isoformat(timespec="milliseconds")
    return value.isoformat() if isinstance(value, date) else value


def _text_of_number(number: float) -> str:
    if math.isnan(number):
        return "NaN"
    if math.isinf(number):
        return "Infinity" if number > 0 else "-Infinity"
    plain = f"{Decimal(repr(number)):f}"
    plain = plain.rstrip("0").rstrip(".") if "." in plain else plain
    return "0" if plain == "-0" else plain


def number(value: Value) -> float:
    if isinstance(value, list):
        value = text(value)
    if isinstance(value, bool | float):
        return float(value)
    if isinstance(value, date):
        return days(value)
    if _SIGNED.fullmatch(value):
        return float(value)
    moment = read_date(value)
    return math.nan if moment is None else days(moment)


def truth(value: Value) -> bool:
    if isinstance(value, float):
        return not math.isnan(value) and value != 0
    return True if isinstance(value, date) else bool(value)


def moment(value: Value) -> date | datetime | None:
    """A date, or a text or first node that reads as one."""
    if isinstance(value, list):
        value = text(value)
    if isinstance(value, str):
        return read_date(value)
    return value if isinstance(value, date) else None


def compare(sign: str, left: Value, right: Value) -> bool:
    """A node-set compares as any of its nodes does; beside a truth and `=` as a truth itself."""
    for value, other in ((left, right), (right, left)):
        if isinstance(value, list) and isinstance(other, bool) and sign in {"=", "!="}:
            return _signed(sign, bool(value), other)
    lefts = [node.text for node in left] if isinstance(left, list) else [left]
    rights = [node.text for node in right] if isinstance(right, list) else [right]
    return any(_atoms(sign, a, b) for a in lefts for b in rights)


def _atoms(sign: str, a: Value, b: Value) -> bool:
    equality = sign in {"=", "!="}
    if equality and (isinstance(a, bool) or isinstance(b, bool)):
        return _signed(sign, truth(a), truth(b))
    if not isinstance(a, float | bool) and not isinstance(b, float | bool):
        first, second = moment(a), moment(b)
        if first is not None and second is not None:
            if isinstance(first, datetime) or isinstance(second, datetime):
                return _signed(sign, as_moment(first), as_moment(second))
            return _signed(sign, first, second)
        if equality:
            return _signed(sign, text(a), text(b))
    return _signed(sign, number(a), number(b))


def _signed(sign: str, a: Any, b: Any) -> bool:
    return bool(_SIGNS[sign](a, b))


def texts(value: Value) -> list[str]:
    """Of a node-set every text, else the one."""
    return [node.text for node in value] if isinstance(value, list) else [text(value)]


def nodes_of(value: Value) -> list[Node]:
    assert isinstance(value, list)
    return value
