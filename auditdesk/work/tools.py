"""The theme tools: which there are, what one asks, what is wrong with a file."""

from dataclasses import dataclass
from pathlib import Path

from auditdesk import form, places
from auditdesk.errors import InputError
from auditdesk.form import Problem, Tool


@dataclass(frozen=True, slots=True)
class ToolLine:
    """One tool that travels with the program."""

    id: str
    version: str
    hash: str
    title: str


def _files() -> list[Path]:
    return sorted(path for path in (places.forms() / "tools").glob("*.yaml") if path.name.count(".") == 1)


def tools() -> tuple[ToolLine, ...]:
    """Every tool that travels with the program, by name.

    Raises:
        ToolError: one of them cannot be compiled.
    """
    found = (form.compile(form.read(path)) for path in _files())
    return tuple(ToolLine(tool.id, tool.version, tool.hash, tool.title.get("en", "")) for tool in found)


def one_tool(name: str) -> Tool:
    """The tool of a theme, or of a file.

    Raises:
        InputError: R_TOOL if there is none.
        ToolError: it cannot be compiled.
    """
    path = Path(name) if name.endswith((".yaml", ".yml")) else places.forms() / "tools" / f"{name}.yaml"
    if path not in _files() and not path.is_file():
        raise InputError("R_TOOL", tool=name)
    return form.compile(form.read(path))


def check_tool(path: Path) -> tuple[Problem, ...]:
    """Every problem of a tool's file, errors and warnings, by line.

    Raises:
        FileError: the file cannot be read.
    """
    return form.check(form.read(path))
