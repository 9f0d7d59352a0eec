"""What a sheet of paper asks: questions with room for a pen, tables to write into, lines to sign on.

Blocks like those of `document.py` (report.md 2), for case audit sheets. May not know: tools, points, fonts.
"""

from dataclasses import dataclass

from auditdesk.report.runs import Runs


@dataclass(frozen=True, slots=True)
class TickBox:
    """A box to cross and what it stands for; `note` explains it below (the descriptor of a grade)."""

    label: Runs
    note: Runs = ()


@dataclass(frozen=True, slots=True)
class TickBoxes:
    """Boxes beside one another, in columns where there are many, one a line where they have notes."""

    boxes: tuple[TickBox, ...]


@dataclass(frozen=True, slots=True)
class Lines:
    """Ruled lines to write on, under a label if there is one."""

    count: int
    label: str = ""


@dataclass(frozen=True, slots=True)
class Digits:
    """Groups of small boxes for one digit each, with what each group is ("day") below; boxes to tick beside.

    A date is `((2, "day"), (2, "month"), (4, "year"))`.
    """

    groups: tuple[tuple[int, str], ...]
    beside: tuple[TickBox, ...] = ()


Control = TickBoxes | Lines | Digits


@dataclass(frozen=True, slots=True)
class Question:
    """One question to be answered by hand: its line `number` and `code` at the left, all else beside them.

    Without `controls` it leads what follows: it stays with it, as a heading does.

    `hint` is the tool's, `skip` says when to leave it out or where to go on ("Go to 14 if No").
    """

    number: str
    code: str
    text: Runs
    hint: Runs = ()
    skip: tuple[Runs, ...] = ()
    controls: tuple[Control, ...] = ()


@dataclass(frozen=True, slots=True)
class WriteColumn:
    """One column to write into: what is asked, and its code."""

    title: Runs
    code: str


@dataclass(frozen=True, slots=True)
class WriteIn:
    """An empty table; `rows` are the names of its rows, numbers where each is an event."""

    columns: tuple[WriteColumn, ...]
    rows: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class SignHere:
    """Lines to sign on, side by side, at most four, each with what belongs on it."""

    labels: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Part:
    """What follows is a paper of its own: a new page, numbered from 1, with this header and footer.

    The first block of a document may be one; `foot` stands at the left of each footer.
    """

    title: str
    edition: str
    foot: str


Asked = Question | WriteIn | SignHere | Part
"""What a sheet adds to the blocks of a report."""
