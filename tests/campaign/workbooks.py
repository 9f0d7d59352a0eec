"""Workbooks changed at random; and random tools that a spreadsheet program opens and saves.

What went wrong is anything but a tool or a code that came out, or a tool that came back changed. The gate
leaves `office` out: it needs LibreOffice (Debian's libreoffice-calc-nogui), which takes a minute to install.
"""

import random
import shutil
import subprocess
import tempfile
from collections.abc import Iterator
from pathlib import Path

from auditdesk.form import Tool, ToolError, compile, read, write_xlsx
from tests.form.workbooks import GOOD, mutated, outcome, written
from tests.house.tree import ROOT
from tests.laws.random_tools import random_tool
from tests.laws.worded_tools import worded_tool

_FILTER = "xlsx:Calc MS Excel 2007 XML"
_WAIT_S = 600


def run(n: int, first: int) -> list[str]:
    """A small workbook as openpyxl makes it and a shipped tool as we write it, each changed `n` times."""
    wrong = []
    for content in (GOOD, written(next(_shipped()))):
        for number in range(first, first + n):
            try:
                outcome(mutated(content, number))
            except Exception as error:  # noqa: BLE001 - what is looked for is any other exception
                wrong.append(f"seed {number}: {type(error).__name__} {error}")
    return wrong


def run_office(n: int, first: int) -> list[str]:
    """Law 31 with LibreOffice in between: `n` random tools, `n` with any texts, and those that ship."""
    program = shutil.which("soffice")
    if program is None:
        return ["soffice is not installed: nothing was tried"]
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        tools = {f"{number}.xlsx": tool for number, tool in enumerate(_tools(n, first))}
        for file, tool in tools.items():
            write_xlsx(tool, folder / file)
        _open_and_save(program, folder)
        differ = {file: _difference(tool, folder / "saved" / file) for file, tool in tools.items()}
    return [f"{tools[file].id} {file}: {why}" for file, why in differ.items() if why]


def _open_and_save(program: str, folder: Path) -> None:
    files = sorted(str(path) for path in folder.glob("*.xlsx"))
    profile = f"-env:UserInstallation=file://{folder}/profile"
    command = [program, "--headless", profile, "--convert-to", _FILTER, "--outdir", str(folder / "saved")]
    subprocess.run([*command, *files], check=True, capture_output=True, timeout=_WAIT_S)


def _difference(tool: Tool, path: Path) -> str:
    if not path.is_file():
        return "was not saved"
    try:
        again = compile(read(path))
    except ToolError as error:
        return str(error)
    if again.hash == tool.hash:
        return ""
    pairs = zip(tool.questions, again.questions, strict=False)
    return next((f"{ours} became {theirs}" for ours, theirs in pairs if ours != theirs), "something differs")


def _tools(n: int, first: int) -> Iterator[Tool]:
    yield from _shipped()
    for number in range(first, first + n):
        yield random_tool(random.Random(number))  # noqa: S311 - a printed seed, not a secret
        yield worded_tool(random.Random(number))  # noqa: S311 - a printed seed, not a secret


def _shipped() -> Iterator[Tool]:
    for path in sorted((ROOT / "forms" / "tools").glob("*.yaml")):
        if path.name.count(".") == 1:
            yield compile(read(path))
