"""An auditor's returns: what stands in each, every value it ever had, what was signed.

May not know the tool: what an answer means, the session says. Everything here is called inside one transaction.
"""

import hashlib
import json
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime

from auditdesk.audit.returns import Return
from auditdesk.audit.round import Assignment, Ref
from auditdesk.audit.shape import moment_text
from auditdesk.desk import packs
from auditdesk.desk.sqlite import Database
from auditdesk.errors import InputError
from auditdesk.form import At, Change, Origin, RowId, Typed, TypedCell, TypedRow

_FIRST = "0" * 64


@dataclass(frozen=True, slots=True)
class Draft:
    """One return as it stands. `state`: open, signed or nil; `revision` and `parent` are of the last signed one."""

    round: str
    assignment: Assignment
    form: str
    state: str
    started: datetime | None
    typed: Typed
    revision: int
    parent: str | None

    @property
    def ref(self) -> Ref:
        return self.assignment.ref


@dataclass(frozen=True, slots=True)
class Changed:
    """One line of the history of answers."""

    changed_at: str
    key: str
    before: str
    after: str
    origin: str
    reason: str


def assignments(db: Database, round_id: str) -> tuple[Assignment, ...]:
    """What the newest pack of a round asks of this desk, by ref."""
    return packs.assigned(db, round_id)


def _assignment(db: Database, round_id: str, ref: Ref) -> Assignment:
    for one in assignments(db, round_id):
        if one.ref == ref:
            return one
    raise InputError("R_NONE", ref=str(ref))


def draft(db: Database, round_id: str, ref: Ref) -> Draft:
    """One return as it stands; a started one stays on the form it was started on (formats.md 8).

    Raises:
        InputError: R_NONE.
    """
    assignment = _assignment(db, round_id, ref)
    state = _state(db, round_id, ref)
    last = db.execute(
        "select id, revision from revision where round = ? and ref = ? order by revision desc limit 1",
        [round_id, str(ref)],
    ).fetchone()
    return Draft(
        round_id,
        assignment,
        state["form"] if state else assignment.form,
        state["state"] if state else "open",
        datetime.fromisoformat(state["started"]) if state else None,
        _typed(db, round_id, str(ref), opened=state is not None),
        last[1] if last else 0,
        last[0] if last else None,
    )


def _key(ref: Ref) -> list[str | int]:
    return [ref.case, ref.agency, ref.reader]


def _state(db: Database, round_id: str, ref: Ref) -> dict[str, str] | None:
    where = "select * from return_state where round = ? and case_ref = ? and agency = ? and reader = ?"
    return next(db.query(where, [round_id, *_key(ref)]), None)


def states(db: Database, round_id: str) -> dict[Ref, str]:
    """How far each return asked of this desk is."""
    found = {}
    for one in assignments(db, round_id):
        state = _state(db, round_id, one.ref)
        found[one.ref] = state["state"] if state else "open"
    return found


def _typed(db: Database, round_id: str, ref: str, *, opened: bool) -> Typed:
    where = "where round = ? and ref = ?"
    rows = db.query(f"select repeat, way, removed from repeat_row {where} order by place", [round_id, ref])  # noqa: S608
    cells = db.query(f"select way, text, origin, reason from cell {where} order by key", [round_id, ref])  # noqa: S608
    return Typed(
        tuple(TypedRow(_at(row["way"]), bool(row["removed"])) for row in rows),
        tuple(TypedCell(_at(c["way"]), c["text"], Origin(c["origin"]), c["reason"]) for c in cells),
        opened=opened,
    )


def _way(at: At) -> str:
    return json.dumps([at.name, *at.rows])


def _at(way: str) -> At:
    name, *rows = json.loads(way)
    return At(name, tuple(RowId(row) for row in rows))


def record(
    db: Database, round_id: str, ref: Ref, change: Change, rows: tuple[TypedRow, ...], at: datetime
) -> None:
    """Store what one act changed, with its history; `rows` are all rows of the return, in shown order.

    Raises:
        InputError: R_NONE, R_SIGNED.
    """
    state = _state(db, round_id, ref)
    if state is None:
        _start(db, round_id, ref, at)
    elif state["state"] != "open":
        raise InputError("R_SIGNED", ref=str(ref))
    chain = _Chain(db, round_id, str(ref), moment_text(at))
    for one in change.typed:
        _store_cell(db, round_id, str(ref), one.at, one.after)
        chain.add(one.at.key(), one.before, one.after)
    for row in change.rows:
        chain.add(row.at.key(), None, TypedCell(row.at, f"{row.kind} {row.place}"))
    if change.rows:
        _store_rows(db, round_id, str(ref), rows)


def _start(db: Database, round_id: str, ref: Ref, at: datetime) -> None:
    form = _assignment(db, round_id, ref).form
    keys = ("round", "case_ref", "agency", "reader", "form", "state", "started")
    row = dict(zip(keys, [round_id, *_key(ref), form, "open", moment_text(at)], strict=True))
    db.table("return_state").insert(row)


def _store_cell(db: Database, round_id: str, ref: str, at: At, cell: TypedCell | None) -> None:
    db.execute("delete from cell where round = ? and ref = ? and key = ?", [round_id, ref, at.key()])
    if cell is not None:
        values = [round_id, ref, at.key(), _way(at), cell.text, cell.origin.value, cell.reason]
        db.execute("insert into cell values (?, ?, ?, ?, ?, ?, ?)", values)


def _store_rows(db: Database, round_id: str, ref: str, rows: tuple[TypedRow, ...]) -> None:
    db.execute("delete from repeat_row where round = ? and ref = ?", [round_id, ref])
    for place, row in enumerate(rows):
        values = [round_id, ref, place, row.at.name, _way(row.at), int(row.removed)]
        db.execute("insert into repeat_row values (?, ?, ?, ?, ?, ?)", values)


class _Chain:
    """The history of answers: each line carries the hash of the one before, so none can go unseen."""

    def __init__(self, db: Database, round_id: str, ref: str, at: str) -> None:
        self._db, self._about, self._at = db, (round_id, ref), at
        last = db.execute("select n, hash from answer_history order by n desc limit 1").fetchone()
        self._n, self._prev = last or (0, _FIRST)

    def add(self, key: str, before: TypedCell | None, after: TypedCell | None) -> None:
        self._n += 1
        texts = (before.text if before else "", after.text if after else "")
        tail = (after.origin.value if after else "", after.reason if after else "", self._at, self._prev)
        line = (self._n, *self._about, key, *texts, *tail)
        self._prev = _hash(line)
        marks = ", ".join("?" * (len(line) + 1))
        self._db.execute(f"insert into answer_history values ({marks})", [*line, self._prev])  # noqa: S608


def _hash(line: tuple[object, ...]) -> str:
    return hashlib.sha256(json.dumps(line, ensure_ascii=False).encode()).hexdigest()


def check_chain(db: Database) -> tuple[int, bool]:
    """How many lines the history has, and whether none was changed, added or taken out between."""
    n, prev = 0, _FIRST
    for row in db.execute("select * from answer_history order by n"):
        n += 1
        if row[0] != n or row[-2] != prev or _hash(tuple(row[:-1])) != row[-1]:
            return n, False
        prev = row[-1]
    return n, True


def history(db: Database, round_id: str, ref: Ref) -> tuple[Changed, ...]:
    """Every value that ever stood in a return, oldest first."""
    rows = db.query(
        "select * from answer_history where round = ? and ref = ? order by n", [round_id, str(ref)]
    )
    return tuple(
        Changed(row["changed_at"], row["key"], row["before"], row["after"], row["origin"], row["reason"])
        for row in rows
    )


def freeze(db: Database, round_id: str, ret: Return, signed: tuple[str, str, bytes], at: datetime) -> None:
    """Keep a signed revision for ever: `signed` is its id, who signed, its canonical bytes."""
    revision, signer, body = signed
    db.table("revision").insert(
        {
            "id": revision,
            "round": round_id,
            "ref": str(ret.ref),
            "signer": signer,
            "revision": ret.revision,
            "at": moment_text(at),
            "body": body,
        }
    )
    _set_state(db, round_id, ret.ref, ret.state.value)


def reopen(db: Database, round_id: str, ref: Ref, at: datetime) -> None:
    """Let a signed return be answered again; the history says when."""
    _set_state(db, round_id, ref, "open")
    _Chain(db, round_id, str(ref), moment_text(at)).add("", None, TypedCell(At(""), "reopened"))


def _set_state(db: Database, round_id: str, ref: Ref, state: str) -> None:
    db.execute(
        "update return_state set state = ? where round = ? and case_ref = ? and agency = ? and reader = ?",
        [state, round_id, *_key(ref)],
    )


def signed(db: Database, round_id: str) -> Iterator[tuple[str, bytes]]:
    """Of every return signed so far the newest revision: its id and canonical bytes, by ref."""
    newest = (
        "select id, body, max(revision) as newest from revision where round = ? group by ref order by ref"
    )
    for row in db.query(newest, [round_id]):
        yield row["id"], row["body"]
