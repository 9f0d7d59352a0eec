"""Cells and rows as they live in a session: nodes that expressions walk. May not know settling."""

from collections.abc import Iterable, Iterator, Sequence

from auditdesk.form.nodes import Node
from auditdesk.form.template import Template
from auditdesk.form.values import At, Origin, Problem, RowId, TypedCell

Entered = tuple[str, Origin | None, str]
"""Text, where it came from, reason for not answering."""


class Slot:
    """One cell, or one group, or all rows of one repeat in one row around it.

    `typed` is the text as entered and `value` what expressions read: blank when not relevant or unfit.
    """

    __slots__ = (
        "_at",
        "came",
        "origin",
        "problems",
        "queued",
        "readonly",
        "reason",
        "relevant",
        "required",
        "row",
        "template",
        "troubles",
        "typed",
        "value",
    )
    kind = "element"
    prefix = space = ""

    def __init__(self, template: Template, row: "Row") -> None:
        self.template, self.row = template, row
        self.typed = self.value = self.reason = ""
        self.origin: Origin | None = None
        self.relevant = self.required = self.readonly = self.queued = False
        self.came = False
        self._at: At | None = None
        self.problems: tuple[Problem, ...] = ()
        self.troubles: tuple[str, ...] = ()

    @property
    def name(self) -> str:
        return self.template.name

    @property
    def at(self) -> At:
        if self._at is None:
            self._at = At(self.template.name, self.row.ids)
        return self._at

    @property
    def stands(self) -> Entered:
        return self.typed, self.origin, self.reason

    @property
    def entered(self) -> TypedCell | None:
        """What stands in the cell, as it is stored; None if nothing does."""
        if self.origin is None:
            return None
        return TypedCell(self.at, self.typed, self.origin, self.reason)

    @property
    def up(self) -> Node:
        return self.row.around(self.template)

    def children(self) -> Sequence[Node]:
        if self.template.type == "group":
            return list(self.row.nodes_of(self.template))
        return (Words(self),) if self.value else ()

    def attributes(self) -> Sequence[Node]:
        return ()

    def text(self) -> str:
        """A group or row has no text of its own: whoever read it would wait for everything inside."""
        return self.value

    def order(self) -> tuple[int, ...]:
        return (*self.row.order(), self.template.index, 0)


class Row:
    """One row of a repeat, or (`repeat` is `data`) the return itself.

    `removed` rows and those beyond `repeat_count` keep their cells and are not shown.
    """

    __slots__ = ("beyond", "id", "ids", "inner", "parent", "removed", "repeat", "slots")
    kind = "element"
    prefix = space = ""

    def __init__(self, repeat: Template, row_id: RowId | None, parent: "Row | None") -> None:
        self.repeat, self.id, self.parent = repeat, row_id, parent
        self.ids: tuple[RowId, ...] = (
            *(parent.ids if parent else ()),
            *(() if row_id is None else (row_id,)),
        )
        self.removed = self.beyond = False
        self.slots: dict[str, Slot] = {}
        self.inner: dict[str, list[Row]] = {}
        waiting = list(reversed(repeat.inner))
        while waiting:
            template = waiting.pop()
            self.slots[template.name] = Slot(template, self)
            if template.type == "repeat":
                self.inner[template.name] = []
            else:
                waiting.extend(reversed(template.inner))

    @property
    def name(self) -> str:
        return self.repeat.name

    @property
    def at(self) -> At:
        return At(self.repeat.name, self.ids)

    @property
    def is_shown(self) -> bool:
        return not (self.removed or self.beyond)

    def top(self) -> "Row":
        row = self
        while row.parent is not None:
            row = row.parent
        return row

    def shown(self, repeat: str) -> "list[Row]":
        """The rows of a repeat that count: none while the repeat is not relevant."""
        return [row for row in self.inner[repeat] if row.is_shown] if self.slots[repeat].relevant else []

    @property
    def up(self) -> Node:
        return Above(self) if self.parent is None else self.parent.around(self.repeat)

    def around(self, template: Template) -> Node:
        """The group slot, or the row, that a template of this row lies in."""
        up = template.up
        return self.slots[up.name] if isinstance(up, Template) and up.name in self.slots else self

    def nodes_of(self, group: Template) -> Iterator[Node]:
        """The relevant cells, groups and rows directly in a group of this row, or in the row itself."""
        for template in group.inner:
            if template.type == "repeat":
                yield from self.shown(template.name)
            elif (slot := self.slots[template.name]).relevant:
                yield slot

    def children(self) -> Sequence[Node]:
        return list(self.nodes_of(self.repeat))

    def attributes(self) -> Sequence[Node]:
        return ()

    def text(self) -> str:
        return ""

    def order(self) -> tuple[int, ...]:
        if self.parent is None:
            return (0,)
        return (*self.parent.order(), self.repeat.index, self.parent.inner[self.repeat.name].index(self) + 1)


def cells_of(template: Template, row: Row) -> Iterator[Slot]:
    """The cells of a template in a row and in all rows further in, those in hidden rows left out."""
    if len(template.repeats) == len(row.ids):
        return iter((row.slots[template.name],))
    rows: Iterable[Row] = (row,)
    for repeat in template.repeats[len(row.ids) :]:
        rows = [inner for outer in rows for inner in outer.inner[repeat] if inner.is_shown]
    return (found.slots[template.name] for found in rows)


class Above:
    """The root above the return, where absolute paths begin."""

    __slots__ = ("_row",)
    kind = "root"
    name = prefix = space = ""
    up: Node | None = None

    def __init__(self, row: Row) -> None:
        self._row = row

    def children(self) -> Sequence[Node]:
        return (self._row,)

    def attributes(self) -> Sequence[Node]:
        return ()

    def text(self) -> str:
        return ""

    def order(self) -> tuple[int, ...]:
        return ()


class Words:
    """The text node of a cell."""

    __slots__ = ("_slot",)
    kind = "text"
    name = prefix = space = ""

    def __init__(self, slot: Slot) -> None:
        self._slot = slot

    @property
    def up(self) -> Node:
        return self._slot

    def children(self) -> Sequence[Node]:
        return ()

    def attributes(self) -> Sequence[Node]:
        return ()

    def text(self) -> str:
        return self._slot.value

    def order(self) -> tuple[int, ...]:
        return (*self._slot.order(), 1)
