"""Child sexual exploitation: the risk assessment tool, its reviews, its gaps (contracts.md 5)."""

from collections.abc import Iterator
from fractions import Fraction

from auditdesk.report.counting.cases import Child, sources, where
from auditdesk.report.counting.tally import Line, Series, Spread, Tally

_DONE = frozenset({"by_us", "copy_held"})


def lines(kids: tuple[Child, ...]) -> Iterator[Line]:
    """A tool counts as done where any agency's record shows it done or holds a copy."""
    asked = where(kids, lambda kid: bool(kid.told("cse_tool")))
    if not asked:
        return
    done = where(asked, lambda kid: any(value in _DONE for _, value in kid.told("cse_tool")))
    yield _line("cse.tool.done", "children whose record was asked for the tool", done, asked, "cse_tool")
    if done:
        what = "children whose tool was done"
        joint = where(done, lambda kid: kid.value("cse_ma_ok") == "yes")
        yield _line("cse.tool.multi_agency", what, joint, done, "cse_ma")
        in_time = where(done, lambda kid: kid.value("cse_gap_ok") == "yes")
        yield _line("cse.tool.reviewed_in_time", what, in_time, done, "cse_gap_ok")
    yield from _days(done, "cse.lag", "cse_lag", "days from concern to tool")
    yield from _days(done, "cse.gap", "cse_gap", "longest gap in days without a review")


def _line(name: str, what: str, found: tuple[Child, ...], of: tuple[Child, ...], question: str) -> Line:
    whole = "children" if name == "cse.tool.done" else "cse.tool.done"
    tally = Tally(
        what, "children", len(found), len(of), behind=len(found), table=name, whole=whole, better="more"
    )
    return Line(name, tally, sources(of, question))


def _days(done: tuple[Child, ...], name: str, question: str, what: str) -> Iterator[Line]:
    values = tuple((kid.ref, Fraction(value)) for kid in done if (value := kid.value(question)))
    if not values:
        return
    yield Line(f"{name}.days", Series(what, "days", values), sources(done, question))
    times: dict[Fraction, int] = {}
    for _, days in values:
        times[days] = times.get(days, 0) + 1
    if name == "cse.lag":
        spread = Spread(
            what, "children", "days", times, ("median",), behind=len(values), whole="cse.tool.done"
        )
        yield Line("cse.lag", spread, sources(done, question))
