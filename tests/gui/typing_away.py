"""A real window in which somebody types without a pause until the process is killed; told line by line.

`typed N` says how many letters were typed, `saved N` how many the window has said to be saved.
"""

import sys
from datetime import UTC, datetime
from itertools import count
from pathlib import Path

from PySide6.QtCore import QElapsedTimer
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QPlainTextEdit

from auditdesk import work
from auditdesk.form import At, RowId
from auditdesk.ui import style
from auditdesk.ui.fill.page import FillPage
from auditdesk.ui.fill.row_page import RowPage
from auditdesk.ui.fill.writing import Writing
from auditdesk.ui.jobs import Jobs
from auditdesk.ui.notices import Notices
from auditdesk.ui.page import Page
from auditdesk.ui.tokens import Theme
from auditdesk.ui.window import Window
from tests.simulator import PASSPHRASE

MOST = 100_000


def main(home: Path, ref: str, question: str) -> None:
    app = QApplication([])
    style.dress(app)
    style.wear(app, Theme.LIGHT, 100)
    ids = count()
    desk = work.open_desk(home, PASSPHRASE)
    now = lambda: datetime.now(UTC)  # noqa: E731 - a door's clock
    opened = work.open_return(desk, (None, ref), now=now, new_id=lambda: RowId(f"{next(ids):08d}"))
    jobs = Jobs()
    writing = Writing(desk, opened, jobs=jobs, now=now)
    at, page = place_of(question, writing)
    writing.saved.connect(lambda _: told("saved", writing.session.cell(at).text))
    window = Window(Notices(home / "log", str))
    window.show_page(page)
    window.show()
    box = page.findChildren(QPlainTextEdit)[0]
    box.setFocus()
    typed = box.toPlainText()
    for number in range(MOST):
        letter = "abcdefghij"[number % 10]
        QTest.keyClicks(box, letter)
        typed += letter
        told("typed", typed)
        breath = QElapsedTimer()
        breath.start()
        while breath.elapsed() < 20:
            app.processEvents()


def place_of(question: str, writing: Writing) -> tuple[At, Page]:
    """The page on which a question lies; one that lies in a repeat has the first row's."""
    inside = writing.session.tool.question(question).repeats
    if not inside:
        return At(question), FillPage(writing, start=question)
    repeat = At(inside[0])
    row = (writing.session.rows(repeat) or (writing.add_row(repeat) or repeat).rows)[:1]
    return At(question, row), RowPage(At(repeat.name, row), writing)


def told(what: str, text: str) -> None:
    print(what, len(text), flush=True)


if __name__ == "__main__":
    main(Path(sys.argv[1]), sys.argv[2], sys.argv[3])
