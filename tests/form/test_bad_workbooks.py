"""Files that no tool can be read from, and sheets with mistakes: each a code and a sentence at its cell."""

import io
import re
import zipfile

import pytest

from auditdesk.codes import WORDS
from auditdesk.form import Problem, ToolError
from tests.form.making import tool_of
from tests.form.workbooks import (
    GOOD,
    SHEET,
    TYPE_NAME,
    mutated,
    outcome,
    questions,
    raw,
    sheet_of,
    source_in,
    with_part,
    with_texts,
    workbook,
    written,
)

BOMB = b"""<?xml version="1.0"?><!DOCTYPE lolz [<!ENTITY a "lol"><!ENTITY b "&a;&a;&a;&a;&a;&a;&a;&a;">
<!ENTITY c "&b;&b;&b;&b;&b;&b;&b;&b;">]><worksheet>&c;</worksheet>"""


def archive(**parts: bytes) -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as files:
        for name, content in parts.items():
            files.writestr(name, content)
    return out.getvalue()


def many(mark: bytes, times: int) -> bytes:
    """So many marks, each with a number in it: too different to be packed as a bomb is."""
    return b"".join(mark % (number * 7919 % 99_991) for number in range(times))


def locked() -> bytes:
    """How an office program wraps a workbook that has a password."""
    return b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(512) + "EncryptedPackage".encode("utf-16-le")


def lying(content: bytes) -> bytes:
    """The size of every part is said to be ten bytes, in both places."""
    found = bytearray(content)
    for mark, offset in ((b"PK\x01\x02", 24), (b"PK\x03\x04", 22)):
        place = found.find(mark)
        while place >= 0:
            found[place + offset : place + offset + 4] = (10).to_bytes(4, "little")
            place = found.find(mark, place + 1)
    return bytes(found)


ROW_OF_21 = b"<row>" + b"<c><v>1</v></c>" * 20 + b"<c><v>%d</v></c></row>"
FILES = {
    "nothing": (b"", "TOOL_BOOK f.xlsx: the file is no .xlsx workbook"),
    "text": (b"type,name,label\ntext,a,A\n", "TOOL_BOOK f.xlsx: the file is no .xlsx workbook"),
    "old": (b"\xd0\xcf\x11\xe0" + bytes(600), "TOOL_BOOK f.xlsx: the file is an old .xls workbook"),
    "locked": (locked(), "TOOL_BOOK f.xlsx: the file is locked with a password"),
    "ods": (archive(mimetype=b"application/vnd.oasis"), "TOOL_BOOK.*another program's workbook"),
    "cut": (GOOD[: len(GOOD) // 2], "TOOL_BOOK f.xlsx: the file is damaged or not whole"),
    "zip": (archive(a=b"b"), "TOOL_BOOK f.xlsx: the file holds no workbook"),
    "macros": (with_part(GOOD, "xl/vbaProject.bin", b"x"), "TOOL_BOOK f.xlsx: the file carries macros"),
    "links": (with_part(GOOD, "xl/externalLinks/externalLink1.xml", b"<a/>"), "TOOL_BOOK.*linked to other"),
    "entities": (
        with_part(GOOD, SHEET, BOMB),
        "TOOL_BOOK f.xlsx: xl/worksheets/sheet1.xml declares a document",
    ),
    "doctype": (with_part(GOOD, "xl/styles.xml", b"<!DOCTYPE a><a/>"), "TOOL_BOOK.*declares a document type"),
    "zip bomb": (with_part(GOOD, "xl/media/a.png", bytes(40_000_000)), "TOOL_LIMIT.*more than 100 times"),
    "too large": (b"PK" + bytes(5_000_000), "TOOL_LIMIT.*5,000,000"),
    "unpacks": (with_part(GOOD, "a.xml", bytes(50_000_001)), "TOOL_LIMIT.*unpacks to"),
    "lying sizes": (lying(GOOD), "TOOL_BOOK f.xlsx: the file is damaged"),
    "broken xml": (with_part(GOOD, SHEET, b"<worksheet><sheetData>"), "TOOL_BOOK.*damaged .xl/worksheets"),
    "no part": (
        with_part(GOOD, "xl/_rels/workbook.xml.rels", b"<Relationships/>"),
        "TOOL_BOOK.*'survey' is not in",
    ),
    "no survey": (
        raw(workbook([], Sheet1=[TYPE_NAME])),
        "TOOL_SHEET f.xlsx: there is no sheet 'survey' among",
    ),
    "surveys": (
        raw(workbook([], surveys=[TYPE_NAME])),
        "TOOL_SHEET.*no sheet 'survey' among 'choices', 'settings', 's",
    ),
    "no rows": (raw(workbook([TYPE_NAME])), "TOOL_SHEET f.xlsx: the sheet 'survey' has no questions"),
    "no cells": (raw(workbook([[None]])), "TOOL_SHEET f.xlsx: the sheet 'survey' has no column 'type'"),
    "no type": (raw(workbook([["kind", "name"], ["text", "a"]])), "TOOL_SHEET.*no column 'type'"),
    "no list": (
        raw(questions(["text", "a"], choices=[["lists", "name"]])),
        "TOOL_SHEET.*no column 'list_name'",
    ),
    "rows": (
        with_part(GOOD, SHEET, sheet_of(many(b"<row><c><v>%d</v></c></row>", 1_000_000))),
        "TOOL_LIMIT.*25,000 rows",
    ),
    "blank rows": (
        with_part(GOOD, SHEET, sheet_of(many(b"<row r='%d'/>", 1_000_000))),
        "TOOL_LIMIT.*25,000 rows",
    ),
    "cells": (with_part(GOOD, SHEET, sheet_of(many(ROW_OF_21, 24_000))), "TOOL_LIMIT.*800,000"),
    "columns": (
        with_part(GOOD, SHEET, sheet_of(b"<row>" + many(b"<c><v>%d</v></c>", 500_000))),
        "TOOL_LIMIT.*beyond ZZ",
    ),
    "texts": (
        with_texts(many(b"<si><t>%d</t></si>", 500_000)),
        "TOOL_LIMIT.*800,000 cells and parts of cells",
    ),
    "deep": (with_part(GOOD, SHEET, b"<a>" * 200_000), "TOOL_BOOK.*damaged"),
}


@pytest.mark.parametrize("name", FILES)
def test_a_file_that_is_no_workbook_of_ours_is_named_for_what_it_is(name):
    content, problem = FILES[name]

    with pytest.raises(ToolError) as raised:
        source_in(content)

    told = [f"{p.code} {p.message()}" for p in raised.value.problems if isinstance(p, Problem)]
    assert any(re.match(problem, line) for line in told), told


ROWS = """
- {type: select_one std, name: a, label: A}
- {type: text, name: b, label: B, relevant: "${a} != 1"}
"""
TOOL = written(tool_of(ROWS))


@pytest.mark.parametrize("seed", range(0, 400, 40))
def test_a_file_changed_at_random_is_read_or_refused(seed):
    found = {outcome(mutated(content, n)) for content in (TOOL, GOOD) for n in range(seed, seed + 40)}

    assert found <= {"read", "problems"} | {code for code in WORDS if code.startswith("TOOL_")}
