"""Starting: what is loaded, what a second start does, what is said where nothing can be shown."""

import os
import subprocess
import sys
from pathlib import Path

import pytest
from PySide6.QtCore import QObject

from auditdesk.ui.one import FirstWindow, hand_over
from tests.bench.start import loaded

ROOT = Path(__file__).resolve().parents[2]
LATER = (
    "reportlab",
    "openpyxl",
    "pypdfium2",
    "sqlcipher3",
    "auditdesk.work",
    "auditdesk.form",
    "auditdesk.report",
)
SIGNALS = """
import sys
from PySide6.QtCore import QObject, Signal
class Bell(QObject):
    rung = Signal(object)
heard = []
bell = Bell()
bell.rung.connect(lambda value: heard.append(value) if value is None and len(heard) < 1 else None)
before = sys.getrefcount(None), sys.getrefcount(True)
for number in range(100_000):
    bell.rung.emit(None if number % 2 else True)
after = sys.getrefcount(None), sys.getrefcount(True)
print(max(abs(a - b) for a, b in zip(after, before)))
"""


def test_the_window_shows_before_anything_heavy_is_loaded(tmp_path):
    names = loaded(str(tmp_path))

    assert "auditdesk.ui.window" in names
    assert [name for name in names if name.startswith(LATER)] == []


def test_a_hundred_thousand_signals_leave_true_and_none_as_they_were():
    told = subprocess.run([sys.executable, "-c", SIGNALS], capture_output=True, text=True, check=False)

    assert told.returncode == 0, told.stderr
    # On Python 3.12 and later both live for ever and have no count to lose.
    assert int(told.stdout) < 1_000


def test_without_a_display_one_sentence_is_said(tmp_path):
    hidden = ("DISPLAY", "WAYLAND_DISPLAY", "QT_QPA_PLATFORM")
    environment = {name: value for name, value in os.environ.items() if name not in hidden}

    told = subprocess.run(
        [sys.executable, "-m", "auditdesk"],
        env={**environment, "AUDITDESK_HOME": str(tmp_path)},
        cwd=ROOT,
        capture_output=True,
        text=True,
        check=False,
    )

    assert told.returncode == 3
    assert told.stderr.startswith("There is no display here")
    assert len(told.stderr.splitlines()) == 1


def test_a_second_start_hands_its_files_to_the_first_and_leaves(tmp_path, qtbot):
    owner = QObject()
    brought: list[tuple[Path, ...]] = []
    first = FirstWindow(tmp_path, owner)
    first.reached.connect(brought.append)

    second = subprocess.Popen(
        [sys.executable, "-m", "auditdesk", "r.adround"],
        env={**os.environ, "AUDITDESK_HOME": str(tmp_path), "QT_QPA_PLATFORM": "offscreen"},
        cwd=ROOT,
    )

    qtbot.waitUntil(lambda: brought != [], timeout=30_000)
    assert brought == [((ROOT / "r.adround"),)]
    assert second.wait(30) == 0


def test_there_is_nobody_to_hand_over_to_on_another_desk(tmp_path):
    owner = QObject()
    FirstWindow(tmp_path / "one", owner)

    assert not hand_over(tmp_path / "other", (Path("a.adround"),))


@pytest.mark.parametrize("line", [b"not json\n", b'{"a": 1}\n', b'["x", 1]\n', b"[" * 70_000])
def test_whatever_else_comes_over_the_socket_opens_nothing(tmp_path, qtbot, line):
    from PySide6.QtNetwork import QLocalSocket  # noqa: PLC0415 - a stranger's own socket

    owner = QObject()
    brought: list[tuple[Path, ...]] = []
    first = FirstWindow(tmp_path, owner)
    first.reached.connect(brought.append)
    socket = QLocalSocket()
    socket.connectToServer(first.name)
    assert socket.waitForConnected(5_000)
    socket.write(line)
    socket.flush()
    socket.disconnectFromServer()
    qtbot.waitUntil(lambda: hand_over(tmp_path, (Path("good"),)))
    qtbot.waitUntil(lambda: (Path("good"),) in brought)

    assert set(brought) <= {(Path("good"),), (), (Path("x"),)}
