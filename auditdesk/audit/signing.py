"""From a session to the return that is signed: what leaves the machine, and nothing else (formats.md 9).

May not know keys: the signature is the bundle's.
"""

from collections.abc import Iterator
from datetime import UTC, datetime

from auditdesk.audit.returns import COMMENT, Answer, Missing, Return, Row, State, value_of
from auditdesk.audit.round import Ref
from auditdesk.form import At, Exported, LeftOver, Session

_NIL = "hd_nil"
_MINUTES = "hd_minutes"
_CONCERN, _CLOSED = "ic_any", "ic_closed"


def ready_return(
    session: Session,
    form: str,
    ref: Ref,
    former: tuple[int, str | None],
    times: tuple[datetime | None, datetime],
    *,
    left_over: tuple[LeftOver, ...] = (),
) -> Return:
    """The next revision of a return. `former` is the last signed revision (0 if none) and its id.

    `times` are when it was started and finished; both are for show only. Of calculated values only those go
    that rest on a local answer: all others are worked out again by who reads them.
    """
    exported = tuple(one for one in session.export() if _travels(session, one))
    revision, parent = former
    started, finished = times
    minutes = _value(session, _MINUTES)
    return Return(
        ref=ref,
        form=form,
        revision=revision + 1,
        parent=parent,
        state=State.NIL if _value(session, _NIL) == "yes" else State.SIGNED,
        started=started.astimezone(UTC) if started else None,
        finished=finished.astimezone(UTC),
        minutes=int(minutes) if minutes else None,
        concerns=int(_value(session, _CONCERN) == "yes" and not _value(session, _CLOSED)),
        guard=(),
        rows=tuple(_rows(session)),
        answers=tuple(_answer(session, one) for one in exported if not _is_comment(session, one)),
        comments=tuple(
            (At(one.at.name.removesuffix(COMMENT), one.at.rows), one.value)
            for one in exported
            if _is_comment(session, one) and one.value
        ),
        left_over=left_over,
    )


def _value(session: Session, name: str) -> str:
    """What one of the usual questions holds; a partnership's own tool need not ask it."""
    return session.value(At(name)) if name in session.tool else ""


def _travels(session: Session, one: Exported) -> bool:
    return not one.computed or session.tool.rests_on_local(one.at.name)


def _is_comment(session: Session, one: Exported) -> bool:
    return one.at.name.endswith(COMMENT) and session.tool.question(one.at.name).role == "comment"


def _answer(session: Session, one: Exported) -> Answer:
    if one.reason:
        return Answer(one.at, Missing(one.reason))
    return Answer(one.at, value_of(session.tool.question(one.at.name), one.value))


def _rows(session: Session) -> Iterator[Row]:
    for row in session.exported_rows():
        yield Row(row.at.rows[-1], row.at.name, row.at.rows[-2] if len(row.at.rows) > 1 else None)
