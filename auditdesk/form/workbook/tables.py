"""The sheets of a tool as tables: which they are, what their columns are, what stands in each cell.

May not know what a row means.
"""

import unicodedata
from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from auditdesk.form.columns import near
from auditdesk.form.problems import Place, Problems
from auditdesk.form.source import SourceRow, permitted_text
from auditdesk.form.workbook.headers import CHOICE_LISTS, LIST, SETTINGS, SURVEY, Header, Words, header
from auditdesk.form.workbook.package import WorkbookError
from auditdesk.form.workbook.worksheet import Book, GridRow, Sheet

_WORDS: Mapping[str, Words] = {"survey": SURVEY, "choices": CHOICE_LISTS, "settings": SETTINGS}
_NEEDED = {"survey": ("type", "name"), "choices": (LIST, "name"), "settings": ()}
_UNUSED = frozenset({"external_choices", "entities", "osm"})
_SHOWN = 10


@dataclass(frozen=True, slots=True)
class Table:
    """One sheet: its columns by letter, and the rows below them."""

    sheet: str
    words: Words
    headers: Mapping[str, Header]
    rows: tuple[GridRow, ...]
    top: int


class Tables:
    """The sheets of one workbook that a tool is made of."""

    def __init__(self, book: Book, file: str, problems: Problems) -> None:
        """Read the sheets that there are.

        Raises:
            WorkbookError: there is no sheet with questions, or one is damaged.
        """
        self._file, self._problems = file, problems
        self._unnamed: set[tuple[str, str]] = set()
        self._by_kind = {
            kind: self._table(kind, book.sheet(name)) for kind, name in self._found(book).items()
        }
        if not self["survey"].rows:
            raise WorkbookError("TOOL_SHEET", "the sheet 'survey' has no questions")

    def __getitem__(self, kind: str) -> Table:
        """The table of a kind; one without rows where there is no such sheet."""
        return self._by_kind.get(kind) or Table(kind, _WORDS[kind], {}, (), 0)

    def place(self, table: Table, row: int, letter: str = "") -> Place:
        return Place(self._file, row, sheet=table.sheet, letter=letter)

    def headers(self) -> Iterator[Header]:
        for table in self._by_kind.values():
            yield from table.headers.values()

    def ensure_no_text_twice(self, language: str) -> None:
        """A column without a language is one in the tool's own: both together would be two texts of one."""
        for table in self._by_kind.values():
            seen: dict[tuple[str, str], str] = {}
            for letter, head in table.headers.items():
                own = language if head.name in table.words.texts else ""
                first = seen.setdefault((head.name, head.language or own), letter)
                if first != letter:
                    text = f"'{head}' stands in column {first} already"
                    self._problems.add("TOOL_COLUMN", text, self.place(table, table.top, letter))

    def rows(self, kind: str, language: str) -> Iterator[SourceRow]:
        """The rows of a sheet that hold anything; texts without language are those of `language`."""
        table = self[kind]
        for row in table.rows:
            columns: dict[str, str] = {}
            texts: dict[str, dict[str, str]] = {}
            letters: dict[str, str] = {}
            for letter, text in self._texts(row, table):
                head = table.headers[letter]
                letters.setdefault(head.name, letter)
                if head.name in table.words.texts:
                    texts.setdefault(head.name, {})[head.language or language] = text
                else:
                    columns[head.name] = text
            if columns or texts:
                yield SourceRow(self.place(table, row.number, "A"), columns, texts, letters=letters)

    def _texts(self, row: GridRow, table: Table) -> Iterator[tuple[str, str]]:
        """The texts of a row by the letter of their column; what is none is told."""
        for letter, trouble in row.troubles.items():
            at, head = self.place(table, row.number, letter), table.headers.get(letter)
            if head is not None:
                text = f"{trouble} stands where a text is read; write the text itself"
                self._say("TOOL_CELL", text, at, warn=not head.known, column=str(head))
        for letter, written in row.texts.items():
            at = self.place(table, row.number, letter)
            if letter in table.headers:
                if text := self._text(written, at):
                    yield letter, text
            elif (table.sheet, letter) not in self._unnamed:
                self._unnamed.add((table.sheet, letter))
                self._say("TOOL_COLUMN", f"column {letter} has no name; it is left out", at, warn=True)

    def _text(self, written: str, at: Place) -> str:
        lines = written.replace("\r\n", "\n").replace("\r", "\n")
        return permitted_text(unicodedata.normalize("NFC", lines), at, self._problems)

    def _found(self, book: Book) -> dict[str, str]:
        """By kind the name of its sheet; one in other letters is taken, one that is only like it is not."""
        found: dict[str, str] = {}
        for name in book.names:
            kind, at = name.strip().lower(), Place(self._file, 0, sheet=name)
            if kind in _UNUSED:
                self._say("TOOL_SHEET", f"the sheet '{name}' is not used", at, warn=True)
            if kind not in _WORDS:
                continue
            if kind in found:
                self._say("TOOL_SHEET", f"is a second sheet '{kind}' beside '{found[kind]}'", at)
            elif name != kind:
                self._say("TOOL_SHEET", f"'{name}' is read as the sheet '{kind}'", at, warn=True)
            found.setdefault(kind, name)
        if "survey" not in found:
            names = ", ".join(f"'{name[:40]}'" for name in book.names[:_SHOWN]) or "none"
            raise WorkbookError("TOOL_SHEET", f"there is no sheet 'survey' among {names}")
        return found

    def _table(self, kind: str, sheet: Sheet) -> Table:
        words = _WORDS[kind]
        top, *rows = sheet.rows or (GridRow(1, {}, {}),)
        table = Table(sheet.name, words, {}, tuple(rows), top.number)
        headers = dict(self._headers(table, top))
        self._look(sheet, headers, table)
        names = {head.name for head in headers.values()}
        if missing := [name for name in _NEEDED[kind] if name not in names]:
            hint = near(missing[0], list(top.texts.values()))
            text = f"the sheet '{sheet.name}' has no column '{missing[0]}'.{hint}"
            raise WorkbookError("TOOL_SHEET", text)
        return Table(sheet.name, words, headers, tuple(rows), top.number)

    def _headers(self, table: Table, top: GridRow) -> Iterator[tuple[str, Header]]:
        for letter, trouble in top.troubles.items():
            at = self.place(table, top.number, letter)
            self._say("TOOL_CELL", f"{trouble} stands where a column's name is read", at)
        for letter, written in top.texts.items():
            at = self.place(table, top.number, letter)
            if not (name := self._text(written, at)):
                continue
            if (found := header(name, table.words)) is not None:
                yield letter, found
                continue
            text = f"'{name}' names no language; write its code too, such as 'label::Welsh (cy)'"
            self._say("TOOL_TEXT", text, at)

    def _look(self, sheet: Sheet, headers: Mapping[str, Header], table: Table) -> None:
        """What a person may not see of a sheet."""
        at = self.place(table, 0)
        if sheet.hidden:
            self._say("TOOL_SHEET", "the sheet is hidden and is read all the same", at, warn=True)
        if sheet.merged and headers:
            text = f"merged cells ({', '.join(sheet.merged[:3])}): a text counts for the first of them"
            self._say("TOOL_CELL", text, at, warn=True)

    def _say(self, code: str, text: str, at: Place, *, warn: bool = False, column: str = "") -> None:
        self._problems.add(code, text, at, column=column, severity="warn" if warn else "error")
