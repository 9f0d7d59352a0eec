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
) -> bool:
    """Keep a receipt; False if it is known.

    `named` is its id, round and signer, `parts` manifest and signature, `bundles` the ids it answers.
    """
    receipt, round_id, signer = named
    if known(db, receipt):
        return False
    manifest, sig = parts
    db.table("receipt").insert(
        {
            "id": receipt,
            "round": round_id,
            "signer": signer,
            "at": moment_text(at),
            "manifest": manifest,
            "sig": sig,
        }
    )
    answered = [(receipt, bundle) for bundle in sorted(set(bundles))]
    db.conn.executemany("insert into receipted values (?, ?)", answered)
    return True


def known(db: Database, receipt: str) -> bool:
    """Whether a receipt of this id lies here."""
    return db.execute("select 1 from receipt where id = ?", [receipt]).fetchone() is not None


def waiting(db: Database, round_id: str) -> tuple[Logged, ...]:
    """One line, the first, for each bundle that came with its signature held since it was last answered.

    A bundle that came again is answered again: the first receipt may have been lost.
    """
    wanted = (
        "select bundle, max(at) from receipted join receipt on receipt.id = receipted.receipt group by bundle"
    )
    answered = {bundle: datetime.fromisoformat(at) for bundle, at in db.execute(wanted)}
    found: dict[str, Logged] = {}
    for one in logged(db):
        is_new = one.bundle not in answered or datetime.fromisoformat(one.at) > answered[one.bundle]
        if one.round == round_id and one.bundle and is_new:
            found.setdefault(one.bundle, one)
    return tuple(found.values())


def taken(db: Database) -> tuple[tuple[str, datetime, bytes], ...]:
    """Round, moment and manifest of every receipt kept, newest first."""
    rows = db.execute("select round, at, manifest from receipt order by at desc, id").fetchall()
    return tuple((round_id, datetime.fromisoformat(at), manifest) for round_id, at, manifest in rows)
