"""The grow-only facts of a coordinator's rounds, own exports, and what became of every file that came in.

May not know what follows from the facts (merge).
"""

from dataclasses import dataclass
from datetime import datetime

from auditdesk.audit.facts import BundleFact, Facts, Revision
from auditdesk.audit.shape import moment_text
from auditdesk.desk import decisions, packs, people, rounds
from auditdesk.desk import revisions as kept
from auditdesk.desk.packs import Parts
from auditdesk.desk.sqlite import Database
from auditdesk.errors import DeskError


@dataclass(frozen=True, slots=True)
class Logged:
    """What became of one file: `file_hash` names its bytes, never its name (formats.md 18).

    `n` counts from 1 in the order of arrival; `bundle`, `round` and `signer` only where the signature held.
    """

    n: int
    at: str
    file_hash: str
    outcome: str
    code: str | None
    returns: int
    bundle: str | None
    round: str | None
    signer: str | None


@dataclass(frozen=True, slots=True)
class Added:
    """What a bundle brought that was not known: `is_news` is False for a duplicate."""

    is_news: bool
    revisions: int


def known(db: Database, bundle: str) -> bool:
    """Whether a bundle of this id was merged, whatever its ciphertext was."""
    return db.execute("select 1 from bundle where id = ?", [bundle]).fetchone() is not None


def add(
    db: Database,
    bundle: BundleFact,
    brought: tuple[tuple[Revision, bytes], ...],
    parts: Parts,
    at: datetime,
) -> Added:
    """Keep one bundle and its revisions by content id, so order, repetition and grouping cannot matter.

    `brought` are its revisions, each with its canonical bytes; `parts` the bundle as it was signed.
    """
    if known(db, bundle.id):
        return Added(is_news=False, revisions=0)
    db.table("bundle").insert(
        {
            "id": bundle.id,
            "round": bundle.round,
            "signer": bundle.signer,
            "pack": bundle.pack,
            "epoch": bundle.epoch,
            "seq": bundle.seq,
            "prev": bundle.prev,
            "created": moment_text(bundle.created),
            "concerns": bundle.concerns,
            "merged_at": moment_text(at),
            "manifest": parts.manifest,
            "sig": parts.sig,
            "payload": parts.payload,
        }
    )
    fresh = sum(kept.add(db, bundle.round, revision, body, at) for revision, body in brought)
    inside = sorted({revision.id for revision, _ in brought})
    db.conn.executemany("insert into bundle_revision values (?, ?)", [(bundle.id, one) for one in inside])
    return Added(is_news=True, revisions=fresh)


def bundles(db: Database, round_id: str) -> tuple[BundleFact, ...]:
    """All merged bundles of a round, by id."""
    inside: dict[str, list[str]] = {}
    for bundle, revision in db.execute("select bundle, revision from bundle_revision order by revision"):
        inside.setdefault(bundle, []).append(revision)
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


def merged_at(db: Database, round_id: str) -> dict[str, datetime]:
    """When each bundle of a round came onto this desk, by its own clock: what a meeting could know."""
    rows = db.execute("select id, merged_at from bundle where round = ?", [round_id])
    return {bundle: datetime.fromisoformat(at) for bundle, at in rows}


def parts(db: Database, bundle: str) -> Parts:
    """What was signed, as it was signed."""
    return Parts(*db.execute("select manifest, sig, payload from bundle where id = ?", [bundle]).fetchone())


def revisions(db: Database, round_id: str) -> tuple[Revision, ...]:
    """Every revision of a round, by id."""
    return kept.of_round(db, round_id)


def of_round(db: Database, round_id: str) -> Facts:
    """Everything known about one round on the coordinator's desk.

    Raises:
        InputError: R_ROUND.
    """
    return Facts(
        rounds.one(db, round_id),
        rounds.sample(db, round_id),
        rounds.tools(db),
        people.everyone(db),
        packs.of_round(db, round_id),
        bundles(db, round_id),
        kept.of_round(db, round_id),
        decisions.of_round(db, round_id),
    )


def add_sent(db: Database, bundle: BundleFact, at: datetime, file_hash: str | None = None) -> None:
    """Remember an own export; `file_hash` is the SHA-256 of the sealed file.

    Raises:
        DeskError: D_MEANWHILE: it does not follow the last export of its epoch; nothing was recorded.
    """
    seq, prev = last_sent(db, bundle.epoch)
    if (bundle.seq, bundle.prev) != (seq + 1, prev):
        raise DeskError("D_MEANWHILE")
    db.table("sent").insert(
        {
            "id": bundle.id,
            "round": bundle.round,
            "pack": bundle.pack,
            "epoch": bundle.epoch,
            "seq": bundle.seq,
            "prev": bundle.prev,
            "file_hash": file_hash,
            "revisions": " ".join(bundle.revisions),
            "at": moment_text(at),
        }
    )


def last_sent(db: Database, epoch: str) -> tuple[int, str | None]:
    """Number and id of the last export of an epoch; 0 and None before the first."""
    wanted = "select seq, id from sent where epoch = ? order by seq desc limit 1"
    found: tuple[int, str] | None = db.execute(wanted, [epoch]).fetchone()
    return found or (0, None)


def was_sent(db: Database, bundle: str) -> bool:
    """Whether an export of this id left this desk."""
    return db.execute("select 1 from sent where id = ?", [bundle]).fetchone() is not None


def log(db: Database, line: Logged) -> None:
    """Add what became of one file; its number is given here."""
    row = {name: getattr(line, name) for name in Logged.__slots__ if name != "n"}
    db.table("merge_log").insert(row)


def line_of(db: Database, n: int) -> Logged | None:
    """One line of the log."""
    return next((line for line in logged(db) if line.n == n), None)


def logged(db: Database) -> tuple[Logged, ...]:
    """What became of every file, oldest first."""
    rows = db.query("select * from merge_log order by n")
    return tuple(Logged(**{name: row[name] for name in Logged.__slots__}) for row in rows)
