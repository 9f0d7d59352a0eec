"""Laws 1 to 6 of forms.md 5: values, dates, what an expression sees and what a name means."""

import math
import operator
import os
import random
import time
from datetime import date, datetime, timedelta
from decimal import Decimal
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from auditdesk.form import At, Session, ToolError, Typed
from tests.form.making import CALENDAR, CLOCKS, FACTS, LONDON, Desk, desk_of, snapshot, tool_of
from tests.laws.double_desks import DoubleDesk
from tests.laws.histories import act, act_on, examples, rngs
from tests.laws.random_tools import random_tool

SIGNS = {"<": operator.lt, "<=": operator.le, ">": operator.gt, ">=": operator.ge}
SIGNS |= {"=": operator.eq, "!=": operator.ne}
SUMS = {"+": operator.add, "-": operator.sub, "*": operator.mul}
TWO = {
    **{f"c{n}": f"number(${{a}}) {sign} number(${{b}})" for n, sign in enumerate(SIGNS)},
    **{f"m{n}": f"${{a}} {sign} ${{b}}" for n, sign in enumerate(SIGNS)},
    **{f"s{n}": f"string(${{a}} {sign} ${{b}})" for n, sign in enumerate(SUMS)},
    "quotient": "string(${a} div ${b})",
    "remainder": "string(${a} mod ${b})",
    "number": "string(number(${a}))",
    "later": "string(date(${a} + ${b}))",
}


def _two() -> str:
    rows = [f'- {{type: calculate, name: {name}, calculation: "{text}"}}' for name, text in TWO.items()]
    return "\n".join(["- {type: text, name: a, label: A}", "- {type: text, name: b, label: B}", *rows, ""])


BESIDE = tool_of(_two())
NUMBERS = st.one_of(
    st.integers(-(10**9), 10**9).map(float),
    st.floats(-1e12, 1e12).map(lambda number: round(number, 6)),
    st.sampled_from([0.0, -0.0, 0.1, 0.2, 0.3, 1e15, 123456789e12, 1e-7]),
)
WORDS = st.sampled_from(["", "met", "1e5", "1,5", " 7 ", "-.5", "+1", "0x1", "NaN", "1 2", "--1"])


def plain(number: float) -> str:
    """A number as a person types it."""
    return f"{Decimal(repr(number)):f}"


def printed(number: float) -> str:
    """As law 1 prints it."""
    if not math.isfinite(number):
        return "NaN" if math.isnan(number) else "Infinity" if number > 0 else "-Infinity"
    text = plain(number)
    text = text.rstrip("0").rstrip(".") if "." in text else text
    return "0" if text == "-0" else text


def divided(a: float, b: float) -> float:
    if b:
        return a / b
    return math.nan if a == 0 else math.copysign(math.inf, a) * math.copysign(1, b)


@given(NUMBERS, NUMBERS)
def test_arithmetic_and_comparison_are_those_of_ieee_doubles(a, b):
    """Law 1: IEEE doubles; numbers print without exponent and `-0` as `0`."""
    desk = Desk(BESIDE).types(a=plain(a), b=plain(b))

    for n, (sign, holds) in enumerate(SIGNS.items()):
        assert desk[f"c{n}"] == str(holds(a, b)).lower(), sign
    for n, sums in enumerate(SUMS.values()):
        assert desk[f"s{n}"] == printed(sums(a, b))
    assert desk["quotient"] == printed(divided(a, b))
    assert desk["remainder"] == printed(math.fmod(a, b) if b else math.nan)
    assert "e" not in desk["number"].lower()
    assert float(desk["number"]) == a


@given(st.one_of(WORDS, NUMBERS.map(plain)), WORDS)
def test_every_comparison_of_order_with_what_is_no_number_is_false(a, b):
    """Law 1: `number('')` is NaN; every `<` with NaN is false, and it equals nothing."""
    desk = Desk(BESIDE).types(a=a, b=b)
    readable = {" 7 ", "-.5"}

    if b not in readable:
        assert [desk[f"c{n}"] for n in range(5)] == ["false"] * 5
        assert desk["c5"] == "true"
    assert desk["number"] == ("NaN" if a in {"", "met"} else desk["number"])


@given(
    st.lists(st.sampled_from(["", "a", "b", "met", "2"]), max_size=4), st.sampled_from(["", "a", "2", "z"])
)
def test_a_node_set_compares_as_any_of_its_nodes_does(texts, word):
    """Law 1: a node-set equals a string if any node does, and differs from it if any node does."""
    desk = desk_of(f"""
    - {{type: repeat, name: rep, label: R, rows: [{{type: text, name: x, label: X}}]}}
    - {{type: calculate, name: same, calculation: "${{x}} = '{word}'"}}
    - {{type: calculate, name: other, calculation: "${{x}} != '{word}'"}}
    - {{type: calculate, name: more, calculation: "${{x}} > 1"}}
    """)
    for text in texts:
        desk.row("rep", x=text)

    assert desk["same"] == str(any(text == word for text in texts)).lower()
    assert desk["other"] == str(any(text != word for text in texts)).lower()
    assert desk["more"] == str("2" in texts).lower()


DAYS = st.dates(date(1900, 1, 1), date(2100, 12, 31))
ZONES = st.sampled_from(["Europe/London", "Pacific/Apia", "America/St_Johns", "Asia/Kathmandu", "UTC"])


def opened(tool, zone: str, now: datetime) -> Session:
    return Session(
        tool, facts=FACTS, now=lambda: now, zone=ZoneInfo(zone), calendar=CALENDAR, clocks=CLOCKS,
        new_id=iter(()).__next__,
    )  # fmt: skip


@given(DAYS, st.integers(-4_000, 4_000), ZONES)
def test_a_date_is_whole_days_in_every_zone(day, n, zone):
    """Law 2: a date becomes whole days, whatever the time zone; `date(${d} + 30)` is 30 days later."""
    session = opened(BESIDE, zone, datetime(2016, 7, 1, tzinfo=LONDON))

    session.answer(At("a"), day.isoformat())
    session.answer(At("b"), str(n))

    assert session.value(At("later")) == (day + timedelta(days=n)).isoformat()
    assert session.value(At("number")) == str((day - date(1970, 1, 1)).days)


MOMENTS = st.datetimes(datetime.fromisoformat("2015-01-01"), datetime.fromisoformat("2017-12-31")).map(
    lambda moment: moment.replace(second=0, microsecond=0)
)
OFFSETS = st.sampled_from(["", "+00:00", "+01:00", "-05:30", "Z"])


def instant(text: str) -> datetime:
    """A text of this test as the instant that it names; a local one is London's, of two the first."""
    if len(text) == len("2016-01-01"):
        return datetime.fromisoformat(text).replace(tzinfo=LONDON).astimezone(ZoneInfo("UTC"))
    moment = datetime.fromisoformat(text)
    return (moment if moment.tzinfo else moment.replace(tzinfo=LONDON)).astimezone(ZoneInfo("UTC"))


DATED = st.one_of(
    DAYS.map(date.isoformat),
    st.tuples(MOMENTS, OFFSETS).map(lambda pair: pair[0].isoformat(timespec="minutes") + pair[1]),
)


@given(DATED, DATED)
def test_two_texts_that_read_as_dates_compare_as_instants(a, b):
    """Law 3: date-like values compare as instants; a date is the local midnight of the tool's zone."""
    desk = Desk(BESIDE).types(a=a, b=b)
    two_days = len(a) == len(b) == len("2016-01-01")
    first, second = (a, b) if two_days else (instant(a), instant(b))

    for n, (sign, holds) in enumerate(SIGNS.items()):
        assert desk[f"m{n}"] == str(holds(first, second)).lower(), sign


@examples(6)
@given(rngs())
def test_reading_has_no_effect(rng):
    """Law 4: evaluation has no effect."""
    desk = Desk(random_tool(rng))
    for _ in range(6):
        act(rng, desk)

    once, typed = snapshot(desk.session), desk.session.typed()
    for at in [at for at in once if at.name in desk.tool]:
        desk.session.label(at)

    assert snapshot(desk.session) == once
    assert desk.session.typed() == typed


@examples(6)
@given(rngs())
def test_the_same_inputs_give_the_same_on_another_machine(rng):
    """Law 4: it sees only answers, facts, clock, calendar and lists: the machine's zone is none of them."""
    tool = random_tool(rng)
    acts, first = [], Desk(tool)
    for _ in range(8):
        if (chosen := act_on(rng, first.session)) is not None:
            acts.append(chosen)
            chosen(first.session)

    with machine_in("Pacific/Apia"):
        second = Desk(tool)
        for chosen in acts:
            chosen(second.session)
        assert snapshot(second.session) == snapshot(first.session)


class machine_in:  # noqa: N801  read as a phrase
    """The machine's own time zone, for a while."""

    def __init__(self, zone: str) -> None:
        self._zone, self._was = zone, os.environ.get("TZ")

    def __enter__(self) -> None:
        self._set(self._zone)

    def __exit__(self, *_: object) -> None:
        self._set(self._was)

    @staticmethod
    def _set(zone: str | None) -> None:
        if zone is None:
            os.environ.pop("TZ", None)
        else:
            os.environ["TZ"] = zone
        time.tzset()


NAMES = """
- {type: text, name: q, label: Q}
- type: repeat
  name: rep
  label: Outer
  relevant: "${q} != 'no'"
  rows:
    - {type: text, name: x, label: X}
    - {type: group, name: g, label: G, relevant: "${x} != 'a'", rows: [{type: text, name: y, label: Y}]}
    - type: repeat
      name: inn
      label: Inner
      rows:
        - {type: text, name: z, label: Z, relevant: "${x} != 'b'"}
        - {type: calculate, name: z1, calculation: "concat(${q}, '|', ${x}, '|', ${y}, '|', ${z})"}
        - {type: calculate, name: z2, calculation: "count(${rep}[x = ${z}])"}
        - {type: calculate, name: z3, calculation: "count(${inn}[z = ${z} and . != 'q'])"}
        - {type: calculate, name: z4, calculation: "concat(count(${x}), count(${y}), count(${z}))"}
        - {type: calculate, name: z5, calculation: "count(${inn})"}
    - {type: calculate, name: x1, calculation: "concat(${q}, '|', ${x}, '|', ${y}, '|', join(',', ${z}))"}
    - {type: calculate, name: x2, calculation: "count(${rep}[y = ${x}])"}
    - {type: calculate, name: x3, calculation: "concat(count(${y}), '|', count(${rep}))"}
    - {type: calculate, name: x5, calculation: "count(${rep}[count(y) = 1])"}
    - {type: calculate, name: x4, calculation: "count(../inn[z = current()/../x])"}
- {type: calculate, name: q1, calculation: "concat(join(',', ${x}), '|', join(',', ${y}))"}
- {type: calculate, name: q4, calculation: "join(',', ${z})"}
- {type: calculate, name: q2, calculation: "count(${rep}[x = ${q} or y = ${q}])"}
- {type: calculate, name: q3, calculation: "count(${inn}[z = ${q}])"}
"""
MEANT = tool_of(NAMES)


@examples(10)
@given(rngs())
def test_a_name_means_the_cell_beside_the_rule_or_all_relevant_ones(rng):
    """Law 5: `${x}` is the same row's, the one outside, or all; in `[ ]` a bare name is the candidate's."""
    both = DoubleDesk(MEANT)

    for _ in range(12):
        if (chosen := act_on(rng, both.session)) is not None:
            chosen(both.session)
            chosen(both.slow)
        assert both.differences() == []


STEPS = (
    *("..", ".", "*", "x", "y", "g", "inn", "z", "rep", "data", "node()", "inn[1]", "rep[2]", "ancestor::*"),
    *(
        "preceding-sibling::*",
        "following-sibling::*",
        "descendant::*",
        "preceding-sibling::rep",
        "preceding::x",
    ),
)


def random_path(rng: random.Random) -> str:
    start = rng.choice(("", "", "/data/", "//", "${rep}/", "${inn}/", "current()/"))
    return start + "/".join(rng.choice(STEPS) for _ in range(rng.randint(1, 3)))


@given(rngs())
def test_whatever_a_path_can_reach_is_a_dependency(rng):
    """Law 6: every question a path can reach is a dependency; a path that can reach none is TOOL_REF."""
    rows = f"""
- {{type: text, name: q, label: Q}}
- type: repeat
  name: rep
  label: Outer
  rows:
    - {{type: text, name: x, label: X}}
    - {{type: group, name: g, label: G, relevant: "${{x}} != 'a'", rows: [{{type: text, name: y, label: Y}}]}}
    - {{type: repeat, name: inn, label: Inner, rows: [{{type: text, name: z, label: Z}}]}}
    - {{type: text, name: w, label: W, constraint: "count({random_path(rng)}) != 1"}}
    - {{type: text, name: v, label: V, required: "string-length({random_path(rng)}) = 1"}}
"""
    try:
        desk = Desk(tool_of(rows))
    except ToolError as error:
        assert error.code in {"TOOL_REF", "TOOL_EXPR"}  # noqa: PT017
        return
    for _ in range(8):
        act(rng, desk)

        assert snapshot(desk.opened(desk.session.typed())) == snapshot(desk.session)


@pytest.mark.parametrize("path", ["../nowhere", "/data/rep/q", "${rep}/q", "${q}/x", "../../../x"])
def test_a_path_that_reaches_nothing_is_told(path):
    rows = (
        f'- {{type: text, name: q, label: Q}}\n- {{type: text, name: w, label: W, relevant: "{path} = 1"}}\n'
    )

    with pytest.raises(ToolError) as raised:
        tool_of(rows + "- {type: repeat, name: rep, label: R, rows: [{type: text, name: x, label: X}]}\n")

    assert raised.value.code == "TOOL_REF"


def test_typed_is_nothing_before_anything_is_entered():
    assert Desk(BESIDE).session.typed() == Typed(opened=True)
