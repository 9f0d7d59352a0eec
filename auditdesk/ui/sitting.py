"""One run of the window on one desk: unlock, the pages of the desk's role, lock, and the end in order."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Qt, Signal, Slot
from PySide6.QtWidgets import QApplication, QDialog

from auditdesk.ui import style
from auditdesk.ui.drops import Drops
from auditdesk.ui.idle import Idle
from auditdesk.ui.jobs import Jobs, Lane, Then
from auditdesk.ui.notices import Notices
from auditdesk.ui.page import Handed
from auditdesk.ui.parts.files import ChooseTarget
from auditdesk.ui.settings import Settings, read_settings, write_settings
from auditdesk.ui.unlock.open_page import OpenPage
from auditdesk.ui.unlock.ways import Means, UnlockWay
from auditdesk.ui.window import Window

if TYPE_CHECKING:
    from auditdesk import work
    from auditdesk.form import RowId
    from auditdesk.ui.auditor import AuditorWay
    from auditdesk.ui.coordinator import CoordinatorWay
    from auditdesk.ui.view_page import ViewPage


@dataclass(frozen=True, slots=True)
class World:
    """What comes from outside: the desk's folder, time, row ids, chance, a person's choice of a file.

    A `demo` stands for the desk: `home` is its folder, and its people are whom one may be.
    """

    home: Path
    now: Callable[[], datetime]
    new_id: Callable[[], "RowId"]
    pick: Callable[[Sequence[str]], str]
    choose: ChooseTarget
    demo: "work.Demo | None" = None


class Sitting(QObject):
    """Made once by `app.py`; closing it closes pages, lanes and desk, in this order."""

    zoomed = Signal(object)

    def __init__(self, app: QApplication, world: World) -> None:
        super().__init__()
        self._app, self._world = app, world
        self._hints = app.styleHints()  # kept: Qt's own reference does not hold it
        self.settings = read_settings(world.home)
        self._wear()
        self._jobs = Jobs(self)
        self._desk: work.Desk | None = None
        self._way: AuditorWay | CoordinatorWay | None = None
        self._files: tuple[Path, ...] = ()
        self._is_over = False
        self.window = Window(Notices(world.home / "log", lambda: world.now().isoformat(timespec="seconds")))
        self.idle = Idle(world.now, self)
        means = Means(world.home, self._jobs, world.now, world.pick, world.choose, world.demo)
        self._unlock = UnlockWay(means, self.window)
        self._connect()
        self._unlock.begin()

    def _connect(self) -> None:
        self._app.focusChanged.connect(self.window.focus_moved)
        self._hints.colorSchemeChanged.connect(self._worn_anew)
        self.window.asked.connect(self._asked)
        self.window.zoom_asked.connect(self._zoom)
        self.window.closed.connect(self.close)
        self._unlock.opened.connect(self._begin)
        self._unlock.view_asked.connect(self._view_before)
        self.idle.over.connect(self.lock)
        self.idle.almost.connect(self.window.frame.warn_of_lock)
        Drops(self.window).dropped.connect(self.take_files)

    @Slot(str)
    def _asked(self, what: str) -> None:
        ways = {"lock": self.lock, "view": self._view, "help": self._help, "open": self._open}
        ways[what]()

    # ── desk and lock ─────────────────────────────────────────────────────────────────────────────────────

    @Slot(object)
    def _begin(self, desk: "work.Desk") -> None:
        """The desk is open: the pages of its role are loaded now."""
        from auditdesk.ui.auditor import AuditorWay  # noqa: PLC0415 - see app.py
        from auditdesk.ui.coordinator import CoordinatorWay  # noqa: PLC0415 - see app.py

        self._desk = desk
        handed = Handed(desk, self._jobs, self._world.now, self._world.new_id)
        way = CoordinatorWay if desk.role == "coordinator" else AuditorWay
        self._way = way(handed, self.window)
        self.window.uncover()
        self._way.begin()
        self._watch()
        files, self._files = self._files, ()
        self.take_files(files)

    @Slot()
    def lock(self) -> None:
        """Cover the window; what is below stays, and running work goes on."""
        if self._desk is None or self.window.is_covered:
            return
        self.idle.rest()
        self.window.frame.warn_of_lock(0)
        for dialog in self._app.topLevelWidgets():
            if isinstance(
                dialog, QDialog
            ):  # it would lie over the cover, and keep the passphrase from being typed
                dialog.reject()
        page = OpenPage(self._check, jobs=self._jobs, is_locked=True, given=self._unlock.given)
        page.opened.connect(self._unlocked)
        page.view_asked.connect(self._view_locked)
        self.window.cover(page)

    def _check(self, passphrase: str) -> None:
        from auditdesk import work  # noqa: PLC0415 - see app.py

        if self._desk is not None:
            work.ensure_opens(self._desk, passphrase)

    @Slot()
    def _unlocked(self) -> None:
        self.window.uncover()
        self._watch()
        files, self._files = self._files, ()
        self.take_files(files)

    def _watch(self) -> None:
        if (handle := self.window.windowHandle()) is not None:
            self.idle.watch(handle, self.settings.lock_after)

    # ── files ─────────────────────────────────────────────────────────────────────────────────────────────

    @Slot(object)
    def reached(self, files: Sequence[Path]) -> None:
        """A second start: this window comes forward and takes what it brought."""
        self.window.setWindowState(self.window.windowState() & ~Qt.WindowState.WindowMinimized)
        self.window.raise_()
        self.window.activateWindow()
        self.take_files(files)

    @Slot(object)
    def take_files(self, files: Sequence[Path]) -> None:
        """Files for the desk; they wait until it is open."""
        if self._way is None or self.window.is_covered:
            self._files = (*self._files, *files)
        elif files:
            self._way.take_files(files)

    def _open(self) -> None:
        """Ctrl+O: what the person at hand opens, a pack or a receipt, bundles or a card."""
        if self._way is not None and not self.window.is_covered:
            self._way.choose_files()

    # ── view ──────────────────────────────────────────────────────────────────────────────────────────────

    def _help(self) -> None:
        """F1: what the page on top is for, and its keys."""
        from auditdesk.ui.help_page import HelpPage  # noqa: PLC0415 - loaded when it is shown, not before the window is

        below = self.window.page
        if below is None or self.window.is_covered or isinstance(below, HelpPage):
            return
        page = HelpPage(below)
        page.left.connect(self.window.back)
        self.window.push(page)

    def _view(self) -> None:
        from auditdesk.ui.view_page import ViewPage  # noqa: PLC0415 - loaded when it is shown, not before the window is

        if isinstance(self.window.page, ViewPage):
            return
        page = self._view_page()
        page.left.connect(self.window.back)
        self.window.push(page)

    @Slot()
    def _view_before(self) -> None:
        page = self._view_page()
        page.left.connect(self._unlock.begin)
        self.window.cover(page)

    @Slot()
    def _view_locked(self) -> None:
        page = self._view_page()
        page.left.connect(self._lock_again)
        self.window.cover(page)

    @Slot()
    def _lock_again(self) -> None:
        self.window.uncover()
        self.lock()

    def _view_page(self) -> "ViewPage":
        from auditdesk.ui.view_page import ViewPage  # noqa: PLC0415 - loaded when it is shown, not before the window is

        page = ViewPage(self.settings)
        page.changed.connect(self._change)
        self.zoomed.connect(page.show_settings)
        return page

    @Slot(int)
    def _zoom(self, zoom: int) -> None:
        self._change(replace(self.settings, zoom=zoom))
        self.zoomed.emit(self.settings)

    @Slot(object)
    def _change(self, settings: Settings) -> None:
        """Shown at once, and kept where there is a desk to keep it in."""
        self.settings = settings
        self._worn_anew()
        if self._desk is not None and not self.window.is_covered:
            self._watch()
        if self._world.home.is_dir():
            then = Then(failed=self.window.show_error, owner=self.window)
            self._jobs.start(Lane.PEN, lambda _: write_settings(self._world.home, settings), then)

    @Slot()
    def _worn_anew(self) -> None:
        self._wear()
        self.window.zoomed()

    def _wear(self) -> None:
        style.wear(self._app, style.shown_theme(self.settings.theme, self._app), self.settings.zoom)

    # ── beginning and end ─────────────────────────────────────────────────────────────────────────────────

    @Slot()
    def warm(self) -> None:
        """Load what the first unlock needs, while the passphrase is typed."""

        def loaded(_watch: object) -> None:
            from auditdesk import work  # noqa: F401, PLC0415 - loading it is the point

        self._jobs.start(Lane.ERRAND, loaded)

    @Slot()
    def close(self) -> None:
        """Lanes, then the desk and its lock; safe to call again."""
        if self._is_over:
            return
        self._is_over = True
        self._app.focusChanged.disconnect(self.window.focus_moved)
        self.idle.rest()
        self._jobs.close()
        self._unlock.close()
        if self._desk is not None:
            self._desk.close()
            self._desk = None
