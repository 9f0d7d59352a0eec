"""Drafted sentences, each with the condition under which it is true; a false condition writes nothing.

The words come from `bank`, numbers and phrases from figures: a public edition hands in public figures, so a
hidden number leaves its phrase or leaves the sentence out. May not know: pages, cases, answers.
"""

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from fractions import Fraction
from typing import Final

from auditdesk.audit.grades import JUDGED
from auditdesk.report import phrases
from auditdesk.report.bank import CLAIMS, Claim
from auditdesk.report.figures import Figure
from auditdesk.report.runs import Cite, Num, Run, Runs, Style, Text, runs

ByFigure = Mapping[str, Figure]

MOST_WORKED: Final = 3
MOST_NEEDED: Final = 5
_FEWEST_KNOWN: Final = 3
"""A headline does not rest on one or two children, unless the round has no more."""

_FALLS_SHORT: Final = {
    phrases.NOT_EVIDENCED: Fraction(0),
    phrases.SMALL_NUMBER: Fraction(1, 4),
    phrases.SOME: Fraction(1, 2),
    phrases.IN_SOME: Fraction(1, 2),
    phrases.NOT_SHOWN: Fraction(1, 2),
}
"""Phrases of a shortfall, with a share to rank by where the public edition hides the count."""


# ── words around one figure ──────────────────────────────────────────────────────────────────────────────
def many(figure: Figure, one: str, several: str) -> Runs:
    """As "1 child" or "5 children": the number and the noun that goes with it."""
    return runs(Num(figure.id, str(figure.n)), f" {one if figure.n == 1 else several}")


def measured(figure: Figure) -> Runs:
    """As "1 day" or "25.5 days": a measure with its unit."""
    unit = figure.unit or ""
    noun = unit.removesuffix("s") if figure.shown == "1" else unit
    return runs(Num(figure.id, figure.shown), f" {noun}") if noun else (Num(figure.id, figure.shown),)


def of_how_many(figure: Figure) -> Runs:
    """As "(5 of 11)"; nothing where the number is hidden or stands for nobody."""
    return runs(" (", Num(figure.id, figure.shown), ")") if figure.n is not None and figure.of else ()


def banded(figure: Figure, *, inconsistent: bool = False) -> Runs:
    """The phrase with its number: "in some cases but not all (5 of 11)"; "in all 12 cases" holds it."""
    if not figure.phrase:
        return ()
    tail = f" {phrases.INCONSISTENT}" if inconsistent else ""
    is_told = bool(figure.n) and figure.n == figure.of and figure.phrase == phrases.in_all(figure.n or 0)
    return runs(Num(figure.id, figure.phrase), tail, *(() if is_told else of_how_many(figure)))


def said(figure: Figure, claim: Claim, *, inconsistent: bool = False) -> Runs:
    """What one figure says as a sentence; nothing where no record answered."""
    match figure.phrase:
        case "" | phrases.NO_ANSWER:
            return ()
        case phrases.NOT_SHOWN:
            return runs("The records did not show whether ", claim.worked, ".")
        case phrases.NOT_EVIDENCED:
            return runs("It ", *banded(figure), " that ", claim.worked, ".")
        case _:
            return runs(capital(claim.worked), " ", *banded(figure, inconsistent=inconsistent), ".")


def capital(words: str) -> str:
    return words[:1].upper() + words[1:]


def listed(parts: tuple[Runs, ...], last: str = " and ") -> Runs:
    """As "a, b and c"."""
    joined: list[Run] = []
    for index, part in enumerate(parts):
        if index:
            joined.append(Text(last if index == len(parts) - 1 else ", "))
        joined += part
    return tuple(joined)


def strung(parts: tuple[Runs, ...]) -> Runs:
    """As "a; b; c", for parts that hold commas of their own."""
    return tuple(
        run for index, part in enumerate(parts) for run in (*((Text("; "),) if index else ()), *part)
    )


# ── what worked, what to do more of ──────────────────────────────────────────────────────────────────────
def claim_of(figure: Figure) -> Claim | None:
    """The words of the bank for one figure; a standard is worded by its `met`."""
    stem, _, end = figure.id.rpartition(".")
    return CLAIMS.get(stem if stem.startswith("standard.") and end == "met" else figure.id)


def is_met(figure: Figure) -> bool:
    """In most cases or in all of them."""
    return bool(figure.phrase) and figure.phrase != phrases.NO_ANSWER and figure.phrase not in _FALLS_SHORT


def falls_short(figure: Figure) -> bool:
    return figure.phrase in _FALLS_SHORT


def worked(figures: ByFigure) -> tuple[Runs, ...]:
    """At most three points: what was met in most cases, the largest share first."""
    best = sorted(_weighty(figures, is_met), key=lambda pair: -share(pair[0]))
    return tuple(
        runs(Text(capital(claim.worked), Style.STRONG), " ", *banded(figure), ". ", Cite((figure.id,)))
        for figure, claim in best[:MOST_WORKED]
    )


def needed(figures: ByFigure) -> tuple[Runs, ...]:
    """At most five points: what fell short, the smallest share first."""
    return tuple(_more_of(figure, claim) for figure, claim in _weakest(figures)[:MOST_NEEDED])


def _more_of(figure: Figure, claim: Claim) -> Runs:
    return runs(
        Text(f"{claim.need}:", Style.STRONG), f" {claim.how}. ", *_this_was(figure, claim), Cite((figure.id,))
    )


def _this_was(figure: Figure, claim: Claim) -> Runs:
    match figure.phrase:
        case phrases.NOT_SHOWN:
            return runs("The records did not show whether this was so. ")
        case phrases.NOT_EVIDENCED:
            return runs(*said(figure, claim), " ")
        case _:
            return runs("We found this ", *banded(figure), ". ")


def share(figure: Figure) -> Fraction:
    """Of those known; where the number is hidden, about what its phrase says."""
    if figure.n is not None and figure.of:
        return Fraction(figure.n, figure.of)
    return _FALLS_SHORT.get(figure.phrase, Fraction(1))


def _weakest(figures: ByFigure) -> list[tuple[Figure, Claim]]:
    return sorted(_weighty(figures, falls_short), key=lambda pair: share(pair[0]))


def is_weighty(figure: Figure, figures: ByFigure) -> bool:
    """Whether it rests on three children, or on all if the round has fewer.

    Where a public edition hides of how many, it has left out what rests on one or two.
    """
    if figure.is_hidden:
        return True
    audited = figures["children"].n if "children" in figures else None
    return (figure.of or 0) >= min(_FEWEST_KNOWN, audited or _FEWEST_KNOWN)


def _weighty(figures: ByFigure, holds: Callable[[Figure], bool]) -> Iterator[tuple[Figure, Claim]]:
    """Figures of the bank that hold and rest on enough children, in the order of the bank."""
    for key, claim in CLAIMS.items():
        figure = figures.get(f"{key}.met" if key.startswith("standard.") else key)
        if figure is not None and holds(figure) and is_weighty(figure, figures):
            yield figure, claim


# ── the lead ─────────────────────────────────────────────────────────────────────────────────────────────
@dataclass(frozen=True, slots=True)
class Sentence:
    """One sentence that may be drafted: what must be so, and then its words."""

    name: str
    when: Callable[[ByFigure], bool]
    say: Callable[[ByFigure], Runs]

    def drafted(self, figures: ByFigure) -> Runs:
        return self.say(figures) if self.when(figures) else ()


def lead(figures: ByFigure) -> tuple[Runs, ...]:
    """At most three sentences: the grades or the sample, what was strongest, what was weakest."""
    slots = (next(filter(None, (each.drafted(figures) for each in slot)), ()) for slot in LEAD)
    return tuple(sentence for sentence in slots if sentence)


def _agreed(figures: ByFigure) -> tuple[Figure, ...]:
    return tuple(figures[f"grade.overall.{g}"] for g in JUDGED if f"grade.overall.{g}" in figures)


def _all_grades_agreed(figures: ByFigure) -> bool:
    open_still = figures.get("grade.overall.not_agreed")
    counts = [figure.n for figure in _agreed(figures)]
    is_whole = open_still is not None and open_still.n == 0 and figures["children"].n is not None
    return is_whole and None not in counts and sum(n or 0 for n in counts) > 0


def _grades(figures: ByFigure) -> Runs:
    given = tuple(
        runs(f"{grade.words.lower()} for ", Num(figure.id, str(figure.n)))
        for grade, figure in zip(JUDGED, _agreed(figures), strict=True)
        if figure.n
    )
    audited = many(figures["children"], "child", "children")
    return runs("The meeting agreed an overall grade for ", *audited, ": ", *listed(given), ".")


def _counted(figures: ByFigure) -> bool:
    return "children" in figures and bool(figures["children"].n)


def _sample(figures: ByFigure) -> Runs:
    return runs("We audited the records of ", *many(figures["children"], "child", "children"), ".")


def _strength(figures: ByFigure) -> Runs:
    figure, claim = max(_weighty(figures, is_met), key=lambda pair: share(pair[0]))
    return runs(capital(claim.worked), " ", Num(figure.id, figure.phrase), ".")


def _in_cases(figures: ByFigure) -> list[tuple[Figure, Claim]]:
    """The two weakest whose phrase says in how many cases it was so."""
    return [pair for pair in _weakest(figures)[:2] if pair[0].phrase.startswith("in ")]


def _weaknesses(figures: ByFigure) -> Runs:
    found = _in_cases(figures)
    if len({figure.phrase for figure, _ in found}) < len(found):
        claims = tuple(runs(claim.worked) for _, claim in found)
        return _capital(runs(*listed(claims), ", each ", Num(found[0][0].id, found[0][0].phrase), "."))
    words = (capital(found[0][1].worked), *(claim.worked for _, claim in found[1:]))
    parts = tuple(
        runs(said_so, " ", Num(f.id, f.phrase)) for said_so, (f, _) in zip(words, found, strict=True)
    )
    return runs(*listed(parts, ", and "), ".")


def _capital(sentence: Runs) -> Runs:
    first, *others = sentence
    return (Text(capital(first.text)), *others) if isinstance(first, Text) else sentence


def _weakest_said(figures: ByFigure) -> Runs:
    return said(*_weakest(figures)[0])


LEAD: Final = (
    (
        Sentence("all overall grades are agreed", lambda f: _counted(f) and _all_grades_agreed(f), _grades),
        Sentence("children were audited", _counted, _sample),
    ),
    (Sentence("something was met in most cases", lambda f: any(_weighty(f, is_met)), _strength),),
    (
        Sentence("the weakest were so in some cases", lambda f: bool(_in_cases(f)), _weaknesses),
        Sentence("something fell short", lambda f: bool(_weakest(f)), _weakest_said),
    ),
)
"""Slots of the lead; in each the first sentence that is true is taken."""
