"""Meetings about the children, each counted once however many agencies report it.

May not know what was decided.
"""

from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from fractions import Fraction

from auditdesk.form.values import At
from auditdesk.merge.standing import Standing
from auditdesk.merge.view import View
from auditdesk.report.counting.cases import Child, source
from auditdesk.report.counting.tally import AnswerRef, CaseRef, Line, Spread, Tally

_ROWS = "ma_mtg"
_NOBODY_MISSING = "none"
_DATE = slice(0, 10)
_COLUMNS = ("type", "date", "core", "days")


@dataclass(frozen=True, slots=True)
class Report:
    """One agency's row about one meeting; `minutes` are days from the meeting until they came."""

    case: CaseRef
    type: str
    held_on: str
    missing: str
    minutes: str
    source: AnswerRef

    @property
    def meeting(self) -> tuple[CaseRef, str, str]:
        """What makes two rows the same meeting: the child, the type and the day."""
        return self.case, self.type, self.held_on


def lines(view: View, kids: tuple[Child, ...]) -> Iterator[Line]:
    """Meetings held, by type; those with every required agency; days until minutes came. Never public."""
    told = [report for kid in kids for standing in kid.returns for report in _reports(standing)]
    held = [report for report in told if report.held_on]
    if not held:
        return
    yield from _held(view, held)
    yield from _required(held)
    days = [report for report in held if report.minutes.isdecimal()]
    if days:
        times = Counter(Fraction(report.minutes) for report in days)
        what = "days from a meeting to its minutes"
        spread = Spread(
            what, "meetings", "days", times, ("median", "min", "max"), behind=len(days), is_public=False
        )
        yield Line("meeting.minutes", spread, tuple(report.source for report in days))


def _reports(standing: Standing) -> Iterator[Report]:
    for row in standing.rows(_ROWS):
        cells = {name: standing.values.get(At(f"{_ROWS}_{name}", row.rows), "") for name in _COLUMNS}
        at = At(f"{_ROWS}_date", row.rows)
        yield Report(
            case=standing.ref.case,
            type=cells["type"],
            held_on=cells["date"][_DATE],
            missing=cells["core"],
            minutes=cells["days"],
            source=source(standing, at),
        )


def _line(name: str, what: str, found: list[Report], of: int | None) -> Line:
    n = len({report.meeting for report in found})
    tally = Tally(what, "meetings", n, of, behind=len({report.case for report in found}), is_public=False)
    return Line(f"meeting.{name}", tally, tuple(report.source for report in found))


def _held(view: View, held: list[Report]) -> Iterator[Line]:
    whole = len({report.meeting for report in held})
    yield _line("held", "Meetings held in the look-back", held, None)
    typed = f"{_ROWS}_type"
    for choice in view.tool.question(typed).choices if typed in view.tool else ():
        found = [report for report in held if report.type == choice.name]
        if found:
            words = choice.label.get("en", choice.name)
            yield _line(f"type.{choice.name}", f"Type of meeting: {words}", found, whole)


def _required(held: list[Report]) -> Iterator[Line]:
    """A meeting lacks an agency where any row that can tell says so."""
    known = [report for report in held if report.missing]
    if not known:
        return
    lacking = {report.meeting for report in known if report.missing != _NOBODY_MISSING}
    complete = [report for report in known if report.meeting not in lacking]
    whole = len({report.meeting for report in known})
    yield _line("all_required", "Every agency attended that had to", complete, whole)
