"""The form on a tool of 1,000 questions: from a key to its letter, from an answer to all that it changes.

The real page in a real window, offscreen, over a real encrypted desk that is written to meanwhile. A key is
painted when the box has drawn itself after it. An answer is settled when its question, all that comes or goes
with it, the rail and the bars are drawn and nothing is left to do for the window.

Beside the time on the wall stands the time that the window's own thread worked: on a shared machine the first
says how busy the neighbours were.
"""

import math
import os
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")

from PySide6.QtCore import QEvent, QObject, Qt, QTimer
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QAbstractButton, QApplication, QPlainTextEdit, QWidget

from auditdesk import work
from auditdesk.form import At
from auditdesk.ui import style
from auditdesk.ui.fill.page import FillPage
from auditdesk.ui.fill.writing import Writing
from auditdesk.ui.jobs import Jobs
from auditdesk.ui.notices import Notices
from auditdesk.ui.parts import ChoiceGroup
from auditdesk.ui.tokens import Theme
from auditdesk.ui.window import Window
from tests.bench.figures import Figure, Spread
from tests.bench.made_forms import rows_of, thirty_percent, yaml_rows
from tests.simulator import Auditor, Desks, Partnership

QUESTIONS, CASE = 1_000, "CSE16-01"
KEYS, ANSWERS, LEAVES = 300, 120, 20
TYPED = "the record says that "
FRAME_MS, SETTLED_MS = 16, 50
BETWEEN_KEYS_MS = 30


class Drawn(QObject):
    """Whether a part has drawn itself since it was last asked about."""

    def __init__(self, part: QWidget) -> None:
        super().__init__(part)
        self.is_so = False
        part.installEventFilter(self)

    def eventFilter(self, _part: QObject, event: QEvent) -> bool:
        self.is_so = self.is_so or event.type() == QEvent.Type.Paint
        return False


@contextmanager
def form(folder: Path) -> Iterator[tuple[Window, FillPage, Writing, Auditor]]:
    """The page in its window on a fresh return."""
    rows = yaml_rows(list(rows_of(thirty_percent(QUESTIONS))))
    desks = Desks(folder)
    partnership = Partnership(folder / "round", desks, tool=rows, agencies=["csc"], cases=[CASE])
    auditor = partnership.auditors[0]
    opened = work.open_return(
        auditor.desk, (None, auditor.ref(CASE)), now=auditor.now, new_id=partnership.new_id
    )
    jobs = Jobs()
    writing = Writing(auditor.desk, opened, jobs=jobs, now=auditor.now)
    page = FillPage(writing)
    window = Window(Notices(folder / "log", str))
    window.show_page(page)
    window.resize(1280, 800)
    window.show()
    QTest.qWaitForWindowExposed(window)
    try:
        yield window, page, writing, auditor
    finally:
        window.close()
        jobs.close()
        partnership.closes()


@dataclass
class Watched:
    """Milliseconds of acts of one kind: on the wall, and of the window's own thread."""

    wall: list[float] = field(default_factory=list)
    own: list[float] = field(default_factory=list)

    @contextmanager
    def one(self) -> Iterator[None]:
        began, worked = time.perf_counter(), time.thread_time()
        yield
        self.wall.append((time.perf_counter() - began) * 1000)
        self.own.append((time.thread_time() - worked) * 1000)

    def figures(self, name: str, most: float | None) -> list[Figure]:
        """Of the wall p50, p95 and the worst; of the thread p95."""
        wall, own = sorted(self.wall), sorted(self.own)
        late = math.ceil(len(wall) * 0.95) - 1
        return [
            Figure(f"{name}, p50", wall[len(wall) // 2], "ms", most),
            Figure(f"{name}, p95", wall[late], "ms"),
            Figure(f"{name}, worst", wall[-1], "ms"),
            Figure(f"{name}, p95 of the window's own work", own[late], "ms", most),
        ]


def quiet() -> None:
    """Let the window do all it has to do: what is posted, what follows from that, and the drawing of it."""
    for _ in range(3):
        done: list[bool] = []
        QTimer.singleShot(0, lambda done=done: done.append(True))
        while not done:
            QApplication.processEvents()


def keys(window: Window, page: FillPage, writing: Writing, times: Watched) -> None:
    """Each key to its letter, while somebody types on and the store is written."""
    writing.answer(At("g0"), "ri")
    page.go("e0")
    quiet()
    box = next(one for one in page.findChildren(QPlainTextEdit) if one.isVisible())
    box.setFocus()
    window.frame.surface.reveal(box)
    quiet()
    drawn = Drawn(box.viewport())
    for n in range(KEYS):
        drawn.is_so = False
        with times.one():
            QTest.keyClicks(box, TYPED[n % len(TYPED)])
            while not drawn.is_so:
                QApplication.processEvents()
        QTest.qWait(BETWEEN_KEYS_MS)


def answers(page: FillPage, times: Watched) -> None:
    """Each choice to everything shown, question after question of one section."""
    page.go("g20")
    quiet()
    groups = [one for one in page.findChildren(ChoiceGroup) if one.isVisible()]
    for n in range(ANSWERS):
        group = groups[n % len(groups)]
        options = group.findChildren(QAbstractButton)
        with times.one():
            options[(n // len(groups) + n) % 4].click()
            quiet()


def leaves(page: FillPage, times: Watched) -> None:
    """On to the next page of questions."""
    page.go("g0")
    quiet()
    for _ in range(LEAVES):
        with times.one():
            QTest.keyClick(page, Qt.Key.Key_PageDown, Qt.KeyboardModifier.ControlModifier)
            quiet()


def kept(auditor: Auditor, opened: work.OpenReturn) -> list[float]:
    """Milliseconds on the wall until one answer and its line of history are on the encrypted disk."""
    times = []
    for n in range(ANSWERS):
        change = opened.session.answer(At(f"g{n}"), "good")
        began = time.perf_counter()
        work.record(auditor.desk, opened, (change,), at=auditor.now())
        times.append((time.perf_counter() - began) * 1000)
    return times


def measured(rounds: int = 1) -> dict[str, list[Figure]]:
    application = QApplication([])
    style.dress(application)
    style.wear(application, Theme.LIGHT, 100)
    typed, chosen, turned = Watched(), Watched(), Watched()
    written: list[float] = []
    for _ in range(rounds):
        with tempfile.TemporaryDirectory() as folder, form(Path(folder)) as (window, page, writing, auditor):
            keys(window, page, writing, typed)
            answers(page, chosen)
            leaves(page, turned)
            written += kept(auditor, writing.opened)
    return {
        f"the form on {QUESTIONS:,} questions": [
            *typed.figures("a key to its letter", FRAME_MS),
            *chosen.figures("an answer to everything shown", SETTLED_MS),
            *turned.figures("the next page of questions", None),
            *Spread.of(written).figures("an answer and its history on the encrypted disk"),
        ]
    }
