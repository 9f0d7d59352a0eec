"""Agency beside agency: what each sent, graded and left unrecorded; for the restricted edition alone.

May not know what was agreed about a standard, nor who the auditors are.
"""

from collections import Counter
from collections.abc import Iterable, Iterator
from fractions import Fraction

from auditdesk.audit.grades import ASPECTS, JUDGED, Aspect, Grade
from auditdesk.form.values import At
from auditdesk.merge.agreement import Agreement, agreement
from auditdesk.merge.moderation import Layers, judgements
from auditdesk.merge.standing import Standing
from auditdesk.merge.view import View
from auditdesk.report.counting.cases import NOT_RECORDED, Child, label, source, sources, where
from auditdesk.report.counting.tally import AnswerRef, Line, Spread, Tally

EVERY_AGENCY = "all"
"""Stands where an agency's code stands in `agreement.<agency>.<aspect>.exact`, for all of them together."""

RECORDED = ("cd_eth", "cd_rel", "cd_lang", "cd_dis")
"""Told as "recorded for n of N", never what was recorded (domain/report.md 4.2, section 5)."""

_BETTER = (Grade.OUTSTANDING, Grade.GOOD)
_MATRIX = "overall"


def lines(view: View, kids: tuple[Child, ...]) -> Iterator[Line]:
    """Every id but `returns.minutes` names an agency or compares single grades, so none is public."""
    yield from _received(view)
    yield from _minutes(view)
    for aspect in ASPECTS:
        yield from _own_grades(view, aspect)
        yield from _together(view.layers(), aspect)
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
def _own_grades(view: View, aspect: Aspect) -> Iterator[Line]:
    """Each agency's own grades of an aspect, and how many of those judged are good or better."""
    question = next((name for name, judged in judgements(view.tool).items() if judged == aspect), None)
    if question is None:
        return
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


def _together(layers: tuple[Layers, ...], aspect: Aspect) -> Iterator[Line]:
    """All agencies' grades of an aspect against the agreed ones; overall also pair by pair."""
    pairs = agreement(layers, aspect.figure)
    if not pairs.pairs:
        return
    stem = f"agreement.{EVERY_AGENCY}.{aspect.figure}"
    what = "returns with an auditor’s grade and an agreed one"
    counts = {"exact": pairs.exact, "within_one": pairs.within_one, "down": pairs.down, "up": pairs.up}
    for name, n in {**counts, "changed": pairs.pairs - pairs.exact}.items():
        yield Line(f"{stem}.{name}", Tally(what, "grades", n, pairs.pairs, is_public=False))
    if aspect.figure == _MATRIX:
        yield from _matrix(pairs, what)


def _matrix(pairs: Agreement, what: str) -> Iterator[Line]:
    for own in JUDGED:
        for agreed in JUDGED:
            tally = Tally(what, "grades", pairs.matrix.get((own, agreed), 0), pairs.pairs, is_public=False)
            yield Line(f"agreement.{EVERY_AGENCY}.{_MATRIX}.{own}.{agreed}", tally)


# ── recorded or not ──────────────────────────────────────────────────────────────────────────────────────
def _recorded(view: View, kids: tuple[Child, ...], question: str) -> Iterator[Line]:
    """Children of whom any return holds the fact; by agency, the returns that say it is not recorded."""
    asked = where(kids, lambda kid: bool(kid.told(question)))
    if not asked or question not in view.tool:
        return
    what = f"children whose record was asked for: {label(view.tool.question(question))}"
    known = where(asked, lambda kid: any(value not in NOT_RECORDED for _, value in kid.told(question)))
    tally = Tally(what, "children", len(known), len(asked), behind=len(known), about="child", is_public=False)
    yield Line(f"recorded.{question}", tally, sources(known, question))
    told = [each for kid in asked for each, _ in kid.told(question)]
    for agency in sorted({each.ref.agency for each in told}):
        mine = [each for each in told if each.ref.agency == agency]
        missing = tuple(source(each, At(question)) for each in mine if each.value(question) in NOT_RECORDED)
        yield Line(
            f"recorded.{question}.missing.{agency}", *_tally("returns of the agency", missing, len(mine))
        )
