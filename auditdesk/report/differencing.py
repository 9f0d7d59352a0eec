"""Whether a hidden number can be worked out from what is printed (report.md 3, point 4).

May not know returns.

The reader is assumed to know the rules: that the parts of a table add up to its whole, and which parts there
are.
"""

from collections.abc import Iterable, Mapping

from auditdesk.report.figures import Figure


def solved(edition: Iterable[Figure], truth: Mapping[str, Figure]) -> str:
    """The id of a hidden count with one possible value, or nothing.

    Each table is a sum: its shown parts and its hidden ones, each at least 0, make its whole. `truth` tells
    which figures a table has, never a value.
    """
    tables: dict[str, list[Figure]] = {}
    for figure in edition:
        if figure.kind == "count" and figure.table and truth[figure.id].of is not None:
            tables.setdefault(figure.table, []).append(figure)
    for parts in tables.values():
        hidden = [part for part in parts if part.is_hidden]
        if not hidden or all(part.of is None for part in parts):
            continue
        whole = next(part.of for part in parts if part.of is not None)
        left = whole - sum(part.n for part in parts if part.n is not None)
        if left <= 0 or (len(hidden) == 1 and len(parts) > 1):
            return hidden[0].id
    return ""
