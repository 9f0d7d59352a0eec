"""How long until the window is painted, against a bare PySide6 window, turn by turn in the same run."""

import json
import os
import statistics
import subprocess
import sys
import tempfile
import time
from pathlib import Path

from tests.bench.figures import Figure

ROOT = Path(__file__).resolve().parents[2]
MOST = 2.2
SETTLED = "for _ in range(5): app.processEvents()\n"
BARE = (
    "from PySide6.QtWidgets import QApplication, QWidget\n"
    "app = QApplication([])\n"
    "window = QWidget(); window.resize(1280, 720); window.show()\n" + SETTLED
)
OURS = (
    "import os, sys\n"
    "from pathlib import Path\n"
    "from PySide6.QtWidgets import QApplication\n"
    "from auditdesk.ui.app import begin\n"
    "app = QApplication([])\n"
    "sitting = begin(app, Path(os.environ['AUDITDESK_HOME']), ())\n"
    + SETTLED
    + "assert sitting.window.isVisible()\n"
)
LOADED = "import json; print(json.dumps(sorted(sys.modules)))\n"
LEFT = "sys.stdout.flush(); os._exit(0)\n"


def ran(code: str, home: str) -> tuple[float, str]:
    """Seconds from start to paint of a child, and what it printed."""
    environment = {name: value for name, value in os.environ.items() if name != "PYTHONDONTWRITEBYTECODE"}
    # As installed: byte code is there, for us as for PySide6.
    environment |= {
        "QT_QPA_PLATFORM": "offscreen",
        "AUDITDESK_HOME": home,
        "PYTHONPYCACHEPREFIX": f"{home}/code",
    }
    began = time.perf_counter()
    done = subprocess.run(
        [sys.executable, "-c", f"import os, sys\n{code}{LEFT}"],
        cwd=ROOT,
        env=environment,
        capture_output=True,
        text=True,
        check=True,
    )
    return time.perf_counter() - began, done.stdout


def loaded(home: str) -> list[str]:
    """Every module that is loaded when the window shows."""
    names: list[str] = json.loads(ran(OURS + LOADED, home)[1])
    return names


def ratio(rounds: int) -> tuple[float, float, float]:
    """Medians of a bare window and of ours in seconds, and ours by bare."""
    with tempfile.TemporaryDirectory() as home:
        (Path(home) / "vault.json").write_bytes(
            b""
        )  # as at every start but the first: a passphrase is asked for
        ran(BARE, home), ran(OURS, home)  # the first of each compiles
        pairs = [(ran(BARE, home)[0], ran(OURS, home)[0]) for _ in range(rounds)]
    bare, ours = (statistics.median(one) for one in zip(*pairs, strict=True))
    return bare, ours, statistics.median(mine / plain for plain, mine in pairs)


def measured(rounds: int = 9) -> dict[str, list[Figure]]:
    bare, ours, times = ratio(rounds)
    return {
        "start until painted": [
            Figure("a bare window", bare * 1000, "ms"),
            Figure("auditdesk", ours * 1000, "ms"),
            Figure("auditdesk / bare", times, "×", most=MOST),
        ]
    }
