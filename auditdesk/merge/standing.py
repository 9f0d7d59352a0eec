"""What stands today, as values: returns, what was agreed, and what a person should look at.

May not know how any of it was decided (candidates.py, view.py) nor what a report makes of it.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime
from enum import StrEnum

from auditdesk.audit.returns import Return
from auditdesk.audit.round import Ref
from auditdesk.form import Tool
from auditdesk.form.values import At, LeftOver, Problem


@dataclass(frozen=True, slots=True)
class Standing:
    """The revision of one return that stands, with every answer as its tool reads it.

    `values` holds each relevant cell that has a value, in document order: answers as stored texts
    (forms.md 3) and calculated ones computed anew. `asked` are all relevant cells that take an answer,
    `missing` the reasons given for not answering, `open` what the tool still objects to (data quality).
    `superseded` are revisions that gave way. `is_counted`: this return is the one that counts for its case
    and agency; any other is a second reading, used for agreement only. `is_final` is False while a fork
    of its revision is not settled. All is told in the names of `tool`, the round's newest version; what that
    has no question for is in `left_over`, and never counted.
    """

    ref: Ref
    revision: str
    signer: str
    ret: Return
    tool: Tool
    values: Mapping[At, str]
    asked: frozenset[At]
    missing: Mapping[At, str]
    comments: Mapping[At, str]
    open: tuple[Problem, ...]
    superseded: tuple[str, ...] = ()
    is_counted: bool = True
    is_final: bool = True
    left_over: tuple[LeftOver, ...] = ()

    @property
    def is_nil(self) -> bool:
        return self.ret.state == "nil"

    def value(self, name: str) -> str:
        """The answer to a question outside repeats; empty if none."""
        return self.values.get(At(name), "")

    def rows(self, repeat: str) -> tuple[At, ...]:
        """The rows of a repeat in shown order."""
        return tuple(At(repeat, (row.id,)) for row in self.ret.rows if row.repeat == repeat)


@dataclass(frozen=True, slots=True)
class AgreedValue:
    """What the meeting settled for one case: a grade for an aspect, or an answer's code for a question.

    `about` is `overall`, `theme`, `C1` … `C9` or a question.
    """

    case: str
    about: str
    value: str
    reason: str
    dissent: str
    meeting: str
    decision: str
    created: datetime

    @property
    def has_dissent(self) -> bool:
        return bool(self.dissent)


class NoteKind(StrEnum):
    """What the coordinator should look at; one for each row of formats.md 14 that needs a person.

    And returns that hold answers from an earlier version of the tool (form law 29).
    """

    PREV_MISSING = "prev_missing"
    EQUIVOCATION = "equivocation"
    FORK = "fork"
    DOUBLE_AUDIT = "double_audit"
    HELD_REVOKED = "held_revoked"
    HELD_EXCLUDED = "held_excluded"
    AFTER_CLOSE = "after_close"
    DECISION_FORK = "decision_fork"
    LEFT_OVER = "left_over"


@dataclass(frozen=True, slots=True, order=True)
class Note:
    """One thing to look at. `about` names it (a ref, or the id of a bundle); `ids` are what it is made of."""

    kind: NoteKind
    about: str
    ids: tuple[str, ...] = field(default=())
