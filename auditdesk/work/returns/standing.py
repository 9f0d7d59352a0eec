"""How a return stands: listed, checked, signed, reopened, shown."""

from datetime import datetime

from auditdesk.audit.entering import MAY_WAIT
from auditdesk.audit.returns import Return, revision_id
from auditdesk.audit.round import Incomplete, Ref
from auditdesk.audit.signing import ready_return
from auditdesk.audit.written import written_return
from auditdesk.canonical import canonical
from auditdesk.desk import history as past
from auditdesk.desk import moving, returns, rounds
from auditdesk.desk.desk import Desk
from auditdesk.desk.sqlite import Database
from auditdesk.errors import InputError, NotReadyError
from auditdesk.form import Change, Problem
from auditdesk.work.returns.moving import left_over, newer_version
from auditdesk.work.returns.opening import Asked, NewId, Now, drafted, opened, session_on
from auditdesk.work.returns.values import (
    Checked,
    LeftOff,
    Open,
    ReturnLine,
    Shown,
    ShownAnswer,
    ShownChange,
    Signed,
)

_MOST_LISTED = 20


def returns_asked(desk: Desk, round_id: str | None) -> tuple[ReturnLine, ...]:
    """The returns asked of this desk, by round and ref, of one round or of all."""
    names = [desk.read(rounds.chosen, round_id)] if round_id else desk.read(rounds.all_ids)
    lines = []
    for name in names:
        for assignment in desk.read(returns.assignments, name):
            draft = desk.read(returns.draft, name, assignment.ref)
            due, newer = assignment.due.isoformat(), newer_version(desk, draft)
            lines.append(ReturnLine(name, str(assignment.ref), draft.state, due, newer))
    return tuple(lines)


def left_off(desk: Desk) -> LeftOff | None:
    """Where this person was when an answer was recorded last.

    None before the first, or once that return is signed.

    What is known of it is the history itself, so it holds after a power cut too.
    """
    found = desk.read(past.last_typed)
    if found is None:
        return None
    round_id, text, at = found
    ref = Ref.parse(text)
    if ref is None or desk.read(returns.states, round_id).get(ref) != "open":
        return None
    return LeftOff(round_id, text, at)


def check_return(desk: Desk, asked: Asked, *, now: Now, new_id: NewId) -> Checked:
    """Everything that is open or does not fit in a return.

    Raises:
        InputError: R_NONE.
    """
    draft = drafted(desk, asked)
    session = session_on(desk, draft, now, new_id)
    problems = tuple(_as_open(problem) for problem in session.validate())
    progress = session.progress().values()
    counts = (sum(one.answered for one in progress), sum(one.relevant for one in progress))
    return Checked(str(draft.ref), problems, *counts)


def _as_open(problem: Problem) -> Open:
    return Open(problem.severity, problem.code, problem.at.key() if problem.at else "", problem.text)


def sign_return(desk: Desk, asked: Asked, *, now: Now, new_id: NewId) -> Signed:
    """Freeze the answers of one return as its next revision.

    Answers to questions that are no longer asked stay on the desk and do not travel (form law 8).

    Raises:
        NotReadyError: R_OPEN; something required is open or a rule is broken; it lists every one.
        InputError: R_NONE, R_SIGNED.
    """
    draft = drafted(desk, asked)
    session, opening = opened(desk, draft, now, new_id)
    rules = desk.read(rounds.rules, draft.round)
    stops, left_open = [], 0
    for problem in session.validate():
        if problem.severity != "error":
            continue
        if problem.code in MAY_WAIT and rules.incomplete is Incomplete.ALLOW:
            left_open += 1
        else:
            stops.append(problem)
    if stops:
        first = "; ".join(
            problem.at.key() if problem.at else problem.text for problem in stops[:_MOST_LISTED]
        )
        raise NotReadyError("R_OPEN", tuple(stops), ref=str(draft.ref), count=str(len(stops)), list=first)
    kept = desk.read(moving.left_over, draft.round, draft.ref)
    ret = ready_return(
        session,
        draft.form,
        draft.ref,
        (draft.revision, draft.parent),
        (draft.started, now()),
        left_over=tuple(one.left for one in kept if one.travels),
    )
    body = canonical(written_return(ret))
    revision = revision_id(body, desk.identity.key, draft.round)
    desk.write(_frozen, (draft.round, opening), ret, (revision, desk.identity.sign_line, body), now())
    return Signed(str(draft.ref), ret.revision, ret.state, left_open)


def _frozen(
    db: Database,
    about: tuple[str, tuple[Change, ...]],
    ret: Return,
    named: tuple[str, str, bytes],
    at: datetime,
) -> None:
    """A return that is signed without ever having been opened starts and ends in one commit."""
    round_id, opening = about
    if opening:
        returns.record_all(db, round_id, ret.ref, opening, at)
    returns.freeze(db, round_id, ret, named, at)


def reopen_return(desk: Desk, asked: Asked, *, at: datetime) -> str:
    """Open a signed return for correction; the signed revision stays as it is.

    Raises:
        InputError: R_NONE, R_UNSIGNED.
    """
    draft = drafted(desk, asked)
    if draft.state == "open":
        raise InputError("R_UNSIGNED", ref=str(draft.ref))
    desk.write(returns.reopen, draft.round, draft.ref, at)
    return str(draft.ref)


def show_return(desk: Desk, asked: Asked, *, now: Now, new_id: NewId, history: bool = False) -> Shown:
    """A return as it stands on this desk, local answers included, and on request all it ever held.

    Raises:
        InputError: R_NONE.
    """
    draft = drafted(desk, asked)
    session = session_on(desk, draft, now, new_id)
    cells = (cell for cell in session.typed().cells if cell.text or cell.reason)
    answers = tuple(ShownAnswer(cell.at.key(), cell.text or f"({cell.reason})") for cell in cells)
    changes = desk.read(returns.history, draft.round, draft.ref) if history else ()
    lines = tuple(ShownChange(one.changed_at, one.key, one.before, one.after) for one in changes)
    return Shown(str(draft.ref), draft.state, answers, left_over(desk, draft), lines)
