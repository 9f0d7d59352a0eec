"""Timescales that procedure sets, and how one came out. May not know where the pack of clocks came from."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from decimal import Decimal
from enum import StrEnum
from itertools import pairwise
from zoneinfo import ZoneInfo

from auditdesk.audit.days import Calendar, months_later

_HOUR = timedelta(hours=1)


class Unit(StrEnum):
    """What a limit is counted in (workflow 1.4)."""

    WORKING_DAYS = "working_days"
    CALENDAR_DAYS = "calendar_days"
    ELAPSED_HOURS = "elapsed_hours"
    CALENDAR_MONTHS = "calendar_months"


class Verdict(StrEnum):
    """How a clock came out for one event; a missing date is never late (workflow 1.4, rule c)."""

    IN_TIME = "in_time"
    LATE = "late"
    NOT_DONE = "not_done"
    DATE_MISSING = "date_missing"
    NOT_DUE = "not_due"


@dataclass(frozen=True, slots=True)
class Clock:
    """One timescale: `limit` in `unit`, from the event that starts it to the one that stops it."""

    id: str
    limit: Decimal
    unit: Unit


@dataclass(frozen=True, slots=True)
class Clocks:
    """The clock pack of a round: fulfils `form.given.ClockPack`.

    Days are days of the round's zone; hours are elapsed on the time line, so a clock change counts (rule b).
    """

    clocks: Mapping[str, Clock]
    calendar: Calendar
    zone: ZoneInfo

    def verdict(self, clock: str, start: datetime | None, stop: datetime | None, at: datetime) -> str:
        """As `Verdict`; without a stop it is not due while the limit has not passed at the moment `at`.

        Raises:
            KeyError: no such clock in this pack.
            LookupError: a day outside the years of the calendar.
        """
        limit = self.clocks[clock]
        if start is None:
            return Verdict.DATE_MISSING
        if stop is None:
            return Verdict.NOT_DONE if self._over(limit, start, at) else Verdict.NOT_DUE
        return Verdict.LATE if self._over(limit, start, stop) else Verdict.IN_TIME

    def late_by(self, clock: str, start: datetime, stop: datetime) -> Decimal | None:
        """How late in the clock's unit (calendar months: in days past the day due); None unless late."""
        limit = self.clocks[clock]
        over = self._taken(limit, start, stop) - self._allowed(limit, start)
        return over if over > 0 else None

    def gaps_in_time(self, clock: str, days: tuple[date, ...]) -> bool:
        limit = self.clocks[clock]
        return not any(
            self._over(limit, self._midnight(a), self._midnight(b)) for a, b in pairwise(sorted(days))
        )

    def _over(self, limit: Clock, start: datetime, stop: datetime) -> bool:
        return self._taken(limit, start, stop) > self._allowed(limit, start)

    def _taken(self, limit: Clock, start: datetime, stop: datetime) -> Decimal:
        first, last = (moment.astimezone(self.zone).date() for moment in (start, stop))
        match limit.unit:
            case Unit.WORKING_DAYS:
                return Decimal(self.calendar.between(first, last))
            case Unit.ELAPSED_HOURS:
                return Decimal((stop - start) // timedelta(seconds=1)) / Decimal(
                    _HOUR // timedelta(seconds=1)
                )
            case Unit.CALENDAR_DAYS | Unit.CALENDAR_MONTHS:
                return Decimal((last - first).days)

    def _allowed(self, limit: Clock, start: datetime) -> Decimal:
        if limit.unit is not Unit.CALENDAR_MONTHS:
            return limit.limit
        first = start.astimezone(self.zone).date()
        return Decimal((months_later(first, int(limit.limit)) - first).days)

    def _midnight(self, day: date) -> datetime:
        return datetime(day.year, day.month, day.day, tzinfo=self.zone)
