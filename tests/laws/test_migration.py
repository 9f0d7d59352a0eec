"""Laws 29 and 30 of forms.md, on random tools, random revisions and random half-filled returns."""

from hypothesis import given
from hypothesis import strategies as st

from auditdesk.form import At, Tool, Typed, TypedCell, migrate
from tests.form.making import Desk
from tests.laws.revisions import half_filled, revisions

CONVERTED = {("integer", "decimal"), ("select_one", "select_multiple")}
TO_TEXT = {"text", "barcode", "integer", "decimal", "date", "select_one", "select_multiple", "calculate"}


def continued(former: Tool, tool: Tool) -> dict[str, str]:
    """Law 29's first half, one question at a time: newer name → the former question it goes on with."""
    found: dict[str, str] = {}
    for newer in tool.questions:
        if newer.name not in former:
            for name in newer.columns.get("audit::was", "").split():
                if name in former and name not in found.values() and newer.name not in found:
                    found[newer.name] = name
    for newer in tool.questions:
        if newer.name in former and newer.name not in found.values():
            found[newer.name] = newer.name
    return found


def stated(former: Tool, cell: TypedCell, tool: Tool) -> tuple[str, str] | None:
    """Law 29 for one cell: the newer name and the text that is kept there; None if all of it is left over."""
    older = {name: newer for newer, name in continued(former, tool).items()}
    if cell.at.name not in older:
        return None
    before, after = former.question(cell.at.name), tool.question(older[cell.at.name])
    chain = [older.get(repeat) for repeat in before.repeats]
    if chain != list(after.repeats) or not takes(before.type, after.type):
        return None
    codes = [choice.name for choice in after.choices]
    if after.type == "select_one":
        return after.name, cell.text if cell.text in codes else ""
    if after.type == "select_multiple":
        return after.name, " ".join(code for code in codes if code in cell.text.split())
    return after.name, cell.text


def takes(before: str, after: str) -> bool:
    return before == after or (before, after) in CONVERTED or (after == "text" and before in TO_TEXT)


@given(st.data())
def test_each_answer_goes_where_law_29_says_and_the_rest_is_left_over(data):
    """Law 29: matched by name or older name, chain of repeats and type; what does not match is left over."""
    former, tool = data.draw(revisions())
    typed = data.draw(half_filled(former))

    migrated = migrate(former, typed, tool)

    kept, left = [], {}
    for cell in typed.cells:
        found = stated(former, cell, tool)
        name, text = found or ("", "")
        if found and (text or not cell.text):
            kept.append((At(name, cell.at.rows), text, cell.reason, cell.origin))
        lost = (
            [word for word in cell.text.split() if word not in text.split()] if found else cell.text.split()
        )
        if lost or (cell.reason and not found):
            left[cell.at] = (lost, cell.reason)
    assert [(one.at, one.text, one.reason, one.origin) for one in migrated.typed.cells] == kept
    answers = [one for one in migrated.left_over if one.cell.at.name not in repeats(former)]
    assert {one.cell.at: (one.cell.text.split(), one.cell.reason) for one in answers} == left


def repeats(tool: Tool) -> set[str]:
    return {repeat.name for repeat in tool.repeats}


def gone_through(*typed: Typed) -> set[tuple[str, str]]:
    """Every word that was entered, with the row it stands in."""
    return {(str(cell.at.rows[-1:]), word) for one in typed for cell in one.cells for word in words(cell)} | {
        (str(row.at.rows[-1:]), "") for one in typed for row in one.rows
    }


def words(cell: TypedCell) -> list[str]:
    return [*cell.text.split(), *([cell.reason] if cell.reason else [])]


def left_words(migrated) -> set[tuple[str, str]]:
    found = set()
    for one in migrated.left_over:
        found |= {(str(one.cell.at.rows[-1:]), word) for word in words(one.cell)}
        found |= {(str((row,)), "") for row in one.cell.at.rows}
    return found


@given(st.data())
def test_nothing_is_lost_forward_and_back(data):
    """Law 30: kept and left over are what was entered, each way; rows included."""
    former, tool = data.draw(revisions())
    typed = data.draw(half_filled(former))

    forward = migrate(former, typed, tool)
    back = migrate(tool, forward.typed, former)

    assert gone_through(forward.typed) | left_words(forward) == gone_through(typed)
    assert gone_through(back.typed) | left_words(back) | left_words(forward) == gone_through(typed)


@given(st.data())
def test_a_return_opens_on_the_newer_tool_as_it_was_carried(data):
    former, tool = data.draw(revisions())
    migrated = migrate(former, data.draw(half_filled(former)), tool)

    opened = Desk(tool, migrated.typed).session.typed()

    assert set(opened.cells) == set(migrated.typed.cells)
    assert set(opened.rows) == set(migrated.typed.rows)
    assert opened.opened


@given(st.data())
def test_on_the_same_tool_everything_stays(data):
    tool, _ = data.draw(revisions())
    typed = data.draw(half_filled(tool))

    again = migrate(tool, typed, tool)

    assert again.typed.rows == typed.rows
    for one in again.left_over:
        choices = {choice.name for choice in tool.question(one.cell.at.name).choices}
        assert choices
        assert one.cell.text not in choices
    untouched = {one.cell.at for one in again.left_over}
    assert [_words(cell) for cell in again.typed.cells if cell.at not in untouched] == [
        _words(cell) for cell in typed.cells if cell.at not in untouched
    ]


def _words(cell: TypedCell):
    return cell.at, set(cell.text.split()), cell.reason, cell.origin


@given(st.data())
def test_what_is_left_over_is_named_for_a_person(data):
    former, tool = data.draw(revisions())
    typed = data.draw(half_filled(former))

    for one in migrate(former, typed, tool).left_over:
        assert one.label in (f"Label of {one.cell.at.name}", f"Label of {one.cell.at.name[:-3]}: Comment")
        assert one.tool == former.hash
        assert one.row.count("Label of") == len(one.cell.at.rows)
