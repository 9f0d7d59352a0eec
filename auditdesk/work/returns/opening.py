"""From a ref as a person wrote it to a session on what is stored. May not write."""

from collections.abc import Callable
from datetime import datetime

from auditdesk.audit.filling import session as session_of
from auditdesk.audit.round import Ref
from auditdesk.desk import returns, rounds
from auditdesk.desk.desk import Desk
from auditdesk.desk.returns import Draft
from auditdesk.errors import InputError
from auditdesk.form import Change, RowId, Session

Now = Callable[[], datetime]
NewId = Callable[[], RowId]
Asked = tuple[str | None, str]
"""The round (None: the only one on the desk) and the ref as a person wrote it."""


def drafted(desk: Desk, asked: Asked) -> Draft:
    ref = Ref.parse(asked[1])
    if ref is None:
        raise InputError("R_NONE", ref=asked[1])
    return desk.read(returns.draft, desk.read(rounds.chosen, asked[0]), ref)


def session_on(desk: Desk, draft: Draft, now: Now, new_id: NewId) -> Session:
    audit_round, setting, tool = desk.read(rounds.around, draft.round, draft.form)
    return session_of(tool, draft.typed, (audit_round, draft.assignment, setting), now=now, new_id=new_id)


def opened(desk: Desk, draft: Draft, now: Now, new_id: NewId) -> tuple[Session, tuple[Change, ...]]:
    """A session to write into, and what its first opening filled in, which is still to be recorded.

    Raises:
        InputError: R_SIGNED.
    """
    if draft.state != "open":
        raise InputError("R_SIGNED", ref=str(draft.ref))
    session = session_on(desk, draft, now, new_id)
    return session, () if draft.typed.opened else (session.opening,)
