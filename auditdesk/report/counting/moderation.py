"""Agreed grades, auditors' grades beside them, immediate concerns. May not know standards."""

from collections.abc import Iterator
from datetime import datetime
from fractions import Fraction

from auditdesk.audit.grades import ASPECT_BY_CODE, ASPECTS, Aspect, Grade
from auditdesk.form.values import At
from auditdesk.merge.standing import Standing
from auditdesk.merge.view import View
from auditdesk.report.counting.cases import source
from auditdesk.report.counting.tally import Line, Spread, Tally

_NOT_AGREED = "not_agreed"


def lines(view: View) -> Iterator[Line]:
    for aspect in ASPECTS:
        yield from _agreed(view, aspect)
    for aspect in ASPECTS:
        yield from _agreement(view, aspect)
    yield from _concerns(view)


def _judging(view: View, aspect: Aspect) -> str | None:
    """The question in which an auditor judges the aspect."""
    found = (q.name for q in view.tool.questions if q.role == "judgement" and q.aspect in ASPECT_BY_CODE)
    return next((n for n in found if ASPECT_BY_CODE[view.tool.question(n).aspect] == aspect), None)


def _agreed(view: View, aspect: Aspect) -> Iterator[Line]:
    question = _judging(view, aspect)
    grades = {case.ref: view.agreed.get((case.ref, aspect.figure)) for case in view.sample.cases}
    is_judged = question and any(s.value(question) for s in view.standing.values())
    if not any(grades.values()) and not is_judged:
        return
    of = len(grades)
    for value in [*(grade.value for grade in Grade), _NOT_AGREED]:
        cases = [ref for ref, one in grades.items() if (one.value if one else _NOT_AGREED) == value]
        tally = Tally(
            aspect.title,
            "children",
            len(cases),
            of,
            behind=len(cases),
            table=f"grade.{aspect.figure}",
            whole="children",
        )
        refs = tuple(
            source(s, At(question)) for s in view.standing.values()
            if question and s.ref.case in cases and s.value(question)
        )  # fmt: skip
        yield Line(f"grade.{aspect.figure}.{value}", tally, refs)


def _pairs(view: View, aspect: Aspect, question: str) -> Iterator[tuple[Standing, int, int]]:
    """Each return's grade and the agreed one, as ranks; those not judged are left out."""
    for standing in (*view.standing.values(), *view.second):
        agreed = view.agreed.get((standing.ref.case, aspect.figure))
        given = standing.value(question)
        if agreed and given in set(Grade) and agreed.value in set(Grade):
            ours, theirs = Grade(given).rank, Grade(agreed.value).rank
            if ours is not None and theirs is not None:
                yield standing, ours, theirs


def _agreement(view: View, aspect: Aspect) -> Iterator[Line]:
    question = _judging(view, aspect)
    if question is None:
        return
    pairs = list(_pairs(view, aspect, question))
    for agency in sorted({standing.ref.agency for standing, _, _ in pairs}):
        mine = [pair for pair in pairs if pair[0].ref.agency == agency]
        moved = {
            "exact": [s for s, ours, theirs in mine if ours == theirs],
            "within_one": [s for s, ours, theirs in mine if abs(ours - theirs) <= 1],
            "up": [s for s, ours, theirs in mine if theirs < ours],
            "down": [s for s, ours, theirs in mine if theirs > ours],
        }
        for name, found in moved.items():
            words = f"grades of {agency}, {aspect.title.lower()}"
            tally = Tally(
                words, "grades", len(found), len(mine), behind=len(found),
                is_public=False,
            )  # fmt: skip
            refs = tuple(source(s, At(question)) for s in found)
            yield Line(f"agreement.{agency}.{aspect.figure}.{name}", tally, refs)


def _concerns(view: View) -> Iterator[Line]:
    raised = [s for s in view.standing.values() if s.value("ic_any") == "yes"]
    closed = [s for s in raised if s.value("ic_closed")]
    if not view.standing:
        return
    for name, found, of in (("raised", raised, None), ("closed", closed, len(raised))):
        cases = len({s.ref.case for s in found})
        tally = Tally(
            f"immediate concerns {name}", "events", len(found), of, behind=cases,
            table="" if of is None else f"concern.{name}", whole="" if of is None else "concern.raised",
        )  # fmt: skip
        yield Line(f"concern.{name}", tally, tuple(source(s, At("ic_any")) for s in found))
    days: dict[Fraction, int] = {}
    for s in closed:
        if s.value("ic_when"):
            gone = datetime.fromisoformat(s.value("ic_closed")) - datetime.fromisoformat(s.value("ic_when"))
            days[Fraction(gone.days)] = days.get(Fraction(gone.days), 0) + 1
    if days:
        children = len({s.ref.case for s in closed})
        spread = Spread(
            "days from raised to closed", "events", "days", days, ("median",), behind=children,
            whole="concern.closed",
        )  # fmt: skip
        yield Line("concern.days", spread, tuple(source(s, At("ic_closed")) for s in closed))
