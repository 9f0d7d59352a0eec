"""Packs sent (coordinator) and received (auditor). May not know how a pack is sealed or opened."""

from dataclasses import dataclass
from datetime import datetime

from auditdesk.audit.facts import PackSent
from auditdesk.audit.round import Assignment
from auditdesk.audit.shape import moment_text
from auditdesk.audit.written import read_assignment, written_assignment
from auditdesk.canonical import canonical, read
from auditdesk.desk.sqlite import Database

_LARGEST = 16 << 20


@dataclass(frozen=True, slots=True)
class Parts:
    """A sealed document's parts as they were signed, kept for whoever checks by hand later."""

    manifest: bytes
    sig: bytes
    payload: bytes


def add(db: Database, pack: PackSent, parts: Parts, at: datetime) -> None:
    """Keep a pack; one that is known changes nothing."""
    db.table("pack").insert(
        {
            "id": pack.id,
            "round": pack.round,
            "n": pack.n,
            "auditor": pack.auditor,
            "prev": pack.prev,
            "forms": " ".join(pack.forms),
            "assignments": canonical([written_assignment(one) for one in pack.assignments]),
            "manifest": parts.manifest,
            "sig": parts.sig,
            "payload": parts.payload,
            "at": moment_text(at),
        },
        ignore=True,
        pk="id",
    )


def of_round(db: Database, round_id: str) -> tuple[PackSent, ...]:
    """All packs of a round, by auditor and number."""
    rows = db.query("select * from pack where round = ? order by auditor, n", [round_id])
    return tuple(
        PackSent(
            row["id"],
            row["round"],
            row["n"],
            row["auditor"],
            row["prev"],
            tuple(row["forms"].split()),
            _assignments(row["assignments"]),
        )
        for row in rows
    )


def latest(db: Database, round_id: str, auditor: str | None = None) -> PackSent | None:
    """The pack with the highest number, of one auditor or (on an auditor's desk) of all."""
    found = [pack for pack in of_round(db, round_id) if auditor in (None, pack.auditor)]
    return max(found, key=lambda pack: pack.n, default=None)


def assigned(db: Database, round_id: str) -> tuple[Assignment, ...]:
    """What the newest pack asks of this desk, by ref."""
    pack = latest(db, round_id)
    return tuple(sorted(pack.assignments, key=lambda one: one.ref)) if pack else ()


def _assignments(body: bytes) -> tuple[Assignment, ...]:
    found = read(body, _LARGEST)
    return tuple(read_assignment(one) for one in found) if isinstance(found, list) else ()
