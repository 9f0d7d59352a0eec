"""The meeting: every aspect can be agreed, those that differ are said to, and nothing is asked twice."""

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QPlainTextEdit

from auditdesk import work
from auditdesk.ui.meeting.page import MeetingPage
from tests.gui.coordinating import at_board
from tests.simulator import ROWS

ONE, TWO = "CSE16-01", "CSE16-02"
JUDGED = "".join(
    f'- {{type: select_one grade, name: {name}, label: Your judgement, "audit::role": judgement, '
    f'"audit::aspect": {aspect}}}\n'
    for name, aspect in (("vc_judge", "C5"), ("rf_judge", "C6"), ("es_judge", "C9"))
)
GRADES = {
    "csc": {"sm_judge": "good", "vc_judge": "ri", "rf_judge": "good"},
    "pol": {"sm_judge": "good", "vc_judge": "inadequate", "rf_judge": "good"},
}


@pytest.fixture
def coordinator(partnership_of):
    """Two agencies graded one case: overall and referrals alike, the voice not, escalation by nobody."""
    them = partnership_of(tool=ROWS + JUDGED)
    for one in them.auditors:
        one.answers(ONE, **GRADES[one.agency]).signs().sends()
    return them.coordinator.merges()


@pytest.fixture
def meeting(coordinator, window, jobs, keys):
    """At the meeting, on the first case."""
    at_board(coordinator, window, jobs, keys).press("Meeting")
    keys.comes_to(MeetingPage)
    keys.seen.wait_for(f"{ONE} · 1 of 4")
    return keys


def agreed(coordinator):
    rows = work.case_beside(coordinator.desk, None, ONE).rows
    return {row.question: row.agreed for row in rows if row.agreed}


def test_the_list_beside_names_every_aspect_and_says_which_differ(meeting):
    assert meeting.seen.rows("Judgements") == [
        "Judgement 1 of 4, Overall, All agree: Good",
        "Judgement 2 of 4, Voice of the child, Agencies differ",
        "Judgement 3 of 4, Referrals, All agree: Good",
        "Judgement 4 of 4, Escalation of concerns, No agency graded this",
    ]


def test_what_all_agencies_gave_is_recorded_by_one_key_and_what_differs_is_asked(meeting, coordinator):
    meeting.main()
    meeting.seen.wait_for("Voice of the child")
    meeting.main()
    assert "Error: Choose what was agreed." in meeting.seen.words()
    meeting.reach("Outstanding")
    meeting.seen.key(Qt.Key.Key_3)
    meeting.type("Reason", "Seen once in six months.")
    meeting.main()
    meeting.seen.wait_for("Referrals")
    meeting.main()
    meeting.seen.wait_for("Escalation of concerns")

    assert agreed(coordinator) == {"sm_judge": "good", "vc_judge": "ri", "rf_judge": "good"}
    assert meeting.seen.rows("Judgements")[1].endswith("Agreed: Requires improvement")
    assert "3 of 4 agreed" in meeting.seen.words()


def test_an_aspect_that_nobody_graded_can_be_graded_by_the_meeting(meeting, coordinator):
    for _ in range(3):
        meeting.press("Skip for now")
    meeting.seen.wait_for("Escalation of concerns")
    meeting.reach("Outstanding")
    meeting.seen.key(Qt.Key.Key_5)
    meeting.type("Reason", "Nothing had to be escalated.")
    meeting.main()
    meeting.seen.wait_for("Overall")

    rows = work.case_in_words(coordinator.desk, None, ONE).rows
    assert {one.about: one.row.agreed for one in rows if one.row.agreed} == {"C9": "not_judged"}


def test_any_judgement_is_gone_to_from_the_list_and_pages_turn_the_case(meeting):
    meeting.reach("Judgements")
    meeting.seen.key(Qt.Key.Key_End)
    meeting.seen.key(Qt.Key.Key_Return)
    meeting.seen.wait_for(f"{ONE} · 4 of 4")

    meeting.control(Qt.Key.Key_PageDown)
    meeting.seen.wait_for("No return has come yet")
    assert TWO in meeting.seen.words()


def test_what_was_typed_and_not_recorded_is_there_again_after_leaving(meeting):
    meeting.press("Skip for now")
    meeting.seen.wait_for("Voice of the child")
    meeting.type("Reason", "Seen once in six months.")
    meeting.escape()
    meeting.seen.wait_for("returns received")

    meeting.press("Meeting")
    meeting.seen.wait_for(f"{ONE} · 1 of 4")
    meeting.press("Skip for now")
    meeting.seen.wait_for("Voice of the child")

    assert meeting.seen.part(QPlainTextEdit, "Reason").toPlainText() == "Seen once in six months."


def test_a_window_with_a_judgement_that_is_not_recorded_says_so_before_it_closes(meeting):
    meeting.press("Skip for now")
    meeting.seen.wait_for("Voice of the child")
    meeting.type("Reason", "Seen once in six months.")

    meeting.window.close()
    meeting.seen.wait_for("1 question or judgement is typed and not recorded yet.")
    assert meeting.window.isVisible()

    meeting.reach("Outstanding")
    meeting.seen.key(Qt.Key.Key_3)
    meeting.main()
    meeting.seen.wait_for("Referrals")
    assert meeting.window.close()
