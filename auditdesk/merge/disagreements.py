"""Where agencies answered the same question about the same child differently: the point of the exercise.

May not know who is right: the meeting settles that.
"""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass

from auditdesk.audit.round import Ref
from auditdesk.form.values import At, Question
from auditdesk.merge.standing import Standing

MATCH_CODE = "rc_match"
"""The keyed hash of name and birth date: a difference is told, a value never (common.md, section C2)."""

LEAD_AGENCY = "csc"
_ABOUT_THE_RETURN = ("hd_", "dc_", "ic_")


@dataclass(frozen=True, slots=True)
class Disagreement:
    """One question of one case with more than one answer among its returns.

    `answers` by return, in order of refs. For `is_private` only the fact is told, never a value
    (the match code: "name or birth date differs"). `unlike_csc` are the returns whose answer is not csc's.
    """

    case: str
    question: str
    answers: Mapping[Ref, str]
    unlike_csc: tuple[Ref, ...] = ()
    is_private: bool = False


def disagreements(standing: Iterable[Standing]) -> tuple[Disagreement, ...]:
    """Every question of every case that got more than one answer, by case, then in the order of the tool."""
    by_case: dict[str, list[Standing]] = defaultdict(list)
    for each in standing:
        if not each.is_nil:
            by_case[each.ref.case].append(each)
    return tuple(found for case in sorted(by_case) for found in _of_case(case, by_case[case]))


def _of_case(case: str, returns: list[Standing]) -> Iterator[Disagreement]:
    returns.sort(key=lambda each: each.ref)
    questions = {q.name: q for each in returns for q in each.tool.questions if _is_compared(q)}
    for name in questions:
        answers = {each.ref: each.value(name) for each in returns if At(name) in each.values}
        if len(set(answers.values())) < len(("one", "other")):
            continue
        csc = next((value for ref, value in answers.items() if ref.agency == LEAD_AGENCY), None)
        unlike = tuple(ref for ref, value in answers.items() if csc is not None and value != csc)
        is_private = name == MATCH_CODE
        yield Disagreement(
            case, name, dict.fromkeys(answers, "") if is_private else answers, unlike, is_private
        )


def _is_compared(question: Question) -> bool:
    """Choices about the child or the work; not what a return says of itself."""
    if question.repeats or question.local or question.name.startswith(_ABOUT_THE_RETURN):
        return False
    return question.name == MATCH_CODE or question.type.startswith("select_")


def differing(found: Iterable[Disagreement], question: str) -> frozenset[str]:
    """The cases in which agencies answered one question differently."""
    return frozenset(each.case for each in found if each.question == question)
