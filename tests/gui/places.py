"""Every page of the window on a rehearsed round, and how a person comes to it.

`PLACES` names them; `Visit` goes there. Tests and pictures walk the same way, so that a page added here is
seen by both.
"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from typing import Protocol

from PySide6.QtCore import Qt, QTranslator
from PySide6.QtWidgets import QAbstractButton, QAbstractItemView, QApplication, QLineEdit, QWidget

from auditdesk import work
from auditdesk.form import RowId
from auditdesk.ui import style
from auditdesk.ui.app import begin_demo
from auditdesk.ui.sitting import Sitting, World
from auditdesk.ui.tokens import Theme
from auditdesk.ui.window import Window
from tests.desk.making import desk_in
from tests.gui.seen import Seen

AT = datetime(2016, 7, 1, 12, 0, tzinfo=UTC)
SIZE = (1280, 720)
LONG_MS = 60_000
ZOOMS = (100, 200, 400)
THEMES = (Theme.LIGHT, Theme.DARK, Theme.HIGH_CONTRAST)


class Hands(Protocol):
    """What pytest-qt's bot and the maker of pictures do for a visit, by Qt's own names."""

    def mouseClick(self, widget: QWidget, button: Qt.MouseButton) -> object: ...

    def keyClick(self, widget: QWidget, key: Qt.Key) -> object: ...

    def waitUntil(self, callback: Callable[[], object], *, timeout: int) -> object: ...


@dataclass
class Visit:
    """One person at one window. `folder` is the visit's own; `rehearsal` is only read."""

    app: QApplication
    qtbot: Hands
    demo: work.Demo
    rehearsal: Path
    folder: Path
    opened: Sitting | None = None
    reads: type[Seen] = Seen
    speaks: QTranslator | None = None

    @property
    def sitting(self) -> Sitting:
        assert self.opened is not None
        return self.opened

    @property
    def window(self) -> Window:
        return self.sitting.window

    @property
    def seen(self) -> Seen:
        return self.reads(self.window, self.qtbot)

    def begins(self, home: Path | None = None) -> "Visit":
        """The window opens: on the demo, or on a desk of one's own."""
        style.wear(self.app, Theme.LIGHT, 100)
        if home is None:
            self.opened = begin_demo(self.app, self.demo)
        else:
            self.opened = Sitting(self.app, World(home, lambda: AT, _row_id(), _first, self._target))
            self.window.show()
        if self.speaks is not None:  # after what the window itself installs
            self.app.removeTranslator(self.speaks)
            self.app.installTranslator(self.speaks)
        self.window.resize(*SIZE)
        self.window.activateWindow()
        self.qtbot.waitUntil(self.window.isActiveWindow, timeout=LONG_MS)
        return self

    def _target(self, _owner: QWidget, _title: str, name: str) -> Path:
        """Where a person saves who takes the name that is offered."""
        return self.folder / name

    def wears(self, theme: Theme, zoom: int) -> None:
        style.wear(self.app, theme, zoom)
        self.window.zoomed()
        for _ in range(6):
            self.app.processEvents()

    def waits(self, happened: Callable[[], bool]) -> None:
        self.qtbot.waitUntil(happened, timeout=LONG_MS)

    def ends(self) -> None:
        if self.opened is not None:
            self.sitting.close()
            self.window.close()
            self.sitting.deleteLater()

    # ── steps ─────────────────────────────────────────────────────────────────────────────────────────────

    def goes_in_as(self, name: str, words: str) -> "Visit":
        self.begins()
        self.seen.press(name)
        self.seen.wait_for(words)
        return self

    def presses(self, *names: str) -> "Visit":
        for name in names:
            self.seen.press(name)
        return self

    def comes_to(self, words: str) -> "Visit":
        self.seen.wait_for(words)
        return self

    def fills(self, table: str) -> "Visit":
        """Wait until a list has rows."""
        self.waits(lambda: bool(self.seen.part(QAbstractItemView, table).model().rowCount()))
        return self


def _first(words: Sequence[str]) -> str:
    """Chance that stands still."""
    return words[0]


def _row_id() -> Callable[[], RowId]:
    numbers = iter(range(1, 1 << 20))
    return lambda: RowId(f"{next(numbers):08d}".translate(str.maketrans("0189", "abcd")))


# ── before the desk is open ───────────────────────────────────────────────────────────────────────────────


def _own(visit: Visit) -> Visit:
    return visit.begins(desk_in(visit.folder / "own").folder)


def _name(visit: Visit) -> Visit:
    return visit.begins(visit.folder / "none")


def _passphrase(visit: Visit) -> Visit:
    _name(visit)
    visit.seen.type("Your name", "Ann Auditor")
    visit.seen.type("Your agency’s code", "csc")
    visit.seen.choose("What you do in the audit", "Auditor")
    visit.presses("Continue").comes_to("Choose a passphrase")
    visit.waits(lambda: "Looking" not in visit.seen.words())
    return visit


def _sheet(visit: Visit) -> Visit:
    _passphrase(visit)
    for box in ("Passphrase", "The same passphrase again"):
        visit.seen.type(box, "heron lattice pudding quarry ember violin")
    visit.presses("Make the desk").comes_to("Your recovery sheet")
    return visit.presses("Save as PDF…").comes_to("Saved as")


def _card(visit: Visit) -> Visit:
    _sheet(visit).presses("Continue").comes_to("Send your card")
    return visit.presses("Save my card…").comes_to("Saved as")


def _refused(visit: Visit) -> Visit:
    _own(visit)
    visit.seen.type("Passphrase", "wrong words")
    return visit.presses("Open").comes_to("Error:")


# ── auditor ───────────────────────────────────────────────────────────────────────────────────────────────


def _cases(visit: Visit) -> Visit:
    visit.goes_in_as("Auditor, police", "Your cases").fills("Your cases")
    visit.waits(lambda: all(" of " in row for row in visit.seen.rows("Your cases")))
    return visit


def _form(visit: Visit) -> Visit:
    return _cases(visit).presses("Open the case").comes_to("Section ")


def _section(visit: Visit, name: str) -> Visit:
    """The section of the form whose name holds these words."""
    _form(visit)
    rail = visit.seen.part(QAbstractItemView, "Sections")
    rows = [str(rail.model().index(row, 0).data()) for row in range(rail.model().rowCount())]
    rail.setCurrentIndex(rail.model().index(next(n for n, row in enumerate(rows) if name in row), 0))
    visit.qtbot.keyClick(rail, Qt.Key.Key_Return)
    return visit


def _check(visit: Visit) -> Visit:
    return _form(visit).presses("Check answers").comes_to("Check answers")


def _half_done(visit: Visit) -> Visit:
    """A return with open questions: that of the children's home."""
    visit.goes_in_as("Auditor, children’s home", "Section ")
    return visit


def _problems(visit: Visit) -> Visit:
    return _half_done(visit).presses("Check answers").comes_to("There is a problem")


def _open_form(visit: Visit) -> Visit:
    _problems(visit).presses("Back to the form")
    return visit.comes_to("Section ")


def _row(visit: Visit) -> Visit:
    _section(visit, ROWS_IN)
    visit.waits(lambda: any(name.startswith("Add a row to") for name in _names(visit)))
    add = next(name for name in _names(visit) if name.startswith("Add a row to"))
    return visit.presses(add).comes_to("Row 1 of")


def _sign(visit: Visit) -> Visit:
    return _check(visit).presses("Sign and export").comes_to("leaves this desk")


def _receipt(visit: Visit) -> Visit:
    _cases(visit)
    for receipt in sorted((visit.rehearsal / "receipts").iterdir()):
        visit.sitting.take_files((receipt,))
    return visit.comes_to("Accepted: ")


def _people(visit: Visit) -> Visit:
    return _cases(visit).presses("Cards: yours and the coordinator’s").comes_to("Your card")


def _enrol(visit: Visit) -> Visit:
    _cases(visit)
    made = desk_in(visit.folder / "other")
    desk = work.open_desk(made.folder, "heron lattice pudding quarry ember violin")
    work.write_card(desk, visit.folder / "other.adcard")
    desk.close()
    visit.sitting.take_files((visit.folder / "other.adcard",))
    return visit.comes_to("Ring ")


def _locked(visit: Visit) -> Visit:
    _form(visit)
    visit.seen.key(Qt.Key.Key_L, Qt.KeyboardModifier.ControlModifier)
    return visit.comes_to("locked")


def _warned(visit: Visit) -> Visit:
    """A bar above the page: the desk is about to lock; and a file that was refused."""
    _form(visit)
    bad = visit.folder / "letter.docx"
    bad.write_bytes(b"PK\x03\x04 no pack")
    visit.sitting.take_files((bad,))
    visit.comes_to("letter.docx")
    visit.window.frame.warn_of_lock(58)
    return visit


def _view(visit: Visit) -> Visit:
    return _cases(visit).presses("View").comes_to("Colours")


# ── coordinator ───────────────────────────────────────────────────────────────────────────────────────────


def _board(visit: Visit) -> Visit:
    return visit.goes_in_as("Coordinator of the round", "returns received")


def _rounds(visit: Visit) -> Visit:
    return _board(visit).presses("Rounds").comes_to("Your rounds").fills("Your rounds")


def _start(visit: Visit) -> Visit:
    return _rounds(visit).presses("Start a round").comes_to("1 of 5")


def _dates(visit: Visit) -> Visit:
    _start(visit)
    visit.seen.type("Title", "Neglect, September 2022")
    visit.seen.type("Round id", "NEG-2022-09")
    visit.seen.choose("Theme", "Neglect")
    return visit.presses("Continue").comes_to("2 of 5")


def _agencies(visit: Visit) -> Visit:
    _dates(visit)
    days = ("1 9 2022", "1 9 2021", "1 9 2022", "30 9 2022", "10 10 2022", "1 12 2022")
    boxes = [box for box in visit.seen.all(QLineEdit) if box.accessibleName()]
    for box, day in zip(boxes, days, strict=True):
        visit.seen.type(visit.seen.read(box.accessibleName()), day)
    return visit.presses("Continue").comes_to("3 of 5")


def _cases_step(visit: Visit) -> Visit:
    _agencies(visit)
    visit.seen.type("Agencies", "csc")
    return visit.presses("Continue").comes_to("4 of 5")


def _last_step(visit: Visit) -> Visit:
    _cases_step(visit)
    visit.seen.type("Cases", "NEG22-01")
    return visit.presses("Continue").comes_to("5 of 5")


def _wrong_dates(visit: Visit) -> Visit:
    return _dates(visit).presses("Continue").comes_to("Error:")


def _importing(visit: Visit) -> Visit:
    _board(visit).presses("Import bundles").comes_to("Drop bundles")
    letter = visit.folder / "letter about a visit that somebody dropped.docx"
    letter.write_bytes(b"PK\x03\x04 no bundle")
    bundles = sorted((visit.rehearsal / "bundles").iterdir())[:2]
    visit.sitting.take_files((*bundles, letter))
    return visit.comes_to("Not merged 1")


def _compare(visit: Visit) -> Visit:
    _board(visit).fills("Returns by case and agency")
    visit.qtbot.keyClick(visit.seen.part(QAbstractItemView, "Returns by case and agency"), Qt.Key.Key_Return)
    visit.waits(lambda: "returns received" not in visit.seen.words() and "Reading" not in visit.seen.words())
    return visit


def _meeting(visit: Visit) -> Visit:
    return _board(visit).presses("Meeting").comes_to("Agreed judgement")


def _preview(visit: Visit) -> Visit:
    return _board(visit).presses("Report").comes_to("Page 1 of")


def _receipts_out(visit: Visit) -> Visit:
    _board(visit).presses("Receipts and queries").fills("Returns received")
    visit.seen.type("Your question about CSE16-01/csc", "Which of the two visits in March is meant?")
    return visit


ROWS_IN = "meetings"
PLACES: dict[str, Callable[[Visit], Visit]] = {
    "unlock": _own,
    "unlock_refused": _refused,
    "recover": lambda visit: _own(visit).presses("Use the recovery sheet").comes_to("Recovery code"),
    "first_name": _name,
    "first_name_wrong": lambda visit: _name(visit).presses("Continue").comes_to("Error:"),
    "first_passphrase": _passphrase,
    "first_sheet": _sheet,
    "first_card": _card,
    "demo": lambda visit: visit.begins(),
    "view": _view,
    "cases": _cases,
    "form": _form,
    "form_open": _open_form,
    "row": _row,
    "unsafe": lambda visit: _form(visit).presses("Child unsafe now").comes_to("Act first"),
    "find": lambda visit: _form(visit).presses("Find a question").comes_to("Words or number"),
    "print": lambda visit: _form(visit).presses("Print").comes_to("Case audit sheet"),
    "check": _check,
    "check_problems": _problems,
    "sign": _sign,
    "receipt": _receipt,
    "people": _people,
    "enrol": _enrol,
    "locked": _locked,
    "notices": _warned,
    "rounds": _rounds,
    "start_name": _start,
    "start_dates": _dates,
    "start_dates_wrong": _wrong_dates,
    "start_agencies": _agencies,
    "start_cases": _cases_step,
    "start_check": _last_step,
    "board": _board,
    "packs": lambda visit: _board(visit).presses("Send packs").comes_to("Each auditor gets a file"),
    "chase": lambda visit: _board(visit).presses("Chase list").comes_to("Words to send"),
    "importing": _importing,
    "receipts_out": _receipts_out,
    "decisions": lambda visit: _board(visit).presses("Decisions").comes_to("All bundles that came"),
    "comparison": _compare,
    "meeting": _meeting,
    "preview": _preview,
    "help": lambda visit: _board(visit).presses("Help").comes_to("Keys everywhere"),
}


def _names(visit: Visit) -> list[str]:
    return [visit.seen.read(button.accessibleName()) for button in visit.seen.all(QAbstractButton)]
