"""How paper looks: the only place with a number of points or a colour (report.md 6 and 7).

May not know: reportlab, blocks, words. Lengths are points unless the name says mm.
"""

from dataclasses import dataclass
from enum import StrEnum
from typing import Final

from auditdesk.report.series import Mark

MM: Final = 72 / 25.4


# ── page ─────────────────────────────────────────────────────────────────────────────────────────────────
A4: Final = (210 * MM, 297 * MM)
LEFT: Final = 20 * MM
RIGHT: Final = 18 * MM
TOP: Final = 24 * MM
BOTTOM: Final = 22 * MM
LANDSCAPE_MARGIN: Final = 15 * MM
BAND_HEIGHT: Final = 118 * MM  # navy, on the cover
BAND_STRIPES: Final = ((0, "#8CC5DE"), (62.5, "#4E9AC2"), (125, "#F6C667"))  # a fixed pattern, never the data
STRIPE_SIZE: Final = (60, 9)
ROOM_FOR_A_FINDING: Final = 90 * MM
ROOM_FOR_A_CHAPTER: Final = 60 * MM
MEASURE: Final = A4[0] - LEFT - RIGHT
LANDSCAPE_MEASURE: Final = A4[1] - 2 * LANDSCAPE_MARGIN
PAGE_ROOM: Final = A4[1] - TOP - BOTTOM
TALLEST_WHOLE_ROW: Final = 0.6  # of a page; a taller row may split
TALLEST_HEAD: Final = 0.4
SMALL_TABLE: Final = 0.35  # of a page; a table or box no taller does not split
TALLEST_NOTE: Final = 0.3  # of a page; a longer note does not stay with its table's last row
BAND_NAME: Final = 73  # below the top edge: the partnership's name
BAND_LINES: Final = 5  # of each text in the band; more than a report's title ever has
BAND_TITLE: Final = 132
BAND_EDITION: Final = 283
BAND_BELOW: Final = 56  # between the band and the facts
COVER_MEASURE: Final = 420
HEADER_BASELINE: Final = 37  # below the top edge
HEADER_RULE: Final = 44.5
FOOTER_BASELINE: Final = 30  # above the bottom edge

# ── colours ──────────────────────────────────────────────────────────────────────────────────────────────
INK: Final = "#1B2733"
MUTED: Final = "#51606F"
NAVY: Final = "#12324A"
TEAL: Final = "#0B6675"
RULE: Final = "#CBD3DC"
TINT: Final = "#F2F5F8"
SAND: Final = "#FBF3E4"
WHITE: Final = "#FFFFFF"
NONE_GREY: Final = "#E4E8ED"
OUTSTANDING: Final = "#0F4C75"
GOOD: Final = "#8CC5DE"
RI: Final = "#F6C667"
INADEQUATE: Final = "#B23A2E"
GREEN: Final = "#2E7D4F"
MID_BLUE: Final = "#4E9AC2"
PALE_BLUE: Final = "#C5DEEC"
NO_FILL: Final = ""


@dataclass(frozen=True, slots=True)
class Paint:
    """Fill and text colour of a marked cell or segment; `strong` sets its words in SemiBold."""

    fill: str
    text: str
    strong: bool = True


PAINTS: Final[dict[Mark, Paint]] = {
    Mark.NONE: Paint(NO_FILL, INK, strong=False),
    Mark.RECEIVED: Paint(OUTSTANDING, WHITE),
    Mark.NIL: Paint(GOOD, INK),
    Mark.LATE: Paint(RI, INK),
    Mark.NOT_ASKED: Paint(NONE_GREY, MUTED),
    Mark.OUTSTANDING: Paint(OUTSTANDING, WHITE),
    Mark.GOOD: Paint(GOOD, INK),
    Mark.RI: Paint(RI, INK),
    Mark.INADEQUATE: Paint(INADEQUATE, WHITE),
    Mark.NOT_JUDGED: Paint(WHITE, MUTED),
    Mark.NOT_AGREED: Paint(NONE_GREY, MUTED),
    Mark.DIAGONAL: Paint(GOOD, INK),
    Mark.NEAR: Paint(TINT, INK, strong=False),
    Mark.HEAT_1: Paint(INADEQUATE, WHITE),
    Mark.HEAT_2: Paint(RI, INK),
    Mark.HEAT_3: Paint(PALE_BLUE, INK),
    Mark.HEAT_4: Paint(MID_BLUE, INK),
    Mark.HEAT_5: Paint(OUTSTANDING, WHITE),
    Mark.TOO_FEW: Paint(NONE_GREY, MUTED, strong=False),
    Mark.HIDDEN: Paint(NONE_GREY, MUTED, strong=False),
    Mark.NOT_STARTED: Paint(NONE_GREY, INK),
    Mark.ON_TRACK: Paint(GREEN, WHITE),
    Mark.AT_RISK: Paint(RI, INK),
    Mark.OVERDUE: Paint(INADEQUATE, WHITE),
    Mark.DONE: Paint(OUTSTANDING, WHITE),
}


# ── type ─────────────────────────────────────────────────────────────────────────────────────────────────
ASCENT: Final = 0.78  # of the size: how far letters of a line reach above its baseline


class Cut(StrEnum):
    """The four cuts of the family, by file name. No light weights (report.md 7)."""

    REGULAR = "SourceSans3-Regular"
    ITALIC = "SourceSans3-Italic"
    SEMIBOLD = "SourceSans3-SemiBold"
    SEMIBOLD_ITALIC = "SourceSans3-SemiBoldItalic"


@dataclass(frozen=True, slots=True)
class Type:
    """One use of type: size and leading, cut, colour, and the space it wants around it."""

    size: float
    leading: float
    cut: Cut = Cut.REGULAR
    colour: str = INK
    before: float = 0
    after: float = 0

    @property
    def above_baseline(self) -> float:
        """From the top of a line to its baseline."""
        return (self.leading - self.size) / 2 + self.size * ASCENT


H1: Final = Type(23, 27, Cut.SEMIBOLD, NAVY, before=20, after=10)
H1_NUMBER: Final = Type(23, 27, Cut.REGULAR, TEAL)
H2: Final = Type(15, 19, Cut.SEMIBOLD, NAVY, before=18, after=5)
H3: Final = Type(11.5, 15, Cut.SEMIBOLD, TEAL, before=12, after=3)
LEAD: Final = Type(14, 19.5, colour=NAVY, before=2, after=10)
BODY: Final = Type(11, 15.5, before=3, after=6)
POINT: Final = Type(11, 15.5, before=1, after=2.5)
POINT_LABEL: Final = Type(11, 15.5, colour=TEAL)
TABLE: Final = Type(10, 13)
MARKED: Final = Type(9.5, 13, Cut.SEMIBOLD)
TABLE_HEAD: Final = Type(9.5, 12.5, Cut.SEMIBOLD, MUTED)
CAPTION: Final = Type(10, 13, Cut.SEMIBOLD, INK, before=12, after=5)
NOTE: Final = Type(9.5, 12.5, colour=MUTED, before=3, after=8)
CODE: Final = Type(8.5, 13, colour=MUTED)
TICK: Final = Type(8.5, 11, colour=MUTED)
SEGMENT: Final = Type(8.5, 11, Cut.SEMIBOLD)
RUNNING: Final = Type(9, 11, colour=MUTED)
MARKING: Final = Type(9, 11, Cut.SEMIBOLD, INK)
CHART_TEXT: Final = Type(10, 12)
CHART_NUMBER: Final = Type(9.5, 12, colour=MUTED)
LEGEND_TEXT: Final = Type(9.5, 12, colour=MUTED)
LIMIT_TEXT: Final = Type(9, 11, Cut.SEMIBOLD)
TILE_NUMBER: Final = Type(30, 34, colour=NAVY)
TILE_LABEL: Final = Type(9.5, 12.5, colour=MUTED)
FIELD_LABEL: Final = Type(9.5, 12.5, Cut.SEMIBOLD, MUTED, before=4)
FIELD: Final = Type(11, 14.5, after=5)
BOX_TITLE: Final = Type(12, 16, Cut.SEMIBOLD, NAVY, after=2)
BOX: Final = Type(11, 15, before=0, after=4)
BAND: Final = Type(13, 17, Cut.SEMIBOLD, WHITE, before=16, after=6)
ASKED: Final = Type(11, 15, Cut.SEMIBOLD, after=1)
ASKED_NUMBER: Final = Type(11, 15, Cut.SEMIBOLD, TEAL)
ASKED_HINT: Final = Type(9.5, 12.5, colour=MUTED, after=1)
ASKED_SKIP: Final = Type(9.5, 12.5, Cut.SEMIBOLD, TEAL, after=1)
ASKED_FOR: Final = Type(9.5, 12.5, colour=MUTED, before=5)  # over ruled lines
TICK_LABEL: Final = Type(10.5, 14)
UNDER_LINE: Final = Type(8.5, 11, colour=MUTED)
QUOTE: Final = Type(11, 15.5, Cut.ITALIC, NAVY)
CONTENTS_1: Final = Type(11, 15.5, Cut.SEMIBOLD, INK, before=6)
CONTENTS_2: Final = Type(10, 14, colour=INK, before=1)
COVER_NAME: Final = Type(12, 16, Cut.SEMIBOLD, WHITE)
COVER_TITLE: Final = Type(34, 39, Cut.SEMIBOLD, WHITE)
COVER_SUBTITLE: Final = Type(17, 22, colour=GOOD)
COVER_EDITION: Final = Type(13, 17, Cut.SEMIBOLD, RI)
COVER_FACT: Final = Type(11.5, 15, after=6.5)
COVER_NOTICE: Final = Type(11.5, 15, before=24)

SMALLEST: Final = 8.5
H1_RULE: Final = 2.0
H1_GAP: Final = 11  # between the rule and the heading
H1_INDENT: Final = 36  # where a chapter's title starts when it has a number
NUMBER_GAP: Final = 4  # between a section's number and its title
CONTENTS_INDENT: Final = 26
CONTENTS_PAGE: Final = 30
LONGEST_UNBROKEN: Final = 16  # characters of a shown number that never break over lines
RULE_WIDTH: Final = 0.6
HEAD_RULE: Final = 1.2  # under a table's header
OUTLINE: Final = 0.6  # around each segment: G and RI are nearly the same grey
BULLET_INDENT: Final = 12
BULLET_GAP: Final = 5

# ── tables ───────────────────────────────────────────────────────────────────────────────────────────────
CELL_GAP: Final = 7.0  # kept free at a column's right
ROW_PAD: Final = 4.2  # above and below a row's text
GRID_PAD: Final = 3.0
GRID_GAP: Final = 1.3  # white between marked cells
LARGEST_WORD: Final = 0.36  # of the measure: a longer word is broken rather than given its width
NARROWEST: Final = 0.12  # of the measure, for all columns of words together
GROUP_INDENT: Final = 4.0  # of words in a shaded cell
TICK_MARK: Final = "✓"

# ── boxes and tiles ──────────────────────────────────────────────────────────────────────────────────────
BOX_PAD: Final = 12.0
BOX_SIDE: Final = 17.0
BOX_BAR: Final = 3.0
BOX_BEFORE: Final = 8.0
TILE_HEIGHT: Final = 84.0
TILE_BEFORE: Final = 8.0
FIELD_GAP: Final = 16.0
LONG_FIELD: Final = 160  # characters: a longer value has the whole measure
TILE_GAP: Final = 8.0
TILE_BAR: Final = 2.6
TILE_PAD: Final = 10.0

# ── sheets ───────────────────────────────────────────────────────────────────────────────────────────────
BAND_PAD: Final = (9.0, 3.5)  # beside and above the words of a band
ASKED_MARGIN: Final = 26 * MM  # number and code of a question
ASKED_PAD: Final = 6.5  # above and below a question
TICK_BOX: Final = 13.0
TICK_GAP: Final = 5.0  # between a box and its label
TICK_STEP: Final = 18.0  # between a label and the next box
TICK_LEAD: Final = 4.5  # between lines of boxes
TICK_COLUMNS: Final = 3
TICK_FEW: Final = 6  # boxes: so many stand in two columns even where a label takes two lines
PEN_LINE: Final = 20.0  # between ruled lines
DIGIT_BOX: Final = (14.0, 17.0)
DIGIT_GAP: Final = 8.0
WRITE_ROW: Final = 27.0
WRITE_NUMBER: Final = 20.0  # the least width for names of rows
WRITE_LINES: Final = 2  # of a row's name
WRITE_PAD: Final = 3.0
SIGN_HEIGHT: Final = 34.0
SIGN_GAP: Final = 14.0

# ── charts ───────────────────────────────────────────────────────────────────────────────────────────────
CHART_AFTER: Final = 5.0
CHART_HEIGHT: Final = 500.0  # of rows in one picture; more go on in another
CHART_LINES: Final = 4  # of a label beside its bar; the table under the chart has it whole
CHART_LABEL: Final = 0.36  # of the measure
CHART_LABEL_GAP: Final = 8.0
CHART_N: Final = 40.0
BAR_HEIGHT: Final = 14.0
BAR_STEP: Final = 19.0
BAR_STEP_CLOSE: Final = 14.6  # with more bars than fit loosely
BAR_HEIGHT_CLOSE: Final = 11.6
BARS_LOOSE: Final = 10
SEGMENT_GAP: Final = 1.0
LETTER_FROM: Final = 30.0  # a narrower segment shows its count alone
COUNT_FROM: Final = 9.0  # a narrower one shows nothing
CHIP: Final = (13.0, 11.0)
CHIP_GAP: Final = 4.0
LEGEND_HEIGHT: Final = 22.0
LEGEND_STEP: Final = 15.0
LEGEND_GAP: Final = 14.0
STRIP_STEP: Final = 23.0
STRIP_LABEL: Final = 0.3
STRIP_BESIDE: Final = 104.0
DOT: Final = 3.0
DIAMOND: Final = 4.6
DOT_LIFT: Final = 3.2  # dots closer than a dot's width climb
LIMIT_DASH: Final = [3, 2]
LIMIT_LINE: Final = 1.1
LIMIT_HEIGHT: Final = 16.0
DIAMOND_LINE: Final = 1.3
AXIS_HEIGHT: Final = 20.0
