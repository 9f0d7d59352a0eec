"""A workbook → a `Source`, every problem at its cell (forms.md 2, 9). May not know bytes or XML."""

from collections.abc import Iterator

from auditdesk.form.problems import Place, Problems
from auditdesk.form.source import Source, SourceRow
from auditdesk.form.workbook.authors import OTHER, other_row, row_of_ours, yes_or_no
from auditdesk.form.workbook.folding import folded
from auditdesk.form.workbook.headers import LIST, SURVEY
from auditdesk.form.workbook.naming import Settings, default_language, named
from auditdesk.form.workbook.package import WorkbookError
from auditdesk.form.workbook.tables import Tables
from auditdesk.form.workbook.worksheet import Book

Lists = dict[str, tuple[SourceRow, ...]]


def workbook_source(raw: bytes, file: str) -> Source:
    """The tool in a workbook; `file` is its name as problems show it.

    Raises:
        ToolError: nothing can be read from the file; every other problem waits for `compile` or `check`.
    """
    problems = Problems()
    try:
        tables = Tables(Book(raw), file, problems)
    except WorkbookError as error:
        problems.add(error.code, error.text, Place(file, 0))
        raise problems.error() from error
    return _source(tables, file, problems)


def _source(tables: Tables, file: str, problems: Problems) -> Source:
    spoken = [head.language for head in tables.headers() if head.language]
    survey = tables["survey"].headers.values()
    plain = any(head.name in SURVEY.texts and not head.language for head in survey)
    settings = _settings(tables, problems)
    language = default_language(settings, "" if plain or not spoken else spoken[0], problems)
    tables.ensure_no_text_twice(language)
    lists = _lists(tables, language, problems)
    rows = tuple(_rows(tables.rows("survey", language), lists, problems))
    own = named(settings, file.rpartition(".")[0], language, problems)
    title = {code or language: text for code, text in settings.title.items()}
    whole = folded(rows, lists, tuple({language: None, **dict.fromkeys(sorted(spoken))}), problems)
    return Source(file, own, title, whole, lists, problems.all())


def _settings(tables: Tables, problems: Problems) -> Settings:
    table = tables["settings"]
    rows = list(tables.rows("settings", ""))
    for row in rows[1:]:
        problems.add("TOOL_SHEET", "only the first row of settings is read", row.place, severity="warn")
    first = rows[0] if rows else SourceRow(tables.place(table, 0), {})
    for column in first.columns.keys() - table.words.known:
        text = f"'{column}' is nothing a tool has; it is left out"
        problems.add("TOOL_COLUMN", text, first.at(column), column=column, severity="warn")
    columns = {column: text.strip() for column, text in first.columns.items()}
    places = {column: first.at(column) for column in columns}
    return Settings(columns, first.texts.get("title", {}), places, first.place)


def _lists(tables: Tables, language: str, problems: Problems) -> Lists:
    found: dict[str, list[SourceRow]] = {}
    for row in tables.rows("choices", language):
        columns = yes_or_no(row.columns)
        name = " ".join(columns.pop(LIST, "").split())
        if not name:
            problems.add("TOOL_LIST", "the choice belongs to no list", row.place, column=LIST)
            continue
        columns["name"] = columns.get("name", "").strip()
        found.setdefault(name, []).append(row.changed(columns))
    return {name: tuple(rows) for name, rows in found.items()}


def _rows(rows: Iterator[SourceRow], lists: Lists, problems: Problems) -> Iterator[SourceRow]:
    for read in rows:
        columns = {**yes_or_no(read.columns), "name": read.name.strip()}
        if columns.pop("disabled", "no").strip().lower() in {"yes", "true", "true()"}:
            continue
        if not columns["name"] and columns.get("type", "").strip().lower() == "note":
            columns["name"] = f"note_{read.place.line}"
        row, has_other = row_of_ours(read.changed(columns), problems)
        yield row
        if has_other:
            _add_other(lists, row)
            yield other_row(row, problems)


def _add_other(lists: Lists, row: SourceRow) -> None:
    name = row.type.partition(" ")[2]
    choices = lists.get(name, ())
    if choices and OTHER not in {choice.name for choice in choices}:
        lists[name] = (*choices, SourceRow(row.place, {"name": OTHER}, {"label": {"": "Other"}}))
