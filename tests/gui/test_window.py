"""The window round its pages."""

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLabel

from auditdesk.errors import DeskError
from auditdesk.ui import style
from auditdesk.ui.page import Page
from auditdesk.ui.parts import Button, ChoiceGroup, Field, LineBox, Option, PlainLabel, Role, TextBox
from auditdesk.ui.parts.bars import Foot
from auditdesk.ui.parts.rail import Line, Rail
from auditdesk.ui.tokens import Theme

ANSWERS = [Option("y", "Yes"), Option("p", "Partly"), Option("n", "No")]


def asking(title: str = "Assessment of risk", *, told: list[str] | None = None) -> Page:
    page = Page(title, "Section 3 of 10")
    page.question = ChoiceGroup("Was the child seen?", ANSWERS)  # type: ignore[attr-defined]  # for the test
    if told is not None:
        page.question.answered.connect(told.append)  # type: ignore[attr-defined]  # as above
    page.add(page.question, Field("Evidence", TextBox(), "Say where you found this."))  # type: ignore[attr-defined]
    page.foot = Foot(
        back=Button("Back", lambda: None), note="2 left", main=Button("Save", lambda: None, Role.PRIMARY)
    )
    rail = Rail("Sections")
    rail.show_lines(
        [Line("Case details", "Complete", "done"), Line("Assessment of risk", "2 of 9 answered")], 1
    )
    page.side = rail
    return page


def test_a_page_is_shown_with_its_title_and_what_it_lends_to_the_bars(window, seen):
    window.show_page(asking())

    assert "Assessment of risk" in seen.words()
    assert seen.button("Save").isVisible()
    assert window.windowTitle() == "Assessment of risk – auditdesk"
    assert seen.rows("Sections") == [
        "Section 1 of 2, Case details, Complete",
        "Section 2 of 2, Assessment of risk, 2 of 9 answered",
    ]


def test_what_was_typed_below_a_pushed_page_is_there_when_it_comes_back(window, seen):
    window.show_page(asking())
    seen.type("Evidence", "the plan is undated")

    window.push(Page("Find a question"))
    assert "Assessment of risk" not in seen.words()
    seen.key(Qt.Key.Key_Escape)

    assert seen.part(TextBox, "Evidence").toPlainText() == "the plan is undated"


def test_zoom_and_theme_keep_the_place_the_focus_and_the_words(window, seen, worn):
    window.show_page(asking())
    seen.type("Evidence", "the plan is undated")
    box = window.focusWidget()

    for theme, zoom in ((Theme.DARK, 400), (Theme.HIGH_CONTRAST, 175), (Theme.LIGHT, 200)):
        style.wear(worn, theme, zoom)
        window.zoomed()

    assert window.focusWidget() is box
    assert seen.part(TextBox, "Evidence").toPlainText() == "the plan is undated"


def test_sections_lie_behind_a_button_where_there_is_no_room_beside_the_page(window, seen, worn):
    window.show_page(asking())
    style.wear(worn, Theme.LIGHT, 200)
    window.zoomed()

    seen.press("Sections")

    assert seen.part(Rail, "Sections").isVisible()
    assert "Section 3 of 10" not in seen.words()
    seen.key(Qt.Key.Key_Escape)
    assert "Section 3 of 10" in seen.words()


def test_an_error_is_one_sentence_with_its_next_step_and_code(window, seen):
    page = asking()
    window.show_page(page)

    page.refused.emit(DeskError("D_LOCKED"))

    assert "auditdesk is already open on this desk." in seen.words()
    assert "AD-D_LOCKED" in seen.words()


def test_a_fault_of_ours_leaves_a_crash_file_without_its_words(window, seen, tmp_path):
    page = asking()
    window.show_page(page)

    page.refused.emit(ValueError("the child's name"))

    assert "Something went wrong inside auditdesk." in seen.words()
    assert "child's name" not in (tmp_path / "log" / "crash.txt").read_text("utf-8")


def test_a_cover_hides_every_word_and_the_title_names_nobody(window, seen):
    window.show_page(asking())
    seen.type("Evidence", "the plan is undated")

    window.cover(Page("Open your desk"))
    hidden = seen.words()
    title = window.windowTitle()
    window.uncover()

    assert (hidden, title) == ("Open your desk", "auditdesk")
    assert seen.part(TextBox, "Evidence").toPlainText() == "the plan is undated"


def test_arrows_in_an_unanswered_group_move_without_choosing(window, seen):
    told: list[str] = []
    window.show_page(asking(told=told))
    group = seen.part(ChoiceGroup, "Was the child seen?")
    group.findChildren(type(seen.button("Yes")))[0].setFocus()

    seen.key(Qt.Key.Key_Down)
    seen.key(Qt.Key.Key_Down)
    assert (told, window.focusWidget().accessibleName()) == ([], "No")
    seen.key(Qt.Key.Key_Space)
    seen.key(Qt.Key.Key_Up)

    assert told == ["n", "p"]


def test_a_digit_chooses_and_delete_takes_the_answer_back(window, seen):
    told: list[str] = []
    window.show_page(asking(told=told))
    seen.button("Yes").setFocus()

    seen.key(Qt.Key.Key_2)
    seen.key(Qt.Key.Key_Delete)

    assert told == ["p", ""]


def test_a_value_is_shown_silently(window, seen):
    told: list[str] = []
    window.show_page(asking(told=told))

    seen.part(ChoiceGroup, "Was the child seen?").show_value("n")

    assert (seen.button("No").isChecked(), told) == (True, [])


@pytest.mark.parametrize("typed", ["<b>bold</b>", "<img src=x>", "a & b &amp; c"])
def test_typed_text_is_shown_as_it_was_typed(window, seen, typed):
    page = Page(typed)
    page.add(PlainLabel(typed), Button(typed, lambda: None))
    window.show_page(page)

    assert [part.textFormat() for part in seen.all(QLabel)] == [Qt.TextFormat.PlainText] * len(
        seen.all(QLabel)
    )
    assert seen.button(typed).accessibleName() == typed


def test_a_box_tells_once_that_it_was_left_and_only_when_it_changed(window, seen):
    told: list[str] = []
    box, other = LineBox(), LineBox()
    box.answered.connect(told.append)
    page = Page("Names")
    page.add(Field("Name", box), Field("Other", other))
    window.show_page(page)

    seen.type("Name", "A. Auditor")
    other.setFocus()
    box.setFocus()
    other.setFocus()

    assert told == ["A. Auditor"]


def test_enter_presses_the_button_one_stands_on(window, seen):
    told: list[str] = []
    page = Page("Go in as")
    page.add(Button("Coordinator", lambda: told.append("in")))
    window.show_page(page)
    seen.button("Coordinator").setFocus()

    seen.key(Qt.Key.Key_Return)
    seen.key(Qt.Key.Key_Enter, Qt.KeyboardModifier.KeypadModifier)

    assert told == ["in", "in"]
