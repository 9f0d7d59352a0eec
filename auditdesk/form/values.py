"""What the form room hands to others: frozen values, nothing that knows how they came about.

May not know: desks, bundles, reports, rounds. Texts are NFC; a stored text has the shape of forms.md 3.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum
from typing import Literal, NewType

RowId = NewType("RowId", str)
"""Permanent id of one repeat row: 8 lower-case base32 characters."""


@dataclass(frozen=True, slots=True)
class At:
    """One cell, row or group: the question, repeat or group, and the repeat rows around it, outermost first.

    For a row the last of `rows` is the row's own id: `At("cse_rev", (r,))` is a row of the repeat `cse_rev`,
    `At("cse_rev_d", (r,))` a cell in it.
    """

    name: str
    rows: tuple[RowId, ...] = ()

    def key(self) -> str:
        """`question` or `row:question`, as answers are keyed in a bundle (formats.md 9)."""
        return f"{self.rows[-1]}:{self.name}" if self.rows else self.name


class Origin(StrEnum):
    """Where the text in a cell came from."""

    TYPED = "typed"  # a person, or a file read for a person
    DEFAULT = "default"  # the tool's default, taken once (form law 15)
    CARRIED = "carried"  # calculated from a local answer, or asked by one: as it travelled in a bundle


@dataclass(frozen=True, slots=True)
class TypedCell:
    """What stands in one cell: the text as entered, or a reason for not answering, never both."""

    at: At
    text: str
    origin: Origin = Origin.TYPED
    reason: str = ""


@dataclass(frozen=True, slots=True)
class TypedRow:
    """One row of a repeat; `at.rows[-1]` is its id. A removed row keeps its answers (form law 22)."""

    at: At
    removed: bool = False


@dataclass(frozen=True, slots=True)
class Typed:
    """All that was entered into one return: rows in shown order, cells in any order.

    `opened` is False before the return was opened for the first time, when defaults are still to be taken.
    """

    rows: tuple[TypedRow, ...] = ()
    cells: tuple[TypedCell, ...] = ()
    opened: bool = False


@dataclass(frozen=True, slots=True)
class LeftOver:
    """An answer that a newer version of its tool has no place for: never counted, never lost (form law 29).

    `cell` is as it stood in the earlier version, of which `tool` is the hash; for a row in which nothing was
    answered its text is empty. `row` names the repeat rows around it as a person knows them.
    """

    cell: TypedCell
    label: str
    row: str
    tool: str
    version: str


@dataclass(frozen=True, slots=True)
class TypedChange:
    """One cell before and after; None where it stood empty. The only thing about a cell to store."""

    at: At
    before: TypedCell | None
    after: TypedCell | None


@dataclass(frozen=True, slots=True)
class RowChange:
    """One row added, removed, brought back or moved. `place` is its position among its siblings, from 0."""

    at: At
    kind: Literal["added", "removed", "restored", "moved"]
    place: int


@dataclass(frozen=True, slots=True)
class Problem:
    """Something a person has to look at: in a tool (file, line, row, column) or in a return (at).

    `cell` is where it stands in a workbook: `survey!C17`.
    """

    code: str
    severity: Literal["error", "warn"]
    text: str
    hint: str = ""
    file: str | None = None
    line: int | None = None
    row: str | None = None
    column: str | None = None
    at: At | None = None
    cell: str | None = None

    def message(self) -> str:
        """A tool's problem on one line: `file:line row 'name' column: what is wrong.` (forms.md 9)."""
        place = f"{self.file}:{self.line}" if self.file and self.line else self.file or ""
        place = f"{self.file} {self.cell}" if self.cell else place
        row = f"row '{self.row}'" if self.row else ""
        where = " ".join(part for part in (place, row, self.column or "") if part)
        return f"{where}: {self.text}" if where else self.text


@dataclass(frozen=True, slots=True)
class Change:
    """What one act changed: `typed` and `rows` are to be stored, `cells` to be drawn anew."""

    typed: tuple[TypedChange, ...] = ()
    cells: tuple[At, ...] = ()
    rows: tuple[RowChange, ...] = ()


@dataclass(frozen=True, slots=True)
class Choice:
    """One choice of a list: its code, its label by language, and its other columns (audit_rank …)."""

    name: str
    label: Mapping[str, str]
    columns: Mapping[str, str] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Question:
    """One row of a tool that holds or groups answers, in document order.

    `groups` are the groups and repeats around it, outermost first; `repeats` those of them that repeat.
    `columns` holds every column as the tool has it (expressions as text, `audit::…` included); texts by
    language are in `label`, `hint`, `guidance`. `local`: the answer never leaves the machine.
    """

    name: str
    type: str
    label: Mapping[str, str]
    hint: Mapping[str, str]
    guidance: Mapping[str, str]
    groups: tuple[str, ...]
    repeats: tuple[str, ...]
    list_name: str
    choices: tuple[Choice, ...]
    columns: Mapping[str, str]

    @property
    def role(self) -> str:
        return self.columns.get("audit::role", "")

    @property
    def aspect(self) -> str:
        return self.columns.get("audit::aspect", "")

    @property
    def local(self) -> bool:
        return self.columns.get("audit::local", "") == "yes"


@dataclass(frozen=True, slots=True)
class Cell:
    """How one cell stands now: its value as expressions read it, the text as typed, and what holds for it."""

    at: At
    value: str
    text: str
    origin: Origin | None
    reason: str
    relevant: bool
    required: bool
    readonly: bool
    problems: tuple[Problem, ...]
    choices: tuple[Choice, ...]


@dataclass(frozen=True, slots=True)
class Exported:
    """One answer as it may leave the machine: relevant, not local. `value` is the stored text (forms.md 3).

    `computed` is set for calculated cells. Only those for which `Tool.rests_on_local` holds travel.
    """

    at: At
    value: str
    reason: str = ""
    computed: bool = False


@dataclass(frozen=True, slots=True)
class Progress:
    """One top group: cells asked, cells answered, required ones still open."""

    relevant: int
    answered: int
    open: int
