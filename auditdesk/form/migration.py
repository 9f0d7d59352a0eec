"""A half-filled return on a newer version of its tool (form laws 29, 30). May not know stores or sessions."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace

from auditdesk.form.matching import carried, homes
from auditdesk.form.tool import Tool
from auditdesk.form.types import SELECTS, STRUCTURE
from auditdesk.form.values import At, LeftOver, Question, RowId, Typed, TypedCell, TypedRow


@dataclass(frozen=True, slots=True)
class Migration:
    """What was entered, as the newer tool holds it; what it has no place for, in the former one's order."""

    typed: Typed
    left_over: tuple[LeftOver, ...]


def migrate(former: Tool, typed: Typed, tool: Tool) -> Migration:
    """Carry what was entered from a tool to a newer version of it; nothing is dropped.

    A question keeps its answer if the newer tool has it by its name, or by an older one in `audit::was`,
    inside the same chain of repeats, and takes its type: the same, any to text, integer to decimal, one
    choice to several; a choice where its code exists. Everything else is left over: answers, reasons, codes,
    and rows that hold no answer. A default that is new is not taken: the return has been opened before.
    """
    found = homes(former, tool)
    rows = tuple(_row(row, found) for row in typed.rows if row.at.name in found)
    parts = [_parts(cell, found) for cell in typed.cells]
    left = [left for _, left in parts if left is not None]
    left += [TypedCell(row.at, "") for row in _empty_rows(typed, found)]
    kept = tuple(cell for cell, _ in parts if cell is not None)
    return Migration(Typed(rows, kept, typed.opened), _told(former, typed, left))


def without_place(former: Tool, tool: Tool) -> tuple[Question, ...]:
    """The questions whose answers the newer tool has no place for at all."""
    found = homes(former, tool)
    asked = (question for question in former.questions if question.type not in {*STRUCTURE, "note"})
    return tuple(q for q in asked if q.name not in found and "calculation" not in q.columns)


def in_words(one: LeftOver, tool: Tool) -> str:
    """A left-over answer as the tool it was given on says it: choices by label, a reason in brackets."""
    cell = one.cell
    if not cell.text:
        return f"({cell.reason})" if cell.reason else "(a row without answers)"
    if cell.at.name not in tool or tool.question(cell.at.name).type not in SELECTS:
        return cell.text
    labels = (tool.choice_label(cell.at.name, code, tool.default_language) for code in cell.text.split())
    return "; ".join(labels)


def _row(row: TypedRow, found: Mapping[str, Question]) -> TypedRow:
    return replace(row, at=At(found[row.at.name].name, row.at.rows))


def _parts(cell: TypedCell, found: Mapping[str, Question]) -> tuple[TypedCell | None, TypedCell | None]:
    """The cell as it is kept, and what is left over of it; None for what there is nothing of."""
    if (home := found.get(cell.at.name)) is None:
        return None, cell if cell.text or cell.reason else None
    kept, left = carried(home, cell.text)
    here = replace(cell, at=At(home.name, cell.at.rows), text=kept)
    return here if kept or not left else None, replace(cell, text=left) if left else None


def _empty_rows(typed: Typed, found: Mapping[str, Question]) -> Iterator[TypedRow]:
    """Rows that go and in which nothing was answered: only they would vanish without a word."""
    told = {cell.at.rows for cell in typed.cells if cell.text or cell.reason}
    told |= {row.at.rows[:-1] for row in typed.rows}
    told |= {rows[:depth] for rows in told for depth in range(1, len(rows))}
    for row in typed.rows:
        if row.at.name not in found and row.at.rows not in told:
            yield row


def _told(former: Tool, typed: Typed, left: list[TypedCell]) -> tuple[LeftOver, ...]:
    """What is left over with all that a person needs to know it by."""
    places = _places(typed)
    order = {question.name: place for place, question in enumerate(former.questions)}
    row_order = {row.at.rows[-1]: place for place, row in enumerate(typed.rows)}

    def shown_order(cell: TypedCell) -> tuple[int, ...]:
        return (order[cell.at.name], *(row_order.get(row, 0) for row in cell.at.rows))

    return tuple(
        LeftOver(
            cell,
            _label(former, cell.at.name),
            _row_words(former, cell.at, places),
            former.hash,
            former.version,
        )
        for cell in sorted(left, key=shown_order)
    )


def _places(typed: Typed) -> Mapping[RowId, int]:
    """The number by which a person knows a row; 0 for one that was removed."""
    counts: dict[At, int] = {}
    places = {}
    for row in typed.rows:
        beside = At(row.at.name, row.at.rows[:-1])
        counts[beside] = counts.get(beside, 0) + (not row.removed)
        places[row.at.rows[-1]] = 0 if row.removed else counts[beside]
    return places


def _row_words(former: Tool, at: At, places: Mapping[RowId, int]) -> str:
    """`Reviews 2, Meetings 1`: the rows around a cell; empty outside repeats."""
    question = former.question(at.name)
    repeats = (*question.repeats, at.name) if question.type == "repeat" else question.repeats
    named = zip(repeats, at.rows, strict=False)
    return ", ".join(f"{_label(former, name)} {places.get(row) or '(removed)'}" for name, row in named)


def _label(tool: Tool, name: str) -> str:
    question = tool.question(name)
    label = question.label.get(tool.default_language) or name
    about = question.columns.get("audit::of", "") if question.role == "comment" else ""
    return f"{_label(tool, about)}: {label}" if about in tool else label
