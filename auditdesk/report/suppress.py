"""What the public edition hides, so that no child can be found in it (report.md 3, domain/report.md 4.6).

May not know returns or cases: it sees figures only. A hidden number stands for 0 or more wherever its table's
zeros are hidden too, so that five categories of one child each cannot be solved from their total.
"""

from collections.abc import Iterable, Mapping
from dataclasses import replace

from auditdesk.errors import RefusedError
from auditdesk.report.differencing import solved
from auditdesk.report.figures import HIDDEN, Decision, Figure, Figures

_KEPT_TEXTS = ("children.age.min", "children.age.max")
_SOME = "in some cases"
_LEAST_SAID = 2


def public(figures: Figures, threshold: int) -> Figures:
    """The public edition: primary and secondary suppression, then the differencing check over all of it.

    Raises:
        RefusedError: R_EDITION; a hidden number could still be worked out.
    """
    kept = {id: figure for id, figure in figures.items() if _may_be_public(figure)}
    hidden = {id: "primary" for id, figure in kept.items() if _is_small(figure, threshold)}
    for table in _tables(kept.values()):
        if any(figure.id in hidden for figure in table):
            # Whole tables, zeros too: hiding the next smallest cell alone leaves small tables solvable.
            hidden |= {figure.id: "table" for figure in table if figure.id not in hidden}
    hidden |= {id: "denominator" for id in _given_away(kept, hidden) if id not in hidden}
    edition = {id: _public(figure, id in hidden, threshold) for id, figure in kept.items()}
    if found := solved(edition.values(), kept):
        raise RefusedError("R_EDITION", why=f"{found} could be worked out from the other numbers")
    decisions = tuple(Decision(id, rule, "hidden") for id, rule in hidden.items())
    return Figures(figures.round, figures.tool, "public", edition, decisions)


def _may_be_public(figure: Figure) -> bool:
    return (
        figure.is_public and figure.kind != "series" and (figure.kind != "text" or figure.id in _KEPT_TEXTS)
    )


def _is_small(figure: Figure, threshold: int) -> bool:
    """A count of 1 to threshold − 1 children, one that stands for so few, or leaves so few."""
    if figure.kind == "text":
        return False
    if figure.kind == "measure":
        return figure.behind < threshold
    if figure.n is None:
        return False
    rest = (figure.of - figure.n) if figure.of is not None and figure.counted != "grades" else 0
    return 0 < min(figure.behind, figure.n) < threshold or 0 < rest < threshold


def _tables(figures: Iterable[Figure]) -> list[list[Figure]]:
    tables: dict[str, list[Figure]] = {}
    for figure in figures:
        if figure.table and figure.kind == "count" and figure.of is not None:
            tables.setdefault(figure.table, []).append(figure)
    return list(tables.values())


def _given_away(kept: Mapping[str, Figure], hidden: Mapping[str, str]) -> list[str]:
    """Counts that are the whole of a hidden part and stand for a part of the children themselves."""
    wholes = {kept[id].whole for id in hidden}
    return [id for id in wholes if id.startswith("standard.") and id in kept]


def _public(figure: Figure, is_hidden: bool, threshold: int) -> Figure:  # noqa: FBT001 - a yes or no of the table
    bare = replace(figure, sources=(), left_out={}, values=())
    if not is_hidden:
        return bare
    of = figure.of if figure.of is not None and figure.of >= threshold else None
    return replace(bare, n=None, of=of, value=None, shown=HIDDEN, phrase=_phrase(figure))


def _phrase(figure: Figure) -> str:
    """A phrase is information too: bands of all parts of a table would solve it, and a single child has none.

    Of facts of children only "in some cases" is said; of practice the phrase of what was met, or of a count
    that stands alone.
    """
    if figure.about == "child":
        return _SOME if figure.phrase and figure.table == figure.id else ""
    if figure.of is None or figure.of < _LEAST_SAID:
        return ""
    return figure.phrase if figure.id.endswith(".met") or figure.table == figure.id else ""
