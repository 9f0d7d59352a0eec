"""Pictures of every page in three themes and three sizes, for a person to look at.

`python -m tests.gui.pictures OUT [PLACE…]` rehearses a round, goes to each page of `places.py`, and saves
`OUT/PLACE-light-100.png` and so on, 1280 × 720; in light also the whole page, `PLACE-light-100-whole.png`.
With `--rehearsed DIR` it goes to a round that is there already.
"""

import argparse
import subprocess
import sys
import tempfile
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

from PySide6.QtCore import QRect
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

import tests.gui.conftest  # noqa: F401 - sets the offscreen platform before Qt is loaded
from auditdesk.ui import style
from auditdesk.ui.app import demo_of
from tests.gui.places import PLACES, THEMES, ZOOMS, Visit

ROUND = "cse-2016-06"
LONGEST = 12_000  # pixels of a page that is longer
_LOOK_MS = 10


class Hands:
    """What pytest-qt's bot does for a visit, without a test around it."""

    mouseClick = staticmethod(QTest.mouseClick)  # noqa: N815 - Qt's own name
    keyClick = staticmethod(QTest.keyClick)  # noqa: N815 - Qt's own name
    keyClicks = staticmethod(QTest.keyClicks)  # noqa: N815 - Qt's own name

    @staticmethod
    def waitUntil(callback: Callable[[], object], *, timeout: int) -> None:
        for _ in range(timeout // _LOOK_MS):
            if _is_so(callback):
                return
            QTest.qWait(_LOOK_MS)
        raise TimeoutError


def _is_so(callback: Callable[[], object]) -> bool:
    try:
        return bool(callback())
    except AssertionError:  # a part that is not there yet
        return False


@contextmanager
def rehearsal(there: Path | None) -> Iterator[Path]:
    if there is not None:
        yield there
        return
    with tempfile.TemporaryDirectory() as folder:
        out = Path(folder) / "round"
        command = [sys.executable, "-m", "auditdesk", "rehearse", ROUND, "--out", str(out)]
        subprocess.run(command, check=True)
        yield out


def draw(visit: Visit, place: str, out: Path) -> None:
    """The pictures of one page."""
    for theme in THEMES:
        for zoom in ZOOMS:
            visit.wears(theme, zoom)
            name = f"{place}-{theme}-{zoom}"
            visit.window.grab().save(str(out / f"{name}.png"))
            if theme is THEMES[0]:
                whole = visit.window.surface.inner
                seen = whole.rect().intersected(QRect(0, 0, whole.width(), LONGEST))
                whole.grab(seen).save(str(out / f"{name}-whole.png"))


def main(out: Path, names: list[str], there: Path | None) -> None:
    out.mkdir(parents=True, exist_ok=True)
    app = QApplication(["auditdesk"])
    style.dress(app)
    with rehearsal(there) as folder:
        for name in names or PLACES:
            with demo_of(folder) as demo, tempfile.TemporaryDirectory() as own:
                visit = Visit(app, Hands(), demo, folder, Path(own))
                try:
                    PLACES[name](visit)
                    draw(visit, name, out)
                except (TimeoutError, AssertionError) as error:
                    sys.stderr.write(f"{name} was not reached: {error!r}\n{visit.seen.words()}\n")
                visit.ends()
                app.processEvents()
            sys.stdout.write(f"{name}\n")
            sys.stdout.flush()


if __name__ == "__main__":
    asked = argparse.ArgumentParser()
    asked.add_argument("out", type=Path)
    asked.add_argument("places", nargs="*")
    asked.add_argument("--rehearsed", type=Path)
    given = asked.parse_args()
    main(given.out, given.places, given.rehearsed)
