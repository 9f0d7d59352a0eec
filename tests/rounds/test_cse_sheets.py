"""Case audit sheets of the rehearsed round CSE-2016-06, read back from the PDF by other programs."""

import os
import shutil
import subprocess
import sys
from pathlib import Path

import pypdf
import pypdfium2
import pytest

from auditdesk import form, places
from auditdesk.form import Tool
from auditdesk.report.sheet.numbering import layout, takes_answer
from tests.report import paper
from tests.report.paper import opened
from tests.report.sheets import blank, lines_of
from tests.report.test_sheet import ensure_tidy

ANSWERED = {
    "cd_cat": "Child protection plan",
    "cd_sex": "Female",
    "cse_con": "2 November 2015",
    "cse_tool": "Completed by us",
    "cse_tool_d": "20 November 2015",
    "cse_ma": "Children's social care (incl. safeguarding unit); Police; Community / mental-health NHS "
    "trust; School or college",
    "cse_shok": "Met",
    "cse_plan": "Met",
    "cse_wkrs": "2",
    "vc_worker": "Met",
    "ap_plan": "Yes",
    "ap_sharea": "Met",
    "fb_child": "Gave views",
    "sm_judge": "Good",
}
"""What returns/CSE16-01-csc.yaml and the round's common answers say, in a reader's words."""
GIVEN_BY_THE_ROUND = {"hd_from", "hd_to", "hd_known"}


@pytest.fixture(scope="module")
def tool() -> Tool:
    return form.compile(form.read(places.forms() / "tools" / "child-sexual-exploitation.yaml"))


def read(path: Path) -> str:
    """All words of a PDF in the order of its content."""
    done = subprocess.run(["pdftotext", "-raw", str(path), "-"], capture_output=True, text=True, check=True)
    return " ".join(done.stdout.split())


@pytest.fixture(scope="module")
def sheet(cse_round: Path) -> str:
    return read(cse_round / "sheets" / "CSE16-01-csc.pdf")


@pytest.mark.parametrize("name", ANSWERED)
def test_every_answer_stands_under_its_label(sheet: str, tool: Tool, name: str) -> None:
    number, label = layout(tool).number(name), tool.question(name).label["en"]

    assert f"{number} {name} {label} {ANSWERED[name]}" in sheet


def test_reviews_of_the_tool_stand_in_rows_and_their_gap_with_the_limit(sheet: str) -> None:
    assert "cse_rev Row Date 1 15 February 2016 2 9 May 2016" in sheet
    assert "cse_lag Days from concern to tool 18 days worked out" in sheet
    assert "cse_gap_ok Reviewed in time throughout Yes (limit 3 months) worked out" in sheet


def test_only_what_was_answered_has_a_line(sheet: str, tool: Tool) -> None:
    numbers = layout(tool).numbers

    lines = {code for number, code in lines_of(sheet, set(numbers)) if number == str(numbers[code])}

    assert lines - GIVEN_BY_THE_ROUND - {"cse_rev"} == set(ANSWERED)


def test_labels_of_what_was_not_asked_or_not_answered_are_not_there(sheet: str, tool: Tool) -> None:
    shown = {*ANSWERED, *GIVEN_BY_THE_ROUND}
    silent = [
        question.label["en"]
        for question in tool.questions
        if takes_answer(question) and question.role != "comment" and question.name not in shown
    ]
    telling = {label for label in silent if len(label) > 25}

    assert len(telling) > 100
    assert [label for label in telling if label in sheet] == []


def test_a_birth_date_is_not_on_the_sheet(sheet: str) -> None:
    assert "2002" not in sheet
    assert "14 years" in sheet


def test_the_agreed_grade_stands_beside_the_auditors_own(cse_round: Path) -> None:
    words = read(cse_round / "sheets" / "CSE16-05-csc.pdf")

    assert "Overall Requires improvement Inadequate" in words
    assert words.index("Immediate concern") < words.index("Grades")


def test_every_return_that_arrived_has_a_sheet_and_no_other(cse_round: Path) -> None:
    made = sorted(path.name for path in (cse_round / "sheets").iterdir())

    assert len(made) == 23
    assert all(name.endswith(".pdf") for name in made)


def test_a_nil_return_says_so_and_is_asked_for_no_grade(cse_round: Path) -> None:
    nil = [
        words for path in (cse_round / "sheets").iterdir() if "nil return, signed" in (words := read(path))
    ]

    assert len(nil) == 1
    assert "Grades" not in nil[0]


def test_sheets_of_the_round_are_tidy(cse_round: Path) -> None:
    for name in ("CSE16-01-csc", "CSE16-05-csc"):
        pages = pypdfium2.PdfDocument((cse_round / "sheets" / f"{name}.pdf").read_bytes())
        for number, page in enumerate(pages, 1):
            ensure_tidy(page, number)


# ── by command ───────────────────────────────────────────────────────────────────────────────────────────


def home_of(who: str, whole_round: Path, folder: Path) -> Path:
    """Somebody's desk in a copy of the round: a desk in use is locked, and others use the round meanwhile."""
    return Path(shutil.copytree(whole_round, folder / "round")) / "home" / who


def run(home: Path, *argv: str) -> "subprocess.CompletedProcess[str]":
    names = (home.parents[1] / "keys" / "passphrases.txt").read_text(encoding="utf-8").splitlines()
    passphrases = dict(line.split(": ", 1) for line in names)
    there = {"AUDITDESK_HOME": str(home), "AUDITDESK_PASSPHRASE": passphrases[home.name]}
    return subprocess.run(
        [sys.executable, "-m", "auditdesk", *argv],
        capture_output=True,
        text=True,
        check=False,
        env={**os.environ, **there},
    )


def test_an_auditor_prints_the_own_return_and_a_birth_date_only_when_asked(
    cse_round: Path, tmp_path: Path
) -> None:
    home = home_of("csc", cse_round, tmp_path)
    plain, local = tmp_path / "plain.pdf", tmp_path / "local.pdf"

    done = [
        run(home, "sheet", "CSE16-01/csc", "--to", str(plain)),
        run(home, "sheet", "CSE16-01/csc", "--local", "--to", str(local)),
    ]

    assert [one.returncode for one in done] == [0, 0], done
    assert "2002" not in read(plain)
    assert "Left off because they stay on the auditor’s machine: cd_dob." in read(plain)
    assert "Date of birth on your record 3 February 2002 stays on the auditor’s machine" in read(local)


def test_the_coordinator_prints_some_sheets_into_one_file_the_same_bytes_each_time(
    cse_round: Path, tmp_path: Path
) -> None:
    home, one, other = home_of("coordinator", cse_round, tmp_path), tmp_path / "1.pdf", tmp_path / "2.pdf"
    refs = ("CSE16-01/csc", "CSE16-02/pol")

    done = [run(home, "sheet", *refs, "--to", str(path)) for path in (one, other)]

    assert [each.returncode for each in done] == [0, 0], done
    assert one.read_bytes() == other.read_bytes()
    pages = [page.extract_text() for page in pypdf.PdfReader(one).pages]
    assert sum("Page 1 of" in page for page in pages) == 2


def test_a_return_that_has_not_arrived_has_no_sheet_and_nothing_is_written(
    cse_round: Path, tmp_path: Path
) -> None:
    home = home_of("coordinator", cse_round, tmp_path)

    done = run(home, "sheet", "CSE16-01/nobody", "--to", str(tmp_path / "x.pdf"))

    assert done.returncode == 3
    assert "AD-R_NONE" in done.stderr
    assert list(tmp_path.iterdir()) == [tmp_path / "round"]


def test_a_file_that_is_there_is_not_overwritten(cse_round: Path, tmp_path: Path) -> None:
    path = tmp_path / "x.pdf"
    path.write_bytes(b"mine")

    done = run(
        cse_round / "home" / "coordinator", "tool", "print", "child-sexual-exploitation", "--to", str(path)
    )

    assert (done.returncode, path.read_bytes()) == (3, b"mine")


# ── blank ────────────────────────────────────────────────────────────────────────────────────────────────
@pytest.mark.parametrize(
    "path", sorted((places.forms() / "tools").glob("*.yaml")), ids=lambda path: path.stem
)
def test_the_blank_sheet_of_every_shipped_tool_asks_every_question(path: Path) -> None:
    if path.name.count(".") > 1:
        return  # scenarios beside their tool
    tool = form.compile(form.read(path))
    rendered = paper.printed(blank(tool))
    words = " ".join(" ".join(paper.pages_of(rendered)).split())
    found = layout(tool)

    for question in tool.questions:
        if not takes_answer(question) or question.role == "comment":
            continue
        label = " ".join(question.label["en"].split())
        assert label in words, question.name
        assert question.repeats or f"{found.number(question.name)} {question.name} {label}" in words
    for number, page in enumerate(opened(rendered), 1):
        if number % 16 == 1:
            ensure_tidy(page, number)
