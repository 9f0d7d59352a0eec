"""`return fill REF --answers -`: each line of standard input is kept and acknowledged by itself."""

from itertools import count

import pytest

from auditdesk import work
from auditdesk.desk.desk import open_desk
from auditdesk.errors import InputError
from auditdesk.form import At, RowId
from tests.cli.running import run
from tests.desk.making import AT, PASSPHRASE

REF = "CSE16-01/csc"


def fill(home, typed, *more):
    return run(home, "return", "fill", REF, "--answers", "-", *more, typed=typed)


def answers(home):
    shown = run(home, "return", "show", REF, "--json").json["answers"]
    return [(one["question"].rpartition(":")[2], one["value"]) for one in shown]


def test_each_answer_is_recorded_and_acknowledged(auditor):
    done = fill(auditor, "q0: one\n\n# a note\nage: 12\nep: [{x: a}, {x: b}]\nq0: two\n")

    assert (done.status, done.err) == (0, "")
    assert done.out == (
        "recorded 1 q0\nrecorded 4 age\nrecorded 5 ep\nrecorded 6 q0\n4 answers recorded in CSE16-01/csc.\n"
    )
    assert answers(auditor) == [("q0", "two"), ("age", "12"), ("ep_x", "a"), ("ep_x", "b")]


def test_an_empty_value_clears_an_answer(auditor):
    fill(auditor, "q0: one\nq0:\n")

    assert answers(auditor) == []


def test_the_line_that_does_not_fit_ends_it_and_what_was_acknowledged_stays(auditor):
    done = fill(auditor, "q0: one\nage: twelve\nq0: two\n")

    assert (done.status, done.out) == (3, "recorded 1 q0\n")
    assert done.err.startswith("AD-R_LINE: standard input, line 2: question age: ")
    assert answers(auditor) == [("q0", "one")]


def test_a_row_that_does_not_fit_leaves_no_row(auditor):
    done = fill(auditor, "ep: [{x: a}, {y: b}]\n")

    assert "AD-R_LINE: standard input, line 1: question y: there is no such question" in done.err
    assert answers(auditor) == []
    assert run(auditor, "desk", "check").status == 0


@pytest.fixture
def opened(auditor):
    """The desk and the return, opened by verbs."""
    ids = count()
    desk = open_desk(auditor, PASSPHRASE)
    yield (
        desk,
        lambda: work.open_return(desk, (None, REF), now=lambda: AT, new_id=lambda: RowId(f"{next(ids):08d}")),
    )
    desk.close()


@pytest.mark.parametrize(
    "line",
    [b"q0: [", b"q0", b"{q0: a, age: 1}", b"{}", b"[q0]", b"\xff: a", b"q0: &a b", b"q0: " + b"x" * 200_001],
)
def test_a_line_that_is_no_answer_is_refused(opened, line):
    desk, open_again = opened

    with pytest.raises(InputError) as caught:
        work.answer(desk, open_again(), line, at=AT, place=("here", 7))

    assert caught.value.code == "R_LINE"
    assert str(caught.value).startswith("here, line 7: ")
    assert open_again().session.typed().cells == ()


def test_as_json_there_is_one_object_and_no_acknowledgement(auditor):
    done = fill(auditor, "q0: one\nage: 12\n", "--json")

    assert done.json == {"ref": REF, "answers": 2}


def test_rows_recorded_act_by_act_are_the_rows_of_the_session(opened):
    """What the store derives from the changes alone is what stands in the session."""
    desk, open_again = opened
    on_screen = open_again()
    session = on_screen.session
    changes = []
    for n in range(4):
        added = session.add_row(At("ep"))
        changes += [added, session.answer(At("ep_x", added.rows[0].at.rows), f"row {n}")]
    rows = session.rows(At("ep"))
    changes.append(session.move_row(At("ep", (rows[3],)), before=rows[0]))
    changes.append(session.remove_row(At("ep", (rows[1],))))
    changes.append(session.undo())
    changes.append(session.remove_row(At("ep", (rows[2],))))

    saved = work.record(desk, on_screen, tuple(changes[:5]), at=AT)
    work.record(desk, on_screen, tuple(changes[5:]), at=AT)

    assert saved.written == 5
    assert open_again().session.typed() == session.typed()
    assert work.check_desk(desk).history_sound


def test_a_signed_return_opens_to_be_looked_at_and_takes_nothing(opened):
    desk, open_again = opened
    before = open_again()
    work.record(desk, before, (before.session.answer(At("q0"), "one"),), at=AT)
    work.sign_return(desk, (None, REF), now=lambda: AT, new_id=lambda: RowId("a"))
    after = open_again()

    with pytest.raises(InputError) as late:
        work.record(desk, before, (before.session.answer(At("q0"), "late"),), at=AT)

    assert late.value.code == "R_SIGNED"
    assert after.state == "signed"
    assert after.session.cell(At("q0")).text == "one"
