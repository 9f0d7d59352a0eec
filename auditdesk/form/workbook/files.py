"""Workbooks as files: read behind a cap, written whole or not at all and read back first.

May not know what stands in them.
"""

from pathlib import Path

from auditdesk.errors import FileError, ToolError
from auditdesk.files import read_capped, whole_file
from auditdesk.form.compiler import compile
from auditdesk.form.problems import Place, Problems
from auditdesk.form.source import Source
from auditdesk.form.tool import Tool
from auditdesk.form.values import Problem
from auditdesk.form.workbook.book import book
from auditdesk.form.workbook.package import LARGEST_FILE
from auditdesk.form.workbook.portable import portable_rows
from auditdesk.form.workbook.reading import workbook_source
from auditdesk.form.workbook.writing import sheets, survey_rows


def read_workbook(path: Path) -> Source:
    """The tool in an .xlsx file.

    Raises:
        ToolError: no tool can be read from it; every other problem waits for `compile` or `check`.
        FileError: the file cannot be read.
    """
    try:
        raw = read_capped(path, LARGEST_FILE)
    except FileError as error:
        if error.code != "F_BIG":
            raise
        problems = Problems()
        problems.add("TOOL_LIMIT", f"the file is larger than {LARGEST_FILE:,} bytes", Place(path.name, 0))
        raise problems.error() from error
    return workbook_source(raw, path.name)


def write_xlsx(
    tool: Tool, path: Path, *, portable: bool = False, replace: bool = False
) -> tuple[Problem, ...]:
    """Write a tool as an XLSForm workbook; the same tool gives the same bytes.

    It reads back to the same hash (form law 31). `portable` writes for programs that do not know our
    functions: what rests on them is left out, and each such place is a problem of the result.

    Raises:
        ToolError: TOOL_BOOK: the tool would not come back the same. Nothing was written.
        FileError: F_EXISTS unless `replace`; the disk is full, or may not be written.
    """
    problems = Problems()
    rows = survey_rows(tool)
    if portable:
        rows = portable_rows(rows, tool, path.name, problems)
    raw = book(sheets(tool, rows))
    _ensure_reads_back(raw, path.name, None if portable else tool.hash)
    whole_file(path, raw, replace=replace)
    return problems.all()


def _ensure_reads_back(raw: bytes, name: str, hash: str | None) -> None:
    try:
        again = compile(workbook_source(raw, name))
    except ToolError as error:
        raise ToolError(
            "TOOL_BOOK", error.problems, what=f"A workbook would not be read again: {error}"
        ) from error
    if hash is not None and again.hash != hash:
        raise ToolError(
            "TOOL_BOOK", what="A workbook cannot hold all of this tool; it would come back changed."
        )
