"""A tool as its author wrote it: rows with file and line, includes done. May not know what columns mean.

Reading collects every problem it can; what could be read goes on to the compiler: an author sees all at once.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import TypeAlias

from auditdesk import places
from auditdesk.canonical import permitted
from auditdesk.form.blocks import LONGEST_TEXT, Files, Here, block_rows
from auditdesk.form.languages import is_language
from auditdesk.form.problems import Place, Problems
from auditdesk.form.values import Problem
from auditdesk.form.yaml_text import Leaf, Listed, Named, Yaml, YamlError, read_yaml

MOST_ROWS = 3_000
_READ_AT_MOST = 20_000  # so that the problem can name how many rows there are, and a file of includes ends

Texts: TypeAlias = Mapping[str, str]
"""A text by language; one written without language stands under the empty code until compiled."""

_TRANSLATED = frozenset({"label", "hint", "guidance_hint", "required_message", "constraint_message"})
_WORKBOOKS = frozenset({".xlsx", ".xlsm", ".xlsb", ".xls", ".ods", ".csv"})
"""Read as workbooks: those that are none of ours are told apart there."""
_SETTINGS = frozenset({"tool", "version", "default_language", "theme"})


@dataclass(frozen=True, slots=True)
class SourceRow:
    """One row of a tool or choice of a list: `texts` are its columns by language, `columns` all others.

    `lines` and, in a workbook, `letters` tell where each column stands.
    """

    place: Place
    columns: Mapping[str, str]
    texts: Mapping[str, Texts] = field(default_factory=dict)
    lines: Mapping[str, int] = field(default_factory=dict)
    letters: Mapping[str, str] = field(default_factory=dict)

    @property
    def type(self) -> str:
        return self.columns.get("type", "")

    @property
    def name(self) -> str:
        return self.columns.get("name", "")

    def at(self, column: str) -> Place:
        """Where a column of this row stands."""
        line, letter = self.lines.get(column, self.place.line), self.letters.get(column, self.place.letter)
        return replace(self.place, line=line, letter=letter)

    def changed(self, columns: Mapping[str, str]) -> "SourceRow":
        """The same row with other columns."""
        return replace(self, columns=columns)


@dataclass(frozen=True, slots=True)
class Source:
    """A whole tool before it is compiled. Groups are pairs of `begin group` and `end group` rows."""

    file: str
    settings: Mapping[str, str]
    title: Texts
    rows: tuple[SourceRow, ...]
    lists: Mapping[str, tuple[SourceRow, ...]]
    problems: tuple[Problem, ...] = ()


def read(path: Path, *, library: Path | None = None) -> Source:
    """A tool from its file, YAML or an .xlsx workbook. `library` is the folder that includes may not leave.

    Without it: the shipped forms, or the folder around the tool.

    Raises:
        ToolError: a file is no YAML and no workbook of ours; other problems wait for `compile` or `check`.
        FileError: the tool's file cannot be read.
    """
    if path.suffix.lower() in _WORKBOOKS:
        from auditdesk.form.workbook.files import read_workbook  # noqa: PLC0415  who reads YAML needs no XML

        return read_workbook(path)
    problems = Problems()
    files = Files(library or _library(path), problems)
    return _source(*files.tool(path), files, problems)


def read_text(text: str, name: str) -> Source:
    """A tool from YAML that includes nothing; `name` is the file that problems name.

    Raises:
        ToolError: as `read`.
    """
    problems, path = Problems(), Path(name)
    try:
        whole = read_yaml(text)
    except YamlError as error:
        problems.add("TOOL_YAML", error.text, Place(name, error.line))
        raise problems.error() from error
    return _source(whole, Here(path, name), Files(path.parent, problems), problems)


def _source(whole: Yaml, here: Here, files: Files, problems: Problems) -> Source:
    if isinstance(whole, Named):
        return _Reading(files, problems).source(whole, here)
    problems.add("TOOL_YAML", "a tool is named values: tool, version, title, rows", here.place(1))
    raise problems.error()


def _library(path: Path) -> Path:
    shipped = places.forms()
    if path.resolve().is_relative_to(shipped.resolve()):
        return shipped
    return path.parent.parent if path.parent.name == "tools" else path.parent


class _Reading:
    """Rows and lists found so far in one `read`."""

    def __init__(self, files: Files, problems: Problems) -> None:
        self._files, self._problems = files, problems
        self._rows: list[SourceRow] = []
        self._lists: dict[str, tuple[SourceRow, ...]] = {}

    def source(self, whole: Named, here: Here) -> Source:
        settings: dict[str, str] = {}
        title: Texts = {}
        for key, tree in whole.entries.items():
            at = here.place(whole.lines[key])
            if key in _SETTINGS and isinstance(tree, Leaf):
                settings[key] = self._permitted(tree.text, at)
            elif key == "title":
                title = self._texts(tree, here, at)
            elif key not in {"rows", "include", "choices"}:
                self._problems.add("TOOL_COLUMN", f"'{key}' is nothing a tool has", at)
        self._shared(whole, here)
        rows = whole.entries.get("rows")
        self._take_rows(rows if isinstance(rows, Listed) else Listed([], whole.line), here)
        return Source(here.shown, settings, title, tuple(self._rows), self._lists, self._problems.all())

    def _shared(self, whole: Named, here: Here) -> None:
        """Choice lists, here and in the files included at the top."""
        included = whole.entries.get("include")
        for leaf in included.entries if isinstance(included, Listed) else []:
            found = self._files.included(leaf, {}, here) if isinstance(leaf, Leaf) else None
            if found is not None and isinstance(found[0], Named):
                self._shared(*found)  # type: ignore[arg-type]
        choices = whole.entries.get("choices")
        if not isinstance(choices, Named):
            return
        for name, tree in choices.entries.items():
            at = here.place(choices.lines[name])
            if name in self._lists:
                self._problems.add(
                    "TOOL_LIST", f"the list '{name}' stands already in {self._lists[name][0].place}", at
                )
            elif isinstance(tree, Listed) and tree.entries:
                self._lists[name] = tuple(self._row(c, here) for c in tree.entries if isinstance(c, Named))
            else:
                self._problems.add("TOOL_LIST", f"the list '{name}' has no choices", at)

    def _take_rows(self, rows: Listed, here: Here) -> None:
        for tree in rows.entries:
            if len(self._rows) > _READ_AT_MOST:
                return
            if not isinstance(tree, Named):
                self._problems.add(
                    "TOOL_YAML", "a row is named values: type, name, label", here.place(tree.line)
                )
            elif isinstance(name := tree.entries.get("include"), Leaf):
                self._include(name, tree, here)
            else:
                self._take_row(tree, here)

    def _include(self, name: Leaf, tree: Named, here: Here) -> None:
        at = here.place(name.line)
        given = tree.entries.get("with")
        words = given.entries if isinstance(given, Named) else {}
        swaps = {word: here.text(leaf) for word, leaf in words.items() if isinstance(leaf, Leaf)}
        for other in tree.entries.keys() - {"include", "with", "without"}:
            self._problems.add("TOOL_COLUMN", f"'{other}' does not belong to an include", at)
        if (found := self._files.included(name, swaps, here)) is None:
            return
        block = block_rows(*found, self._problems, at)
        if block is None:
            return
        before = len(self._rows)
        self._take_rows(*block)
        self._leave_out(tree.entries.get("without"), before, at)

    def _leave_out(self, without: Yaml | None, before: int, at: Place) -> None:
        """Rows of a block that a tool does not ask; what still reads one is told by the compiler."""
        gone = (
            [leaf.text for leaf in without.entries if isinstance(leaf, Leaf)]
            if isinstance(without, Listed)
            else []
        )
        taken = self._rows[before:]
        for name in gone:
            if not any(row.name == name and not row.type.startswith(("begin", "end")) for row in taken):
                self._problems.add("TOOL_INCLUDE", f"there is no question '{name}' to leave out", at)
        self._rows[before:] = [row for row in taken if row.name not in gone]

    def _take_row(self, tree: Named, here: Here) -> None:
        row = self._row(tree, here)
        if row.type not in {"group", "repeat"}:
            self._rows.append(row)
            return
        inner = tree.entries.get("rows")
        self._rows.append(_marked(row, f"begin {row.type}"))
        self._take_rows(inner if isinstance(inner, Listed) else Listed([], tree.line), here)
        self._rows.append(SourceRow(row.place, {"type": f"end {row.type}", "name": row.name}))

    def _row(self, tree: Named, here: Here) -> SourceRow:
        columns: dict[str, str] = {}
        texts: dict[str, Texts] = {}
        for column, inner in tree.entries.items():
            at = here.place(tree.lines[column])
            name, _, language = column.partition("::")
            if column in _TRANSLATED:
                texts[column] = {**texts.get(column, {}), **self._texts(inner, here, at)}
            elif name in _TRANSLATED and is_language(language) and isinstance(inner, Leaf):
                texts[name] = {**texts.get(name, {}), language: self._permitted(here.text(inner), at)}
            elif isinstance(inner, Leaf):
                columns[column] = self._permitted(here.text(inner), at)
            elif column != "rows":
                self._problems.add("TOOL_YAML", f"'{column}' is one text", at)
        return SourceRow(here.place(tree.line), columns, texts, tree.lines)

    def _texts(self, tree: Yaml, here: Here, at: Place) -> Texts:
        if isinstance(tree, Leaf):
            return {"": self._permitted(here.text(tree), at)}
        if not isinstance(tree, Named):
            self._problems.add("TOOL_YAML", "a text is one text, or one for each language", at)
            return {}
        for language in tree.entries:
            if not is_language(language):
                self._problems.add("TOOL_TEXT", f"'{language}' is no language code", at)
        found = {key: leaf for key, leaf in tree.entries.items() if isinstance(leaf, Leaf)}
        return {language: self._permitted(here.text(leaf), at) for language, leaf in found.items()}

    def _permitted(self, text: str, at: Place) -> str:
        return permitted_text(text, at, self._problems)


def permitted_text(text: str, at: Place, problems: Problems) -> str:
    """The text, or nothing and a problem: characters and length that may be stored (formats.md 3)."""
    if not permitted(text):
        problems.add("TOOL_TEXT", "a character that cannot be seen or turns the direction of text", at)
        return ""
    if len(text) > LONGEST_TEXT:
        problems.add("TOOL_LIMIT", f"a text of {len(text):,} characters, at most {LONGEST_TEXT:,}", at)
        return ""
    return text


def _marked(row: SourceRow, kind: str) -> SourceRow:
    return row.changed({**row.columns, "type": kind})
