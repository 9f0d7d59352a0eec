"""Receipts written (coordinator) and received (auditor). May not know how one is sealed or opened."""

from datetime import datetime

from auditdesk.audit.shape import moment_text
from auditdesk.desk.facts import Logged, logged
from auditdesk.desk.sqlite import Database


def add(
    db: Database,
    named: tuple[str, str, str],
    parts: tuple[bytes, bytes],
    bundles: tuple[str, ...],
    at: datetime,
) -> None:
    """Keep a receipt: `named` is its id, round and signer, `parts` manifest and signature."""
    receipt, round_id, signer = named
    row = {
        "id": receipt,
        "round": round_id,
        "signer": signer,
        "own": 0,
        "manifest": parts[0],
        "sig": parts[1],
        "at": moment_text(at),
    }
    db.table("receipt").insert(row, ignore=True, pk="id")
    for bundle in bundles:
        db.table("receipted").insert({"bundle": bundle, "receipt": receipt}, ignore=True, pk=("bundle", "receipt"))


def waiting(db: Database, round_id: str) -> tuple[Logged, ...]:
    """Outcomes of bundles whose signature held and that no receipt has answered, in order of arrival."""
    answered = {row[0] for row in db.execute("select bundle from receipted")}
    return tuple(
        one for one in logged(db) if one.round == round_id and one.bundle and one.bundle not in answered
    )
