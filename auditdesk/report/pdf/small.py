"""Small flowables: a bullet point, a row of tiles, a row of fields. May not know: tables, charts, pages."""

from collections.abc import Sequence
from dataclasses import dataclass

from reportlab.platypus.flowables import Flowable

from auditdesk.report.lines import Span, broken
from auditdesk.report.pdf.text import Prose, colour, draw
from auditdesk.report.theme import (
    FIELD_GAP,
    FIELD_LABEL,
    POINT,
    RULE,
    RULE_WIDTH,
    TEAL,
    TILE_BAR,
    TILE_BEFORE,
    TILE_GAP,
    TILE_HEIGHT,
    TILE_PAD,
    TINT,
    Type,
)


class PointFlow(Flowable):
    """Prose beside a bullet or a number; what goes on to the next page has none."""

    def __init__(self, prose: Prose, label: Sequence[Span], indent: float) -> None:
        super().__init__()
        self._prose = prose
        self._label = label
        self._indent = indent
        self._size = (0.0, 0.0)

    def wrap(self, width: float, height: float) -> tuple[float, float]:
        self._size = (width, self._prose.wrap(width - self._indent, height)[1])
        return self._size

    def split(self, width: float, height: float) -> list[Flowable]:
        pieces = self._prose.split(width - self._indent, height)
        labels = [self._label, ()]
        return [PointFlow(piece, label, self._indent) for piece, label in zip(pieces, labels, strict=False)]

    def draw(self) -> None:
        draw(self.canv, broken(self._label, self._indent), (0, self._size[1]), POINT, "left")
        self._prose.drawOn(self.canv, self._indent, 0)

    def getSpaceBefore(self) -> float:
        return POINT.before

    def getSpaceAfter(self) -> float:
        return POINT.after


@dataclass(frozen=True, slots=True)
class SetTile:
    """A tile's number and label as prose."""

    number: Prose
    label: Prose


class TilesFlow(Flowable):
    """Numbers side by side, each on a tinted tile as high as the highest."""

    def __init__(self, tiles: Sequence[SetTile]) -> None:
        super().__init__()
        self._tiles = tiles
        self._size = (0.0, 0.0)

    def wrap(self, width: float, _: float) -> tuple[float, float]:
        inner = self._wide(width) - 2 * TILE_PAD
        heights = [tile.number.wrap(inner, 0)[1] + tile.label.wrap(inner, 0)[1] for tile in self._tiles]
        self._size = (width, max(TILE_HEIGHT, *(height + 2 * TILE_PAD for height in heights)))
        return self._size

    def draw(self) -> None:
        wide, height = self._wide(self._size[0]), self._size[1]
        for number, tile in enumerate(self._tiles):
            x = number * (wide + TILE_GAP)
            self.canv.setFillColor(colour(TINT))
            self.canv.rect(x, 0, wide, height, stroke=0, fill=1)
            self.canv.setFillColor(colour(TEAL))
            self.canv.rect(x, height - TILE_BAR, wide, TILE_BAR, stroke=0, fill=1)
            y = height - TILE_PAD
            for prose in (tile.number, tile.label):
                y -= prose.wrap(wide - 2 * TILE_PAD, 0)[1]
                prose.drawOn(self.canv, x + TILE_PAD, y)

    def getSpaceBefore(self) -> float:
        return TILE_BEFORE

    def getSpaceAfter(self) -> float:
        return TILE_BEFORE

    def _wide(self, width: float) -> float:
        return (width - TILE_GAP * (len(self._tiles) - 1)) / len(self._tiles)


class FieldsRow(Flowable):
    """Fields side by side: a label over its value; of four columns each has a line above it."""

    def __init__(self, fields: Sequence[tuple[Prose, Prose]], use: Type, columns: int) -> None:
        super().__init__()
        self._columns = columns
        self._fields = fields
        self._use = use
        self._size = (0.0, 0.0)

    def wrap(self, width: float, _: float) -> tuple[float, float]:
        wide = self._wide(width)
        heights = [label.wrap(wide, 0)[1] + value.wrap(wide, 0)[1] for label, value in self._fields]
        self._size = (width, max(heights) + (FIELD_LABEL.before if self._columns > 2 else 0))  # noqa: PLR2004 - as below
        return self._size

    def draw(self) -> None:
        width, height = self._size
        wide = self._wide(width)
        for number, field in enumerate(self._fields):
            x, y = number * (wide + FIELD_GAP), height
            if self._columns > 2:  # noqa: PLR2004 - two stand far enough apart without
                self.canv.setStrokeColor(colour(RULE))
                self.canv.setLineWidth(RULE_WIDTH)
                self.canv.line(x, y, x + wide, y)
                y -= FIELD_LABEL.before
            for prose in field:
                y -= prose.wrap(wide, 0)[1]
                prose.drawOn(self.canv, x, y)

    def getSpaceAfter(self) -> float:
        return self._use.after

    def _wide(self, width: float) -> float:
        return (width - FIELD_GAP * (self._columns - 1)) / self._columns
