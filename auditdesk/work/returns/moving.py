"""A half-filled return goes on with the newer version of its tool that a pack brought (formats.md 8)."""

from datetime import datetime

from auditdesk.audit.filling import session as session_of
from auditdesk.desk import moving, returns, rounds
from auditdesk.desk.desk import Desk
from auditdesk.desk.moving import Kept
from auditdesk.desk.returns import Draft
from auditdesk.desk.sqlite import Database
from auditdesk.errors import InputError
from auditdesk.form import At, Change, LeftOver, Session, Tool, Typed, migrate
from auditdesk.form.matching import same_questions
from auditdesk.form.migration import in_words
from auditdesk.work.returns.opening import Asked, NewId, Now, drafted, session_on
from auditdesk.work.returns.values import Moved, ShownLeftOver


def move_return(desk: Desk, asked: Asked, *, now: Now, new_id: NewId) -> Moved:
    """Carry a started return to the newer version of its tool, whole or not at all.

    What the newer version has no place for is kept beside it, shown as `left_over`, sent with the return and
    never counted (form law 29). A signed return is not touched: reopened, it can be moved.

    Raises:
        InputError: R_NONE, R_SIGNED; R_NEWEST: it is on the newest version that this desk has.
        DeskError: D_FULL, D_READONLY, D_DISK, D_MEANWHILE; the return is as it was.
    """
    draft = drafted(desk, asked)
    if draft.state != "open":
        raise InputError("R_SIGNED", ref=str(draft.ref))
    if draft.started is None or draft.form == draft.assignment.form:
        raise InputError("R_NEWEST", ref=str(draft.ref))
    former = session_on(desk, draft, now, new_id)
    audit_round, setting, tool = desk.read(rounds.around, draft.round, draft.assignment.form)
    around = (audit_round, draft.assignment, setting)
    migrated = migrate(former.tool, draft.typed, tool)
    left = tuple(Kept(one, _travels(former, one, tool)) for one in migrated.left_over)
    opening = session_of(tool, migrated.typed, around, now=now, new_id=new_id).opening
    desk.write(_moved, (draft, tool.hash), (migrated.typed, opening), left, now())
    return Moved(
        str(draft.ref),
        former.tool.version,
        tool.version,
        len(migrated.typed.cells),
        tuple(_shown(one, former.tool) for one in migrated.left_over),
    )


def left_over(desk: Desk, draft: Draft) -> tuple[ShownLeftOver, ...]:
    """What earlier moves of a return could not carry along, in the words of the version it was given on."""
    kept = desk.read(moving.left_over, draft.round, draft.ref)
    tools = {form: desk.read(rounds.one_tool, form) for form in {one.left.tool for one in kept}}
    return tuple(_shown(one.left, tools[one.left.tool]) for one in kept)


def _shown(one: LeftOver, tool: Tool) -> ShownLeftOver:
    return ShownLeftOver(one.cell.at.key(), one.label, one.row, in_words(one, tool), one.version)


def newer_version(desk: Desk, draft: Draft) -> str:
    """The version a return can be moved to, or nothing."""
    if draft.state != "open" or draft.started is None or draft.form == draft.assignment.form:
        return ""
    return desk.read(rounds.version_of, draft.assignment.form)


def _moved(
    db: Database,
    at_once: tuple[Draft, str],
    carried: tuple[Typed, Change],
    left: tuple[Kept, ...],
    at: datetime,
) -> None:
    """The move, and rows that the newer version counts out by itself, in one commit."""
    typed, opening = carried
    moving.move(db, at_once, typed, left, at)
    returns.record_all(db, at_once[0].round, at_once[0].ref, (opening,), at)


def _travels(former: Session, one: LeftOver, tool: Tool) -> bool:
    """What leaves the machine: asked when it was left over, and local in neither version (formats.md 9)."""
    at = one.cell.at
    question = former.tool.question(at.name)
    if question.type == "repeat":
        return at in {row.at for row in former.exported_rows()}
    heir = same_questions(former.tool, tool).get(at.name)
    local = question.local or (heir is not None and tool.question(heir).local)
    return not local and former.cell(At(at.name, at.rows)).relevant
