"""`auditdesk.form` as other people's programs use it: what it offers, the page about it, what comes along."""

import doctest
import re
import subprocess
import sys
from pathlib import Path

import pytest

import auditdesk
from auditdesk import form
from auditdesk.form import Session, Tool
from tests.form.public_api import KEPT, described

ROOT = Path(__file__).resolve().parents[2]
PAGE = ROOT / "docs" / "form-library.md"
DESIGNED = {
    form: "read compile check write_xlsx migrate Tool At Session Change Problem Cell Typed",
    Tool: "id version theme languages questions hash to_json from_json question",
    Session: "answer add_row remove_row move_row paste undo redo tick cell rows label validate progress"
    " export typed",
}
"""The names of forms.md 7."""


def test_the_public_names_signatures_and_fields_are_those_written_down():
    """Changed on purpose? `python -m tests.form.public_api`, and say it in the changelog."""
    assert described() == KEPT.read_text(encoding="utf-8")


@pytest.mark.parametrize(
    ("owner", "name"), [(owner, name) for owner, names in DESIGNED.items() for name in names.split()]
)
def test_every_name_of_the_design_is_there(owner, name):
    assert hasattr(owner, name) or name in owner.__annotations__


def test_the_example_of_the_page_runs_and_prints_what_the_page_says(tmp_path, monkeypatch):
    text = PAGE.read_text(encoding="utf-8")
    (tool,), (example,) = (re.findall(rf"```{kind}\n(.*?)```", text, re.DOTALL) for kind in ("yaml", "pycon"))
    (tmp_path / "visit.yaml").write_text(tool, encoding="utf-8")
    monkeypatch.chdir(tmp_path)

    ran = doctest.DocTestRunner()
    ran.run(doctest.DocTestParser().get_doctest(example, {}, "form-library.md", str(PAGE), 0))

    assert (ran.failures, ran.tries > 0) == (0, True)


def test_it_brings_no_other_room_along():
    code = (
        "import sys; from auditdesk.form import Session, Tool, compile, read, check\n"
        "print(*sorted({name.split('.')[1] for name in sys.modules if name.startswith('auditdesk.')}))"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True, cwd=ROOT)

    assert set(done.stdout.split()) <= {"canonical", "codes", "errors", "files", "form", "places"}


def test_its_types_are_told_to_type_checkers():
    assert (Path(auditdesk.__file__).parent / "py.typed").exists()
