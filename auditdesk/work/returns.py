"""One return: answered, looked at, signed, reopened."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

from auditdesk.audit.entering import MAY_WAIT, ensure_asked, entered, is_asked_here
from auditdesk.audit.filling import session as session_of
from auditdesk.audit.given import GivenAnswer, answer_file
from auditdesk.audit.reading import read
from auditdesk.audit.returns import revision_id
from auditdesk.audit.round import Incomplete, Ref
from auditdesk.audit.signing import ready_return
from auditdesk.audit.written import written_return
from auditdesk.canonical import canonical
from auditdesk.desk import returns, rounds
from auditdesk.desk.desk import Desk
from auditdesk.desk.returns import Draft
from auditdesk.errors import InputError, NotReadyError
from auditdesk.files import read_capped
from auditdesk.form import Change, Problem, RowId, Session

Now = Callable[[], datetime]
NewId = Callable[[], RowId]
Asked = tuple[str | None, str]
"""The round (None: the only one on the desk) and the ref as a person wrote it."""

_LARGEST_FILE = 2_000_000
_MOST_LISTED = 20


@dataclass(frozen=True, slots=True)
class ReturnLine:
    """One return asked of this desk and how far it is: open, signed or nil."""

    round: str
    ref: str
    state: str
    due: str


@dataclass(frozen=True, slots=True)
class Filled:
    """How many answers were recorded in which return."""

    ref: str
    answers: int


@dataclass(frozen=True, slots=True)
class Open:
    """One thing that is open or does not fit."""

    severity: str
    code: str
    question: str
    text: str


@dataclass(frozen=True, slots=True)
class Checked:
    """What is open in a return, in document order."""

    ref: str
    problems: tuple[Open, ...]


@dataclass(frozen=True, slots=True)
class Signed:
    """A revision that was signed; `left_open` required questions were open, as the round allows."""

    ref: str
    revision: int
    state: str
    left_open: int


@dataclass(frozen=True, slots=True)
class ShownAnswer:
    """One answer as it stands."""

    question: str
    value: str


@dataclass(frozen=True, slots=True)
class ShownChange:
    """One line of the history: what stood there before and after, and when it changed."""

    changed_at: str
    question: str
    before: str
    after: str


@dataclass(frozen=True, slots=True)
class Shown:
    """A return as it stands."""

    ref: str
    state: str
    answers: tuple[ShownAnswer, ...]
    history: tuple[ShownChange, ...]


def returns_asked(desk: Desk, round_id: str | None) -> tuple[ReturnLine, ...]:
    """The returns asked of this desk, by round and ref, of one round or of all."""
    names = [desk.read(rounds.chosen, round_id)] if round_id else desk.read(rounds.all_ids)
    lines = []
    for name in names:
        for assignment in desk.read(returns.assignments, name):
            state = desk.read(returns.draft, name, assignment.ref).state
            lines.append(ReturnLine(name, str(assignment.ref), state, assignment.due.isoformat()))
    return tuple(lines)


def _draft(desk: Desk, asked: Asked) -> Draft:
    ref = Ref.parse(asked[1])
    if ref is None:
        raise InputError("R_NONE", ref=asked[1])
    return desk.read(returns.draft, desk.read(rounds.chosen, asked[0]), ref)


def _session(desk: Desk, draft: Draft, now: Now, new_id: NewId) -> Session:
    audit_round, setting, tool = desk.read(rounds.around, draft.round, draft.form)
    return session_of(tool, draft.typed, (audit_round, draft.assignment, setting), now=now, new_id=new_id)


def _opened(desk: Desk, draft: Draft, now: Now, new_id: NewId) -> Session:
    """A session to write into: the return is open, and what its opening filled in is stored."""
    if draft.state != "open":
        raise InputError("R_SIGNED", ref=str(draft.ref))
    session = _session(desk, draft, now, new_id)
    if not draft.typed.opened:
        desk.write(returns.record, draft.round, draft.ref, session.opening, session.typed().rows, now())
    return session


def fill_return(desk: Desk, asked: Asked, file: Path, *, now: Now, new_id: NewId) -> Filled:
    """Enter the answers of a file: all of them, in one piece, or none.

    Raises:
        FileError: the file cannot be read.
        InputError: R_SHAPE, R_ANSWER naming file, line and question; R_NONE, R_SIGNED.
    """
    given = answer_file(read(read_capped(file, _LARGEST_FILE), str(file)))
    return enter(desk, asked, given, (), file=str(file), now=now, new_id=new_id)


def enter(  # noqa: PLR0913 - the doors of time and chance are two of its arguments
    desk: Desk,
    asked: Asked,
    given: tuple[GivenAnswer, ...],
    common: tuple[GivenAnswer, ...],
    *,
    file: str,
    now: Now,
    new_id: NewId,
) -> Filled:
    """Enter answers that a file gave; of `common` those asked for, and the file's own win.

    Raises:
        InputError: R_ANSWER (no such question, not asked here, does not fit), R_NONE, R_SIGNED.
    """
    draft = _draft(desk, asked)
    session = _opened(desk, draft, now, new_id)
    own = {one.question for one in given}
    changes = [entered(session, one, file) for one in given]
    asked_too = (one for one in common if one.question not in own and is_asked_here(session, one, file))
    changes.extend(entered(session, one, file) for one in asked_too)
    for one in given:  # only now: what one answer asks for may stand below it, or in `common`
        ensure_asked(session, one, file)
    whole = Change(
        typed=tuple(typed for change in changes for typed in change.typed),
        rows=tuple(row for change in changes for row in change.rows),
    )
    desk.write(returns.record, draft.round, draft.ref, whole, session.typed().rows, now())
    return Filled(str(draft.ref), len(given))


def check_return(desk: Desk, asked: Asked, *, now: Now, new_id: NewId) -> Checked:
    """Everything that is open or does not fit in a return.

    Raises:
        InputError: R_NONE.
    """
    draft = _draft(desk, asked)
    problems = _session(desk, draft, now, new_id).validate()
    return Checked(str(draft.ref), tuple(_as_open(problem) for problem in problems))


def _as_open(problem: Problem) -> Open:
    return Open(problem.severity, problem.code, problem.at.key() if problem.at else "", problem.text)


def sign_return(desk: Desk, asked: Asked, *, now: Now, new_id: NewId) -> Signed:
    """Freeze the answers of one return as its next revision.

    Answers to questions that are no longer asked stay on the desk and do not travel (form law 8).

    Raises:
        NotReadyError: R_OPEN; something required is open or a rule is broken; it lists every one.
        InputError: R_NONE, R_SIGNED.
    """
    draft = _draft(desk, asked)
    session = _opened(desk, draft, now, new_id)
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
    ret = ready_return(session, draft.form, draft.ref, (draft.revision, draft.parent), (draft.started, now()))
    body = canonical(written_return(ret))
    revision = revision_id(body, desk.identity.key, draft.round)
    desk.write(returns.freeze, draft.round, ret, (revision, desk.identity.sign_line, body), now())
    return Signed(str(draft.ref), ret.revision, ret.state, left_open)


def reopen_return(desk: Desk, asked: Asked, *, at: datetime) -> str:
    """Open a signed return for correction; the signed revision stays as it is.

    Raises:
        InputError: R_NONE, R_UNSIGNED.
    """
    draft = _draft(desk, asked)
    if draft.state == "open":
        raise InputError("R_UNSIGNED", ref=str(draft.ref))
    desk.write(returns.reopen, draft.round, draft.ref, at)
    return str(draft.ref)


def show_return(desk: Desk, asked: Asked, *, now: Now, new_id: NewId, history: bool = False) -> Shown:
    """A return as it stands on this desk, local answers included, and on request all it ever held.

    Raises:
        InputError: R_NONE.
    """
    draft = _draft(desk, asked)
    session = _session(desk, draft, now, new_id)
    cells = (cell for cell in session.typed().cells if cell.text or cell.reason)
    answers = tuple(ShownAnswer(cell.at.key(), cell.text or f"({cell.reason})") for cell in cells)
    changes = desk.read(returns.history, draft.round, draft.ref) if history else ()
    lines = tuple(ShownChange(one.changed_at, one.key, one.before, one.after) for one in changes)
    return Shown(str(draft.ref), draft.state, answers, lines)
