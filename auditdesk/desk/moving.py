"""A started return goes on with a newer version of its tool; what that has no place for is kept beside it.

May not know tools: which answer goes where, the form room says (form law 29).
"""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime

from auditdesk.audit.round import Ref
from auditdesk.audit.shape import moment_text
from auditdesk.desk import history as past
from auditdesk.desk import returns
from auditdesk.desk.history import at_of, way
from auditdesk.desk.sqlite import Database
from auditdesk.errors import DeskError
from auditdesk.form import LeftOver, Origin, Typed, TypedCell

_ONE = "where round = ? and ref = ?"


@dataclass(frozen=True, slots=True)
class Kept:
    """A left-over answer; `travels` says whether it leaves the machine with the return."""

    left: LeftOver
    travels: bool


def move(
    db: Database, at_once: tuple[returns.Draft, str], carried: Typed, left: Iterable[Kept], at: datetime
) -> None:
    """Put what was carried in place of what stood, and keep the rest.

    `at_once`: the return as it was read, and the form it goes on with.

    Raises:
        InputError: R_SIGNED. DeskError: D_MEANWHILE: the return is not what was carried any more.
    """
    draft, form = at_once
    about, kept = (draft.round, str(draft.ref)), tuple(left)
    returns.ensure_open(db, draft.round, draft.ref)
    now = returns.draft(db, draft.round, draft.ref)
    if (now.form, now.typed) != (draft.form, draft.typed):
        raise DeskError("D_MEANWHILE")
    db.execute(f"delete from answer {_ONE}", about)  # noqa: S608 - a constant
    db.execute(f'update "return" set form = ? {_ONE}', (form, *about))  # noqa: S608 - a constant
    returns.store(db, about, carried)
    past.append(db, about, past.lines_of_move(draft.form, form, carried, (one.left.cell for one in kept)), at)
    first = db.execute(f"select count(*) from left_over {_ONE}", about).fetchone()[0]  # noqa: S608 - a constant
    for n, one in enumerate(kept, first):
        _keep(db, about, one, n, at)


def _keep(db: Database, about: tuple[str, str], one: Kept, n: int, at: datetime) -> None:
    left, cell = one.left, one.left.cell
    named = (left.tool, way(cell.at), n, left.version, left.label, left.row)
    values = (cell.text, cell.origin.value, cell.reason, int(one.travels), moment_text(at))
    db.execute(
        "insert into left_over values (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)", (*about, *named, *values)
    )


def left_over(db: Database, round_id: str, ref: Ref) -> tuple[Kept, ...]:
    """What a return could not carry along, move by move, in the order of the tool it came from."""
    wanted = "form, way, version, label, row, text, origin, reason, travels"
    found = db.execute(f"select {wanted} from left_over {_ONE} order by n", (round_id, str(ref)))  # noqa: S608 - names of our own only
    return tuple(
        Kept(
            LeftOver(TypedCell(at_of(where), text, Origin(origin), reason), label, row, form, version),
            bool(travels),
        )
        for form, where, version, label, row, text, origin, reason, travels in found.fetchall()
    )
