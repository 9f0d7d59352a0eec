"""Laws 15 to 20 and 26 of forms.md 5: defaults, what is required, what must hold, and choices."""

from hypothesis import given
from hypothesis import strategies as st

from auditdesk.form import At, Cell, Origin
from tests.form.making import Desk, snapshot, tool_of
from tests.laws.double_desks import DoubleDesk, act
from tests.laws.histories import TEXTS, cells, desks, examples, rngs
from tests.laws.histories import act as act_of
from tests.laws.random_tools import random_tool
from tests.laws.slow import judge
from tests.laws.slow.kinds import truth
from tests.laws.slow.stored import fits

STEPS = range(8)
DEFAULTS = tool_of("""
- {type: integer, name: n, label: N, default: "count(${rep}) + ${m}"}
- {type: integer, name: m, label: M, default: "7"}
- type: repeat
  name: rep
  label: Rows
  rows:
    - {type: integer, name: a, label: A, default: "${b} + 1"}
    - {type: integer, name: b, label: B, default: "count(${rep}) + ${m}"}
    - {type: integer, name: c, label: C, relevant: "${m} = 1", default: "5"}
""")


@given(st.lists(st.sampled_from(["add", "1", "", "undo", "reopen"]), max_size=8))
def test_a_default_is_taken_once_in_order_of_dependency(acts):
    """Law 15: once, at the first opening or with its row; in dependency order; clearing keeps it away."""
    desk = Desk(DEFAULTS)
    assert (desk["m"], desk["n"]) == ("7", "7")
    m, rows, undone = "7", [], []
    for word in acts:
        if word == "add":
            row = desk.row("rep")
            rows.append((row, len(desk.session.rows(At("rep"))) + int(m or 0) if m else None))
        elif word == "undo":
            undone.append(desk.session.undo())
            rows = [(row, b) for row, b in rows if row in desk.session.rows(At("rep"))]
            m = desk["m"]
        elif word == "reopen":
            desk.session = desk.opened(desk.session.typed())
        else:
            desk.types(m=word)
            m = word
        assert desk["m"] == m
        for row, b in rows:
            assert desk.value("b", row) == ("" if b is None else str(b))
            assert desk.value("a", row) == ("" if b is None else str(b + 1))
            entered = desk.session.cell(At("c", (row,)))
            assert (entered.text, entered.origin) == ("5", Origin.DEFAULT)


@examples(6)
@given(desks(), rngs())
def test_what_came_by_default_is_never_taken_again(desk, rng):
    """Law 15: what came of a default stands as typed, and nothing but a new row makes another."""
    for _ in STEPS:
        before = {cell.at for cell in desk.session.typed().cells}
        change = act_of(rng, desk, back=False)
        made = {row.at.rows for row in change.rows} if change else set()
        for cell in desk.session.typed().cells:
            if cell.at not in before and cell.origin is Origin.DEFAULT:
                once = "once(" in desk.tool.question(cell.at.name).columns.get("calculation", "")
                assert once or any(cell.at.rows[: len(row)] == row for row in made)


@given(st.lists(st.sampled_from(["1", "2", "", "x", "tick", "reopen"]), max_size=8))
def test_once_keeps_what_the_cell_has(acts):
    """Law 16: `once(e)` keeps the cell's value if there is one."""
    desk = Desk(
        tool_of("""
    - {type: text, name: n, label: N}
    - {type: calculate, name: first, calculation: "once(${n})", relevant: "${n} != 'x'"}
    - {type: calculate, name: day, calculation: "once(today())"}
    """)
    )
    kept, day = "", desk["day"]
    for word in acts:
        if word == "tick":
            desk.pass_time(days=1)
        elif word == "reopen":
            desk.session = desk.opened(desk.session.typed())
        else:
            desk.types(n=word)
            kept = kept or (word if word != "x" else "")
        assert desk["first"] == ("" if desk["n"] == "x" else kept)
        assert desk["day"] == day


@examples(6)
@given(rngs())
def test_a_constraint_asks_relevant_cells_that_are_not_blank_and_what_fails_is_said(rng):
    """Law 17: never on a blank, only on relevant cells; NaN or empty is violated; an error is rule.failed."""
    both = DoubleDesk(random_tool(rng))
    for _ in STEPS:
        act(rng, both)

    for node in judge.shown_cells(both.slow.worked):
        found = {problem.code for problem in both.session.cell(At(node.name, node.ids)).problems}
        constraint = both.tool.question(node.name).columns.get("constraint")
        if not constraint or not node.on or not node.text:
            assert "answer.constraint" not in found
            continue
        troubles = both.slow.worked.troubles[At(node.name, node.ids)]
        troubles.clear()
        says = both.slow.worked.says(node, "constraint", failed=None)
        assert ("answer.constraint" in found) == (says is not None and not truth(says))
        assert "rule.failed" in found or says is not None


@given(st.sampled_from(["", " ", "0", "x", "1"]), st.sampled_from(["number('')", "''", "0", "1", "'no'"]))
def test_a_constraint_that_gives_nothing_is_violated(text, rule):
    """Law 17: a NaN or empty result means violated."""
    desk = Desk(tool_of(f'- {{type: text, name: q, label: Q, constraint: "{rule}"}}\n')).types(q=text)

    violated = bool(text) and rule in {"number('')", "''", "0"}
    assert desk.problems("q") == (["answer.constraint"] if violated else [])


@examples(6)
@given(desks(), rngs())
def test_no_problem_keeps_anybody_from_typing(desk, rng):
    """Law 18: a problem never blocks typing, saving or moving; a value that breaks its constraint is kept."""
    for _ in STEPS:
        act_of(rng, desk)
        at, text = rng.choice(cells(desk.session)), rng.choice([text for text in TEXTS if text.strip()])

        desk.session.answer(at, text)

        cell = desk.session.cell(at)
        assert cell.text
        assert (cell.value == cell.text) == (cell.relevant and fits(desk.tool.question(at.name), cell.text))
        assert cell.text in {entered.text for entered in desk.session.typed().cells if entered.at == at}


@given(st.sampled_from(["x", "y"]), st.booleans())
def test_only_a_warning_lets_a_return_be_signed(text, warns):
    """Law 18: it blocks signing unless its severity is warn."""
    severity = "warn" if warns else "error"
    desk = Desk(
        tool_of(
            f"- {{type: text, name: q, label: Q, constraint: \". != 'x'\", audit::severity: {severity}}}\n"
        )
    ).types(q=text)

    assert [problem.severity for problem in desk.session.validate()] == [severity] * (text == "x")


REQUIRED = tool_of("""
- {type: text, name: g, label: G}
- {type: text, name: q, label: Q, required: "${g} = 'must'", relevant: "${g} != 'off'"}
""")


@given(
    st.sampled_from(["must", "may", "off", ""]),
    st.sampled_from(["", " ", "\n\t ", "x", " x "]),
    st.sampled_from(["", "not_held", "other"]),
)
def test_required_is_a_problem_where_a_relevant_cell_is_blank(g, text, reason):
    """Laws 19 and 20: only relevant and blank; white space is blank; a reason satisfies it, counted apart."""
    desk = Desk(REQUIRED).types(g=g)
    desk.session.answer(At("q"), text, reason=reason)

    cell = desk.session.cell(At("q"))
    is_open = g == "must" and not text.strip() and not (reason and not text)
    assert cell.required == (g == "must")
    assert desk.problems("q") == (["answer.required"] if is_open else [])
    assert cell.reason == (reason if not text else "")
    progress = desk.session.progress()[""]
    assert progress.open == int(g == "must" and not text and not reason)
    if reason and not text and g != "off":
        assert [
            (answer.value, answer.reason) for answer in desk.session.export() if answer.at == At("q")
        ] == [("", reason)]


@examples(6)
@given(desks(), rngs())
def test_required_is_asked_of_nothing_hidden_answered_or_explained(desk, rng):
    """Laws 19 and 20, on random tools."""
    for _ in STEPS:
        act_of(rng, desk)

    for at, cell in snapshot(desk.session).items():
        if isinstance(cell, Cell):
            told = "answer.required" in {problem.code for problem in cell.problems}
            calculated = "calculation" in desk.tool.question(at.name).columns
            kind = desk.tool.question(at.name).type
            unfit = "answer.type" in {problem.code for problem in cell.problems}
            asked = kind not in {"note", "group", "repeat", "calculate"} and not calculated and not unfit
            blank = not cell.value.strip() and not cell.reason
            assert told == (cell.relevant and cell.required and blank and asked)


@given(
    st.sampled_from(["select_one", "select_multiple"]),
    st.lists(st.sampled_from(["a", "b", "none", "zzz"]), max_size=3),
    st.sampled_from(["", "0", "1", "2"]),
)
def test_a_code_outside_the_filtered_list_stays_and_is_said(kind, codes, n):
    """Law 26: a code not, or no longer, in the filtered list stays, reads as itself, and is answer.choice."""
    desk = Desk(
        tool_of(f"""
    - {{type: integer, name: n, label: N}}
    - {{type: {kind} need, name: q, label: Q, choice_filter: "audit_rank <= ${{n}} or name = 'none'"}}
    """)
    ).types(q=" ".join(codes if kind == "select_multiple" else codes[:1]))
    text = desk["q"]

    desk.types(n=n)

    offered = {"none", *(["a"] if n in {"1", "2"} else []), *(["b"] if n == "2" else [])}
    assert desk["q"] == text
    assert {choice.name for choice in desk.session.cell(At("q")).choices} == offered
    assert desk.problems("q").count("answer.choice") == len({*text.split()} - offered)
    assert ("answer.exclusive" in desk.problems("q")) == ("none" in text.split() and len(text.split()) > 1)
