"""What every test may ask for. A fixture of one folder lives in that folder's conftest.py."""

import os
import subprocess
import sys
from pathlib import Path

import pytest
from hypothesis import HealthCheck, settings

# A shared machine says nothing about time, so no example has a deadline; every failure prints its seed.
settings.register_profile(
    "dev",
    max_examples=50,
    deadline=None,
    print_blob=True,
    suppress_health_check=[HealthCheck.too_slow],
)
settings.register_profile(
    "ci",
    settings.get_profile("dev"),
    max_examples=300,
    derandomize=True,
)
settings.load_profile("ci" if os.environ.get("CI") else "dev")


@pytest.fixture(scope="session")
def cse_round(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The shipped round CSE-2016-06, rehearsed once a run through the command line."""
    out = tmp_path_factory.mktemp("rehearsed") / "cse"
    done = subprocess.run(
        [sys.executable, "-m", "auditdesk", "rehearse", "cse-2016-06", "--out", str(out), "--jobs", "2"],
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 0, done.stderr
    return out
