"""Laws 27 and 28 of forms.md 5: there and back, and what is fed to a new session."""

from hypothesis import given

from auditdesk.form import At, Cell, Tool
from tests.form.making import snapshot
from tests.laws.histories import act, desks, examples, rngs

STEPS = range(12)


@examples(6)
@given(desks(), rngs())
def test_undo_brings_every_former_state_back_and_redo_every_later_one(desk, rng):
    """Law 27: `undo` after any sequence restores the former state exactly; `redo` the later one."""
    states = [snapshot(desk.session)]
    for _ in STEPS:
        change = act(rng, desk, back=False)
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


@examples(6)
@given(desks(), rngs())
def test_each_undo_is_an_entry_that_names_what_the_act_had_changed(desk, rng):
    """Law 27: undo itself is a new history entry: it tells the store what stands now."""
    for _ in STEPS:
        before, typed = snapshot(desk.session), set(desk.session.typed().cells)
        change = act(rng, desk, back=False)
        after, entered = snapshot(desk.session), set(desk.session.typed().cells)
        if change is None or not (change.typed or change.rows):
            continue

        back = desk.session.undo()

        assert {(c.at, c.after, c.before) for c in back.typed} == {
            (c.at, c.before, c.after) for c in change.typed
        }
        assert snapshot(desk.session) == before
        assert set(desk.session.typed().cells) == typed
        desk.session.redo()
        assert snapshot(desk.session) == after
        assert set(desk.session.typed().cells) == entered


@examples(6)
@given(desks(), rngs())
def test_a_new_session_on_everything_entered_is_the_same(desk, rng):
    """Law 28: `typed()` gives everything; feeding it to a new session gives the same state."""
    for _ in STEPS:
        act(rng, desk)

    fresh = desk.opened(desk.session.typed())

    assert snapshot(fresh) == snapshot(desk.session)
    assert fresh.typed() == desk.session.typed()
    assert fresh.opening.typed == ()


@examples(6)
@given(desks(), rngs())
def test_the_export_is_what_is_asked_and_answered_in_document_order(desk, rng):
    """Law 28: `export()` gives the relevant, non-local cells in document order with row ids."""
    for _ in STEPS:
        act(rng, desk)
    cells = {at: cell for at, cell in snapshot(desk.session).items() if isinstance(cell, Cell)}

    exported = [answer.at for answer in desk.session.export()]

    assert set(exported) == {
        at
        for at, cell in cells.items()
        if cell.relevant and (cell.value or cell.reason) and not desk.tool.question(at.name).local
    }
    assert exported == [at for at in _document_order(desk) if at in {*exported}]


def _document_order(desk):
    """Every cell as a reader meets it: row by row, each row's questions in the tool's order."""

    def inside(groups, rows):
        for question in desk.tool.questions:
            if question.groups != groups:
                continue
            at = At(question.name, rows)
            yield at
            deeper = (*groups, question.name)
            if question.type == "repeat":
                for row in desk.session.rows(at):
                    yield from inside(deeper, (*rows, row))
            else:
                yield from inside(deeper, rows)

    return inside((), ())


@examples(6)
@given(desks(), rngs())
def test_a_change_names_every_cell_that_differs_and_every_entry(desk, rng):
    """What the screen draws and the store writes."""
    for _ in STEPS:
        before, entered = snapshot(desk.session), {c.at: c for c in desk.session.typed().cells}
        change = act(rng, desk)
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


@examples(6)
@given(desks())
def test_a_tool_survives_its_canonical_bytes(desk):
    again = Tool.from_json(desk.tool.to_json())

    assert again == desk.tool
    assert again.hash == desk.tool.hash
