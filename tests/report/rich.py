"""A full round, invented answer by answer from a seed: for looking at, and for laying out (report.md 13).

Every aspect judged by every agency, dissent and disagreement, late clocks, long words of people, actions, and
agencies with Welsh and Polish names.
"""

from collections.abc import Iterator, Mapping
from dataclasses import replace
from datetime import date, timedelta
from random import Random

from auditdesk.audit.clocks import Verdict
from auditdesk.audit.grades import ASPECTS
from auditdesk.audit.returns import Row
from auditdesk.form import At, RowId, Tool
from auditdesk.form.values import Question
from auditdesk.merge.standing import AgreedValue, Standing
from auditdesk.merge.view import View
from auditdesk.report import making
from auditdesk.report.combined import combined, imprint_of
from auditdesk.report.counts import counts
from auditdesk.report.document import Document
from tests.report.invented import REVIEW, ROUND, agreed, case, told, tool, view_of

AGENCIES = ("csc", "pol", "hcom", "edu", "hv", "icb", "yjs", "ch")
NAMES = {
    "csc": "Gwasanaethau Cymdeithasol i Blant Sir y Môr (children’s social care)",
    "hcom": "Bwrdd Iechyd Prifysgol Llŷn ac Arfon",
    "yjs": "Zespół do spraw nieletnich Łódź-Gęślą, partnership office",
    "hv": "Health visiting and school nursing",
}
MADE_ON = ROUND.due_report
_STANDARDS = ("met", "met", "met", "partly", "not_met", "no_evidence", "na")
_GRADES = ("outstanding", "good", "good", "ri", "ri", "inadequate", "not_judged")
_SENTENCES = (
    "The record shows what was done and on which day, but not why.",
    "Seen at home by the same worker for nine months; the worker’s notes use the young person’s own words.",
    "Minutes came after the review, and two agencies say that they never had them.",
    "Nobody asked the father, who lives elsewhere and was known to the school.",
    "Nid oedd y cofnod yn dangos pwy oedd wedi siarad â’r plentyn yn Gymraeg.",
    "Rodzina prosiła o tłumacza; w aktach nie ma śladu, że go znaleziono.",
)
_STATUSES = ("blue", "green", "amber", "red", "grey")


def named_tool() -> Tool:
    """The real tool with these agencies' own names."""
    choices = tuple(
        replace(choice, label={"en": NAMES.get(choice.name, choice.label["en"])})
        for choice in tool().lists["agency"]
    )
    return replace(tool(), lists={**tool().lists, "agency": choices})


def rich_view(children: int = 12, seed: int = 20160620) -> View:
    rng = Random(seed)  # noqa: S311 - invented answers need no secret
    asked = dict.fromkeys(range(1, children + 1), AGENCIES)
    likely = {n: {q.name: rng.choice(_STANDARDS) for q in tool().questions} for n in asked}
    returns = [
        _return(rng, number, agency, likely[number])
        for number in asked
        for agency in AGENCIES
        if agency == "csc" or rng.random() > 0.06
    ]
    view = view_of(asked, returns, tuple(_settled(rng, children)))
    return replace(view, tool=named_tool(), round=replace(ROUND, purpose=" ".join(_SENTENCES[:4])))


def rich_round(children: int = 12, seed: int = 20160620) -> Document:
    """The restricted edition of the whole round through the real counts."""
    view = rich_view(children, seed)
    figures = making.figures(counts(view, MADE_ON))
    imprint = imprint_of(
        view,
        partnership="Partneriaeth Diogelu Plant Sir y Môr a’r Cylch",
        made_on=MADE_ON,
        clocks={"CK_CSEREV": REVIEW},
    )
    return combined(figures, view, imprint)


def _settled(rng: Random, children: int) -> Iterator[AgreedValue]:
    for number in range(1, children + 1):
        for aspect in ASPECTS:
            about = {"T": "theme"}.get(aspect.code, aspect.code)
            if rng.random() > 0.05:
                yield agreed(number, about, rng.choice(_GRADES))
        yield agreed(number, "vc_views", rng.choice(_STANDARDS[:5]))


# ── one return ───────────────────────────────────────────────────────────────────────────────────────────
def _return(rng: Random, number: int, agency: str, likely: Mapping[str, str]) -> Standing:
    ref = f"{case(number)}/{agency}"
    if agency != "csc" and rng.random() < 0.05:
        return told(ref, is_nil=True)
    answers = {
        q.name: value
        for q in tool().questions
        if (value := _answer(rng, q, likely[q.name])) and not q.repeats
    }
    answers |= _case(rng, number, agency)
    comments = {
        q.name: _words(rng)
        for q in tool().questions
        if q.role == "standard" and not q.repeats and rng.random() < 0.01
    }
    standing = told(ref, answers, comments=comments)
    for repeat, rows in (("ac", _actions(rng)), ("co_clk", _clocks(rng)), ("ma_mtg", _meetings(rng))):
        standing = _with_rows(standing, repeat, rows)
    return standing


def _answer(rng: Random, question: Question, likely: str) -> str:
    """Agencies mostly answer alike about one child, and not every agency every question."""
    codes = [choice.name for choice in question.choices]
    if question.role == "standard":
        return rng.choice(("", "", "", likely, likely, likely, likely, rng.choice(_STANDARDS)))
    if question.role == "judgement":
        return rng.choice(_GRADES)
    if question.type == "select_one" and codes and rng.random() < 0.1:
        return rng.choice(codes)
    if question.type == "select_multiple" and codes and rng.random() < 0.1:
        return " ".join(rng.sample(codes, min(2, len(codes))))
    if question.type == "text" and question.role != "comment" and rng.random() < 0.01:
        return _words(rng)
    return ""


def _case(rng: Random, number: int, agency: str) -> dict[str, str]:
    category = ("CP", "CIN", "EH", "CLA", "CLA_OOC")[number % 5]
    concern = "yes" if number in {2, 5, 7} and agency == "csc" else "no"
    days = rng.randrange(10, 200)
    return {
        "cd_cat": category if rng.random() > 0.1 else "CIN",
        "cd_sex": "male" if number % 3 == 0 else "female",
        "cd_age_m": str(5 if number == 1 else 100 + 7 * number),
        "fb_child": "gave" if number % 2 else "declined",
        "fb_text": _words(rng) if agency == "csc" and number % 4 == 1 else "",
        "fb_quote": "yes" if number % 8 == 1 else "no",
        "cse_gap": str(days),
        "cse_gap_ok": "yes" if days <= 92 else "no",
        "cse_lag": str(rng.randrange(1, 60)),
        "ic_any": concern,
        **({"ic_when": "2016-06-20T15:00:00.000Z"} if concern == "yes" else {}),
        **({"ic_closed": "2016-06-22T15:00:00.000Z"} if concern == "yes" and number != 5 else {}),
    }


def _words(rng: Random) -> str:
    return " ".join(rng.choices(_SENTENCES, k=rng.choice((1, 1, 2, 9))))


def _actions(rng: Random) -> list[dict[str, str]]:
    return [
        {
            "ac_text": rng.choice(_SENTENCES),
            "ac_owner": rng.choice(tuple(NAMES.values())),
            "ac_due": str(date(2016, 9, 1) + timedelta(rng.randrange(200))),
            "ac_meas": rng.choice(_SENTENCES),
            "ac_rag": rng.choice(_STATUSES),
            "ac_level": "agency",
        }
        for _ in range(rng.choice((0, 0, 0, 1, 2)))
    ]


def _clocks(rng: Random) -> list[dict[str, str]]:
    verdicts = (Verdict.IN_TIME, Verdict.IN_TIME, Verdict.LATE, Verdict.NOT_DONE, Verdict.DATE_MISSING)
    return [
        {"co_clk_type": clock, "co_clk_res": rng.choice(verdicts).value}
        for clock in ("CK_REF", "CK_ASSESS", "CK_ICPC", "CK_RHI")
        if rng.random() < 0.3
    ]


def _meetings(rng: Random) -> list[dict[str, str]]:
    return [
        {
            "ma_mtg_type": rng.choice(("strategy", "icpc", "core_group", "cla_review")),
            "ma_mtg_date": f"2016-0{rng.randrange(1, 6)}-1{rng.randrange(9)}T10:00:00.000Z",
            "ma_mtg_core": rng.choice(("none", "pol", "edu")),
            "ma_mtg_days": str(rng.randrange(1, 40)),
        }
        for _ in range(rng.choice((0, 0, 1)))
    ]


def _with_rows(standing: Standing, repeat: str, rows: list[dict[str, str]]) -> Standing:
    before = len(standing.ret.rows)
    ids = [RowId(f"row{before + index:05}") for index, _ in enumerate(rows)]
    values: dict[At, str] = dict(standing.values)
    for row, cells in zip(ids, rows, strict=True):
        values |= {At(name, (row,)): text for name, text in cells.items()}
    made = (*standing.ret.rows, *(Row(row, repeat) for row in ids))
    return replace(standing, values=values, asked=frozenset(values), ret=replace(standing.ret, rows=made))
