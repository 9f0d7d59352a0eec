"""Agency beside agency: what each sent, graded and left unrecorded; for the restricted edition alone.

May not know what was agreed about a standard, nor who the auditors are.
"""

from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from fractions import Fraction

from auditdesk.audit.grades import ASPECTS, JUDGED, Aspect, Grade
from auditdesk.form.values import At
from auditdesk.merge.moderation import Layers, judgements
from auditdesk.merge.standing import Standing
from auditdesk.merge.view import View
from auditdesk.report.counting.cases import NOT_RECORDED, Child, label, source, sources, where
from auditdesk.report.counting.tally import AnswerRef, Line, Spread, Tally

EVERY_AGENCY = "all"
"""Stands where an agency's code stands in `agreement.<agency>.<aspect>.exact`, for all of them together."""

RECORDED = ("cd_eth", "cd_rel", "cd_lang", "cd_dis")
"""Told as "recorded for n of N", never what was recorded (domain/report.md 4.2, section 5)."""

EVERY_GRADE = "all"
"""Stands for a grade in `agreement.all.overall.<auditor's>.<agreed>`: the total of a row or column."""

_BETTER = (Grade.OUTSTANDING, Grade.GOOD)
_MATRIX = "overall"


@dataclass(frozen=True, slots=True)
class Pair:
    """One auditor's grade, the agreed one, and the answer it stands in."""

    own: Grade
    agreed: Grade
    source: AnswerRef

    @property
    def worse_by(self) -> int:
        """Grades from own to agreed; positive was moved down."""
        return (self.agreed.rank or 0) - (self.own.rank or 0)


def lines(view: View, kids: tuple[Child, ...]) -> Iterator[Line]:
    """Every id but `returns.minutes` names an agency or compares single grades, so none is public."""
    yield from _received(view)
    yield from _minutes(view)
    layers = view.layers()
    for aspect in ASPECTS:
        question = next((name for name, judged in judgements(view.tool).items() if judged == aspect), None)
        if question is not None:
            yield from _own_grades(view, aspect, question)
            yield from _together(layers, aspect, question)
    for question in RECORDED:
        yield from _recorded(view, kids, question)


def _tally(what: str, refs: Iterable[AnswerRef], of: int) -> tuple[Tally, tuple[AnswerRef, ...]]:
    found = tuple(refs)
    return Tally(what, "returns", len(found), of, behind=len(found), is_public=False), found


# ── returns ──────────────────────────────────────────────────────────────────────────────────────────────
def _received(view: View) -> Iterator[Line]:
    expected = Counter(ref.agency for ref in view.assignments)
    for agency, of in sorted(expected.items()):
        came = (str(ref) for ref in view.assignments if ref.agency == agency and ref in view.standing)
        yield Line(f"agency.{agency}.received", *_tally("returns expected of the agency", came, of))


def _minutes(view: View) -> Iterator[Line]:
    spent = {ref: standing.ret.minutes for ref, standing in view.standing.items() if standing.ret.minutes}
    if spent:
        times = Counter(Fraction(minutes) for minutes in spent.values())
        what = "minutes spent on a return"
        spread = Spread(what, "returns", "minutes", times, ("median",), behind=len(spent), is_public=False)
        yield Line("returns.minutes", spread, tuple(str(ref) for ref in spent))


# ── grades ───────────────────────────────────────────────────────────────────────────────────────────────
def _own_grades(view: View, aspect: Aspect, question: str) -> Iterator[Line]:
    """Each agency's own grades of an aspect, and how many of those judged are good or better."""
    given: dict[str, list[Standing]] = {}
    for standing in view.standing.values():
        if standing.value(question) in set(Grade):
            given.setdefault(standing.ref.agency, []).append(standing)
    for agency, found in sorted(given.items()):
        stem = f"agency.{agency}.{aspect.figure}"
        for grade in Grade:
            mine = _sources(found, question, (grade,))
            yield Line(f"{stem}.{grade}", *_tally("returns with a grade or “not judged”", mine, len(found)))
        judged = _sources(found, question, JUDGED)
        better = _sources(found, question, _BETTER)
        yield Line(f"{stem}.good_or_better", *_tally("returns that judged the aspect", better, len(judged)))


def _sources(found: list[Standing], question: str, grades: Iterable[Grade]) -> tuple[AnswerRef, ...]:
    return tuple(source(each, At(question)) for each in found if each.value(question) in set(grades))


def _together(layers: tuple[Layers, ...], aspect: Aspect, question: str) -> Iterator[Line]:
    """All agencies' grades of an aspect against the agreed ones; overall also pair by pair."""
    found = [pair for layer in layers if layer.aspect == aspect for pair in _pairs(layer, question)]
    if not found:
        return
    chosen = {
        "exact": [pair for pair in found if pair.worse_by == 0],
        "within_one": [pair for pair in found if abs(pair.worse_by) <= 1],
        "down": [pair for pair in found if pair.worse_by > 0],
        "up": [pair for pair in found if pair.worse_by < 0],
        "changed": [pair for pair in found if pair.worse_by],
    }
    if aspect.figure == _MATRIX:
        chosen |= _matrix(found)
    for name, pairs in chosen.items():
        refs = tuple(pair.source for pair in pairs)
        tally = Tally(
            "pairs of an auditor’s and an agreed grade", "grades", len(refs), len(found), is_public=False
        )
        yield Line(f"agreement.{EVERY_AGENCY}.{aspect.figure}.{name}", tally, refs)


def _pairs(layer: Layers, question: str) -> Iterator[Pair]:
    """Each return's grade of one case beside the agreed one; those not judged are left out."""
    if layer.agreed in JUDGED:
        for ref, own in layer.readings:
            if own in JUDGED:
                yield Pair(own, layer.agreed, f"{ref}:{question}")


def _matrix(found: list[Pair]) -> dict[str, list[Pair]]:
    """Every pair of grades, and the totals of its rows and columns (`all`)."""
    cells = {
        f"{own}.{agreed}": [p for p in found if (p.own, p.agreed) == (own, agreed)]
        for own in JUDGED
        for agreed in JUDGED
    }
    rows = {f"{own}.{EVERY_GRADE}": [p for p in found if p.own == own] for own in JUDGED}
    columns = {f"{EVERY_GRADE}.{agreed}": [p for p in found if p.agreed == agreed] for agreed in JUDGED}
    return cells | rows | columns | {f"{EVERY_GRADE}.{EVERY_GRADE}": found}


# ── recorded or not ──────────────────────────────────────────────────────────────────────────────────────
def _recorded(view: View, kids: tuple[Child, ...], question: str) -> Iterator[Line]:
    """Children of whom any return holds the fact; by agency, the returns that say it is not recorded."""
    asked = where(kids, lambda kid: bool(kid.told(question)))
    if not asked or question not in view.tool:
        return
    what = f"children whose record was asked for: {label(view.tool.question(question))}"
    known = where(asked, lambda kid: any(value not in NOT_RECORDED for _, value in kid.told(question)))
    tally = Tally(
        what, "children", len(known), len(asked), behind=len(known), about="child", is_public=False,
        better="more",
    )  # fmt: skip
    yield Line(f"recorded.{question}", tally, sources(known, question))
    told = [each for kid in asked for each, _ in kid.told(question)]
    for agency in sorted({each.ref.agency for each in told}):
        mine = [each for each in told if each.ref.agency == agency]
        missing = tuple(source(each, At(question)) for each in mine if each.value(question) in NOT_RECORDED)
        yield Line(
            f"recorded.{question}.missing.{agency}", *_tally("returns of the agency", missing, len(mine))
        )
