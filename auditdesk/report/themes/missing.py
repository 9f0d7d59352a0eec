"""Missing from home: episodes, return interviews, stage meetings (contracts.md 5)."""

from collections.abc import Iterator
from datetime import date
from fractions import Fraction

from auditdesk.form.values import At
from auditdesk.report.counting.cases import LEAD_AGENCY, Child, source, sources
from auditdesk.report.counting.tally import AnswerRef, Line, Series, Spread, Tally
from auditdesk.report.themes.events import Event, Events, children_behind, events, list_of
from auditdesk.report.themes.finding import Group, says

_EPISODES, _COUNTS, _RESULT, _HOURS = "mfh_ep", "mfh_ep_counts", "mfh_ep_res", "mfh_ep_hrs"
_OFFER = "mfh_ep_offok"
_RESULTS = ("in_time", "late", "declined", "not_offered", "unavailable", "not_returned", "date_missing")
_COMPLETED = ("in_time", "late")
_STAGES = ("1", "2")


def lines(kids: tuple[Child, ...]) -> Iterator[Line]:
    listed = events(kids, _EPISODES, LEAD_AGENCY)
    episodes = tuple(episode for episode in listed if episode.value(_COUNTS) == "yes")
    if episodes:
        tally = Tally(
            "episodes of going missing", "events", len(episodes), behind=children_behind(episodes),
            table="mfh.episodes", about="child", is_public=False,
        )  # fmt: skip
        yield Line("mfh.episodes", tally, tuple(one.ref("mfh_ep_rep") for one in episodes))
        yield from _interviews(episodes)
    most = tuple((kid.ref, Fraction(value)) for kid in kids if (value := _own(kid, "mfh_max")))
    if most:
        what = "most episodes in 90 days"
        yield Line("mfh.window90.max", Series(what, "episodes", most), _refs(kids, "mfh_max"))
    for stage in _STAGES:
        yield from _stage(kids, stage)
    yield from _invited(kids)


def _interviews(episodes: tuple[Event, ...]) -> Iterator[Line]:
    """How each return interview came out; a missing date is a result of its own."""
    every = Events("episodes of going missing", episodes)
    yield from every.each("mfh.interview", _RESULT, _RESULTS, "in_time")
    completed = tuple(one for one in episodes if one.value(_RESULT) in _COMPLETED)
    if completed:
        in_time = [one for one in completed if one.value(_RESULT) == "in_time"]
        held = Events("completed return interviews", completed)
        yield held.count("mfh.interview.completed_in_time", in_time, _RESULT, "more")
    yield from _hours(tuple(one for one in episodes if one.value(_HOURS)))
    offered = tuple(one for one in episodes if one.value(_OFFER) in {"yes", "no"})
    if offered:
        in_time = [one for one in offered if one.value(_OFFER) == "yes"]
        yield Events("return interviews offered", offered).count("mfh.offer.in_time", in_time, _OFFER, "more")


def _hours(held: tuple[Event, ...]) -> Iterator[Line]:
    times: dict[Fraction, int] = {}
    for interview in held:
        hours = Fraction(interview.value(_HOURS))
        times[hours] = times.get(hours, 0) + 1
    if times:
        spread = Spread(
            "hours from return to interview", "events", "hours", times, ("median", "min", "max"), places=1,
            behind=children_behind(held), is_public=False,
        )  # fmt: skip
        yield Line("mfh.interview.hours", spread, tuple(one.ref(_HOURS) for one in held))


def _stage(kids: tuple[Child, ...], stage: str) -> Iterator[Line]:
    """Children for whom the meeting fell due, for how many of them it was held, and after how many days."""
    name, question = f"mfh.stage{stage}", f"mfh_s{stage}"
    listed = tuple(kid for kid in kids if list_of(kid, _EPISODES, LEAD_AGENCY) is not None)
    due = tuple(kid for kid in listed if _own(kid, f"{question}d"))
    if not listed:
        return
    tally = Tally(
        "children with episodes of going missing", "children", len(due), len(listed), behind=len(due),
        table=f"{name}.due", whole="children", about="child", is_public=False,
    )  # fmt: skip
    yield Line(f"{name}.due", tally, _refs(due, f"{question}d"))
    what = f"children for whom a stage {stage} meeting fell due"
    yield from Group(what, due, f"{name}.due", is_public=False).count(
        f"{name}.held", says(question, "yes", "early"), question
    )
    days = tuple((kid.ref, Fraction(passed)) for kid in due if (passed := _days_to(kid, stage)) is not None)
    if days:
        what = f"days from due to stage {stage} meeting"
        yield Line(f"{name}.days", Series(what, "days", days), sources(due, f"{question}h"))


def _days_to(kid: Child, stage: str) -> int | None:
    due, held = _own(kid, f"mfh_s{stage}d"), kid.value(f"mfh_s{stage}h")
    return (date.fromisoformat(held) - date.fromisoformat(due)).days if due and held else None


def _invited(kids: tuple[Child, ...]) -> Iterator[Line]:
    """Of the stage meetings held, those to which every required agency was invited."""
    held = [(kid, missing) for kid in kids for s in _STAGES if (missing := kid.value(f"mfh_s{s}_missing"))]
    if not held:
        return
    every = [kid for kid, missing in held if missing == "none"]
    name = "mfh.meeting.all_invited"
    tally = Tally(
        "stage meetings held", "meetings", len(every), len(held), behind=len({kid.ref for kid in every}),
        table=name, whole=name, better="more", is_public=False,
    )  # fmt: skip
    yield Line(name, tally, sources(kids, *(f"mfh_s{stage}inv" for stage in _STAGES)))


def _own(kid: Child, question: str) -> str:
    """What the return that lists the child's episodes works out from them."""
    standing = list_of(kid, _EPISODES, LEAD_AGENCY)
    return "" if standing is None else standing.value(question)


def _refs(kids: tuple[Child, ...], question: str) -> tuple[AnswerRef, ...]:
    listed = (list_of(kid, _EPISODES, LEAD_AGENCY) for kid in kids)
    return tuple(source(each, At(question)) for each in listed if each is not None and each.value(question))
