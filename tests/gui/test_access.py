"""What a screen reader, a finger and a tired eye find on every page, in each theme and size (look.md 2-7)."""

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QWidget

from auditdesk.ui import style
from auditdesk.ui.app import demo_of
from auditdesk.ui.page import Page
from auditdesk.ui.parts import Button, Card, Field, LineBox, PlainLabel, Table, column
from auditdesk.ui.rows import Column
from auditdesk.ui.tokens import COLOURS, Theme
from tests.gui.faults import faults, lost_keys, pale
from tests.gui.places import PLACES, THEMES, Visit

# Themes change colours alone, so each size is measured once, and colours at the size where they show best.
WORN = ((Theme.LIGHT, 100), (Theme.DARK, 400), (Theme.HIGH_CONTRAST, 200))


@pytest.fixture
def visit(worn, qtbot, cse_round, tmp_path):
    with demo_of(cse_round) as demo:
        made = Visit(worn, qtbot, demo, cse_round, tmp_path)
        yield made
        made.ends()


def lines(found: list[str]) -> str:
    return "\n".join(found)


@pytest.mark.parametrize("place", PLACES)
def test_a_page_is_whole_named_readable_and_reached_by_tab(visit, qtbot, place):
    PLACES[place](visit)

    def is_whole() -> None:  # what is read from the desk comes a moment later
        assert lines(faults(visit.window)) == ""

    for theme, zoom in WORN:
        visit.wears(theme, zoom)
        qtbot.waitUntil(is_whole)
        assert lines(lost_keys(visit.window, lambda here: qtbot.keyClick(here, Qt.Key.Key_Tab))) == ""
    for theme in THEMES:
        visit.wears(theme, 200)
        assert lines(pale(visit.window)) == ""


@pytest.mark.parametrize("theme", COLOURS)
def test_a_theme_changes_what_is_worn(visit, theme):
    PLACES["view"](visit)

    visit.wears(theme, 100)

    assert visit.app.palette().window().color().name() == COLOURS[theme].canvas.lower()


# ── each of these must be found ───────────────────────────────────────────────────────────────────────────


def shown(window, worn, *parts: QWidget) -> Page:
    page = Page("Planted")
    page.add(*parts)
    window.show_page(page)
    for _ in range(4):
        worn.processEvents()
    return page


def kinds(found: list[str]) -> set[str]:
    return {fault.partition(":")[0].partition(" 0")[0] for fault in found}


def nothing() -> None:
    """What a planted button does."""


def test_a_page_without_a_fault_is_said_to_have_none(window, worn, qtbot):
    shown(window, worn, Field("Name", LineBox()), Button("Go", nothing))

    assert faults(window) == []
    assert pale(window) == []
    assert lost_keys(window, lambda here: qtbot.keyClick(here, Qt.Key.Key_Tab)) == []


def test_a_button_without_a_name_that_is_too_small_is_found(window, worn):
    button = Button("", nothing)
    shown(window, worn, button)
    button.setFixedSize(20, 20)
    worn.processEvents()

    found = faults(window)

    assert any(fault.startswith("unnamed") for fault in found)
    assert "small" in kinds(found)


def test_two_of_one_name_are_found(window, worn):
    shown(window, worn, Button("Open", nothing), Button("Open", nothing))

    assert "twice" in kinds(faults(window))


def test_a_control_that_says_no_role_is_found(window, worn):
    bare = QWidget()
    bare.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
    bare.setFixedSize(60, 60)
    shown(window, worn, bare)

    assert "no role" in kinds(faults(window))


@pytest.mark.parametrize("made", [PlainLabel, lambda words: Button(words, nothing)])
def test_words_that_are_cut_are_found(window, worn, made):
    part = made("Words that take more than one line")
    shown(window, worn, part)
    part.setFixedWidth(50)
    part.setFixedHeight(20)
    worn.processEvents()

    assert "cut" in kinds(faults(window))


def test_words_of_a_table_that_are_cut_are_found(window, worn):
    column_of_words: Column[str] = Column("Word", str)
    table: Table[str] = Table("Words", [column_of_words])
    table.show_rows(["a long line of words " * 9])
    shown(window, worn, table)
    table.setRowHeight(0, 20)

    assert {"cut", "small row"} <= kinds(faults(window))


def test_what_sticks_out_and_what_lies_over_another_is_found(window, worn):
    holder, one, other = QWidget(), Button("One", nothing), Button("Other", nothing)
    for part in (one, other):
        part.setParent(holder)
    holder.setFixedSize(60, 60)
    shown(window, worn, holder)
    one.setGeometry(0, 0, 120, 44)
    other.setGeometry(20, 10, 120, 44)

    assert {"outside", "overlap"} <= kinds(faults(window))


def test_words_too_near_to_their_ground_are_found(window, worn):
    style.wear(worn, Theme.LIGHT, 200)
    label = PlainLabel("Pale")
    shown(window, worn, label)
    style.give_role(label, "number")
    worn.setStyleSheet(worn.styleSheet() + 'PlainLabel[role="number"] { color: #C8CED6; }')
    worn.processEvents()

    assert "pale" in kinds(pale(window))
    style.wear(worn, Theme.LIGHT, 100)


def test_a_stop_that_tab_passes_or_meets_too_early_is_found(window, worn, qtbot):
    first, second, third = (Button(words, nothing) for words in ("First", "Second", "Third"))
    turned = QWidget()  # Tab follows layouts; without one it follows the order in which parts were made
    turned.setFixedSize(300, 300)
    for height, part in ((200, first), (100, second), (0, third)):
        part.setParent(turned)
        part.move(0, height)
    shown(window, worn, turned)

    found = lost_keys(window, lambda here: qtbot.keyClick(here, Qt.Key.Key_Tab))

    assert "backwards" in kinds(found)


def test_a_stop_without_its_ring_is_found(window, worn, qtbot):
    shown(window, worn, Button("First", nothing), Button("Second", nothing))
    worn.focusChanged.disconnect(window.focus_moved)

    found = lost_keys(window, lambda here: qtbot.keyClick(here, Qt.Key.Key_Tab))
    worn.focusChanged.connect(window.focus_moved)

    assert kinds(found) & {"no ring", "ring elsewhere"}


def column_of(*parts: QWidget) -> QWidget:
    holder = Card()
    holder.lines.addLayout(column(*parts))
    return holder
