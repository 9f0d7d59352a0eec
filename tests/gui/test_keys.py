"""The keys of the window (look.md 6): open files, print, help with every key, from wherever one is."""

from pathlib import Path

import pypdfium2
import pytest
from PySide6.QtCore import QObject, Qt, QTimer
from PySide6.QtPrintSupport import QPrintDialog
from PySide6.QtWidgets import QApplication, QLineEdit, QPlainTextEdit

from auditdesk import work
from auditdesk.ui.board.page import BoardPage
from auditdesk.ui.fill.page import FillPage
from auditdesk.ui.fill.print_page import PrintPage
from auditdesk.ui.help_page import HelpPage
from auditdesk.ui.importing.page import ImportPage
from auditdesk.ui.preview.page import PreviewPage
from auditdesk.ui.sitting import Sitting, World
from tests.gui.auditing import Dialogs
from tests.gui.coordinating import Keys
from tests.gui.seen import Seen
from tests.simulator import PASSPHRASE, Someone

CASE = "CSE16-01"


@pytest.fixture
def sit(worn, tmp_path, qtbot):
    """Starts the window on somebody's own desk, unlocks it, and gives a person without a mouse."""
    begun: list[tuple[Sitting, Someone]] = []

    def start(one: Someone) -> Keys:
        one.desk.close()
        new_id = one.partnership.new_id
        world = World(one.home, one.now, new_id, lambda words: words[0], lambda *_: tmp_path / "file")
        sitting = Sitting(worn, world)
        begun.append((sitting, one))
        sitting.window.resize(1280, 720)
        sitting.window.show()
        qtbot.waitExposed(sitting.window)
        seen = Seen(sitting.window, qtbot)
        seen.type("Passphrase", PASSPHRASE)
        seen.key(Qt.Key.Key_Return)
        qtbot.waitUntil(
            lambda: not sitting.window.is_covered and sitting.window.page is not None, timeout=30_000
        )
        return Keys(seen, sitting.window, qtbot)

    yield start
    for sitting, one in begun:
        sitting.close()
        sitting.deleteLater()
        one.desk = one.partnership.desks.open(one.home)


class Paper(QObject):
    """A person who is asked for a printer prints into this file, or thinks better of it."""

    def __init__(self, path: Path | None) -> None:
        super().__init__()
        self._path = path
        self._timer = QTimer(self, interval=10)
        self._timer.timeout.connect(self._look)
        self._timer.start()
        self.is_done = False

    def _look(self) -> None:
        dialog = QApplication.activeModalWidget()
        if not isinstance(dialog, QPrintDialog):
            return
        self._timer.stop()
        self.is_done = True
        if self._path is None:
            dialog.reject()
            return
        box = dialog.findChild(QLineEdit, "filename")
        assert box is not None
        box.setText(str(self._path))
        dialog.printer().setOutputFileName(str(self._path))
        dialog.accept()


def test_an_auditor_opens_a_pack_and_a_receipt_by_one_key(partnership, sit):
    csc, coordinator = partnership.auditors[0], partnership.coordinator
    csc.answers(CASE, cse_plan="met").signs().sends()
    coordinator.merges()
    (receipt,) = coordinator.answers()
    pack = work.make_packs(coordinator.desk, None, partnership.folder / "again", at=coordinator.now()).packs[
        0
    ]
    keys = sit(csc)

    for file, said in (
        (pack.file, "is on this desk: 2 returns asked of you"),
        (receipt.file, "1 return accepted"),
    ):
        asked = Dialogs(Path(file))
        keys.control(Qt.Key.Key_O)
        keys.seen.wait_for(said)
        assert asked.is_done


def test_a_coordinator_takes_bundles_in_by_the_same_key(partnership, sit):
    csc = partnership.auditors[0].answers(CASE, cse_plan="met").signs().sends()
    keys = sit(partnership.coordinator)
    keys.comes_to(BoardPage)

    asked = Dialogs(Path(csc.sent[0].file))
    keys.control(Qt.Key.Key_O)
    keys.comes_to(ImportPage)
    keys.seen.wait_for("Merged 1")
    assert asked.is_done


def test_files_are_not_asked_for_while_the_desk_is_locked(partnership, sit):
    keys = sit(partnership.auditors[0])
    keys.control(Qt.Key.Key_L)
    keys.waits(lambda: keys.window.is_covered)

    keys.control(Qt.Key.Key_O)
    keys.seen.key(Qt.Key.Key_F1)

    assert QApplication.activeModalWidget() is None
    assert keys.window.is_covered


def test_help_tells_what_a_page_is_for_and_its_keys_and_leads_back(partnership, sit):
    keys = sit(partnership.auditors[0])
    keys.waits(lambda: CASE in "".join(keys.seen.rows("Your cases")))
    keys.seen.key(Qt.Key.Key_Return)
    keys.comes_to(FillPage)
    form = keys.window.page

    keys.seen.key(Qt.Key.Key_F1)
    keys.comes_to(HelpPage)
    rows = keys.seen.rows("Keys of this page")
    assert "Ctrl K, Find a question" in rows
    assert "F8, Child unsafe now" in rows
    assert "Ctrl O, Open files" in keys.seen.rows("Keys everywhere")

    keys.seen.key(Qt.Key.Key_F1)  # it is there already
    keys.escape()
    assert keys.window.page is form

    keys.control(Qt.Key.Key_P)
    keys.comes_to(PrintPage)


@pytest.fixture
def preview(partnership, sit):
    """A coordinator who came from the board to the report by Ctrl+P."""
    for auditor, grade in zip(partnership.auditors, ("good", "ri"), strict=True):
        auditor.answers(CASE, cse_plan="met", sm_judge=grade).signs().sends()
    keys = sit(partnership.coordinator.merges())
    keys.comes_to(BoardPage)
    keys.seen.wait_for("2 of 4 returns received")
    keys.control(Qt.Key.Key_P)
    keys.comes_to(PreviewPage)
    keys.waits(lambda: bool(keys.seen.part(QPlainTextEdit, "Words on this page").toPlainText()))
    return keys


def test_the_report_is_printed_page_by_page(preview, tmp_path):
    paper = tmp_path / "printed.pdf"
    asked = Paper(paper)
    preview.control(Qt.Key.Key_P)
    preview.waits(lambda: asked.is_done)
    preview.seen.wait_for("sent to the printer")

    with pypdfium2.PdfDocument(paper) as printed:
        said = [line for line in preview.seen.words().split("\n") if "sent to the printer" in line]
        assert said == [f"{len(printed)} pages sent to the printer."]


def test_whoever_thinks_better_of_printing_prints_nothing(preview, tmp_path):
    asked = Paper(None)
    preview.control(Qt.Key.Key_P)
    preview.waits(lambda: asked.is_done)

    assert "sent to the printer" not in preview.seen.words()
    assert list(tmp_path.glob("*.pdf")) == []
