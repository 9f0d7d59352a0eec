"""What a typed text becomes in the store, and whether it fits its question (forms.md 3).

May not know other questions. A text that does not fit is kept and reads as blank.
"""

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal, InvalidOperation
from types import MappingProxyType
from zoneinfo import ZoneInfo

from auditdesk.canonical import cleaned
from auditdesk.form.moments import exists, read_moment, read_time
from auditdesk.form.values import Question

LONGEST_TYPED = 200_000
"""Characters; more is refused before it enters a session (forms.md 8)."""

STRUCTURE = frozenset({"group", "repeat"})
SELECTS = frozenset({"select_one", "select_multiple"})
ANSWERED = frozenset({"text", "barcode", "integer", "decimal", "range", "date", "dateTime", "time"}) | SELECTS
CARRIED_AS_TEXT = frozenset(
    [
        "rank",
        "geopoint",
        "geotrace",
        "geoshape",
        "image",
        "audio",
        "video",
        "file",
        "hidden",
        "start",
        "end",
        "username",
        "today",
        "deviceid",
        "phonenumber",
        "email",
        "audit",
        "start-geopoint",
    ]
)
"""Types of other programs: read with a warning and carried as text."""
SILENT = frozenset({"note", "calculate"})

_INTEGER = re.compile(r"-?[0-9]{1,15}")
_DECIMAL = re.compile(r"-?(?:[0-9]{1,18}(?:\.[0-9]{0,12})?|\.[0-9]{1,12})")
_ANYWHERE = ZoneInfo("UTC")
_DATE = re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2}")
_TIME = re.compile(r"[0-9]{2}:[0-9]{2}")
_MOMENT = re.compile(
    r"[0-9]{4}-[0-9]{2}-[0-9]{2}T[0-9]{2}:[0-9]{2}(?::[0-9]{2}(?:\.[0-9]{1,6})?)?[+-][0-9]{2}:[0-9]{2}"
)
_LOCAL_MOMENT = re.compile(
    r"[0-9]{4}-[0-9]{1,2}-[0-9]{1,2}[T ][0-9]{1,2}:[0-9]{2}(?::[0-9]{2}(?:\.[0-9]{1,6})?)?"
)


def stored(question: Question, typed: str, zone: ZoneInfo) -> str:
    """The stored text of what was typed; a text that does not fit stays as it is, cleaned."""
    text, _ = cleaned(typed)
    if question.type == "select_multiple":
        return in_list_order(question, text)
    shape = _SHAPES.get(question.type)
    if shape is None:
        return text.strip() if question.type == "select_one" else text
    return shape.stored(text.strip(), zone)


def _whole(text: str, _: ZoneInfo) -> str:
    return str(int(text)) if _INTEGER.fullmatch(text) else text


def _shortest(text: str, _: ZoneInfo) -> str:
    if not _DECIMAL.fullmatch(text):
        return text
    try:
        number = format(Decimal(text), "f")
    except InvalidOperation:
        return text
    number = number.rstrip("0").rstrip(".") if "." in number else number
    return "0" if number in {"-0", ""} else number


def _day(text: str, zone: ZoneInfo) -> str:
    found = read_moment(text, zone)
    return text if found is None or isinstance(found, datetime) else found.isoformat()


def _moment(text: str, zone: ZoneInfo) -> str:
    """A local time gets the offset of its zone: of two that look alike the first (contracts.md 4)."""
    found = read_moment(text, zone)
    if not isinstance(found, datetime):
        return text
    if _LOCAL_MOMENT.fullmatch(text) and not exists(text, zone):
        return text
    return found.isoformat(timespec="minutes" if not (found.second or found.microsecond) else "auto")


def _clock_time(text: str, _: ZoneInfo) -> str:
    found = read_time(text)
    return text if found is None or found.tzinfo is not None or found.second else found.strftime("%H:%M")


def in_list_order(question: Question, text: str) -> str:
    """Each code once, single spaces, in the order of the list; codes it does not hold come last."""
    chosen = dict.fromkeys(text.split())
    known = [choice.name for choice in question.choices if choice.name in chosen]
    return " ".join([*known, *(code for code in chosen if code not in known)])


def fits(question: Question, text: str) -> bool:
    """Whether a stored text has the shape of its type; an empty one always has."""
    if not text:
        return True
    if question.type == "select_one":
        return len(text.split()) == 1
    shape = _SHAPES.get(question.type)
    return shape is None or shape.fits(text)


def why_not(question: Question, text: str, zone: ZoneInfo) -> str:
    """What does not fit, in a person's words."""
    if question.type == "dateTime" and _LOCAL_MOMENT.fullmatch(text) and read_moment(text, zone) is not None:
        return f"{text} does not exist: the clocks went forward over it"
    shape = _SHAPES.get(question.type)
    return f"'{text}' is not {shape.shown if shape else 'one choice'}"


def _is_day(text: str) -> bool:
    return _DATE.fullmatch(text) is not None and isinstance(read_moment(text, _ANYWHERE), date)


def _is_moment(text: str) -> bool:
    return _MOMENT.fullmatch(text) is not None and isinstance(read_moment(text, _ANYWHERE), datetime)


def _is_time(text: str) -> bool:
    return _TIME.fullmatch(text) is not None and read_time(text) is not None


@dataclass(frozen=True, slots=True)
class _Shape:
    """The shape of one type: how a typed text is stored, whether a stored one fits, what it is called."""

    stored: Callable[[str, ZoneInfo], str]
    fits: Callable[[str], bool]
    shown: str


_NUMBER = _Shape(_shortest, lambda text: _DECIMAL.fullmatch(text) is not None, "a number")
_SHAPES: Mapping[str, _Shape] = MappingProxyType(
    {
        "integer": _Shape(_whole, lambda text: _INTEGER.fullmatch(text) is not None, "a whole number"),
        "decimal": _NUMBER,
        "range": _NUMBER,
        "date": _Shape(_day, _is_day, "a date written YYYY-MM-DD"),
        "dateTime": _Shape(_moment, _is_moment, "a date with its time, written YYYY-MM-DDThh:mm"),
        "time": _Shape(_clock_time, _is_time, "a time written hh:mm"),
    }
)
