"""Rounds invented by chance through the real counts, and other rounds that look the same once published.

A witness is a whole other round with the same public edition, the words about practice aside, in which a
hidden number is another one.
"""

from collections import Counter
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, replace
from random import Random

from auditdesk.audit.grades import Grade
from auditdesk.merge.view import View
from auditdesk.report import phrases
from auditdesk.report.counts import counts
from auditdesk.report.figures import Figure, Figures
from auditdesk.report.making import figures
from auditdesk.report.tables import standards, tables
from tests.laws.worlds import CELLS, all_children, edition_of, looks, table
from tests.report.invented import ROUND, agreed, case, told, tool, view_of

ByFigure = Mapping[str, Figure]
Move = Callable[[Random], ByFigure]
TRIES = 400
_OTHERS = 2
_STANDARD = ("met", "partly", "not_met", "na", "no_evidence")
_PARTNERS = ("pol", "hcom", "edu")


@dataclass(frozen=True, slots=True)
class Invention:
    """One random round: its restricted figures, and the threshold it is published with."""

    restricted: Figures
    threshold: int
    rng: Random

    def looks(self, figures: ByFigure) -> object:
        return looks(edition_of(figures, self.threshold))


# ── a round ──────────────────────────────────────────────────────────────────────────────────────────────
def random_round(seed: int) -> Invention:
    rng = Random(seed)  # noqa: S311 - chance for tests, not for secrets
    threshold = rng.choice((3, 4, 5, 5, 5, 10))
    children = rng.randint(threshold, threshold + rng.choice((0, 3, 12, 30)))
    return Invention(figures(counts(_view(rng, children), ROUND.due_report)), threshold, rng)


def random_tables(seed: int) -> Invention:
    """Up to six tables of up to six parts of the same children, without any audit behind them."""
    rng = Random(seed)  # noqa: S311 - chance for tests, not for secrets
    threshold = rng.randint(3, 10)
    children = rng.randint(threshold, threshold + rng.choice((2, 10, 40)))
    made = all_children((children,))
    for at in range(rng.randint(1, 6)):
        weights = [rng.choice((0, 1, 1, 4, 20)) for _ in range(rng.randint(2, 6))]
        parts = Counter(rng.choices(range(len(weights)), [w + 0.01 for w in weights], k=children))
        made |= table(tuple(parts[part] for part in range(len(weights))), f"grade.{CELLS[at]}")
    return Invention(Figures("R", "t", "restricted", made), threshold, rng)


def _view(rng: Random, children: int) -> View:
    asked = [
        q.name for q in tool().questions if q.role == "standard" and q.list_name == "std" and not q.repeats
    ]
    chosen = rng.sample(asked, 4)
    lean = {name: rng.choices(range(1, 9), k=len(_STANDARD) + 1) for name in chosen}
    categories = rng.sample([c.name for c in tool().question("cd_cat").choices], rng.randint(1, 6))
    weights = rng.choices(range(1, 20), k=len(categories))
    agencies, returns, settled = {}, [], []
    for number in range(1, children + 1):
        agencies[number] = ("csc", *rng.sample(_PARTNERS, rng.randint(0, 3)))
        answers = {"cd_cat": rng.choices(categories, weights)[0], **_child(rng)}
        answers |= {
            name: value
            for name in chosen
            if (value := rng.choices((*_STANDARD, ""), lean[name])[0])
        }  # fmt: skip
        answers = {name: value for name, value in answers.items() if value and rng.random() < 0.97}
        returns.append(told(f"{case(number)}/csc", answers))
        returns += [
            told(f"{case(number)}/{who}", is_nil=rng.random() < 0.2)
            for who in agencies[number][1:]
            if rng.random() < 0.95
        ]
        settled.append(agreed(number, "overall", rng.choices(list(Grade), (1, 6, 8, 2, 1))[0]))
    view = view_of(agencies, returns, settled)
    strata = tuple(replace(each, stratum=rng.choice(("one", "two"))) for each in view.sample.cases)
    return replace(view, sample=replace(view.sample, cases=strata))


def _child(rng: Random) -> dict[str, str]:
    done = rng.random() < 0.8
    return {
        "cd_sex": rng.choices(("female", "male", "not_known"), (12, 8, 1))[0],
        "cd_age_m": str(rng.randint(1, 210)),
        "fb_child": rng.choices(("gave", "declined"), (2, 3))[0],
        "cse_tool": "by_us" if done else "not_done",
        "cse_ma_ok": rng.choice(("yes", "no")) if done else "",
        "cse_gap_ok": rng.choice(("yes", "no")) if done else "",
        "cse_lag": str(rng.randint(1, 60)) if done else "",
        "ic_any": rng.choices(("yes", "no"), (1, 6))[0],
    }


# ── rounds that look the same ────────────────────────────────────────────────────────────────────────────
def two_more_worlds(invention: Invention) -> list[str]:
    """Hidden counts of children for which no two other rounds were found that look the same."""
    truth = invention.restricted
    public = edition_of(truth, invention.threshold)
    missing: list[str] = []
    worlds: list[dict[str, Figure]] = []
    for ids, move in _groups(truth):
        hidden = [id for id in ids if id in public and public[id].is_hidden]
        found, without = _witnesses(invention, ids, hidden, move)
        missing += without
        for at, world in enumerate(found):
            worlds[at : at + 1] = [{**(worlds[at] if at < len(worlds) else truth), **world}]
    look = looks(public)
    return missing + [f"world {at}" for at, world in enumerate(worlds) if invention.looks(world) != look]


def _witnesses(
    invention: Invention, ids: tuple[str, ...], hidden: list[str], move: Move
) -> tuple[list[ByFigure], list[str]]:
    """Other numbers of one group, published alike, and the hidden counts that are not in two of them."""
    truth = invention.restricted
    beside = "children.category." if ids[0].startswith("children.stratum.") else ids[0]
    alone = {id: f for id, f in truth.items() if id in ids or id.startswith(beside)}
    alone["children"] = truth["children"]
    look = invention.looks(alone)
    others: dict[str, set[int | None]] = {id: set() for id in hidden}
    found: list[ByFigure] = []
    for _ in range(TRIES):
        if all(len(seen) >= _OTHERS for seen in others.values()):
            break
        world = move(invention.rng)
        new = [
            id for id in hidden if len(others[id]) < _OTHERS and world[id].n not in {truth[id].n, *others[id]}
        ]
        if new and invention.looks({**alone, **world}) == look:
            found.append(world)
            for id in new:
                others[id].add(world[id].n)
    return found, [f"{id}: {truth[id].shown}" for id, seen in others.items() if len(seen) < _OTHERS]


def _groups(truth: ByFigure) -> Iterator[tuple[tuple[str, ...], Move]]:
    """Counts that only depend on one another, and a way to draw other ones."""
    for stem in standards(truth):
        ids = tuple(f"{stem}.{end}" for end in (*_STANDARD, "known"))
        yield ids, lambda rng, stem=stem: _other_standard(truth, stem, rng)  # type: ignore[misc]
    chain = [each for each in tables(truth) if each.key.startswith("cse.tool.")]
    if chain:
        yield tuple(each.key for each in chain), lambda rng: _other_chain(truth, [c.key for c in chain], rng)
    for each in tables(truth):
        if each.whole == "children" and each not in chain:
            yield each.parts, lambda rng, parts=each.parts: _other_parts(truth, parts, rng)  # type: ignore[misc]


def _moved(cells: list[int], rng: Random) -> list[int]:
    """Some children in one cell are in another; most often one or two of them."""
    for _ in range(rng.randint(1, 3)):
        giving = rng.choice([at for at, n in enumerate(cells) if n])
        n = min(cells[giving], rng.choice((1, 1, 2, 3, cells[giving])))
        cells[giving] -= n
        cells[rng.randrange(len(cells))] += n
    return cells


def _with(figure: Figure, n: int, of: int | None, no_evidence: int = 0) -> Figure:
    shown = str(n) if of is None else f"{n} of {of}"
    phrase = "" if of is None else phrases.phrase(n, of, no_evidence)
    return replace(figure, n=n, of=of, behind=n, shown=shown, phrase=phrase)


def _other_standard(truth: ByFigure, stem: str, rng: Random) -> ByFigure:
    cells = [truth[f"{stem}.{end}"].n or 0 for end in _STANDARD]
    met, partly, not_met, na, no_evidence, _ = _moved([*cells, (truth["children"].n or 0) - sum(cells)], rng)
    known = met + partly + not_met
    parts = {"met": met, "partly": partly, "not_met": not_met}
    shares = {f"{stem}.{end}": (n, known, no_evidence) for end, n in parts.items()}
    bare = {
        f"{stem}.{end}": (n, None) for end, n in (("na", na), ("no_evidence", no_evidence), ("known", known))
    }
    return {id: _with(truth[id], *cell) for id, cell in (shares | bare).items()}


def _other_parts(truth: ByFigure, parts: tuple[str, ...], rng: Random) -> ByFigure:
    """Parts of a table and those it does not know; a lone count, those it leaves over and the others."""
    cells = [truth[id].n or 0 for id in parts]
    of, children = truth[parts[0]].of or 0, truth["children"].n or 0
    rest = [of - sum(cells)] if len(parts) == 1 else []
    gap = [] if parts[0].startswith("grade.") else [children - of]
    moved = _moved([*cells, *rest, *gap], rng)
    whole = sum(moved) - (moved[-1] if gap else 0)
    return {id: _with(truth[id], n, whole) for id, n in zip(parts, moved, strict=False)}


def _other_chain(truth: ByFigure, ids: list[str], rng: Random) -> ByFigure:
    """The first is of all children asked; the others are of the first."""
    first = truth[ids[0]]
    done = rng.choice((first.n or 0, rng.randint(0, first.of or 0)))
    return {ids[0]: _with(first, done, first.of)} | {
        id: _with(truth[id], rng.randint(0, done), done) for id in ids[1:]
    }
