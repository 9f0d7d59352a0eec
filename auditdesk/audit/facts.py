"""Everything received and decided about one round, only ever growing. The desk keeps it, merge reads it.

May not know: what follows from it (merge).
"""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime

from auditdesk.audit.decisions import Decided
from auditdesk.audit.people import Person
from auditdesk.audit.returns import Return
from auditdesk.audit.round import Assignment, Round, Sample
from auditdesk.form import Tool


@dataclass(frozen=True, slots=True)
class PackSent:
    """One pack; `n` counts per auditor and round, `auditor` is the addressee's key line."""

    id: str
    round: str
    n: int
    auditor: str
    prev: str | None
    forms: tuple[str, ...]
    assignments: tuple[Assignment, ...]


@dataclass(frozen=True, slots=True)
class BundleFact:
    """One merged bundle: which revisions it brought, under which pack, as the how manyth export of its epoch.

    `created` is what the sender's clock said, for show only: no rule compares clocks (formats.md 3).
    """

    id: str
    round: str
    signer: str
    pack: str
    epoch: str
    seq: int
    prev: str | None
    created: datetime
    concerns: int
    revisions: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Revision:
    """One signed revision of a return and the key line that signed it."""

    id: str
    signer: str
    ret: Return


@dataclass(frozen=True, slots=True)
class Facts:
    """All that a coordinator's desk knows of one round.

    `tools` by hash; the order of tuples means nothing.
    """

    round: Round
    sample: Sample
    tools: Mapping[str, Tool]
    people: tuple[Person, ...]
    packs: tuple[PackSent, ...]
    bundles: tuple[BundleFact, ...]
    revisions: tuple[Revision, ...]
    decisions: tuple[Decided, ...]
