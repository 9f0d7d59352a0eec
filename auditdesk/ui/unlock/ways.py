"""The pages before the desk is open: which follows which, at the first run and at every start."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

from PySide6.QtCore import QObject, Signal, Slot

from auditdesk.ui.jobs import Jobs
from auditdesk.ui.parts.files import ChooseTarget
from auditdesk.ui.unlock.open_page import OpenPage
from auditdesk.ui.window import Window

if TYPE_CHECKING:
    from auditdesk import work
    from auditdesk.ui.unlock.first_pages import Named
    from auditdesk.ui.unlock.sheet_page import SheetPage
    from auditdesk.work.demos import Someone

_VAULT = "vault.json"


class Opened(NamedTuple):
    """A desk that was just made or recovered, and the code that is shown once."""

    desk: "work.Desk"
    code: str


@dataclass(frozen=True, slots=True)
class Means:
    """What these pages need: the desk's folder, lanes, time, chance, and where to save a file."""

    home: Path
    jobs: Jobs
    now: Callable[[], datetime]
    pick: "Callable[..., str]"
    choose: ChooseTarget
    demo: "work.Demo | None" = None


class UnlockWay(QObject):
    """`opened` gives the desk, open. `work` is loaded in the lane: the window shows before it is."""

    opened = Signal(object)
    view_asked = Signal()

    def __init__(self, means: Means, window: Window) -> None:
        super().__init__(window)
        self._means, self._window = means, window
        self._named: Named | None = None
        self._made: Opened | None = None
        self.given = ""  # the passphrase of a rehearsed desk that was gone in to; of no other

    @Slot()
    def begin(self) -> None:
        """The passphrase, or the first run where there is no desk; in a rehearsal, whom one wants to be."""
        if self._means.demo is not None:
            self._choose_someone(self._means.demo)
        elif (self._means.home / _VAULT).exists():
            page = OpenPage(self._open, jobs=self._means.jobs)
            page.opened.connect(self._opened)
            page.recovery_asked.connect(self._recover)
            page.view_asked.connect(self.view_asked)
            self._window.cover(page)
        else:
            self._name()

    # ── what the lane does ────────────────────────────────────────────────────────────────────────────────

    def _open(self, passphrase: str) -> "work.Desk | Opened":
        """The desk; with a new code where the last one was shown and lies on no sheet."""
        from auditdesk import work  # noqa: PLC0415 - see the class

        home = self._means.home
        if not work.sheet_is_due(home):
            return work.open_desk(home, passphrase)
        code = work.renew_recovery(home, passphrase, owes_sheet=True)
        return Opened(work.open_desk(home, passphrase), code)

    def _go_in(self, someone: "Someone") -> "work.Desk":
        """Everything is signed at the end of a rehearsal: on this copy, one return is open to be typed in."""
        from auditdesk import work  # noqa: PLC0415 - see the class

        desk = work.open_desk(someone.home, someone.passphrase)
        self.given = someone.passphrase
        asked = work.returns_asked(desk, None)
        if asked and all(one.state != "open" for one in asked):
            work.reopen_return(desk, (asked[0].round, asked[0].ref), at=self._means.now())
        return desk

    def _offer(self) -> str:
        from auditdesk import work  # noqa: PLC0415 - see the class

        return work.offered_passphrase(self._means.pick)

    def _make(self, passphrase: str) -> Opened:
        from auditdesk import work  # noqa: PLC0415 - see the class
        from auditdesk.ui.unlock.first_pages import Named  # noqa: PLC0415 - loaded when it is shown, not before the window is

        named = self._named or Named("", "", "auditor")
        owner = work.Owner(named.name, named.agency, named.role)
        made = work.make_desk(self._means.home, owner, passphrase, at=self._means.now(), owes_sheet=True)
        return Opened(work.open_desk(self._means.home, passphrase), made.recovery_code)

    def _regain(self, code: str, passphrase: str) -> Opened:
        from auditdesk import work  # noqa: PLC0415 - see the class

        fresh = work.recover_desk(self._means.home, code, passphrase, owes_sheet=True)
        return Opened(work.open_desk(self._means.home, passphrase), fresh)

    def _write_sheet(self, path: Path, made: Opened) -> Path:
        from auditdesk import work  # noqa: PLC0415 - see the class

        on = self._means.now().date()
        return work.write_recovery_sheet(made.desk, made.code, path, on=on, replace=True)

    def _write_card(self, path: Path, made: Opened) -> tuple[str, ...]:
        from auditdesk import work  # noqa: PLC0415 - see the class

        return work.write_card(made.desk, path, replace=True).words

    # ── which page follows which ──────────────────────────────────────────────────────────────────────────

    def _choose_someone(self, demo: "work.Demo") -> None:
        from auditdesk.ui.unlock.demo_page import DemoPage  # noqa: PLC0415 - no start needs it but this

        page = DemoPage(demo.people, self._go_in, jobs=self._means.jobs)
        page.opened.connect(self.opened)
        page.view_asked.connect(self.view_asked)
        self._window.cover(page)

    @Slot()
    def _name(self) -> None:
        from auditdesk.ui.unlock.first_pages import NamePage  # noqa: PLC0415 - loaded when it is shown, not before the window is

        page = NamePage(self._named)
        page.named.connect(self._choose_passphrase)
        page.view_asked.connect(self.view_asked)
        self._window.cover(page)

    @Slot(object)
    def _choose_passphrase(self, named: "Named") -> None:
        from auditdesk.ui.unlock.first_pages import PassphrasePage  # noqa: PLC0415 - loaded when it is shown, not before the window is

        self._named = named
        page = PassphrasePage(self._offer, self._make, jobs=self._means.jobs)
        page.left.connect(self._name)
        page.made.connect(self._first_sheet)
        self._window.cover(page)
        page.offer()

    @Slot()
    def _recover(self) -> None:
        from auditdesk.ui.unlock.recover_page import RecoverPage  # noqa: PLC0415 - loaded when it is shown, not before the window is

        page = RecoverPage(self._regain, jobs=self._means.jobs)
        page.left.connect(self.begin)
        page.recovered.connect(self._next_sheet)
        self._window.cover(page)

    @Slot(object)
    def _opened(self, desk: "work.Desk | Opened") -> None:
        if isinstance(desk, Opened):
            note = self.tr(
                "The sheet was not saved the last time. The code that was shown then opens nothing any more."
            )
            self._sheet(desk, "", note).kept.connect(self._finish)
        else:
            self.opened.emit(desk)

    @Slot(object)
    def _first_sheet(self, made: Opened) -> None:
        self._sheet(made, self.tr("Step 3 of 4")).kept.connect(self._card)

    @Slot(object)
    def _next_sheet(self, made: Opened) -> None:
        self._sheet(made, "").kept.connect(self._finish)

    def _sheet(self, made: Opened, above: str, note: str = "") -> "SheetPage":
        from auditdesk.ui.unlock.sheet_page import SheetPage  # noqa: PLC0415 - loaded when it is shown, not before the window is

        self._made = made
        page = SheetPage(
            made.code,
            lambda path: self._write_sheet(path, made),
            jobs=self._means.jobs,
            choose=self._means.choose,
            words=(above, note),
        )
        self._window.cover(page)
        return page

    @Slot()
    def _card(self) -> None:
        from auditdesk.ui.unlock.first_pages import CardPage  # noqa: PLC0415 - loaded when it is shown, not before the window is

        if (made := self._made) is not None:
            page = CardPage(
                lambda path: self._write_card(path, made), jobs=self._means.jobs, choose=self._means.choose
            )
            page.finished.connect(self._finish)
            self._window.cover(page)

    @Slot()
    def _finish(self) -> None:
        if (made := self._made) is not None:
            self._made = None
            self.opened.emit(made.desk)

    def close(self) -> None:
        """A desk that nobody took yet is closed."""
        if self._made is not None:
            self._made.desk.close()
            self._made = None
