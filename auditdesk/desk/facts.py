"""The grow-only facts of a coordinator's rounds, own exports, receipts, and what became of every file.

May not know what follows from the facts (merge).
"""

from dataclasses import dataclass
from datetime import datetime

from auditdesk.audit.facts import BundleFact, Facts, Revision
from auditdesk.audit.shape import moment_text
from auditdesk.audit.written import read_return
from auditdesk.canonical import read
from auditdesk.desk import decisions, packs, people, rounds
from auditdesk.desk.packs import Parts
from auditdesk.desk.sqlite import Database

_LARGEST = 16 << 20


@dataclass(frozen=True, slots=True)
class Logged:
    """What became of one file: `file_hash` names its bytes, never its name (formats.md 18)."""

    n: int
    at: str
    file_hash: str
    outcome: str
    code: str | None
    returns: int
    bundle: str | None
    round: str | None
    signer: str | None


def known(db: Database, bundle: str) -> bool:
    return db.execute("select 1 from bundle where id = ?", [bundle]).fetchone() is not None


def add(
    db: Database,
    bundle: BundleFact,
    revisions: tuple[tuple[Revision, bytes], ...],
    parts: Parts,
    at: datetime,
) -> None:
    """Keep one bundle whole: insert-or-ignore by content id, so order and repetition cannot matter."""
    when = moment_text(at)
    for revision, body in revisions:
        row = {
            "id": revision.id,
            "round": bundle.round,
            "ref": str(revision.ret.ref),
            "signer": revision.signer,
            "revision": revision.ret.revision,
            "at": when,
            "body": body,
        }
        db.table("revision").insert(row, ignore=True, pk="n")
        db.table("bundle_revision").insert(
            {"bundle": bundle.id, "revision": revision.id}, ignore=True, pk=("bundle", "revision")
        )
    row = {
        "id": bundle.id,
        "round": bundle.round,
        "signer": bundle.signer,
        "pack": bundle.pack,
        "epoch": bundle.epoch,
        "seq": bundle.seq,
        "prev": bundle.prev,
        "created": moment_text(bundle.created),
        "concerns": bundle.concerns,
        "manifest": parts.manifest,
        "sig": parts.sig,
        "payload": parts.payload,
        "merged_at": when,
    }
    db.table("bundle").insert(row, ignore=True, pk="id")


def bundles(db: Database, round_id: str) -> tuple[BundleFact, ...]:
    """All merged bundles of a round, by id."""
    inside: dict[str, list[str]] = {}
    for row in db.query("select bundle, revision from bundle_revision order by revision"):
        inside.setdefault(row["bundle"], []).append(row["revision"])
    return tuple(
        BundleFact(
            row["id"],
            row["round"],
            row["signer"],
            row["pack"],
            row["epoch"],
            row["seq"],
            row["prev"],
            datetime.fromisoformat(row["created"]),
            row["concerns"],
            tuple(inside.get(row["id"], ())),
        )
        for row in db.query("select * from bundle where round = ? order by id", [round_id])
    )


def revisions(db: Database, round_id: str) -> tuple[Revision, ...]:
    rows = db.query("select id, signer, body from revision where round = ? order by id", [round_id])
    return tuple(Revision(row["id"], row["signer"], read_return(read(row["body"], _LARGEST))) for row in rows)


def of_round(db: Database, round_id: str) -> Facts:
    """Everything known about one round."""
    return Facts(
        rounds.one(db, round_id),
        rounds.sample(db, round_id),
        rounds.tools(db),
        people.everyone(db),
        packs.of_round(db, round_id),
        bundles(db, round_id),
        revisions(db, round_id),
        decisions.of_round(db, round_id),
    )


def add_sent(db: Database, bundle: BundleFact, at: datetime) -> None:
    """Remember an own export."""
    row = {
        "id": bundle.id,
        "round": bundle.round,
        "epoch": bundle.epoch,
        "seq": bundle.seq,
        "prev": bundle.prev,
        "at": moment_text(at),
        "revisions": " ".join(bundle.revisions),
    }
    db.table("sent").insert(row, ignore=True, pk="id")


def last_sent(db: Database, epoch: str) -> tuple[int, str | None]:
    """Number and id of the last export of an epoch; 0 and None before the first."""
    found = db.execute(
        "select seq, id from sent where epoch = ? order by seq desc limit 1", [epoch]
    ).fetchone()
    return (found[0], found[1]) if found else (0, None)


def was_sent(db: Database, bundle: str) -> bool:
    return db.execute("select 1 from sent where id = ?", [bundle]).fetchone() is not None


def log(db: Database, line: Logged) -> None:
    row = {key: getattr(line, key) for key in Logged.__slots__ if key != "n"}
    db.table("merge_log").insert(row)


def logged(db: Database) -> tuple[Logged, ...]:
    rows = db.query("select * from merge_log order by n")
    return tuple(Logged(**{key: row[key] for key in Logged.__slots__}) for row in rows)
