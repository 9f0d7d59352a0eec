"""Which counts belong together: the parts of a whole, and counts that stand alone beside those left over.

May not know: what is hidden, and how a table looks on paper.
"""

from collections.abc import Mapping
from dataclasses import dataclass

from auditdesk.report.counting.tally import Counted
from auditdesk.report.figures import Figure

CHILDREN = "children"
"""The count that every other count of children is a part of."""

NESTED = (("neg.tool.gcp2", "neg.tool.gcp", "neg.tool.any"),)
"""Counts of the same children, each of which holds those before it: a difference is a count as well."""


@dataclass(frozen=True, slots=True)
class Table:
    """Counts of one thing.

    `adds_up`: the parts make the `of` they share; otherwise a single part stands beside those it leaves out.
    `whole` is the id of the count that `of` is taken from, or empty.
    """

    key: str
    whole: str
    parts: tuple[str, ...]
    adds_up: bool
    counted: Counted


def tables(figures: Mapping[str, Figure]) -> tuple[Table, ...]:
    """In the order of the report; returns and standards have a shape of their own above these."""
    parts: dict[str, list[Figure]] = {}
    for figure in figures.values():
        if figure.kind == "count" and figure.table and figure.counted != "returns":
            parts.setdefault(figure.table, []).append(figure)
    return tuple(
        Table(
            key,
            found[0].whole,
            tuple(figure.id for figure in found),
            adds_up=[figure.id for figure in found] != [key],
            counted=found[0].counted,
        )
        for key, found in parts.items()
    )


def standards(figures: Mapping[str, Figure]) -> tuple[str, ...]:
    """`standard.<question>` of each standard that has figures."""
    ends = (id.rpartition(".") for id in figures if id.startswith("standard."))
    return tuple(stem for stem, _, end in ends if end == "known")
