"""What a newer version changes, in an auditor's words, and what its number has to say (forms.md 6)."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from auditdesk.form import ToolError, compile, migrate
from auditdesk.form.changes import Step
from auditdesk.form.diff import changes
from tests.form.making import HEAD, LISTS, source_of, tool_of
from tests.laws.revisions import half_filled, revisions

FORMER = """
- type: group
  name: home
  label: The home
  rows:
    - {type: date, name: visit, label: Last visit, hint: By anyone}
    - {type: select_one std, name: clean, label: Is it clean?}
    - {type: calculate, name: days, calculation: "1 + 1"}
- type: group
  name: school
  label: School
  rows:
    - {type: text, name: seen, label: Who saw the child?}
- type: repeat
  name: meet
  label: Meetings
  rows:
    - {type: date, name: held, label: Held on}
"""
MET = "{name: met, label: {en: Met, cy: Wedi'i fodloni}}"


def told(change):
    return str(change.kind), change.step.word, change.section, change.question, change.what


def changed(*swaps, lists=LISTS):
    """What changes when the texts of the tool are swapped."""
    rows = FORMER
    for old, new in swaps:
        assert old in rows
        rows = rows.replace(old, new)
    return changes(tool_of(FORMER), compile(source_of(rows, lists=lists)))


CASES = {
    "a question more": (
        (
            "    - {type: text, name: seen",
            "    - {type: text, name: met_by, label: Met by}\n    - {type: text, name: seen",
        ),
        ("added", "minor", "School", "met_by", ""),
    ),
    "a question less": (
        ("- {type: date, name: visit, label: Last visit, hint: By anyone}", ""),
        ("removed", "major", "The home", "visit", ""),
    ),
    "another wording": (
        ("Last visit", "Last seen at home"),
        ("reworded", "patch", "The home", "visit", "label"),
    ),
    "another hint": (("By anyone", "By any agency"), ("reworded", "patch", "The home", "visit", "hint")),
    "a new id": (
        ("name: visit,", "name: seen_on, audit::was: visit,"),
        ("renamed", "minor", "The home", "seen_on", "id"),
    ),
    "another type": (
        ("text, name: seen", "date, name: seen"),
        ("another type", "major", "School", "seen", "type"),
    ),
    "a new rule": (
        ("By anyone}", "By anyone, constraint: . <= today()}"),
        ("new rule", "minor", "The home", "visit", "must hold"),
    ),
    "another result": (("1 + 1", "1 + 2"), ("changed rule", "major", "The home", "days", "worked out as")),
    "another list": (
        ("select_one std", "select_one yn"),
        ("recoded", "major", "The home", "clean", "choice met"),
    ),
    "local now": (
        ("By anyone}", "By anyone, audit::local: yes}"),
        ("marked otherwise", "major", "The home", "visit", "stays on the machine"),
    ),
    "asked of one agency": (
        ("child?}", "child?, audit::agencies: csc}\n- {type: text, name: hd_agency, label: Agency}"),
        ("new rule", "minor", "School", "seen", "asked of"),
    ),
}


@pytest.mark.parametrize("case", CASES)
def test_each_change_is_told_with_its_step(case):
    swap, expected = CASES[case]

    assert expected in map(told, changed(swap))


def test_a_rule_is_shown_before_and_after():
    rule = changed(("1 + 1", "1 + 2"))[0]

    assert (rule.before, rule.after) == ("1 + 1", "1 + 2")


def test_a_question_in_another_group_was_moved():
    visit = "    - {type: date, name: visit, label: Last visit, hint: By anyone}\n"
    school = "    - {type: text, name: seen"

    moved = changed((visit, ""), (school, visit + school))

    assert [(*told(one), one.before, one.after) for one in moved] == [
        ("moved", "minor", "School", "visit", "section", "The home", "School")
    ]


def test_a_question_taken_out_of_its_rows_loses_its_answers():
    [moved] = changed(
        (
            "  rows:\n    - {type: date, name: held, label: Held on}\n",
            "  rows:\n    - {type: note, name: n, label: N}\n- {type: date, name: held, label: Held on}\n",
        )
    )[1:]

    assert told(moved)[:2] == ("moved", "major")


def test_one_question_that_changes_its_place_is_one_change():
    rows = "".join(f"- {{type: text, name: {name}, label: {name}}}\n" for name in "abcdef")
    last = "".join(f"- {{type: text, name: {name}, label: {name}}}\n" for name in "bcdefa")

    [moved] = changes(tool_of(rows), tool_of(last))

    assert (*told(moved), moved.before, moved.after) == (
        "moved",
        "patch",
        "",
        "a",
        "place",
        "first",
        "after f",
    )


def test_a_list_that_many_questions_use_is_told_once():
    lists = LISTS.replace("{name: partly, label: {en: Partly met", "{name: some, label: {en: Partly met")
    assert lists != LISTS

    found = changed(lists=lists)

    assert [told(one) for one in found] == [
        ("recoded", "major", "Lists of choices", "std", "choice partly"),
        ("recoded", "minor", "Lists of choices", "std", "choice some"),
    ]


def test_a_number_that_is_too_low_names_the_weightiest_change():
    head = HEAD.replace("1.0.0", "1.1.0")
    rows = FORMER.replace("Last visit", "Seen at").replace("text, name: seen", "date, name: seen")

    with pytest.raises(ToolError) as refused:
        compile(source_of(rows, head=head), former=tool_of(FORMER))

    assert refused.value.code == "TOOL_SEMVER"
    assert "version says minor, but 'seen' was text and is date: at least 2.0.0." in str(refused.value)


@pytest.mark.parametrize(
    ("version", "swap"),
    [
        ("2.0.0", ("text, name: seen", "date, name: seen")),
        ("1.1.0", ("name: visit,", "name: seen_on, audit::was: visit,")),
        ("1.0.1", ("Last visit", "Last seen at home")),
    ],
)
def test_a_number_that_is_high_enough_passes(version, swap):
    head = HEAD.replace("1.0.0", version)

    tool = compile(source_of(FORMER.replace(*swap), head=head), former=tool_of(FORMER))

    assert tool.version == version


def test_another_tool_is_no_earlier_version():
    head = HEAD.replace("tool: little", "tool: other").replace("1.0.0", "9.0.0")

    with pytest.raises(ToolError) as refused:
        compile(source_of(FORMER, head=head), former=tool_of(FORMER))

    assert "another tool" in str(refused.value)


def test_two_questions_cannot_have_been_the_same_one():
    rows = (
        "- {type: text, name: a, label: A, audit::was: c}\n- {type: text, name: b, label: B, audit::was: c}\n"
    )

    with pytest.raises(ToolError) as refused:
        tool_of(rows)

    assert refused.value.code == "TOOL_NAME"
    assert "'c' is an older name of 'a' already" in str(refused.value)


def test_a_name_that_was_given_up_may_be_used_for_something_else():
    former = tool_of("- {type: text, name: a, label: A}\n")
    newer = tool_of(
        "- {type: text, name: b, label: A, audit::was: a}\n- {type: text, name: a, label: Other}\n"
    )
    newest = tool_of(
        "- {type: text, name: a, label: Other}\n- {type: text, name: b, label: B, audit::was: a}\n"
    )

    assert [(str(one.kind), one.question) for one in changes(former, newer)] == [
        ("renamed", "b"),
        ("added", "a"),
    ]
    assert {str(one.kind) for one in changes(newer, newest)} == {"moved", "reworded"}


@given(st.data())
def test_changes_are_told_exactly_where_tools_differ(data):
    former, tool = data.draw(revisions())

    assert changes(former, former) == ()
    assert bool(changes(former, tool)) == (former.hash != tool.hash)


@given(st.data())
def test_a_version_that_rises_by_less_than_major_loses_no_answer(data):
    former, tool = data.draw(revisions())
    typed = data.draw(half_filled(former))
    if any(one.step is Step.MAJOR for one in changes(former, tool)):
        return

    left = migrate(former, typed, tool).left_over

    asked = {question.name: question for question in former.questions}
    codes = [{choice.name for choice in asked[one.cell.at.name].choices} for one in left]
    assert all(one.cell.text not in found and found for one, found in zip(left, codes, strict=True))
