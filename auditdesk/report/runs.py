"""Sentences as values: what stands in a paragraph, a cell or a caption is a tuple of runs.

May not know: blocks, pages, points, colours, and how a figure was counted.
"""

from collections.abc import Iterator
from dataclasses import dataclass, fields, is_dataclass
from enum import StrEnum


class Style(StrEnum):
    """How a run stands out; a renderer decides what that looks like."""

    PLAIN = "plain"
    STRONG = "strong"
    EMPHASIS = "emphasis"
    MUTED = "muted"
    CODE = "code"  # a question code such as vc_seen: small and grey


@dataclass(frozen=True, slots=True)
class Text:
    """Our own words; a digit in here is a defect (report.md 1)."""

    text: str
    style: Style = Style.PLAIN


@dataclass(frozen=True, slots=True)
class Num:
    """A number as it is shown, with the figure that it is: `Num("children", "12")`."""

    figure_id: str
    shown: str
    style: Style = Style.PLAIN


@dataclass(frozen=True, slots=True)
class Typed:
    """What a person typed, exactly; the renderer cleans it (report.md 9). Empty prints "not answered"."""

    text: str
    style: Style = Style.PLAIN


@dataclass(frozen=True, slots=True)
class Fact:
    """Digits that are no count: a date, a case reference, a tool's fingerprint, a limit of a clock."""

    text: str
    style: Style = Style.PLAIN


@dataclass(frozen=True, slots=True)
class Cite:
    """Printed references of a sentence: `Cite(("F6.5.2",))` prints [F6.5.2] in grey italic (appendix A)."""

    references: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class See:
    """The printed number of a table or chart: `See("t_grades")` prints "table 4"."""

    key: str


Run = Text | Num | Typed | Fact | Cite | See
Runs = tuple[Run, ...]


def cited(references: tuple[str, ...]) -> str:
    """As "F5.1, F6.2 to F6.5": three or more that follow one another are told by the first and the last."""
    groups: list[list[str]] = []
    for name in references:
        if groups and _follows(groups[-1][-1], name):
            groups[-1].append(name)
        else:
            groups.append([name])
    few = 2
    return ", ".join(
        f"{group[0]} to {group[-1]}" if len(group) > few else ", ".join(group) for group in groups
    )


def _follows(one: str, other: str) -> bool:
    (stem, _, first), (same, _, second) = one.rpartition("."), other.rpartition(".")
    return stem == same and first.isdecimal() and second.isdecimal() and int(second) == int(first) + 1


def runs(*parts: str | Run) -> Runs:
    """A sentence from its parts; a bare string is our own words."""
    return tuple(Text(part) if isinstance(part, str) else part for part in parts)


def every_run(part: object) -> Iterator[Run]:
    """Every run of a document, block, cell or tuple of them, in reading order; for tests and for counting."""
    if isinstance(part, Text | Num | Typed | Fact | Cite | See):
        yield part
    elif isinstance(part, tuple):
        for each in part:
            yield from every_run(each)
    elif is_dataclass(part):
        for each in fields(part):
            yield from every_run(getattr(part, each.name))
