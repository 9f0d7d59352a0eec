"""Signed revisions, own and received alike: kept for ever under the id their content gives them.

May not know which one stands (merge).
"""

from datetime import datetime

from auditdesk.audit.facts import Revision
from auditdesk.audit.shape import moment_text
from auditdesk.audit.written import read_return
from auditdesk.canonical import read
from auditdesk.desk.sqlite import Database

_LARGEST = 16 << 20


def add(db: Database, round_id: str, revision: Revision, body: bytes, at: datetime) -> bool:
    """Keep a revision; False if it is known. `body` is the canonical return that the id names."""
    if db.execute("select 1 from revision where id = ?", [revision.id]).fetchone():
        return False
    ret = revision.ret
    db.table("revision").insert(
        {
            "id": revision.id,
            "round": round_id,
            "case": ret.ref.case,
            "agency": ret.ref.agency,
            "reader": ret.ref.reader,
            "signer": revision.signer,
            "revision": ret.revision,
            "parent": ret.parent,
            "state": ret.state.value,
            "at": moment_text(at),
            "body": body,
        }
    )
    return True


def of_round(db: Database, round_id: str) -> tuple[Revision, ...]:
    """Every revision of a round, by id."""
    rows = db.execute("select id, signer, body from revision where round = ? order by id", [round_id])
    return tuple(Revision(one, signer, read_return(read(body, _LARGEST))) for one, signer, body in rows)
