"""A tool being filled in: the one mutable object of the room.

Does no input or output; used from one thread.
"""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace
from zoneinfo import ZoneInfo

from auditdesk.errors import QuestionError
from auditdesk.form.cells import Row, Slot
from auditdesk.form.evaluation import came
from auditdesk.form.given import ClockPack, Matching, Now, WorkingDays
from auditdesk.form.making import much_made
from auditdesk.form.reading import rows_in_order
from auditdesk.form.rows import Rows, change_of
from auditdesk.form.settle import State
from auditdesk.form.tables import Branch, table
from auditdesk.form.template import Template
from auditdesk.form.tool import Tool
from auditdesk.form.types import ANSWERED, LONGEST_TYPED, stored
from auditdesk.form.undo import Act, RowStep
from auditdesk.form.values import At, Change, Origin, RowId, Typed
from auditdesk.form.world import World


class Session(Rows):
    """One return: a tool and what was typed, settled after every act.

    `opening` is what opening it changed: defaults taken, rows that `repeat_count` asks for. Without calendar
    or clocks the functions that ask them give blank.
    """

    opening: Change

    @much_made()
    def __init__(  # noqa: PLR0913  all that form law 4 lets expressions see, each by name
        self,
        tool: Tool,
        *,
        typed: Typed = Typed(),  # noqa: B008  a frozen value
        facts: Mapping[str, str],
        now: Now,
        zone: ZoneInfo,
        calendar: WorkingDays | None,
        clocks: ClockPack | None,
        language: str = "en",
        new_id: Callable[[], RowId],
        matching: Matching | None = None,
    ) -> None:
        self._now = now
        tables: dict[str, Branch] = {}

        def table_of(name: str) -> Branch | None:
            if name not in tables and name in tool.lists:
                tables[name] = table(tool.lists[name], language, tool.default_language)
            return tables.get(name)

        world = World(
            zone=zone,
            moment=now(),
            language=language,
            facts={"tool.version": tool.version, "tool.hash": tool.hash, **facts},
            calendar=calendar,
            clocks=clocks,
            matching=matching,
            new_id=new_id,
            table=table_of,
            choice_label=lambda name, code: tool.choice_label(name, code, language),
        )
        super().__init__(tool, State(tool.program, world, new_id), new_id)
        self._take(typed)
        self.opening = change_of(self._state.settle(), ())

    def _take(self, typed: Typed) -> None:
        """Put in what was typed before; rows around others first."""
        state = self._state
        for entry in sorted(typed.rows, key=lambda entry: len(entry.at.rows)):
            template = self._template(entry.at.name)
            around = At(entry.at.name, entry.at.rows[:-1])
            if template.type != "repeat" or not entry.at.rows or entry.at.rows[-1] in state.rows:
                raise self._unknown(entry.at.name)
            parent = self._found(around, template.repeats)
            row = state.add_row(template, parent, entry.at.rows[-1], len(parent.inner[template.name]))
            row.removed = entry.removed
        for cell in typed.cells:
            slot = self._slot(cell.at)
            slot.typed, slot.origin, slot.reason = cell.text, cell.origin, cell.reason
            if cell.origin is Origin.CARRIED and not slot.template.calculated:
                came(slot)
        for row in (state.root, *rows_in_order(state.root)):
            state.begin(row, fresh=not typed.opened)

    def answer(self, at: At, value: str, *, reason: str = "") -> Change:
        """Enter a text, or a reason for not answering; both empty clear the cell.

        Raises:
            QuestionError: no such question or row, a calculated one, or a text beyond the limit.
        """
        slot = self._slot(at)
        self._ensure_typeable(slot, value)
        self._enter(slot, value, reason)
        return self._settled(())

    def _ensure_typeable(self, slot: Slot, value: str) -> None:
        template = slot.template
        if template.calculated or template.type not in ANSWERED:
            raise QuestionError(
                "R_LIMIT", question=template.name, why="it is worked out by the tool, not typed"
            )
        if len(value) > LONGEST_TYPED:
            why = f"{len(value):,} characters, at most {LONGEST_TYPED:,}"
            raise QuestionError("R_LIMIT", question=template.name, why=why)

    def _enter(self, slot: Slot, value: str, reason: str) -> None:
        question = slot.template.question
        text = stored(question, value, self._state.world.zone) if question is not None else ""
        reason = "" if text else reason
        origin = Origin.TYPED if text or reason else None
        if (text, reason) != (slot.typed, slot.reason) or (origin is None) != (slot.origin is None):
            self._state.enter(slot, text, origin, reason)

    def paste(self, at: At, cells: Sequence[Sequence[str]]) -> Change:
        """A block of texts, its first one at `at`: columns to the right and rows down, added as needed.

        Outside repeats every text goes to the next question. One step of undo, one settle.

        Raises:
            QuestionError: as `answer` and `add_row`; then nothing of the block has been entered.
        """
        first = self._slot(at)
        columns = [t for t in self._beside(first.template) if _typeable(t)]
        columns = columns[columns.index(first.template) :] if first.template in columns else []
        lines = list(cells) if first.row.parent else [[text for line in cells for text in line]]
        for line in lines:
            for template, text in zip(columns, line, strict=False):
                self._ensure_typeable(first.row.slots[template.name], text)
        rows, steps = self._rows_from(first.row, len(lines))
        for row, line in zip(rows, lines, strict=False):
            for template, text in zip(columns, line, strict=False):
                self._enter(row.slots[template.name], text, "")
        return self._settled(steps)

    def _beside(self, template: Template) -> list[Template]:
        """The questions of the same row, in document order."""
        ours = self._state.program.templates.values()
        return [found for found in ours if found.repeats == template.repeats]

    def _rows_from(self, first: Row, count: int) -> tuple[list[Row], tuple[RowStep, ...]]:
        """A row and those shown after it, with new ones at the end until there are `count`."""
        if first.parent is None:
            return [first], ()
        around = At(first.repeat.name, first.parent.ids)
        shown = [row for row in first.parent.inner[first.repeat.name] if row.is_shown]
        rows = shown[shown.index(first) :]
        steps = tuple(self._added(around, None) for _ in range(count - len(rows)))
        return [*rows, *(step.row for step in steps)], steps

    def undo(self) -> Change | None:
        """Take back the last act with all that followed from it; None if there is none (form law 27)."""
        return self._replayed(self._history.undone())

    def redo(self) -> Change | None:
        """Repeat the act taken back last; None if there is none."""
        return self._replayed(self._history.redone())

    def _replayed(self, act: Act | None) -> Change | None:
        if act is None:
            return None
        for step in act.cells:
            text, origin, reason = step.after
            self._state.enter(step.slot, text, origin, reason)
        steps = self._carried_out(act.rows)
        return change_of(self._state.settle(), tuple(replace(step, first=False) for step in steps))

    def tick(self) -> Change:
        """Read the time of day anew and settle what depends on it (form law 14)."""
        self._state.world.moment = self._now()
        self._state.tick()
        return change_of(self._state.settle(), ())


def _typeable(template: Template) -> bool:
    return template.type in ANSWERED and not template.calculated
