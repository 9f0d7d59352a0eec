"""The history of one return: every value it ever had, chained by hashes, so that no line is changed unseen.

May not know the tool, nor what stands now other than to compare. The chain is in docs/formats/store.md.
"""

import hashlib
import json
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

from auditdesk.audit.shape import moment_text
from auditdesk.desk.sqlite import Database
from auditdesk.form import At, Change, Origin, RowChange, RowId, Typed, TypedCell, TypedChange, TypedRow

_HASH_OF = b"auditdesk-history-v1\x00"
FIRST = ""
"""What stands for the hash before the first line."""

_COLUMNS = ("n", "act", "way", "before", "after", "origin", "reason", "place", "changed_at", "prev", "hash")


class Act(StrEnum):
    """What one line of the history tells; the four on rows are those of `form.RowChange`.

    After `moved to` (from one tool's hash to another's) everything that stands is told anew, under the names
    of the newer tool; `left over` lines hold what has no place there.
    """

    CELL = "cell"
    ADDED = "added"
    REMOVED = "removed"
    RESTORED = "restored"
    MOVED = "moved"
    SIGNED = "signed"
    NIL = "nil"
    REOPENED = "reopened"
    MOVED_TO = "moved to"
    LEFT_OVER = "left over"


@dataclass(frozen=True, slots=True)
class Line:
    """One line before it is chained. An `origin` of '' says that the cell was emptied."""

    act: Act
    at: At = At("")  # noqa: RUF009 - a frozen value
    before: str = ""
    after: str = ""
    origin: str = ""
    reason: str = ""
    place: int = 0


@dataclass(frozen=True, slots=True)
class Changed:
    """One line as it is shown: which cell or row, what stood there before and after, when (UTC)."""

    changed_at: str
    act: Act
    key: str
    before: str
    after: str
    origin: str
    reason: str


def way(at: At) -> str:
    """A cell or row as it is kept: a JSON array of the name and the ids of the rows around it."""
    return json.dumps([at.name, *at.rows], ensure_ascii=False, separators=(",", ":"))


def at_of(kept: str) -> At:
    name, *rows = json.loads(kept)
    return At(name, tuple(RowId(row) for row in rows))


def line_of_cell(change: TypedChange) -> Line:
    after = change.after
    texts = (change.before.text if change.before else "", after.text if after else "")
    return Line(Act.CELL, change.at, *texts, after.origin if after else "", after.reason if after else "")


def line_of_row(change: RowChange) -> Line:
    return Line(Act(change.kind), change.at, place=change.place)


def append(db: Database, about: tuple[str, str], lines: Iterable[Line], at: datetime) -> None:
    """Chain lines to the history of a return (`about`: round and ref) that has been started."""
    n, head = db.execute('select entries, head from "return" where round = ? and ref = ?', about).fetchone()
    changed_at = moment_text(at)
    rows = []
    for line in lines:
        n += 1
        told = (line.act, way(line.at), line.before, line.after, line.origin, line.reason)
        values = (n, *map(str, told), line.place, changed_at, head)
        head = hash_of(about, values)
        rows.append((*about, *values, head))
    marks = ", ".join("?" * (len(_COLUMNS) + 2))
    db.conn.executemany(f"insert into answer_history values ({marks})", rows)  # noqa: S608 - question marks
    db.execute('update "return" set entries = ?, head = ? where round = ? and ref = ?', (n, head, *about))


def last_typed(db: Database) -> tuple[str, str, At] | None:
    """Round, ref and cell of the answer that was recorded last on this desk; None before the first."""
    found = db.execute(
        "select round, ref, way from answer_history where act = ? and origin = ? order by rowid desc limit 1",
        [Act.CELL.value, Origin.TYPED.value],
    ).fetchone()
    return (found[0], found[1], at_of(found[2])) if found else None


def hash_of(about: tuple[str, str], values: Iterable[str | int]) -> str:
    """SHA-256 over round, ref and every column but `hash`, each as byte length, colon, text, comma."""
    digest = hashlib.sha256(_HASH_OF)
    for value in (*about, *values):
        text = str(value).encode()
        digest.update(b"%d:%b," % (len(text), text))
    return digest.hexdigest()


def lines(db: Database, about: tuple[str, str]) -> Iterator[tuple[str | int, ...]]:
    """The history as it is kept, oldest first; columns as in docs/formats/store.md, without round and ref."""
    wanted = ", ".join(_COLUMNS)
    question = f"select {wanted} from answer_history where round = ? and ref = ? order by n"  # noqa: S608 - names of our own only
    yield from db.execute(question, about)


def shown(db: Database, about: tuple[str, str]) -> tuple[Changed, ...]:
    """The history as a person reads it, oldest first; what is no text stands in brackets."""
    told = []
    for _, name, kept, before, after, origin, reason, _, changed_at, _, _ in lines(db, about):
        act = Act(str(name))
        text = str(after) if act in _WITH_TEXT else f"({act})"
        key, why = at_of(str(kept)).key(), (str(origin), str(reason))
        told.append(Changed(str(changed_at), act, key, str(before), text, *why))
    return tuple(told)


def is_unbroken(db: Database, about: tuple[str, str]) -> bool:
    """Whether every line follows from the one before and the last is the one the return knows."""
    count, prev = 0, FIRST
    for line in lines(db, about):
        count += 1
        *values, kept = line
        if (values[0], values[-1]) != (count, prev) or hash_of(about, values) != kept:
            return False
        prev = str(kept)
    known = db.execute('select entries, head from "return" where round = ? and ref = ?', about).fetchone()
    return bool(known == (count, prev))


def leads_to(db: Database, about: tuple[str, str], stands: Typed) -> bool:
    """Whether the history alone gives what stands in the return now: a second way to the same answers.

    And whether what was left over of earlier versions of its tool is still there, as it was told.
    """
    cells: dict[At, TypedCell] = {}
    rows: dict[At, list[TypedRow]] = {}
    left: list[tuple[str, str, str]] = []
    for _, name, kept, before, after, origin, reason, place, *_ in lines(db, about):
        at, act = at_of(str(kept)), Act(str(name))
        if act is Act.MOVED_TO:
            cells.clear()
            rows.clear()
        elif act is Act.LEFT_OVER:
            left.append((str(kept), str(before), str(reason)))
        elif act is Act.CELL:
            cells.pop(at, None)
            if origin:
                cells[at] = TypedCell(at, str(after), Origin(str(origin)), str(reason))
        elif act in _ON_ROWS:
            _put(rows, at, act, int(place))
    wanted = "select way, text, reason from left_over where round = ? and ref = ? order by n"
    if db.execute(wanted, about).fetchall() != left:
        return False
    return (cells, rows) == ({cell.at: cell for cell in stands.cells}, _by_repeat(stands.rows))


def rows_after(rows: tuple[TypedRow, ...], changes: Iterable[RowChange]) -> tuple[TypedRow, ...]:
    """The rows of a return after acts on them, those that stand beside one another in shown order."""
    found = _by_repeat(rows)
    for change in changes:
        _put(found, change.at, Act(change.kind), change.place)
    return tuple(row for beside in found.values() for row in beside)


def _by_repeat(rows: Iterable[TypedRow]) -> dict[At, list[TypedRow]]:
    found: dict[At, list[TypedRow]] = {}
    for row in rows:
        found.setdefault(_beside(row.at), []).append(row)
    return found


def _put(rows: dict[At, list[TypedRow]], at: At, act: Act, place: int) -> None:
    """Carry out one act on a row among those beside it."""
    beside = rows.setdefault(_beside(at), [])
    was_removed = any(row.removed for row in beside if row.at == at)
    beside[:] = [row for row in beside if row.at != at]
    beside.insert(place, TypedRow(at, was_removed if act is Act.MOVED else act is Act.REMOVED))


def _beside(row: At) -> At:
    """What a row shares with those beside it: the repeat and the rows around it."""
    return At(row.name, row.rows[:-1])


_WITH_TEXT = {Act.CELL, Act.MOVED_TO}
_ON_ROWS = {Act.ADDED, Act.REMOVED, Act.RESTORED, Act.MOVED}


def lines_of(change: Change) -> tuple[Line, ...]:
    """Rows first, as they are there before their cells are answered."""
    return (*map(line_of_row, change.rows), *map(line_of_cell, change.typed))


def lines_of_move(former: str, form: str, carried: Typed, left: Iterable[TypedCell]) -> Iterator[Line]:
    """A return that goes on with another tool: from which to which, all that stands, what is left over."""
    yield Line(Act.MOVED_TO, before=former, after=form)
    for beside in _by_repeat(carried.rows).values():
        for place, row in enumerate(beside):
            yield Line(Act.REMOVED if row.removed else Act.ADDED, row.at, place=place)
    for cell in carried.cells:
        yield line_of_cell(TypedChange(cell.at, None, cell))
    for cell in left:
        yield Line(Act.LEFT_OVER, cell.at, before=cell.text, reason=cell.reason)
