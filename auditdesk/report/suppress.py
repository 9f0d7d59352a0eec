"""The public edition: numbers hidden so that no child can be found in it (report.md 3, domain/report.md 4.6).

May not know returns or cases: it sees figures only.
"""

from collections.abc import Mapping
from dataclasses import replace

from auditdesk.errors import RefusedError
from auditdesk.report import phrases
from auditdesk.report.differencing import Weak, weak
from auditdesk.report.figures import HIDDEN, Decision, Figure, Figures
from auditdesk.report.hiding import Hiding, hiding
from auditdesk.report.reader import knowledge
from auditdesk.report.tables import CHILDREN, tables

FEWEST_VALUES = 3
"""Of a hidden number at least this many values stay possible: one is found out, two are a guess."""

_KEPT_TEXTS = ("children.age.min", "children.age.max")
_PHRASE_KEPT = "phrase"
_KEPT, _HIDDEN, _LEFT_OUT = "kept", "hidden", "left out"


def public(figures: Figures, threshold: int) -> Figures:
    """The public edition: every rule applied, then checked whole by what a reader could work out.

    A table that gives a number away is hidden whole, zeros too, and the edition checked again.

    Raises:
        RefusedError: R_EDITION; a hidden number could still be worked out, or that could not be ruled out.
    """
    kept = {id: figure for id, figure in figures.items() if _may_be_public(figure)}
    whole_tables: frozenset[str] = frozenset()
    while True:
        found = hiding(kept, threshold, whole_tables)
        edition = _edition(kept, found)
        weaknesses = weak_in(edition, threshold)
        if not weaknesses:
            decided = _decisions(kept, edition, found)
            return replace(figures, edition="public", by_id=edition, decisions=decided)
        repaired = whole_tables | _tables_of(edition, weaknesses)
        if repaired == whole_tables:
            raise RefusedError("R_EDITION", why=_why(weaknesses[0]))
        whole_tables = repaired


def weak_in(edition: Mapping[str, Figure], threshold: int) -> tuple[Weak, ...]:
    """Hidden numbers of an edition of which a reader who knows the rules is left too few values.

    A phrase about practice may tell its own number: it says what agencies did and names no child.
    """
    hidden = [figure for figure in edition.values() if figure.is_hidden and figure.kind == "count"]
    every = tuple(figure.id for figure in hidden)
    of_children = tuple(figure.id for figure in hidden if figure.about == "child")
    return (
        *weak(knowledge(edition, threshold, with_practice=False), every, FEWEST_VALUES),
        *weak(knowledge(edition, threshold, with_practice=True), of_children, FEWEST_VALUES),
    )


def _tables_of(edition: Mapping[str, Figure], weaknesses: tuple[Weak, ...]) -> frozenset[str]:
    """The tables that still show something beside what they give away."""
    names = {each.name for each in weaknesses}
    return frozenset(
        table.key
        for table in tables(edition)
        if names.intersection(table.parts) and not all(edition[id].is_hidden for id in table.parts)
    )


def _why(weakness: Weak) -> str:
    if weakness.possible is None:
        return f"whether {weakness.name} could be worked out is too much to find out"
    return f"{weakness.name} could be worked out from the other numbers"


def _may_be_public(figure: Figure) -> bool:
    return (
        figure.is_public and figure.kind != "series" and (figure.kind != "text" or figure.id in _KEPT_TEXTS)
    )


# ── printing ─────────────────────────────────────────────────────────────────────────────────────────────
def _edition(kept: Mapping[str, Figure], found: Hiding) -> dict[str, Figure]:
    is_coarse = not found.shows(CHILDREN)
    return {
        id: _printed(figure, found, is_coarse=is_coarse)
        for id, figure in kept.items()
        if id not in found.gone
    }


def _printed(figure: Figure, found: Hiding, *, is_coarse: bool) -> Figure:
    """Without sources and reasons; how many values a measure has is a count too, and not printed."""
    bare = replace(figure, sources=(), left_out={}, values=(), behind=0)
    if figure.kind != "count":
        bare = replace(bare, n=None)
    if found.shows(figure.id):
        return bare if figure.kind != "text" else replace(bare, value=None)
    return replace(
        bare,
        n=None,
        of=None if figure.id in found.bare else figure.of,
        value=None,
        shown=HIDDEN,
        phrase=_phrase(figure, found, is_coarse=is_coarse),
    )


def _phrase(figure: Figure, found: Hiding, *, is_coarse: bool) -> str:
    """A phrase is information too: only what was met, or a count that stands alone, has one.

    Of facts of children, and where not even the number of children is printed, no share is told.
    """
    stands_alone = figure.table == figure.id or figure.id.endswith(".met") or figure.id == "returns.received"
    if not stands_alone or not figure.phrase:
        return ""
    if figure.about == "child":
        return "" if figure.id in found.silent else phrases.IN_SOME
    if is_coarse:
        return phrases.IN_SOME if figure.n else figure.phrase * (figure.phrase == phrases.NOT_EVIDENCED)
    is_all = figure.n and figure.n == figure.of and figure.phrase == phrases.in_all(figure.n)
    return phrases.IN_ALL if is_all else figure.phrase


def _decisions(
    kept: Mapping[str, Figure], edition: Mapping[str, Figure], found: Hiding
) -> tuple[Decision, ...]:
    """What was hidden, left out, or told in words though the number is hidden; in the order of the report."""
    made = []
    for id in kept:
        if id in found.gone:
            made.append(Decision(id, "absent", _LEFT_OUT))
        elif id in found.rules:
            made.append(Decision(id, found.rules[id], _HIDDEN))
            if edition[id].phrase:
                made.append(Decision(id, _PHRASE_KEPT, _KEPT))
    return tuple(made)
