"""Early help: assessment, reviews, stepping up and down (domain/tools/early-help.md)."""

from collections.abc import Iterator

from auditdesk.report.counting.cases import Child
from auditdesk.report.counting.tally import Line
from auditdesk.report.themes.finding import Group, says

_SHOULD = ("was", "was_not")


def lines(kids: tuple[Child, ...]) -> Iterator[Line]:
    every = Group("children", kids)
    consent = every.answered("eh_cons", "children whose record was read for consent")
    yield from consent.count(
        "eh.consent.recorded", says("eh_cons", "written", "verbal", "partial"), "eh_cons"
    )
    lead = every.answered("eh_lead", "children whose record was read for a lead practitioner")
    yield from lead.count("eh.lead.known", says("eh_lead", "yes_family_knows"), "eh_lead")
    assessed = every.answered("eh_gap_ok", "children with a finished assessment")
    yield from assessed.count("eh.reviewed_in_time", says("eh_gap_ok", "yes"), "eh_gap_ok")
    yield from assessed.measured("eh.gap", "eh_gap", "longest gap between assessment and reviews", "days")
    yield from every.measured("eh.open", "eh_open", "months open", "months")
    drift = every.answered("eh_drift", "children whose months open are known")
    yield from drift.count("eh.drift", says("eh_drift", "yes"), "eh_drift", "fewer")
    yield from _stepping_up(every)


def _stepping_up(every: Group) -> Iterator[Line]:
    """Whether a step up came at once, or waited for a panel (the published finding)."""
    asked = every.answered("eh_su", "children for whom stepping up was judged")
    yield from asked.count("eh.stepup.needed", says("eh_su", *_SHOULD), "eh_su", "", about="child")
    needed = asked.part(
        "eh.stepup.needed", "children who should have been stepped up", says("eh_su", *_SHOULD)
    )
    yield from needed.count("eh.stepup.done", says("eh_su", "was"), "eh_su")
    done = needed.part("eh.stepup.done", "children who were stepped up", says("eh_su", "was"))
    yield from done.count("eh.stepup.direct", says("eh_sur", "direct"), "eh_sur")
    yield from done.measured(
        "eh.stepup", "eh_sud_days", "days from recognising the need to referring", "days"
    )
    panel = done.answered("eh_suw", "children stepped up through a panel")
    yield from panel.count("eh.stepup.waited", says("eh_suw", "yes"), "eh_suw", "fewer")
