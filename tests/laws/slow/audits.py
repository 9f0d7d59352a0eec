"""The `ad:` functions, said again from forms.md 4: a blank or unreadable argument gives a blank."""

from collections.abc import Callable, Mapping
from datetime import date, datetime, timedelta
from itertools import pairwise

from tests.laws.slow import kinds
from tests.laws.slow.evaluate import Env, FailedError, nodes, value
from tests.laws.slow.kinds import Value, number, text
from tests.laws.slow.parse import Tree


def _day(env: Env, tree: Tree) -> date | None:
    found = kinds.moment(value(tree, env))
    return None if found is None else kinds.as_day(found)


def _instant(env: Env, tree: Tree) -> datetime | None:
    found = kinds.moment(value(tree, env))
    return None if found is None else kinds.as_moment(found)


def _two_days(count: Callable[[date, date], float]) -> Callable[..., Value]:
    def run(env: Env, first: Tree, second: Tree) -> Value:
        a, b = _day(env, first), _day(env, second)
        return "" if a is None or b is None else float(count(a, b))

    return run


def _months(a: date, b: date) -> float:
    """Months completed, one at a time: each ends on the same day, or on the 1st after a short month."""
    if b < a:
        return -_months(b, a)
    done = 0
    while (a.year * 12 + a.month + done + 1, a.day) <= (b.year * 12 + b.month, b.day):
        done += 1
    return done


def _years(a: date, b: date) -> float:
    return int(_months(a, b) / 12)


def _hours(env: Env, first: Tree, second: Tree) -> Value:
    a, b = _instant(env, first), _instant(env, second)
    return "" if a is None or b is None else (b - a) / timedelta(hours=1)


def _working_days(env: Env, first: Tree, second: Tree) -> Value:
    a, b = _day(env, first), _day(env, second)
    if a is None or b is None:
        return ""
    return _known(env, lambda: float(env.given.calendar.between(a, b, None)))


def _add_working_days(env: Env, first: Tree, days: Tree) -> Value:
    a, n = _day(env, first), number(value(days, env))
    if a is None or not n.is_integer():
        return ""
    return _known(env, lambda: env.given.calendar.after(a, int(n), None))


def _known(env: Env, ask: Callable[[], Value]) -> Value:
    try:
        return ask()
    except LookupError:
        env.troubles.append("calendar.range")
        return ""


def _gestation(env: Env, due: Tree, at: Tree) -> Value:
    a, b = _day(env, due), _day(env, at)
    if a is None or b is None or (days := 280 - (a - b).days) < 0:
        return ""
    return f"{days // 7}+{days % 7}"


def _dates(env: Env, tree: Tree) -> list[date]:
    moments = [kinds.read_date(node.text) for node in nodes(tree, env)]
    return sorted(kinds.as_day(moment) for moment in moments if moment is not None)


def _window(days: list[date], end: date, span: float) -> int:
    return sum(end - timedelta(days=span - 1) <= day <= end for day in days)


def _most(env: Env, tree: Tree, span: Tree) -> Value:
    days, n = _dates(env, tree), number(value(span, env))
    return float(max((_window(days, day, n) for day in days), default=0))


def _reached(env: Env, tree: Tree, count: Tree, span: Tree) -> Value:
    days, n = _dates(env, tree), number(value(span, env))
    return next((day for day in days if _window(days, day, n) >= number(value(count, env))), "")


def _with_ends(env: Env, start: Tree, tree: Tree, end: Tree) -> list[date]:
    a, b = _day(env, start), _day(env, end)
    return [] if a is None or b is None else sorted([a, *_dates(env, tree), b])


def _longest_gap(env: Env, start: Tree, tree: Tree, end: Tree) -> Value:
    days = _with_ends(env, start, tree, end)
    return float(max((b - a).days for a, b in pairwise(days))) if days else ""


def _gaps_in_time(env: Env, clock: Tree, start: Tree, tree: Tree, end: Tree) -> Value:
    days = _with_ends(env, start, tree, end)
    if not days:
        return ""
    return _ask(env, lambda: "yes" if env.given.clocks.gaps_in_time(clock[1], tuple(days)) else "no")


def _clock(env: Env, clock: Tree, start: Tree, stop: Tree, *at: Tree) -> Value:
    moment = _instant(env, at[0]) if at else env.given.now
    if moment is None:
        return ""
    first, last = _instant(env, start), _instant(env, stop)
    return _ask(env, lambda: str(env.given.clocks.verdict(clock[1], first, last, moment)))


def _late_by(env: Env, clock: Tree, start: Tree, stop: Tree) -> Value:
    first, last = _instant(env, start), _instant(env, stop)
    if first is None or last is None:
        return ""
    late = _ask(env, lambda: env.given.clocks.late_by(clock[1], first, last))
    return "" if late is None or late == "" else float(late)


def _ask(env: Env, ask: Callable[[], Value]) -> Value:
    """A clock that the pack lacks fails the rule; a day beyond the calendar is said."""
    try:
        return ask()
    except KeyError as error:
        raise FailedError from error
    except LookupError:
        env.troubles.append("calendar.range")
        return ""


def _missing(env: Env, required: Tree, given: Tree) -> str:
    wanted, have = text(value(required, env)), text(value(given, env))
    return " ".join(code for code in wanted.split() if code not in have.split()) if have else ""


AUDITS: Mapping[str, Callable[..., Value]] = {
    "ad:fact": lambda env, key: env.given.facts.get(key[1], ""),
    "ad:days": _two_days(lambda a, b: (b - a).days),
    "ad:months": _two_days(_months),
    "ad:age-months": _two_days(_months),
    "ad:age-years": _two_days(_years),
    "ad:hours": _hours,
    "ad:working-days": _working_days,
    "ad:add-working-days": _add_working_days,
    "ad:gestation-days": _two_days(lambda due, at: 280 - (due - at).days),
    "ad:gestation": _gestation,
    "ad:max-in-window": _most,
    "ad:reached-on": _reached,
    "ad:longest-gap": _longest_gap,
    "ad:gaps-in-time": _gaps_in_time,
    "ad:clock": _clock,
    "ad:late-by": _late_by,
    "ad:missing": _missing,
}
