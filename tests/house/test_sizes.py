"""A file, a class or a function that outgrew its size has a second subject in it."""

import ast
import re
import subprocess
import sys
from pathlib import Path

from tests.house.tree import ROOT, Module, found_by, modules, walk

LINES = 300
PUBLIC_METHODS = 12
NOQA = re.compile(r"#\s*noqa\b(?P<rest>.*)")
EXPLAINED = re.compile(r": [A-Z]+[0-9]+(, ?[A-Z]+[0-9]+)*\s+\S+.*\s\S+")
TODO = re.compile(r"\b(TODO|FIXME|XXX)\b(?!\(#\d+\))")


def too_long(module: Module) -> bool:
    return len(module.text.splitlines()) > LINES


def crowded(module: Module) -> list[str]:
    return [
        f"{module.name}: {node.name}"
        for node in walk(module)
        if isinstance(node, ast.ClassDef) and len(_public(node)) > PUBLIC_METHODS
    ]


def _public(node: ast.ClassDef) -> list[str]:
    return [part.name for part in node.body if isinstance(part, ast.FunctionDef) and part.name[0] != "_"]


def unexplained(module: Module) -> list[str]:
    """`# noqa` without a code and a clause."""
    found = ((number, NOQA.search(line)) for number, line in enumerate(module.text.splitlines(), 1))
    return [f"{module.name}:{number}" for number, hit in found if hit and not EXPLAINED.match(hit["rest"])]


def unfinished(module: Module) -> list[str]:
    return [f"{module.name}: {hit[0]}" for hit in TODO.finditer(module.text)]


def test_no_file_is_over_300_lines():
    assert [module.name for module in modules() if too_long(module)] == []


def test_no_class_has_more_than_12_public_methods():
    assert found_by(crowded) == ""


def test_every_noqa_has_a_code_and_a_clause():
    assert found_by(unexplained) == ""


def test_every_unfinished_mark_names_its_issue():
    assert found_by(unfinished) == ""


def test_planted_mistakes_of_size_are_found():
    methods = "".join(f"    def m{n}(self) -> None: ...\n" for n in range(13))

    assert too_long(Module("a.py", "\n" * 301))
    assert crowded(Module("a.py", f"class A:\n{methods}")) == ["a.py: A"]
    assert unexplained(Module("a.py", "x = 1  # noqa\ny = 2  # noqa: E501\n")) == ["a.py:1", "a.py:2"]
    assert unexplained(Module("a.py", "x = 1  # noqa: S101  it is right here\n")) == []
    assert unfinished(Module("a.py", "# TO" + "DO: later\n# TO" + "DO(#12): later\n")) == ["a.py: TO" + "DO"]


def test_a_function_of_31_statements_is_found(tmp_path):
    body = "".join(f"    print({n})\n" for n in range(31))
    (tmp_path / "long.py").write_text(f"def long():\n{body}", encoding="utf-8")
    ruff = [str(Path(sys.executable).parent / "ruff"), "check", "--no-cache", "--select", "PLR0915"]

    told = subprocess.run(
        [*ruff, "--config", str(ROOT / "pyproject.toml"), "long.py"],
        cwd=tmp_path, capture_output=True, text=True, check=False,
    )  # fmt: skip

    assert "PLR0915" in told.stdout
