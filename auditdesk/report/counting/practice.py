"""Standards met and choices taken, one value a child (domain/report.md 4.3).

May not know grades or clocks.
"""

from collections.abc import Iterator

from auditdesk.audit.grades import KNOWN, Standard
from auditdesk.form.values import Question
from auditdesk.merge.view import View
from auditdesk.report.counting.cases import Child, case_standard, label, sources, where
from auditdesk.report.counting.tally import Line, Tally

_KEPT_OUT = frozenset({"cd_cat", "cd_sex", "fb_child"})
_CHOICES = frozenset({"select_one", "select_multiple"})
_ASKED_ABOUT_RECORD = ("hd_", "ac_", "dc_", "ic_")


def lines(view: View, kids: tuple[Child, ...]) -> Iterator[Line]:
    for question in view.tool.questions:
        if question.repeats:
            continue
        if question.role == "standard" and question.list_name == "std":
            yield from _standard(question, kids)
        elif question.type in _CHOICES and question.role in {"", "cause"} and _is_reported(question):
            yield from _choices(question, kids)


def _is_reported(question: Question) -> bool:
    return question.name not in _KEPT_OUT and not question.name.startswith(_ASKED_ABOUT_RECORD)


def _standard(question: Question, kids: tuple[Child, ...]) -> Iterator[Line]:
    came = {kid.ref: one for kid in kids if (one := case_standard(kid, question.name))}
    if not came:
        return
    name, words = question.name, label(question)
    known = sum(one.value in KNOWN for one in came.values())
    not_agreed = sum(not one.is_agreed for one in came.values() if one.value in KNOWN)
    out = {
        "na": sum(one.value is Standard.NA for one in came.values()),
        "no_evidence": sum(one.value is Standard.NO_EVIDENCE for one in came.values()),
        "not_discussed": not_agreed,
    }
    for value in Standard:
        found = where(kids, lambda kid, v=value: kid.ref in came and came[kid.ref].value is v)  # type: ignore[misc]
        is_known = value in KNOWN
        tally = Tally(
            words, "children", len(found), known if is_known else None, out, behind=len(found),
            table=f"standard.{name}" if is_known else "", whole=f"standard.{name}.known",
            better="more" if value is Standard.MET else "",
        )  # fmt: skip
        yield Line(f"standard.{name}.{value.value}", tally, sources(found, name))
    known_kids = where(kids, lambda kid: kid.ref in came and came[kid.ref].value in KNOWN)
    yield Line(
        f"standard.{name}.known", Tally(words, "children", known, behind=known), sources(known_kids, name)
    )


def _choices(question: Question, kids: tuple[Child, ...]) -> Iterator[Line]:
    name, words = question.name, label(question)
    answered = where(kids, lambda kid: bool(kid.told(name)))
    if not answered:
        return
    several = question.type == "select_multiple"
    for choice in question.choices:
        code = choice.name
        found = where(
            answered,
            lambda kid, c=code: (c in kid.codes(name)) if several else kid.value(name) == c,  # type: ignore[misc]
        )
        gap = " " if words.endswith("?") else ": "
        chosen = f"{words}{gap}{choice.label.get('en', code)}"
        tally = Tally(
            chosen, "children", len(found), len(answered), behind=len(found),
            table="" if several else f"choice.{name}", about="child", is_public=False,
        )  # fmt: skip
        yield Line(f"choice.{name}.{code}", tally, sources(found, name))
