"""The kinds of change between two versions of a tool, and what each weighs (forms.md 6).

Wording is a patch, something asked more is minor, and what gives an answer or result another meaning is
major. May not know tools.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from enum import IntEnum, StrEnum
from types import MappingProxyType


class Step(IntEnum):
    """Which part of the version number has to rise, the weightiest first."""

    MAJOR = 0
    MINOR = 1
    PATCH = 2

    @property
    def word(self) -> str:
        return self.name.lower()


class Kind(StrEnum):
    """What happened, in an auditor's words."""

    ADDED = "added"
    REMOVED = "removed"
    RENAMED = "renamed"
    MOVED = "moved"
    RETYPED = "another type"
    RECODED = "recoded"
    REWORDED = "reworded"
    ADDED_RULE = "new rule"
    CHANGED_RULE = "changed rule"
    DROPPED_RULE = "rule dropped"
    MARKED = "marked otherwise"


@dataclass(frozen=True, slots=True)
class ToolChange:
    """One change. `question` is its id in the newer tool (in the former one if it is gone).

    `section` is the label of the outermost group around it; `what` is the part of the question that differs,
    such as "asked when" or "label (cy)"; `before` and `after` are empty where there was or is nothing.
    """

    kind: Kind
    step: Step
    section: str
    question: str
    label: str
    what: str = ""
    before: str = ""
    after: str = ""


RULES: Mapping[str, tuple[str, Step]] = MappingProxyType(
    {
        "relevant": ("asked when", Step.MINOR),
        "audit::agencies": ("asked of", Step.MINOR),
        "constraint": ("must hold", Step.MINOR),
        "audit::severity": ("only a warning", Step.MINOR),
        "required": ("must be answered when", Step.MINOR),
        "audit::comment": ("comment asked for when", Step.MINOR),
        "calculation": ("worked out as", Step.MAJOR),
        "repeat_count": ("number of rows", Step.MINOR),
        "choice_filter": ("choices offered when", Step.MINOR),
        "default": ("starts as", Step.MINOR),
        "readonly": ("locked when", Step.MINOR),
        "parameters": ("scale", Step.MINOR),
    }
)
"""What an auditor calls each rule of a question."""

MARKS: Mapping[str, tuple[str, Step]] = MappingProxyType(
    {
        "audit::role": ("role in the report", Step.MAJOR),
        "audit::aspect": ("aspect", Step.MAJOR),
        "audit::clock": ("timescale", Step.MAJOR),
        "audit::local": ("stays on the machine", Step.MAJOR),
        "audit::of": ("set it belongs to", Step.MINOR),
        "audit::scan": ("looked through for identifiers", Step.MINOR),
    }
)
"""What the report and the program make of a question."""

MESSAGES: Mapping[str, str] = MappingProxyType(
    {"required_message": "message when blank", "constraint_message": "message when broken"}
)
WEIGHTY_COLUMNS = frozenset({"audit_rank", "audit_code"})
"""Columns of choices that say what a code means; the others only say how it is used."""
