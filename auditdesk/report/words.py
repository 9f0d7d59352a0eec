"""The words that a renderer adds to a Document by itself.

May not know: blocks, layout, and the words for counts (phrases.py).
"""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Words:
    """The few words a renderer adds by itself, so that an edition in another language can bring its own.

    `grades` and `letters` follow GRADE_ORDER (series.py); in `page`, `n_is` and `numbers_in` the braces
    are filled in by the renderer.
    """

    contents: str = "Contents"
    table: str = "Table"
    figure: str = "Figure"
    round: str = "Round"
    page: str = "Page {page} of {pages}"
    making: str = "making the pages"
    not_answered: str = "not answered"
    need_title: str = "What do we need to do more of?"
    found_title: str = "What the audit found."
    numbers_in: str = "The numbers behind this figure are in {table}."
    n_is: str = "n = {n}"
    grades: tuple[str, ...] = (
        "Outstanding",
        "Good",
        "Requires improvement",
        "Inadequate",
        "Not judged",
        "Not yet agreed",
    )
    letters: tuple[str, ...] = ("O", "G", "RI", "I", "NJ", "–")


ENGLISH = Words()
