"""Answers go in: a file of them in one piece, or one by one, each kept before the next."""

from datetime import datetime
from pathlib import Path

from auditdesk.audit.entering import ensure_asked, entered, in_order, is_asked_here
from auditdesk.audit.given import GivenAnswer, answer_file
from auditdesk.audit.reading import read, refused
from auditdesk.audit.round import Ref
from auditdesk.desk import returns
from auditdesk.desk.desk import Desk
from auditdesk.errors import InputError
from auditdesk.files import read_capped
from auditdesk.form import Change
from auditdesk.work.returns.moving import left_over, newer_version
from auditdesk.work.returns.opening import Asked, NewId, Now, drafted, opened, session_on
from auditdesk.work.returns.values import Filled, OpenReturn, Saved

_LARGEST_FILE = 2_000_000


def open_return(desk: Desk, asked: Asked, *, now: Now, new_id: NewId) -> OpenReturn:
    """Open one return to be answered, or to be looked at if it is signed.

    What a first opening fills in (defaults, rows that follow a count) is recorded at once.

    Raises:
        InputError: R_NONE, R_ROUND, R_MANY.
    """
    draft = drafted(desk, asked)
    session = session_on(desk, draft, now, new_id)
    if draft.state == "open" and not draft.typed.opened:
        desk.write(returns.record_all, draft.round, draft.ref, (session.opening,), now())
    newer, left = newer_version(desk, draft), left_over(desk, draft)
    return OpenReturn(draft.round, str(draft.ref), draft.state, session, newer, left)


def record(desk: Desk, opened_return: OpenReturn, changes: tuple[Change, ...], *, at: datetime) -> Saved:
    """Keep what acts on the session changed, in their order: all of it in one commit, or nothing.

    Does not touch the session, so it may run on another thread than the one that types. When it returns,
    the answers and their history are on the disk.

    Raises:
        InputError: R_SIGNED, R_NONE.
        DeskError: D_FULL, D_READONLY, D_DISK; the same changes may be tried again.
    """
    ref = Ref.parse(opened_return.ref)
    if ref is None:
        raise InputError("R_NONE", ref=opened_return.ref)
    desk.write(returns.record_all, opened_return.round, ref, changes, at)
    written = sum(len(change.typed) + len(change.rows) for change in changes)
    return Saved(opened_return.ref, written, at)


def answer(
    desk: Desk, opened_return: OpenReturn, line: bytes, *, at: datetime, place: tuple[str, int]
) -> str:
    """Type one answer, `question: value` as in a file of answers, and keep it; gives the question.

    A list of mappings adds rows to a repeat, an empty value clears. `place` is where the line comes from, for
    what is said when it is refused; then nothing of it is kept, and the return has to be opened anew.

    Raises:
        InputError: R_LINE naming file, line and question; R_SIGNED. DeskError: as `record`.
    """
    if opened_return.state != "open":
        raise InputError("R_SIGNED", ref=opened_return.ref)
    file, number = place
    try:
        given = _one(line, file)
        change = entered(opened_return.session, given, file)
        ensure_asked(opened_return.session, given, file)
    except InputError as error:
        about = f"question {error.named['question']}: " if "question" in error.named else ""
        raise InputError("R_LINE", file=file, line=str(number), what=about + error.named["why"]) from error
    record(desk, opened_return, (change,), at=at)
    return given.question


def _one(line: bytes, file: str) -> GivenAnswer:
    top = read(line, file)
    if len(line) > _LARGEST_FILE:
        raise refused(top, f"one line holds at most {_LARGEST_FILE:,} bytes")
    given = answer_file(top)
    if len(given) != 1:
        raise refused(top, f"one line gives one answer, not {len(given)}")
    return given[0]


def fill_return(desk: Desk, asked: Asked, file: Path, *, now: Now, new_id: NewId) -> Filled:
    """Enter the answers of a file: all of them, in one piece, or none.

    Raises:
        FileError: the file cannot be read.
        InputError: R_SHAPE, R_ANSWER naming file, line and question; R_NONE, R_SIGNED.
    """
    given = answer_file(read(read_capped(file, _LARGEST_FILE), str(file)))
    return enter(desk, asked, given, ("", ()), file=str(file), now=now, new_id=new_id)


def enter(  # noqa: PLR0913 - the doors of time and chance are two of its arguments
    desk: Desk,
    asked: Asked,
    given: tuple[GivenAnswer, ...],
    common: tuple[str, tuple[GivenAnswer, ...]],
    *,
    file: str,
    now: Now,
    new_id: NewId,
) -> Filled:
    """Enter answers that a file gave; of `common` (its file, its answers) those asked for; own ones win.

    Raises:
        InputError: R_ANSWER (no such question, not asked here, does not fit), R_NONE, R_SIGNED.
    """
    draft = drafted(desk, asked)
    session, changes = opened(desk, draft, now, new_id)
    own = {one.question for one in given}
    changes += tuple(entered(session, one, file) for one in in_order(session, given))
    shared, answers = common
    asked_too = (one for one in answers if one.question not in own and is_asked_here(session, one, shared))
    changes += tuple(entered(session, one, shared) for one in asked_too)
    for one in given:  # only now: what one answer asks for may stand below it, or in `common`
        ensure_asked(session, one, file)
    desk.write(returns.record_all, draft.round, draft.ref, changes, now())
    return Filled(str(draft.ref), len(given))
