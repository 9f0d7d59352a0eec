"""How a return stands: cells, problems, progress, and what leaves the machine. May not change anything."""

import re
from collections.abc import Iterator, Mapping, Sequence
from difflib import get_close_matches
from functools import cached_property

from auditdesk.errors import QuestionError
from auditdesk.form.cells import Row, Slot, cells_of
from auditdesk.form.closures import Maker
from auditdesk.form.convert import to_text
from auditdesk.form.functions import calls
from auditdesk.form.rules import offered
from auditdesk.form.scope import ToolScope
from auditdesk.form.settle import State
from auditdesk.form.template import Template
from auditdesk.form.tool import Tool
from auditdesk.form.trees import Ref
from auditdesk.form.types import ANSWERED
from auditdesk.form.values import At, Cell, Exported, Problem, Progress, RowId, Typed, TypedRow
from auditdesk.form.world import Context

_REF = re.compile(r"\$\{([^{}]*)\}")


class Reading:
    """The questions a screen, a signer and a report may ask of one return."""

    tool: Tool

    def __init__(self, tool: Tool, state: State) -> None:
        self.tool, self._state = tool, state

    @cached_property
    def _asked(self) -> tuple[tuple[Template, str, bool], ...]:
        """Every question that is answered, its top group, and whether it is a comment."""
        return tuple(
            (template, (*question.groups, "")[0], question.role == "comment")
            for template in self._state.program.templates.values()
            if (question := template.question) is not None
            and question.type in ANSWERED
            and not template.calculated
        )

    def value(self, at: At) -> str:
        """What expressions read in a cell: blank when not relevant or unfit."""
        return self._slot(at).value

    def cell(self, at: At) -> Cell:
        slot = self._slot(at)
        return Cell(
            at,
            slot.value,
            slot.typed,
            slot.origin,
            slot.reason,
            slot.relevant,
            slot.required,
            slot.readonly,
            slot.problems,
            offered(slot, self._state.world),
        )

    def rows(self, repeat: At) -> tuple[RowId, ...]:
        """The ids of the rows that are shown, in order; none while the repeat is not relevant."""
        template = self._template(repeat.name)
        parent = self._row(repeat)
        if template.type != "repeat":
            raise self._unknown(repeat.name)
        return tuple(row.ids[-1] for row in parent.shown(template.name))

    def label(self, at: At) -> str:
        """The label in the session's language with `${}` filled in; the name where there is no label."""
        slot = self._slot(at)
        language = self._state.world.language
        question = self.tool.question(at.name)
        text = question.label.get(language) or question.label.get(self.tool.default_language) or at.name
        return _REF.sub(lambda found: self._filled(found[1].strip(), slot), text)

    def _filled(self, name: str, slot: Slot) -> str:
        program = self._state.program
        scope = ToolScope(program.templates, program.lists, slot.template, set())
        self._state.world.spent = 0
        code = Maker(scope, calls).code(Ref(name, 0))
        return to_text(code.run(Context(slot, self._state.world, slot)))

    def validate(self, within: At | None = None) -> tuple[Problem, ...]:
        """Every problem, or those of one group, row or cell, in document order."""
        return tuple(problem for slot in self._inside(within) for problem in slot.problems)

    def progress(self) -> Mapping[str, Progress]:
        """By top group, in document order; questions outside every group stand under the empty name."""
        counts: dict[str, list[int]] = {}
        for template, group, is_comment in self._asked:
            for slot in cells_of(template, self._state.root):
                if not slot.relevant:
                    continue
                count = counts.setdefault(group, [0, 0, 0])
                answered = bool(slot.value or slot.reason)
                if not is_comment:
                    count[0] += 1
                    count[1] += answered
                count[2] += slot.required and not answered
        return {name: Progress(*count) for name, count in counts.items()}

    def export(self) -> tuple[Exported, ...]:
        """The relevant, non-local cells that are not blank, in document order (form law 28)."""
        return tuple(
            Exported(slot.at, slot.value, slot.reason, slot.template.calculated)
            for slot in in_order(self._state.root, self._state.program.top.inner)
            if slot.relevant and (slot.value or slot.reason) and not _is_local(slot)
        )

    def exported_rows(self) -> tuple[TypedRow, ...]:
        """The rows that count, in shown order."""
        return tuple(TypedRow(row.at) for row in rows_in_order(self._state.root) if self._counts(row))

    def typed(self) -> Typed:
        """Everything entered, hidden rows and cells that are not asked included."""
        rows = tuple(rows_in_order(self._state.root))
        slots = [slot for row in (self._state.root, *rows) for slot in row.slots.values()]
        cells = tuple(cell for slot in slots if (cell := slot.entered) is not None)
        return Typed(tuple(TypedRow(row.at, row.removed) for row in rows), cells, opened=True)

    def _counts(self, row: Row) -> bool:
        while row.parent is not None:
            if not (row.is_shown and row.parent.slots[row.repeat.name].relevant):
                return False
            row = row.parent
        return True

    def _inside(self, within: At | None) -> Iterator[Slot]:
        program = self._state.program
        if within is None:
            return in_order(self._state.root, program.top.inner)
        template = self._template(within.name)
        if template.type == "repeat" and len(within.rows) > len(template.repeats):
            return in_order(self._row_itself(within), template.inner)
        return in_order(self._slot(within).row, [template])

    def _template(self, name: str) -> Template:
        found = self._state.program.templates.get(name)
        if found is None:
            raise self._unknown(name)
        return found

    def _unknown(self, name: str) -> QuestionError:
        close = get_close_matches(name, list(self._state.program.templates), 1)
        return QuestionError("R_QUESTION", question=name, near=f" Did you mean {close[0]}?" if close else "")

    def _slot(self, at: At) -> Slot:
        template = self._template(at.name)
        row = self._row(at)
        return row.slots[template.name]

    def _row(self, at: At) -> Row:
        """The row that a cell, or all rows of a repeat, lies in."""
        return self._found(at, self._template(at.name).repeats)

    def _row_itself(self, at: At) -> Row:
        """The row that `at` names: the last of its ids is the row's own."""
        template = self._template(at.name)
        if template.type != "repeat":
            raise self._unknown(at.name)
        return self._found(at, (*template.repeats, template.name))

    def _found(self, at: At, repeats: Sequence[str]) -> Row:
        if not at.rows and not repeats:
            return self._state.root
        row = self._state.rows.get(at.rows[-1]) if at.rows else None
        if row is None or row.ids != at.rows or row.repeat.name != repeats[-1:][0]:
            raise QuestionError("R_LIMIT", question=at.name, why="there is no such row")
        return row


def in_order(row: Row, templates: Sequence[Template]) -> Iterator[Slot]:
    """Cells, groups and repeats in document order, those in hidden rows left out."""
    for template in templates:
        slot = row.slots[template.name]
        yield slot
        if template.type == "repeat":
            for inner in row.inner[template.name]:
                if inner.is_shown:
                    yield from in_order(inner, template.inner)
        elif template.inner:
            yield from in_order(row, template.inner)


def rows_in_order(row: Row) -> Iterator[Row]:
    """All rows inside a row, hidden ones too, each before the rows inside it."""
    for rows in row.inner.values():
        for inner in rows:
            yield inner
            yield from rows_in_order(inner)


def _is_local(slot: Slot) -> bool:
    question = slot.template.question
    return question is None or question.local
