"""The coordinator's signed decisions, each round's in a chain. May not know how an entry is signed."""

from collections.abc import Iterable
from datetime import datetime

from auditdesk.audit.decisions import Decided, Decision, DecisionValue, What
from auditdesk.audit.written import read_decision
from auditdesk.canonical import read
from auditdesk.desk.sqlite import Database
from auditdesk.errors import DeskError

_LARGEST_ENTRY = 8 << 10


def append(db: Database, decided: Iterable[Decided]) -> None:
    """Add entries; none is ever changed, a later one supersedes (formats.md 11).

    Raises:
        DeskError: D_MEANWHILE: one does not follow the last entry of its round; then none is recorded.
    """
    for one in decided:
        entry = one.decision
        former = last(db, entry.round)
        if (entry.n, entry.prev) != ((former.decision.n + 1, former.id) if former else (1, None)):
            raise DeskError("D_MEANWHILE")
        db.table("decision").insert(
            {
                "id": one.id,
                "round": entry.round,
                "n": entry.n,
                "prev": entry.prev,
                "what": entry.what.value,
                "target": entry.target,
                "entry": one.entry,
                "sig": one.sig,
            }
        )


def of_round(db: Database, round_id: str) -> tuple[Decided, ...]:
    """All entries of a round, by number."""
    rows = db.execute("select id, entry, sig from decision where round = ? order by n, id", [round_id])
    return tuple(_decided(*row) for row in rows.fetchall())


def last(db: Database, round_id: str) -> Decided | None:
    """The entry that the next one has to follow."""
    wanted = "select id, entry, sig from decision where round = ? order by n desc, id desc limit 1"
    found = db.execute(wanted, [round_id]).fetchone()
    return _decided(*found) if found else None


def _decided(name: str, entry: bytes, sig: str) -> Decided:
    return Decided(name, read_decision(read(entry, _LARGEST_ENTRY)), entry, sig)


def following(
    former: Decided | None, named: tuple[str, What, str, DecisionValue, str], by: str, at: datetime
) -> Decision:
    """The entry after `former`: round, what, target, value and reason as `named`; `by` is a key line."""
    audit_round, what, target, value, reason = named
    n, prev = (former.decision.n + 1, former.id) if former else (1, None)
    return Decision(n, prev, audit_round, what, target, value, reason, by, at)
