"""What the coordinator decided, entry by entry (formats.md 11). Nothing is edited: a later entry supersedes.

May not know: how an entry is signed or kept.
"""

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum


class What(StrEnum):
    """Kinds of decision."""

    ENROL = "enrol"
    REVOKE = "revoke"
    SUCCEED = "succeed"
    EXCLUDE = "exclude"
    INCLUDE = "include"
    LEAD = "lead"
    AGREE = "agree"
    SETTLE = "settle"
    CLOSE = "close"
    REOPEN = "reopen"
    DESTROY_KEY = "destroy_key"
    RESTORE = "restore"


@dataclass(frozen=True, slots=True)
class Agreed:
    """What the meeting settled: a grade or an answer's code, who still sees it otherwise, which meeting."""

    value: str
    dissent: str = ""
    meeting: str = ""


@dataclass(frozen=True, slots=True)
class Kept:
    """For `revoke`: the bundles of the revoked key that still count; for `close`: those closed with."""

    bundles: tuple[str, ...]


DecisionValue = str | Agreed | Kept | None


@dataclass(frozen=True, slots=True)
class Decision:
    """One entry of the log. `n` counts from 1; `prev` is the id of entry n − 1; `by` a signing key line.

    `target` is, for agree, `round:case:aspect` (overall, theme, C1 … C9) or `round:case:question`; for settle
    the id of the revision or bundle that gives way to the revision in `value`.
    """

    n: int
    prev: str | None
    round: str
    what: What
    target: str
    value: DecisionValue
    reason: str
    by: str
    created: datetime


@dataclass(frozen=True, slots=True)
class Decided:
    """A decision as it is kept: the bytes that were signed, the armoured signature, the hash of the bytes."""

    id: str
    decision: Decision
    entry: bytes
    sig: str
