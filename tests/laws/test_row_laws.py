"""Laws 21 to 25 of forms.md 5: rows have ids and places; they are hidden, never lost."""

from collections.abc import Callable

from hypothesis import given
from hypothesis import strategies as st

from auditdesk.form import At, check
from tests.form.making import Desk, snapshot, source_of, tool_of
from tests.laws.histories import act, act_on, desks, examples, rngs
from tests.laws.random_tools import random_tool

STEPS = range(10)
ROWS = """
- type: repeat
  name: rep
  label: Rows
  rows:
    - {type: text, name: a, label: A}
    - {type: repeat, name: inn, label: Inner, rows: [{type: text, name: b, label: B}]}
"""


@examples(4)
@given(desks(), rngs())
def test_an_answer_belongs_to_the_id_of_its_row(desk, rng):
    """Law 21: a row has a permanent id and a position; sorting or deleting never moves an answer."""
    for _ in STEPS:
        typed = {cell.at: cell for cell in desk.session.typed().cells}
        ids = {row.at for row in desk.session.typed().rows}
        change = act(rng, desk)
        now = {cell.at: cell for cell in desk.session.typed().cells}
        changed = {entry.at for entry in change.typed} if change else set()
        assert ids <= {row.at for row in desk.session.typed().rows}
        assert {at: cell for at, cell in typed.items() if at not in changed} == {
            at: cell for at, cell in now.items() if at not in changed
        }


@given(st.permutations(range(4)))
def test_rows_stand_as_they_were_moved(order):
    """Law 21: the position is the order that people gave."""
    desk = Desk(tool_of(ROWS))
    rows = [desk.row("rep", a=str(n)) for n in range(4)]

    for n in order:
        desk.session.move_row(At("rep", (rows[n],)), before=None)

    assert desk.column("rep", "a") == [str(n) for n in order]
    assert [desk.value("a", row) for row in rows] == ["0", "1", "2", "3"]


@examples(4)
@given(desks(), rngs())
def test_a_removed_row_keeps_its_answers_and_comes_back(desk, rng):
    """Law 22: removing a row hides it, keeps its answers in the history and can be undone."""
    for _ in STEPS:
        before, typed = snapshot(desk.session), set(desk.session.typed().cells)
        change = act(rng, desk, back=False)
        if change is None or not any(row.kind == "removed" for row in change.rows):
            continue
        gone = next(row.at for row in change.rows if row.kind == "removed")

        assert gone.rows[-1] not in desk.session.rows(At(gone.name, gone.rows[:-1]))
        kept = {cell for cell in typed if cell.at.rows[: len(gone.rows)] == gone.rows}
        assert kept <= set(desk.session.typed().cells)
        desk.session.undo()
        assert snapshot(desk.session) == before
        desk.session.redo()


COUNTED = tool_of("""
- {type: text, name: n, label: N}
- type: repeat
  name: rep
  label: Rows
  repeat_count: ${n}
  rows:
    - {type: text, name: a, label: A}
    - {type: repeat, name: inn, label: In, repeat_count: "${n} - 1", rows: [{type: text, name: b, label: B}]}
""")


COUNTS = st.sampled_from(["0", "1", "2", "3", "5", "-2", "1.9", "", "x", "undo", "redo"])


@given(st.lists(COUNTS, max_size=9))
def test_rows_follow_their_count_and_none_is_lost(counts):
    """Law 23: `repeat_count` adds rows as it grows; when it shrinks, rows beyond it are hidden, not lost."""
    desk = Desk(COUNTED)
    written: dict[tuple[str, ...], str] = {}
    for text in counts:
        if text in {"undo", "redo"}:
            getattr(desk.session, text)()
            written = {cell.at.rows: cell.text for cell in desk.session.typed().cells if cell.at.name == "a"}
            continue
        ids = [row.at.rows for row in desk.session.typed().rows]
        desk.types(n=text)
        wanted = max(int(float(text)), 0) if text not in {"", "x"} else 0
        rows = desk.session.rows(At("rep"))
        assert len(rows) == wanted
        assert [row.at.rows for row in desk.session.typed().rows if row.at.rows in ids] == ids
        for row in rows:
            assert desk.value("a", row) == written.get((row,), "")
            inner = desk.session.rows(At("inn", (row,)))
            assert len(inner) == max(int(float(text) - 1), 0)
            if not desk.value("a", row):
                desk.session.answer(At("a", (row,)), f"of {row}")
                written[row,] = f"of {row}"


@examples(4)
@given(rngs())
def test_a_new_tool_opens_without_rows_but_for_those_that_are_counted(rng):
    """Law 24: a new tool opens with no rows unless `repeat_count` says so."""
    desk = Desk(random_tool(rng))

    for row in desk.session.typed().rows:
        counted = {q.name for q in desk.tool.repeats if "repeat_count" in q.columns}
        assert row.at.name in counted


@examples(4)
@given(rngs(), st.sampled_from(["sum", "min", "max"]))
def test_a_total_over_its_own_column_is_one_row(rng, total):
    """Law 25: inside a repeat `sum(${x})` over its own column is one row's value: warning TOOL_AGGREGATE."""
    rows = f"""
- type: repeat
  name: rep
  label: Rows
  rows:
    - {{type: integer, name: x, label: X}}
    - {{type: calculate, name: mine, calculation: "{total}(${{x}})"}}
- {{type: calculate, name: all, calculation: "{total}(${{x}}[. != ''])"}}
"""
    desk = Desk(tool_of(rows))
    for _ in STEPS:
        if (chosen := act_on(rng, desk.session)) is not None:
            chosen(desk.session)

    folds: dict[str, Callable[[list[int]], int]] = {"sum": sum, "min": min, "max": max}
    numbers = [int(x) for x in desk.column("rep", "x") if x]
    blank = "0" if total == "sum" else ""
    assert desk.column("rep", "mine") == desk.column("rep", "x")
    assert desk["all"] == (str(folds[total](numbers)) if numbers else blank)
    warned = [problem.row for problem in check(source_of(rows)) if problem.code == "TOOL_AGGREGATE"]
    assert warned == ["mine"]
