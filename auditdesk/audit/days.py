"""Working days of a nation. May not know where its holidays came from: they are handed in."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, timedelta

_SATURDAY = 5


@dataclass(frozen=True, slots=True)
class Calendar:
    """Bank holidays by nation; a working day is Monday to Friday and none of them.

    Knows the whole years from the first to the last holiday of a nation. Any other day is a `LookupError`:
    an unknown year would silently count bank holidays as working days.
    """

    holidays: Mapping[str, frozenset[date]]
    nation: str

    def between(self, start: date, end: date, nation: str | None = None) -> int:
        """Working days from `start` to `end`; `start` is day 0: Friday to Monday is 1 (workflow 1.4 d).

        Negative if `end` lies before `start`.
        """
        if end < start:
            return -self.between(end, start, nation)
        off = self._off(nation, start, end)
        span = range(1, (end - start).days + 1)
        return sum(_works(start + timedelta(days=n), off) for n in span)

    def after(self, start: date, days: int, nation: str | None = None) -> date:
        """The working day `days` working days after `start` (before it if negative); 0 gives `start`."""
        step = timedelta(days=1 if days >= 0 else -1)
        day, left = start, abs(days)
        while left:
            day += step
            off = self._off(nation, day, day)
            left -= _works(day, off)
        return day

    def _off(self, nation: str | None, start: date, end: date) -> frozenset[date]:
        off = self.holidays[nation or self.nation]
        if not off or start.year < min(off).year or end.year > max(off).year:
            raise LookupError(nation or self.nation)
        return off


def _works(day: date, off: frozenset[date]) -> bool:
    return day.weekday() < _SATURDAY and day not in off


def months_later(day: date, months: int) -> date:
    """The same day of the month, `months` later, or the last day of a shorter month."""
    years, month0 = divmod(day.month - 1 + months, 12)
    year, month = day.year + years, month0 + 1
    last = (date(year + month // 12, month % 12 + 1, 1) - timedelta(days=1)).day
    return date(year, month, min(day.day, last))
