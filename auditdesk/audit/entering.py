"""Answers of a file typed into a session: each known, asked for and fitting, or the file is refused.

May not know where the session came from, nor where its changes go.
"""

from auditdesk.audit.given import GivenAnswer
from auditdesk.canonical import cleaned
from auditdesk.errors import InputError
from auditdesk.form import At, Change, QuestionError, RowId, Session

MAY_WAIT = frozenset({"answer.required"})
"""Problems that a round may allow at signing (contracts.md 4, `incomplete`)."""
_NOT_ASKED = "it is not asked under the other answers of this return"


def _unfit(one: GivenAnswer, file: str, why: str) -> InputError:
    return InputError("R_ANSWER", file=file, line=str(one.line), question=one.question, why=why)


def _name(one: GivenAnswer) -> str:
    return f"{one.question}__c" if one.comment else one.question


def entered(session: Session, one: GivenAnswer, file: str, *, fits: bool = True) -> Change:
    """Type one answer of a file into the session; a list of mappings makes rows of a repeat.

    Without `fits` an answer that breaks a rule is entered as a person could type it.
    """
    try:
        return _entered(session, one, file, fits)
    except QuestionError as error:
        raise _unfit(one, file, error.named.get("why", str(error))) from error


def _entered(session: Session, one: GivenAnswer, file: str, fits: bool) -> Change:  # noqa: FBT001 - see above
    if isinstance(one.value, str):
        at = At(_name(one))
        _ensure_known(session, at.name, one, file)
        change = session.answer(at, cleaned(one.value)[0])
        if fits:
            _ensure_fits(session, at, one, file)
        return change
    if one.question not in {repeat.name for repeat in session.tool.repeats}:
        raise _unfit(one, file, "it is not a repeat, so its answer is not a list of rows")
    changes = []
    for place, cells in enumerate(one.value):
        if _follows_a_count(session, one):
            row, typed = _row_meant(session, one, place, file)
        else:
            added = session.add_row(At(one.question))
            changes.append(added)
            row, typed = added.rows[0].at.rows, cells
        about = (file, fits)
        changes.extend(_cell_entered(session, one.question, row, cell, about) for cell in typed)
    return Change(
        typed=tuple(typed for change in changes for typed in change.typed),
        rows=tuple(row for change in changes for row in change.rows),
    )


def in_order(session: Session, given: tuple[GivenAnswer, ...]) -> tuple[GivenAnswer, ...]:
    """As given, but repeats whose rows follow a count last: their rows are there once they are asked."""
    return tuple(sorted(given, key=lambda one: _follows_a_count(session, one)))


def _follows_a_count(session: Session, one: GivenAnswer) -> bool:
    repeats = {repeat.name: repeat for repeat in session.tool.repeats}
    return one.question in repeats and "repeat_count" in repeats[one.question].columns


def _row_meant(
    session: Session, one: GivenAnswer, place: int, file: str
) -> tuple[tuple[RowId, ...], tuple[GivenAnswer, ...]]:
    """The row that a file's row means: by what is worked out in it (`area: safety`), else by its place.

    Also gives the cells to be typed into it.
    """
    rows = session.rows(At(one.question))
    if not rows:
        raise _unfit(one, file, _NOT_ASKED)
    cells = tuple(one.value[place]) if not isinstance(one.value, str) else ()
    keys = [cell for cell in cells if _is_worked_out(session, _column(session, one.question, cell))]
    named = [row for row in rows if all(_value(session, one, key, row) == key.value for key in keys)]
    meant = named if keys else rows[place : place + 1]
    if len(meant) != 1:
        raise _unfit(one, file, f"its row {place + 1} is none of the {len(rows)} rows it has here")
    return (meant[0],), tuple(cell for cell in cells if cell not in keys)


def _value(session: Session, one: GivenAnswer, key: GivenAnswer, row: RowId) -> str:
    return session.cell(At(_column(session, one.question, key), (row,))).value


def _is_worked_out(session: Session, name: str) -> bool:
    return name in session.tool and session.tool.question(name).type == "calculate"


def _column(session: Session, repeat: str, cell: GivenAnswer) -> str:
    """The full name of a column: `d` is short for `cse_rev_d` inside `cse_rev` (contracts.md 4)."""
    short = f"{repeat}_{_name(cell)}"
    return short if short in session.tool else _name(cell)


def _cell_entered(
    session: Session, repeat: str, row: tuple[RowId, ...], cell: GivenAnswer, about: tuple[str, bool]
) -> Change:
    file, fits = about
    at = At(_column(session, repeat, cell), row)
    _ensure_known(session, at.name, cell, file)
    if not isinstance(cell.value, str):
        raise _unfit(cell, file, "a row holds texts, not lists of rows")
    change = session.answer(at, cleaned(cell.value)[0])
    if fits:
        _ensure_fits(session, at, cell, file)
    return change


def _ensure_known(session: Session, name: str, one: GivenAnswer, file: str) -> None:
    try:
        question = session.tool.question(name)
    except KeyError:
        raise _unfit(one, file, "there is no such question in this tool") from None
    if question.type == "calculate":
        raise _unfit(one, file, "it is worked out, not answered")


def _ensure_fits(session: Session, at: At, one: GivenAnswer, file: str) -> None:
    """Types, choices and constraints hold also where a round may be incomplete (contracts.md 4)."""
    for problem in session.cell(at).problems:
        if problem.severity == "error" and problem.code not in MAY_WAIT:
            raise _unfit(one, file, problem.text)


def is_asked_here(session: Session, one: GivenAnswer, file: str) -> bool:
    try:
        return session.cell(At(_name(one))).relevant
    except QuestionError:
        raise _unfit(one, file, "there is no such question in this tool") from None


def ensure_asked(session: Session, one: GivenAnswer, file: str) -> None:
    at = At(_name(one))
    if isinstance(one.value, str):
        is_asked = session.cell(at).relevant
    else:
        is_asked = len(session.rows(at)) >= len(one.value)
    if not is_asked:
        raise _unfit(one, file, _NOT_ASKED)
