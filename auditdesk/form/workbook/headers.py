"""What stands above a column → the column it is, as authors of XLSForm write it. May not know rows.

The names are those of the XLSForm standard and of what ODK, KoboToolbox and SurveyCTO read besides.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from types import MappingProxyType

from auditdesk.form.columns import CHOICES, ROWS, TEXTS
from auditdesk.form.languages import code_of

LIST = "list_name"

_SURVEY: Mapping[str, str] = MappingProxyType(
    {
        "command": "type",
        "tag": "name",
        "caption": "label",
        "relevance": "relevant",
        "calculate": "calculation",
        "read_only": "readonly",
        "count": "repeat_count",
        "jr:count": "repeat_count",
        "constraining_message": "constraint_message",
        "requiredmsg": "required_message",
        "bind::relevant": "relevant",
        "bind::required": "required",
        "bind::readonly": "readonly",
        "bind::constraint": "constraint",
        "bind::calculate": "calculation",
        "bind::jr:constraintmsg": "constraint_message",
        "bind::jr:requiredmsg": "required_message",
        "control::appearance": "appearance",
        "body::appearance": "appearance",
        "control::jr:count": "repeat_count",
        "body::jr:count": "repeat_count",
    }
)
_CHOICES: Mapping[str, str] = MappingProxyType(
    {"value": "name", "caption": "label", "list_name": LIST, "listname": LIST}
)
_SETTINGS: Mapping[str, str] = MappingProxyType(
    {
        "form_title": "title",
        "set_form_title": "title",
        "form_id": "tool",
        "set_form_id": "tool",
        "id_string": "tool",
        "audit::theme": "theme",
        "audit::title": "title",
    }
)
_DISABLED = "disabled"


@dataclass(frozen=True, slots=True)
class Header:
    """A column: its name as tools have it, and its language ("" for none); `known` to the form language."""

    name: str
    language: str = ""
    known: bool = True

    def __str__(self) -> str:
        return f"{self.name}::{self.language}" if self.language else self.name


@dataclass(frozen=True, slots=True)
class Words:
    """The words that one kind of sheet knows."""

    known: frozenset[str]
    texts: frozenset[str]
    others: Mapping[str, str]


SURVEY = Words(ROWS | {_DISABLED}, frozenset(TEXTS), _SURVEY)
CHOICE_LISTS = Words(CHOICES | {LIST}, frozenset({"label"}), _CHOICES)
SETTINGS = Words(
    frozenset({"tool", "version", "default_language", "theme", "title"}), frozenset({"title"}), _SETTINGS
)


def header(written: str, words: Words) -> Header | None:
    """The column that is meant; None if it names a language that has no code.

    Case and spaces do not count where a column is known; any other name stays as it was written.
    """
    text = " ".join(written.split())
    if (name := _known("_".join(text.split()).lower(), words)) is not None:
        return Header(name)
    parts = [part.strip() for part in text.split("::" if "::" in text else ":")]
    plain = ["_".join(part.split()).lower() for part in parts]
    for length in range(len(parts), 0, -1):
        if (name := _known("::".join(plain[:length]), words)) is None:
            continue
        rest = "::".join(parts[length:])
        if not rest:
            return Header(name)
        if name in words.texts:
            code = code_of(rest)
            return Header(name, code) if code else None
    if plain[0] == "audit":
        return Header("::".join(plain), known=False)
    return Header(text, known=False)


def _known(name: str, words: Words) -> str | None:
    name = words.others.get(name, name)
    return name if name in words.known else None
