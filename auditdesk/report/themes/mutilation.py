"""Female genital mutilation: the duty to report, strategy meetings, protection (domain/tools).

Numbers are very small, and nothing of it is ever in a public edition.
"""

from collections.abc import Iterator

from auditdesk.report.counting.cases import Child
from auditdesk.report.counting.tally import Line
from auditdesk.report.themes.finding import Group, says


def lines(kids: tuple[Child, ...]) -> Iterator[Line]:
    every = Group("children", kids, is_public=False)
    asked = every.answered("fgm_duty", "children for whom the duty to report was weighed")
    yield from asked.count("fgm.duty.applied", says("fgm_duty", "yes"), "fgm_duty", "", about="child")
    due = asked.part("fgm.duty.applied", "children for whom the duty applied", says("fgm_duty", "yes"))
    yield from due.count("fgm.report.in_time", says("fgm_repok", "in_time"), "fgm_repok")
    for result in ("late", "not_made", "date_missing"):
        yield from due.count(f"fgm.report.{result}", says("fgm_repok", result), "fgm_repok", "")
    reported = due.answered("fgm_repself", "children whose report to police was made")
    yield from reported.count("fgm.report.in_person", says("fgm_repself", "yes"), "fgm_repself")
    assessed = every.answered("fgm_ra", "children whose record was read for a risk assessment")
    yield from assessed.count("fgm.tool.any", lambda kid: bool(kid.codes("fgm_ra") - {"none"}), "fgm_ra")
    met = every.answered("fgm_strat_res", "children who were referred to social care")
    yield from met.count("fgm.strategy.in_time", says("fgm_strat_res", "in_time"), "fgm_strat_res")
    ordered = every.answered("fgm_ord", "children for whom a protection order was asked about")
    weighed = ("in_place", "applied", "considered_not_needed")
    yield from ordered.count("fgm.order.considered", says("fgm_ord", *weighed), "fgm_ord")
