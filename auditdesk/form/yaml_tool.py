"""A `Source` → the YAML in which a person would write it (forms.md 2). May not know workbooks."""

from collections.abc import Iterable, Iterator, Mapping

from auditdesk.errors import ToolError
from auditdesk.form.columns import IN_ORDER, TEXTS
from auditdesk.form.compiler import compile
from auditdesk.form.source import Source, SourceRow, Texts, read_text
from auditdesk.form.yaml_text import Leaf, Listed, Named, Yaml, write_yaml

_TOP = ("tool", "version", "title", "default_language", "theme")


def yaml_of(source: Source) -> str:
    """A tool as YAML that reads back to the same hash. Includes are written out: it stands alone.

    Raises:
        ToolError: the source has errors, or TOOL_YAML: it would not come back the same.
    """
    tool = compile(source)
    text = write_yaml(_tree(source))
    try:
        again = compile(read_text(text, source.file))
    except ToolError as error:
        what = f"The file would not be read again: {error}"
        raise ToolError("TOOL_YAML", error.problems, what=what) from error
    if again.hash != tool.hash:
        raise ToolError("TOOL_YAML", what="YAML cannot hold all of this tool; it would come back changed.")
    return text


def _tree(source: Source) -> Named:
    language = source.settings.get("default_language", "en")
    top: dict[str, Yaml] = {}
    for key in _TOP:
        if key == "title" and source.title:
            top[key] = _text(source.title, language)
        elif key in source.settings:
            top[key] = Leaf(source.settings[key], 0)
    if source.lists:
        lists = {
            name: _listed(_row(c, language, flat=True) for c in found) for name, found in source.lists.items()
        }
        top["choices"] = Named(dict(lists), 0)
    top["rows"] = _rows(iter(source.rows), language)
    return Named(top, 0)


def _rows(rows: Iterator[SourceRow], language: str) -> Listed:
    """The rows up to the end of the group they stand in; the compiler has seen that every one ends."""
    found: list[Yaml] = []
    for row in rows:
        first, _, kind = row.type.partition(" ")
        if row.type.startswith("end "):
            break
        tree = _row(row, language, flat=False)
        if first == "begin":
            tree.entries["type"] = Leaf(kind, 0)
            tree.entries["rows"] = _rows(rows, language)
        found.append(tree)
    return Listed(found, 0)


def _row(row: SourceRow, language: str, *, flat: bool) -> Named:
    """One row, its columns in the order in which people write them."""
    written = {**row.columns, **row.texts}
    order = [column for column in IN_ORDER if column in written]
    order += [column for column in written if column not in order]
    entries: dict[str, Yaml] = {}
    for column in order:
        entries[column] = (
            _text(row.texts[column], language)
            if column in TEXTS and column in row.texts
            else Leaf(row.columns[column], 0)
        )
    return Named(entries, 0, flat=flat)


def _text(texts: Texts, language: str) -> Yaml:
    named: Mapping[str, str] = {code or language: text for code, text in texts.items()}
    if named.keys() == {language}:
        return Leaf(named[language], 0)
    return Named({code: Leaf(text, 0) for code, text in named.items()}, 0, flat=True)


def _listed(trees: Iterable[Yaml]) -> Listed:
    return Listed(list(trees), 0)
