"""Bad input at the command line: a code that names file, line and question; no result, nothing left."""

import json
import shutil
import subprocess
import sys
import tempfile
from pathlib import Path

import pytest

from auditdesk.cli.main import main
from auditdesk.desk.desk import open_desk
from tests.cli.running import ROOT, environment, run
from tests.desk.making import PASSPHRASE
from tests.desk.test_trouble import mounted

REF = "CSE16-01/csc"
ROUND = """round: CSE-2016-06
title: Small
theme: child-sexual-exploitation
nation: england
timezone: Europe/London
audit_date: 2016-06-20
look_back: {from: 2015-06-20, to: 2016-06-20}
due: {returns: 2016-07-08, meeting: 2016-07-20, report: 2016-09-02}
incomplete: allow
cases:
  - {ref: CSE16-01, agencies: [csc]}
common:
  hd_known: in_period
"""
RETURN = "case: CSE16-01\nagency: csc\nanswers:\n  cd_cat: CP\n"


@pytest.fixture
def at_home(auditor, monkeypatch):
    """The desk that commands in this process find."""
    monkeypatch.setenv("AUDITDESK_HOME", str(auditor))
    monkeypatch.setenv("AUDITDESK_PASSPHRASE", PASSPHRASE)
    return auditor


@pytest.fixture
def a_round(tmp_path):
    folder = tmp_path / "round"
    (folder / "returns").mkdir(parents=True)
    (folder / "round.yaml").write_text(ROUND)
    (folder / "returns" / "CSE16-01-csc.yaml").write_text(RETURN)
    return folder


def listing(folder):
    return {str(path.relative_to(folder)) for path in folder.rglob("*") if "store.db" not in path.name}


def refused(capsys, argv, status=3):
    """What a command that was not done says on standard error; standard output is empty."""
    assert main([str(word) for word in argv]) == status
    out, err = capsys.readouterr()
    assert out == ""
    assert "Traceback" not in err
    sentence, hint, *_ = err.splitlines()
    assert sentence.startswith("AD-")
    assert hint
    return sentence


# ── a file of answers ────────────────────────────────────────────────────────────────

FILES: dict[str, tuple[str | bytes, str, str]] = {
    "unknown question": (
        "q0: a\nnosuch: b\n",
        "R_ANSWER",
        "line 2, question nosuch: there is no such question",
    ),
    "wrong type": ("q0: a\n\nage: twelve\n", "R_ANSWER", "line 3, question age: "),
    "key twice": ("q0: a\nq0: b\n", "R_SHAPE", "line 2: "),
    "rows where there are none": ("q0: [{x: a}]\n", "R_ANSWER", "line 1, question q0: it is not a repeat"),
    "unknown column": ("ep:\n  - {y: a}\n", "R_ANSWER", "line 2, question y: there is no such question"),
    "broken YAML": ("q0: a\nage: [\n", "R_SHAPE", "line "),
    "anchor": ("q0: &a a\nage: *a\n", "R_SHAPE", "line 1: "),
    "no mapping": ("- q0\n", "R_SHAPE", "line 1: this has to be a mapping"),
    "no text": (b"\xff\xfe\x00", "R_SHAPE", "line 1: this is not text in UTF-8"),
    "too long": (
        "q0: " + "x" * 200_001,
        "R_ANSWER",
        "line 1, question q0: 200,001 characters, at most 200,000",
    ),
    "too large": (b"#" * 2_000_001, "F_BIG", "2000000 bytes"),
}


@pytest.mark.usefixtures("at_home")
@pytest.mark.parametrize("name", FILES)
def test_a_file_of_answers_that_does_not_fit_is_refused_by_file_line_and_question(tmp_path, capsys, name):
    content, code, said = FILES[name]
    file = tmp_path / "answers.yaml"
    file.write_bytes(content if isinstance(content, bytes) else content.encode())
    before = listing(tmp_path)

    sentence = refused(capsys, ["return", "fill", REF, "--answers", file])

    assert sentence.startswith(f"AD-{code}: {file}")
    assert said in sentence
    assert "Nothing was taken from it." in sentence or "It was not read." in sentence
    assert listing(tmp_path) == before
    assert run_here(capsys, "return", "show", REF)["answers"] == []
    assert run_here(capsys, "desk", "check")["entries"] == 0


def run_here(capsys, *words):
    assert main([*words, "--json"]) == 0
    return json.loads(capsys.readouterr().out)


@pytest.mark.usefixtures("at_home")
@pytest.mark.parametrize(
    "command", [["return", "fill", REF, "--answers"], ["pack", "open"], ["tool", "check"]]
)
def test_a_missing_file_and_a_folder_are_named(tmp_path, capsys, command):
    missing = refused(capsys, [*command, tmp_path / "nowhere.yaml"])
    folder = refused(capsys, [*command, tmp_path])

    assert missing.startswith(f"AD-F_MISSING: There is no file or folder {tmp_path / 'nowhere.yaml'}.")
    assert folder.startswith(f"AD-F_UNREADABLE: {tmp_path} cannot be read: Is a directory.")


@pytest.mark.usefixtures("at_home")
def test_the_same_is_said_as_an_object(tmp_path, capsys):
    (tmp_path / "a.yaml").write_text("nosuch: b\n")

    status = main(["return", "fill", REF, "--answers", str(tmp_path / "a.yaml"), "--json"])

    out, err = capsys.readouterr()
    error = json.loads(out)["error"]
    assert (status, err, error["code"]) == (3, "", "AD-R_ANSWER")
    assert "question nosuch" in error["sentence"]
    assert error["hint"] == "Correct the answer and try again."


@pytest.mark.usefixtures("at_home")
@pytest.mark.parametrize(
    ("argv", "code"),
    [
        (["return", "show", "CSE99-99/csc"], "R_NONE"),
        (["return", "show", "nonsense"], "R_NONE"),
        (["return", "list", "--round", "NOPE"], "R_ROUND"),
        (["return", "reopen", REF], "R_UNSIGNED"),
        (["bundle", "make", REF, "--to", "x"], "R_UNSIGNED"),
        (["tool", "show", "nosuch"], "R_TOOL"),
        (["round", "status"], "R_ROLE"),
        (["merge", "log"], "R_ROLE"),
        (["identity", "revoke", "00000000"], "U_USAGE"),
        (["rehearse", "nosuch", "--out", "x"], "F_MISSING"),
    ],
)
def test_a_name_that_is_not_there_is_refused(tmp_path, capsys, monkeypatch, argv, code):
    monkeypatch.chdir(tmp_path)
    before = listing(tmp_path)

    assert refused(capsys, argv).startswith(f"AD-{code}: ")
    assert listing(tmp_path) == before


@pytest.mark.parametrize(
    "argv",
    [["nosuch"], ["return"], ["return", "fill"], ["return", "fill", REF], ["round", "status", "--on", "x"]],
)
def test_wrong_usage_ends_with_2_and_says_how(capsys, argv):
    with pytest.raises(SystemExit) as ended:
        main(argv)

    out, err = capsys.readouterr()
    assert (ended.value.code, out) == (2, "")
    assert "usage: auditdesk" in err


# ── a desk that does not open ──────────────────────────────────────────────────────────


WRONG = {"AUDITDESK_PASSPHRASE": "wrong", "AUDITDESK_NEW_PASSPHRASE": "six words nobody will guess"}


@pytest.mark.parametrize("words", [["desk", "status"], ["desk", "passphrase"], ["return", "list"]])
def test_a_wrong_passphrase_opens_nothing(auditor, words):
    before = listing(auditor)

    said = run(
        auditor,
        *words,
        **WRONG,
    )

    assert (said.status, said.out) == (3, "")
    assert said.err.splitlines() == [
        "AD-V_WRONG: That does not open this desk. Nothing was changed.",
        "Try again, or use the recovery sheet.",
    ]
    assert listing(auditor) == before


def test_no_passphrase_and_no_desk_are_said(auditor, tmp_path):
    asked = run(auditor, "desk", "status", AUDITDESK_PASSPHRASE="")
    nowhere = run(tmp_path / "nobody", "desk", "status")

    assert asked.err.startswith("AD-V_ASK: ")
    assert nowhere.err.startswith("AD-V_NONE: ")
    assert not (tmp_path / "nobody").exists()


# ── a round as a folder ──────────────────────────────────────────────────────────────

ROUNDS = {
    "bad date": ("round.yaml", "audit_date: 2016-06-20", "audit_date: 2016-06-31", 6, "is not a date"),
    "key twice": ("round.yaml", "title: Small", "title: Small\ntitle: Large", 3, ""),
    "unknown key": ("round.yaml", "nation:", "natoin: england\nnation:", 4, "did you mean 'nation'?"),
    "unknown zone": ("round.yaml", "Europe/London", "Europe/Nowhere", 5, ""),
    "case twice": ("round.yaml", "common:", "  - {ref: CSE16-01, agencies: [pol]}\ncommon:", None, ""),
    "no hour": ("returns", "agency: csc", "agency: csc\nfinished: 2016-03-27T01:30", None, "does not exist"),
    "no moment": ("returns", "agency: csc", "agency: csc\nfinished: soon", None, "is not a date and time"),
    "no state": ("returns", "agency: csc", "agency: csc\nstate: lost", 3, "is none of"),
    "not asked for": ("returns", "agency: csc", "agency: pol", None, "is not asked for in round.yaml"),
    "unknown question": (
        "returns",
        "cd_cat: CP",
        "cd_cta: CP",
        4,
        "question cd_cta: there is no such question",
    ),
    "unknown common": ("round.yaml", "hd_known:", "hd_nkown:", 13, "question hd_nkown: "),
}


@pytest.mark.parametrize("name", ROUNDS)
def test_a_round_that_does_not_fit_is_refused_by_file_and_line_and_leaves_nothing(
    a_round, tmp_path, capsys, name
):
    file, was, now, line, said = ROUNDS[name]
    path = a_round / file if file.endswith(".yaml") else a_round / "returns" / "CSE16-01-csc.yaml"
    text = path.read_text()
    assert was in text
    path.write_text(text.replace(was, now, 1))
    before = listing(tmp_path)

    sentence = refused(capsys, ["rehearse", a_round, "--out", tmp_path / "out"])

    assert str(path) in sentence
    assert f"line {line or ''}" in sentence
    assert said in sentence
    assert listing(tmp_path) == before


def test_a_disk_that_fills_during_a_rehearsal_leaves_nothing(a_round, tmp_path):
    with mounted(tmp_path / "small", "-t", "tmpfs", "-o", "size=900k", "tmpfs") as disk:
        said = run(tmp_path, "rehearse", a_round, "--out", disk / "out")

        assert (said.status, said.out) == (3, "")
        assert said.err.startswith(("AD-D_FULL: The disk is full", "AD-F_FULL: The disk is full"))
        assert list(disk.iterdir()) == []


def test_what_may_not_be_read_or_written_is_said_to_a_person_without_rights(a_round):
    ground = Path(tempfile.mkdtemp())
    try:
        ground.chmod(0o755)
        shutil.copytree(a_round, ground / "round")
        (ground / "round" / "round.yaml").chmod(0o600)
        (ground / "closed").mkdir(mode=0o700)
        (ground / "tool.yaml").write_text("a: [")
        (ground / "tool.yaml").chmod(0o600)
        said = [
            as_nobody(ground, "rehearse", ground / "round", "--out", ground / "out"),
            as_nobody(ground, "rehearse", ground / "closed", "--out", ground / "out"),
            as_nobody(ground, "tool", "check", ground / "tool.yaml"),
        ]

        assert [one.partition(":")[0] for one in said] == ["AD-F_UNREADABLE"] * 3
        assert sorted(path.name for path in ground.iterdir()) == ["closed", "round", "tool.yaml"]
    finally:
        shutil.rmtree(ground)


def as_nobody(ground, *words):
    """What one command says to them; it is not done, and prints no result."""
    argv = [sys.executable, "-m", "tests.cli.as_nobody", ROOT / "forms" / "lists.yaml", *words]
    done = subprocess.run(
        [str(word) for word in argv],
        capture_output=True,
        text=True,
        check=False,
        cwd=ROOT,
        env=environment(ground),
    )
    assert done.returncode == 3, done.stderr
    assert done.stdout.endswith("--\n")
    return done.stderr


# ── a mistake of our own ─────────────────────────────────────────────────────────────


def test_a_fault_of_the_program_gives_a_file_without_values_and_no_traceback(auditor):
    run(auditor, "return", "fill", REF, "--answers", "-", typed="q0: canary word\n")
    desk = open_desk(auditor, PASSPHRASE)
    desk.write(lambda db: db.execute("update answer set way = 'canary way'"))
    desk.close()

    said = run(auditor, "return", "show", REF)

    crash = (auditor / "log" / "crash.txt").read_text()
    assert (said.status, said.out) == (3, "")
    assert said.err.startswith("AD-X_CRASH: ")
    assert str(auditor / "log" / "crash.txt") in said.err
    assert "canary" not in said.err + crash
    assert str(auditor) not in crash
    assert "history.py" in crash
