"""A reader who knows every rule: runs the rules on every round that could be, and compares what is published.

Two rounds with the same public edition cannot be told apart by anything in it. A hidden number is safe if the
rounds that look alike differ in it. Nothing here knows how the check inside the report works.
"""

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass

from auditdesk.report import phrases, suppress
from auditdesk.report.counting.tally import About
from auditdesk.report.figures import Figure, Figures

Cells = tuple[int, ...]
ByFigure = Mapping[str, Figure]
Publish = Callable[[Figures, int], Figures]
OPEN = 3
"""So many values of a hidden number stay possible."""

CELLS = "abcdef"


@dataclass(frozen=True, slots=True)
class Shape:
    """How `cells` numbers that add up to all children become figures; the last may be unseen."""

    name: str
    cells: int
    figures: Callable[[Cells], dict[str, Figure]]


def count(id: str, n: int, of: int | None, about: About = "child", **kinds: str) -> Figure:
    """As `making` makes it."""
    return Figure(
        id, "count", "children", id, n=n, of=of, behind=n, about=about,
        shown=str(n) if of is None else f"{n} of {of}",
        phrase="" if of is None else phrases.phrase(n, of),
        table=kinds.get("table", ""), whole=kinds.get("whole", ""),
    )  # fmt: skip


def all_children(cells: Cells) -> dict[str, Figure]:
    n = sum(cells)
    return {"children": count("children", n, None)}


def table(cells: Cells, key: str = "children.category") -> dict[str, Figure]:
    """Parts that make the whole."""
    return {
        id: count(id, n, sum(cells), table=key, whole="children")
        for name, n in zip(CELLS, cells, strict=False)
        if (id := f"{key}.{name}")
    }


def table_with_unknown(cells: Cells) -> dict[str, Figure]:
    """Parts of those whose category is known; the last cell holds the others."""
    return table(cells[:-1])


def voice(cells: Cells) -> dict[str, Figure]:
    """One count beside those left over, of children who were asked; the third cell was not."""
    gave, others, _ = cells
    figure = count("children.voice", gave, gave + others, table="children.voice", whole="children")
    return {"children.voice": figure}


def standard(cells: Cells) -> dict[str, Figure]:
    """Met, partly, not met, does not apply, no evidence, not asked; absent where nobody was asked."""
    met, partly, not_met, na, no_evidence, _ = cells
    known, stem = met + partly + not_met, "standard.q"
    if not known + na + no_evidence:
        return {}
    parts = {"met": met, "partly": partly, "not_met": not_met}
    shares = {
        f"{stem}.{end}": count(f"{stem}.{end}", n, known, "practice", table=stem, whole=f"{stem}.known")
        for end, n in parts.items()
    }
    others = {"na": na, "no_evidence": no_evidence, "known": known}
    return shares | {
        f"{stem}.{end}": count(f"{stem}.{end}", n, None, "practice") for end, n in others.items()
    }


SHAPES = (
    *(Shape(f"table of {k}", k, table) for k in (2, 3, 4, 5, 6)),
    Shape("table with unknown", 4, table_with_unknown),
    Shape("voice", 3, voice),
    Shape("standard", 6, standard),
)


def compositions(n: int, cells: int) -> Iterator[Cells]:
    """Every way to put n children into the cells."""
    if cells == 1:
        yield (n,)
        return
    for first in range(n + 1):
        for rest in compositions(n - first, cells - 1):
            yield (first, *rest)


def edition_of(figures: ByFigure, threshold: int, publish: Publish = suppress.public) -> Figures:
    return publish(Figures("R", "t", "restricted", figures), threshold)


def looks(edition: ByFigure) -> tuple[tuple[object, ...], ...]:
    """What a reader sees of each figure; words about practice are published on purpose and left aside."""
    return tuple(
        (id, figure.n, figure.of, figure.shown, figure.phrase if figure.about == "child" else "")
        for id, figure in edition.items()
    )


def found_out(shape: Shape, children: range, threshold: int, publish: Publish = suppress.public) -> list[str]:
    """Hidden numbers that a reader could narrow to fewer than `OPEN` values, over all rounds of the shape."""
    alike: dict[object, list[dict[str, Figure]]] = {}
    for n in children:
        for cells in compositions(n, shape.cells):
            figures = all_children(cells) | shape.figures(cells)
            alike.setdefault(looks(edition_of(figures, threshold, publish)), []).append(figures)
    found = []
    for look, rounds in alike.items():
        assert isinstance(look, tuple)
        for id, n, _, shown, _ in look:
            could = {figures[id].n for figures in rounds}
            if n is None and shown == "c" and len(could) < OPEN:
                found.append(f"{shape.name}, threshold {threshold}: {id} is one of {could} in {rounds[0]}")
    return found
