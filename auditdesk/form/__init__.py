"""The form language, usable alone: tools, sessions, problems."""

from auditdesk.errors import QuestionError, ToolError
from auditdesk.form.compile import check, compile
from auditdesk.form.run import Session
from auditdesk.form.source import Source, read
from auditdesk.form.tool import Tool
from auditdesk.form.values import (
    At,
    Cell,
    Change,
    Choice,
    Exported,
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

__all__ = [
    "At",
    "Cell",
    "Change",
    "Choice",
    "Exported",
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
    "read",
]
