"""A return as plain JSON and back (formats.md 9): what is signed, kept and named by its id.

May not know the tool: whether an answer fits its question is judged where the tool is at hand.
"""

import re
from collections.abc import Iterable

from auditdesk.audit.returns import Answer, Kept, Missing, Return, Row, State, Value
from auditdesk.audit.round import AGENCY, CASE_REF, READERS, Ref
from auditdesk.audit.shape import HASH, Part, moment_or_none, moment_text
from auditdesk.canonical import LARGEST_INTEGER, Json
from auditdesk.form.values import At, LeftOver, Origin, RowId, TypedCell

MOST_REVISION = 10_000
_MOST_MINUTES = 100_000
_MOST_GUARD = 200
_MOST_REASON = 500
_MOST_ROWS = 1_000
_MOST_ANSWERS = 5_000
_MOST_CHOICES = 2_000
_NAME = re.compile(r"[A-Za-z_][A-Za-z0-9_]{0,47}")
_CELL_NAME = re.compile(r"[A-Za-z_][A-Za-z0-9_]{0,50}")
"""A question, or the comment on one."""
_ROW = re.compile(r"[a-z2-7]{8}")
_CODE = re.compile(r"[A-Za-z0-9_.-]{1,64}")
_MOST_VERSION = 20
_MOST_ROW = 2_000
_DEEPEST_ROW = 3
_LEFT_OVER = "left_over"
_LEFT_KEYS = ("question", "rows", "row", "label", "text", "reason", "form", "version")
_RETURN_KEYS = (
    "case",
    "agency",
    "reader",
    "form",
    "revision",
    "parent",
    "state",
    "started",
    "finished",
    "minutes",
    "concerns",
    "guard",
    "rows",
    "answers",
    "comments",
)


def written_return(ret: Return) -> Json:
    """Left-over answers are written where there are some: else nothing differs from the first format."""
    left: Json = [_written_left(one) for one in ret.left_over]
    return _written(ret) | ({_LEFT_OVER: left} if left else {})


def _written_left(one: LeftOver) -> Json:
    return {
        "question": one.cell.at.name,
        "rows": list(one.cell.at.rows),
        "row": one.row,
        "label": one.label,
        "text": one.cell.text,
        "reason": one.cell.reason,
        "form": one.tool,
        "version": one.version,
    }


def _written(ret: Return) -> dict[str, Json]:
    return {
        "case": ret.ref.case,
        "agency": ret.ref.agency,
        "reader": ret.ref.reader,
        "form": ret.form,
        "revision": ret.revision,
        "parent": ret.parent,
        "state": ret.state.value,
        "started": moment_text(ret.started) if ret.started else None,
        "finished": moment_text(ret.finished) if ret.finished else None,
        "minutes": ret.minutes,
        "concerns": ret.concerns,
        "guard": [{"at": kept.at, "kind": kept.kind, "reason": kept.reason} for kept in ret.guard],
        "rows": [{"id": row.id, "repeat": row.repeat, "parent": row.parent} for row in ret.rows],
        "answers": {answer.at.key(): _written_value(answer.value) for answer in ret.answers},
        "comments": {at.key(): text for at, text in ret.comments},
    }


def _written_value(value: Value) -> Json:
    match value:
        case Missing():
            return {"missing": value.code}
        case tuple():
            return list(value)
        case str() | int():
            return value


def read_return(value: Json, place: str = "") -> Return:
    """The return this JSON says; answers and comments in the order of their keys.

    Raises:
        ShapeError: naming the place that is not as the format has it.
    """
    has_left = isinstance(value, dict) and _LEFT_OVER in value
    parts = Part(value, place).parts(*_RETURN_KEYS, *([_LEFT_OVER] if has_left else []))
    rows = tuple(_rows(parts["rows"]))
    around = _around(rows)
    return Return(
        ref=Ref(
            parts["case"].match(CASE_REF),
            parts["agency"].match(AGENCY),
            parts["reader"].whole(READERS.start, READERS.stop - 1),
        ),
        form=parts["form"].match(HASH),
        revision=parts["revision"].whole(1, MOST_REVISION),
        parent=parts["parent"].hash_or_none(),
        state=parts["state"].one_of(State),
        started=moment_or_none(parts["started"]),
        finished=moment_or_none(parts["finished"]),
        minutes=None if parts["minutes"].value is None else parts["minutes"].whole(0, _MOST_MINUTES),
        concerns=parts["concerns"].whole(0, _MOST_ANSWERS),
        guard=tuple(_kept(part) for part in parts["guard"].list(_MOST_GUARD)),
        rows=rows,
        answers=tuple(
            Answer(_at(key, part, around), _value(part))
            for key, part in sorted(parts["answers"].map(_MOST_ANSWERS).items())
        ),
        comments=tuple(
            (_at(key, part, around), part.text(least=1))
            for key, part in sorted(parts["comments"].map(_MOST_ANSWERS).items())
        ),
        left_over=tuple(map(_left, parts[_LEFT_OVER].list(_MOST_ANSWERS, 1))) if has_left else (),
    )


def _left(part: Part) -> LeftOver:
    """An answer that no question has a place for: its row need not be one of this return."""
    parts = part.parts(*_LEFT_KEYS)
    rows = tuple(RowId(row.match(_ROW)) for row in parts["rows"].list(_DEEPEST_ROW))
    cell = TypedCell(
        At(parts["question"].match(_CELL_NAME), rows),
        parts["text"].text(),
        Origin.TYPED,
        "" if parts["reason"].value == "" else parts["reason"].match(_CODE),
    )
    named = (parts["label"].text(), parts["row"].text(_MOST_ROW))
    return LeftOver(cell, *named, parts["form"].match(HASH), parts["version"].text(_MOST_VERSION))


def _kept(part: Part) -> Kept:
    parts = part.parts("at", "kind", "reason")
    key = parts["at"].text(80)
    return Kept(key, parts["kind"].match(_CODE), parts["reason"].text(_MOST_REASON))


def _rows(part: Part) -> Iterable[Row]:
    """Rows in shown order; a row stands after the row around it, so that there can be no circle."""
    known: set[RowId | None] = {None}
    for inner in part.list(_MOST_ROWS):
        parts = inner.parts("id", "repeat", "parent")
        row_id = RowId(parts["id"].match(_ROW))
        parent = None if parts["parent"].value is None else RowId(parts["parent"].match(_ROW))
        if parent not in known:
            parts["parent"].refuse("is no row above")
        if row_id in known:
            parts["id"].refuse("stands twice")
        known.add(row_id)
        yield Row(row_id, parts["repeat"].match(_NAME), parent)


def _around(rows: tuple[Row, ...]) -> dict[str, tuple[RowId, ...]]:
    """For each row its own id after those of the rows around it."""
    around: dict[str, tuple[RowId, ...]] = {}
    for row in rows:
        around[row.id] = (*(around[row.parent] if row.parent else ()), row.id)
    return around


def _at(key: str, part: Part, around: dict[str, tuple[RowId, ...]]) -> At:
    row, colon, name = key.rpartition(":")
    if not _NAME.fullmatch(name) or (colon and row not in around):
        part.refuse("is no question of this return")
    return At(name, around[row] if colon else ())


def _value(part: Part) -> Value:
    """An answer that is there: a blank one is absent (formats.md 9)."""
    match part.value:
        case str():
            return part.text(least=1)
        case list():
            names = tuple(inner.match(_CODE) for inner in part.list(_MOST_CHOICES, least=1))
            if len(set(names)) < len(names):
                part.refuse("names a choice twice")
            return names
        case dict():
            return Missing(part.parts("missing")["missing"].match(_CODE))
        case _:
            return part.whole(-LARGEST_INTEGER, LARGEST_INTEGER)
