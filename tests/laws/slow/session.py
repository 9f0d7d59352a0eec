"""A return worked out the slow way: every rule, again and again in document order, until nothing changes.

Written from the laws of forms.md 5 alone. It keeps what was typed and works out all else anew; nothing of the
engine runs here but the tool's columns as text.
"""

import math
import re
from collections.abc import Callable
from dataclasses import dataclass, field
from typing import TypeAlias

from auditdesk.form import At, Question, RowId
from tests.laws.slow.evaluate import Env, FailedError, Given, value
from tests.laws.slow.kinds import number, text, truth
from tests.laws.slow.nodes import Node
from tests.laws.slow.parse import Tree, parse
from tests.laws.slow.stored import ANSWERED, fits, stored

RULES = ("relevant", "calculation", "repeat_count", "default")
YES = {"yes", "true", "true()", "TRUE", "Yes"}
NO = {"", "no", "false", "false()", "FALSE", "No"}


NewRow: TypeAlias = Callable[[At, int], RowId]


@dataclass(frozen=True)
class Entered:
    """What stands in one cell."""

    text: str = ""
    origin: str = ""
    reason: str = ""


@dataclass
class Typed:
    """All that was entered: rows in order by repeat and row around, those taken away, and cells."""

    rows: dict[At, list[RowId]] = field(default_factory=dict)
    gone: set[RowId] = field(default_factory=set)
    cells: dict[At, Entered] = field(default_factory=dict)

    def copy(self) -> "Typed":
        return Typed({at: [*ids] for at, ids in self.rows.items()}, {*self.gone}, dict(self.cells))


class Worked:
    """Everything that follows from what was typed. `fresh` cells have still to take their defaults.

    `row_id` names a new row by its repeat and its place among all rows, hidden ones too.
    """

    def __init__(self, given: Given, typed: Typed, fresh: set[At], row_id: NewRow) -> None:
        self.given, self.typed, self._fresh, self._row_id = given, typed, fresh, row_id
        self.trees: dict[str, Tree] = {}
        self.kept: dict[At, str] = {}
        self.troubles: dict[At, set[str]] = {}
        self._settle()
        while self._add_rows():
            self._settle()
        self._keep()

    def _settle(self) -> None:
        """From nothing: pass after pass until one changes nothing."""
        self.kept, self.top = {}, self._grown()
        for _ in range(200):
            before = [(node.text, node.on) for node in self.top.all()]
            self._visit(self.top.inner[0])
            if before == [(node.text, node.on) for node in self.top.all()]:
                return
        raise AssertionError

    def _grown(self) -> Node:
        """The tree of all rows, hidden ones too, nothing relevant yet."""
        root = Node("", root=True)
        data = root.grow("data")
        self._grow(data, ())
        return root

    def _grow(self, up: Node, groups: tuple[str, ...]) -> None:
        for question in self.given.tool.questions:
            if question.groups != groups:
                continue
            node = up.grow(question.name, question=question, ids=up.ids, on=False)
            if question.type == "group":
                self._grow(node, (*groups, question.name))
            for row_id in self.typed.rows.get(At(question.name, up.ids), []):
                row = node.grow(
                    question.name, question=question, ids=(*up.ids, row_id), is_row=True, on=False
                )
                self._grow(row, (*groups, question.name))

    def _visit(self, node: Node) -> None:
        """Itself, then all inside it (law 9)."""
        for inner in node.inner:
            if inner.is_row:
                continue
            self.troubles[At(inner.name, inner.ids)] = set()
            self.kept.pop(At(inner.name, inner.ids), None)
            inner.on = node.on and truth(self.says(inner, "relevant", failed=True, absent=True))  # law 7
            if inner.is_repeat:
                self._rows(inner)
            elif inner.question is not None and inner.question.type == "group":
                self._visit(inner)
            else:
                inner.text = self._read(inner)

    def _rows(self, node: Node) -> None:
        """Those that people took away are hidden, and those beyond the count (laws 22 and 23)."""
        living = [row for row in node.inner if row.ids[-1] not in self.typed.gone]
        count = self._count(node) if node.on else len(living)
        for row in node.inner:
            row.on = node.on and row in living and living.index(row) < count
            self._visit(row)

    def _count(self, node: Node) -> int:
        assert node.question is not None
        if "repeat_count" not in node.question.columns:
            return len(node.inner)
        found = number(self.says(node, "repeat_count", failed=float("nan")))
        if found > 500:
            self.troubles[At(node.name, node.ids)].add("rule.failed")
        return 0 if math.isnan(found) else int(min(500.0, max(0.0, found)))

    def _add_rows(self) -> bool:
        """A repeat whose count has outgrown its rows gets them; one that waits for no other such repeat."""
        short = {node.name: node for node in [*self.top.all()][::-1] if node.on and self._missing(node) > 0}
        for name, node in short.items():
            if any(other != name and other in self._reached(name) for other in short):
                continue
            ids = self.typed.rows.setdefault(At(name, node.ids), [])
            for _ in range(self._missing(node)):
                ids.append(self._row_id(At(name, node.ids), len(ids)))
                at = At(name, (*node.ids, ids[-1]))
                self._fresh |= fresh_of(self.given.tool.questions, at)
            return True
        return False

    def _missing(self, node: Node) -> int:
        if not node.is_repeat or node.question is None or "repeat_count" not in node.question.columns:
            return 0
        return self._count(node) - sum(row.ids[-1] not in self.typed.gone for row in node.inner)

    def _reached(self, name: str) -> set[str]:
        """Every question that a question can wait for: what its rules name, and what lies around it."""
        found, waiting = set[str](), [name]
        while waiting:
            one = waiting.pop()
            if one not in found and one in self.given.tool:
                found.add(one)
                question = self.given.tool.question(one)
                rules = (question.columns.get(column, "") for column in RULES)
                waiting += [*question.groups, *re.findall(r"\w+", " ".join(rules))]
        return found

    def _read(self, node: Node) -> str:
        """Laws 8, 13, 15 and 16."""
        question, at = node.question, At(node.name, node.ids)
        assert question is not None
        if question.columns.get("calculation"):
            return self._calculated(node, at) if node.on else ""
        if at in self._fresh and at not in self.typed.cells and (default := self._default(node, question)):
            self.kept[at] = stored(question, default)
        typed = self.kept.get(at, self.typed.cells.get(at, Entered()).text)
        return typed if node.on and fits(question, typed) else ""

    def _calculated(self, node: Node, at: At) -> str:
        found = self.says(node, "calculation", failed="")
        for trouble in [one for one in self.troubles[at] if one.startswith("kept:")]:
            self.troubles[at].discard(trouble)
            if kept := trouble.removeprefix("kept:"):
                self.kept[at] = kept
        return _text(found)

    def _default(self, node: Node, question: Question) -> str:
        written = question.columns.get("default", "")
        if "${" not in written and "(" not in written:
            return written
        at = At(node.name, node.ids)
        before = set(self.troubles[at])
        found = self.says(node, "default", failed="")
        self.troubles[at] = before  # a default is worked out once, so no problem can last
        return _text(found)

    def _keep(self) -> None:
        for at, kept in self.kept.items():
            if self.typed.cells.get(at, Entered()).text != kept:
                self.typed.cells[at] = Entered(kept, "default")

    def says(self, node: Node, column: str, *, failed: object, absent: object = "", at: Node | None = None):
        """What a column's rule gives in a cell; one that cannot be worked out gives `failed` and is told."""
        assert node.question is not None
        written = node.question.columns.get(column, "")
        if not written:
            return absent
        if written not in self.trees:
            self.trees[written] = parse(written)
        place = At(node.name, node.ids)
        kept = self.typed.cells.get(place, Entered()).text
        env = Env(self.given, node, at or node, inside=at is not None, kept=kept)
        try:
            return value(self.trees[written], env)
        except FailedError:
            self.troubles[place].add("rule.failed")
            return failed
        finally:
            self.troubles[place] |= set(env.troubles)


def _text(found: object) -> str:
    """What is not a number is blank."""
    return "" if isinstance(found, float) and math.isnan(found) else text(found)


def fresh_of(questions: tuple[Question, ...], row: At | None) -> set[At]:
    """The cells of a new row, or of the return itself, that may take a default."""
    repeats = () if row is None else (row.name,)
    ids = () if row is None else row.rows
    return {
        At(q.name, ids)
        for q in questions
        if q.repeats[-1:] == repeats and (q.type in ANSWERED or q.type in {"note", "calculate"})
    }
