"""The functions of `urn:auditdesk:form:1`: a blank or unreadable argument gives blank, never 0, never late.

May not know how working days and clocks are counted: the session is given them.
"""

from collections.abc import Callable, Mapping
from datetime import date, timedelta
from functools import partial
from itertools import pairwise
from types import MappingProxyType

from auditdesk.form.closures import Code, Maker
from auditdesk.form.convert import Value, to_moment, to_number
from auditdesk.form.functions.signature import Declared, Form, function, near
from auditdesk.form.moments import as_date, as_moment
from auditdesk.form.nodes import Node
from auditdesk.form.tokens import ExprError
from auditdesk.form.trees import Call, Text
from auditdesk.form.world import Context, EvaluationError

FACTS = (
    "assignment.agency",
    "assignment.asks",
    "round.from",
    "round.to",
    "round.title",
    "case.ref",
    "case.stratum",
    "tool.version",
    "tool.hash",
)
_SETTING = "setting."
_WEEK = 7
_TERM_DAYS = 280
_HOUR = timedelta(hours=1)


def _fact(maker: Maker, call: Call) -> Code:
    key = call.args[0]
    if not isinstance(key, Text):
        raise ExprError("TOOL_ARGS", "ad:fact takes its key in quotes", call.at)
    name = key.value
    if name not in FACTS and not name.startswith(_SETTING):
        known = dict.fromkeys(FACTS)
        text = f"no fact '{name}'.{near(name, known)} Known: {', '.join(FACTS)}, setting.<name>."
        raise ExprError("TOOL_FACT", text, call.at)
    del maker
    return Code(lambda c: c.world.facts.get(name, ""), "text")


def _between(count: Callable[[date, date], float], c: Context, start: Value, end: Value) -> Value:
    zone = c.world.zone
    first, last = to_moment(start, zone), to_moment(end, zone)
    if first is None or last is None:
        return ""
    return float(count(as_date(first, zone), as_date(last, zone)))


def _whole_months(start: date, end: date) -> int:
    """Completed calendar months; a day that a month lacks is completed on the 1st of the next."""
    if end < start:
        return -_whole_months(end, start)
    return (end.year - start.year) * 12 + end.month - start.month - (end.day < start.day)


def _whole_years(start: date, end: date) -> int:
    months = _whole_months(start, end)
    return months // 12 if months >= 0 else -(-months // 12)


def _hours(c: Context, start: Value, end: Value) -> Value:
    """Elapsed on the time line, so a clock change counts."""
    zone = c.world.zone
    first, last = to_moment(start, zone), to_moment(end, zone)
    if first is None or last is None:
        return ""
    return (as_moment(last, zone) - as_moment(first, zone)) / _HOUR


def _ask_calendar(c: Context, ask: Callable[[], Value]) -> Value:
    """Outside the years the calendar knows: Problem `calendar.range` and a blank."""
    try:
        return ask()
    except LookupError:
        c.world.troubles.append("calendar.range")
        return ""


def _working_days(c: Context, start: Value, end: Value, *nation: str) -> Value:
    calendar = c.world.calendar
    if calendar is None or _blank_nation(nation):
        return ""
    where = nation[0] if nation else None
    return _ask_calendar(c, lambda: _between(lambda a, b: calendar.between(a, b, where), c, start, end))


def _add_working_days(c: Context, start: Value, days: Value, *nation: str) -> Value:
    calendar, zone = c.world.calendar, c.world.zone
    first, number = to_moment(start, zone), to_number(days, zone)
    if calendar is None or first is None or not number.is_integer() or _blank_nation(nation):
        return ""
    where = nation[0] if nation else None
    return _ask_calendar(c, lambda: calendar.after(as_date(first, zone), int(number), where))


def _blank_nation(nation: tuple[str, ...]) -> bool:
    return bool(nation) and not nation[0]


def _gestation_days(due: date, at: date) -> int:
    return _TERM_DAYS - (due - at).days


def _gestation(c: Context, due: Value, at: Value) -> Value:
    days = _between(_gestation_days, c, due, at)
    if not isinstance(days, float) or days < 0:
        return ""
    return f"{int(days) // _WEEK}+{int(days) % _WEEK}"


def _dates(c: Context, nodes: list[Node]) -> list[date]:
    """The days of all nodes that read as one, sorted; rows without a date are left out."""
    zone = c.world.zone
    moments = (to_moment(node.text(), zone) for node in nodes)
    return sorted(as_date(moment, zone) for moment in moments if moment is not None)


def _most_in_window(c: Context, nodes: list[Node], span: float) -> Value:
    """The most dates in any `span` calendar dates, both ends counted."""
    if not span >= 1:
        return ""
    days, start, most = _dates(c, nodes), 0, 0
    for end, day in enumerate(days):
        while (day - days[start]).days > span - 1:
            start += 1
        most = max(most, end - start + 1)
    return float(most)


def _reached_on(c: Context, nodes: list[Node], count: float, span: float) -> Value:
    """The first date on which `count` dates lie in the window of `span` dates that ends there."""
    if not (count >= 1 and span >= 1):
        return ""
    days, needed = _dates(c, nodes), int(count)
    for first, last in zip(days, days[needed - 1 :], strict=False):
        if (last - first).days <= span - 1:
            return last
    return ""


def _clock(c: Context, clock: str, start: Value, stop: Value, *at: Value) -> Value:
    """A missing start is date_missing, a missing stop not_done or not_due: the pack says which."""
    pack, zone = c.world.clocks, c.world.zone
    moment = to_moment(at[0], zone) if at else c.world.moment
    if pack is None or not clock or moment is None:
        return ""
    return _ask_pack(c, lambda: pack.verdict(clock, to_moment(start, zone), to_moment(stop, zone), moment))


def _late_by(c: Context, clock: str, start: Value, stop: Value) -> Value:
    pack, zone = c.world.clocks, c.world.zone
    first, last = to_moment(start, zone), to_moment(stop, zone)
    if pack is None or first is None or last is None or not clock:
        return ""
    return _ask_pack(c, lambda: _number_or_blank(pack.late_by(clock, first, last)))


def _number_or_blank(number: object) -> Value:
    return "" if number is None else float(str(number))


def _ask_pack(c: Context, ask: Callable[[], Value]) -> Value:
    """A clock the pack does not hold fails the rule; a day outside the calendar is its own problem."""
    try:
        return ask()
    except KeyError as error:
        raise EvaluationError from error
    except LookupError:
        c.world.troubles.append("calendar.range")
        return ""


def _with_ends(c: Context, start: Value, nodes: list[Node], end: Value) -> tuple[date, ...]:
    """All dates, start and end included, sorted; empty if either end is blank."""
    zone = c.world.zone
    first, last = to_moment(start, zone), to_moment(end, zone)
    if first is None or last is None:
        return ()
    return tuple(sorted([as_date(first, zone), *_dates(c, nodes), as_date(last, zone)]))


def _longest_gap(c: Context, start: Value, nodes: list[Node], end: Value) -> Value:
    days = _with_ends(c, start, nodes, end)
    return float(max((b - a).days for a, b in pairwise(days))) if days else ""


def _gaps_in_time(c: Context, *given: Value) -> Value:
    clock, start, nodes, end = given
    pack = c.world.clocks
    if pack is None or not isinstance(clock, str) or not clock or not isinstance(nodes, list):
        return ""
    days = _with_ends(c, start, nodes, end)
    return _ask_pack(c, lambda: "yes" if pack.gaps_in_time(clock, days) else "no") if days else ""


def _match(c: Context, name: str, born: str) -> str:
    if c.world.matching is None or not name.strip() or not born:
        return ""
    return c.world.matching.code(name, born)


def _missing(required: str, given: str) -> str:
    if not required or not given:
        return ""
    have = frozenset(given.split())
    return " ".join(code for code in required.split() if code not in have)


OURS: Mapping[str, Declared] = MappingProxyType(
    {
        "ad:fact": Form(1, 1, _fact),
        "ad:days": function("any any", "any", partial(_between, lambda a, b: (b - a).days), sees=True),
        "ad:months": function("any any", "any", partial(_between, _whole_months), sees=True),
        "ad:hours": function("any any", "any", _hours, sees=True),
        "ad:working-days": function("any any text?", "any", _working_days, sees=True),
        "ad:add-working-days": function("any any text?", "any", _add_working_days, sees=True),
        "ad:age-months": function("any any", "any", partial(_between, _whole_months), sees=True),
        "ad:age-years": function("any any", "any", partial(_between, _whole_years), sees=True),
        "ad:gestation-days": function("any any", "any", partial(_between, _gestation_days), sees=True),
        "ad:gestation": function("any any", "any", _gestation, sees=True),
        "ad:max-in-window": function("nodes number", "any", _most_in_window, sees=True),
        "ad:reached-on": function("nodes number number", "any", _reached_on, sees=True),
        "ad:clock": function("text any any any?", "any", _clock, sees=True),
        "ad:late-by": function("text any any", "any", _late_by, sees=True),
        "ad:longest-gap": function("any nodes any", "any", _longest_gap, sees=True),
        "ad:gaps-in-time": function("text any nodes any", "any", _gaps_in_time, sees=True),
        "ad:match": function("text text", "text", _match, sees=True),
        "ad:missing": function("text text", "text", _missing),
    }
)
