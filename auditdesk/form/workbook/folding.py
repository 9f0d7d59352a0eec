"""What a written workbook says in full, folded back to what the tool's author wrote (forms.md 2.1).

What somebody changed in the workbook is theirs and stays.
"""

from collections.abc import Mapping, Sequence

from auditdesk.form.additions import COMMENT, Lists, agencies_rule, with_additions
from auditdesk.form.columns import EXPRESSIONS
from auditdesk.form.expr import parse
from auditdesk.form.problems import Problems
from auditdesk.form.source import SourceRow
from auditdesk.form.tokens import ExprError
from auditdesk.form.workbook.brackets import Standing, for_others, standings

OWN = "audit::{}"
"""The column that holds a rule as its author wrote it, where the workbook has to say it otherwise."""


def folded(
    rows: Sequence[SourceRow], lists: Lists, languages: Sequence[str], problems: Problems
) -> tuple[SourceRow, ...]:
    """Rows as their author wrote them; what the compiler added is left out where it would add the same."""
    where = standings((row.type, row.name) for row in rows)
    own = [_as_written(row, where, problems) for row in rows]
    added = {
        row.name: row
        for row in with_additions([row for row in own if not _is_added(row)], lists, languages)
        if _is_added(row)
    }
    kept = {row.name for row in own if _is_added(row) and not _is_same(row, added.get(row.name))}
    for row in own:
        if row.name in kept and row.name in added:
            text = "was changed in the workbook and is kept as it is; its question adds no other comment"
            problems.add("TOOL_SHEET", text, row.place, row=row.name, severity="warn")
    return tuple(_without_comment(row, kept) for row in own if not _is_added(row) or row.name in kept)


def _as_written(row: SourceRow, where: Mapping[str, Standing], problems: Problems) -> SourceRow:
    """The author's own text of every rule that still says the same."""
    columns = dict(row.columns)
    for column in EXPRESSIONS:
        written = columns.pop(OWN.format(column), "")
        if column == "relevant":
            columns[column] = _condition(row, written, where, problems)
        elif written and for_others(written, row.name, where) == columns.get(column):
            columns[column] = written
    return row.changed({column: text for column, text in columns.items() if text})


def _condition(row: SourceRow, written: str, where: Mapping[str, Standing], problems: Problems) -> str:
    """The condition without that of the agencies asked."""
    said = row.columns.get("relevant", "")
    asked = agencies_rule(row)
    full = f"{asked} and ({written})" if asked and written else asked or written
    if for_others(full, row.name, where) == said:
        return written
    if not asked or not said:
        return said
    start = f"{asked} and ("
    if said.startswith(start) and said.endswith(")") and _reads(inner := said[len(start) : -1]):
        return inner
    text = "'audit::agencies' is asked besides what stands here; change that column to ask others"
    problems.add("TOOL_SHEET", text, row.at("relevant"), row=row.name, column="relevant", severity="warn")
    return said


def _reads(text: str) -> bool:
    try:
        parse(text)
    except ExprError:
        return False
    return True


def _is_added(row: SourceRow) -> bool:
    return row.columns.get("audit::added") == "yes"


def _is_same(row: SourceRow, added: SourceRow | None) -> bool:
    """A language that was added to the workbook changes no row."""
    if added is None or dict(row.columns) != dict(added.columns) or row.texts.keys() != added.texts.keys():
        return False
    return all(row.texts[column].items() <= added.texts[column].items() for column in row.texts)


def _without_comment(row: SourceRow, kept: set[str]) -> SourceRow:
    if row.name + COMMENT not in kept or row.columns.get("audit::comment") == "off":
        return row
    return row.changed({**row.columns, "audit::comment": "off"})
