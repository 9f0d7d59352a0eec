"""What the verbs on one return give. May not know how it came about."""

from dataclasses import dataclass
from datetime import datetime

from auditdesk.form import At, Session


@dataclass(frozen=True, slots=True)
class ReturnLine:
    """One return asked of this desk and how far it is: open, signed or nil.

    `newer` is the version of the tool that it can be moved to, or empty.
    """

    round: str
    ref: str
    state: str
    due: str
    newer: str = ""


@dataclass(frozen=True, slots=True)
class ShownLeftOver:
    """One answer from an earlier version of the tool: the row it stood in, if any, in words."""

    question: str
    label: str
    row: str
    value: str
    version: str


@dataclass(frozen=True, slots=True)
class Moved:
    """A return that went on with a newer version: how many answers went along, what is left over."""

    ref: str
    before: str
    after: str
    answers: int
    left_over: tuple[ShownLeftOver, ...]


@dataclass(frozen=True, slots=True)
class Filled:
    """How many answers were recorded in which return."""

    ref: str
    answers: int


@dataclass(frozen=True, slots=True)
class Open:
    """One thing that is open or does not fit."""

    severity: str
    code: str
    question: str
    text: str


@dataclass(frozen=True, slots=True)
class Checked:
    """What is open in a return, in document order; `answered` of the `asked` questions have an answer."""

    ref: str
    problems: tuple[Open, ...]
    answered: int
    asked: int


@dataclass(frozen=True, slots=True)
class Signed:
    """A revision that was signed; `left_open` required questions were open, as the round allows."""

    ref: str
    revision: int
    state: str
    left_open: int


@dataclass(frozen=True, slots=True)
class ShownAnswer:
    """One answer as it stands."""

    question: str
    value: str


@dataclass(frozen=True, slots=True)
class ShownChange:
    """One line of the history: what stood there before and after, and when it changed."""

    changed_at: str
    question: str
    before: str
    after: str


@dataclass(frozen=True, slots=True)
class Shown:
    """A return as it stands."""

    ref: str
    state: str
    answers: tuple[ShownAnswer, ...]
    left_over: tuple[ShownLeftOver, ...]
    history: tuple[ShownChange, ...]


@dataclass(frozen=True, slots=True)
class LeftOff:
    """The return and the cell that were answered last."""

    round: str
    ref: str
    at: At


@dataclass(frozen=True, slots=True)
class OpenReturn:
    """A return on the screen: its session takes what is typed, and each change goes to `record`.

    One that is signed or nil (`state`) opens to be looked at; recording into it is refused. `newer` is the
    version of the tool that it can be moved to, or empty; `left_over` what an earlier move could not carry.
    """

    round: str
    ref: str
    state: str
    session: Session
    newer: str = ""
    left_over: tuple[ShownLeftOver, ...] = ()


@dataclass(frozen=True, slots=True)
class Saved:
    """What is on the disk now: how many cells and rows were written, and when."""

    ref: str
    written: int
    at: datetime
