"""What a session is given from outside: time of day, working days, clocks. The audit room fulfils these.

May not know: who fulfils them.
"""

from collections.abc import Callable
from datetime import date, datetime
from decimal import Decimal
from typing import Protocol

Now = Callable[[], datetime]
"""The time of day, with its offset."""


class WorkingDays(Protocol):
    """Working days of a nation; raises `LookupError` for a day outside the years it knows."""

    def between(self, start: date, end: date, nation: str | None = None) -> int:
        """Working days from `start` to `end`; `start` is day 0 (workflow 1.4, rule d)."""
        ...

    def after(self, start: date, days: int, nation: str | None = None) -> date:
        """The working day that lies `days` working days after `start`."""
        ...


class ClockPack(Protocol):
    """Timescales by id. Raises `KeyError` for an id the pack does not hold.

    An event is a moment, or a date where only the day is known.
    """

    def verdict(self, clock: str, start: date | None, stop: date | None, at: date) -> str:
        """in_time, late, not_done, date_missing or not_due, judged at the moment `at`."""
        ...

    def late_by(self, clock: str, start: date, stop: date) -> Decimal | None:
        """How late, in the clock's own unit; None unless late."""
        ...

    def gaps_in_time(self, clock: str, days: tuple[date, ...]) -> bool:
        """No stretch between successive `days` (sorted) exceeds the clock's limit in its own unit."""
        ...


class Matching(Protocol):
    """The keyed hash that lets agencies compare a name and a birth date without sending them."""

    def code(self, name: str, born: str) -> str: ...
