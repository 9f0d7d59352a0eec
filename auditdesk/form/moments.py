"""Dates and times read from text and turned into numbers (form law 2). May not know questions or sessions.

A date is a `date`, a moment a `datetime` with its offset. Years outside 1 to 9999 read as no date at all.
"""

import math
import re
from datetime import UTC, date, datetime, time, timedelta, timezone
from functools import lru_cache
from zoneinfo import ZoneInfo

_DATE = r"(\d{4})-(\d{1,2})-(\d{1,2})"
_TIME = r"(\d{1,2}):(\d{2})(?::(\d{2})(?:\.(\d{1,9}))?)?"
_OFFSET = r"(Z|[+-]\d{2}(?::?\d{2})?)?"
_MOMENT = re.compile(rf"{_DATE}(?:[T ]{_TIME}{_OFFSET})?", re.ASCII)
_CLOCK_TIME = re.compile(rf"{_TIME}{_OFFSET}", re.ASCII)
_DAY_ZERO = date(1970, 1, 1).toordinal()
_UTC = ZoneInfo("UTC")
_EPOCH = datetime(1970, 1, 1, tzinfo=UTC)
_OFFSET_DAY = date(
    2000, 1, 1
)  # which offset a zone has in winter: a time with an offset has no day of its own
_DAY_S = 86_400
_HOUR_MIN = 60
_SHORTEST = 8  # "1970-1-2": nothing shorter is a date, so most texts are told apart without a pattern


@lru_cache(maxsize=4096)
def read_moment(text: str, zone: ZoneInfo) -> date | datetime | None:
    """A date or a date with its time; a time without offset is local to `zone`, the first of two."""
    if len(text) < _SHORTEST or text[4] != "-" or (found := _MOMENT.fullmatch(text)) is None:
        return None
    year, month, day, hour, minute, second, part, offset = found.groups()
    try:
        if hour is None:
            return date(int(year), int(month), int(day))
        clock = (int(hour), int(minute), int(second or 0), _micro(part))
        local = datetime(int(year), int(month), int(day), *clock, tzinfo=_zone_of(offset) or zone)
        return in_zone(local, zone) if offset is None else local
    except (ValueError, OverflowError):
        return None


def read_time(text: str) -> time | None:
    """A time of day, `HH:MM` or finer, with its offset if it has one."""
    if (found := _CLOCK_TIME.fullmatch(text)) is None:
        return None
    hour, minute, second, part, offset = found.groups()
    try:
        return time(int(hour), int(minute), int(second or 0), _micro(part), tzinfo=_zone_of(offset))
    except ValueError:
        return None


def time_fraction(text: str, zone: ZoneInfo) -> float:
    """The part of a day that has gone at a time of day in `zone`; NaN if the text has none."""
    moment = read_moment(text, zone)
    if isinstance(moment, datetime):
        clock: time | None = moment.astimezone(zone).time()
    else:
        clock = read_time(text)
        if clock is not None and clock.tzinfo is not None:
            clock = datetime.combine(_OFFSET_DAY, clock).astimezone(zone).time()
    if clock is None:
        return math.nan
    return (clock.hour * 3600 + clock.minute * 60 + clock.second + clock.microsecond / 1e6) / _DAY_S


def _micro(part: str | None) -> int:
    return int((part or "").ljust(6, "0")[:6])


def _zone_of(offset: str | None) -> timezone | None:
    if offset is None:
        return None
    if offset == "Z":
        return UTC
    hours, part = int(offset[1:3]), int(offset[3:].lstrip(":") or 0)
    if part >= _HOUR_MIN:
        raise ValueError
    minutes = hours * _HOUR_MIN + part
    return timezone(timedelta(minutes=-minutes if offset[0] == "-" else minutes))


def days_of(value: date | datetime) -> float:
    """A date in whole days since 1970-01-01; a moment in days since 1970-01-01T00:00Z with its fraction."""
    if isinstance(value, datetime):
        return (value - _EPOCH).total_seconds() / _DAY_S
    return float(value.toordinal() - _DAY_ZERO)


def date_of(days: float) -> date | None:
    """The date of a number of days; a fraction is dropped downwards."""
    if not math.isfinite(days):
        return None
    try:
        return date.fromordinal(math.floor(days) + _DAY_ZERO)
    except (ValueError, OverflowError):
        return None


def in_zone(moment: datetime, zone: ZoneInfo) -> datetime:
    """The moment as the wall clock of `zone` shows it, with its offset fixed.

    Python compares and subtracts two moments of one zone by the wall clock: wrong across a clock change.
    """
    there = moment.astimezone(UTC).astimezone(zone)  # by way of UTC: an hour that does not exist moves on
    return there.replace(tzinfo=timezone(there.utcoffset() or timedelta()), fold=0)


def moment_of(days: float, zone: ZoneInfo) -> datetime | None:
    """The moment of a number of days, in `zone`, to the millisecond."""
    if not math.isfinite(days):
        return None
    try:
        return in_zone(_EPOCH + timedelta(milliseconds=round(days * _DAY_S * 1000)), zone)
    except (ValueError, OverflowError):
        return None


def midnight(day: date, zone: ZoneInfo) -> datetime:
    """The first moment of a day in `zone`: a date compares with a moment as this instant (form law 3)."""
    return in_zone(datetime(day.year, day.month, day.day, tzinfo=zone), zone)


def as_moment(value: date | datetime, zone: ZoneInfo) -> datetime:
    """A moment as it is, a date as its local midnight."""
    return value if isinstance(value, datetime) else midnight(value, zone)


def as_date(value: date | datetime, zone: ZoneInfo) -> date:
    """A date as it is, a moment as the day it falls on in `zone`."""
    return value.astimezone(zone).date() if isinstance(value, datetime) else value


def moment_text(value: date | datetime) -> str:
    """`YYYY-MM-DD`, or ISO 8601 with milliseconds and offset, as OpenRosa writes a moment."""
    return value.isoformat(timespec="milliseconds") if isinstance(value, datetime) else value.isoformat()


def exists(local: str, zone: ZoneInfo) -> bool:
    """Whether the wall clock of `zone` ever shows a local time (it skips an hour in spring)."""
    there, written = read_moment(local, zone), read_moment(local, _UTC)
    if not isinstance(there, datetime) or not isinstance(written, datetime):
        return False
    return in_zone(there, zone).replace(tzinfo=None) == written.replace(tzinfo=None)
