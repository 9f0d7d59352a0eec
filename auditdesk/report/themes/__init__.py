"""A theme's own counts, beside those that all themes share."""

from collections.abc import Iterator

from auditdesk.merge.view import View
from auditdesk.report.counting.cases import Child
from auditdesk.report.counting.tally import Line
from auditdesk.report.themes import cse, missing, neglect


def lines(view: View, kids: tuple[Child, ...]) -> Iterator[Line]:
    """What the round's theme counts; nothing for a theme that has no counts of its own."""
    match view.tool.theme:
        case "cse":
            yield from cse.lines(kids)
        case "neg":
            yield from neglect.lines(kids)
        case "mfh":
            yield from missing.lines(kids)
        case _:
            return
