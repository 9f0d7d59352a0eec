"""The window's door: here time, chance and identity enter it, and what all pages share is made once.

A page is found by the desk's role: `auditor.py` and `coordinator.py` say which page follows which. They are
loaded when the desk is open: what reads tools and stores takes longer to load than the window.
"""

import base64
import gc
import os
import secrets
import sys
from collections.abc import Sequence
from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QTimer, Slot
from PySide6.QtWidgets import QApplication

from auditdesk import places
from auditdesk.ui import style
from auditdesk.ui.jobs import Jobs
from auditdesk.ui.notices import Notices
from auditdesk.ui.page import Handed
from auditdesk.ui.settings import read_settings
from auditdesk.ui.unlock.open_page import OpenPage
from auditdesk.ui.window import Window

if TYPE_CHECKING:
    from auditdesk import work
    from auditdesk.form import RowId

_ROW_ID_BYTES = 5
_COLLECT_MS = 10_000


class Sitting(QObject):
    """One run of the window on one desk: from the first page to the last."""

    def __init__(self, app: QApplication, home: Path) -> None:
        super().__init__()
        self._app, self._home = app, home
        self.settings = read_settings(home)
        style.dress(app)
        style.wear(app, style.shown_theme(self.settings.theme, app), self.settings.zoom)
        self.jobs = Jobs(self)
        self.window = Window(Notices(home / "log", lambda: now().isoformat(timespec="seconds")))
        self.desk: work.Desk | None = None
        app.focusChanged.connect(self.window.focus_moved)
        self.window.closed.connect(self.close)
        self._cover()

    def _cover(self) -> None:
        page = OpenPage(self._opened_desk, jobs=self.jobs)
        page.opened.connect(self._begin)
        self.window.cover(page)

    def _opened_desk(self, passphrase: str) -> "work.Desk":
        from auditdesk import work  # noqa: PLC0415 - loaded when the first desk is opened, not before the window shows

        return work.open_desk(self._home, passphrase)

    @Slot(object)
    def _begin(self, desk: "work.Desk") -> None:
        from auditdesk.ui.auditor import AuditorWay  # noqa: PLC0415 - see above
        from auditdesk.ui.coordinator import CoordinatorWay  # noqa: PLC0415 - see above

        self.desk = desk
        handed = Handed(desk, self.jobs, now, row_id)
        way = CoordinatorWay if desk.role == "coordinator" else AuditorWay
        self.way = way(handed, self.window)
        self.way.begin()
        self.window.uncover()

    @Slot()
    def close(self) -> None:
        """Pages, lanes, desk, in this order."""
        self.jobs.close()
        if self.desk is not None:
            self.desk.close()


def now() -> datetime:
    return datetime.now(UTC).astimezone()


def row_id() -> "RowId":
    from auditdesk.form import RowId  # noqa: PLC0415 - see above

    return RowId(base64.b32encode(secrets.token_bytes(_ROW_ID_BYTES)).decode().lower())


def main(arguments: Sequence[str]) -> int:
    """Open the window; gives the exit status."""
    app = QApplication([sys.argv[0], *arguments])
    sitting = Sitting(app, places.desk(os.environ.get("AUDITDESK_HOME")))
    sitting.window.show()
    # Cycles are collected on this thread alone: no Qt object is ever destroyed on another.
    gc.disable()
    collecting = QTimer(interval=_COLLECT_MS)
    collecting.timeout.connect(gc.collect)
    collecting.start()
    return app.exec()
