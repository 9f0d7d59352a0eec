"""A return as it travelled, back as what was entered: for whoever reads it again by its tool (formats.md 9).

May not know why it is read again: to judge its answers (exchange) or to compare them (merge).
"""

from collections.abc import Callable, Mapping
from datetime import UTC, datetime, time
from itertools import count

from auditdesk.audit.returns import COMMENT, Answer, Missing, Return, text_of
from auditdesk.audit.round import Round
from auditdesk.form import At, Origin, RowId, Tool, Typed, TypedCell, TypedRow


def entered(ret: Return, tool: Tool) -> Typed:
    """What was entered; what rests on a local answer, as calculated or as asked, counts as it came."""
    parents = {row.id: row.parent for row in ret.rows}
    rows = tuple(TypedRow(At(row.repeat, _path(row.id, parents))) for row in ret.rows)
    comments = tuple(_comment(At(at.name + COMMENT, at.rows), text, tool) for at, text in ret.comments)
    return Typed(rows, tuple(_cell(answer, tool) for answer in ret.answers) + comments, opened=True)


def _path(row: RowId | None, parents: Mapping[RowId, RowId | None]) -> tuple[RowId, ...]:
    found: tuple[RowId, ...] = ()
    while row is not None:
        found, row = (row, *found), parents[row]
    return found


def _cell(answer: Answer, tool: Tool) -> TypedCell:
    origin = _origin(answer.at.name, tool)
    if isinstance(answer.value, Missing):
        return TypedCell(answer.at, "", origin, answer.value.code)
    return TypedCell(answer.at, text_of(answer.value), origin)


def _comment(at: At, text: str, tool: Tool) -> TypedCell:
    return TypedCell(at, text, _origin(at.name, tool))


def _origin(name: str, tool: Tool) -> Origin:
    """What travelled was asked on the auditor's machine, whatever an answer that stayed there said."""
    is_calculated = name in tool and tool.question(name).type == "calculate"
    return Origin.CARRIED if is_calculated or tool.is_asked_at_home(name) else Origin.TYPED


def signed_at(ret: Return, audit_round: Round) -> datetime:
    """The moment that rules on the time of day are read at, as the sender's clock said."""
    return ret.finished or ret.started or datetime.combine(audit_round.audit_date, time(12), UTC)


def rows_not_sent() -> Callable[[], RowId]:
    """Ids for rows that a count asks for and nobody sent: ten characters, unlike any that came."""
    numbers = count()
    return lambda: RowId(f"row-{next(numbers):06}")
