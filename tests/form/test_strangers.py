"""A tool from a stranger can neither hang the program nor fill its memory (forms.md 8 and 11.5)."""

import json
import resource
import subprocess
import sys
from pathlib import Path

import pytest

from tests.form.strangers import FILES

MOST_MEGABYTES = 200
HANGS_AFTER_S = 20
"""Processor seconds: ten times what each may take, so that only a tool that hangs is stopped by it."""
SOUND = {
    "patterns that never end": {"rule.failed", "tool.slow"},
    "text that doubles": {"rule.failed"},
    "rows in rows in rows": {"rule.failed"},
    "counts in counts": {"tool.slow"},
    "a chain of all rows": set(),
}
"""Tools that pass the check, with the problems that say what was not worked out when they are filled in."""


APART = ("everything of everything", "patterns that never end", "counts in counts", "long rules, included")
"""Each of these in a process of its own; the others cost so little that they share one."""


@pytest.mark.parametrize(
    "names", [*([name] for name in APART), [name for name in FILES if name not in APART]]
)
def test_hostile_tools_end_at_a_limit(tmp_path, names):
    done = subprocess.run(
        [sys.executable, "-m", "tests.form.strangers", str(tmp_path), *names],
        cwd=Path(__file__).parents[2], capture_output=True, text=True, check=False,
        preexec_fn=lambda: resource.setrlimit(resource.RLIMIT_CPU, (HANGS_AFTER_S, HANGS_AFTER_S)),
    )  # fmt: skip

    assert done.returncode == 0, done.stderr
    told = {one["name"]: one for one in map(json.loads, done.stdout.splitlines())}
    assert list(told) == names
    for name in names:
        found = set(told[name]["found"])
        assert told[name]["megabytes"] <= MOST_MEGABYTES
        if name in SOUND:
            assert found <= SOUND[name]
            assert bool(found) == bool(SOUND[name])
        else:
            assert {code[:5] for code in found} == {"TOOL_"}, name
