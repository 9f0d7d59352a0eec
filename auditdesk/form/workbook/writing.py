"""A tool → the sheets of its workbook, as texts (forms.md 2.1, 6). May not know files or XML."""

from collections.abc import Iterator, Mapping, Sequence

from auditdesk.form.columns import EXPRESSIONS, IN_ORDER, TEXTS, is_expression
from auditdesk.form.languages import written
from auditdesk.form.tool import Tool
from auditdesk.form.values import Question
from auditdesk.form.workbook.brackets import Standing, for_others, standings
from auditdesk.form.workbook.cells import Cells, Leaf
from auditdesk.form.workbook.folding import OWN

_CHOICES = ("list_name", "name", "label")


def survey_rows(tool: Tool) -> list[Cells]:
    """Every row of the sheet `survey`, groups as pairs of `begin group` and `end group`."""
    return list(_rows(tool))


def sheets(tool: Tool, rows: Sequence[Cells]) -> tuple[Leaf, ...]:
    """The workbook's sheets; `rows` are those of `survey`, their rules put as other programs read them."""
    where = standings((row.columns["type"], row.columns["name"]) for row in rows)
    said = [_with_rules(row, where) for row in rows]
    choices = [
        Cells({"list_name": name, "name": choice.name, **choice.columns}, {"label": choice.label})
        for name in tool.lists
        for choice in tool.lists[name]
    ]
    survey = _leaf("survey", IN_ORDER, said, tool.languages, always=("type", "name", "label"))
    return survey, _leaf("choices", _CHOICES, choices, tool.languages, always=_CHOICES), _settings(tool)


def _rows(tool: Tool) -> Iterator[Cells]:
    opened: list[Question] = []
    for question in tool.questions:
        while len(opened) > len(question.groups):
            yield _end(opened.pop())
        yield _row(question)
        if question.type in {"group", "repeat"}:
            opened.append(question)
    while opened:
        yield _end(opened.pop())


def _row(question: Question) -> Cells:
    columns = dict(question.columns)
    if question.type in {"group", "repeat"}:
        columns["type"] = f"begin {question.type}"
    texts: dict[str, dict[str, str]] = {
        "label": dict(question.label),
        "hint": dict(question.hint),
        "guidance_hint": dict(question.guidance),
    }
    for column in list(columns):
        name, _, language = column.partition("::")
        if name in TEXTS:
            texts.setdefault(name, {})[language] = columns.pop(column)
    return Cells(columns, texts)


def _end(question: Question) -> Cells:
    return Cells({"type": f"end {question.type}", "name": question.name}, {})


def _with_rules(row: Cells, where: Mapping[str, Standing]) -> Cells:
    """Where a rule has to be said otherwise, the author's own text stands in a column beside it."""
    columns = dict(row.columns)
    for column in EXPRESSIONS:
        text = columns.get(column, "")
        if not text or not is_expression(column, text):
            continue
        said = for_others(text, row.columns["name"], where)
        if said != text:
            columns[column] = said
            columns.setdefault(OWN.format(column), text)
    return Cells(columns, row.texts)


def _leaf(
    name: str, order: Sequence[str], rows: Sequence[Cells], languages: Sequence[str], *, always: Sequence[str]
) -> Leaf:
    """The columns that are used, those we know first; a column of texts is one for each language."""
    used = {column for row in rows for column in (*row.columns, *(c for c in row.texts if row.texts[c]))}
    used |= set(always)
    columns = [column for column in order if column in used] + sorted(used - set(order))
    heads = [head for column in columns for head in _heads(column, languages)]
    lines = tuple(tuple(_text(row, *head, languages[0]) for head in heads) for row in rows)
    return Leaf(name, (tuple(_header(*head, languages) for head in heads), *lines))


def _heads(column: str, languages: Sequence[str]) -> list[tuple[str, str]]:
    return [(column, language) for language in languages] if column in TEXTS else [(column, "")]


def _header(column: str, language: str, languages: Sequence[str]) -> str:
    return f"{column}::{written(language)}" if language and len(languages) > 1 else column


def _text(row: Cells, column: str, language: str, default: str) -> str:
    if not language:
        return row.columns.get(column, "")
    texts = row.texts.get(column, {})
    return texts.get(language, "") or (texts.get("", "") if language == default else "")


def _settings(tool: Tool) -> Leaf:
    others = {
        f"audit::title::{written(language)}": tool.title[language]
        for language in tool.languages[1:]
        if language in tool.title
    }
    columns = {
        "form_title": tool.title.get(tool.default_language, ""),
        "form_id": tool.id,
        "version": tool.version,
        "default_language": written(tool.default_language),
        "audit::theme": tool.theme,
        **others,
    }
    return Leaf("settings", (tuple(columns), tuple(columns.values())))
