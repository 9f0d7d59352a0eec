"""Windows for tests: offscreen, with a real desk; parts are found by the name a screen reader reads."""

import gc
import os
import shutil
import threading
from datetime import UTC, datetime
from pathlib import Path

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")

import pytest
from PySide6.QtCore import QCoreApplication, QEvent

from auditdesk.audit.people import Role
from auditdesk.form import RowId
from auditdesk.ui import style
from auditdesk.ui.jobs import Jobs
from auditdesk.ui.notices import Notices
from auditdesk.ui.page import Handed
from auditdesk.ui.tokens import Theme
from auditdesk.ui.window import Window
from tests.desk.making import desk_in, opened
from tests.gui.coordinating import Keys
from tests.gui.seen import Seen

AT = datetime(2016, 7, 1, 12, 0, tzinfo=UTC)
OURS = ("desk", "pen", "errand")


@pytest.fixture(scope="session")
def qapp_args():
    return ["auditdesk"]


@pytest.fixture(scope="session")
def dressed(qapp):
    """The application with our fonts and style."""
    style.dress(qapp)
    return qapp


@pytest.fixture(autouse=True)
def no_leftovers(qapp):
    """Windows closed, deletions delivered, cycles collected, and none of our threads alive (look.md 12).

    Cycles are collected on this thread alone, as in `ui/app.py`: a lane that did it destroyed widgets.
    """
    gc.disable()
    yield
    for window in qapp.topLevelWidgets():
        window.close()
        window.deleteLater()
    for _ in range(3):
        QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)
        qapp.processEvents()
    gc.collect()
    gc.enable()
    assert not qapp.topLevelWidgets()
    ours = [one for one in threading.enumerate() if one.name.startswith(OURS)]
    for one in ours:
        one.join(10)  # a lane that was closed ends when its thread is next given a turn
    assert [one.name for one in ours if one.is_alive()] == []


@pytest.fixture
def worn(dressed):
    """The application in light at 100 %, whatever the test before put on."""
    style.wear(dressed, Theme.LIGHT, 100)
    return dressed


@pytest.fixture(scope="session")
def made_desks(tmp_path_factory):
    """A desk of each role, made once a run; not to be changed."""
    folder = tmp_path_factory.mktemp("desks")
    return {role: desk_in(folder / role, role) for role in Role}


@pytest.fixture
def home(made_desks, tmp_path) -> Path:
    """The folder of an auditor's desk of the test's own, closed."""
    return Path(shutil.copytree(made_desks[Role.AUDITOR].folder, tmp_path / "desk"))


@pytest.fixture
def coordinator_home(made_desks, tmp_path) -> Path:
    return Path(shutil.copytree(made_desks[Role.COORDINATOR].folder, tmp_path / "coordinator"))


@pytest.fixture
def jobs(qapp):  # noqa: ARG001 - an event loop must be there
    lanes = Jobs()
    yield lanes
    lanes.close()
    lanes.deleteLater()


@pytest.fixture
def desk(home):
    at_it = opened(home)
    yield at_it
    at_it.close()


@pytest.fixture
def row_ids():
    """Row ids that come in order, so that a test can name them."""
    numbers = iter(range(1, 1 << 20))
    return lambda: RowId(f"{next(numbers):08d}".translate(str.maketrans("0189", "abcd")))


@pytest.fixture
def handed(desk, jobs, row_ids):
    """What a page is handed, at a moment that stands still."""
    return Handed(desk, jobs, lambda: AT, row_ids)


@pytest.fixture
def window(worn, tmp_path, qtbot):
    """The window without a page, as large as the smallest laptop screen."""
    shown = Window(Notices(tmp_path / "log", AT.isoformat))
    shown.resize(1280, 720)
    worn.focusChanged.connect(shown.focus_moved)
    shown.show()
    qtbot.waitExposed(shown)
    yield shown
    worn.focusChanged.disconnect(shown.focus_moved)


@pytest.fixture
def seen(window, qtbot) -> Seen:
    """What a person sees and does in `window`."""
    return Seen(window, qtbot)


@pytest.fixture
def keys(seen, window, qtbot) -> Keys:
    """A person without a mouse."""
    return Keys(seen, window, qtbot)
