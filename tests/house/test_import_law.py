"""Imports point left, every library has one home, and a planted mistake is found."""

import shutil
import subprocess
import sys
import tomllib
from pathlib import Path

import pytest

from tests.house.tree import PACKAGE, ROOT

LINTER = Path(sys.executable).parent / "lint-imports"


def lint(folder: Path) -> subprocess.CompletedProcess[str]:
    command = [str(LINTER), "--no-cache", "--no-logo"]
    return subprocess.run(command, cwd=folder, capture_output=True, text=True, check=False)


@pytest.fixture
def copy(tmp_path):
    shutil.copytree(PACKAGE, tmp_path / "auditdesk", ignore=shutil.ignore_patterns("__pycache__"))
    shutil.copy(ROOT / "pyproject.toml", tmp_path)
    return tmp_path


def plant(folder: Path, module: str, line: str) -> None:
    """Put an import inside a function, where a hurried reader would not look."""
    path = folder / "auditdesk" / module
    path.write_text(
        f"{path.read_text(encoding='utf-8')}\n\ndef _planted() -> None:\n    {line}\n", encoding="utf-8"
    )


def test_the_import_law_holds():
    told = lint(ROOT)

    assert told.returncode == 0, told.stdout + told.stderr


@pytest.mark.parametrize(
    ("module", "line"),
    [
        ("audit/people.py", "from auditdesk.merge import view"),
        ("form/values.py", "from auditdesk.audit import people"),
        ("desk/desk.py", "from auditdesk.exchange import bundle"),
        ("merge/view.py", "from auditdesk.report import figures"),
        ("report/figures.py", "from auditdesk.desk import facts"),
        ("cli/main.py", "from auditdesk.desk import desk"),
        ("codes.py", "import auditdesk.errors"),
        ("desk/vault.py", "import cryptography"),
        ("desk/returns.py", "import sqlite_utils"),
        ("report/figures.py", "import reportlab.pdfgen"),
        ("exchange/bundle.py", "import urllib.request"),
        ("audit/people.py", "import sqlite3"),
        ("merge/view.py", "import logging"),
        ("report/pdf/text.py", "import uharfbuzz"),
        ("work/desks.py", "from PySide6 import QtCore"),
        ("ui/window.py", "from auditdesk.desk import desk"),
        ("ui/window.py", "from auditdesk.cli import output"),
        ("cli/main.py", "from auditdesk.ui import app"),
    ],
)
def test_a_planted_import_is_found(copy, module, line):
    plant(copy, module, line)

    assert lint(copy).returncode == 1


def test_a_room_without_a_place_is_found(copy):
    (copy / "auditdesk" / "extras.py").write_text('"""Nobody gave this a place."""\n', encoding="utf-8")

    assert lint(copy).returncode == 1


def test_a_verb_that_leans_on_another_is_found(copy):
    plant(copy, "work/bundles.py", "from auditdesk.work import merging")

    assert lint(copy).returncode == 1


WITHOUT_IMPORT = {"tzdata", "uharfbuzz"}
"""Data that Python finds by itself, and the shaper that reportlab calls for us."""


def test_every_dependency_has_a_home():
    settings = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))
    names = {
        "arabic-reshaper": "arabic_reshaper",
        "pyside6-essentials": "PySide6",
        "python-bidi": "bidi",
        "pyyaml": "yaml",
        "sqlite-utils": "sqlite_utils",
    }
    contracts = settings["tool"]["importlinter"]["contracts"]
    homes = {line.split(" -> ")[1] for contract in contracts for line in contract.get("ignore_imports", [])}
    wanted = {line.split(">")[0].strip() for line in settings["project"]["dependencies"]} - WITHOUT_IMPORT

    assert {names.get(name, name) for name in wanted} <= homes


@pytest.mark.parametrize("module", ["auditdesk.work", "auditdesk.cli.main"])
def test_the_library_loads_no_window(module):
    code = f"import sys, {module}; print([name for name in sys.modules if name.startswith('PySide6')])"
    told = subprocess.run([sys.executable, "-c", code], cwd=ROOT, capture_output=True, text=True, check=True)

    assert told.stdout.strip() == "[]"
