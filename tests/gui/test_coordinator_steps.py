"""The coordinator's other steps by keyboard alone: deciding, asking again, reminding, closing, stopping."""

from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QPlainTextEdit

from auditdesk import work
from auditdesk.ui.board.chase_page import ChasePage
from auditdesk.ui.board.close_page import ClosePage
from auditdesk.ui.board.packs_page import PacksPage
from auditdesk.ui.board.page import BoardPage
from auditdesk.ui.deciding.page import DecidingPage
from auditdesk.ui.receipts.sending_page import SendingPage
from tests.gui.coordinating import at_board
from tests.simulator import ROUND

ONE, TWO = "CSE16-01", "CSE16-02"


@pytest.fixture
def them(partnership_of):
    return partnership_of(agencies=["csc"])


@pytest.fixture
def board(them, window, jobs, keys):
    """Goes to the board of the coordinator, once what a test needs has come in."""
    return lambda: at_board(them.coordinator, window, jobs, keys)


def status(them):
    return work.round_status(them.coordinator.desk, None, on=them.clock.at.date())


# ── closing ─────────────────────────────────────────────────────────────────────────────────────────────────


def test_a_round_is_closed_and_opened_again(them, board):
    csc = them.auditor("csc").answers(ONE, cse_plan="met").signs().sends()
    them.coordinator.merges()
    keys = board()

    keys.press("Close the round")
    keys.comes_to(ClosePage)
    assert f"Would be outside the report: {TWO}/csc" in keys.seen.words()
    keys.main()
    keys.seen.wait_for("The round is closed.")
    assert status(them).closed

    csc.answers(TWO, cse_plan="met").signs().sends()
    them.coordinator.merges()
    keys.seen.wait_for("· closed")
    assert "Next: agree the grades at the meeting" in keys.seen.words()  # and no longer: import what comes in
    keys.press("Reopen the round")
    keys.comes_to(ClosePage)
    keys.main()
    keys.seen.wait_for("The round is open again.")
    assert (status(them).closed, status(them).received) == (False, 2)


# ── deciding ────────────────────────────────────────────────────────────────────────────────────────────────


def cloned(them):
    """One desk on two laptops: both send a bundle of the same number."""
    csc = them.auditor("csc")
    twin = csc.clone()
    for one, plan in ((csc, "met"), (twin, "not_met")):
        one.answers(ONE, cse_plan=plan).signs().sends()
    them.coordinator.merges()


def test_which_of_two_versions_counts_is_decided_with_a_reason(them, board):
    cloned(them)
    keys = board()
    assert "One return came in two versions of one number." in keys.seen.words()

    keys.press("Decide about these")
    keys.comes_to(DecidingPage)
    keys.seen.wait_for("1 thing is waiting for you")
    keys.type("Reason for what you decide next", "The laptop was copied.")
    keys.press("Bundle 2 counts")
    keys.seen.wait_for("Nothing is waiting for you")

    assert them.coordinator.answer(ONE, "cse_plan") == {"csc": "not_met"}
    assert {one.reason for one in written(them)} == {"The laptop was copied."}
    keys.press("Back")
    keys.waits(lambda: isinstance(keys.window.page, BoardPage) and "These need you" not in keys.seen.words())


def written(them):
    """The coordinator's log of decisions, as it is saved for others."""
    saved = work.export_decisions(
        them.coordinator.desk, None, them.folder / "log.addecisions", at=them.coordinator.now()
    )
    entries = work.check_decisions(them.coordinator.desk, Path(saved.file)).entries
    return [one for one in entries if one.what in {"settle", "lead", "exclude", "include"}]


def test_whose_return_leads_is_said_and_said_otherwise(them, board):
    them.auditor("csc").answers(ONE, cse_plan="met").signs().sends()
    second = them.joins("csc", "Aaron Early")
    them.coordinator.packs()
    second.answers(ONE, cse_plan="not_met").signs().sends()
    them.coordinator.merges()
    keys = board()

    keys.press("Decisions")
    keys.comes_to(DecidingPage)
    keys.seen.wait_for("1 thing is waiting for you")
    for leading, plan in (("Aaron Early leads (bundle 2)", "not_met"), ("Csc A leads (bundle 1)", "met")):
        keys.press(leading)
        keys.waits(lambda plan=plan: them.coordinator.answer(ONE, "cse_plan")["csc"] == plan)
        keys.seen.wait_for("Nothing is waiting for you")


def test_a_bundle_is_excluded_and_let_in_again(them, board):
    them.auditor("csc").answers(ONE, cse_plan="met").signs().sends()
    them.coordinator.merges()
    keys = board()
    keys.press("Decisions")
    keys.seen.wait_for("All bundles that came")

    keys.press("Exclude this bundle")
    keys.waits(lambda: keys.seen.rows("All bundles that came")[0].endswith("Excluded"))
    assert status(them).received == 0

    keys.press("Let this bundle count")
    keys.waits(lambda: keys.seen.rows("All bundles that came")[0].endswith("Counts"))
    assert status(them).received == 1

    keys.press("Let this bundle count")
    keys.seen.wait_for("there is nothing to decide")
    assert "--" not in keys.seen.words()


def test_a_file_kept_unread_is_told_with_what_to_do_and_read_once_that_is_done(them, board):
    csc = them.auditor("csc").answers(ONE, cse_plan="met").signs().sends()
    coordinator = them.coordinator
    coordinator.desk.write(lambda db: db.execute("delete from person where sign = ?", [csc.key]) and None)
    coordinator.merges()
    keys = board()

    keys.press("Decide about these")
    keys.seen.wait_for("1 file kept unread")
    assert "is signed by someone not enrolled yet" in keys.seen.words()
    assert "Ask for their identity card and ring them." in keys.seen.words()
    keys.press("Try them again")
    keys.seen.wait_for("None can be read yet.")

    coordinator.trusts(csc)
    keys.press("Try them again")
    keys.waits(lambda: "kept unread" not in keys.seen.words())
    assert status(them).received == 1


# ── receipts, reminders ─────────────────────────────────────────────────────────────────────────────────────


def test_a_return_is_asked_about_again_and_the_others_are_accepted(them, board, tmp_path):
    csc = them.auditor("csc").answers(ONE, cse_plan="met").answers(TWO, cse_plan="met").signs().sends()
    them.coordinator.merges()
    post = tmp_path / "post"
    post.mkdir()
    keys = board()

    keys.press("Receipts and queries")
    keys.comes_to(SendingPage)
    keys.waits(lambda: keys.seen.rows("Returns received")[0] == f"{ONE}/csc, Csc A, Waiting for a receipt")
    keys.seen.key(Qt.Key.Key_Down)
    keys.type(f"Your question about {TWO}/csc", "Which visit?\nThe file names two.")
    keys.press("Back")
    keys.comes_to(BoardPage)
    keys.seen.wait_for("returns received")
    keys.press("Receipts and queries")
    keys.waits(lambda: "Is asked about: Which visit?" in keys.seen.rows("Returns received")[1])
    keys.main_for(post)
    keys.seen.wait_for("1 receipt written")

    taken = csc.takes(next(post.iterdir()))
    assert (taken.accepted, taken.queries) == (
        1,
        (work.Queried(f"{TWO}/csc", "Which visit?\nThe file names two."),),
    )
    answered = [f"{case}/csc, Csc A, Answered before" for case in (ONE, TWO)]
    keys.waits(lambda: keys.seen.rows("Returns received") == answered)


def test_the_words_of_a_reminder_name_the_returns_and_are_copied(them, board):
    them.auditor("csc").answers(ONE, cse_plan="met").signs().sends()
    them.coordinator.merges()
    them.clock.passes(days=20)
    keys = board()

    keys.press("Chase list")
    keys.comes_to(ChasePage)
    keys.waits(lambda: keys.seen.rows("Chase list") == [f"Csc A, csc, 8 July 2016, 2 days ago, {TWO}/csc"])
    keys.main()
    keys.seen.wait_for("Copied: the words for Csc A.")

    said = keys.seen.part(QPlainTextEdit, "Words to send").toPlainText()
    assert QGuiApplication.clipboard().text() == said
    assert f"were due on 8 July 2016 and have not come:\n{TWO}/csc\n" in said


# ── packs ───────────────────────────────────────────────────────────────────────────────────────────────────


def test_packs_are_stopped_while_they_are_written_and_no_half_one_is_left(
    partnership_of, window, jobs, keys, tmp_path
):
    them = partnership_of(agencies={"csc": 2, "pol": 2, "edu": 2, "hcom": 2})
    folder = tmp_path / "packs"
    folder.mkdir()
    at_board(them.coordinator, window, jobs, keys).press("Send packs")
    keys.comes_to(PacksPage)

    keys.press_for("Write the packs", folder)
    keys.press("Cancel")
    keys.seen.wait_for("Stopped. The packs written so far are good")

    packs = sorted(folder.iterdir())
    assert len(packs) < 8
    assert {one.suffix for one in packs} <= {".adround"}
    assert work.round_frame(them.coordinator.desk, ROUND).packs == 8 + len(packs)
