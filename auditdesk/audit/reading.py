"""A file that a person wrote in YAML, read key by key: every refusal names the file and the line.

Every scalar is a text; what it means, the question or key says. May not know what the file is about.
"""

import difflib
import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from typing import TypeVar

from auditdesk.errors import InputError
from auditdesk.form.yaml_text import Leaf, Listed, Named, Yaml, YamlError, read_yaml

T = TypeVar("T")
_DATE = re.compile(r"\d{4}-\d\d-\d\d")


@dataclass(frozen=True, slots=True)
class Place:
    """One mapping, list or text of a file, with the line it starts on."""

    file: str
    node: Yaml

    @property
    def line(self) -> int:
        return self.node.line

    @property
    def is_list(self) -> bool:
        return isinstance(self.node, Listed)

    @property
    def is_map(self) -> bool:
        return isinstance(self.node, Named)

    def pairs(self, key: str | None = None) -> Iterator[tuple[str, "Place"]]:
        """Keys and places of this mapping, or of the mapping under `key` (none if it is absent)."""
        if key is not None:
            if self.has(key):
                yield from self.at(key).pairs()
            return
        if not isinstance(self.node, Named):
            raise refused(self, "this has to be a mapping of names to values")
        for name, node in self.node.entries.items():
            yield name, Place(self.file, node)

    def only(self, keys: str) -> "Place":
        """This mapping, if it holds no other than the named keys."""
        known = keys.split()
        for name, place in self.pairs():
            if name not in known:
                near = difflib.get_close_matches(name, known, 1)
                hint = f"; did you mean {near[0]!r}?" if near else f"; known: {', '.join(known)}"
                raise refused(place, f"{name!r} is not known here{hint}")
        return self

    def has(self, key: str) -> bool:
        return any(name == key for name, _ in self.pairs())

    def at(self, key: str) -> "Place":
        for name, place in self.pairs():
            if name == key:
                return place
        raise refused(self, f"{key!r} is missing")

    def many(self, key: str | None = None) -> tuple["Place", ...]:
        """The members of this list, or of the list under `key` (none if it is absent)."""
        if key is not None:
            return self.at(key).many() if self.has(key) else ()
        if not isinstance(self.node, Listed):
            raise refused(self, "this has to be a list")
        return tuple(Place(self.file, node) for node in self.node.entries)

    def scalar(self) -> str:
        if not isinstance(self.node, Leaf):
            raise refused(self, "this has to be a text, not a list or mapping")
        return self.node.text

    def text(self, key: str, default: str | None = None) -> str:
        """The text under `key`; without a default it has to be there and not be empty."""
        if default is not None and not self.has(key):
            return default
        place = self.at(key)
        text = place.scalar()
        if default is None and not text:
            raise refused(place, f"{key!r} is empty")
        return text


def read(raw: bytes, file: str) -> Place:
    """The top of a YAML file.

    Raises:
        InputError: R_SHAPE with the line that cannot be read.
    """
    try:
        text = raw.decode("utf-8-sig")
        return Place(file, read_yaml(text))
    except UnicodeDecodeError as error:
        line = str(raw.count(b"\n", 0, error.start) + 1)
        raise InputError("R_SHAPE", file=file, line=line, why="this is not text in UTF-8") from error
    except YamlError as error:
        raise InputError("R_SHAPE", file=file, line=str(error.line), why=error.text) from error


def refused(place: Place, why: str) -> InputError:
    """The error to raise: nothing is taken from the file."""
    return InputError("R_SHAPE", file=place.file, line=str(place.line), why=why)


def shaped(place: Place, key: str, shape: re.Pattern[str], words: str) -> str:
    text = place.text(key)
    if not shape.fullmatch(text):
        raise refused(place.at(key), f"{text!r} is not {words}")
    return text


def day(place: Place, key: str) -> date:
    text = place.text(key)
    try:
        if _DATE.fullmatch(text):
            return date.fromisoformat(text)
    except ValueError:
        pass
    raise refused(place.at(key), f"{key}: {text!r} is not a date such as 2016-06-20")


def choice(place: Place, key: str, kind: Callable[[str], T], default: T) -> T:
    if not place.has(key):
        return default
    text = place.text(key)
    try:
        return kind(text)
    except ValueError:
        known = ", ".join(str(one) for one in type(default)) if isinstance(default, StrEnum) else ""
        raise refused(place.at(key), f"{key}: {text!r} is none of {known}") from None
