"""Packs sent (coordinator) and received (auditor), and what they ask. May not know how one is sealed."""

from dataclasses import dataclass
from datetime import date, datetime

from auditdesk.audit.facts import PackSent
from auditdesk.audit.round import Assignment, Ref
from auditdesk.audit.shape import moment_text
from auditdesk.desk.sqlite import Database

_ASKED = 'select "case", agency, reader, stratum, asks, due, form, withdrawn from assignment where pack = ?'


@dataclass(frozen=True, slots=True)
class Parts:
    """A sealed document's parts as they were signed, kept for whoever checks by hand later."""

    manifest: bytes
    sig: bytes
    payload: bytes


def add(db: Database, pack: PackSent, parts: Parts, at: datetime) -> bool:
    """Keep a pack; True if it is now the newest of its auditor.

    One that is known, or comes late with a lower number, changes nothing of what is asked (formats.md 8).
    """
    former = latest(db, pack.round, pack.auditor)
    if db.execute("select 1 from pack where id = ?", [pack.id]).fetchone():
        return False
    db.table("pack").insert(
        {
            "id": pack.id,
            "round": pack.round,
            "n": pack.n,
            "auditor": pack.auditor,
            "prev": pack.prev,
            "forms": " ".join(pack.forms),
            "at": moment_text(at),
            "manifest": parts.manifest,
            "sig": parts.sig,
            "payload": parts.payload,
        }
    )
    asked = [_row(pack.id, place, one) for place, one in enumerate(pack.assignments)]
    db.conn.executemany("insert into assignment values (?, ?, ?, ?, ?, ?, ?, ?, ?, ?)", asked)
    return former is None or pack.n > former.n


def _row(pack: str, place: int, one: Assignment) -> tuple[str | int, ...]:
    ref = (one.ref.case, one.ref.agency, one.ref.reader)
    return (pack, place, *ref, one.stratum, int(one.asks), one.due.isoformat(), one.form, int(one.withdrawn))


def of_round(db: Database, round_id: str) -> tuple[PackSent, ...]:
    """All packs of a round, by auditor and number."""
    found = db.execute("select id from pack where round = ? order by auditor, n, id", [round_id]).fetchall()
    return tuple(one(db, row[0]) for row in found)


def one(db: Database, pack: str) -> PackSent:
    """A pack that is known, by its id."""
    wanted = "select id, round, n, auditor, prev, forms from pack where id = ?"
    name, round_id, n, auditor, prev, forms = db.execute(wanted, [pack]).fetchone()
    return PackSent(name, round_id, n, auditor, prev, tuple(forms.split()), _asked(db, pack))


def _asked(db: Database, pack: str) -> tuple[Assignment, ...]:
    return tuple(map(_assignment, db.execute(f"{_ASKED} order by place", [pack])))


def _assignment(row: tuple[str | int, ...]) -> Assignment:
    case, agency, reader, stratum, asks, due, form, withdrawn = row
    ref = Ref(str(case), str(agency), int(reader))
    return Assignment(ref, str(stratum), bool(asks), date.fromisoformat(str(due)), str(form), bool(withdrawn))


def sent_to(db: Database, round_id: str, auditor: str) -> tuple[PackSent, ...]:
    """The packs of one auditor (a signing key line), by number."""
    return tuple(pack for pack in of_round(db, round_id) if pack.auditor == auditor)


def latest(db: Database, round_id: str, auditor: str | None = None) -> PackSent | None:
    """The pack with the highest number, of one auditor or (on an auditor's desk) of the only one."""
    newest = _newest(db, round_id, auditor)
    return one(db, newest) if newest else None


def _newest(db: Database, round_id: str, auditor: str | None) -> str | None:
    wanted = (
        "select id from pack where round = ?1 and (?2 is null or auditor = ?2) "
        "order by n desc, at, id limit 1"
    )
    found = db.execute(wanted, [round_id, auditor]).fetchone()
    return str(found[0]) if found else None


def parts(db: Database, pack: str) -> Parts:
    """What was signed, as it was signed."""
    return Parts(*db.execute("select manifest, sig, payload from pack where id = ?", [pack]).fetchone())


def assigned(db: Database, round_id: str) -> tuple[Assignment, ...]:
    """What the newest pack asks of this desk, by ref."""
    newest = _newest(db, round_id, None)
    return tuple(sorted(_asked(db, newest), key=lambda found: found.ref)) if newest else ()


def assignment(db: Database, round_id: str, ref: Ref) -> Assignment | None:
    """One of them."""
    wanted = f'{_ASKED} and "case" = ? and agency = ? and reader = ?'
    newest = _newest(db, round_id, None)
    found = db.execute(wanted, [newest, ref.case, ref.agency, ref.reader]).fetchone()
    return _assignment(found) if found else None
