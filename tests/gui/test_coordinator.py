"""The coordinator's half of a round in the window: by keyboard alone, with real desks and files."""

from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

import pytest
from pypdf import PdfReader
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QAbstractItemView, QLineEdit

from auditdesk import work
from auditdesk.errors import RefusedError
from auditdesk.ui.board.page import BoardPage
from auditdesk.ui.comparison.page import ComparisonPage
from auditdesk.ui.meeting.page import MeetingPage
from auditdesk.ui.page import Page
from auditdesk.ui.people.page import EnrolPage
from auditdesk.ui.preview.page import PreviewPage
from auditdesk.ui.rounds.list_page import RoundsPage
from auditdesk.ui.rounds.start_page import StartPage
from auditdesk.ui.window import Window
from tests.gui.coordinating import Keys, at_window
from tests.simulator import Auditor, tool_text

PLAN = """\
round: LIT-2016-07
title: A second round
theme: little
nation: england
audit_date: 2016-06-20
look_back: {from: 2015-06-20, to: 2016-06-20}
due: {returns: 2016-07-08, meeting: 2016-07-20, report: 2016-09-02}
incomplete: allow
cases:
  - {ref: LIT16-01, agencies: [csc, edu]}
  - {ref: LIT16-02, agencies: [csc, edu]}
"""


@pytest.fixture
def folder(tmp_path):
    made = tmp_path / "round"
    made.mkdir()
    (made / "round.yaml").write_text(PLAN, encoding="utf-8")
    (made / "tool.yaml").write_text(tool_text(), encoding="utf-8")
    return made


def answered(auditor: Auditor, packs: Path, **answers: str) -> Path:
    """An auditor takes the pack in, answers, signs, and sends a bundle; all by verbs."""
    for pack in sorted(packs.iterdir()):
        try:
            auditor.opens(pack)
        except RefusedError:  # a colleague's
            continue
    now, new_id = auditor.now, auditor.partnership.new_id
    for case in ("LIT16-01", "LIT16-02"):
        asked = ("LIT-2016-07", auditor.ref(case))
        work.fill_return(auditor.desk, asked, auditor.file(answers), now=now, new_id=new_id)
        work.sign_return(auditor.desk, asked, now=now, new_id=new_id)
    made = work.make_bundle(auditor.desk, "LIT-2016-07", (), auditor.partnership.folder / "bundles", at=now())
    return Path(made.file)


@dataclass
class Walk:
    """One person's keyboard, the window, and where files lie."""

    keys: Keys
    window: Window
    folder: Path
    waits: Callable[[Callable[[], bool]], None]

    def place(self, name: str) -> Path:
        made = self.folder / name
        made.mkdir(exist_ok=True)
        return made

    def comes_to(self, page: type[Page]) -> None:
        self.waits(lambda: isinstance(self.window.page, page))


@pytest.fixture
def walk(keys, window, qtbot, tmp_path):
    return Walk(keys, window, tmp_path, lambda happened: qtbot.waitUntil(happened, timeout=30_000))


def enrols(walk: Walk, card: Path, words: tuple[str, ...]) -> None:
    walk.keys.press("Cards")
    walk.keys.press_for("Enrol somebody’s card", card)
    walk.comes_to(EnrolPage)
    for box in walk.keys.seen.all(QLineEdit):
        name = box.accessibleName()
        walk.keys.type(name, words[int(name.split()[-1]) - 1])
    walk.keys.main()
    walk.keys.seen.wait_for("Edu A is enrolled.")
    walk.keys.press("Back")


def sends_packs(walk: Walk) -> Path:
    packs = walk.place("packs")
    walk.keys.press("Send packs")
    walk.keys.press_for("Write the packs", packs)
    walk.keys.seen.wait_for("Written")
    walk.keys.press("Done")
    return packs


def imports(walk: Walk, post: Path) -> None:
    walk.keys.press("Import bundles")
    walk.keys.press_for("Choose a folder", post)
    walk.keys.seen.wait_for("Merged 2")
    walk.keys.press_for("Write receipts", post)
    walk.waits(lambda: len(list(post.glob("*.adreceipt"))) == 2)
    walk.keys.press("Back")
    walk.keys.seen.wait_for("4 of 4 returns received")


def compares_and_agrees(walk: Walk) -> None:
    keys, seen = walk.keys, walk.keys.seen
    keys.reach("Returns by case and agency")
    seen.key(Qt.Key.Key_Return)
    walk.comes_to(ComparisonPage)
    walk.waits(lambda: "Overall (differs), csc, Good" in rows(seen, "Answers side by side"))
    keys.main()
    walk.comes_to(MeetingPage)
    for case in ("LIT16-01", "LIT16-02"):
        seen.wait_for(f"{case} · 1 of 1")
        keys.reach("Outstanding")
        seen.key(Qt.Key.Key_2)
        keys.type("Reason", "The visit is on the file.")
        keys.main()
    seen.wait_for("That was the last case.")
    keys.press("Back")


def saves_both(walk: Walk) -> list[Path]:
    walk.keys.press("Report")
    walk.comes_to(PreviewPage)
    walk.keys.seen.wait_for("Page 1 of")
    assert "Restricted edition: for the audit group only." in walk.keys.seen.words()
    papers = walk.place("papers")
    walk.keys.press_for("Save both editions", papers)
    walk.keys.seen.wait_for("Saved")
    return sorted(papers.iterdir())


def test_a_round_is_done_by_keyboard_alone(partnership, jobs, walk, folder):
    edu = partnership.joins("edu", "Edu A", enrolled=False)
    coordinator, seen = partnership.coordinator, walk.keys.seen
    at_window(coordinator, walk.window, jobs)
    walk.comes_to(BoardPage)
    walk.keys.press("Rounds")
    walk.comes_to(RoundsPage)

    walk.keys.press_for("Start from a folder", folder)
    seen.wait_for("Next: enrol a card of edu")
    enrols(walk, *edu.card())
    seen.wait_for("Next: send the packs")
    packs = sends_packs(walk)
    seen.wait_for("Next: import what comes in")
    post = walk.place("post")
    for auditor, grade in ((partnership.auditor("csc"), "good"), (edu, "ri")):
        bundle = answered(auditor, packs, cse_plan="met", sm_judge=grade)
        bundle.rename(post / bundle.name)
    imports(walk, post)
    compares_and_agrees(walk)
    seen.wait_for("Next: look at the report and save it")
    saved = saves_both(walk)

    assert [one.name for one in saved] == ["LIT-2016-07-public.pdf", "LIT-2016-07-restricted.pdf"]
    assert all(PdfReader(one).pages for one in saved)
    agreed = work.case_beside(coordinator.desk, "LIT-2016-07", "LIT16-01")
    assert [row.agreed for row in agreed.rows if row.question == "sm_judge"] == ["good"]


def rows(seen, name: str) -> str:
    if not [one for one in seen.all(QAbstractItemView) if one.accessibleName() == name]:
        return ""
    return "\n".join(seen.rows(name))


def test_a_round_is_set_up_from_its_facts(partnership, jobs, walk):
    keys, seen = walk.keys, walk.keys.seen
    at_window(partnership.coordinator, walk.window, jobs)
    walk.comes_to(BoardPage)
    keys.press("Rounds")
    walk.comes_to(RoundsPage)
    keys.press("Start a round")
    walk.comes_to(StartPage)
    keys.main()
    assert "Error: Give the round a title." in seen.words()

    keys.type("Title", "Neglect, September 2022")
    keys.escape()
    seen.wait_for("No round was set up yet, so this page stays.")
    keys.type("Round id", "NEG-2022-09")
    seen.choose("Theme", {one.id: one.title for one in work.tools()}["neglect"])
    keys.main()
    asked = ("Audit date", "Look back from", "Look back to", "Returns due", "Meeting", "Report due")
    for name, day in zip(asked, ("1 9 16", "1 9 15", "1 9 16", "9 9 16", "20 9 16", "1 10 16"), strict=True):
        keys.type(name, day)
    keys.main()
    keys.type("Agencies", "csc\npol 2")
    keys.main()
    keys.type("Cases", "NEG22-01\nNEG22-02: pol")
    keys.main()
    seen.wait_for("Agencies: csc, pol")
    keys.main()

    seen.wait_for("0 of 3 returns received")
    made = {one.round: one for one in work.rounds_known(partnership.coordinator.desk)}
    assert made["NEG-2022-09"].due == "2016-09-09"


def test_what_is_no_bundle_is_said_beside_the_file_and_the_rest_is_merged(partnership, jobs, walk):
    csc, pol = (partnership.auditor(agency) for agency in ("csc", "pol"))
    for auditor in (csc, pol):
        auditor.answers("CSE16-01", cse_plan="met").signs().sends()
    letter = walk.folder / "minutes.docx"
    letter.write_bytes(b"PK\x03\x04 a letter")
    way = at_window(partnership.coordinator, walk.window, jobs)
    walk.comes_to(BoardPage)
    walk.waits(lambda: "returns received" in walk.keys.seen.words())
    first, second = partnership.post.delivers()

    way.take_files((first, letter, second, first))

    walk.keys.seen.wait_for("Merged 2, Known already 1, Not merged 1")
    assert "Not merged: minutes.docx" in walk.keys.seen.words()


def test_who_comes_back_to_the_board_keeps_the_keys_though_it_is_drawn_anew(partnership, jobs, walk):
    keys = walk.keys
    at_window(partnership.coordinator, walk.window, jobs)
    walk.comes_to(BoardPage)
    walk.waits(lambda: "returns received" in keys.seen.words())
    keys.reach("Import bundles")
    keys.seen.key(Qt.Key.Key_Return)
    keys.reach("Back")
    keys.seen.key(Qt.Key.Key_Return)

    walk.waits(lambda: jobs.is_idle)
    walk.waits(lambda: "returns received" in keys.seen.words())

    walk.waits(lambda: (here := walk.window.focusWidget()) is not None and here.isVisible())
    keys.reach("Returns by case and agency")
