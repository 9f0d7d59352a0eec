"""Domestic abuse: incidents, the child in them, school told, MARAC (domain/tools/domestic-abuse.md)."""

from collections.abc import Iterator

from auditdesk.report.counting.cases import Child
from auditdesk.report.counting.tally import Line, Tally
from auditdesk.report.themes.events import Events, children_behind, events
from auditdesk.report.themes.finding import Group, says

_INCIDENTS, _POLICE, _SCHOOL = "dv_inc", "pol", "dv_inc_encok"
_TOLD = ("in_time", "late", "not_sent", "date_missing")


def lines(kids: tuple[Child, ...]) -> Iterator[Line]:
    yield from _incidents(kids)
    every = Group("children", kids)
    listed = every.answered("dv_met", "children whose incidents were graded")
    met = listed.part("dv.marac.met", "children who met the threshold of MARAC", says("dv_met", "yes"))
    yield from listed.count("dv.marac.met", says("dv_met", "yes"), "dv_met", "", about="child")
    yield from met.count("dv.marac.referred", says("dv_mref", "made", "open"), "dv_mref")
    safe = every.answered("dv_idva", "children whose record was read for specialist support")
    yield from safe.count("dv.idva.engaged", says("dv_idva", "engaged"), "dv_idva")
    helped = every.answered("dv_rec", "children whose record was read for recovery support")
    yield from helped.count("dv.recovery.received", says("dv_rec", "received"), "dv_rec")


def _incidents(kids: tuple[Child, ...]) -> Iterator[Line]:
    """Each child's incidents by the police's list, else the longest one."""
    listed = tuple(events(kids, _INCIDENTS, _POLICE))
    if not listed:
        return
    tally = Tally(
        "incidents of domestic abuse", "events", len(listed), behind=children_behind(listed),
        table="dv.incidents", about="child", is_public=False,
    )  # fmt: skip
    yield Line("dv.incidents", tally, tuple(one.ref("dv_inc_at") for one in listed))
    attended = tuple(one for one in listed if one.value("dv_inc_pol") == "yes")
    if attended:
        seen = [one for one in attended if one.value("dv_inc_spoke") == "yes"]
        were = Events("incidents that police attended", attended)
        yield were.count("dv.child.seen", seen, "dv_inc_spoke", "more")
    told = tuple(one for one in attended if one.value(_SCHOOL))
    if told:
        yield from Events("incidents of which a school had to be told", told).each(
            "dv.school", _SCHOOL, _TOLD, "in_time"
        )
    flagged = [one for one in listed if one.value("dv_inc_flag") == "yes"]
    yield Events("incidents of domestic abuse", listed).count(
        "dv.high.unmarked", flagged, "dv_inc_lvl", "fewer"
    )
