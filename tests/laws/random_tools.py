"""Random tools as YAML rows: every column that holds a rule, groups, repeats in repeats.

Takes its choices from a `random.Random`: Hypothesis gives one whose choices it can shrink, a campaign a seed.
"""

import random
from collections.abc import Iterator
from dataclasses import dataclass

from auditdesk.form import Tool, ToolError
from tests.form.making import tool_of
from tests.laws.random_rules import Names, Rules

KINDS = (
    *("text", "integer", "integer", "decimal", "date", "date", "dateTime", "time"),
    *("select_one std", "select_one yn", "select_multiple need", "calculate", "calculate", "calculate"),
)
"""What is asked; a type stands twice where much can be reckoned with it."""


@dataclass
class Block:
    """A row as its columns, and the rows inside a group or repeat."""

    columns: list[str]
    inner: "list[Block] | None" = None

    def lines(self, pad: str) -> Iterator[str]:
        yield f"{pad}- " + f"\n{pad}  ".join(self.columns)
        if self.inner is not None:
            yield f"{pad}  rows:"
            for block in self.inner:
                yield from block.lines(pad + "    ")


class Writer:
    """Writes one tool: questions, a group, a repeat with one inside, another repeat, and a last group.

    A rule reads only what was written before it; then some rows change places, so that they read onwards too.
    """

    def __init__(self, rng: random.Random) -> None:
        self._rng, self._names = rng, Names()
        self._rules = Rules(rng, self._names)
        self._count, self._grouped = 0, False
        self._names.add("", "q0", "text")

    def write(self) -> str:
        rng = self._rng
        blocks = [
            Block(["type: text", "name: q0", "label: First"]),
            Block(["type: calculate", "name: hd_agency", "calculation: ad:fact('assignment.agency')"]),
            *self._rows("", 1, 4),
        ]
        if rng.random() < 0.5:
            blocks.append(self._branch("group", "grp", ""))
        if rng.random() < 0.9:
            blocks.append(self._branch("repeat", "rep", ""))
        if rng.random() < 0.4:
            blocks.append(self._branch("repeat", "two", ""))
        blocks.append(self._branch("group", "after", ""))
        return "\n".join(line for block in self._shuffled(blocks) for line in block.lines("")) + "\n"

    def _shuffled(self, blocks: list[Block]) -> list[Block]:
        if self._rng.random() < 0.3:
            self._rng.shuffle(blocks)
        return blocks

    def _rows(self, level: str, least: int, most: int) -> list[Block]:
        return [self._row(level) for _ in range(self._rng.randint(least, most))]

    def _branch(self, kind: str, name: str, level: str) -> Block:
        columns = [f"type: {kind}", f"name: {name}", f"label: {name}"]
        if self._rng.random() < 0.3:
            columns.append(f'relevant: "{self._rules.truth(level)}"')
        if kind == "repeat" and self._rng.random() < 0.35:
            columns.append(f'repeat_count: "({self._rules.number(level, 1)}) mod 4"')
        level = name if kind == "repeat" else level
        self._grouped = kind == "group"
        inner = self._rows(level, 1, 3)
        if kind == "repeat" and self._rng.random() < 0.3:
            inner.append(self._branch("group", f"{name}_g", level))
        if name == "rep" and self._rng.random() < 0.5:
            inner.append(self._branch("repeat", "inn", level))
            self._grouped = False
            inner += self._rows(level, 0, 2)
        return Block(columns, self._shuffled(inner))

    def _row(self, level: str) -> Block:
        self._count += 1
        name, kind = f"q{self._count}", self._rng.choice(KINDS)
        columns = [f"type: {kind}", f"name: {name}", f"label: {name}"]
        columns += [f'{column}: "{rule}"' for column, rule in self._columns(kind, name, level)]
        self._names.add(level, name, kind, grouped=self._grouped)
        return Block(columns)

    def _columns(self, kind: str, name: str, level: str) -> list[tuple[str, str]]:
        rules, chance = self._rules, self._rng.random
        found = []
        if kind == "calculate":
            rule = rules.any(level)
            found.append(("calculation", f"once({rule})" if chance() < 0.1 else rule))
        elif chance() < 0.3:
            plain = rules.one_of("1", "a", "2016-01-02")
            found.append(("default", rules.one_of(plain, rules.any(level), rules.any(level))))
        if chance() < 0.3:
            found.append(("relevant", rules.truth(level)))
        return [*found, *self._checks(name, level), *self._of_select(kind, level), *self._marks()]

    def _checks(self, name: str, level: str) -> list[tuple[str, str]]:
        rules, chance = self._rules, self._rng.random
        found = []
        if chance() < 0.25:
            of_itself = f"{rules.truth(level)} or ${{{name}}} = '1'"
            rule = rules.one_of(". != '2'", ". > 0", f". = {rules.any(level)}", of_itself)
            found.append(("constraint", rule))
        for column, often in (("required", 0.25), ("readonly", 0.1)):
            if chance() < often:
                found.append((column, rules.one_of("yes", rules.truth(level))))
        return found

    def _of_select(self, kind: str, level: str) -> list[tuple[str, str]]:
        rules, chance = self._rules, self._rng.random
        found = []
        if kind.startswith("select") and chance() < 0.4:
            filters = ["name != 'a'", f"name != {rules.text(level, 1)}"]
            if "need" in kind:
                filters.append(f"audit_rank <= {rules.number(level, 1)}")
            found.append(("choice_filter", rules.one_of(*filters)))
        if kind.startswith("select_one") and chance() < 0.2:
            code = "no" if "yn" in kind else "met"
            found.append(("audit::comment", rules.one_of("off", code, rules.truth(level))))
        return found

    def _marks(self) -> list[tuple[str, str]]:
        chance = self._rng.random
        found = []
        if chance() < 0.1:
            found.append(("audit::agencies", self._rules.one_of("csc", "pol", "csc pol")))
        if chance() < 0.1:
            found.append(("audit::severity", "warn"))
        if chance() < 0.08:
            found.append(("audit::local", "yes"))
        return found


def random_tool(rng: random.Random) -> Tool:
    """A random tool without a cycle."""
    while True:
        try:
            return tool_of(Writer(rng).write())
        except ToolError as error:
            if error.code != "TOOL_CYCLE":
                raise
