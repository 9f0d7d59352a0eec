"""Reading a JSON value that somebody else wrote: every key, type and limit is checked where it stands.

May not know what the values mean.
"""

import re
from dataclasses import dataclass
from datetime import UTC, date, datetime
from enum import StrEnum
from typing import NoReturn, TypeVar

from auditdesk.canonical import MOST_CHARACTERS, Json

E = TypeVar("E", bound=StrEnum)

HASH = re.compile(r"[0-9a-f]{64}")
DECIMAL = re.compile(r"-?[0-9]{1,12}(\.[0-9]{1,6})?")
_DATE = re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2}")
_MOMENT = re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2}T[0-9]{2}:[0-9]{2}:[0-9]{2}Z")


class ShapeError(ValueError):
    """A value is not what stands there by the format; `place` is the way to it, `returns.3.revision`.

    `too_many` tells a list or map beyond its limit from everything else, `is_key` a key that is missing or
    not known from a value that does not fit.
    """

    def __init__(self, place: str, why: str, *, too_many: bool = False, is_key: bool = False) -> None:
        super().__init__(f"{place}: {why}")
        self.place = place
        self.too_many = too_many
        self.is_key = is_key

    @property
    def key(self) -> str:
        """The last name on the way."""
        return self.place.rpartition(".")[2]


@dataclass(frozen=True, slots=True)
class Part:
    """One value inside a document and the way to it."""

    value: Json
    place: str = ""

    def refuse(self, why: str) -> NoReturn:
        """Raise the error that names this place."""
        raise ShapeError(self.place or "the document", why)

    def parts(self, *keys: str) -> "dict[str, Part]":
        """The parts of a map that has exactly these keys."""
        if not isinstance(self.value, dict):
            self.refuse("is no map")
        odd = sorted(self.value.keys() ^ set(keys))
        if odd:
            raise ShapeError(self._way(odd[0]), "is missing or not known", is_key=True)
        return {key: Part(self.value[key], self._way(key)) for key in keys}

    def map(self, most: int) -> "dict[str, Part]":
        """The parts of a map whose keys are the sender's, at most so many."""
        if not isinstance(self.value, dict):
            self.refuse("is no map")
        if len(self.value) > most:
            raise ShapeError(self.place, "is too long", too_many=True)
        return {key: Part(inner, self._way(key)) for key, inner in self.value.items()}

    def list(self, most: int, least: int = 0) -> "tuple[Part, ...]":
        if not isinstance(self.value, list) or len(self.value) < least:
            self.refuse("is no list, or too short")
        if len(self.value) > most:
            raise ShapeError(self.place, "is too long", too_many=True)
        return tuple(Part(inner, self._way(str(place))) for place, inner in enumerate(self.value))

    def text(self, most: int = MOST_CHARACTERS, *, least: int = 0) -> str:
        if not isinstance(self.value, str) or not least <= len(self.value) <= most:
            self.refuse(f"is no text of {least} to {most} characters")
        return self.value

    def match(self, pattern: "re.Pattern[str]") -> str:
        if not isinstance(self.value, str) or not pattern.fullmatch(self.value):
            self.refuse(f"does not match {pattern.pattern}")
        return self.value

    def hash_or_none(self) -> str | None:
        return None if self.value is None else self.match(HASH)

    def whole(self, least: int, most: int) -> int:
        if not isinstance(self.value, int) or isinstance(self.value, bool) or not least <= self.value <= most:
            self.refuse(f"is no whole number from {least} to {most}")
        return self.value

    def truth(self) -> bool:
        if not isinstance(self.value, bool):
            self.refuse("is neither true nor false")
        return self.value

    def one_of(self, kind: type[E]) -> E:
        try:
            return kind(self.text())
        except ValueError:
            self.refuse("is none of " + ", ".join(kind))

    def date(self) -> date:
        try:
            return date.fromisoformat(self.match(_DATE))
        except ValueError:
            self.refuse("is no date")

    def moment(self) -> datetime:
        """A moment in UTC, to the second (formats.md 3)."""
        try:
            return datetime.fromisoformat(self.match(_MOMENT))
        except ValueError:
            self.refuse("is no moment")

    def _way(self, key: str) -> str:
        return f"{self.place}.{key}" if self.place else key


def moment_text(at: datetime) -> str:
    """A moment as it is written everywhere: UTC, whole seconds."""
    return at.astimezone(UTC).replace(tzinfo=None, microsecond=0).isoformat() + "Z"


def moment_or_none(part: Part) -> datetime | None:
    return None if part.value is None else part.moment()
