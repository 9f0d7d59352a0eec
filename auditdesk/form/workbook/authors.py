"""What authors write for other programs → rows of ours, or a sentence. May not know sheets.

Every rewriting that a person may want to know of is a warning at the cell it happened in.
"""

import re
from collections.abc import Mapping
from types import MappingProxyType

from auditdesk.form.checks import LONGEST_NAME
from auditdesk.form.columns import EXPRESSIONS, NO, YES, is_expression
from auditdesk.form.problems import Problems
from auditdesk.form.source import SourceRow
from auditdesk.form.tokens import ExprError, tokens
from auditdesk.form.types import ANSWERED, CARRIED_AS_TEXT, SILENT

OTHER = "other"
"""The code that `or_other` adds to a list."""

_STRUCTURE = re.compile(r"(begin|end)[ _](group|repeat)", re.IGNORECASE)
_LOOPED = re.compile(r"(begin|end)[ _](?:lgroup|looped group)", re.IGNORECASE)
_SELECT = re.compile(
    r"(?:(?P<one>select[ _]?one(?: from)?|select1|add select one prompt using)"
    r"|(?P<many>select[ _]multiple(?: from)?|select all that apply(?: from)?"
    r"|add select multiple prompt using))"
    r" (?P<list>.+?)(?P<other> or[ _](?:other|specify other))?",
    re.IGNORECASE,
)
_OTHER_NAMES: Mapping[str, str] = MappingProxyType(
    {
        "string": "text",
        "int": "integer",
        "float": "decimal",
        "date_time": "dateTime",
        "photo": "image",
        "gps": "geopoint",
        "location": "geopoint",
        "trigger": "acknowledge",
        "imei": "deviceid",
    }
)
_PLAIN = {name.lower(): name for name in ANSWERED | SILENT | CARRIED_AS_TEXT | {"acknowledge"}}
_YES, _NO = {word.lower() for word in YES}, {word.lower() for word in NO - {""}}
_ANSWERED_YES = ("required", "readonly", "audit::local", "audit_exclusive")
_TYPOGRAPHY = str.maketrans({"“": '"', "”": '"', "‘": "'", "’": "'", "\u00a0": " ", "−": "-"})


def type_of(written: str) -> tuple[str, bool]:
    """The type that is meant, and whether a choice "other" is to be added."""
    text = " ".join(written.split())
    if found := _STRUCTURE.fullmatch(text):
        return f"{found[1]} {found[2]}".lower(), False
    if found := _LOOPED.fullmatch(text):
        return f"{found[1]} repeat".lower(), False
    if (found := _SELECT.fullmatch(text)) and "from_file" not in text:
        return f"select_{'one' if found['one'] else 'multiple'} {found['list']}", bool(found["other"])
    plain = _OTHER_NAMES.get(text.lower(), text.lower())
    return _PLAIN.get(plain, text), False


def row_of_ours(row: SourceRow, problems: Problems) -> tuple[SourceRow, bool]:
    """A survey row as the form language has it, and whether its list gets the choice "other"."""
    kind, has_other = type_of(row.type)
    columns = {**row.columns, "type": kind}
    if kind.startswith("end "):
        return row.changed({"type": kind, "name": row.name}), False
    if kind != " ".join(row.type.split()) and not _STRUCTURE.fullmatch(row.type.strip()):
        _warn(problems, row, "type", "TOOL_TYPE", f"'{row.type.strip()}' is read as '{kind}'")
    for column in EXPRESSIONS:
        if column in columns:
            columns[column] = _rule(row, column, problems)
    return row.changed(columns), has_other


def yes_or_no(columns: Mapping[str, str]) -> dict[str, str]:
    """The same columns; every spelling of yes and no is one of ours."""
    found = dict(columns)
    for column in found.keys() & set(_ANSWERED_YES):
        word = found[column].strip()
        if word not in YES | NO and word.lower() in _YES | _NO:
            word = "yes" if word.lower() in _YES else "no"
        if word in YES | NO:
            found[column] = word
    return found


def _rule(row: SourceRow, column: str, problems: Problems) -> str:
    """A rule; where a word processor has set its quotes and spaces, they are read as the plain ones."""
    text = row.columns[column]
    plain = text.translate(_TYPOGRAPHY)
    if plain == text or not is_expression(column, text):
        return text
    try:
        tokens(text)
    except ExprError:
        _warn(problems, row, column, "TOOL_EXPR", "curly quotes and hard spaces are read as plain ones")
        return plain
    return text


def other_row(row: SourceRow, problems: Problems) -> SourceRow:
    """The box that `or_other` adds after a select."""
    name = f"{row.name}_{OTHER}"[:LONGEST_NAME]
    _warn(problems, row, "type", "TOOL_TYPE", f"or_other adds the choice '{OTHER}' and the question '{name}'")
    columns = {"type": "text", "name": name, "relevant": f"selected(${{{row.name}}}, '{OTHER}')"}
    return SourceRow(row.place, columns, {"label": {"": "Specify other"}}, letters=row.letters)


def _warn(problems: Problems, row: SourceRow, column: str, code: str, text: str) -> None:
    problems.add(code, text, row.at(column), row=row.name, column=column, severity="warn")
