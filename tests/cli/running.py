"""Commands as a person or a script runs them: real processes, with what they said."""

import json
import os
import subprocess
import sys
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from tests.desk.making import PASSPHRASE

ROOT = Path(__file__).parents[2]


@dataclass(frozen=True)
class Ran:
    """Exit status and both outputs."""

    status: int
    out: str
    err: str

    @property
    def json(self) -> Any:
        return json.loads(self.out)


def environment(home: Path, **more: str) -> dict[str, str]:
    return {**os.environ, "AUDITDESK_HOME": str(home), "AUDITDESK_PASSPHRASE": PASSPHRASE, **more}


def command(*words: object) -> list[str]:
    return [sys.executable, "-m", "auditdesk", *map(str, words)]


def run(home: Path, *words: object, typed: str = "", **more: str) -> Ran:
    """Run one command on the desk in `home` in a process of its own; `more` is put into the environment."""
    done = subprocess.run(
        command(*words),
        input=typed.encode(),
        capture_output=True,
        check=False,
        cwd=ROOT,
        env=environment(home, **more),
    )
    return Ran(done.returncode, done.stdout.decode(), done.stderr.decode())
