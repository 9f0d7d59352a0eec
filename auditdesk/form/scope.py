"""What names mean in the rules of a tool (form laws 5 and 6): resolved once, every question read noted.

May not know answers.
"""

from collections.abc import Callable, Mapping
from typing import Any, cast

from auditdesk.form.closures import Code
from auditdesk.form.columns import near
from auditdesk.form.convert import Value
from auditdesk.form.nodes import Node
from auditdesk.form.paths import Nodes
from auditdesk.form.reach import ground_of, reachable
from auditdesk.form.template import Ground, Read, Template
from auditdesk.form.tokens import ExprError
from auditdesk.form.trees import Call, Expr, Filter, Path, Ref, Step, Text
from auditdesk.form.values import Choice
from auditdesk.form.world import Context

Lists = Mapping[str, tuple[Choice, ...]]


class ToolScope:
    """The scope of one rule of `own`; inside brackets `around` are the templates that a candidate can be.

    `columns` is set where the candidate is a choice: the columns of its list.
    """

    def __init__(
        self,
        templates: Mapping[str, Template],
        lists: Lists,
        own: Template,
        reads: set[Read],
    ) -> None:
        self._templates, self._lists, self._own, self._reads = templates, lists, own, reads
        self._around: tuple[Template | Ground, ...] = (own,)
        self._candidate = False
        self._columns: frozenset[str] | None = None

    def of_choices(self, columns: frozenset[str]) -> "ToolScope":
        """The same scope, the candidate being a choice with these columns."""
        inner = ToolScope(self._templates, self._lists, self._own, self._reads)
        inner._columns, inner._candidate = columns, True
        return inner

    def within(self, inner: Expr) -> "ToolScope":
        if (name := _table_of(inner)) is not None:
            return self.of_choices(columns_of(self._lists.get(name, ())))
        scope = ToolScope(self._templates, self._lists, self._own, self._reads)
        scope._around, scope._candidate = self.reached(inner), True
        return scope

    def _template(self, ref: Ref) -> Template:
        found = self._templates.get(ref.name)
        if found is None:
            raise ExprError(
                "TOOL_REF", f"no question '{ref.name}'.{near(ref.name, list(self._templates))}", ref.at
            )
        return found

    def value(self, ref: Ref) -> Code:
        found = self._template(ref)
        if not self._beside(found):
            return Code(cast("Callable[[Context], Value]", self.nodes(ref)), "nodes")
        self._reads.add(Read(found.name, wide=False))
        return Code(_reader(found.name, len(self._own.repeats) - len(found.repeats)), "text")

    def nodes(self, ref: Ref) -> Nodes:
        found = self._template(ref)
        wide = not self._beside(found)
        self._reads.add(Read(found.name, wide))
        if wide:
            return _all_cells(found)
        return _one_cell(found.name, len(self._own.repeats) - len(found.repeats))

    def column(self, ref: Ref) -> Nodes:
        found = self._template(ref)
        self._reads.add(Read(found.name, wide=True))
        return _all_cells(found)

    def _beside(self, found: Template) -> bool:
        """One cell: it lies in the row of the rule, or outside (form law 5)."""
        return found.type != "repeat" and self._own.repeats[: len(found.repeats)] == found.repeats

    def quoted(self, text: str) -> str:
        name = text.strip().removeprefix("${").removesuffix("}").strip()
        return self._template(Ref(name, 0)).name

    def path(self, path: Path) -> Code | None:
        """A bare name in brackets is the row's cell; a lone `.` the rule's own; any other path is walked."""
        if path.start is None and not path.rooted:
            if (special := self._special(path)) is not None:
                return special
            if self._columns is not None:
                self._ensure_column(path)
                return None
        self.reached(path)
        return None

    def _special(self, path: Path) -> Code | None:
        if not self._candidate and path.steps == (Step("self", "node()", (), path.steps[0].at),):
            self._reads.add(Read(self._own.name, wide=False))
            return Code(_own_value, "text")
        if (name := self._bare(path)) is not None:
            self._reads.add(Read(name, wide=True))
            return Code(_row_reader(name), "text")
        return None

    def cell(self, path: Path) -> Nodes | None:
        name = self._bare(path)
        return None if name is None else _row_cell(name)

    def _bare(self, path: Path) -> str | None:
        """The question that a bare name in brackets is: a cell of the candidate row, in a group of it too."""
        if path.start is not None or path.rooted or not self._candidate or self._columns is not None:
            return None
        step = path.steps[0]
        found = self._templates.get(step.test)
        if len(path.steps) > 1 or step.axis != "child" or step.where or found is None:
            return None
        is_cell = bool(found.repeats) and not found.inner
        return found.name if is_cell and all(_is_row(found, near) for near in self._around) else None

    def _ensure_column(self, path: Path) -> None:
        step = path.steps[0]
        columns = self._columns or frozenset()
        if step.axis == "child" and "(" not in step.test and step.test not in columns | {"*"}:
            raise ExprError(
                "TOOL_REF", f"the list has no column '{step.test}'.{near(step.test, columns)}", step.at
            )

    def reached(self, tree: Expr) -> tuple[Template | Ground, ...]:
        """Every template that an expression's nodes can be of; all of them count as read.

        Raises:
            ExprError: TOOL_REF if there is none.
        """
        match tree:
            case Ref():
                return (self._template(tree),)
            case Filter(inner, _):
                return self.reached(inner)
            case Call(name="current"):
                return (self._own,)
            case Call(name="indexed-repeat", args=(column, *_)):
                return self.reached(column)
            case Path() if _table_of(tree) is None:
                return self._walked(tree)
            case _:
                return ()

    def _walked(self, path: Path) -> tuple[Template | Ground, ...]:
        if path.start is not None:
            start = self.reached(path.start)
        else:
            start = (ground_of(self._own),) if path.rooted else self._around
        if not start:
            return ()
        found = reachable(path, start, ground_of(self._own))
        if not found:
            raise ExprError("TOOL_REF", f"the path reaches no question.{self._hint(path)}", path.steps[0].at)
        for template in found:
            if isinstance(template, Template) and template.question is not None:
                self._reads.add(Read(template.name, wide=True))
        return found

    def _hint(self, path: Path) -> str:
        name = path.steps[0].test
        return f" Did you mean ${{{name}}}?" if name in self._templates else ""


def columns_of(choices: tuple[Choice, ...]) -> frozenset[str]:
    """What a choice can be asked for: its code, its label and every other column of its list."""
    return frozenset({"name", "label"}).union(*(choice.columns for choice in choices))


def _table_of(tree: Expr) -> str | None:
    """The list that a path through `instance('list')` walks."""
    while True:
        match tree:
            case (
                Path(start=Call(name="instance", args=(Text(name), *_)))
                | Call(name="instance", args=(Text(name), *_))
            ):
                return name
            case Path(start=start) if start is not None:
                tree = start
            case Filter(inner, _):
                tree = inner
            case _:
                return None


def _is_row(column: Template, candidate: Template | Ground) -> bool:
    return candidate.name == column.repeats[-1]


def _own_value(c: Context) -> Value:
    return cast("str", c.cell.value)


def _row_reader(name: str) -> Callable[[Context], Value]:
    return lambda c: cast("Any", c.node).slots[name].value


def _row_cell(name: str) -> Nodes:
    def found(c: Context) -> list[Node]:
        slot = cast("Any", c.node).slots[name]
        return [slot] if slot.relevant else []

    return found


def _reader(name: str, up: int) -> Callable[[Context], Value]:
    """The look-up that `${name}` costs: one dictionary, as many rows out as the question lies."""
    match up:
        case 0:
            return lambda c: c.cell.row.slots[name].value
        case 1:
            return lambda c: c.cell.row.parent.slots[name].value
        case 2:
            return lambda c: c.cell.row.parent.parent.slots[name].value
        case _:
            return lambda c: c.cell.row.parent.parent.parent.slots[name].value


def _one_cell(name: str, up: int) -> Nodes:
    def found(c: Context) -> list[Node]:
        row = c.cell.row
        for _ in range(up):
            row = row.parent
        slot = row.slots[name]
        return [slot] if slot.relevant else []

    return found


def _all_cells(found: Template) -> Nodes:
    name, repeats, is_repeat = found.name, found.repeats, found.type == "repeat"

    def cells(c: Context) -> list[Node]:
        rows = [c.cell.row.top()]
        for repeat in repeats:
            rows = [inner for row in rows for inner in row.shown(repeat)]
        if is_repeat:
            rows = [inner for row in rows for inner in row.shown(name)]
        c.world.spend(len(rows) + 1)
        if is_repeat:
            return list[Node](rows)
        return [slot for row in rows if (slot := row.slots[name]).relevant]

    return cells
