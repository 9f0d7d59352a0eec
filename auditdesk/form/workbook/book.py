"""Sheets of texts → the bytes of an .xlsx file (ECMA-376). Every cell is a text, no formula (form law 32).

May not know what the texts are. Same texts, same bytes: no time of day, nobody's name.
"""

import io
import re
import zipfile
from collections.abc import Sequence
from xml.sax.saxutils import escape, quoteattr

from auditdesk.form.workbook.cells import Leaf
from auditdesk.form.workbook.worksheet import letters

_SHEET = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
_OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
_PACKAGE = "http://schemas.openxmlformats.org/package/2006"
_PART = "application/vnd.openxmlformats-officedocument.spreadsheetml"
_XML = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'
_STYLES = (
    f'<styleSheet xmlns="{_SHEET}">'
    '<fonts count="2"><font><sz val="11"/><name val="Calibri"/></font>'
    '<font><b/><sz val="11"/><name val="Calibri"/></font></fonts>'
    '<fills count="2"><fill><patternFill patternType="none"/></fill>'
    '<fill><patternFill patternType="gray125"/></fill></fills>'
    "<borders><border><left/><right/><top/><bottom/><diagonal/></border></borders>"
    '<cellStyleXfs count="1"><xf numFmtId="0" fontId="0" fillId="0" borderId="0"/></cellStyleXfs>'
    '<cellXfs count="3"><xf numFmtId="0" fontId="0" fillId="0" borderId="0" xfId="0"/>'
    '<xf numFmtId="49" fontId="0" fillId="0" borderId="0" xfId="0" applyNumberFormat="1" applyAlignment="1">'
    '<alignment vertical="top" wrapText="1"/></xf>'
    '<xf numFmtId="49" fontId="1" fillId="0" borderId="0" xfId="0" applyNumberFormat="1" applyFont="1"/>'
    "</cellXfs>"
    '<cellStyles count="1"><cellStyle name="Normal" xfId="0" builtinId="0"/></cellStyles></styleSheet>'
)
"""Style 1 is a text, 2 a column's name: what is typed there stays text too, so 1.10 stays 1.10."""
_TEXT, _NAME = 1, 2

_EPOCH = (1980, 1, 1, 0, 0, 0)
_UNIX = 3
_LOOKS_ESCAPED = re.compile(r"_(?=x[0-9A-Fa-f]{4}_)")
_NARROWEST, _WIDEST = 8, 60
"""Widths of columns, in characters."""


def book(sheets: Sequence[Leaf]) -> bytes:
    """The bytes of a workbook with these sheets."""
    numbered = list(enumerate(sheets, 1))
    parts = {
        "[Content_Types].xml": _content_types(len(sheets)),
        "_rels/.rels": _relations([("officeDocument", "xl/workbook.xml")]),
        "xl/workbook.xml": _workbook(numbered),
        "xl/_rels/workbook.xml.rels": _relations(
            [("worksheet", f"worksheets/sheet{n}.xml") for n, _ in numbered] + [("styles", "styles.xml")]
        ),
        "xl/styles.xml": _STYLES,
        **{f"xl/worksheets/sheet{n}.xml": _worksheet(leaf) for n, leaf in numbered},
    }
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED, compresslevel=9) as archive:
        for name, text in parts.items():
            part = zipfile.ZipInfo(name, _EPOCH)
            part.compress_type, part.create_system = zipfile.ZIP_DEFLATED, _UNIX
            archive.writestr(part, (_XML + text).encode())
    return out.getvalue()


def _content_types(sheets: int) -> str:
    kinds = {"workbook": f"{_PART}.sheet.main+xml", "styles": f"{_PART}.styles+xml"}
    kinds |= {f"worksheets/sheet{n}": f"{_PART}.worksheet+xml" for n in range(1, sheets + 1)}
    overrides = "".join(
        f'<Override PartName="/xl/{name}.xml" ContentType="{kind}"/>' for name, kind in kinds.items()
    )
    return (
        f'<Types xmlns="{_PACKAGE}/content-types">'
        '<Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/>'
        f'<Default Extension="xml" ContentType="application/xml"/>{overrides}</Types>'
    )


def _relations(targets: Sequence[tuple[str, str]]) -> str:
    named = "".join(
        f'<Relationship Id="rId{n}" Type="{_OFFICE}/{kind}" Target="{target}"/>'
        for n, (kind, target) in enumerate(targets, 1)
    )
    return f'<Relationships xmlns="{_PACKAGE}/relationships">{named}</Relationships>'


def _workbook(numbered: Sequence[tuple[int, Leaf]]) -> str:
    named = "".join(
        f'<sheet name={quoteattr(leaf.name)} sheetId="{n}" r:id="rId{n}"/>' for n, leaf in numbered
    )
    return f'<workbook xmlns="{_SHEET}" xmlns:r="{_OFFICE}"><sheets>{named}</sheets></workbook>'


def _worksheet(leaf: Leaf) -> str:
    widths = (_width([row[place] for row in leaf.rows]) for place in range(len(leaf.rows[0])))
    columns = "".join(
        f'<col min="{n}" max="{n}" width="{width}" style="{_TEXT}" customWidth="1"/>'
        for n, width in enumerate(widths, 1)
    )
    rows = "".join(_row(number, row) for number, row in enumerate(leaf.rows, 1))
    return (
        f'<worksheet xmlns="{_SHEET}"><sheetViews><sheetView workbookViewId="0">'
        '<pane ySplit="1" topLeftCell="A2" activePane="bottomLeft" state="frozen"/></sheetView></sheetViews>'
        f"<cols>{columns}</cols><sheetData>{rows}</sheetData></worksheet>"
    )


def _width(texts: Sequence[str]) -> int:
    longest = max(len(line) for text in texts for line in text.split("\n"))
    return min(max(longest + 2, _NARROWEST), _WIDEST)


def _row(number: int, texts: Sequence[str]) -> str:
    style = _NAME if number == 1 else _TEXT
    cells = "".join(
        f'<c r="{letters(place)}{number}" s="{style}" t="inlineStr">'
        f'<is><t xml:space="preserve">{_escaped(text)}</t></is></c>'
        for place, text in enumerate(texts, 1)
        if text
    )
    return f'<row r="{number}">{cells}</row>'


def _escaped(text: str) -> str:
    return escape(_LOOKS_ESCAPED.sub("_x005F_", text))
