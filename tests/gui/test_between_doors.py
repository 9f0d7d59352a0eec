"""What one door writes the other opens: files of the window at the command line, and the other way round."""

from pathlib import Path

import pytest
from PySide6.QtCore import Qt

from auditdesk.ui.board.page import BoardPage
from auditdesk.ui.comparison.page import ComparisonPage
from tests.gui.coordinating import Keys, at_window

CASE = "CSE16-01"


@pytest.fixture
def keys(seen, window, qtbot):
    return Keys(seen, window, qtbot)


@pytest.fixture
def board(partnership, window, jobs, qtbot, seen):
    """The coordinator's window on the board of the round."""
    way = at_window(partnership.coordinator, window, jobs)
    qtbot.waitUntil(lambda: isinstance(window.page, BoardPage))
    seen.wait_for("returns received")
    return way


def sends_packs(keys: Keys, out: Path) -> None:
    keys.press("Send packs")
    keys.press_for("Write the packs", out)
    keys.seen.wait_for("Written")
    keys.press("Done")


def agrees(keys: Keys, qtbot) -> None:
    keys.press("Back")
    keys.reach("Returns by case and agency")
    keys.seen.key(Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: isinstance(keys.window.page, ComparisonPage))
    keys.main()
    keys.seen.wait_for(f"{CASE} · 1 of 1")
    keys.reach("Good")  # filled in, since both gave it
    keys.type("Reason", "Both say so.")
    keys.main()
    keys.seen.wait_for("Recorded and signed")


def test_packs_receipts_and_decisions_of_the_window_are_read_by_commands(
    partnership, board, keys, qtbot, tmp_path
):
    out, coordinator = tmp_path / "out", partnership.coordinator
    out.mkdir()
    sends_packs(keys, out)
    for auditor in partnership.auditors:
        opened = [auditor.command("pack", "open", str(pack)) for pack in sorted(out.glob("*.adround"))]
        assert [one.round for one in opened if hasattr(one, "round")] == ["CSE-2016-06"]
        auditor.answers(CASE, cse_plan="met", sm_judge="good").signs().sends()

    board.take_files(partnership.post.delivers())
    keys.seen.wait_for("Merged 2")
    keys.press_for("Write receipts", out)
    qtbot.waitUntil(lambda: len(list(out.glob("*.adreceipt"))) == 2)
    for auditor in partnership.auditors:
        taken = [auditor.command("receipt", "take", str(one)) for one in sorted(out.glob("*.adreceipt"))]
        assert [hasattr(one, "error") for one in taken].count(False) == 1

    agrees(keys, qtbot)
    log = tmp_path / "log.addecisions"
    for words in (("export", "--to", str(log)), ("check", str(log))):
        coordinator.command("decisions", *words)
        assert coordinator.status_of_command == 0
    beside = coordinator.command("meeting", "show", CASE)
    told = [(row.agreed, row.reason) for row in beside.rows if row.question == "sm_judge"]
    assert told == [("good", "Both say so.")]


def test_bundles_and_decisions_of_the_command_line_are_there_in_the_window(
    partnership, window, jobs, seen, qtbot, tmp_path
):
    csc, coordinator = partnership.auditor("csc"), partnership.coordinator
    csc.answers(CASE, cse_plan="met", sm_judge="good").signs()
    made = csc.command("bundle", "make", csc.ref(CASE), "--to", str(tmp_path / "out"))
    way = at_window(coordinator, window, jobs)
    qtbot.waitUntil(lambda: isinstance(window.page, BoardPage))
    seen.wait_for("0 of 4 returns received")

    way.take_files((Path(made.file),))

    seen.wait_for("Merged 1")
    coordinator.at_terminal = True
    coordinator.agrees(CASE, reason="It is on the file.", overall="ri")
    way = at_window(coordinator, window, jobs)
    qtbot.waitUntil(lambda: isinstance(window.page, BoardPage))
    seen.wait_for("1 / 2")
