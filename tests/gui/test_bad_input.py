"""What goes wrong at the window: one calm sentence where one looks, what to do next, and nothing lost."""

import re
import shutil
from pathlib import Path

import pytest

from auditdesk import work
from auditdesk.ui.board.page import BoardPage
from auditdesk.ui.preview.page import PreviewPage
from auditdesk.ui.receipts.page import ReceiptsPage
from tests.desk.test_trouble import fill, mounted
from tests.gui.auditing import at_window as auditor_at_window
from tests.gui.auditing import stored
from tests.gui.coordinating import at_board, at_window
from tests.simulator import PASSPHRASE, rows_of

CASE = "CSE16-01"


def speaks_of_commands(words: str) -> bool:
    """Flags, commands and traces have no place in a window."""
    return re.search(r"--\w|`auditdesk|Traceback|Error\(", words) is not None


@pytest.fixture
def disk(tmp_path):
    with mounted(tmp_path / "small", "-t", "tmpfs", "-o", "size=4m", "tmpfs") as small:
        yield small


# ── the coordinator ─────────────────────────────────────────────────────────────────────────────────────────


@pytest.fixture
def sent(partnership):
    """Two bundles on their way to the coordinator."""
    for auditor, grade in zip(partnership.auditors, ("good", "ri"), strict=True):
        auditor.answers(CASE, cse_plan="met", sm_judge=grade).signs().sends()
    return partnership.post.delivers()


def test_a_bundle_for_somebody_else_is_not_merged_and_said_beside_it(
    partnership, partnership_of, window, jobs, keys
):
    other = partnership_of()
    other.auditor("csc").answers(CASE, cse_plan="met").signs().sends()
    (letter,) = other.post.delivers()
    way = at_window(partnership.coordinator, window, jobs)
    keys.comes_to(BoardPage)
    keys.seen.wait_for("0 of 4 returns received")

    way.take_files((letter,))
    keys.seen.wait_for("Not merged 1")
    keys.seen.wait_for("was changed on the way, or made for someone else")

    words = keys.seen.words()
    assert "Ask the sender to export again for this round." in words
    assert "AD-A_DECRYPT" in words
    assert not speaks_of_commands(words)
    assert work.merge_log(partnership.coordinator.desk)[-1].outcome == "refused"
    assert work.round_status(partnership.coordinator.desk, None, on=partnership.clock.at.date()).received == 0
    assert letter.exists()


def test_the_same_bundle_again_changes_nothing_and_is_said_to_be_known(partnership, window, jobs, keys, sent):
    partnership.coordinator.merges(*sent)
    before = work.round_status(partnership.coordinator.desk, None, on=partnership.clock.at.date())
    way = at_window(partnership.coordinator, window, jobs)
    keys.comes_to(BoardPage)
    keys.seen.wait_for("2 of 4 returns received")

    way.take_files(sent[:1])
    keys.seen.wait_for("Known already 1")

    assert "It came before; nothing changed." in keys.seen.words()
    assert work.round_status(partnership.coordinator.desk, None, on=partnership.clock.at.date()) == before


def moved(one, disk: Path):
    """The person's desk on the small disk, and the way back that a test has to go."""
    one.desk.close()
    roomy, one.home = one.home, Path(shutil.copytree(one.home, disk / "desk"))
    one.desk = work.open_desk(one.home, PASSPHRASE)
    return roomy


@pytest.fixture
def cramped(partnership, disk):
    """The coordinator's desk on a disk of 4 MiB."""
    coordinator = partnership.coordinator
    roomy = moved(coordinator, disk)
    yield coordinator
    coordinator.desk.close()
    coordinator.desk = work.open_desk(roomy, PASSPHRASE)


def test_a_full_disk_while_merging_stops_there_and_all_is_merged_once_there_is_space(
    cramped, disk, window, jobs, keys, sent
):
    way = at_window(cramped, window, jobs)
    keys.comes_to(BoardPage)
    keys.seen.wait_for("0 of 4 returns received")
    cramped.desk.read(lambda db: db.conn.execute("PRAGMA wal_checkpoint(TRUNCATE)").fetchall())
    before = rows_of(cramped.desk)
    filler = fill(disk)

    way.take_files(sent)
    keys.seen.wait_for("The disk is full")

    words = keys.seen.words()
    assert "Not merged 1" in words
    assert "Free space" in words
    assert "1 file was not looked at" in words
    assert "AD-D_FULL" in words
    assert not speaks_of_commands(words)
    assert rows_of(cramped.desk) == before

    filler.unlink()
    way.take_files(sent)
    keys.seen.wait_for("Merged 2")
    assert all(letter.exists() for letter in sent)


def test_a_full_disk_while_both_editions_are_saved_leaves_neither(
    partnership, disk, window, jobs, keys, sent
):
    partnership.coordinator.merges(*sent)
    at_board(partnership.coordinator, window, jobs, keys).press("Report")
    keys.comes_to(PreviewPage)
    keys.seen.wait_for("Page 1 of")
    folder = disk / "papers"
    folder.mkdir()
    filler = fill(disk)

    keys.press_for("Save both editions", folder)
    keys.seen.wait_for("The disk is full")
    assert "choose another disk" in keys.seen.words()
    assert list(folder.iterdir()) == []

    filler.unlink()
    keys.press_for("Save both editions", folder)
    keys.seen.wait_for("2 files saved")

    keys.press_for("Save both editions", folder)
    keys.seen.wait_for("exists already and was not touched")
    assert "Choose another name or folder." in keys.seen.words()
    assert not speaks_of_commands(keys.seen.words())


def test_a_second_edition_that_cannot_be_saved_takes_the_first_with_it(
    partnership, window, jobs, keys, sent, tmp_path
):
    partnership.coordinator.merges(*sent)
    at_board(partnership.coordinator, window, jobs, keys).press("Report")
    keys.seen.wait_for("Page 1 of")
    (tmp_path / "papers").mkdir()
    own = tmp_path / "papers" / "CSE-2016-06-public.pdf"
    own.write_text("somebody's work")

    keys.press_for("Save both editions", own.parent)
    keys.seen.wait_for("exists already and was not touched")

    assert [one.name for one in own.parent.iterdir()] == [own.name]
    assert own.read_text() == "somebody's work"


def test_a_full_disk_while_receipts_are_written_leaves_none_and_answers_nobody(
    partnership, disk, window, jobs, keys, sent
):
    partnership.coordinator.merges(*sent)
    keys = at_board(partnership.coordinator, window, jobs, keys)
    folder = disk / "receipts"
    folder.mkdir()
    keys.press("Receipts and queries")
    keys.waits(lambda: "Waiting for a receipt" in "".join(keys.seen.rows("Returns received")))
    filler = fill(disk)

    keys.main_for(folder)
    keys.seen.wait_for("The disk is full")
    assert list(folder.iterdir()) == []

    filler.unlink()
    keys.main_for(folder)
    keys.seen.wait_for("2 receipts written")


# ── the auditor ─────────────────────────────────────────────────────────────────────────────────────────────


@pytest.fixture
def cases(partnership, window, jobs, seen, qtbot):
    """The first auditor's window on the cases; gives the way through it."""
    way = auditor_at_window(partnership.auditors[0], window, jobs)
    qtbot.waitUntil(lambda: CASE in "".join(seen.rows("Your cases")))
    return way


def own_pack(partnership) -> Path:
    made = work.make_packs(
        partnership.coordinator.desk, None, partnership.folder / "again", at=partnership.clock.at
    )
    return Path(made.packs[0].file)


def test_a_pack_opened_twice_changes_no_answer(partnership, cases, seen):
    csc = partnership.auditors[0]
    pack = own_pack(partnership)
    csc.answers(CASE, cse_plan="met")
    for _ in range(2):
        cases.take_files((pack,))
        seen.wait_for("is on this desk: 2 returns asked of you")
        seen.press("Close this notice")
    before = rows_of(csc.desk)

    cases.take_files((pack,))
    seen.wait_for("is on this desk: 2 returns asked of you")

    assert rows_of(csc.desk) == before
    assert stored(csc, CASE)["cse_plan"] == "met"


def test_a_pack_or_receipt_for_somebody_else_is_one_sentence_and_nothing_is_kept(partnership, cases, seen):
    csc, pol = partnership.auditors
    pol.answers(CASE, cse_plan="met").signs().sends()
    partnership.coordinator.merges()
    (receipt,) = partnership.coordinator.answers()
    packs = work.make_packs(
        partnership.coordinator.desk, None, partnership.folder / "again", at=partnership.clock.at
    ).packs
    before = rows_of(csc.desk)

    for file in (Path(packs[1].file), Path(receipt.file)):
        cases.take_files((file,))
        seen.wait_for(file.name)
        assert "made for someone else" in seen.words()
        assert not speaks_of_commands(seen.words())
        seen.press("Close this notice")

    assert rows_of(csc.desk) == before


def test_the_words_of_a_question_stay_and_lead_to_its_return(partnership, cases, seen, window, qtbot):
    csc = partnership.auditors[0]
    csc.answers(CASE, cse_plan="met").signs().sends()
    partnership.coordinator.merges()
    (receipt,) = partnership.coordinator.answers(csc=f"{CASE}/csc: Which visit?\nThe <b>file</b> names two.")
    for _ in range(2):
        cases.take_files((Path(receipt.file),))
        seen.wait_for("1 with a question")
        seen.press("To your cases")

    seen.press("Receipts")
    qtbot.waitUntil(lambda: isinstance(window.page, ReceiptsPage))
    seen.wait_for("Which visit?\nThe <b>file</b> names two.")
    seen.press(f"Open {CASE}/csc")
    qtbot.waitUntil(lambda: window.windowTitle().startswith(f"{CASE}, csc"))


def test_a_full_disk_while_a_pack_is_opened_keeps_what_was_there(
    partnership, disk, window, jobs, seen, qtbot
):
    csc = partnership.auditors[0]
    pack = own_pack(partnership)
    roomy = moved(csc, disk)
    way = auditor_at_window(csc, window, jobs)
    qtbot.waitUntil(lambda: CASE in "".join(seen.rows("Your cases")))
    csc.desk.read(lambda db: db.conn.execute("PRAGMA wal_checkpoint(TRUNCATE)").fetchall())
    before = rows_of(csc.desk)
    filler = fill(disk)

    way.take_files((pack,))
    seen.wait_for("The disk is full")
    assert "Free space" in seen.words()
    assert rows_of(csc.desk) == before

    filler.unlink()
    way.take_files((pack,))
    seen.wait_for("is on this desk")
    csc.desk.close()
    csc.desk = work.open_desk(roomy, PASSPHRASE)


def test_words_about_flags_or_commands_are_found():
    assert speaks_of_commands("Say which with --round.")
    assert speaks_of_commands("See `auditdesk return list`.")
    assert not speaks_of_commands("Choose another name or folder.")
