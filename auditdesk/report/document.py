"""A report as values: blocks of runs, before anything becomes a page (report.md 2).

Runs (`Text`, `Num`, `Typed`, `Fact`, `Cite`, `See`, `runs()`) stand in `runs.py`, marks and the numbers of
charts (`Mark`, `GradeBars`, `DotStrips` …) in `series.py`, blocks and the Document here.

May not know: points, colours, fonts, files, and how a figure was counted. Plain text only, no markup
anywhere: a renderer escapes, and every renderer prints the same blocks in the same order. A renderer
never counts, rounds, sorts or hides, so whatever a reader sees stands here.

Three rules for whoever composes a Document:
- a number in prose is a `Num`; a date, case reference, fingerprint or limit is a `Fact`; a printed
  reference is a `Cite`; a person's words are `Typed`; "table 4" is `See("the table's key")`;
- tables and charts get their numbers in reading order from `numbered()`, never by hand;
- `runs("plain text", Num(…), Typed(…))` writes a sentence: a bare str in it becomes a `Text`.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Literal

from auditdesk.report.asking import Asked
from auditdesk.report.runs import Num, Runs, See, Text
from auditdesk.report.series import DotStrips, GradeBars, Mark
from auditdesk.report.words import ENGLISH, Words

Align = Literal["left", "centre", "right"]


@dataclass(frozen=True, slots=True)
class Column:
    """One column; `width` is its share of the measure. Unless `align` says so, all but text and id centre."""

    key: str
    title: str
    width: int = 1
    align: Align | None = None
    kind: Literal["text", "count", "heat", "status", "id"] = "text"


@dataclass(frozen=True, slots=True)
class Cell:
    """One cell, `span` columns wide; `align` None is the first one's. A mark shades it, replacing only ✓."""

    runs: Runs = ()
    mark: Mark = Mark.NONE
    align: Align | None = None
    span: int = 1


# ── blocks ───────────────────────────────────────────────────────────────────────────────────────────────
@dataclass(frozen=True, slots=True)
class Heading:
    """H1 to H3: bookmark and link target. `number` is printed as given ("6.5"); `key` must be unique if set.

    `needs_room` starts a new page when little of this one is left (report.md 6, findings by aspect). The
    sections of a sheet are bands, white on navy.
    """

    level: Literal[1, 2, 3]
    text: str
    number: str = ""
    key: str = ""
    needs_room: bool = False
    band: bool = False


@dataclass(frozen=True, slots=True)
class Paragraph:
    """Prose; a lead stands under a chapter's heading, a note explains in small print."""

    runs: Runs
    style: Literal["body", "lead", "note"] = "body"


@dataclass(frozen=True, slots=True)
class Bullets:
    """Short points, or numbered steps when `ordered`."""

    points: tuple[Runs, ...]
    ordered: bool = False


@dataclass(frozen=True, slots=True)
class Tile:
    """One large number and, below it, what it counts."""

    figure: Num
    label: Runs


@dataclass(frozen=True, slots=True)
class Tiles:
    """At most four large numbers side by side."""

    tiles: tuple[Tile, ...]


@dataclass(frozen=True, slots=True)
class Table:
    """A caption (without its number), columns and rows of equally many cells; `note` is printed below.

    `row_header`: the first cell of a row names it (bold for counted tables if its run says STRONG).
    A table without rows prints its sentence `empty` instead; only one with rows and a key takes a number.
    """

    key: str
    caption: Runs
    columns: tuple[Column, ...]
    rows: tuple[tuple[Cell, ...], ...]
    note: Runs = ()
    empty: str = ""
    row_header: bool = True


@dataclass(frozen=True, slots=True)
class Grid(Table):
    """A Table whose cells carry marks: returns grid, heat table, moderation matrix. Cells stand close."""


@dataclass(frozen=True, slots=True)
class Chart:
    """A picture of numbers that also stand in the table named by `table_key`; `alt` says it in a sentence."""

    key: str
    caption: Runs
    series: GradeBars | DotStrips
    alt: Runs
    table_key: str
    note: Runs = ()


@dataclass(frozen=True, slots=True)
class KeyMessage:
    """What we need to do more of, and what the audit found; `aspect` is "" under a heading that names it."""

    aspect: str
    need: Runs
    found: Runs


@dataclass(frozen=True, slots=True)
class Quote:
    """Somebody's words; `source` ("a young person") never with age, sex or place in the public edition."""

    words: Runs
    source: str = ""


@dataclass(frozen=True, slots=True)
class Callout:
    """A box that a reader must not miss; `care` is for what could harm somebody if missed."""

    title: str
    runs: Runs
    tone: Literal["note", "care"] = "note"


@dataclass(frozen=True, slots=True)
class Pair:
    """A label and its value, as on the cover or in a sheet's head."""

    label: str
    value: Runs


@dataclass(frozen=True, slots=True)
class Fields:
    """Label over value, in two columns, or in four with a line above each (the head of a sheet)."""

    pairs: tuple[Pair, ...]
    columns: Literal[2, 4] = 2


@dataclass(frozen=True, slots=True)
class Contents:
    """Headings down to `depth`, with page numbers and links."""

    depth: Literal[1, 2, 3] = 2


@dataclass(frozen=True, slots=True)
class PageBreak:
    """What follows starts on a new page."""


@dataclass(frozen=True, slots=True)
class Cover:
    """First page: title, subtitle and marking come from the Document; `edition_words` say who it is for."""

    partnership: str
    edition_words: str
    facts: tuple[Pair, ...]
    notice: Runs = ()


@dataclass(frozen=True, slots=True)
class Landscape:
    """Blocks on pages laid across; what follows is upright again on a new page."""

    blocks: tuple["Block", ...]


Block = (
    Heading
    | Paragraph
    | Bullets
    | Tiles
    | Table
    | Grid
    | Chart
    | KeyMessage
    | Quote
    | Callout
    | Fields
    | Contents
    | PageBreak
    | Cover
    | Landscape
    | Asked
)


@dataclass(frozen=True, slots=True)
class Document:
    """A whole report. `edition` is printed at the head of each page, `marking` and `round_id` at its foot.

    `made_on` is the date in the file's properties: no renderer reads a clock. `producer` names the version
    of auditdesk, part of what makes the same bytes.
    """

    title: str
    subtitle: str
    edition: str
    marking: str
    round_id: str
    language: str
    made_on: date
    blocks: tuple[Block, ...]
    producer: str = "auditdesk"
    words: Words = ENGLISH


class UnsoundDocumentError(ValueError):
    """A mistake of whoever composed the Document, never of a user: the rule and the key that breaks it."""


# ── reading a document ───────────────────────────────────────────────────────────────────────────────────
def flat(blocks: tuple[Block, ...]) -> Iterator[Block]:
    """Every block in reading order; what lies in a Landscape follows it."""
    for block in blocks:
        yield block
        if isinstance(block, Landscape):
            yield from flat(block.blocks)


def numbered(document: Document) -> Mapping[str, str]:
    """Key of each table and chart → "Table 3", "Figure 1", in reading order.

    Raises:
        UnsoundDocumentError: a composer's mistake: a key that stands twice, a chart whose table is not
            printed, a row with more or fewer cells than columns.
    """
    names: dict[str, str] = {}
    tables = figures = 0
    for block in flat(document.blocks):
        if isinstance(block, Table):
            _ensure_rows_fit(block)
            if block.rows and block.key:
                tables += 1
                _name(names, block.key, f"{document.words.table} {tables}")
        elif isinstance(block, Chart):
            figures += 1
            _name(names, block.key, f"{document.words.figure} {figures}")
    for block in flat(document.blocks):
        if isinstance(block, Chart) and block.table_key not in names:
            raise UnsoundDocumentError("chart_without_table", block.key)
    return names


def chart_note(chart: Chart, following: Block | None, words: Words) -> Runs:
    """The note under a chart; says where its numbers are unless said or right below (report.md 8)."""
    see = See(chart.table_key)
    if see in chart.note or (isinstance(following, Table) and following.key == chart.table_key):
        return chart.note
    before, after = words.numbers_in.split("{table}")
    gap = (Text(" "),) if chart.note else ()
    return (*chart.note, *gap, Text(before), see, Text(after))


def _name(names: dict[str, str], key: str, name: str) -> None:
    if key in names:
        raise UnsoundDocumentError("key_stands_twice", key)
    names[key] = name


def _ensure_rows_fit(table: Table) -> None:
    for row in table.rows:
        if sum(cell.span for cell in row) != len(table.columns):
            raise UnsoundDocumentError("cells_and_columns_differ", table.key)
