"""What every test may ask for. A fixture of one folder lives in that folder's conftest.py."""

import os
import subprocess
import sys
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
from filelock import FileLock
from hypothesis import HealthCheck, settings

from tests.simulator import Desks, Partnership

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
    """The shipped round CSE-2016-06, rehearsed once a run through the command line; not to be changed."""
    return rehearsed_once("cse-2016-06", tmp_path_factory)


@pytest.fixture(scope="session")
def neglect_round(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The shipped round NEG-2022-09, a re-audit, likewise."""
    return rehearsed_once("neglect-2022-09", tmp_path_factory)


@pytest.fixture(scope="session")
def earlier_neglect_round(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The shipped round NEG-2016-02, with which NEG-2022-09 is compared."""
    return rehearsed_once("neglect-2016-02", tmp_path_factory)


def rehearsed_once(name: str, folders: pytest.TempPathFactory) -> Path:
    """Whichever worker asks first rehearses; the others wait and take what lies there."""
    run = folders.getbasetemp().parent if "PYTEST_XDIST_WORKER" in os.environ else folders.getbasetemp()
    out = run / f"rehearsed-{name}"
    with FileLock(f"{out}.lock"):
        return out if out.exists() else rehearsed(name, out)


@pytest.fixture(scope="session")
def missing_round(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The shipped round MFH-2024-04, likewise."""
    return rehearsed("missing-2024-04", tmp_path_factory.mktemp("rehearsed") / "missing")


def rehearsed(name: str, out: Path, jobs: int = 2, **environment: str) -> Path:
    done = subprocess.run(
        [sys.executable, "-m", "auditdesk", "rehearse", name, "--out", str(out), "--jobs", str(jobs)],
        env={**os.environ, **environment},
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 0, done.stderr
    return out


@pytest.fixture(scope="session")
def desks(tmp_path_factory: pytest.TempPathFactory) -> Desks:
    """Desks made once a run; tests work on copies."""
    return Desks(tmp_path_factory.mktemp("desks"))


@pytest.fixture
def partnership_of(tmp_path: Path, desks: Desks) -> Iterator[Callable[..., Partnership]]:
    """Makes partnerships (tests/simulator.py) and closes every desk in them afterwards."""
    made: list[Partnership] = []

    def make(**wanted: Any) -> Partnership:
        made.append(Partnership(tmp_path / f"partnership{len(made)}", desks, **wanted))
        return made[-1]

    yield make
    for one in made:
        one.closes()


@pytest.fixture
def partnership(partnership_of: Callable[..., Partnership]) -> Partnership:
    """csc and pol, two cases, a little tool."""
    return partnership_of()
