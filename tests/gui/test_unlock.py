"""First run, unlock, lock: the window before the desk is open, and while it is covered."""

import re
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pypdfium2
import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QLineEdit

from auditdesk import work
from auditdesk.audit.people import Role
from auditdesk.errors import DeskError
from auditdesk.ui.page import Page
from auditdesk.ui.parts import Field, LineBox
from auditdesk.ui.settings import Settings, read_settings
from auditdesk.ui.sitting import Sitting, World
from auditdesk.ui.tokens import Theme
from tests.desk.making import PASSPHRASE
from tests.gui.seen import Seen

OWN = "a quiet heron by the lattice"
CODE = r"([0-9A-Z]{5} ){5}[0-9A-Z]{2}"
SELECTABLE = Qt.TextInteractionFlag
CONTROL = Qt.KeyboardModifier.ControlModifier


class Clock:
    """A `now` that a test turns."""

    def __init__(self) -> None:
        self.at = datetime(2026, 3, 2, 13, 8, tzinfo=UTC)

    def __call__(self) -> datetime:
        return self.at

    def turn(self, idle, seconds: int) -> None:
        """Let time pass a second after the other, as the window's own timer would see it."""
        for _ in range(seconds):
            self.at += timedelta(seconds=1)
            idle.look()


@pytest.fixture
def clock() -> Clock:
    return Clock()


@pytest.fixture
def sit(worn, tmp_path, clock, row_ids, qtbot):
    """Starts the window on a desk; gives the sitting, and a person at its window."""
    begun: list[Sitting] = []

    def start(home: Path) -> tuple[Sitting, Seen]:
        world = World(
            home, clock, row_ids, lambda words: words[7], lambda _page, _words, name: tmp_path / name
        )
        sitting = Sitting(worn, world)
        begun.append(sitting)
        sitting.window.resize(1280, 720)
        sitting.window.show()
        qtbot.waitExposed(sitting.window)
        return sitting, Seen(sitting.window, qtbot)

    yield start
    for sitting in begun:
        sitting.close()
        sitting.deleteLater()


def opened(sit, home: Path) -> tuple[Sitting, Seen]:
    sitting, seen = sit(home)
    seen.type("Passphrase", PASSPHRASE)
    seen.press("Open")
    seen.wait_for("Your cases")
    return sitting, seen


def test_the_right_passphrase_opens_the_desk_on_the_page_of_its_role(sit, coordinator_home):
    _, seen = sit(coordinator_home)

    seen.type("Passphrase", PASSPHRASE)
    seen.key(Qt.Key.Key_Return)

    seen.wait_for("Your rounds")


def test_a_wrong_passphrase_is_one_sentence_at_the_box_and_it_can_be_tried_again(sit, home):
    _, seen = sit(home)

    seen.type("Passphrase", "not this one at all")
    seen.press("Open")
    seen.wait_for("Error: That does not open this desk.")
    seen.type("Passphrase", PASSPHRASE)
    seen.press("Open")

    seen.wait_for("Your cases")


def test_a_desk_that_is_open_elsewhere_is_said_at_the_box(sit, home):
    with_it_open = work.open_desk(home, PASSPHRASE)
    _, seen = sit(home)

    seen.type("Passphrase", PASSPHRASE)
    seen.press("Open")
    seen.wait_for("auditdesk is already open on this desk.")
    with_it_open.close()


def test_the_first_run_ends_in_an_open_desk_and_never_without_the_sheet(sit, tmp_path):
    home = tmp_path / "new"
    _, seen = sit(home)

    seen.type("Your name", "A. Auditor")
    seen.type("Your agency’s code", "CSC")
    seen.choose("What you do in the audit", "Auditor")
    seen.press("Continue")
    seen.wait_for("Six words to take")
    seen.type("Passphrase", OWN)
    seen.type("The same passphrase again", OWN)
    seen.press("Make the desk")
    seen.wait_for("Your recovery sheet")
    code = re.search(CODE, seen.words())
    assert work.sheet_is_due(home)
    seen.press("Continue")
    seen.wait_for("Save the sheet first")
    seen.press("Save as PDF…")
    seen.wait_for("Saved as")
    assert not work.sheet_is_due(home)
    seen.press("Continue")
    seen.press("Save my card…")
    seen.wait_for("When they ring to check, read out:")
    seen.press("Open the desk")
    seen.wait_for("Your cases")

    sheet = pypdfium2.PdfDocument((tmp_path / "recovery-sheet.pdf").read_bytes())
    text = "".join(page.get_textpage().get_text_range() for page in sheet)
    assert code is not None
    assert code[0].replace(" ", "") in re.sub(r"[^0-9A-Z]", "", text)
    assert (tmp_path / "card.adcard").read_bytes().startswith(b"{")
    sheet.close()


def test_a_code_that_was_shown_and_never_saved_is_made_anew_at_the_next_opening(sit, tmp_path, clock):
    home = tmp_path / "new"
    made = work.make_desk(home, work.Owner("Ann", "csc", "auditor"), OWN, at=clock(), owes_sheet=True)

    _, seen = sit(home)  # as it starts after a kill: nothing but what lies on the disk
    seen.type("Passphrase", OWN)
    seen.press("Open")
    seen.wait_for("The sheet was not saved the last time.")
    shown = re.search(CODE, seen.words())
    assert shown is not None
    seen.press("Save as PDF…")
    seen.wait_for("Saved as")
    seen.press("Continue")
    seen.wait_for("Your cases")

    assert shown[0].replace(" ", "-") != made.recovery_code
    assert not work.sheet_is_due(home)


def test_who_does_not_save_the_new_sheet_either_is_asked_again(sit, tmp_path, clock):
    home = tmp_path / "new"
    made = work.make_desk(home, work.Owner("Ann", "csc", "auditor"), OWN, at=clock(), owes_sheet=True)

    for _ in range(2):
        sitting, seen = sit(home)
        seen.type("Passphrase", OWN)
        seen.press("Open")
        seen.wait_for("The sheet was not saved the last time.")
        sitting.close()

    with pytest.raises(DeskError):
        work.recover_desk(home, made.recovery_code, OWN)
    assert work.sheet_is_due(home)


def test_a_first_page_left_empty_says_what_is_missing_at_each_box(sit, tmp_path):
    _, seen = sit(tmp_path / "new")

    seen.press("Continue")

    words = seen.words()
    assert words.count("Error:") == 3
    assert seen.window.focusWidget().accessibleName() == "Your name"


@pytest.mark.parametrize(
    ("first", "second", "said"),
    [("short", "short", "too easy to guess"), (OWN, OWN + "x", "The two are not the same.")],
)
def test_a_weak_or_mistyped_passphrase_makes_no_desk(sit, tmp_path, first, second, said):
    _, seen = sit(tmp_path / "new")
    seen.type("Your name", "A. Auditor")
    seen.type("Your agency’s code", "csc")
    seen.choose("What you do in the audit", "Auditor")
    seen.press("Continue")
    seen.type("Passphrase", first)
    seen.type("The same passphrase again", second)

    seen.press("Make the desk")

    seen.wait_for(said)
    assert not (tmp_path / "new" / "vault.json").exists()


def test_the_recovery_code_opens_the_desk_and_is_replaced_by_one_that_cannot_be_copied(sit, made_desks, home):
    code = made_desks[Role.AUDITOR].code
    _, seen = sit(home)

    seen.press("Use the recovery sheet")
    seen.type("Recovery code", code.lower())
    seen.type("Another passphrase", OWN)
    seen.type("The same passphrase again", OWN)
    seen.press("Open")
    seen.wait_for("Your recovery sheet")
    label = next(one for one in seen.labels() if re.fullmatch(CODE, one.text()))
    assert label.text().replace(" ", "") != code
    assert not label.textInteractionFlags() & (
        SELECTABLE.TextSelectableByMouse | SELECTABLE.TextSelectableByKeyboard
    )
    seen.press("Save as PDF…")
    seen.wait_for("Saved as")
    seen.press("Continue")

    seen.wait_for("Your cases")


def test_a_wrong_recovery_code_is_said_at_the_code(sit, home):
    _, seen = sit(home)
    seen.press("Use the recovery sheet")
    seen.type("Recovery code", "AAAAA-AAAAA")
    seen.type("Another passphrase", OWN)
    seen.type("The same passphrase again", OWN)

    seen.press("Open")

    seen.wait_for("Error: That does not open this desk.")


def test_a_locked_window_shows_nothing_and_comes_back_to_the_same_words(sit, home):
    sitting, seen = opened(sit, home)
    box, page = LineBox(), Page("Notes")
    page.add(Field("Evidence", box))
    sitting.window.push(page)
    seen.type("Evidence", "the plan is undated")

    seen.key(Qt.Key.Key_L, CONTROL)
    hidden = seen.words()
    seen.type("Passphrase", "wrong")
    seen.press("Open")
    seen.wait_for("Error: That does not open this desk.")
    seen.type("Passphrase", PASSPHRASE)
    seen.press("Open")
    seen.wait_for("Notes")

    assert "Notes" not in hidden
    assert seen.part(QLineEdit, "Evidence").text() == "the plan is undated"
    assert sitting.window.focusWidget() is box


def test_a_minute_of_warning_comes_before_the_lock_and_a_key_takes_it_back(sit, home, clock):
    sitting, seen = opened(sit, home)

    clock.turn(sitting.idle, 9 * 60 + 18)
    assert "This desk locks in 42 seconds." in seen.words()
    QTest.keyClick(sitting.window.windowHandle(), Qt.Key.Key_Shift)
    assert "This desk locks" not in seen.words()
    clock.turn(sitting.idle, 10 * 60)

    assert "This desk is locked" in seen.words()


def test_a_computer_that_slept_wakes_up_locked(sit, home, clock):
    sitting, seen = opened(sit, home)

    clock.at += timedelta(seconds=90)
    sitting.idle.look()

    assert "This desk is locked" in seen.words()


def test_files_wait_until_the_desk_is_open(sit, home):
    sitting, seen = sit(home)
    sitting.reached((Path("a.adround"),))
    taken: list[object] = []

    seen.type("Passphrase", PASSPHRASE)
    seen.press("Open")
    seen.wait_for("Your cases")
    sitting.lock()
    sitting._way.take_files = taken.append
    sitting.reached((Path("b.adround"),))
    assert taken == []
    seen.type("Passphrase", PASSPHRASE)
    seen.press("Open")
    seen.wait_for("Your cases")

    assert taken == [(Path("b.adround"),)]


def test_colours_and_size_are_shown_at_once_and_remembered(sit, home, qtbot):
    sitting, seen = opened(sit, home)
    seen.press("View")

    seen.choose("Colours", "High contrast")
    seen.choose("Size of text and controls", "150 %")

    qtbot.waitUntil(lambda: read_settings(home) == Settings(Theme.HIGH_CONTRAST, 150))
    assert sitting.window.palette().window().color().name() == "#000000"
    assert "passphrase" not in (home / "settings.ini").read_text("utf-8")


def test_settings_that_cannot_be_kept_are_said_and_the_window_goes_on(sit, home, qtbot):
    sitting, seen = opened(sit, home)
    (home / "settings.ini").mkdir()

    seen.key(Qt.Key.Key_Plus, CONTROL)

    qtbot.waitUntil(lambda: "AD-F_" in seen.words())
    assert sitting.settings.zoom == 125


@pytest.mark.parametrize("text", ["", "[window]\nzoom = 9999\ntheme = pink\n", "\x00", "no section"])
def test_settings_that_cannot_be_read_are_as_if_nobody_had_chosen(tmp_path, text):
    (tmp_path / "settings.ini").write_text(text, encoding="utf-8")

    assert read_settings(tmp_path) == Settings()


def test_closing_the_window_frees_the_desk(sit, home):
    sitting, _ = opened(sit, home)

    sitting.window.close()

    work.open_desk(home, PASSPHRASE).close()
