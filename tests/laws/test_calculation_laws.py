"""Laws 7 to 14 of forms.md 5: relevance, and what is worked out when."""

import random
import re
from datetime import timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from auditdesk.form import At, Cell, QuestionError, ToolError, check
from tests.form.making import Desk, rows_around, snapshot, source_of, tool_of
from tests.laws.counted import counted
from tests.laws.double_desks import DoubleDesk, act
from tests.laws.histories import act as act_of
from tests.laws.histories import cells, desks, examples, rngs
from tests.laws.random_tools import Writer, random_tool
from tests.laws.slow.kinds import truth

VALUES = {"relevant", "calculation", "repeat_count"}
STEPS = range(8)


@examples(6)
@given(rngs())
def test_a_cell_is_asked_where_its_own_condition_and_all_around_hold(rng):
    """Law 7: its own condition and those of all groups and repeats around it hold; no condition means yes."""
    both = DoubleDesk(random_tool(rng))
    for _ in STEPS:
        act(rng, both)

    asked = {At(n.name, n.ids): n for n in both.slow.worked.top.all() if not n.is_row and n.question}
    for question in both.tool.questions:
        for rows in rows_around(both.session, question.repeats):
            at = At(question.name, rows)
            around = asked[at].up
            own = both.slow.worked.says(asked[at], "relevant", failed=True, absent=True)
            relevant = both.session.cell(at).relevant
            assert relevant == (bool(around and around.on) and truth(own))


@examples(4)
@given(desks(), rngs())
def test_what_is_not_relevant_reads_as_blank_and_keeps_its_text(desk, rng):
    """Law 8: relevance clears nothing typed: not relevant is blank, not exported, and raises no problem."""
    for _ in STEPS:
        act_of(rng, desk)

    typed = {cell.at: cell.text for cell in desk.session.typed().cells}
    exported = {answer.at for answer in desk.session.export()}
    for at, cell in snapshot(desk.session).items():
        if not isinstance(cell, Cell) or cell.relevant:
            continue
        assert cell.value == ""
        assert cell.problems == ()
        assert cell.text == typed.get(at, "")
        assert at not in exported


@given(st.lists(st.tuples(st.sampled_from(["a", "b", "g"]), st.sampled_from(["x", "y", ""])), max_size=8))
def test_relevant_again_shows_the_old_text(typing):
    """Law 8: relevant again shows the old text, whatever was typed while it was hidden or shown."""
    desk = Desk(
        tool_of("""
    - {type: text, name: g, label: G}
    - type: group
      name: grp
      label: Group
      relevant: "${g} = 'x'"
      rows:
        - {type: text, name: a, label: A}
        - {type: text, name: b, label: B, relevant: "${a} = 'x'"}
    """)
    )
    last = {"a": "", "b": "", "g": ""}
    for name, text in typing:
        desk.types(**{name: text})
        last[name] = text
        assert {name: desk.session.cell(At(name)).text for name in last} == last
        assert desk["a"] == (last["a"] if last["g"] == "x" else "")
        assert desk["b"] == (last["b"] if last["g"] == last["a"] == "x" else "")

    desk.types(g="x", a="x")
    assert desk["b"] == last["b"]


@examples(4)
@given(rngs())
def test_each_rule_is_evaluated_at_most_once_and_groups_before_what_is_in_them(rng):
    """Laws 9 and 11: a group's relevance once, before its rows; each formula at most once per settle."""
    tool = random_tool(rng)
    seen = counted(tool)
    desk = Desk(tool)
    for _ in STEPS:
        assert {times for (_, _, column), times in seen.runs.items() if column in VALUES} <= {1}
        places = {key[:2]: place for place, key in enumerate(seen.runs) if key[2] == "relevant"}
        for (name, ids), place in places.items():
            around = tool.question(name).groups[-1:]
            for group in around:
                outer = places.get((group, ids)), places.get((group, ids[:-1]))
                assert all(before is None or before < place for before in outer)
        seen.runs.clear()
        act_of(rng, desk)


@examples(4)
@given(rngs())
def test_only_what_lies_downstream_of_a_change_is_evaluated(rng):
    """Law 11: only formulas downstream of the change are evaluated."""
    tool = random_tool(rng)
    seen, down = counted(tool), _downstream(tool)
    desk = Desk(tool)
    for _ in STEPS:
        at = rng.choice(cells(desk.session))
        seen.runs.clear()

        desk.session.answer(at, rng.choice(("1", "a", "2016-02-29", "met", "")))

        assert {name for name, _, column in seen.runs if column in VALUES} <= down(at.name)


def _downstream(tool):
    """For a question: itself and all that can depend on it, by the names its rules are written with."""
    readers = {question.name: {question.name} for question in tool.questions}
    for question in tool.questions:
        text = " ".join(question.columns.get(column, "") for column in VALUES)
        for name in {*re.findall(r"\w+", text)} & readers.keys():
            readers[name].add(question.name)
        for around in question.groups:
            readers[around].add(question.name)
        if "position(" in text and question.groups:  # of a row; in a filter it names the rows it looks at
            readers[question.groups[-1]].add(question.name)

    def down(name):
        found, waiting = set(), [name]
        while waiting:
            if (one := waiting.pop()) not in found:
                found.add(one)
                waiting.extend(readers[one])
        return found

    return down


COLUMNS = ("calculation", "relevant", "repeat_count", "choice_filter", "constraint", "required")
RULES = {
    "calculation": '- {{type: calculate, name: {0}, calculation: "count-selected({1})"}}',
    "relevant": "- {{type: text, name: {0}, label: Q, relevant: \"{1} != ''\"}}",
    "repeat_count": '- {{type: repeat, name: {0}, label: Q, repeat_count: "{1}", rows: []}}',
    "choice_filter": '- {{type: select_one need, name: {0}, label: Q, choice_filter: "{1}"}}',
    "constraint": '- {{type: text, name: {0}, label: Q, constraint: "{1}"}}',
    "required": '- {{type: text, name: {0}, label: Q, required: "{1}"}}',
}


@given(rngs())
def test_a_cycle_is_told_as_a_path_and_nothing_else_is(rng):
    """Law 12: a cycle names its path; `constraint` and `required` may read anything, themselves included."""
    names = [f"q{n}" for n in range(rng.randint(1, 6))]
    columns = {name: rng.choice(COLUMNS) for name in names}
    reads = {name: rng.sample(names, rng.randint(0, min(2, len(names)))) for name in names}
    rows = "\n".join(_row(columns[name], name, reads[name]) for name in names) + "\n"
    edges = {name: [] if columns[name] in {"constraint", "required"} else reads[name] for name in names}

    found = [problem for problem in check(source_of(rows)) if problem.severity == "error"]

    assert {problem.code for problem in found} <= {"TOOL_CYCLE"}
    assert bool(found) == any(_reaches(edges, name) for name in names)
    for problem in found:
        _ensure_path(problem.text, edges)


def _row(column: str, name: str, reads: list[str]) -> str:
    rule = " and ".join(f"count(${{{read}}}) = 1" for read in reads) or "true()"
    return RULES[column].format(name, f"number({rule})" if column == "repeat_count" else f"({rule})")


def _reaches(edges: dict[str, list[str]], name: str) -> bool:
    found, waiting = set(), [*edges[name]]
    while waiting:
        if (one := waiting.pop()) not in found:
            found.add(one)
            waiting.extend(edges[one])
    return name in found


def _ensure_path(text: str, edges: dict[str, list[str]]) -> None:
    """`a reads b (calculation), b reads a (relevant).`: every step is there, and the last one closes it."""
    steps = re.findall(r"(\w+) reads (\w+) \((\w+)\)", text)
    assert steps
    assert all(read in edges[name] for name, read, _ in steps)
    assert [read for _, read, _ in steps] == [*[name for name, _, _ in steps[1:]], steps[0][0]]


@examples(4)
@given(desks(), rngs())
def test_a_calculated_cell_cannot_be_typed_into_and_is_blank_while_hidden(desk, rng):
    """Law 13: calculation rows cannot be typed into; not relevant they are blank."""
    for _ in STEPS:
        act_of(rng, desk)

    for at, cell in snapshot(desk.session).items():
        if not isinstance(cell, Cell) or "calculation" not in desk.tool.question(at.name).columns:
            continue
        typed = desk.session.typed()
        with pytest.raises(QuestionError, match="worked out"):
            desk.session.answer(at, "7")
        assert desk.session.typed() == typed
        assert cell.readonly or not cell.relevant
        assert cell.relevant or cell.value == ""


@given(st.lists(st.sampled_from(["x", "", "tick", "2", "3"]), max_size=8))
def test_a_calculation_is_worked_out_again_when_it_is_asked_again(typing):
    """Law 13: a calculated cell that is not relevant is blank, and is computed again when relevant."""
    desk = Desk(
        tool_of("""
    - {type: text, name: g, label: G}
    - {type: integer, name: n, label: N}
    - {type: calculate, name: c, calculation: "${n} * 2", relevant: "${g} = 'x'"}
    """)
    )
    number = ""
    for text in typing:
        if text.isdigit():
            number = text
            desk.types(n=text)
        else:
            desk.types(g=text)
        shown = desk.session.cell(At("g")).text == "x" and number
        assert desk["c"] == (str(int(number) * 2) if shown else "")


@examples(4)
@given(rngs(), st.integers(1, 72))
def test_the_time_of_day_stands_still_between_two_ticks(rng, hours):
    """Law 14: `today()` and `now()` are constant between ticks; a tick settles what depends on them."""
    rows = Writer(rng).write()
    rows += '- {type: calculate, name: day, calculation: "today()"}\n'
    rows += "- {type: calculate, name: at, calculation: \"concat(now(), '')\"}\n"
    try:
        desk = Desk(tool_of(rows))
    except ToolError:
        return
    before = desk["day"], desk["at"]
    desk.at += timedelta(hours=hours)
    for _ in STEPS:
        act_of(rng, desk, back=False)
    assert (desk["day"], desk["at"]) == before

    desk.session.tick()

    assert desk["day"] == desk.at.date().isoformat()
    assert snapshot(desk.opened(desk.session.typed())) == snapshot(desk.session)


def test_a_signed_return_keeps_the_time_of_day_of_signing():
    """Law 14: opened again with the clock of signing, it comes out as it did then."""
    desk = Desk(tool_of("- {type: calculate, name: late, calculation: \"today() > '2016-07-10'\"}\n"))
    signed, at = snapshot(desk.session), desk.at

    desk.pass_time(days=30)
    later = snapshot(desk.session)
    desk.at = at

    assert later != signed
    assert snapshot(desk.opened(desk.session.typed())) == signed


def test_random_tools_hold_every_kind_of_rule():
    """What the laws are tried on: columns, functions and rows that no sketch had."""
    text = "".join(Writer(random.Random(seed)).write() for seed in range(200))  # noqa: S311
    for word in (
        *("repeat_count:", "choice_filter:", "name: inn", "constraint:", "required:", "readonly:", "once("),
        *("audit::agencies", "audit::comment", "audit::severity", "audit::local", "position(..)"),
        *("indexed-repeat(", "count(${rep}[", "instance('need')", "jr:choice-name", "ad:clock", "ad:late-by"),
        *("ad:reached-on", "ad:max-in-window", "ad:longest-gap", "ad:gaps-in-time", "ad:working-days"),
        *("ad:add-working-days", "ad:missing", "ad:gestation", "ad:months", "ad:hours", "regex(", "digest("),
    ):
        assert word in text, word
