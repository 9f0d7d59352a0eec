"""One return as its sheet shows it, whichever desk it lies on. May not know: paper, desks."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime
from zoneinfo import ZoneInfo

from auditdesk.audit.clocks import Clock
from auditdesk.audit.returns import COMMENT
from auditdesk.audit.round import Ref, Round
from auditdesk.form import At, Tool
from auditdesk.merge.standing import AgreedValue


@dataclass(frozen=True, slots=True)
class Signing:
    """When a return was signed, as which revision, and the fingerprint of who signed if it is known."""

    at: datetime | None
    revision: int
    is_nil: bool
    signer: str = ""


@dataclass(frozen=True, slots=True)
class Filled:
    """What is known of one return. `signing` is None while it is open: then what is not answered is shown.

    `former` is the revision that was signed before it was opened again, 0 if none.

    `values` are relevant answers, worked-out ones and comments included, as stored texts; `asked` the
    relevant cells that take an answer; `rows` those of repeats that count, in shown order. `local` are
    answers that never leave the auditor's machine, `kept` those of them that were left off the paper.
    `agreed` is what the meeting settled for the case, by aspect or question.
    """

    ref: Ref
    tool: Tool
    audit_round: Round
    stratum: str
    zone: ZoneInfo
    signing: Signing | None
    values: Mapping[At, str]
    missing: Mapping[At, str]
    asked: frozenset[At]
    rows: tuple[At, ...]
    clocks: Mapping[str, Clock] = field(default_factory=dict)
    agreed: Mapping[str, AgreedValue] = field(default_factory=dict)
    local: Mapping[At, str] = field(default_factory=dict)
    kept: tuple[str, ...] = ()
    former: int = 0

    def value(self, at: At) -> str:
        return self.values.get(at) or self.local.get(at, "")

    def comment(self, at: At) -> str:
        return self.values.get(At(at.name + COMMENT, at.rows), "")

    def rows_of(self, repeat: str) -> tuple[At, ...]:
        return tuple(row for row in self.rows if row.name == repeat)
