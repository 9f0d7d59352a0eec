"""Sheets → rows of cells as their author saw them. May not know what columns mean."""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from string import digits

from auditdesk.form.workbook.package import Package, WorkbookError
from auditdesk.form.workbook.shown import BUILT_IN, shown_number

MOST_ROWS = 25_000
"""Rows of one sheet, blank ones too: more than a tool may have of choices (forms.md 8)."""

_LETTERS = 2
"""Of the name of the last column that is read: ZZ is the 702nd."""
_ESCAPED = re.compile(r"_x([0-9A-Fa-f]{4})_")
_TRUTHS = {"1": "TRUE", "0": "FALSE", "true": "TRUE", "false": "FALSE"}


@dataclass(frozen=True, slots=True)
class GridRow:
    """One row with something in it: texts by the letter of their column, and what stands in place of one."""

    number: int
    texts: Mapping[str, str]
    troubles: Mapping[str, str]


@dataclass(frozen=True, slots=True)
class Sheet:
    """One sheet's name, and what a person sees of it."""

    name: str
    hidden: bool
    rows: tuple[GridRow, ...]
    merged: tuple[str, ...]


class Book:
    """One workbook; each sheet is read when it is asked for."""

    def __init__(self, raw: bytes) -> None:
        """Read all but the sheets.

        Raises:
            WorkbookError: as `Package`.
        """
        self._package = Package(raw)
        top = _Top()
        self._package.tell(self._package.top, top)
        relations = self._package.relations(self._package.top)
        self._parts = {name: relations.get(rid, ("", ""))[1] for name, rid in top.sheets.items()}
        self._hidden, self._since_1904 = top.hidden, top.since_1904
        texts, styles = _Texts(), _Styles()
        for kind, part in relations.values():
            if part in self._package and kind in {"sharedStrings", "styles"}:
                self._package.tell(part, texts if kind == "sharedStrings" else styles)
        self._texts, self._forms = texts.found, styles.forms

    @property
    def names(self) -> tuple[str, ...]:
        """Names of the sheets, in the order of their tabs."""
        return tuple(self._parts)

    def sheet(self, name: str) -> Sheet:
        """One sheet's rows.

        Raises:
            WorkbookError: the sheet is damaged or has too many rows.
        """
        if self._parts[name] not in self._package:
            raise WorkbookError("TOOL_BOOK", f"the sheet '{name}' is not in the file")
        cells = _Cells(name, self._texts, self._forms, since_1904=self._since_1904)
        self._package.tell(self._parts[name], cells)
        return Sheet(name, name in self._hidden, tuple(cells.rows), tuple(cells.merged))


class _Listener:
    def start(self, tag: str, attributes: Mapping[str, str]) -> None: ...
    def end(self, tag: str) -> None: ...
    def text(self, text: str) -> None: ...


class _Top(_Listener):
    """xl/workbook.xml: which sheets there are, and since when days are counted."""

    def __init__(self) -> None:
        self.sheets: dict[str, str] = {}
        self.hidden: set[str] = set()
        self.since_1904 = False

    def start(self, tag: str, attributes: Mapping[str, str]) -> None:
        if tag == "workbookPr":
            self.since_1904 = attributes.get("date1904", "") in {"1", "true"}
        elif tag == "sheet":
            name = _unescaped(attributes.get("name", ""))
            rid = next((text for key, text in attributes.items() if key.rpartition("}")[2] == "id"), "")
            self.sheets[name] = rid
            if attributes.get("state", "visible") != "visible":
                self.hidden.add(name)


class _Styles(_Listener):
    """xl/styles.xml: the number format of each cell style."""

    def __init__(self) -> None:
        self.forms: list[str] = []
        self._own: dict[str, str] = {}
        self._of_cells = False

    def start(self, tag: str, attributes: Mapping[str, str]) -> None:
        if tag == "numFmt":
            self._own[attributes.get("numFmtId", "")] = attributes.get("formatCode", "")
        elif tag == "cellXfs":
            self._of_cells = True
        elif tag == "xf" and self._of_cells:
            number = attributes.get("numFmtId", "0")
            built_in = BUILT_IN.get(int(number), "") if number.isdecimal() else ""
            self.forms.append(self._own.get(number, built_in))

    def end(self, tag: str) -> None:
        if tag == "cellXfs":
            self._of_cells = False


class _Reader(_Listener):
    """Text between marks: runs of rich text are joined, how to read aloud is left out."""

    def __init__(self, *marks: str) -> None:
        self._marks = frozenset(marks)
        self._pieces: list[str] = []
        self._aloud = self._open = False

    def start(self, tag: str, _: Mapping[str, str]) -> None:
        if tag == "rPh":
            self._aloud = True
        self._open = tag in self._marks and not self._aloud

    def end(self, tag: str) -> None:
        if tag == "rPh":
            self._aloud = False
        self._open = False

    def text(self, text: str) -> None:
        if self._open:
            self._pieces.append(text)

    def _taken(self) -> str:
        text = "".join(self._pieces)
        self._pieces.clear()
        return text


class _Texts(_Reader):
    """xl/sharedStrings.xml."""

    def __init__(self) -> None:
        super().__init__("t")
        self.found: list[str] = []

    def end(self, tag: str) -> None:
        super().end(tag)
        if tag == "si":
            self.found.append(_unescaped(self._taken()))


class _Cells(_Reader):
    """One worksheet."""

    def __init__(self, name: str, texts: list[str], forms: list[str], *, since_1904: bool) -> None:
        super().__init__("v", "t")
        self._name, self._texts, self._forms, self._since_1904 = name, texts, forms, since_1904
        self.rows: list[GridRow] = []
        self.merged: list[str] = []
        self._seen = self._number = self._column = 0
        self._found: dict[str, str] = {}
        self._troubles: dict[str, str] = {}
        self._cell: Mapping[str, str] = {}
        self._is_formula = False

    def start(self, tag: str, attributes: Mapping[str, str]) -> None:
        if tag == "c":
            self._cell, self._is_formula = attributes, False
            self._column += 1
        elif tag == "row":
            self._begin_row(attributes)
        elif tag == "f":
            self._is_formula = True
        elif tag == "mergeCell":
            self.merged.append(attributes.get("ref", ""))
        else:
            super().start(tag, attributes)

    def end(self, tag: str) -> None:
        if tag == "c":
            self._end_cell(self._taken())
        elif tag == "row":
            if self._found or self._troubles:
                self.rows.append(GridRow(self._number, self._found, self._troubles))
        else:
            super().end(tag)

    def _begin_row(self, attributes: Mapping[str, str]) -> None:
        self._seen += 1
        if self._seen > MOST_ROWS:
            text = (
                f"the sheet '{self._name}' has more than {MOST_ROWS:,} rows; delete those below the last text"
            )
            raise WorkbookError("TOOL_LIMIT", text)
        number = attributes.get("r", "")
        self._number = int(number) if number.isdecimal() else self._number + 1
        self._column, self._found, self._troubles = 0, {}, {}

    def _end_cell(self, text: str) -> None:
        if not (text or self._is_formula):
            return
        letter = self._cell.get("r", "").rstrip(digits) or letters(self._column)
        if len(letter) > _LETTERS:
            raise WorkbookError("TOOL_LIMIT", f"the sheet '{self._name}' has columns beyond ZZ")
        shown, trouble = self._shown(text)
        if shown is None:
            self._troubles[letter] = trouble
        elif shown and not shown.isspace():
            self._found[letter] = shown

    def _shown(self, text: str) -> tuple[str | None, str]:
        """A cell's text; None and what stands there, if that is none."""
        kind = self._cell.get("t", "n")
        if self._is_formula or kind == "e":
            return None, "a formula" if self._is_formula else f"the error {text[:20]}"
        match kind:
            case "s":
                return _listed(self._texts, text), "a text that is not in the file"
            case "b":
                return _TRUTHS.get(text), "neither TRUE nor FALSE"
            case "inlineStr" | "str" | "d":
                return _unescaped(text), ""
            case _:
                form = _listed(self._forms, self._cell.get("s", "")) or ""
                return shown_number(text, form, since_1904=self._since_1904), "a number that is none"


def _listed(known: list[str], place: str) -> str | None:
    """What stands at a place counted from 0; a file may name one that is not there."""
    fits = place.isdecimal() and len(place) <= len(str(len(known)))
    return known[int(place)] if fits and int(place) < len(known) else None


def letters(column: int) -> str:
    """A column's letters by its number: 1 is A, 27 is AA."""
    found = ""
    while column > 0:
        column, place = divmod(column - 1, 26)
        found = chr(ord("A") + place) + found
    return found


def _unescaped(text: str) -> str:
    """`_x000D_` is how the format writes a character that XML cannot (ECMA-376 part 1, 22.9.2.19)."""
    return _ESCAPED.sub(lambda found: chr(int(found[1], 16)), text) if "_x" in text else text
