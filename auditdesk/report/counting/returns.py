"""Returns counted: expected, received, nil, overdue. May not know what is in them."""

from collections.abc import Iterator
from datetime import date

from auditdesk.audit.round import Ref
from auditdesk.merge.view import View
from auditdesk.report.counting.tally import Line, Tally


def lines(view: View, on: date) -> Iterator[Line]:
    """By state on the day `on`; received = full + nil, overdue = not received and past due (4.2)."""
    expected = list(view.assignments)
    got = [ref for ref in expected if ref in view.standing]
    nil = [ref for ref in got if view.standing[ref].is_nil]
    full = [ref for ref in got if not view.standing[ref].is_nil]
    overdue = [r for r in expected if r not in view.standing and on > view.assignments[r].due]
    yield _line("expected", "returns expected", expected, None, "")
    whole = len(expected)
    yield _line("received", "returns received, nil ones included", got, whole, "returns.expected")
    yield _line("full", "returns received and not nil", full, whole, "returns.expected")
    yield _line("nil", "nil returns", nil, whole, "returns.expected")
    yield _line("overdue", "returns overdue", overdue, whole, "returns.expected")


def _line(name: str, what: str, refs: list[Ref], of: int | None, whole: str) -> Line:
    cases = len({ref.case for ref in refs})
    tally = Tally(what, "returns", len(refs), of, behind=cases, table="returns", whole=whole)
    return Line(f"returns.{name}", tally, tuple(str(ref) for ref in refs))
