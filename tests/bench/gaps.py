"""The longest time for which the window does not answer while work goes on behind it, beside one at rest.

Bundles are merged on the import page, then the report is drawn; a timer on the window's thread ticks all the
while. On a loaded machine compare with the gap at rest, which is the machine's own.
"""

import tempfile
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

from PySide6.QtCore import QObject, QTimer
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

import tests.gui.conftest  # noqa: F401 - sets the offscreen platform before Qt is loaded
from auditdesk.ui import style
from auditdesk.ui.importing.page import ImportPage
from auditdesk.ui.jobs import Jobs
from auditdesk.ui.notices import Notices
from auditdesk.ui.page import Handed
from auditdesk.ui.preview.page import PreviewPage
from auditdesk.ui.window import Window
from tests.bench.figures import Figure
from tests.simulator import ROUND, Desks, Partnership

MOST_MS = 100
TICK_MS, LOOK_MS, REST_MS = 5, 20, 1_000
AGENCIES, CASES = ("csc", "pol", "edu", "hcom", "eh"), 12


class Gaps(QObject):
    """Ticks on the window's thread and remembers the longest time between two ticks, in seconds."""

    def __init__(self) -> None:
        super().__init__()
        self.longest_s, self._last = 0.0, time.perf_counter()
        self._timer = QTimer(self, interval=TICK_MS)
        self._timer.timeout.connect(self._tick)

    def _tick(self) -> None:
        now = time.perf_counter()
        self.longest_s, self._last = max(self.longest_s, now - self._last), now

    def longest_ms(self, ended: Callable[[], bool]) -> int:
        """Until that is so."""
        self.longest_s, self._last = 0.0, time.perf_counter()
        self._timer.start()
        while not ended():
            QTest.qWait(LOOK_MS)
        self._timer.stop()
        return round(self.longest_s * 1000)


@contextmanager
def partnership() -> Iterator[Partnership]:
    """A round whose bundles lie in the post."""
    with tempfile.TemporaryDirectory() as folder:
        cases = tuple(f"CSE16-{number:02d}" for number in range(1, CASES + 1))
        made = Partnership(Path(folder) / "p", Desks(Path(folder) / "desks"), agencies=AGENCIES, cases=cases)
        for auditor in made.auditors:
            for case in cases:
                auditor.answers(case, cse_plan="met", sm_judge="good")
            auditor.signs().sends()
        yield made
        made.closes()


def measured(_rounds: int = 1) -> dict[str, list[Figure]]:
    app = QApplication(["auditdesk"])
    style.dress(app)
    gaps = Gaps()
    with partnership() as made, tempfile.TemporaryDirectory() as log:
        window, jobs = Window(Notices(Path(log), str)), Jobs()
        window.resize(1280, 720)
        window.show()
        coordinator = made.coordinator
        handed = Handed(coordinator.desk, jobs, coordinator.now, made.new_id)
        until = time.monotonic() + REST_MS / 1000
        rest = gaps.longest_ms(lambda: time.monotonic() > until)
        page, ended = ImportPage(ROUND, handed), list[bool]()
        page.finished.connect(lambda: ended.append(True))
        window.show_page(page)
        page.take(made.post.delivers())
        merging = gaps.longest_ms(lambda: bool(ended))
        window.show_page(PreviewPage(ROUND, handed))
        drawing = gaps.longest_ms(lambda: jobs.is_idle)
        window.close()
        jobs.close()
    # What the machine itself makes of a window at rest is not ours.
    return {
        "longest time without an answer": [
            Figure("at rest", rest, "ms"),
            Figure("while bundles are merged", merging, "ms", most=MOST_MS + rest),
            Figure("while a report is drawn", drawing, "ms", most=MOST_MS + rest),
        ]
    }
