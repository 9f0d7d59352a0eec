"""The laws of forms.md 5, each on random tools and random histories. A law's number is that document's."""

from hypothesis import given
from hypothesis import strategies as st

from auditdesk.form import At, Cell, Tool
from tests.form.making import desk_of, snapshot
from tests.laws.histories import act, desks

STEPS = range(12)


@given(st.data())
def test_a_settled_session_equals_a_fresh_one_on_the_same_entries(data):
    """Laws 10 and 28."""
    desk = data.draw(desks())

    for _ in STEPS:
        act(data, desk)

    fresh = desk.opened(desk.session.typed())
    assert snapshot(fresh) == snapshot(desk.session)
    assert fresh.typed() == desk.session.typed()
    assert fresh.opening.typed == ()


@given(st.data())
def test_undo_brings_every_former_state_back_and_redo_every_later_one(data):
    """Law 27."""
    desk = data.draw(desks())
    states = [snapshot(desk.session)]
    for _ in STEPS:
        change = act(data, desk, back=False)
        if change is not None and (change.typed or change.rows):
            states.append(snapshot(desk.session))

    back = [snapshot(desk.session)]
    while desk.session.undo():
        back.append(snapshot(desk.session))
    forth = [snapshot(desk.session)]
    while desk.session.redo():
        forth.append(snapshot(desk.session))

    assert back == states[::-1]
    assert forth == states


@given(st.data())
def test_each_undo_gives_the_state_before_the_act_and_redo_the_one_after(data):
    """Law 27, one act at a time."""
    desk = data.draw(desks())
    for _ in STEPS:
        before, typed = snapshot(desk.session), set(desk.session.typed().cells)
        change = act(data, desk, back=False)
        after, entered = snapshot(desk.session), set(desk.session.typed().cells)
        if change is None or not (change.typed or change.rows):
            continue

        desk.session.undo()

        assert snapshot(desk.session) == before
        assert set(desk.session.typed().cells) == typed
        desk.session.redo()
        assert snapshot(desk.session) == after
        assert set(desk.session.typed().cells) == entered


@given(st.data())
def test_a_change_names_every_cell_that_differs_and_every_entry(data):
    """What the screen draws and the store writes."""
    desk = data.draw(desks())
    for _ in STEPS:
        before, entered = snapshot(desk.session), {c.at: c for c in desk.session.typed().cells}
        change = act(data, desk)
        after, now = snapshot(desk.session), {c.at: c for c in desk.session.typed().cells}
        named = set(change.cells) if change else set()

        kept = [at for at in before if at in after and not at.name.startswith(("rows of", "export"))]
        differ = {at for at in kept if _shown(before[at]) != _shown(after[at])}

        assert differ <= named
        for entry in change.typed if change else ():
            assert (entry.before, entry.after) == (entered.pop(entry.at, None), now.pop(entry.at, None))
        assert entered == now


def _shown(cell):
    return cell.value, cell.text, cell.reason, cell.relevant, cell.required, cell.problems


@given(st.data())
def test_what_is_not_relevant_reads_as_blank_and_keeps_its_text(data):
    """Law 8."""
    desk = data.draw(desks())
    for _ in STEPS:
        act(data, desk)

    typed = {cell.at: cell.text for cell in desk.session.typed().cells}
    exported = {answer.at for answer in desk.session.export()}
    for at, cell in snapshot(desk.session).items():
        if not isinstance(cell, Cell) or cell.relevant:
            continue
        assert cell.value == ""
        assert cell.problems == ()
        assert cell.text == typed.get(at, "")
        assert at not in exported


@given(st.data())
def test_a_tool_survives_its_canonical_bytes(data):
    tool = data.draw(desks()).tool

    again = Tool.from_json(tool.to_json())

    assert again == tool
    assert again.hash == tool.hash


@given(st.data())
def test_answers_stay_with_their_rows(data):
    """Laws 21 and 22."""
    desk = data.draw(desks())
    for _ in STEPS:
        typed = {cell.at: cell for cell in desk.session.typed().cells}
        rows = {row.at for row in desk.session.typed().rows}
        change = act(data, desk)
        if change and all(row.kind == "moved" for row in change.rows) and change.rows:
            assert {cell.at: cell for cell in desk.session.typed().cells} == typed
        assert rows <= {row.at for row in desk.session.typed().rows}
        if change and any(row.kind == "removed" for row in change.rows) and not change.typed:
            gone = next(row.at.rows for row in change.rows if row.kind == "removed")
            assert {a for a in typed if a.rows == gone} <= {c.at for c in desk.session.typed().cells}


def test_rows_of_a_new_tool_are_none():
    desk = desk_of("""
    - type: repeat
      name: rep
      label: Rows
      rows:
        - {type: text, name: a, label: A}
    """)

    assert desk.session.rows(At("rep")) == ()
