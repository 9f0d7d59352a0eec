"""Dates and times as people write them, read into the form's own shape and shown back in words.

No widgets here.

What cannot be read stays as it was typed: the form keeps it and says that it does not fit.
"""

import re
from datetime import date, time

MONTHS = tuple(
    "january february march april may june july august september october november december".split(" ")  # noqa: SIM905 - read, not computed
)

_SHORTEST_MONTH = 3
_DAY = re.compile(r"(\d{1,2})[\s./-]+(\d{1,2}|[^\W\d_]{3,})\.?[\s./-]+(\d{4}|\d{2})", re.UNICODE)
_ISO = re.compile(r"(\d{4})-(\d{1,2})-(\d{1,2})")
_TIME = re.compile(r"(\d{1,2})(?:[:.]?(\d{2}))?\s*(am|pm)?", re.IGNORECASE)
_CENTURY = 100
_NOON = 12


def day(text: str, today: date) -> str:
    """`3 2 2016`, `03/02/16`, `3 Feb 2016` or `2016-02-03` as `2016-02-03`; anything else as it stands.

    The day comes first, as it does in the United Kingdom. Two digits of a year are the latest year that
    does not lie beyond next year.
    """
    found = _read_day(text.strip(), today)
    return found.isoformat() if found else text


def _read_day(text: str, today: date) -> date | None:
    if iso := _ISO.fullmatch(text):
        return _date(int(iso[1]), int(iso[2]), int(iso[3]))
    if not (found := _DAY.fullmatch(text)):
        return None
    month = int(found[2]) if found[2].isdigit() else _month(found[2].lower())
    return _date(_year(found[3], today), month, int(found[1]))


def _year(text: str, today: date) -> int:
    year = int(text)
    if len(text) > len("16"):
        return year
    latest = today.year + 1
    year += latest - latest % _CENTURY
    return year if year <= latest else year - _CENTURY


def _month(word: str) -> int:
    starts = [number for number, name in enumerate(MONTHS, 1) if name.startswith(word)]
    return starts[0] if len(word) >= _SHORTEST_MONTH and len(starts) == 1 else 0


def _date(year: int, month: int, day_of_month: int) -> date | None:
    try:
        return date(year, month, day_of_month)
    except ValueError:
        return None


def time_of_day(text: str) -> str:
    """`9`, `9.30`, `0930`, `9:30 pm` as `hh:mm`; anything else as it stands."""
    found = _read_time(text.strip())
    return found.strftime("%H:%M") if found else text


def _read_time(text: str) -> time | None:
    if not (found := _TIME.fullmatch(text)):
        return None
    hour, minute, half = int(found[1]), int(found[2] or 0), (found[3] or "").lower()
    if half:
        hour = hour % _NOON + (_NOON if half == "pm" else 0) if 1 <= hour <= _NOON else -1
    try:
        return time(hour, minute)
    except ValueError:
        return None


def moment(text: str, today: date) -> str:
    """A date and a time, in either's own way of writing, as `2016-02-03T16:20`.

    Anything else as it stands.
    """
    head, _, tail = text.strip().replace(",", " ").replace("T", " ").rpartition(" ")
    for first, last in _splits(head, tail):
        found, clock = _read_day(first.strip(), today), _read_time(last)
        if found and clock:
            return f"{found.isoformat()}T{clock:%H:%M}"
    return text


def _splits(head: str, tail: str) -> list[tuple[str, str]]:
    """The time is the last word, or the last two: `4.20 pm`."""
    before, _, middle = head.strip().rpartition(" ")
    return [(head, tail), (before, f"{middle} {tail}")]


def day_in_words(stored: str) -> str:
    """`2016-02-03` as `3 February 2016`; anything else as it stands."""
    iso = _ISO.fullmatch(stored)
    found = _date(int(iso[1]), int(iso[2]), int(iso[3])) if iso else None
    return f"{found.day} {MONTHS[found.month - 1].capitalize()} {found.year}" if found else stored


def moment_in_words(stored: str) -> str:
    """`2016-02-03T16:20+00:00` as `3 February 2016, 16:20`, in the zone it was stored with."""
    head, mark, tail = stored.partition("T")
    words = day_in_words(head)
    return f"{words}, {tail[:5]}" if mark and words != head else stored
