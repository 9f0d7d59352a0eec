"""Dates and times of OpenRosa; the clock is the session's (form laws 2 and 14). May not know working days."""

import re
from collections.abc import Callable, Mapping
from datetime import date, datetime
from types import MappingProxyType

from auditdesk.form.convert import NAN, Value, to_moment, to_number
from auditdesk.form.functions.signature import Declared, function
from auditdesk.form.moments import as_moment, date_of, days_of, in_zone, moment_of, time_fraction
from auditdesk.form.world import Context

_MARK = re.compile(r"%([A-Za-z0-9%])")
_MONTHS: Mapping[str, str] = MappingProxyType(
    {
        "en": "Jan Feb Mar Apr May Jun Jul Aug Sep Oct Nov Dec",
        "cy": "Ion Chwef Maw Ebrill Mai Meh Gorff Awst Medi Hyd Tach Rhag",
    }
)
_DAYS: Mapping[str, str] = MappingProxyType(
    {"en": "Mon Tue Wed Thu Fri Sat Sun", "cy": "Llun Maw Mer Iau Gwen Sad Sul"}
)
"""Short names as the Unicode locale data has them."""


def _date(c: Context, value: Value) -> Value:
    """A date; a moment gives the day it is written with; what is no date gives a blank."""
    if isinstance(value, float):
        return date_of(value) or ""
    moment = to_moment(value, c.world.zone)
    if moment is None:
        return _from_days(value, c) or ""
    return moment.date() if isinstance(moment, datetime) else moment


def _from_days(value: Value, c: Context) -> date | None:
    return None if isinstance(value, bool) else date_of(to_number(value, c.world.zone))


def _date_time(c: Context, value: Value) -> Value:
    zone = c.world.zone
    moment = to_moment(value, zone)
    if moment is not None:
        return in_zone(as_moment(moment, zone), zone)
    if isinstance(value, bool):
        return ""
    return moment_of(to_number(value, zone), zone) or ""


def _decimal_date_time(c: Context, value: Value) -> float:
    """Days with their fraction; a date counts as its local midnight here."""
    moment = to_moment(value, c.world.zone)
    if moment is not None:
        return days_of(as_moment(moment, c.world.zone))
    return value if isinstance(value, float) else NAN


def _format(c: Context, value: Value, pattern: str) -> str:
    """The marks of the ODK XForms specification; a mark that is not known stays as it is."""
    zone = c.world.zone
    moment = to_moment(value, zone)
    if moment is None and isinstance(value, float):
        moment = moment_of(value, zone)
    if moment is None:
        return ""
    local = in_zone(as_moment(moment, zone), zone)
    language = c.world.language

    def said(mark: re.Match[str]) -> str:
        write = _WRITE.get(mark[1])
        return write(local, language) if write else mark[0]

    return _MARK.sub(said, pattern)


def _word(words: Mapping[str, str], language: str, place: int) -> str:
    return words.get(language, words["en"]).split()[place]


_WRITE: Mapping[str, Callable[[datetime, str], str]] = MappingProxyType(
    {
        "Y": lambda at, _: f"{at.year:04}",
        "y": lambda at, _: f"{at.year % 100:02}",
        "m": lambda at, _: f"{at.month:02}",
        "n": lambda at, _: str(at.month),
        "b": lambda at, language: _word(_MONTHS, language, at.month - 1),
        "d": lambda at, _: f"{at.day:02}",
        "e": lambda at, _: str(at.day),
        "a": lambda at, language: _word(_DAYS, language, at.weekday()),
        "H": lambda at, _: f"{at.hour:02}",
        "h": lambda at, _: str(at.hour),
        "M": lambda at, _: f"{at.minute:02}",
        "S": lambda at, _: f"{at.second:02}",
        "3": lambda at, _: f"{at.microsecond // 1000:03}",
        "%": lambda *_: "%",
    }
)

DATES: Mapping[str, Declared] = MappingProxyType(
    {
        "today": function("", "date", lambda c: c.world.today, sees=True),
        "now": function("", "date", lambda c: in_zone(c.world.moment, c.world.zone), sees=True),
        "date": function("any", "any", _date, sees=True),
        "date-time": function("any", "any", _date_time, sees=True),
        "decimal-date-time": function("any", "number", _decimal_date_time, sees=True),
        "decimal-time": function(
            "text", "number", lambda c, text: time_fraction(text, c.world.zone), sees=True
        ),
        "format-date": function("any text", "text", _format, sees=True),
        "format-date-time": function("any text", "text", _format, sees=True),
    }
)
