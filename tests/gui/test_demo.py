"""A newcomer at a rehearsed round: who one may be, something to do, and a rehearsal that stays as it was."""

import hashlib
import os
import subprocess
import sys
import tempfile
from pathlib import Path

import pypdfium2
import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLineEdit

from auditdesk import work
from auditdesk.errors import AuditDeskError, DeskError, FileError
from auditdesk.ui.app import begin_demo, demo_of
from tests.gui.auditing import Dialogs
from tests.gui.seen import Seen


def digest(folder: Path) -> dict[str, str]:
    return {
        str(path.relative_to(folder)): hashlib.sha256(path.read_bytes()).hexdigest()
        for path in sorted(folder.rglob("*"))
        if path.is_file()
    }


@pytest.fixture
def demo(cse_round):
    """The copy of the rehearsed round; the round itself is as before when the copy is gone."""
    before = digest(cse_round)
    with demo_of(cse_round) as made:
        yield made
    assert digest(cse_round) == before
    assert not made.folder.exists()


@pytest.fixture
def newcomer(worn, demo, qtbot):
    sitting = begin_demo(worn, demo)
    qtbot.waitExposed(sitting.window)
    yield Seen(sitting.window, qtbot)
    sitting.close()
    sitting.deleteLater()


def test_the_way_in_says_that_nothing_is_real_and_keys_alone_go_in(newcomer):
    assert "Rehearsed round: nothing here is real" in newcomer.words()

    newcomer.key(Qt.Key.Key_Space)

    newcomer.wait_for("Child sexual exploitation, June 2016")


@pytest.mark.parametrize(
    ("name", "open_one"),
    [("Auditor, police", "CSE16-01, pol"), ("Auditor, children’s social care", "CSE16-01, csc")],
)
def test_an_auditor_finds_real_cases_and_one_to_type_in(newcomer, qtbot, name, open_one):
    newcomer.press(name)
    newcomer.wait_for("Your cases")
    qtbot.waitUntil(lambda: bool(newcomer.rows("Your cases")), timeout=30_000)
    lines = newcomer.rows("Your cases")

    assert lines[0].startswith(open_one)
    assert [line for line in lines if "Open, past its date" in line] == lines[:1]


def test_who_left_a_return_half_done_is_back_in_it(newcomer):
    newcomer.press("Auditor, children’s home")

    newcomer.wait_for("Section ")
    assert newcomer.window.windowTitle() == "CSE16-05, ch – auditdesk"


def test_an_auditor_prints_a_case_from_its_form(newcomer, qtbot, tmp_path):
    newcomer.press("Auditor, police")
    newcomer.wait_for("Your cases")
    qtbot.waitUntil(lambda: bool(newcomer.rows("Your cases")), timeout=30_000)
    newcomer.press("Open the case")
    newcomer.wait_for("Section ")
    newcomer.key(Qt.Key.Key_P, Qt.KeyboardModifier.ControlModifier)
    newcomer.wait_for("Case audit sheet")

    for button, name in (("Save the sheet as it stands", "as-is.pdf"), ("Save the blank sheet", "blank.pdf")):
        typing = Dialogs(tmp_path / name)
        newcomer.press(button)
        assert typing.is_done
        newcomer.wait_for(f"Saved as {tmp_path / name}")

    with pypdfium2.PdfDocument(tmp_path / "as-is.pdf") as paper:
        assert "CSE16-01" in paper[0].get_textpage().get_text_range()
    with pypdfium2.PdfDocument(tmp_path / "blank.pdf") as paper:
        assert len(paper) > 1


def test_a_locked_demo_is_opened_by_what_stands_in_the_box(newcomer, qtbot):
    newcomer.press("Auditor, police")
    newcomer.wait_for("Your cases")

    newcomer.key(Qt.Key.Key_L, Qt.KeyboardModifier.ControlModifier)
    newcomer.wait_for("The passphrase is filled in.")
    newcomer.key(Qt.Key.Key_Return)

    qtbot.waitUntil(lambda: "filled in" not in newcomer.words(), timeout=30_000)
    assert not newcomer.window.windowTitle().startswith("auditdesk")


def test_the_passphrase_of_one_rehearsed_desk_opens_no_other(demo, home):
    ch = next(one for one in demo.people if one.name == "ch")
    csc = next(one for one in demo.people if one.name == "csc")

    work.open_desk(ch.home, ch.passphrase).close()
    for other in (csc.home, home):
        with pytest.raises(DeskError):
            work.open_desk(other, ch.passphrase)


def test_a_desk_of_ones_own_is_given_no_passphrase(worn, home, qtbot):
    from auditdesk.ui.app import begin  # noqa: PLC0415 - the one test of the other door

    sitting = begin(worn, home, ())
    assert sitting is not None
    boxes = Seen(sitting.window, qtbot).all(QLineEdit)

    assert [box.text() for box in boxes] == [""]
    sitting.close()
    sitting.deleteLater()


HOLD = """
import sys
from pathlib import Path
from auditdesk import work
held = work.open_demo(Path(sys.argv[1]))
print(held.folder, flush=True)
sys.stdin.read()
"""


def test_what_a_killed_demo_left_is_cleared_by_the_next_and_a_living_one_stays(
    cse_round, tmp_path, monkeypatch
):
    monkeypatch.setattr(tempfile, "tempdir", str(tmp_path))
    command = [sys.executable, "-c", HOLD, str(cse_round)]
    environment, pipe = {**os.environ, "TMPDIR": str(tmp_path)}, subprocess.PIPE
    with (
        subprocess.Popen(command, env=environment, stdin=pipe, stdout=pipe, text=True) as killed,
        subprocess.Popen(command, env=environment, stdin=pipe, stdout=pipe, text=True) as living,
    ):
        assert killed.stdout is not None
        assert living.stdout is not None
        dead, held = Path(killed.stdout.readline().strip()), Path(living.stdout.readline().strip())
        killed.kill()
        killed.wait()
        assert dead.is_dir()

        with demo_of(cse_round) as made:
            there = {folder for folder in tmp_path.iterdir() if folder.is_dir()}

        living.kill()
    assert there == {held, made.folder}


@pytest.mark.parametrize("missing", ["", "log.json"])
def test_a_folder_that_is_no_rehearsal_is_refused_and_nothing_is_copied(tmp_path, missing):
    (tmp_path / "keys").mkdir()
    if missing:
        (tmp_path / "keys" / "passphrases.txt").write_text("csc: six words\n")
        (tmp_path / missing).write_text("{}")

    with pytest.raises(AuditDeskError) as told, demo_of(tmp_path):
        pass

    assert isinstance(told.value, FileError)
    assert told.value.code == "F_MISSING"
