"""How a public edition speaks of small numbers: the fixed words, and what it hides.

May not know which of the hidden numbers is small, nor any rule by which one was chosen: that would tell it.
"""

from auditdesk.report import phrases
from auditdesk.report.combined.material import words
from auditdesk.report.document import Block, Column, Heading, Paragraph, Table
from auditdesk.report.figures import Figures
from auditdesk.report.runs import Fact, Style, runs
from auditdesk.report.sentences import listed

_BANDS = (
    ("none", phrases.NOT_EVIDENCED),
    ("up to a quarter", phrases.SMALL_NUMBER),
    ("over a quarter, up to three quarters", phrases.SOME),
    ("over three quarters, not all", phrases.MOST),
    ("all", "in all cases, or with their number"),
    ("the number is not shown, and was not none", phrases.IN_SOME),
)
_SUBJECTS = (
    ("returns", ("returns.",)),
    ("the children in the sample", ("children",)),
    ("standards of practice", ("standard.",)),
    ("agreed grades", ("grade.",)),
    ("time", ("clock.", "cse.lag.")),
    ("immediate concerns", ("concern.",)),
    ("the theme of this audit", ("cse.tool.", "neg.")),
)
"""What numbers are about, in the words of the suppression note."""


def fixed_words(threshold: int) -> tuple[Block, ...]:
    first = runs(
        "Where a number of children is under ",
        Fact(str(threshold)),
        ", this edition uses words instead, and leaves out any number from which it could be worked out. The "
        "words have a fixed meaning, the same in every audit.",
    )
    columns = (Column("share", "Share of cases whose record shows it", 20), Column("words", "We write", 24))
    rows = tuple((words(share), words(phrase, Style.STRONG)) for share, phrase in _BANDS)
    return (
        Heading(2, "How we write about small numbers"),
        Paragraph(first),
        Table("t_words", runs("What the words mean"), columns, rows, row_header=False),
    )


def what_is_hidden(figures: Figures) -> tuple[Block, ...]:
    """What is hidden, by subject: which of its numbers is small is not told."""
    hidden = tuple(
        words
        for words, stems in _SUBJECTS
        if any(figure.is_hidden for id, figure in figures.items() if id.startswith(stems))
    )
    if not hidden:
        return ()
    told = runs("Numbers are hidden about: ", *listed(tuple(runs(words) for words in hidden)), ".")
    checked = runs(
        "Before publication every hidden number about the children was tried against all that this edition "
        "prints, its words and its rules included, and every other one against all its numbers: each could "
        "be at least three different numbers. Words about what agencies did are kept even where few children "
        "were audited, since they name nothing about a child."
    )
    return (Heading(2, "What is hidden"), Paragraph(told), Paragraph(checked, "note"))
