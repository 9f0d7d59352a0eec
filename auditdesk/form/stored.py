"""Canonical bytes → Tool. May not trust them: shape first, then every rule the compiler knows."""

from collections.abc import Mapping
from functools import lru_cache

from auditdesk.canonical import Json, NotCanonicalError
from auditdesk.canonical import read as read_canonical
from auditdesk.form.compiler import assembled
from auditdesk.form.languages import is_language
from auditdesk.form.making import much_made
from auditdesk.form.problems import Place, Problems
from auditdesk.form.source import MOST_ROWS, Source, SourceRow
from auditdesk.form.tool import KIND, LARGEST_TOOL, Tool

_KEYS = {"kind", "tool", "version", "theme", "languages", "title", "lists", "rows"}
_HEAD: tuple[str, ...] = ("type", "name")
_TEXTS = ("label", "hint", "guidance_hint")


class _ShapeError(Exception):
    """The bytes are canonical JSON but not a tool."""


@lru_cache(maxsize=8)
@much_made()
def tool_from_json(raw: bytes) -> Tool:
    """As `Tool.from_json`; the last few stay compiled, for every return asks for its tool again."""
    problems = Problems()
    try:
        whole = read_canonical(raw, LARGEST_TOOL)
        source, languages = _source(whole)
    except NotCanonicalError as error:
        problems.add("TOOL_HASH", f"The bytes are not canonical ({error.code}).", Place("tool", 0))
        raise problems.error() from error
    except _ShapeError as error:
        problems.add("TOOL_HASH", f"The bytes are not a tool ({error}).", Place("tool", 0))
        raise problems.error() from error
    tool = assembled(source, source.rows, languages, problems)
    if tool is None or problems.broken:
        raise problems.error()
    if tool.to_json() != raw:
        problems.add("TOOL_HASH", "The bytes are not the one way to write this tool.", Place("tool", 0))
        raise problems.error()
    return tool


def _source(whole: Json) -> tuple[Source, tuple[str, ...]]:
    top = _named(whole, "the whole")
    if set(top) != _KEYS or top["kind"] != KIND:
        raise _ShapeError("kind")
    languages = tuple(_text(language, "languages") for language in _listed(top["languages"], "languages"))
    if not languages or not all(map(is_language, languages)) or len({*languages}) != len(languages):
        raise _ShapeError("languages")
    rows = tuple(_row(row, n) for n, row in enumerate(_listed(top["rows"], "rows"), 1))
    if len(rows) > 2 * MOST_ROWS:
        raise _ShapeError("rows")
    settings = {key: _text(top[key], key) for key in ("tool", "version", "theme")}
    lists = dict(_list(found) for found in _listed(top["lists"], "lists"))
    return Source("tool", settings, _texts(top["title"]), rows, lists), languages


def _list(found: Json) -> tuple[str, tuple[SourceRow, ...]]:
    named = _named(found, "a list")
    choices = tuple(_row(row, n) for n, row in enumerate(_listed(named.get("choices"), "choices"), 1))
    if not choices:
        raise _ShapeError("choices")
    return _text(named.get("name"), "a list's name"), choices


def _row(row: Json, line: int) -> SourceRow:
    named = _named(row, "a row")
    if set(named) - {"columns", *_HEAD, *_TEXTS}:
        raise _ShapeError(f"row-{line}")
    columns: dict[str, str] = {key: _text(named[key], key) for key in _HEAD if key in named}
    for pair in _listed(named.get("columns", []), "columns"):
        match pair:
            case [str(column), str(text)] if column not in columns:
                columns[column] = text
            case _:
                raise _ShapeError(f"row-{line}")
    texts = {column: _texts(named[column]) for column in _TEXTS if column in named}
    return SourceRow(Place("tool", line), columns, texts)


def _named(part: Json, what: str) -> dict[str, Json]:
    if not isinstance(part, dict):
        raise _ShapeError(what)
    return part


def _listed(part: Json, what: str) -> list[Json]:
    if not isinstance(part, list):
        raise _ShapeError(what)
    return part


def _text(part: Json, what: str) -> str:
    if not isinstance(part, str):
        raise _ShapeError(what)
    return part


def _texts(part: Json) -> Mapping[str, str]:
    return {language: _text(text, "a text") for language, text in _named(part, "texts").items()}
