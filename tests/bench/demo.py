"""What the demo rehearses, as one process: five children, six agencies, 24 returns, a meeting, reports."""

import os
import subprocess
import sys
import tempfile
import time
from pathlib import Path

from tests.bench.figures import Figure

ROOT = Path(__file__).resolve().parents[2]
ROUND = "cse-2016-06"


def measured(rounds: int = 1) -> dict[str, list[Figure]]:
    """The quickest of some rounds."""
    wall, worked, memory = min(_rehearsed() for _ in range(rounds))
    return {
        f"the round {ROUND} rehearsed": [
            Figure("from nothing to both reports", wall, "s", most=60),
            Figure("work of all its processors", worked, "s"),
            Figure("memory at its most", memory, "MB"),
        ]
    }


def _rehearsed() -> tuple[float, float, float]:
    with tempfile.TemporaryDirectory() as folder:
        began = time.perf_counter()
        child = subprocess.Popen(
            [sys.executable, "-m", "auditdesk", "rehearse", ROUND, "--out", f"{folder}/out"],
            cwd=ROOT,
            stdout=subprocess.DEVNULL,
        )
        _, status, used = os.wait4(child.pid, 0)
        child.returncode = os.waitstatus_to_exitcode(status)
        if child.returncode:
            raise ValueError(child.returncode)
        wall = time.perf_counter() - began
    return wall, used.ru_utime + used.ru_stime, used.ru_maxrss / 1024
