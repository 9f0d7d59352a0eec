"""Pre-birth: when agencies knew, referred, met and planned (domain/tools/pre-birth.md)."""

from collections.abc import Iterator

from auditdesk.report.counting.cases import Child
from auditdesk.report.counting.tally import Line
from auditdesk.report.themes.finding import Group, says

_NEEDED = ("held", "planned", "needed_not_held")


def lines(kids: tuple[Child, ...]) -> Iterator[Line]:
    every = Group("children", kids)
    booked = every.answered("pb_book_late", "children whose mother's booking has a date")
    yield from booked.count("pb.booking.late", says("pb_book_late", "yes"), "pb_book", "fewer", about="child")
    referred = every.answered("pb_refok", "children who were referred")
    yield from referred.count("pb.referral.early_enough", says("pb_refok", "yes"), "pb_ref")
    yield from every.measured("pb.referral", "pb_ref_days", "days from concern to referral", "days")
    yield from _conferences(every)
    planned = every.answered("pb_bp", "children with a birth plan")
    yield from planned.count("pb.plan.in_time", lambda kid: kid.value("pb_bp_late") != "yes", "pb_bp")
    seen = every.answered("pb_lens", "children whose record was read for their daily life")
    yield from seen.count("pb.lens.met", says("pb_lens", "met"), "pb_lens")
    yield from every.measured("pb.visit", "pb_sw_days", "days from birth to the first visit", "days")


def _conferences(every: Group) -> Iterator[Line]:
    needed = every.answered("pb_conf", "children for whom a conference was thought of")
    met = needed.part("pb.conference.needed", "children who needed a conference", says("pb_conf", *_NEEDED))
    yield from needed.count("pb.conference.needed", says("pb_conf", *_NEEDED), "pb_conf", "", about="child")
    yield from met.count("pb.conference.held", says("pb_conf", "held"), "pb_conf")
    held = met.part("pb.conference.held", "children whose conference was held", says("pb_conf", "held"))
    yield from held.count("pb.conference.in_time", says("pb_confok", "yes"), "pb_confd")
