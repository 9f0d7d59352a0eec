"""Blocks → flowables, one kind after the other, and which of them stay together.

May not know: figures, and how pages look around their content.
"""

from collections.abc import Sequence
from typing import Final, Literal

from reportlab.platypus.flowables import CondPageBreak, Flowable, PageBreakIfNotEmpty

from auditdesk.report.asking import Asked, Part, Question
from auditdesk.report.charts import pictures
from auditdesk.report.document import (
    Block,
    Bullets,
    Callout,
    Chart,
    Contents,
    Cover,
    Document,
    Fields,
    Heading,
    KeyMessage,
    Landscape,
    PageBreak,
    Paragraph,
    Quote,
    Table,
    Tiles,
    chart_note,
    flat,
)
from auditdesk.report.lines import full_width
from auditdesk.report.pdf.asked import groups_of
from auditdesk.report.pdf.cells import SetTable
from auditdesk.report.pdf.flow import Box, Kept
from auditdesk.report.pdf.grid import TableFlow, note_fits
from auditdesk.report.pdf.headings import CaptionFlow, ContentsFlow, HeadingFlow, Place
from auditdesk.report.pdf.picture import Picture
from auditdesk.report.pdf.small import FieldsRow, PointFlow, SetTile, TilesFlow
from auditdesk.report.pdf.text import Prose, Setter
from auditdesk.report.runs import Num, Runs, Style, Text, every_run, runs
from auditdesk.report.theme import (
    BODY,
    BOX,
    BOX_TITLE,
    BULLET_GAP,
    BULLET_INDENT,
    CAPTION,
    FIELD,
    FIELD_LABEL,
    LANDSCAPE_MEASURE,
    LEAD,
    LONG_FIELD,
    MEASURE,
    NO_FILL,
    NOTE,
    POINT,
    POINT_LABEL,
    QUOTE,
    RI,
    ROOM_FOR_A_CHAPTER,
    ROOM_FOR_A_FINDING,
    SAND,
    TEAL,
    TILE_LABEL,
    TILE_NUMBER,
    TINT,
)

UPRIGHT: Final = "upright"
ACROSS: Final = "across"

_Group = list[Flowable]  # stays together; only its last may go on to the next page
_PROSE: Final = {"body": BODY, "lead": LEAD, "note": NOTE}


class Story:
    """Every block of a document as flowables, in order, but for the cover, which is a page of its own."""

    def __init__(self, document: Document, setter: Setter) -> None:
        self._setter = setter
        self._words = document.words
        headings = [block for block in flat(document.blocks) if isinstance(block, Heading)]
        self._places = [Place(heading, f"h{number}") for number, heading in enumerate(headings)]
        self._next_place = iter(self._places)
        self._measure = MEASURE

    def flowables(self, blocks: Sequence[Block]) -> list[Flowable]:
        story: list[Flowable] = []
        heads: _Group = []
        for number, block in enumerate(blocks):
            if isinstance(block, Heading) and not heads:
                story += _room_for(block)
            if leading := self._leading(block, under_heading=bool(heads)):
                heads += leading
                continue
            if _is_label(block):
                heads += self._groups(block, None)[0]
                continue
            following = blocks[number + 1] if number + 1 < len(blocks) else None
            groups = self._groups(block, following)
            if groups and not isinstance(block, PageBreak | Landscape | Part):
                groups[0][:0] = heads
            elif heads:
                groups[:0] = [heads]
            heads = []
            for group in groups:
                story += _joined(group)
        return story + _joined(heads)

    def _leading(self, block: Block, *, under_heading: bool) -> _Group:
        """What stays with the block after it: headings, notes below them, questions that lead a table."""
        match block:
            case Heading():
                return [HeadingFlow(next(self._next_place), self._setter)]
            case Paragraph(style="note") if under_heading:
                return [self._one(block)]
            case Question(controls=()):
                return groups_of(block, self._setter)[0]
            case _:
                return []

    def _groups(self, block: Block, following: Block | None) -> list[_Group]:
        match block:
            case Table():
                return self._table(block)
            case Chart():
                return self._chart(block, following)
            case Bullets():
                return self._bullets(block)
            case Fields():
                return self._fields(block)
            case Paragraph() | Tiles() | KeyMessage() | Quote() | Callout():
                return [[self._one(block)]]
            case _:
                return self._page_matter(block)

    def _one(self, block: Paragraph | Tiles | KeyMessage | Quote | Callout) -> Flowable:
        match block:
            case Paragraph(words, style):
                use = _PROSE[style]
                return Prose(self._setter.spans(words, use), use)
            case Tiles(tiles):
                return TilesFlow([self._tile(tile.figure, tile.label) for tile in tiles])
            case KeyMessage():
                return self._key_message(block)
            case Quote(words, source):
                parts = [Prose(self._setter.spans(words, QUOTE), QUOTE)]
                if source:
                    parts.append(Prose(self._setter.words_of(source, NOTE), NOTE))
                return Box(parts, NO_FILL, TEAL)
            case Callout(title, words, tone):
                parts = [Prose(self._setter.words_of(title, BOX_TITLE), BOX_TITLE)] if title else []
                parts.append(Prose(self._setter.spans(words, BOX), BOX))
                return Box(parts, SAND if tone == "care" else TINT, RI if tone == "care" else TEAL)

    def _page_matter(self, block: Contents | PageBreak | Landscape | Cover | Heading | Asked) -> list[_Group]:
        match block:
            case Contents(depth):
                return [self._contents(depth)]
            case PageBreak():
                return [[PageBreakIfNotEmpty()]]
            case Landscape(blocks):
                self._measure = LANDSCAPE_MEASURE
                inside = self.flowables(blocks)
                self._measure = MEASURE
                turned = [PageBreakIfNotEmpty(ACROSS), *inside, PageBreakIfNotEmpty(UPRIGHT)]
                return [[flowable] for flowable in turned]
            case Cover() | Heading():
                return []  # pages.py draws the one, flowables() the other
            case _:
                return groups_of(block, self._setter)

    def _table(self, table: Table) -> list[_Group]:
        if not table.rows:
            return [[Prose(self._setter.words_of(table.empty, BODY), BODY)]]
        note = Prose(self._setter.spans(table.note, NOTE), NOTE) if table.note else None
        stays = note if note and note_fits(note, self._measure) else None
        caption = [self._caption(table.key, table.caption)] if table.caption else []
        group: _Group = [*caption, TableFlow(SetTable(table, self._setter), stays)]
        return [group] if note is stays or note is None else [group, [note]]

    def _chart(self, chart: Chart, following: Block | None) -> list[_Group]:
        drawn = pictures.drawings(chart.series, self._measure, self._setter)
        groups: list[_Group] = [[Picture(drawing)] for drawing in drawn]
        groups[0].insert(0, self._caption(chart.key, chart.caption))
        if note := chart_note(chart, following, self._words):
            groups[-1].append(Prose(self._setter.spans(note, NOTE), NOTE))
        return groups

    def _caption(self, key: str, words: Runs) -> Prose:
        if not key:
            return Prose(self._setter.spans(words, CAPTION), CAPTION)
        name = f"{self._setter.name(key)}. "
        return CaptionFlow(self._setter.spans(runs(name, *words), CAPTION), CAPTION, key)

    def _bullets(self, bullets: Bullets) -> list[_Group]:
        labels = [
            self._setter.words_of(f"{number}." if bullets.ordered else "•", POINT_LABEL)
            for number in range(1, len(bullets.points) + 1)
        ]
        indent = max((full_width(label) + BULLET_GAP for label in labels), default=0.0)
        return [
            [PointFlow(Prose(self._setter.spans(point, POINT), POINT), label, max(indent, BULLET_INDENT))]
            for point, label in zip(bullets.points, labels, strict=True)
        ]

    def _fields(self, fields: Fields) -> list[_Group]:
        groups: list[_Group] = []
        row: list[tuple[Prose, Prose]] = []
        for pair in fields.pairs:
            label = Prose(self._setter.words_of(pair.label, FIELD_LABEL), FIELD_LABEL)
            value = Prose(self._setter.spans(pair.value, FIELD), FIELD)
            if sum(len(getattr(run, "text", "")) for run in every_run(pair.value)) > LONG_FIELD:
                groups += [[FieldsRow(row, FIELD, fields.columns)]] if row else []
                groups.append([label, value])
                row = []
                continue
            row.append((label, value))
            if len(row) == fields.columns:
                groups.append([FieldsRow(row, FIELD, fields.columns)])
                row = []
        return groups + ([[FieldsRow(row, FIELD, fields.columns)]] if row else [])

    def _tile(self, figure: Num, label: Runs) -> SetTile:
        number = Prose(self._setter.spans((figure,), TILE_NUMBER), TILE_NUMBER)
        return SetTile(number, Prose(self._setter.spans(label, TILE_LABEL), TILE_LABEL))

    def _key_message(self, message: KeyMessage) -> Box:
        title = message.aspect or self._words.need_title
        lead = Text(f"{self._words.found_title} ", Style.STRONG)
        need = runs(Text(f"{self._words.need_title} ", Style.STRONG), *message.need)
        return Box(
            [
                Prose(self._setter.words_of(title, BOX_TITLE), BOX_TITLE),
                Prose(self._setter.spans(need if message.aspect else message.need, BOX), BOX),
                Prose(self._setter.spans((lead, *message.found), BOX), BOX),
            ],
            TINT,
            TEAL,
        )

    def _contents(self, depth: Literal[1, 2, 3]) -> _Group:
        title = Place(Heading(1, self._words.contents), "contents")
        listed = [place for place in self._places if place.heading.level <= depth]
        return [HeadingFlow(title, self._setter), ContentsFlow(listed, self._setter)]


def _is_label(block: Block) -> bool:
    """A paragraph of strong words alone names what follows it, and stays with it."""
    return (
        isinstance(block, Paragraph)
        and bool(block.runs)
        and all(getattr(run, "style", Style.PLAIN) is Style.STRONG for run in block.runs)
    )


def _joined(group: _Group) -> list[Flowable]:
    return [Kept(group)] if len(group) > 1 else group


def _room_for(heading: Heading) -> list[Flowable]:
    if heading.needs_room:
        return [CondPageBreak(ROOM_FOR_A_FINDING)]
    return [CondPageBreak(ROOM_FOR_A_CHAPTER)] if heading.level == 1 else []
