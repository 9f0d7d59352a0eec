"""Timescales that procedure sets, and how one came out. May not know where the pack of clocks came from."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta
from decimal import Decimal
from enum import StrEnum
from itertools import pairwise
from zoneinfo import ZoneInfo

from auditdesk.audit.days import Calendar, months_later

_HOUR, _SECOND = timedelta(hours=1), timedelta(seconds=1)


class Unit(StrEnum):
    """What a limit is counted in (workflow 1.4)."""

    WORKING_DAYS = "working_days"
    CALENDAR_DAYS = "calendar_days"
    ELAPSED_HOURS = "elapsed_hours"
    CALENDAR_MONTHS = "calendar_months"
    SCHOOL_DAYS = "school_days"
    """Mornings on which school starts: `1` means before the start of the next one (workflow 1.4, CK_ENC)."""


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
    An event is a moment, or a date where only the day is known.
    """

    clocks: Mapping[str, Clock]
    calendar: Calendar
    zone: ZoneInfo
    school_starts: time = time(8, 30)

    def verdict(self, clock: str, start: date | None, stop: date | None, at: date) -> str:
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

    def late_by(self, clock: str, start: date, stop: date) -> Decimal | None:
        """How late in the clock's unit (calendar months: in days past the day due); None unless late."""
        limit = self.clocks[clock]
        over = self._taken(limit, start, stop) - self._allowed(limit, start)
        return over if over > 0 else None

    def gaps_in_time(self, clock: str, days: tuple[date, ...]) -> bool:
        limit = self.clocks[clock]
        return not any(self._over(limit, a, b) for a, b in pairwise(sorted(days)))

    def _over(self, limit: Clock, start: date, stop: date) -> bool:
        return self._taken(limit, start, stop) > self._allowed(limit, start)

    def _taken(self, limit: Clock, start: date, stop: date) -> Decimal:
        first, last = self._day(start), self._day(stop)
        match limit.unit:
            case Unit.WORKING_DAYS:
                return Decimal(self.calendar.between(first, last))
            case Unit.ELAPSED_HOURS:
                return self._hours(start, stop)
            case Unit.SCHOOL_DAYS:
                return Decimal(self._mornings(start, stop))
            case Unit.CALENDAR_DAYS | Unit.CALENDAR_MONTHS:
                return Decimal((last - first).days)

    def _allowed(self, limit: Clock, start: date) -> Decimal:
        match limit.unit:
            case Unit.CALENDAR_MONTHS:
                first = self._day(start)
                return Decimal((months_later(first, int(limit.limit)) - first).days)
            case Unit.SCHOOL_DAYS:
                return limit.limit - 1  # before the start of the next school day: no morning lies between
            case _:
                return limit.limit

    def _hours(self, start: date, stop: date) -> Decimal:
        """Elapsed hours; two dates without a time are whole days apart, whatever the clocks did."""
        if not isinstance(start, datetime) and not isinstance(stop, datetime):
            return Decimal((stop - start).days * 24)
        # In UTC: Python takes two times of one zone apart as their clocks show them (rule b).
        elapsed = self._moment(stop).astimezone(UTC) - self._moment(start).astimezone(UTC)
        return Decimal(elapsed // _SECOND) / Decimal(_HOUR // _SECOND)

    def _mornings(self, start: date, stop: date) -> int:
        """How often school started after `start` and up to `stop`, on working days of the nation.

        Term dates are not known here, and a school is told in the holidays too (workflow 1.4, CK_ENC).
        """
        return self._started_by(stop) - self._started_by(start) + self._days_between(start, stop)

    def _started_by(self, when: date) -> int:
        """1 if school had started on that very day; what a day before counts, `_days_between` counts."""
        day = self._day(when)
        opens = self.calendar.between(day - timedelta(days=1), day)
        return opens if self._moment(when).astimezone(self.zone).time() >= self.school_starts else 0

    def _days_between(self, start: date, stop: date) -> int:
        before = timedelta(days=1)
        return self.calendar.between(self._day(start) - before, self._day(stop) - before)

    def _day(self, when: date) -> date:
        return when.astimezone(self.zone).date() if isinstance(when, datetime) else when

    def _moment(self, when: date) -> datetime:
        if isinstance(when, datetime):
            return when
        return datetime(when.year, when.month, when.day, tzinfo=self.zone)
