"""Other rounds that look the same once published.

A witness is a whole other round with the same public edition, the words about practice aside, in which a
hidden number is another one.
"""

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, replace
from itertools import chain, product
from math import comb
from random import Random

from auditdesk.report import phrases
from auditdesk.report.figures import Figure
from auditdesk.report.tables import Table, standards, tables
from tests.laws.random_editions import STANDARD, Invention
from tests.laws.worlds import ByFigure, Cells, compositions, looks

MOST_WAYS = 4000
"""So many ways to place the children of hidden numbers are all tried; of more, this many by chance."""

_OTHERS = 2
_ANSWERS_KNOWN = 3
"""Of `STANDARD`, these first ones are known."""


def two_more_worlds(invention: Invention) -> list[str]:
    """Hidden counts of children for which no two other rounds were found that look the same."""
    truth = invention.restricted
    public = invention.published(truth)
    missing: list[str] = []
    worlds: list[dict[str, Figure]] = []
    for group in _groups(truth, public, invention.rng):
        found, without = _witnesses(invention, group, public)
        missing += without
        for at, world in enumerate(found):
            worlds[at : at + 1] = [{**(worlds[at] if at < len(worlds) else truth), **world}]
    look = looks(public)
    return missing + [f"world {at}" for at, world in enumerate(worlds) if _look(invention, world) != look]


def _look(invention: Invention, figures: ByFigure) -> object:
    return looks(invention.published(figures))


@dataclass(frozen=True, slots=True)
class _Group:
    """Counts that depend on one another only: ways to place the children, and what they look like as figures.

    `beside` is how other figures begin whose hiding these decide.
    """

    ids: tuple[str, ...]
    ways: Iterable[Cells]
    figures: Callable[[Cells], dict[str, Figure]]
    beside: str


def _elsewhere(cells: Cells, free: tuple[int, ...], rng: Random) -> Iterator[Cells]:
    """Every other way to put the children of the free cells into those, in any order; of too many, some."""
    if not free:
        return
    n = sum(cells[at] for at in free)
    if comb(n + len(free) - 1, n) <= MOST_WAYS:
        ways = list(compositions(n, len(free)))
        rng.shuffle(ways)
    else:
        ways = [_moved([cells[at] for at in free], rng) for _ in range(MOST_WAYS)]
    for way in ways:
        changed = dict(zip(free, way, strict=True))
        yield tuple(changed.get(at, n) for at, n in enumerate(cells))


def _moved(cells: list[int], rng: Random) -> Cells:
    """Some children in one cell are in another; most often one or two of them."""
    for _ in range(rng.randint(1, 3)):
        giving = rng.choice([at for at, n in enumerate(cells) if n])
        n = min(cells[giving], rng.choice((1, 1, 2, 3, cells[giving])))
        cells[giving] -= n
        cells[rng.randrange(len(cells))] += n
    return tuple(cells)


def _witnesses(invention: Invention, group: _Group, public: ByFigure) -> tuple[list[ByFigure], list[str]]:
    """Other numbers of one group, published alike, and the hidden counts that are not in two of them."""
    truth = invention.restricted
    alone = {id: f for id, f in truth.items() if id in group.ids or id.startswith(group.beside)}
    alone["children"] = truth["children"]
    look = _look(invention, alone)
    hidden = [id for id in group.ids if id in public and public[id].is_hidden]
    others: dict[str, set[int | None]] = {id: set() for id in hidden}
    found: list[ByFigure] = []
    for cells in group.ways:
        lacking = [id for id in hidden if len(others[id]) < _OTHERS]
        if not lacking:
            break
        world = group.figures(cells)
        new = [id for id in lacking if world[id].n not in {truth[id].n, *others[id]}]
        if new and _look(invention, {**alone, **world}) == look:
            found.append(world)
            for id in new:
                others[id].add(world[id].n)
    return found, [f"{id}: {truth[id].shown}" for id, seen in others.items() if len(seen) < _OTHERS]


# ── which counts belong together, and where their children may be ────────────────────────────────────────
def _groups(truth: ByFigure, public: ByFigure, rng: Random) -> Iterator[_Group]:
    hidden = frozenset(id for id in truth if id not in public or public[id].is_hidden)
    for stem in standards(truth):
        yield _standard(truth, hidden, stem, rng)
    chained = tuple(each.key for each in tables(truth) if each.key.startswith("cse.tool."))
    for each in tables(truth):
        if each.whole == "children" and each.key not in chained:
            is_open = all(id not in public or public[id].of is None for id in each.parts)
            yield _table(truth, hidden, each, rng, is_open=is_open)
    if chained:
        yield _chain(truth, hidden, chained, rng)


def _counted(figure: Figure, n: int, of: int | None, no_evidence: int = 0) -> Figure:
    shown = str(n) if of is None else f"{n} of {of}"
    phrase = "" if of is None else phrases.phrase(n, of, no_evidence)
    return replace(figure, n=n, of=of, behind=n, shown=shown, phrase=phrase)


def _standard(truth: ByFigure, hidden: frozenset[str], stem: str, rng: Random) -> _Group:
    """Its answers and children without one; those known stay known where their number is shown."""
    ids = tuple(f"{stem}.{end}" for end in STANDARD)
    asked = tuple(truth[id].n or 0 for id in ids)
    cells = (*asked, (truth["children"].n or 0) - sum(asked))
    free = tuple(at for at, id in enumerate((*ids, f"{stem}.na")) if id in hidden)
    known = tuple(at for at in free if at < _ANSWERS_KNOWN)
    parted = (free,) if f"{stem}.known" in hidden else (known, free[len(known) :])

    def figures(cells: Cells) -> dict[str, Figure]:
        met, partly, not_met, na, no_evidence, _ = cells
        known = met + partly + not_met
        parts = {"met": met, "partly": partly, "not_met": not_met}
        others = {"na": na, "no_evidence": no_evidence, "known": known}
        share: dict[str, tuple[int, int | None, int]] = {
            end: (n, known, no_evidence) for end, n in parts.items()
        }
        made = share | {end: (n, None, 0) for end, n in others.items()}
        return {f"{stem}.{end}": _counted(truth[f"{stem}.{end}"], *cell) for end, cell in made.items()}

    ways = chain(*(_elsewhere(cells, each, rng) for each in parted))
    return _Group((*ids, f"{stem}.known"), ways, figures, f"{stem}.")


def _table(truth: ByFigure, hidden: frozenset[str], table: Table, rng: Random, *, is_open: bool) -> _Group:
    """Its parts, those a lone count leaves over, and children of whom it tells nothing.

    `is_open`: of how many it counts is not printed, so they may be among those it tells nothing of.
    """
    ids, of = table.parts, truth[table.parts[0]].of or 0
    numbers = tuple(truth[id].n or 0 for id in ids)
    rest = () if table.adds_up else (of - sum(numbers),)
    unknown = () if table.key.startswith("grade.") else ((truth["children"].n or 0) - of,)
    cells = (*numbers, *rest, *unknown)
    free = tuple(at for at, id in enumerate((*ids, *ids[: len(rest)])) if id in hidden)
    if is_open:
        free = tuple(range(len(cells)))

    def figures(cells: Cells) -> dict[str, Figure]:
        whole = sum(cells[: len(ids) + len(rest)])
        return {id: _counted(truth[id], n, whole) for id, n in zip(ids, cells, strict=False)}

    beside = "children.category." if table.key == "children.stratum" else table.key
    return _Group(ids, _elsewhere(cells, free, rng), figures, beside)


def _chain(truth: ByFigure, hidden: frozenset[str], ids: tuple[str, ...], rng: Random) -> _Group:
    """The first is of all children asked; the others are of the first, each on its own."""
    numbers = tuple(truth[id].n or 0 for id in ids)
    of = truth[ids[0]].of
    could = (range((of or 0) + 1) if id in hidden else (n,) for id, n in zip(ids, numbers, strict=True))
    ways = [way for way in product(*could) if max(way) == way[0]]

    def figures(cells: Cells) -> dict[str, Figure]:
        wholes = (of, *(cells[0] for _ in ids[1:]))
        return {id: _counted(truth[id], n, whole) for id, n, whole in zip(ids, cells, wholes, strict=True)}

    return _Group(ids, rng.sample(ways, min(len(ways), MOST_WAYS)), figures, "cse.tool.")
