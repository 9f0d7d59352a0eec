"""The theme tools: which there are, what one asks, what is wrong with a file, and one as a spreadsheet."""

from dataclasses import dataclass
from pathlib import Path

from auditdesk import form, places
from auditdesk.errors import InputError
from auditdesk.files import together
from auditdesk.form import Problem, Tool

_SUFFIXES = (".yaml", ".yml", ".xlsx")


@dataclass(frozen=True, slots=True)
class ToolLine:
    """One tool that travels with the program."""

    id: str
    version: str
    hash: str
    title: str


@dataclass(frozen=True, slots=True)
class WrittenTool:
    """A tool written to `file`. `problems` are warnings: what was left out, or read not as it stood."""

    file: Path
    tool: str
    version: str
    hash: str
    problems: tuple[Problem, ...]


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
    path = Path(name) if name.endswith(_SUFFIXES) else places.forms() / "tools" / f"{name}.yaml"
    if path not in _files() and not path.is_file():
        raise InputError("R_TOOL", tool=name)
    return form.compile(form.read(path))


def check_tool(path: Path) -> tuple[Problem, ...]:
    """Every problem of a tool's file, errors and warnings, by line.

    Raises:
        FileError: the file cannot be read.
    """
    return form.check(form.read(path))


def export_tool(tool: Tool, path: Path, *, portable: bool = False, replace: bool = False) -> WrittenTool:
    """Write a tool as an XLSForm workbook that reads back to the same hash, whole or not at all.

    `portable` leaves out what rests on functions that auditdesk alone knows; each is a problem of the result.

    Raises:
        InputError: R_FORMAT: the name does not end in .xlsx.
        ToolError: TOOL_BOOK: a workbook cannot hold this tool.
        FileError: the file exists and is not to be replaced, or cannot be written.
    """
    if path.suffix != ".xlsx":
        raise InputError("R_FORMAT", suffix=path.suffix or path.name)
    problems = form.write_xlsx(tool, path, portable=portable, replace=replace)
    return WrittenTool(path, tool.id, tool.version, tool.hash, problems)


def import_tool(path: Path, folder: Path, *, replace: bool = False) -> WrittenTool:
    """Write the tool in a workbook as YAML, `<id>.yaml` in a folder, with the same hash; whole or not at all.

    Raises:
        ToolError: with every problem of the workbook.
        FileError: the workbook cannot be read; the file exists and is not to be replaced; the disk is full.
    """
    source = form.read(path)
    tool, text = form.compile(source), form.yaml_of(source)
    with together(folder) as put:
        file = put(folder / f"{tool.id}.yaml", text.encode(), replace=replace)
    return WrittenTool(file, tool.id, tool.version, tool.hash, form.check(source))
