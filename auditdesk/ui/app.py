"""The window's door: here time, chance and identity enter it, and what all pages share is made once.

Which pages there are stands in `auditor.py` and `coordinator.py`, one table a role. They are loaded when the
desk is open: what reads tools and stores takes longer to load than the window.
"""

import base64
import gc
import os
import secrets
import sys
from collections.abc import Callable, Iterator, Sequence
from contextlib import ExitStack, contextmanager
from datetime import UTC, datetime, timedelta
from pathlib import Path
from types import TracebackType
from typing import TYPE_CHECKING

from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QApplication

from auditdesk import places
from auditdesk.ui import style
from auditdesk.ui.one import FirstWindow, hand_over
from auditdesk.ui.parts.files import choose_target
from auditdesk.ui.sitting import Sitting, World

if TYPE_CHECKING:
    from auditdesk import work
    from auditdesk.form import RowId

_ROW_ID_BYTES = 5
_COLLECT_MS = 10_000
_WARM_MS = 1_500


def main(arguments: Sequence[str], rehearsal: Path | None = None) -> int:
    """Open the window, on a rehearsal where one is given; gives the exit status."""
    with ExitStack() as stack:
        demo = stack.enter_context(demo_of(rehearsal)) if rehearsal is not None else None
        app = QApplication([sys.argv[0]])
        app.setApplicationName("auditdesk")
        home = places.desk(os.environ.get("AUDITDESK_HOME"))
        files = tuple(Path(one).absolute() for one in arguments)
        sitting = begin_demo(app, demo) if demo is not None else begin(app, home, files)
        return 0 if sitting is None else _run(app, sitting)


@contextmanager
def demo_of(rehearsal: Path) -> "Iterator[work.Demo]":
    """A rehearsal to look round in, for as long as it is used.

    Raises:
        FileError: F_MISSING: there is no rehearsal in that folder; F_FULL, F_READONLY.
    """
    from auditdesk import work  # noqa: PLC0415 - no other start needs it before the window shows

    demo = work.open_demo(rehearsal)
    try:
        yield demo
    finally:
        work.close_demo(demo)


def _run(app: QApplication, sitting: Sitting) -> int:
    sys.excepthook = _told_by(sitting.window.show_error)
    collecting = _collecting()
    QTimer.singleShot(_WARM_MS, sitting, sitting.warm)
    try:
        return app.exec()
    finally:
        collecting.stop()
        sitting.close()


def begin(app: QApplication, home: Path, files: Sequence[Path]) -> Sitting | None:
    """Show the window on a desk; None where one is open already, which then has the files."""
    if hand_over(home, files):
        return None
    style.dress(app)
    sitting = Sitting(app, World(home, now, row_id, secrets.choice, choose_target))
    FirstWindow(home, sitting).reached.connect(sitting.reached)
    sitting.window.show()
    sitting.take_files(files)
    return sitting


def begin_demo(app: QApplication, demo: "work.Demo") -> Sitting:
    """Show the window on the copy of a rehearsal, on the day after it ended, at this hour."""
    begun = now()
    passed = timedelta(days=(begun.date() - demo.ended.date()).days - 1)
    style.dress(app)
    world = World(demo.folder, lambda: now() - passed, row_id, secrets.choice, choose_target, demo)
    sitting = Sitting(app, world)
    sitting.window.show()
    return sitting


def _collecting() -> QTimer:
    """Cycles are collected on this thread alone: no Qt object is ever destroyed on another."""
    gc.disable()
    timer = QTimer(interval=_COLLECT_MS)
    timer.timeout.connect(gc.collect)
    timer.start()
    return timer


def _told_by(
    show: Callable[[BaseException], object],
) -> Callable[[type[BaseException], BaseException, TracebackType | None], object]:
    """A fault inside a slot: a crash file and a sentence, and the window goes on."""
    return lambda _kind, error, _where: show(error)


def now() -> datetime:
    return datetime.now(UTC).astimezone()


def row_id() -> "RowId":
    from auditdesk.form import RowId  # noqa: PLC0415 - the window shows before the form language is loaded

    return RowId(base64.b32encode(secrets.token_bytes(_ROW_ID_BYTES)).decode().lower())
