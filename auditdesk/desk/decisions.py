"""The coordinator's signed decisions, in a chain. May not know how an entry is signed."""

from collections.abc import Iterable
from datetime import datetime

from auditdesk.audit.decisions import Decided, Decision, DecisionValue, What
from auditdesk.audit.written import read_decision
from auditdesk.canonical import read
from auditdesk.desk.sqlite import Database

_LARGEST_ENTRY = 8 << 10


def append(db: Database, decided: Iterable[Decided]) -> None:
    """Add entries; none is ever changed, a later one supersedes."""
    for one in decided:
        row = {
            "id": one.id,
            "round": one.decision.round,
            "n": one.decision.n,
            "prev": one.decision.prev,
            "entry": one.entry,
            "sig": one.sig,
        }
        db.table("decision").insert(row, ignore=True, pk="id")


def of_round(db: Database, round_id: str) -> tuple[Decided, ...]:
    """All entries of a round, by number."""
    rows = db.query("select * from decision where round = ? order by n, id", [round_id])
    return tuple(
        Decided(row["id"], read_decision(read(row["entry"], _LARGEST_ENTRY)), row["entry"], row["sig"])
        for row in rows
    )


def following(
    last: Decided | None, named: tuple[str, What, str, DecisionValue, str], by: str, at: datetime
) -> Decision:
    """The entry after `last`: round, what, target, value and reason as `named`."""
    audit_round, what, target, value, reason = named
    number, prev = (last.decision.n + 1, last.id) if last else (1, None)
    return Decision(number, prev, audit_round, what, target, value, reason, by, at)


def last(db: Database, round_id: str) -> Decided | None:
    found = of_round(db, round_id)
    return found[-1] if found else None
