"""What became of one file that was given to be merged (formats.md 14). May not know how it was read."""

from dataclasses import dataclass
from enum import StrEnum

from auditdesk.audit.round import Ref


class Outcome(StrEnum):
    """What became of one file (formats.md 14).

    merged: new facts, the whole bundle; duplicate: known already; parked: kept unread until more is known;
    refused: can never become right, stays where it was.
    """

    MERGED = "merged"
    DUPLICATE = "duplicate"
    PARKED = "parked"
    REFUSED = "refused"

    @property
    def needs_person(self) -> bool:
        return self in {Outcome.PARKED, Outcome.REFUSED}


@dataclass(frozen=True, slots=True)
class FileOutcome:
    """One file, its outcome, and for parked and refused ones the code and its sentence.

    `file` is the name as the person knows it; `returns` are the refs that a merged file brought, in order.
    """

    file: str
    outcome: Outcome
    code: str | None
    sentence: str
    returns: tuple[Ref, ...]
