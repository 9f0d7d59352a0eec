"""`tool export`, `tool import` and `tool check` on workbooks, as a person runs them."""

import json
from pathlib import Path

import pytest

from auditdesk.cli.main import main
from auditdesk.form import compile, read
from tests.form.workbooks import questions, raw

MISTAKEN = raw(questions(["text", "a", "A", "=1+1"], ["txt", "b", "B"], columns=["hint"]))


@pytest.fixture
def run(capsys, monkeypatch, tmp_path):
    """A command's exit status, what it printed, and what it said."""
    monkeypatch.chdir(tmp_path)

    def command(*words: str) -> tuple[int, str, str]:
        status = main(list(words))
        told = capsys.readouterr()
        return status, told.out, told.err

    return command


def test_a_tool_goes_out_as_a_workbook_and_comes_in_as_yaml_with_the_same_hash(run):
    tool = "neglect"
    shown = json.loads(run("tool", "show", tool, "--json")[1])["hash"]

    exported = json.loads(run("tool", "export", tool, "--to", "x.xlsx", "--json")[1])
    status, out, _ = run("tool", "import", "x.xlsx", "--to", "mine/tools", "--json")
    imported = json.loads(out)

    assert (status, exported["hash"], imported["hash"]) == (0, shown, shown)
    assert imported["file"] == f"mine/tools/{tool}.yaml"
    assert compile(read(Path(imported["file"]))).hash == shown
    assert json.loads(run("tool", "show", "x.xlsx", "--json")[1])["hash"] == shown
    assert run("tool", "check", "x.xlsx", imported["file"])[:2] == (0, "No problems.\n")


def test_a_portable_workbook_tells_what_it_leaves_out(run):
    status, out, _ = run("tool", "export", "neglect", "--to", "x.xlsx", "--portable")

    assert status == 1
    assert "warn: x.xlsx survey!A6 row 'hd_agency' calculation: is left out: it uses ad:fact, which" in out


def test_a_check_names_the_cell(run):
    Path("f.xlsx").write_bytes(MISTAKEN)

    status, out, _ = run("tool", "check", "f.xlsx")
    problems = json.loads(run("tool", "check", "f.xlsx", "--json")[1])["problems"]

    assert status == 1
    assert "error: f.xlsx survey!D2 hint: a formula stands where a text is read; write the text itself" in out
    assert [(p["code"], p["cell"]) for p in problems if p["severity"] == "error"] == [
        ("AD-TOOL_CELL", "survey!D2"),
        ("AD-TOOL_TYPE", "survey!A3"),
    ]


def test_a_workbook_with_mistakes_is_not_taken_in_and_every_mistake_is_told(run):
    Path("f.xlsx").write_bytes(MISTAKEN)

    status, out, err = run("tool", "import", "f.xlsx", "--to", "mine")

    assert (status, out) == (3, "")
    assert err.startswith("AD-TOOL_CELL: ")
    assert "survey!A3 row 'b' type: 'txt' is not a type" in err
    assert not Path("mine").exists()


@pytest.mark.parametrize("name", ["f.xlsx", "f.xls", "f.ods", "f.csv", "f.xlsm"])
def test_a_file_that_is_no_workbook_is_refused_with_a_sentence(run, name):
    Path(name).write_bytes(b"type,name\ntext,a\n")

    status, out, err = run("tool", "check", name)

    assert (status, out) == (3, "")
    assert "AD-TOOL_BOOK: " in err
    assert "the file is no .xlsx workbook" in err


def test_what_exists_is_replaced_only_by_force(run):
    Path("x.xlsx").write_text("mine")

    refused = run("tool", "export", "neglect", "--to", "x.xlsx")
    kept = Path("x.xlsx").read_text()
    forced = run("tool", "export", "neglect", "--to", "x.xlsx", "--force")

    assert (refused[0], kept, forced[0]) == (3, "mine", 0)
    assert "AD-F_EXISTS" in refused[2]
    assert run("tool", "export", "neglect", "--to", "x.pdf")[2].startswith("AD-R_FORMAT")
