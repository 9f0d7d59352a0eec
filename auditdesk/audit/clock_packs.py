"""The clock packs that travel with the program: which values hold on a day, and what a round sets instead.

May not know where a pack is kept.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from decimal import Decimal, InvalidOperation
from typing import Any

from auditdesk.audit.clocks import Clock, Unit

PREFIX = "CK_"
"""What the id of every clock begins with; a setting of a round with such a name is a local value."""

_MOST = Decimal(1000)


class LocalClockError(ValueError):
    """A value that a round sets for a clock, and is none; the text says what it has to be."""

    def __init__(self, name: str, text: str, wanted: str) -> None:
        super().__init__(f"{name}: {text!r} is not {wanted}")


@dataclass(frozen=True, slots=True)
class InForce:
    """What holds in one round: clocks by id, thresholds by id as whole numbers in text, pack and version."""

    clocks: Mapping[str, Clock]
    thresholds: Mapping[str, str]
    pack: str


def in_force(pack: Mapping[str, Any], on: date, local: Mapping[str, str]) -> InForce:
    """The values of a pack on the day `on`, those that the round sets (`CK_…` in `local`) in their place.

    A value holds from its `from` to its `to`, both included; without one, always. A local value is a number
    in the clock's own unit, or a number and another unit: `12`, `84 calendar_days`.

    Raises:
        LocalClockError: a local value is none, or is for a clock that the pack does not hold on that day.
    """
    clocks = {one["id"]: _clock(one) for one in pack["clocks"] if _holds(one, on)}
    thresholds = {one["id"]: str(one["limit"]) for one in pack["thresholds"] if _holds(one, on)}
    for name, text in local.items():
        if name in clocks:
            clocks[name] = _set(clocks[name], text)
        elif name in thresholds:
            thresholds[name] = f"{_number(name, text):f}"
        elif name.startswith(PREFIX):
            known = ", ".join(sorted({*clocks, *thresholds}))
            raise LocalClockError(name, text, f"for a clock that holds on {on}; those are {known}")
    return InForce(clocks, thresholds, f"{pack['id']} {pack['version']}")


def _holds(one: Mapping[str, str], on: date) -> bool:
    return one.get("from", "") <= on.isoformat() <= one.get("to", "9999-12-31")


def _clock(one: Mapping[str, str]) -> Clock:
    return Clock(one["id"], Decimal(one["limit"]), Unit(one["unit"]))


def _set(clock: Clock, text: str) -> Clock:
    number, _, unit = text.strip().partition(" ")
    if unit and unit not in set(Unit):
        raise LocalClockError(clock.id, text, f"a number of {', '.join(Unit)}")
    return Clock(clock.id, _number(clock.id, number), Unit(unit) if unit else clock.unit)


def _number(name: str, text: str) -> Decimal:
    try:
        number = Decimal(text.strip())
    except InvalidOperation:
        number = Decimal(-1)
    if not number.is_finite() or not 0 < number <= _MOST or number != number.to_integral_value():
        raise LocalClockError(name, text, f"a whole number from 1 to {_MOST}")
    return number
