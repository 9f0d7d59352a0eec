"""Every page of the coordinator: each control has a name, and nothing is wider than the window at 400 %."""

import pytest
from PySide6.QtWidgets import (
    QAbstractButton,
    QAbstractItemView,
    QApplication,
    QLineEdit,
    QPlainTextEdit,
    QPushButton,
)

from auditdesk import work
from auditdesk.ui import style
from auditdesk.ui.board.chase_page import ChasePage
from auditdesk.ui.board.close_page import ClosePage
from auditdesk.ui.board.packs_page import PacksPage
from auditdesk.ui.board.page import BoardPage
from auditdesk.ui.comparison.page import ComparisonPage
from auditdesk.ui.deciding.page import DecidingPage
from auditdesk.ui.importing.page import ImportPage
from auditdesk.ui.meeting.page import MeetingPage
from auditdesk.ui.page import Handed, Page
from auditdesk.ui.preview.page import PreviewPage
from auditdesk.ui.receipts.sending_page import SendingPage
from auditdesk.ui.rounds.list_page import RoundsPage
from auditdesk.ui.rounds.start_page import StartPage
from auditdesk.ui.tokens import Theme
from tests.simulator import ROUND

CONTROLS = (QAbstractButton, QLineEdit, QPlainTextEdit, QAbstractItemView)
PAGES = {
    "rounds": lambda handed, _frame: RoundsPage(handed),
    "start": lambda handed, _frame: StartPage(handed),
    "board": lambda handed, _frame: BoardPage(ROUND, handed),
    "chase": lambda handed, frame: ChasePage(frame, handed),
    "close": lambda handed, frame: ClosePage(
        work.round_status(handed.desk, ROUND, on=handed.now().date()), frame, handed
    ),
    "deciding": lambda handed, frame: DecidingPage(frame, handed),
    "receipts": lambda handed, frame: SendingPage(frame, {}, handed),
    "packs": lambda handed, frame: PacksPage(frame, handed),
    "importing": lambda handed, _frame: ImportPage(ROUND, handed),
    "comparison": lambda handed, frame: ComparisonPage("CSE16-01", frame.cases, ROUND, handed),
    "meeting": lambda handed, frame: MeetingPage("CSE16-01", frame.cases, ROUND, handed, {}),
    "preview": lambda handed, _frame: PreviewPage(ROUND, handed),
}


@pytest.fixture
def handed(partnership, jobs):
    for auditor, grade in zip(partnership.auditors, ("good", "ri"), strict=True):
        auditor.answers("CSE16-01", cse_plan="met", sm_judge=grade).signs().sends()
    coordinator = partnership.coordinator.merges()
    return Handed(coordinator.desk, jobs, coordinator.now, partnership.new_id)


@pytest.fixture
def shown(request, handed, window, jobs, qtbot) -> Page:
    page = PAGES[request.param](handed, work.round_frame(handed.desk, ROUND))
    window.show_page(page)
    if isinstance(page, ImportPage):
        missing = handed.desk.folder / f"CSE-2016-06-{'q' * 40}.adbundle"
        page.take((missing,))
    quiet = iter(range(1 << 20))
    qtbot.waitUntil(lambda: jobs.is_idle and next(quiet) > 5, timeout=30_000)
    return page


def unnamed(page: Page) -> list[str]:
    return [
        type(part).__name__
        for kind in CONTROLS
        for part in page.findChildren(kind)
        if part.isVisible() and not part.accessibleName() and type(part).__module__.startswith("auditdesk")
    ]


@pytest.mark.parametrize("shown", PAGES, indirect=True)
def test_every_control_has_a_name_and_nothing_is_wider_than_the_window(shown, window, worn):
    assert unnamed(shown) == []

    style.wear(worn, Theme.HIGH_CONTRAST, 400)
    window.zoomed()
    for _ in range(5):
        QApplication.processEvents()
    assert window.frame.surface.horizontalScrollBar().maximum() == 0


@pytest.mark.parametrize("shown", ["board"], indirect=True)
def test_a_control_without_a_name_is_found(shown):
    button = shown.findChildren(QPushButton)[0]
    button.setAccessibleName("")

    assert unnamed(shown) == [type(button).__name__]
