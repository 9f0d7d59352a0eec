"""Where results go: a pipe whose reader leaves, a disk that is full."""

import subprocess
from pathlib import Path

import pytest

from tests.cli.running import ROOT, command, environment

FULL = Path("/dev/full")


def read_first(home, *words, typed=b"", lines=1):
    """Run a command into a pipe, read so many lines and leave; status, what was read, what it said then."""
    with subprocess.Popen(
        command(*words),
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        cwd=ROOT,
        env=environment(home),
    ) as child:
        assert child.stdin is not None
        assert child.stdout is not None
        assert child.stderr is not None
        child.stdin.write(typed)
        child.stdin.flush()
        read = [child.stdout.readline() for _ in range(lines)]
        child.stdout.close()
        child.stdin.write(typed * 20)
        child.stdin.close()
        said = child.stderr.read()
    return child.returncode, read, said


@pytest.mark.parametrize(("more", "lines"), [((), 0), (("--json",), 1)])
def test_a_reader_who_leaves_ends_a_command_quietly_with_its_own_status(auditor, more, lines):
    done, _, said = read_first(auditor, "tool", "show", "child-sexual-exploitation", *more, lines=lines)

    assert (done, said) == (0, b"")


def test_an_error_that_nobody_reads_keeps_its_status(auditor):
    done, _, said = read_first(auditor, "tool", "show", "nosuch", "--json", lines=0)

    assert (done, said) == (3, b"")


def test_no_answer_is_taken_unheard_once_nobody_reads_the_acknowledgements(auditor):
    fill = ("return", "fill", "CSE16-01/csc", "--answers", "-")

    done, read, said = read_first(auditor, *fill, typed=b"q0: a\n")

    assert (done, read, said) == (130, [b"recorded 1 q0\n"], b"")


@pytest.mark.parametrize(
    ("words", "code"),
    [
        (("tool", "show", "child-sexual-exploitation"), b"AD-F_FULL: "),
        (("tool", "show", "child-sexual-exploitation", "--json"), b"AD-F_FULL: "),
        (("tool", "show", "nosuch", "--json"), b"AD-R_TOOL: "),
    ],
)
def test_what_a_full_disk_does_not_take_is_said_on_standard_error(auditor, words, code):
    with FULL.open("wb") as full:
        done = subprocess.run(
            command(*words),
            stdout=full,
            stderr=subprocess.PIPE,
            check=False,
            cwd=ROOT,
            env=environment(auditor),
        )

    assert done.returncode == 3
    assert done.stderr.startswith(code)
    assert b"Traceback" not in done.stderr
