"""kill -9 while answers are entered at the command line: at most the answer being given is lost."""

import random
import subprocess
import sys
import threading

from tests.cli.running import ROOT, command, environment, run

KILLS = 20
SEED = 20160620
REF = "CSE16-01/csc"
FILL = command("return", "fill", REF, "--answers", "-")
EARLY = [sys.executable, "-m", "tests.cli.early"]
LINES = 5_000


def value(kill, number):
    return f"kill {kill} line {number} " + "x" * (number * 37 % 700)


def told_until_killed(home, kill, after_s, program):
    """Type into a real process, kill it so long after its first acknowledgement; the lines acknowledged."""
    typed = "".join(f"q0: {value(kill, n)}\n" for n in range(1, LINES)).encode()
    with subprocess.Popen(
        program, stdin=subprocess.PIPE, stdout=subprocess.PIPE, cwd=ROOT, env=environment(home)
    ) as child:
        assert child.stdin is not None
        assert child.stdout is not None
        pen = threading.Thread(target=typed_into, args=(child.stdin, typed))
        pen.start()
        told = [child.stdout.readline()]
        alarm = threading.Timer(after_s, child.kill)
        alarm.start()
        told += child.stdout.readlines()
        alarm.join()
        pen.join()
    assert child.returncode == -9
    return {int(line.split()[1]) for line in told if line.endswith(b" q0\n")}


def typed_into(pipe, typed):
    try:
        pipe.write(typed)
        pipe.close()
    except BrokenPipeError:  # killed meanwhile: that is the test
        pass


def kept(home):
    """Every value that a fresh process finds in the history, after checking that the desk is whole."""
    assert run(home, "desk", "check").status == 0
    shown = run(home, "return", "show", REF, "--history", "--json").json
    return [line["after"] for line in shown["history"] if line["question"] == "q0"]


def lost_and_more(told, found):
    """By kill: acknowledged answers that are not there, and how many are there that were not acknowledged."""
    lost = {kill: {n for n in lines if value(kill, n) not in found} for kill, lines in told.items()}
    more = {kill: sum(one.startswith(f"kill {kill} ") for one in found) - len(told[kill]) for kill in told}
    return {kill: lines for kill, lines in lost.items() if lines}, max(more.values())


def test_no_acknowledged_answer_is_lost_by_twenty_kills(auditor):
    rng = random.Random(SEED)  # noqa: S311 - a printed seed, not a secret

    told = {kill: told_until_killed(auditor, kill, rng.uniform(0.001, 0.250), FILL) for kill in range(KILLS)}

    lost, more = lost_and_more(told, kept(auditor))
    assert (lost, more <= 1) == ({}, True), f"seed {SEED}"
    assert sum(map(len, told.values())) > KILLS


def test_a_program_that_acknowledges_too_early_is_found_out(auditor):
    """The control: the same test sees the mistake."""
    rng = random.Random(SEED)  # noqa: S311 - as above
    told = {}

    for kill in range(10):
        told[kill] = told_until_killed(auditor, kill, rng.uniform(0.001, 0.050), EARLY)
        if lost_and_more(told, kept(auditor))[0]:
            return

    raise AssertionError(SEED)
