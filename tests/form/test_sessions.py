"""What one session does with answers: each test is one law of forms.md 5 or one line of its tables."""

import pytest

from auditdesk.form import At, Origin, QuestionError, Typed, TypedCell, settle
from tests.form.making import Desk, desk_of, tool_of

STANDARD = """
- {type: calculate, name: hd_agency, calculation: "ad:fact('assignment.agency')"}
- {type: select_one std, name: q, label: Q, audit::role: standard}
- {type: select_one yn, name: y, label: Y}
- {type: select_one yn, name: z, label: Z, audit::comment: no}
- {type: select_one std, name: o, label: O, audit::comment: off}
- {type: select_one std, name: pol, label: Police only, audit::agencies: pol hv}
- {type: select_one std, name: csc, label: Both, audit::agencies: csc pol, relevant: "${q} = 'met'"}
"""


@pytest.mark.parametrize(
    ("kind", "typed", "stored"),
    [
        ("text", "  e\u0301\r\nx\u202e ", "  é\nx "),
        ("integer", " 007 ", "7"),
        ("integer", "-0", "0"),
        ("decimal", "1.50", "1.5"),
        ("decimal", ".5", "0.5"),
        ("decimal", "-0.0", "0"),
        ("range", "10", "10"),
        ("date", "2016-2-3", "2016-02-03"),
        ("dateTime", "2016-06-20 9:05", "2016-06-20T09:05+01:00"),
        ("dateTime", "2016-01-20T09:05:00Z", "2016-01-20T09:05+00:00"),
        ("dateTime", "2016-01-20T09:05:30+05:30", "2016-01-20T09:05:30+05:30"),
        ("time", "9:05", "09:05"),
        ("select_multiple need", " b a  b ", "a b"),
        ("select_one std", " met ", "met"),
    ],
)
def test_what_is_typed_is_stored_in_the_form_of_its_type(kind, typed, stored):
    desk = desk_of(f"- {{type: {kind}, name: q, label: Q}}\n").types(q=typed)

    assert desk["q"] == stored


@pytest.mark.parametrize(
    ("kind", "typed"),
    [
        ("integer", "1.5"),
        ("integer", "ten"),
        ("integer", "٣"),
        ("decimal", "1e5"),
        ("decimal", "1,5"),
        ("date", "2016-02-30"),
        ("date", "20/06/2016"),
        ("dateTime", "2016-06-20"),
        ("dateTime", "2016-06-20T25:00"),
        ("time", "24:00"),
        ("select_one std", "met partly"),
    ],
)
def test_what_does_not_fit_its_type_is_kept_and_reads_as_blank(kind, typed):
    desk = desk_of(f"- {{type: {kind}, name: q, label: Q}}\n").types(q=typed)

    cell = desk.session.cell(At("q"))
    assert (cell.text, cell.value) == (typed, "")
    assert [problem.code for problem in cell.problems] == ["answer.type"]
    assert desk.session.export() == ()


def test_every_standard_has_a_comment_box_that_is_required_when_it_is_not_met():
    desk = desk_of(STANDARD).types(q="partly", y="no", z="no", o="not_met")

    assert desk.problems("q__c") == ["answer.required"]
    assert desk.problems("z__c") == ["answer.required"]
    assert desk.problems("y__c") == []
    assert "o__c" not in desk.tool
    assert desk.tool.question("q__c").role == "comment"
    assert desk.types(q__c="why").problems("q__c") == []
    assert desk.types(q="met").problems("q__c") == []
    assert desk["q__c"] == "why"


def test_a_question_of_other_agencies_is_not_asked():
    desk = desk_of(STANDARD).types(pol="met", csc="met")

    assert desk["pol"] == desk["csc"] == ""
    assert desk.types(q="met")["csc"] == "met"
    assert desk.tool.question("csc").columns["audit::relevant"] == "${q} = 'met'"
    assert not desk.session.cell(At("pol__c")).relevant


def test_a_constraint_is_not_evaluated_on_a_blank_and_nan_breaks_it():
    desk = desk_of("""
    - {type: integer, name: n, label: N}
    - type: integer
      name: q
      label: Q
      constraint: . < ${n}
      constraint_message: {en: Too many., cy: Gormod.}
    """)

    assert desk.problems("q") == []
    desk.types(q="5")
    assert desk.problems("q") == ["answer.constraint"]
    assert desk.session.validate()[0].text == "Too many."
    assert desk.opened(desk.session.typed(), "cy").validate()[0].text == "Gormod."
    assert desk.types(n="6").problems("q") == []
    assert desk["q"] == "5"


def test_a_warning_is_told_from_an_error():
    desk = desk_of(
        "- {type: text, name: q, label: Q, constraint: \". != 'x'\", audit::severity: warn}\n"
    ).types(q="x")

    assert [problem.severity for problem in desk.session.validate()] == ["warn"]


def test_required_is_met_by_an_answer_or_a_reason_and_not_by_white_space():
    desk = desk_of("- {type: text, name: q, label: Q, required: yes}\n")

    assert desk.types(q=" \n ").problems("q") == ["answer.required"]
    desk.session.answer(At("q"), "", reason="not_held")
    assert desk.problems("q") == []
    assert [(a.value, a.reason) for a in desk.session.export()] == [("", "not_held")]
    assert desk.session.progress()[""].open == 0


def test_a_choice_that_the_filter_leaves_out_stays_and_is_a_problem():
    desk = desk_of("""
    - {type: integer, name: n, label: N}
    - {type: select_one need, name: q, label: Q, choice_filter: "audit_rank <= ${n}"}
    """).types(n="2", q="b")

    assert [choice.name for choice in desk.session.cell(At("q")).choices] == ["a", "b"]
    desk.types(n="1")
    assert desk["q"] == "b"
    assert desk.problems("q") == ["answer.choice"]
    assert desk.types(q="zzz").problems("q") == ["answer.choice"]


def test_a_choice_that_stands_alone_may_not_have_company():
    desk = desk_of("- {type: select_multiple need, name: q, label: Q}\n").types(q="none a")

    assert desk.problems("q") == ["answer.exclusive"]
    assert desk.types(q="none").problems("q") == []


def test_a_group_hides_what_is_in_it_and_shows_the_old_texts_again():
    desk = desk_of("""
    - {type: text, name: a, label: A}
    - type: group
      name: g
      label: G
      relevant: ${a} = 'x'
      rows:
        - {type: text, name: b, label: B, required: yes}
        - {type: calculate, name: c, calculation: "concat(${b}, '!')"}
    """).types(a="x", b="kept")

    assert (desk["b"], desk["c"]) == ("kept", "kept!")
    desk.types(a="y")
    assert (desk["b"], desk["c"], desk.session.validate()) == ("", "", ())
    assert {answer.at.name for answer in desk.session.export()} == {"a"}
    assert desk.types(a="x")["c"] == "kept!"


def test_a_default_is_taken_once_and_clearing_does_not_bring_it_back():
    desk = desk_of("""
    - {type: date, name: q, label: Q, default: "ad:fact('round.to')"}
    - {type: text, name: r, label: R, default: plain-text}
    - type: repeat
      name: rep
      label: Rows
      rows:
        - {type: integer, name: n, label: N, default: "count(${rep})"}
    """)

    opening = {change.at.name: change.after for change in desk.session.opening.typed}
    assert opening["q"] == TypedCell(At("q"), "2016-06-20", Origin.DEFAULT)
    assert desk["r"] == "plain-text"
    row = desk.row("rep")
    desk.types(q="")
    again = desk.opened(desk.session.typed())
    assert again.value(At("q")) == ""
    assert again.value(At("n", (row,))) == "1"
    assert again.opening.typed == ()


def test_once_keeps_its_value_in_the_store_and_over_a_tick():
    desk = desk_of("""
    - {type: calculate, name: made, calculation: once(now())}
    - {type: calculate, name: id, calculation: once(uuid())}
    - {type: calculate, name: day, calculation: today()}
    """)
    first = desk["made"], desk["id"]

    desk.pass_time(days=1)

    assert (desk["made"], desk["id"]) == first
    assert desk["day"] == "2016-07-02"
    assert desk.opened(desk.session.typed()).value(At("id")) == first[1]
    assert {change.at.name for change in desk.session.opening.typed} == {"made", "id"}


def test_rows_follow_a_count_and_those_beyond_it_are_hidden_not_lost():
    desk = desk_of("""
    - {type: integer, name: n, label: N}
    - type: repeat
      name: rep
      label: Rows
      repeat_count: ${n}
      rows:
        - {type: text, name: a, label: A}
    """).types(n="2")
    second = desk.session.rows(At("rep"))[1]
    desk.session.answer(At("a", (second,)), "kept")

    assert [row.kind for row in desk.types(n="").session.answer(At("n"), "1").rows] == []
    assert len(desk.session.rows(At("rep"))) == 1
    assert desk.types(n="2").value("a", second) == "kept"
    with pytest.raises(QuestionError, match="follow a count"):
        desk.session.add_row(At("rep"))


def test_counts_of_repeats_in_repeats_end_at_the_most_cells_of_a_return(monkeypatch):
    monkeypatch.setattr(settle, "MOST_CELLS", 8_000)
    desk = desk_of("""
    - type: repeat
      name: out
      label: Out
      repeat_count: "500"
      rows:
        - type: repeat
          name: inn
          label: In
          repeat_count: "500"
          rows:
            - {type: note, name: a, label: A}
            - {type: note, name: b, label: B}
    """)

    assert len(desk.session.typed().rows) == 500 + 300
    assert "rule.failed" in {problem.code for problem in desk.session.validate()}


def test_a_default_that_cannot_be_worked_out_gives_none():
    desk = desk_of("- {type: text, name: q, label: Q, default: \"digest('a', 'SHA-0', 'hex')\"}\n")

    assert (desk["q"], desk.problems("q")) == ("", [])


def test_a_default_of_white_space_in_a_typed_question_is_none():
    desk = desk_of("- {type: integer, name: q, label: Q, default: ' '}\n")

    assert desk.session.typed().cells == ()


def test_rows_keep_their_ids_and_a_removed_one_comes_back_by_undo():
    desk = desk_of("""
    - type: repeat
      name: rep
      label: Rows
      rows:
        - {type: text, name: a, label: A, relevant: "position(..) > 1"}
    """)
    first, second, third = (desk.row("rep", a=letter) for letter in "abc")

    assert desk.column("rep", "a") == ["", "b", "c"]
    moved = desk.session.move_row(At("rep", (third,)), before=first)
    assert [(row.kind, row.place) for row in moved.rows] == [("moved", 0)]
    assert desk.session.rows(At("rep")) == (third, first, second)
    assert desk.column("rep", "a") == ["", "a", "b"]
    desk.session.remove_row(At("rep", (first,)))
    assert desk.column("rep", "a") == ["", "b"]
    assert [row.removed for row in desk.session.typed().rows] == [False, True, False]
    assert desk.back() == ["restored"]
    assert desk.column("rep", "a") == ["", "a", "b"]


def test_the_first_change_of_a_row_says_added_and_its_undo_removed():
    desk = desk_of(
        "- {type: repeat, name: rep, label: R, rows: [{type: text, name: a, label: A, default: x}]}\n"
    )

    added = desk.session.add_row(At("rep"))

    assert [row.kind for row in added.rows] == ["added"]
    assert [change.after and change.after.text for change in added.typed] == ["x"]
    assert desk.back() == ["removed"]
    assert desk.session.typed().cells == ()
    assert desk.forth() == ["restored"]
    assert desk.column("rep", "a") == ["x"]


def test_repeats_within_repeats_reach_outwards_and_over_all_rows():
    desk = desk_of("""
    - type: repeat
      name: out
      label: Outer
      rows:
        - {type: integer, name: o, label: O}
        - type: repeat
          name: inn
          label: Inner
          rows:
            - {type: integer, name: i, label: I}
            - {type: calculate, name: both, calculation: "${o} * ${i}"}
        - {type: calculate, name: mine, calculation: "count(../inn)"}
    - {type: calculate, name: all, calculation: "sum(${i}[. != ''])"}
    """)
    first, second = desk.row("out", o="10"), desk.row("out", o="20")
    inner = desk.row("inn", first, i="1")
    desk.row("inn", second, i="2")
    desk.row("inn", second, i="3")

    assert desk.value("both", first, inner) == "10"
    assert desk.column("out", "mine") == ["1", "2"]
    assert desk["all"] == "6"
    desk.session.remove_row(At("out", (second,)))
    assert desk["all"] == "1"
    desk.session.answer(At("o", (first,)), "5")
    assert desk.value("both", first, inner) == "5"
    assert [row.at.rows for row in desk.session.exported_rows()] == [(first,), (first, inner)]


def test_a_carried_value_stands_for_a_calculation_that_rests_on_a_local_answer():
    tool = tool_of("""
    - {type: date, name: born, label: Born, audit::local: yes}
    - {type: calculate, name: months, calculation: "ad:age-months(${born}, '2016-06-20')"}
    - {type: calculate, name: years, calculation: "floor(${months} div 12)"}
    - {type: calculate, name: day, calculation: today()}
    """)
    sender = Desk(tool).types(born="2002-02-03")
    carried = tuple(
        TypedCell(a.at, a.value, Origin.CARRIED)
        for a in sender.session.export()
        if tool.rests_on_local(a.at.name)
    )

    reader = Desk(tool, Typed(cells=carried, opened=True))

    assert {cell.at.name for cell in carried} == {"months", "years"}
    assert all(a.computed for a in sender.session.export())
    assert reader["years"] == sender["years"] == "14"
    assert "born" not in {a.at.name for a in sender.session.export()}


def test_labels_are_filled_in():
    desk = desk_of(
        "- {type: text, name: a, label: A}\n- {type: text, name: q, label: 'After ${a}, what?'}\n"
    ).types(a="March")

    assert desk.session.label(At("q")) == "After March, what?"
    assert desk.tool.choice_label("a", "x", "en") == "x"


def test_a_block_is_pasted_in_one_step():
    desk = desk_of("""
    - type: repeat
      name: rep
      label: Rows
      rows:
        - {type: text, name: a, label: A}
        - {type: calculate, name: c, calculation: "${a}"}
        - {type: integer, name: n, label: N}
    """)
    first = desk.row("rep", a="old")

    change = desk.session.paste(At("a", (first,)), [["x", "1"], ["y", "2"], ["z"]])

    assert desk.column("rep", "a") == ["x", "y", "z"]
    assert desk.column("rep", "n") == ["1", "2", ""]
    assert [row.kind for row in change.rows] == ["added", "added"]
    desk.session.undo()
    assert desk.column("rep", "a") == ["old"]


def test_progress_counts_what_is_asked_by_top_group():
    desk = desk_of("""
    - type: group
      name: g
      label: G
      rows:
        - {type: select_one std, name: q, label: Q, required: yes}
        - {type: text, name: r, label: R, relevant: "${q} = 'met'"}
    - {type: text, name: s, label: S, required: yes}
    """)

    assert {name: (p.relevant, p.answered, p.open) for name, p in desk.session.progress().items()} == {
        "g": (1, 0, 1),
        "": (1, 0, 1),
    }
    desk.types(q="partly")
    assert desk.session.progress()["g"].open == 1
    assert len(desk.session.validate(At("g"))) == 1
    assert len(desk.session.validate()) == 2


@pytest.mark.parametrize(
    ("at", "value", "words"),
    [
        (At("cse_rew"), "x", "Did you mean cse_rev"),
        (At("rep"), "x", "worked out"),
        (At("c"), "x", "worked out"),
        (At("a"), "x", "no such row"),
        (At("cse_rev"), "x" * 200_001, "at most 200,000"),
    ],
)
def test_what_cannot_be_answered_is_refused_by_name(at, value, words):
    desk = desk_of("""
    - {type: text, name: cse_rev, label: Q}
    - {type: calculate, name: c, calculation: 1 + 1}
    - {type: repeat, name: rep, label: R, rows: [{type: text, name: a, label: A}]}
    """)

    with pytest.raises(QuestionError, match=words):
        desk.session.answer(at, value)

    assert desk.session.typed().cells == ()


def test_a_repeat_takes_500_rows_and_no_more():
    desk = desk_of("- {type: repeat, name: rep, label: R, rows: [{type: text, name: a, label: A}]}\n")
    for _ in range(500):
        desk.session.add_row(At("rep"))

    with pytest.raises(QuestionError, match="at most 500 rows"):
        desk.session.add_row(At("rep"))


def test_nothing_that_did_not_change_is_told():
    desk = desk_of("- {type: text, name: q, label: Q}\n").types(q="x")

    change = desk.session.answer(At("q"), "x")

    assert (change.typed, change.cells, change.rows) == ((), (), ())
    assert desk.session.undo() is not None
    assert desk.session.undo() is None
