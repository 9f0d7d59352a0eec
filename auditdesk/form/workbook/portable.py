"""A tool for programs that do not know our functions (forms.md 7): what rests on them is left out, and told.

May not know sheets.
"""

from collections.abc import Iterator, Mapping, Sequence

from auditdesk.form.columns import EXPRESSIONS
from auditdesk.form.expr import parse
from auditdesk.form.problems import Place, Problems
from auditdesk.form.template import Template
from auditdesk.form.tool import Tool
from auditdesk.form.trees import Call, Expr, Path, Ref, inside
from auditdesk.form.workbook.cells import Cells

_OURS = "ad:"


def portable_rows(rows: Sequence[Cells], tool: Tool, file: str, problems: Problems) -> list[Cells]:
    """The rows without our functions.

    A calculation that uses one, or that reads one which does, becomes a hidden text question; any other rule
    that does is left out. Of a condition the part that asks for agencies goes first.
    """
    hidden = _hidden(tool)
    templates = tool.program.templates
    found: list[Cells] = []
    for number, row in enumerate(rows, 2):
        template = None if row.columns["type"].startswith("end ") else templates[row.columns["name"]]
        dropped = dict(_dropped(template, hidden)) if template else {}
        for column, why in dropped.items():
            place = Place(file, number, sheet="survey", letter="A")
            name, text = row.columns["name"], f"is left out: {why}"
            problems.add("TOOL_FUNCTION", text, place, row=name, column=column, severity="warn")
        found.append(_portable(row, dropped, hidden))
    return found


def _hidden(tool: Tool) -> Mapping[str, None]:
    """Calculations that no other program can work out."""
    found: dict[str, None] = {}
    for template in tool.program.order:  # each after all that it reads
        rule = template.formulas.get("calculation")
        if rule is not None and _why(rule.tree, {read.name for read in rule.reads}, found):
            found[template.name] = None
    return found


def _dropped(template: Template, hidden: Mapping[str, None]) -> Iterator[tuple[str, str]]:
    for column in EXPRESSIONS:
        rule = template.formulas.get(column)
        if rule is not None and (why := _why(rule.tree, {read.name for read in rule.reads}, hidden)):
            yield column, why


def _why(tree: Expr, reads: set[str], hidden: Mapping[str, None]) -> str:
    for part in inside(tree):
        if isinstance(part, Call) and part.name.startswith(_OURS):
            return f"it uses {part.name}, which no other program knows"
    return next((f"it reads '{name}', which is left out" for name in hidden if name in reads), "")


def _portable(row: Cells, dropped: Mapping[str, str], hidden: Mapping[str, None]) -> Cells:
    """`audit::agencies` goes too: it would ask by an agency that nobody works out.

    The comment box of a rule that uses our functions stays, and is nobody's addition any more.
    """
    columns = {column: text for column, text in row.columns.items() if column not in dropped}
    if "calculation" in dropped and columns["type"] == "calculate":
        columns["type"] = "hidden"
    if _OURS in columns.get("audit::comment", ""):
        columns["audit::comment"] = "off"
    own = columns.pop("audit::relevant", "")
    if columns.pop("audit::agencies", "") and own and not _why(tree := parse(own), _names(tree), hidden):
        columns["relevant"] = own
    return Cells(columns, row.texts)


def _names(tree: Expr) -> set[str]:
    parts = list(inside(tree))
    steps = {step.test for part in parts if isinstance(part, Path) for step in part.steps}
    return steps | {part.name for part in parts if isinstance(part, Ref)}
