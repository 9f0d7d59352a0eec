"""One child's returns side by side, and the one value that counts (domain/report.md 4.2, 4.3).

May not know which numbers are made of it.
"""

from collections import Counter
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass

from auditdesk.audit.grades import KNOWN, Standard
from auditdesk.audit.round import Case
from auditdesk.form.values import At, Question
from auditdesk.merge.standing import AgreedValue, Standing
from auditdesk.merge.view import View
from auditdesk.report.counting.tally import AnswerRef, CaseRef

LEAD_AGENCY = "csc"
"""Whose answer counts where returns have no majority (domain/report.md 4.2, section 5)."""

NOT_RECORDED = frozenset({"not_recorded", "not_recorded_on_file"})

_MAJORITY = 2  # more than one of two


@dataclass(frozen=True, slots=True)
class Child:
    """One child in the round: the returns that count and are not nil, and what the meeting agreed."""

    case: Case
    returns: tuple[Standing, ...]
    agreed: Mapping[str, AgreedValue]

    @property
    def ref(self) -> CaseRef:
        return self.case.ref

    def told(self, question: str) -> tuple[tuple[Standing, str], ...]:
        """Each return that answered a question outside repeats, csc's first."""
        found = [(each, each.value(question)) for each in self.returns if each.value(question)]
        return tuple(sorted(found, key=lambda pair: pair[0].ref.agency != LEAD_AGENCY))

    def value(self, question: str) -> str | None:
        """The child's value: what the meeting agreed, else what most returns say, else csc's.

        Without an answer of csc's the commonest one, if there is a single commonest. None if nobody
        answered, or agencies differ and nothing decides.
        """
        if question in self.agreed:
            return self.agreed[question].value
        return _decided([(each.ref.agency, value) for each, value in self.told(question)])

    def codes(self, question: str) -> frozenset[str]:
        """The codes of a question with several answers, each decided like a value of its own."""
        if question in self.agreed:
            return frozenset(self.agreed[question].value.split())
        told = [(each.ref.agency, frozenset(value.split())) for each, value in self.told(question)]
        every = frozenset().union(*(codes for _, codes in told)) if told else frozenset()
        return frozenset(
            c for c in every if _decided([(who, c if c in codes else "") for who, codes in told])
        )

    def sources(self, *questions: str) -> tuple[AnswerRef, ...]:
        """The answers of this child's returns to some questions, by return."""
        return tuple(
            source(each, At(question))
            for each in self.returns
            for question in questions
            if each.value(question)
        )


def _decided(told: list[tuple[str, str]]) -> str | None:
    """More than half of the returns, else csc's, else the single commonest; told is (agency, value)."""
    if not told:
        return None
    ranked = Counter(value for _, value in told).most_common()
    value, times = ranked[0]
    if times * _MAJORITY > len(told):
        return value
    lead = [value for agency, value in told if agency == LEAD_AGENCY]
    if lead:
        return lead[0]
    return value if len(ranked) == 1 or times > ranked[1][1] else None


@dataclass(frozen=True, slots=True)
class CaseStandard:
    """A standard for one child: agreed by the meeting, else the lowest known value of any agency."""

    value: Standard
    is_agreed: bool


def case_standard(child: Child, question: str) -> CaseStandard | None:
    """Rule 4.3.1; without a known value "no evidence" stands before "does not apply".

    None if nobody answered.
    """
    if question in child.agreed and child.agreed[question].value in set(Standard):
        return CaseStandard(Standard(child.agreed[question].value), is_agreed=True)
    told = {Standard(value) for _, value in child.told(question) if value in set(Standard)}
    order = (*reversed(KNOWN), Standard.NO_EVIDENCE, Standard.NA)
    lowest = next((value for value in order if value in told), None)
    return None if lowest is None else CaseStandard(lowest, is_agreed=False)


def children_of(view: View) -> tuple[Child, ...]:
    """Every child in the sample, in its order, with or without returns."""
    found = []
    for case in view.sample.cases:
        agreed = {about: value for (ref, about), value in view.agreed.items() if ref == case.ref}
        returns = tuple(each for each in view.counted(case.ref) if not each.is_nil)
        found.append(Child(case, returns, agreed))
    return tuple(found)


def source(standing: Standing, at: At) -> AnswerRef:
    """`CASE/agency:question`, with the number of its row where it stands in a repeat."""
    if not at.rows:
        return f"{standing.ref}:{at.name}"
    row = next(row for row in standing.ret.rows if row.id == at.rows[-1])
    beside = [each.id for each in standing.ret.rows if (each.repeat, each.parent) == (row.repeat, row.parent)]
    return f"{standing.ref}:{at.name}[{beside.index(row.id) + 1}]"


def sources(children: Iterable[Child], *questions: str) -> tuple[AnswerRef, ...]:
    """The answers of all these children to some questions, in case order."""
    return tuple(ref for child in children for ref in child.sources(*questions))


def where(children: Iterable[Child], holds: Callable[[Child], bool]) -> tuple[Child, ...]:
    return tuple(child for child in children if holds(child))


def label(question: Question) -> str:
    """The question in the tool's own words, English first."""
    return question.label.get("en") or next(iter(question.label.values()), question.name)
