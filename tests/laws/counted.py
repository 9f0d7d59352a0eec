"""Which rules a session evaluates, cell by cell: the tool's closures, each with a counter around it."""

from collections import Counter
from dataclasses import dataclass, field, replace

from auditdesk.form import Tool
from auditdesk.form.closures import Run
from auditdesk.form.world import Context


@dataclass
class Counted:
    """How often each rule ran on each cell since `clear`: (question, row ids, column) → times."""

    runs: Counter[tuple[str, tuple[str, ...], str]] = field(default_factory=Counter)

    def around(self, name: str, column: str, run: Run) -> Run:
        def counting(c: Context):
            self.runs[name, c.cell.row.ids, column] += 1
            return run(c)

        return counting


def counted(tool: Tool) -> Counted:
    """Put counters around every rule of a tool that no session has been opened on."""
    found = Counted()
    for template in tool.program.templates.values():
        for column, rule in template.formulas.items():
            run = found.around(template.name, column, rule.run)
            template.formulas[column] = replace(rule, run=run)
    return found
