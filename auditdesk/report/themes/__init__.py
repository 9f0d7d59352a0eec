"""A theme's own counts, beside those that all themes share."""

from collections.abc import Iterator

from auditdesk.merge.view import View
from auditdesk.report.counting.cases import Child
from auditdesk.report.counting.tally import Line
from auditdesk.report.themes import abuse, cse, early_help, missing, mutilation, neglect, pre_birth


def lines(view: View, kids: tuple[Child, ...]) -> Iterator[Line]:
    """What the round's theme counts; nothing for a theme that has no counts of its own."""
    match view.tool.theme:
        case "cse":
            yield from cse.lines(kids)
        case "neg":
            yield from neglect.lines(kids)
        case "fgm":
            yield from mutilation.lines(kids)
        case "dv":
            yield from abuse.lines(kids)
        case "pb":
            yield from pre_birth.lines(kids)
        case "eh":
            yield from early_help.lines(kids)
        case "mfh":
            yield from missing.lines(kids)
        case _:
            return
