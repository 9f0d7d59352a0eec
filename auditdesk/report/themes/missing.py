"""Missing from home: episodes, return interviews, stage meetings (contracts.md 5).

Agencies list the same episodes of one child, so each child's episodes are those of one return. None of these
counts is public yet: how few episodes of one child may be told beside those of others is not settled.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from fractions import Fraction

from auditdesk.form.values import At
from auditdesk.merge.standing import Standing
from auditdesk.report.counting.cases import LEAD_AGENCY, Child, source, sources
from auditdesk.report.counting.tally import AnswerRef, Line, Series, Spread, Tally

_EPISODES, _COUNTS, _RESULT, _HOURS = "mfh_ep", "mfh_ep_counts", "mfh_ep_res", "mfh_ep_hrs"
_RESULTS = ("in_time", "late", "declined", "not_offered", "unavailable", "not_returned", "date_missing")
_COMPLETED = ("in_time", "late")
_OFFERED = {"yes": "in_time", "no": "late"}
_HELD = frozenset({"yes", "early"})
_ALL_INVITED = "none"
_STAGES = ("1", "2")
_WHOLE = "mfh.episodes"


@dataclass(frozen=True, slots=True)
class _Episode:
    """One counted episode of a child: the cells of its row."""

    kid: Child
    standing: Standing
    row: At

    def value(self, question: str) -> str:
        return self.standing.values.get(self._at(question), "")

    def ref(self, question: str) -> AnswerRef:
        return source(self.standing, self._at(question))

    def _at(self, question: str) -> At:
        return At(question, self.row.rows)


def lines(kids: tuple[Child, ...]) -> Iterator[Line]:
    episodes = tuple(episode for kid in kids for episode in _episodes(kid))
    if episodes:
        behind = len({episode.kid.ref for episode in episodes})
        tally = Tally(
            "episodes of going missing",
            "events",
            len(episodes),
            behind=behind,
            table=_WHOLE,
            about="child",
            is_public=False,
        )
        yield Line(_WHOLE, tally, tuple(one.ref("mfh_ep_rep") for one in episodes))
        yield from _interviews(episodes)
        yield from _hours(episodes)
        yield from _offers(episodes)
    yield from _windows(kids)
    for stage in _STAGES:
        yield from _stage(kids, stage)
    yield from _invited(kids)


def _list(kid: Child) -> Standing | None:
    """The return whose episodes are the child's: social care's if it lists any, else the longest list."""
    listed = [each for each in kid.returns if each.rows(_EPISODES)]
    longest = sorted(listed, key=lambda each: (each.ref.agency != LEAD_AGENCY, -len(each.rows(_EPISODES))))
    return longest[0] if longest else None


def _episodes(kid: Child) -> Iterator[_Episode]:
    standing = _list(kid)
    for row in standing.rows(_EPISODES) if standing is not None else ():
        episode = _Episode(kid, standing, row)  # type: ignore[arg-type]
        if episode.value(_COUNTS) == "yes":
            yield episode


def _interviews(episodes: tuple[_Episode, ...]) -> Iterator[Line]:
    """How each episode's return interview came out; a missing date is a result of its own."""
    for result in _RESULTS:
        found = tuple(one for one in episodes if one.value(_RESULT) == result)
        yield _events(
            f"mfh.interview.{result}", "episodes of going missing", found, episodes,
            (_RESULT, "mfh.interview"), better="more" if result == "in_time" else "",
        )  # fmt: skip
    completed = tuple(one for one in episodes if one.value(_RESULT) in _COMPLETED)
    if completed:
        in_time = tuple(one for one in completed if one.value(_RESULT) == "in_time")
        name = "mfh.interview.completed_in_time"
        yield _events(name, "completed return interviews", in_time, completed, (_RESULT, name), better="more")


def _hours(episodes: tuple[_Episode, ...]) -> Iterator[Line]:
    held = tuple(one for one in episodes if one.value(_HOURS))
    times: dict[Fraction, int] = {}
    for episode in held:
        hours = Fraction(episode.value(_HOURS))
        times[hours] = times.get(hours, 0) + 1
    if times:
        spread = Spread(
            "hours from return to interview", "events", "hours", times, ("median", "min", "max"), places=1,
            behind=len({one.kid.ref for one in held}), about="child", is_public=False,
        )  # fmt: skip
        yield Line("mfh.interview.hours", spread, tuple(one.ref(_HOURS) for one in held))


def _offers(episodes: tuple[_Episode, ...]) -> Iterator[Line]:
    offered = tuple(one for one in episodes if one.value("mfh_ep_offok") in _OFFERED)
    if offered:
        in_time = tuple(one for one in offered if one.value("mfh_ep_offok") == "yes")
        about = ("mfh_ep_offok", "mfh.offer")
        yield _events(
            "mfh.offer.in_time", "return interviews offered", in_time, offered, about, better="more"
        )


def _events(
    name: str,
    what: str,
    found: tuple[_Episode, ...],
    of: tuple[_Episode, ...],
    about: tuple[str, str],
    *,
    better: str = "",
) -> Line:
    question, table = about
    tally = Tally(
        what, "events", len(found), len(of), behind=len({one.kid.ref for one in found}), table=table,
        whole=_WHOLE if table == "mfh.interview" else table, better="more" if better else "",
        is_public=False,
    )  # fmt: skip
    return Line(name, tally, tuple(one.ref(question) for one in found))


def _windows(kids: tuple[Child, ...]) -> Iterator[Line]:
    most = tuple((kid.ref, Fraction(value)) for kid in kids if (value := _own(kid, "mfh_max")))
    if most:
        yield Line(
            "mfh.window90.max", Series("most episodes in 90 days", "episodes", most), _refs(kids, "mfh_max")
        )


def _stage(kids: tuple[Child, ...], stage: str) -> Iterator[Line]:
    """Children for whom the meeting fell due, for how many of them it was held, and after how many days."""
    listed = tuple(kid for kid in kids if _list(kid) is not None)
    due = tuple(kid for kid in listed if _own(kid, f"mfh_s{stage}d"))
    if not listed:
        return
    name, question = f"mfh.stage{stage}", f"mfh_s{stage}"
    tally = Tally(
        "children with episodes of going missing", "children", len(due), len(listed), behind=len(due),
        table=f"{name}.due", whole="children", about="child", is_public=False,
    )  # fmt: skip
    yield Line(f"{name}.due", tally, _refs(due, f"{question}d"))
    if not due:
        return
    held = tuple(kid for kid in due if kid.value(question) in _HELD)
    tally = Tally(
        f"children for whom a stage {stage} meeting fell due", "children", len(held), len(due),
        behind=len(held), table=f"{name}.held", whole=f"{name}.due", better="more", is_public=False,
    )  # fmt: skip
    yield Line(f"{name}.held", tally, sources(due, question))
    days = tuple((kid.ref, Fraction(passed)) for kid in held if (passed := _days_to(kid, stage)) is not None)
    if days:
        what = f"days from due to stage {stage} meeting"
        yield Line(f"{name}.days", Series(what, "days", days), sources(held, f"{question}h"))


def _days_to(kid: Child, stage: str) -> int | None:
    due, held = _own(kid, f"mfh_s{stage}d"), kid.value(f"mfh_s{stage}h")
    return (date.fromisoformat(held) - date.fromisoformat(due)).days if due and held else None


def _invited(kids: tuple[Child, ...]) -> Iterator[Line]:
    """Of the stage meetings held, those to which every required agency was invited."""
    held = [(kid, missing) for kid in kids for s in _STAGES if (missing := kid.value(f"mfh_s{s}_missing"))]
    if not held:
        return
    every = [kid for kid, missing in held if missing == _ALL_INVITED]
    name = "mfh.meeting.all_invited"
    tally = Tally(
        "stage meetings held", "meetings", len(every), len(held), behind=len({kid.ref for kid in every}),
        table=name, whole=name, better="more", is_public=False,
    )  # fmt: skip
    yield Line(name, tally, sources(kids, *(f"mfh_s{stage}inv" for stage in _STAGES)))


def _own(kid: Child, question: str) -> str:
    """What the return that lists the child's episodes works out from them."""
    standing = _list(kid)
    return "" if standing is None else standing.value(question)


def _refs(kids: tuple[Child, ...], question: str) -> tuple[AnswerRef, ...]:
    listed = ((kid, _list(kid)) for kid in kids)
    return tuple(
        source(each, At(question)) for _, each in listed if each is not None and each.value(question)
    )
