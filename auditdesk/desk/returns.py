"""An auditor's returns: what stands in each now, and what was signed. Its past is in `history`.

May not know the tool: what an answer means, the session says.
"""

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

from auditdesk.audit.facts import Revision
from auditdesk.audit.returns import Return
from auditdesk.audit.round import Assignment, Ref
from auditdesk.audit.shape import moment_text
from auditdesk.desk import history as past
from auditdesk.desk import packs, revisions
from auditdesk.desk.history import Act, Changed, Line, at_of, way
from auditdesk.desk.sqlite import Database
from auditdesk.errors import DeskError, InputError
from auditdesk.form import Change, Origin, Typed, TypedCell, TypedChange, TypedRow

_ONE = "where round = ? and ref = ?"


class Stage(StrEnum):
    """How far a return is on its own desk: still (or again) answered, signed, or signed as nil."""

    OPEN = "open"
    SIGNED = "signed"
    NIL = "nil"


@dataclass(frozen=True, slots=True)
class Draft:
    """One return as it stands. `revision` and `parent` are of the last signed one: 0 and None before.

    `form` is the tool it was started on, or the one it would start on; `started` None until it was opened.
    """

    round: str
    assignment: Assignment
    form: str
    state: Stage
    started: datetime | None
    typed: Typed
    revision: int
    parent: str | None

    @property
    def ref(self) -> Ref:
        return self.assignment.ref


def assignments(db: Database, round_id: str) -> tuple[Assignment, ...]:
    """What the newest pack of a round asks of this desk, by ref."""
    return packs.assigned(db, round_id)


def draft(db: Database, round_id: str, ref: Ref) -> Draft:
    """One return as it stands; a started one stays on the form it was started on (formats.md 8).

    Raises:
        InputError: R_NONE: no pack on this desk asks for it.
    """
    assignment = packs.assignment(db, round_id, ref)
    if assignment is None:
        raise InputError("R_NONE", ref=str(ref))
    kept = _kept(db, round_id, ref)
    form, state, started_at = kept or (assignment.form, Stage.OPEN, None)
    return Draft(
        round_id,
        assignment,
        form,
        Stage(state),
        datetime.fromisoformat(started_at) if started_at else None,
        typed(db, round_id, ref) if kept else Typed(),
        *_last_signed(db, round_id, ref),
    )


def _kept(db: Database, round_id: str, ref: Ref) -> tuple[str, str, str] | None:
    found: tuple[str, str, str] | None = db.execute(
        f'select form, state, started_at from "return" {_ONE}',  # noqa: S608 - a constant
        [round_id, str(ref)],
    ).fetchone()
    return found


def _last_signed(db: Database, round_id: str, ref: Ref) -> tuple[int, str | None]:
    found: tuple[int, str] | None = db.execute(
        'select revision, id from revision where round = ? and "case" = ? and agency = ? and reader = ? '
        "order by revision desc limit 1",
        [round_id, ref.case, ref.agency, ref.reader],
    ).fetchone()
    return found or (0, None)


def states(db: Database, round_id: str) -> dict[Ref, Stage]:
    """How far each return asked of this desk is, by ref."""
    kept = dict(db.execute('select ref, state from "return" where round = ?', [round_id]).fetchall())
    return {one.ref: Stage(kept.get(str(one.ref), Stage.OPEN)) for one in assignments(db, round_id)}


def on_earlier_form(db: Database, round_id: str) -> tuple[Ref, ...]:
    """The open returns that were started on another form than the newest pack asks them with, by ref."""
    kept = dict(
        db.execute(
            'select ref, form from "return" where round = ? and state = ?', [round_id, Stage.OPEN.value]
        )
    )
    return tuple(one.ref for one in assignments(db, round_id) if kept.get(str(one.ref), one.form) != one.form)


def typed(db: Database, round_id: str, ref: Ref) -> Typed:
    """All that was entered into a started return and stands now: what a session is opened with."""
    about = [round_id, str(ref)]
    cells = db.execute(f"select way, text, origin, reason from answer {_ONE} order by way", about)  # noqa: S608 - names of our own only
    rows = db.execute(f"select way, removed from repeat_row {_ONE} order by place", about)  # noqa: S608 - names of our own only
    return Typed(
        tuple(TypedRow(at_of(where), bool(removed)) for where, removed in rows.fetchall()),
        tuple(TypedCell(at_of(where), text, Origin(origin), reason) for where, text, origin, reason in cells),
        opened=True,
    )


def record(
    db: Database, round_id: str, ref: Ref, change: Change, rows: tuple[TypedRow, ...], at: datetime
) -> None:
    """Store what one act changed: what stands now, and a line of history for each cell and row.

    `rows` are all rows of the return after the act, in shown order, hidden ones too (`Session.typed`).

    The first call starts the return even if nothing changed: defaults are taken once (form law 15).

    Raises:
        InputError: R_NONE, R_SIGNED; nothing was recorded.
    """
    about = (round_id, str(ref))
    _ensure_started(db, round_id, ref, at)
    if change.rows:
        _store_rows(db, about, rows)
    for cell in change.typed:
        _store_cell(db, about, cell)
    past.append(db, about, past.lines_of(change), at)


def record_all(db: Database, round_id: str, ref: Ref, changes: tuple[Change, ...], at: datetime) -> None:
    """Store what several acts changed, in their order, as `record` does: the rows follow from the changes.

    Raises:
        InputError: R_NONE, R_SIGNED; nothing was recorded.
    """
    whole = Change(
        typed=tuple(typed for change in changes for typed in change.typed),
        rows=tuple(row for change in changes for row in change.rows),
    )
    rows = past.rows_after(typed(db, round_id, ref).rows, whole.rows) if whole.rows else ()
    record(db, round_id, ref, whole, rows, at)


def _ensure_started(db: Database, round_id: str, ref: Ref, at: datetime) -> None:
    kept = _kept(db, round_id, ref)
    if kept is not None:
        if kept[1] != Stage.OPEN:
            raise InputError("R_SIGNED", ref=str(ref))
        return
    assignment = packs.assignment(db, round_id, ref)
    if assignment is None:
        raise InputError("R_NONE", ref=str(ref))
    db.table("return").insert(
        {
            "round": round_id,
            "ref": str(ref),
            "form": assignment.form,
            "state": Stage.OPEN.value,
            "started_at": moment_text(at),
            "entries": 0,
            "head": past.FIRST,
        }
    )


def ensure_open(db: Database, round_id: str, ref: Ref) -> None:
    """A return that was started and not signed, or opened again.

    Raises:
        InputError: R_SIGNED.
    """
    kept = _kept(db, round_id, ref)
    if kept is None or kept[1] != Stage.OPEN:
        raise InputError("R_SIGNED", ref=str(ref))


def store(db: Database, about: tuple[str, str], whole: Typed) -> None:
    """What stands in a return (`about`: round and ref) in which no answer stands; its rows are replaced."""
    _store_rows(db, about, whole.rows)
    for cell in whole.cells:
        _store_cell(db, about, TypedChange(cell.at, None, cell))


def _store_cell(db: Database, about: tuple[str, str], change: TypedChange) -> None:
    where, after = way(change.at), change.after
    db.execute(f"delete from answer {_ONE} and way = ?", (*about, where))  # noqa: S608 - a constant
    if after is not None:
        values = (*about, where, after.text, after.origin.value, after.reason)
        db.execute("insert into answer values (?, ?, ?, ?, ?, ?)", values)


def _store_rows(db: Database, about: tuple[str, str], rows: tuple[TypedRow, ...]) -> None:
    db.execute(f"delete from repeat_row {_ONE}", about)  # noqa: S608 - a constant
    kept = [(*about, way(row.at), place, int(row.removed)) for place, row in enumerate(rows)]
    db.conn.executemany("insert into repeat_row values (?, ?, ?, ?, ?)", kept)


def history(db: Database, round_id: str, ref: Ref) -> tuple[Changed, ...]:
    """Every value that ever stood in a return, and when it was signed and reopened; oldest first."""
    return past.shown(db, (round_id, str(ref)))


def check_chain(db: Database) -> tuple[int, bool]:
    """How many lines all histories have, and whether each is unbroken and leads to what stands now."""
    sound = True
    for round_id, text in db.execute('select round, ref from "return"').fetchall():
        ref = Ref.parse(text)
        stands = ref is not None and past.leads_to(db, (round_id, text), typed(db, round_id, ref))
        sound = sound and stands and past.is_unbroken(db, (round_id, text))
    total = int(db.execute("select count(*) from answer_history").fetchone()[0])
    known = int(db.execute('select coalesce(sum(entries), 0) from "return"').fetchone()[0])
    return total, sound and total == known


def freeze(db: Database, round_id: str, ret: Return, named: tuple[str, str, bytes], at: datetime) -> None:
    """Keep a signed state of a return for ever: `named` is its id, who signed, its canonical bytes.

    Raises:
        InputError: R_SIGNED: it is signed already, or was never started.
        DeskError: D_MEANWHILE: it does not follow the last signed revision.
    """
    kept = _kept(db, round_id, ret.ref)
    if kept is None or kept[1] != Stage.OPEN:
        raise InputError("R_SIGNED", ref=str(ret.ref))
    if (ret.revision - 1, ret.parent) != _last_signed(db, round_id, ret.ref):
        raise DeskError("D_MEANWHILE")
    revision, signer, body = named
    revisions.add(db, round_id, Revision(revision, signer, ret), body, at)
    _set_stage(db, round_id, ret.ref, Stage(ret.state.value), at)


def reopen(db: Database, round_id: str, ref: Ref, at: datetime) -> None:
    """Let a signed return be answered again; what was signed stays, and the history says when.

    Raises:
        InputError: R_UNSIGNED.
    """
    kept = _kept(db, round_id, ref)
    if kept is None or kept[1] == Stage.OPEN:
        raise InputError("R_UNSIGNED", ref=str(ref))
    _set_stage(db, round_id, ref, Stage.OPEN, at)


def _set_stage(db: Database, round_id: str, ref: Ref, stage: Stage, at: datetime) -> None:
    db.execute(f'update "return" set state = ? {_ONE}', [stage.value, round_id, str(ref)])  # noqa: S608 - names of our own only
    act = Act.REOPENED if stage is Stage.OPEN else Act(stage.value)
    past.append(db, (round_id, str(ref)), [Line(act)], at)


def signed(db: Database, round_id: str) -> tuple[tuple[str, bytes], ...]:
    """Of every return signed so far the newest revision, by ref: its id and canonical bytes."""
    newest = (
        'select id, body, max(revision) from revision where round = ? group by "case", agency, reader '
        'order by "case", agency, reader'
    )
    return tuple((row[0], row[1]) for row in db.execute(newest, [round_id]))
