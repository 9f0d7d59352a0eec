"""How each clock came out, event by event. A missing date is a result of its own (workflow 1.4, rule c).

May not know limits: the tool's own calculation says in time or late.
"""

from collections.abc import Iterator

from auditdesk.audit.clocks import Verdict
from auditdesk.form.values import At, Question
from auditdesk.merge.view import View
from auditdesk.report.counting.cases import Child, source
from auditdesk.report.counting.tally import Line, Tally

_BY_TYPE = "co_clk_type"


def lines(view: View, kids: tuple[Child, ...]) -> Iterator[Line]:
    events: dict[str, list[tuple[str, str, str]]] = {}
    for question in view.tool.questions:
        if question.role == "clock":
            for clock, verdict, case, ref in _events(question, kids):
                events.setdefault(clock, []).append((verdict, case, ref))
    for clock, found in sorted(events.items()):
        of = sum(verdict != Verdict.NOT_DUE for verdict, _, _ in found)
        for verdict in Verdict:
            mine = [one for one in found if one[0] == verdict]
            behind = len({case for _, case, _ in mine})
            tally = Tally(
                f"events under {clock}", "events", len(mine), of if verdict is not Verdict.NOT_DUE else None,
                behind=behind, table=f"clock.{clock}" if verdict is not Verdict.NOT_DUE else "",
                better="more" if verdict is Verdict.IN_TIME else "",
            )  # fmt: skip
            yield Line(f"clock.{clock}.{verdict.value}", tally, tuple(ref for _, _, ref in mine))


def _events(question: Question, kids: tuple[Child, ...]) -> Iterator[tuple[str, str, str, str]]:
    for kid in kids:
        for standing in kid.returns:
            for at, value in standing.values.items():
                if at.name != question.name or value not in set(Verdict):
                    continue
                clock = question.columns.get("audit::clock") or standing.values.get(At(_BY_TYPE, at.rows), "")
                if clock:
                    yield clock, value, kid.ref, source(standing, at)
