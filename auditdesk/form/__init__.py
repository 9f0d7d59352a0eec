"""The form language, usable alone: tools, sessions, problems (docs/form-library.md).

Importing it loads values only; readers, compiler and sessions come when they are first named.
"""

from importlib import import_module
from typing import TYPE_CHECKING, Any

from auditdesk.errors import QuestionError, ToolError
from auditdesk.form.values import (
    At,
    Cell,
    Change,
    Choice,
    Exported,
    LeftOver,
    Origin,
    Problem,
    Progress,
    Question,
    RowChange,
    RowId,
    Typed,
    TypedCell,
    TypedChange,
    TypedRow,
)

if TYPE_CHECKING:
    from auditdesk.form.compiler import check, compile
    from auditdesk.form.migration import Migration, migrate
    from auditdesk.form.run import Session
    from auditdesk.form.source import Source, read
    from auditdesk.form.tool import Tool
    from auditdesk.form.workbook.files import write_xlsx
    from auditdesk.form.yaml_tool import yaml_of

__all__ = [
    "At",
    "Cell",
    "Change",
    "Choice",
    "Exported",
    "LeftOver",
    "Migration",
    "Origin",
    "Problem",
    "Progress",
    "Question",
    "QuestionError",
    "RowChange",
    "RowId",
    "Session",
    "Source",
    "Tool",
    "ToolError",
    "Typed",
    "TypedCell",
    "TypedChange",
    "TypedRow",
    "check",
    "compile",
    "migrate",
    "read",
    "write_xlsx",
    "yaml_of",
]


def __getattr__(name: str) -> Any:
    """What is not loaded yet (PEP 562): a screen that shows answers needs no YAML reader."""
    match name:
        case "check" | "compile":
            room = "compiler"
        case "Migration" | "migrate":
            room = "migration"
        case "Session":
            room = "run"
        case "Source" | "read":
            room = "source"
        case "Tool":
            room = "tool"
        case "yaml_of":
            room = "yaml_tool"
        case "write_xlsx":
            room = "workbook.files"
        case _:
            raise AttributeError(name)
    return getattr(import_module(f"auditdesk.form.{room}"), name)
