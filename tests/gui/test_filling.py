"""The guided form as a person meets it: what is asked, what is saved, what is said."""

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QAbstractButton, QApplication, QLineEdit, QPlainTextEdit, QPushButton

from auditdesk import work
from auditdesk.ui.fill.page import FillPage
from auditdesk.ui.parts import ChoiceGroup
from tests.gui.auditing import ROWS, at_window, stored

CASE = "CSE16-01"


@pytest.fixture
def csc(partnership_of):
    return partnership_of(tool=ROWS, agencies=["csc"]).auditors[0]


@pytest.fixture
def form(csc, window, jobs, qtbot, seen):
    """The form of the first case, opened from the list by Enter."""
    at_window(csc, window, jobs)
    qtbot.waitUntil(lambda: "CSE16-01" in "".join(seen.rows("Your cases")))
    seen.key(Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: isinstance(window.page, FillPage))
    return window.page


def saved(seen, qtbot):
    qtbot.waitUntil(lambda: "Saved" in seen.words())


@pytest.mark.usefixtures("form")
def test_the_form_opens_at_the_first_question_without_an_answer(seen):
    assert "Section 1 of 2" in seen.words()
    assert "Date seen" in seen.words()
    assert seen.rows("Sections") == [
        "Section 1 of 2, Case details, 2 questions",
        "Section 2 of 2, Risk, 3 questions",
    ]


@pytest.mark.usefixtures("form")
def test_a_chosen_answer_is_on_the_disk_when_saved_is_said(seen, qtbot, csc):
    seen.choose("1.2 Is the plan explicit?", "Met")
    saved(seen, qtbot)

    assert stored(csc, CASE) == {"plan": "met"}
    assert seen.rows("Sections")[0] == "Section 1 of 2, Case details, 1 of 2 answered"


@pytest.mark.usefixtures("form")
def test_a_date_is_typed_as_people_write_it_and_shown_as_it_was_read(seen, qtbot, csc):
    seen.type("1.1 Date seen", "3 2 16")
    seen.key(Qt.Key.Key_Tab)
    saved(seen, qtbot)

    assert stored(csc, CASE) == {"seen_on": "2016-02-03"}
    assert seen.part(QLineEdit, "1.1 Date seen").text() == "3 February 2016"


@pytest.mark.usefixtures("form")
def test_what_cannot_be_read_is_kept_and_said_when_the_box_is_left(seen, qtbot, csc):
    seen.type("1.1 Date seen", "last spring")
    assert "cannot be read" not in seen.words()
    seen.key(Qt.Key.Key_Tab)
    saved(seen, qtbot)

    assert "Error: This cannot be read. Day, month, year: 3 2 2016" in seen.words()
    assert stored(csc, CASE) == {"seen_on": "last spring"}


@pytest.mark.usefixtures("form")
def test_a_short_range_is_chosen_from_its_numbers(seen, qtbot, csc):
    seen.press("Save and continue")
    seen.choose("2.4 How safe did it feel?", "7")
    saved(seen, qtbot)

    assert stored(csc, CASE) == {"felt": "7"}


@pytest.mark.usefixtures("form")
def test_the_record_may_not_say_and_that_is_an_answer(seen, qtbot, csc):
    seen.choose("No answer to 1.1 Date seen", "The record does not say")
    saved(seen, qtbot)

    assert stored(csc, CASE) == {"seen_on": "(not_recorded)"}
    assert seen.rows("Sections")[0] == "Section 1 of 2, Case details, 1 of 2 answered"


@pytest.mark.usefixtures("form")
def test_an_answer_that_needs_a_comment_shows_its_box_and_says_so(seen):
    assert "Comment" not in seen.words()

    seen.choose("1.2 Is the plan explicit?", "Not met")

    assert "Comment: needed with this answer" in seen.words()


@pytest.mark.usefixtures("form")
def test_questions_come_and_go_with_the_answers_they_hang_on_and_lose_nothing(seen, qtbot, csc):
    seen.choose("1.2 Is the plan explicit?", "Not met")
    seen.press("Save and continue")
    seen.type("2.1 Why was it late?", "Nobody asked.")
    seen.press("Back")
    seen.choose("1.2 Is the plan explicit?", "Met")
    seen.press("Save and continue")
    assert "Why was it late?" not in seen.words()

    seen.press("Back")
    seen.choose("1.2 Is the plan explicit?", "Not met")
    seen.press("Save and continue")

    assert seen.part(QPlainTextEdit, "2.1 Why was it late?").toPlainText() == "Nobody asked."
    qtbot.waitUntil(lambda: stored(csc, CASE).get("why") == "Nobody asked.")


@pytest.mark.usefixtures("form")
def test_words_are_on_the_disk_within_half_a_second_while_somebody_types_on(seen, qtbot, csc):
    seen.choose("1.2 Is the plan explicit?", "Not met")
    seen.press("Save and continue")
    box = seen.part(QPlainTextEdit, "2.1 Why was it late?")
    box.setFocus()

    typed = ""
    while "why" not in stored(csc, CASE):
        qtbot.keyClicks(box, "a")  # no pause, and the box is never left
        typed += "a"
        QApplication.processEvents()
        assert len(typed) < 5_000

    assert typed.startswith(stored(csc, CASE)["why"])


@pytest.mark.usefixtures("form")
def test_arrows_read_the_options_without_choosing_and_a_digit_chooses(seen, qtbot, csc):
    group = seen.part(ChoiceGroup, "1.2 Is the plan explicit?")
    group.setFocus()
    first = group.findChildren(QAbstractButton)[0]
    first.setFocus()
    seen.key(Qt.Key.Key_Down)
    assert group.value == ""

    seen.key(Qt.Key.Key_3)
    saved(seen, qtbot)

    assert stored(csc, CASE) == {"plan": "not_met"}


@pytest.mark.usefixtures("form")
def test_a_row_is_added_answered_removed_and_brought_back(seen, qtbot, csc):
    seen.press("Save and continue")
    seen.press("Add a row to Meetings")
    assert "Row 1 of 1" in seen.words()
    seen.type("1 Held on", "4 3 2016")
    seen.choose("2 How good was it?", "Good")
    seen.press("Done")
    assert "1. 4 March 2016, Good" in seen.words()

    seen.press("Remove row 1 of Meetings")
    assert "No rows yet." in seen.words()
    seen.key(Qt.Key.Key_Z, Qt.KeyboardModifier.ControlModifier | Qt.KeyboardModifier.ShiftModifier)

    assert "1. 4 March 2016, Good" in seen.words()
    saved(seen, qtbot)
    assert "2016-03-04" in stored(csc, CASE).values()


@pytest.mark.usefixtures("form")
def test_child_unsafe_now_is_one_key_away_and_comes_back_to_the_same_place(seen, qtbot, csc):
    seen.type("1.1 Date seen", "3 2 2016")
    seen.key(Qt.Key.Key_F8)
    assert "Act first, write afterwards." in seen.words()

    seen.choose("2.5 Is any child unsafe now?", "Known")
    seen.press("Done")

    assert "Section 1 of 2" in seen.words()
    qtbot.waitUntil(lambda: stored(csc, CASE) == {"seen_on": "2016-02-03", "ic_any": "in_period"})


@pytest.mark.usefixtures("form")
def test_a_question_is_found_by_a_word_and_reached_by_enter(seen, qtbot, window):
    seen.key(Qt.Key.Key_K, Qt.KeyboardModifier.ControlModifier)
    seen.type("Words or number", "visit")
    assert seen.rows("Questions") == ["2.2, Visits, Open"]
    seen.key(Qt.Key.Key_Return)

    assert "Section 2 of 2" in seen.words()
    qtbot.waitUntil(lambda: window.focusWidget() is seen.part(QLineEdit, "2.2 Visits"))


@pytest.mark.usefixtures("form")
def test_check_lists_what_is_open_by_section_and_a_line_leads_to_its_question(seen, qtbot, window):
    seen.choose("1.2 Is the plan explicit?", "Not met")
    seen.key(Qt.Key.Key_E, Qt.KeyboardModifier.ControlModifier)
    lines = [one.accessibleName() for one in seen.all(QPushButton)]
    assert "Answer this: Date seen" in lines
    assert "Say why in the comment: Is the plan explicit?" in lines

    seen.press("Say why in the comment: Is the plan explicit?")

    comment = "Comment on 1.2 Is the plan explicit?"
    qtbot.waitUntil(lambda: window.focusWidget() is seen.part(QPlainTextEdit, comment))
    assert seen.rows("Sections")[0] == "Section 1 of 2, Case details, 2 to fix"


def test_the_next_start_goes_on_where_the_last_answer_was_given(form, seen, qtbot, csc, window, jobs):
    seen.press("Save and continue")
    seen.type("2.2 Visits", "4")
    seen.key(Qt.Key.Key_Tab)
    saved(seen, qtbot)

    at_window(csc, window, jobs)

    qtbot.waitUntil(lambda: window.page is not form and isinstance(window.page, FillPage))
    assert "Section 2 of 2" in seen.words()
    qtbot.waitUntil(lambda: window.focusWidget() is seen.part(QLineEdit, "2.2 Visits"))


def test_a_signed_return_is_read_and_not_changed_until_it_is_reopened(csc, seen, qtbot, window, jobs):
    csc.answers(CASE, plan="met", seen_on="2016-02-03").signs()
    at_window(csc, window, jobs)
    qtbot.waitUntil(lambda: "Signed" in "".join(seen.rows("Your cases")))
    seen.key(Qt.Key.Key_Down)
    seen.press("Open the case")
    qtbot.waitUntil(lambda: isinstance(window.page, FillPage))
    assert "Signed: answers cannot be changed" in seen.words()
    assert seen.part(QLineEdit, "2.2 Visits").isReadOnly()

    seen.press("Reopen")

    qtbot.waitUntil(lambda: any(not box.isReadOnly() for box in seen.all(QLineEdit)))
    assert [one.state for one in work.returns_asked(csc.desk, None) if one.ref == csc.ref(CASE)] == ["open"]
