"""Rows → Tool, or every problem at once. May not know files: a `Source` has been read already."""

import re
from collections.abc import Mapping, Sequence
from dataclasses import replace

from auditdesk.canonical import NotCanonicalError
from auditdesk.form.additions import with_additions
from auditdesk.form.advice import Finding
from auditdesk.form.checks import Checks
from auditdesk.form.making import much_made
from auditdesk.form.problems import Place, Problems
from auditdesk.form.semver import least_version
from auditdesk.form.source import MOST_ROWS, Source, SourceRow, Texts
from auditdesk.form.tool import LARGEST_TOOL, Tool
from auditdesk.form.values import Problem

_ID = re.compile(r"[a-z][a-z0-9-]{0,79}")
_INSTANCE = re.compile(r"""\binstance\(\s*['"]([^'"]+)['"]""")
_VERSION = re.compile(r"(0|[1-9]\d{0,5})\.(0|[1-9]\d{0,5})\.(0|[1-9]\d{0,5})")


def compile(source: Source, *, former: Tool | None = None) -> Tool:
    """The tool that a source means; `former` is the version before, to check the claim of the version number.

    Raises:
        ToolError: with every problem of the source.
    """
    tool, problems = _compiled(source, former)
    if tool is None or problems.broken:
        raise problems.error()
    return tool


def check(source: Source) -> tuple[Problem, ...]:
    """Everything wrong with a source, errors and warnings, sorted by file and line."""
    return _compiled(source, None)[1].all()


@much_made()
def _compiled(source: Source, former: Tool | None) -> tuple[Tool | None, Problems]:
    problems = Problems()
    problems.extend(source.problems)
    used = {name: source.lists[name] for name in source.lists if name in _named(source.rows)}
    languages = _languages(source, used)
    rows = [_resolved(row, languages) for row in source.rows]
    lists = {name: tuple(_resolved(c, languages) for c in found) for name, found in source.lists.items()}
    resolved = Source(source.file, source.settings, _of_default(source.title, languages), tuple(rows), lists)
    tool = assembled(resolved, tuple(with_additions(rows, lists, languages)), languages, problems)
    if tool is not None and former is not None and (why := least_version(former, tool)):
        problems.add("TOOL_SEMVER", why, Place(source.file, 1))
    return tool, problems


def assembled(
    source: Source, rows: Sequence[SourceRow], languages: tuple[str, ...], problems: Problems
) -> Tool | None:
    """A tool from rows to which nothing has to be added; None if a limit is passed or an id is missing."""
    top = Place(source.file, 1)
    if len(rows) > MOST_ROWS + sum(row.type.startswith("end ") for row in rows):
        problems.add("TOOL_LIMIT", f"{len(rows):,} rows, at most {MOST_ROWS:,}", top)
        return None
    for key, pattern in (("tool", _ID), ("version", _VERSION)):
        if not pattern.fullmatch(source.settings.get(key, "")):
            problems.add("TOOL_COLUMN", f"'{key}' is missing or not of the form it has", top, column=key)
    checks = Checks(problems, languages)
    lists = checks.lists(source.lists)
    questions = checks.questions(rows, lists)
    settings = source.settings
    tool = Tool(
        settings.get("tool", ""),
        settings.get("version", ""),
        settings.get("theme", "") or settings.get("tool", ""),
        languages,
        source.title,
        questions,
        {name: lists[name] for name in sorted(_named(rows) & lists.keys())},
    )
    if not _fits_in_a_pack(tool, problems, top):
        return None
    for finding in tool.program.findings:
        _note(finding, checks.rows[finding.name], problems)
    return tool


def _note(finding: Finding, row: SourceRow, problems: Problems) -> None:
    column = f"{finding.column}, character {finding.at}" if finding.at else finding.column
    place = row.at(finding.column) if finding.column else row.place
    name = row.name if finding.column else ""
    problems.add(finding.code, finding.text, place, row=name, column=column, severity=finding.severity)


def _fits_in_a_pack(tool: Tool, problems: Problems, top: Place) -> bool:
    try:
        size = len(tool.to_json())
    except NotCanonicalError as error:
        problems.add("TOOL_TEXT", f"something in the tool cannot be stored ({error.code})", top)
        return False
    if size > LARGEST_TOOL:
        problems.add("TOOL_LIMIT", f"{size:,} bytes compiled, at most {LARGEST_TOOL:,}", top)
        return False
    return True


def _languages(source: Source, lists: Mapping[str, Sequence[SourceRow]]) -> tuple[str, ...]:
    """The default language, then every other one that a text of the tool is written in."""
    default = source.settings.get("default_language") or "en"
    rows = [row for found in (source.rows, *lists.values()) for row in found]
    texts = [source.title, *(texts for row in rows for texts in row.texts.values())]
    written = {language for found in texts for language, text in found.items() if text.strip()}
    return (default, *sorted(written - {"", default}))


def _resolved(row: SourceRow, languages: tuple[str, ...]) -> SourceRow:
    texts = {column: _of_default(found, languages) for column, found in row.texts.items()}
    return replace(row, texts=texts)


def _of_default(texts: Texts, languages: tuple[str, ...]) -> Texts:
    """A text without language is one in the tool's own; the tool's own stands first; blanks are no texts."""
    named = {language or languages[0]: text for language, text in texts.items() if text.strip()}
    return {language: named[language] for language in languages if language in named}


def _named(rows: Sequence[SourceRow]) -> set[str]:
    """The lists that a question or an `instance('list')` names: a tool carries no others."""
    names = {row.type.partition(" ")[2].strip() for row in rows}
    texts = [text for row in rows for text in row.columns.values()]
    return names.union(*map(_INSTANCE.findall, texts))
