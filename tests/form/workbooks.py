"""Workbooks for tests: made cell by cell with openpyxl, as a person makes them, and looked at with it."""

import io
import random
import tempfile
import zipfile
from collections.abc import Callable, Mapping, Sequence
from pathlib import Path

import openpyxl
from openpyxl.utils.escape import unescape

from auditdesk.form import Source, Tool, ToolError, check, compile, read, write_xlsx, yaml_of

SETTINGS = [
    ["form_id", "version", "form_title", "default_language"],
    ["little", "1.0.0", "Little", "English (en)"],
]
Rows = Sequence[Sequence[object]]
TYPE_NAME = ["type", "name", "label"]
YN = [["list_name", "name", "label"], ["yn", "yes", "Yes"], ["yn", "no", "No"]]


def workbook(
    survey: Rows, choices: Rows = YN, settings: Rows = SETTINGS, **others: Rows
) -> openpyxl.Workbook:
    """A workbook of these sheets; one without rows is not there."""
    book = openpyxl.Workbook()
    book.remove(book.active)
    for name, rows in {"survey": survey, "choices": choices, "settings": settings, **others}.items():
        if rows:
            sheet = book.create_sheet(name)
            for row in rows:
                sheet.append(list(row))
    return book


def raw(book: openpyxl.Workbook) -> bytes:
    out = io.BytesIO()
    book.save(out)
    return out.getvalue()


def source_in(content: bytes | openpyxl.Workbook, name: str = "f.xlsx") -> Source:
    """The source in a file of this content."""
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder, name)
        path.write_bytes(content if isinstance(content, bytes) else raw(content))
        return read(path)


def questions(*rows: Sequence[object], columns: Sequence[str] = (), **sheets: Rows) -> openpyxl.Workbook:
    """A workbook with these rows below type, name, label and further columns."""
    return workbook([[*TYPE_NAME, *columns], *rows], **sheets)


def said(content: bytes | openpyxl.Workbook) -> list[str]:
    """Every problem of a workbook as a person reads it."""
    return [f"{p.severity} {p.code} {p.message()}" for p in check(source_in(content))]


def written(tool: Tool, *, portable: bool = False) -> bytes:
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder, "tool.xlsx")
        write_xlsx(tool, path, portable=portable)
        return path.read_bytes()


def back(content: bytes) -> Tool:
    return compile(source_in(content))


def yaml_back(source: Source) -> Tool:
    """The tool once its source was written as YAML and read again."""
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder, "tool.yaml")
        path.write_text(yaml_of(source), encoding="utf-8")
        return compile(read(path))


def cells(content: bytes) -> Mapping[str, list[list[str | None]]]:
    """Every sheet's cells as openpyxl reads them; each is a text or empty."""
    book = openpyxl.load_workbook(io.BytesIO(content))
    found = {sheet.title: list(sheet.iter_rows()) for sheet in book}
    assert all(
        cell.data_type in {"s", "n", "inlineStr"} for rows in found.values() for row in rows for cell in row
    )
    return {name: [[_said(cell.value) for cell in row] for row in rows] for name, rows in found.items()}


def _said(text: str | None) -> str | None:
    """openpyxl leaves `_x005F_`, which spreadsheet programs show as `_`."""
    return None if text is None else unescape(text)


def changed(content: bytes, change: Callable[[openpyxl.Workbook], None]) -> bytes:
    """The same workbook after somebody opened it, changed it and saved it."""
    book = openpyxl.load_workbook(io.BytesIO(content))
    change(book)
    return raw(book)


def with_part(content: bytes, name: str, part: bytes | Callable[[bytes], bytes]) -> bytes:
    """The same file with one part put in, or its bytes changed."""
    out = io.BytesIO()
    with (
        zipfile.ZipFile(io.BytesIO(content)) as old,
        zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as fresh,
    ):
        for one in old.namelist():
            if one != name:
                fresh.writestr(one, old.read(one))
        fresh.writestr(name, part if isinstance(part, bytes) else part(old.read(name)))
    return out.getvalue()


GOOD = raw(questions(["text", "a", "A"], ["select_one yn", "b", "B"]))
SHEET = "xl/worksheets/sheet1.xml"
MAIN = 'xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"'


def sheet_of(rows: bytes) -> bytes:
    return f"<worksheet {MAIN}><sheetData>".encode() + rows + b"</sheetData></worksheet>"


def with_texts(texts: bytes, sheet: bytes = b"") -> bytes:
    """A workbook that keeps its texts in a part of their own, as office programs do."""
    kind = "http://schemas.openxmlformats.org/officeDocument/2006/relationships/sharedStrings"
    link = f'<Relationship Id="rT" Type="{kind}" Target="/xl/texts.xml"/></Relationships>'.encode()
    linked = with_part(
        GOOD, "xl/_rels/workbook.xml.rels", lambda part: part.replace(b"</Relationships>", link)
    )
    filled = with_part(linked, "xl/texts.xml", f"<sst {MAIN}>".encode() + texts + b"</sst>")
    return with_part(filled, SHEET, sheet_of(sheet)) if sheet else filled


def mutated(content: bytes, seed: int) -> bytes:
    """The file with a few bytes changed, left out or doubled; or one of its parts so, packed anew."""
    chance = random.Random(seed)  # noqa: S311 - a printed seed, not a secret
    name = None
    if seed % 2:
        with zipfile.ZipFile(io.BytesIO(content)) as files:
            name = chance.choice(files.namelist())
            part = bytearray(files.read(name))
    else:
        part = bytearray(content)
    for _ in range(chance.randint(1, 6)):
        place = chance.randrange(len(part))
        match chance.randrange(4):
            case 0:
                part[place] = chance.randrange(256)
            case 1:
                del part[place : place + chance.randint(1, 40)]
            case 2:
                part[place:place] = part[place : place + chance.randint(1, 40)]
            case _:
                part[place] ^= 1 << chance.randrange(8)
        if not part:
            break
    return bytes(part) if name is None else with_part(content, name, bytes(part))


def outcome(content: bytes) -> str:
    """What becomes of a file: read, or refused with a code; anything else is a fault of ours."""
    try:
        found = check(source_in(content))
    except ToolError as error:
        return error.code
    return "problems" if any(problem.severity == "error" for problem in found) else "read"
