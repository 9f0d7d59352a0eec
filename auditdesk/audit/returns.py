"""One agency's audit of one case as it is signed and travels (formats.md 9).

May not know ciphers or stores.
"""

import hashlib
import re
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

from auditdesk.audit.round import Ref
from auditdesk.form.values import At, LeftOver, Question, RowId

COMMENT = "__c"
"""Ends the name of the comment row that the compiler adds to a question (forms.md 2.1)."""

_REVISION_OF = b"auditdesk-revision-v1\x00"
_WHOLE = re.compile(r"-?[0-9]{1,15}")
LARGEST_INTEGER = (1 << 53) - 1


class State(StrEnum):
    """How a return was signed: filled in, or nil because the agency did not know the child."""

    SIGNED = "signed"
    NIL = "nil"


@dataclass(frozen=True, slots=True)
class Missing:
    """A question that was not answered, with the code of the reason."""

    code: str


Value = str | int | tuple[str, ...] | Missing


@dataclass(frozen=True, slots=True)
class Answer:
    """One answer; `at` carries the repeat rows around it."""

    at: At
    value: Value


@dataclass(frozen=True, slots=True)
class Row:
    """One row of a repeat in shown order; `parent` is the row of the repeat around it."""

    id: RowId
    repeat: str
    parent: RowId | None = None


@dataclass(frozen=True, slots=True)
class Kept:
    """An identifier warning that the auditor kept, with the reason; never the text it was about."""

    at: str
    kind: str
    reason: str


@dataclass(frozen=True, slots=True)
class Return:
    """One signed state of a return. `revision` counts from 1; `parent` is the id of the revision it replaces.

    `form` is the tool's hash. `minutes` were spent on it, `concerns` are open immediate concerns in it.
    `answers` and `comments` are in document order; a comment is keyed by the question it is about.
    `left_over` are answers given on an earlier version of the tool that this one has no place for.
    """

    ref: Ref
    form: str
    revision: int
    parent: str | None
    state: State
    started: datetime | None
    finished: datetime | None
    minutes: int | None
    concerns: int
    guard: tuple[Kept, ...]
    rows: tuple[Row, ...]
    answers: tuple[Answer, ...]
    comments: tuple[tuple[At, str], ...]
    left_over: tuple[LeftOver, ...] = ()


def revision_id(canonical_return: bytes, key: bytes, round_id: str) -> str:
    """What names one revision for ever: 64 hex over key, round and canonical return (formats.md 9)."""
    return hashlib.sha256(_REVISION_OF + key + round_id.encode() + b"\x00" + canonical_return).hexdigest()


def value_of(question: Question, text: str) -> Value:
    """The value that travels, from the stored text of forms.md 3."""
    match question.type:
        case "select_multiple":
            return tuple(text.split())
        case "integer" if _WHOLE.fullmatch(text) and abs(int(text)) <= LARGEST_INTEGER:
            return int(text)
        case _:
            return text


def text_of(value: Value) -> str:
    """The stored text, from the value that travelled; a missing answer has none."""
    match value:
        case Missing():
            return ""
        case int():
            return str(value)
        case tuple():
            return " ".join(value)
        case str():
            return value
