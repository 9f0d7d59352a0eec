"""A number in a cell → the text its author saw. May not know sheets.

Dates are days since the end of 1899, or since 1904 (ECMA-376 part 1, 18.17.4).
"""

import re
from collections.abc import Mapping
from datetime import datetime, timedelta
from decimal import Decimal, InvalidOperation
from types import MappingProxyType

_DIGITS = 15
"""As many as a spreadsheet shows of a number."""
_SECONDS = 86_400
_PHANTOM = 60
"""1900-02-29, which was no day; serials before it are counted from a day later."""
_START, _START_1904 = datetime(1899, 12, 30), datetime(1904, 1, 1)  # noqa: DTZ001  a cell knows no zone

BUILT_IN: Mapping[int, str] = MappingProxyType(
    {
        **dict.fromkeys((14, 15, 16, 17, *range(27, 32), 36, *range(50, 59)), "yyyy-mm-dd"),
        **dict.fromkeys((18, 19, 20, 21, 32, 33, 34, 35, 45, 46, 47), "hh:mm"),
        22: "yyyy-mm-dd hh:mm",
        2: "0.00",
    }
)
"""Formats that files name by number alone (18.8.30); those not here show a number as it is."""

_UNSAID = re.compile(r'"[^"]*"|\\.|_.|\*.|\[[^\]]*\]')
_ELAPSED = re.compile(r"\[(h+|m+|s+)\]", re.IGNORECASE)
_FIXED = re.compile(r"(0+)(?:\.(0+))?")


def shown_number(text: str, form: str, *, since_1904: bool) -> str | None:
    """The text of a number under a number format; None if it is no number or no day there is."""
    if not form and text.isdecimal() and text.isascii() and len(text) <= _DIGITS:
        return str(int(text))
    try:
        number = Decimal(text)
    except InvalidOperation:
        return None
    if not number.is_finite() or abs(number.adjusted()) > _DIGITS * 2:
        return None
    kind = _kind(form)
    if kind and number >= 0:
        return _moment(number, kind, since_1904=since_1904)
    if fixed := _FIXED.fullmatch(form):
        places = len(fixed[2] or "")
        return f"{number:0{len(fixed[0])}.{places}f}"
    return _plain(number)


def _plain(number: Decimal) -> str:
    """Shortest, without exponent: 1 for 1.0, 0.3 for 0.30000000000000004."""
    text = format(Decimal(f"{number:.{_DIGITS}g}"), "f")
    text = text.rstrip("0").rstrip(".") if "." in text else text
    return "0" if text in {"-0", ""} else text


def _kind(form: str) -> str:
    """date, time, both or neither: by the letters left once quoted text and colours are taken out."""
    if _ELAPSED.search(form):
        return "time"
    letters = _UNSAID.sub("", form.partition(";")[0]).lower()
    if letters in {"general", "@"} or "e+" in letters:
        return ""
    day, time = set("dy") & set(letters), set("hs") & set(letters)
    if not day and not time:
        return "date" if "m" in letters else ""
    return "date" * bool(day) + "time" * bool(time)


def _moment(number: Decimal, kind: str, *, since_1904: bool) -> str | None:
    seconds = int((number * _SECONDS).to_integral_value())
    days, rest = divmod(seconds, _SECONDS)
    if not since_1904 and 0 < days < _PHANTOM:
        days += 1
    try:
        found = (_START_1904 if since_1904 else _START) + timedelta(days=days, seconds=rest)
    except OverflowError:
        return None
    if kind == "time" or (days == 0 and not since_1904):
        return found.time().isoformat("auto" if found.second else "minutes")
    if kind == "date" and not rest:
        return found.date().isoformat()
    return found.isoformat("T", "seconds" if found.second else "minutes")
