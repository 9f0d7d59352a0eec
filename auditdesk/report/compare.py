"""Then and now: an earlier round's counts beside this one's, each with one word (domain/report.md 4.5).

Matched by figure id, so by question, and only where the tool means the same by it. A comparison is of the
restricted edition only: two rounds side by side can tell a number that either of them hides. May not know
returns.
"""

from collections.abc import Iterator
from dataclasses import replace
from typing import Final

from auditdesk.audit.earlier import Earlier, EarlierCount, sample_parts
from auditdesk.report import phrases
from auditdesk.report.counting.tally import Counted
from auditdesk.report.figures import Figure, Figures, Share

FEWEST: Final = 5
"""Of fewer, a share says nothing (domain/report.md 4.5)."""

STEM: Final = "then."
WITH_CARE: Final = "compare with care"
_EVENTS: Final = "clock."
_NOT_COMPARABLE: Final = "not_comparable"
_WORDS: Final = {
    "better": "better",
    "same": "much the same",
    "worse": "worse",
    _NOT_COMPARABLE: "not comparable",
}


def with_then(now: Figures, earlier: Earlier) -> Figures:
    """This round's restricted figures, then one `then.<id>` for each that has a better direction."""
    compared = {figure.id: figure for figure in _compared(now, earlier)}
    return replace(now, by_id={**now.by_id, **compared})


def same_sample_rule(now: Figures, earlier: Earlier) -> bool:
    """Whether both rounds divided their samples into the same strata and groups."""
    parts = sample_parts(earlier.by_id)
    return parts is not None and parts == sample_parts(now.by_id)


def same_meaning(now: Figures, earlier: Earlier) -> bool:
    """Whether a question means now what it meant then: the same tool, up to wording and added questions.

    A version's first number says so: it changes with a question's type or meaning (forms.md 6).
    """
    if now.tool == earlier.tool:
        return True
    majors = {version.partition(".")[0] for version in (now.tool_version, earlier.tool_version)}
    return bool(earlier.tool_id) and now.tool_id == earlier.tool_id and len(majors) == 1 and majors != {""}


def _compared(now: Figures, earlier: Earlier) -> Iterator[Figure]:
    before = earlier.by_id
    care = "" if same_sample_rule(now, earlier) else WITH_CARE
    is_same_tool = same_meaning(now, earlier)
    for figure in now.values():
        if figure.kind == "count" and figure.better and figure.of is not None:
            yield _beside(figure, before.get(figure.id), is_same_tool=is_same_tool, care=care)
    for count in earlier.counts:
        if count.better and count.of is not None and count.id not in now:
            yield _lost(count)


def _beside(figure: Figure, count: EarlierCount | None, *, is_same_tool: bool, care: str) -> Figure:
    then = _share(count)
    now = Share(figure.n or 0, figure.of or 0)
    reason = _reason(then, now, count, is_same_tool=is_same_tool)
    word = _NOT_COMPARABLE
    if not reason and then is not None:
        word = phrases.direction((then.n, then.of), (now.n, now.of), more_is_better=figure.better == "more")
    return Figure(
        f"{STEM}{figure.id}", "text", figure.counted, figure.what, phrase=_WORDS[word], shown=word,
        sources=figure.sources, is_public=False, better=figure.better, then=then, now=now,
        note=reason or care,
    )  # fmt: skip


def _share(count: EarlierCount | None) -> Share | None:
    if count is None or count.n is None or count.of is None:
        return None
    return Share(count.n, count.of)


def _reason(then: Share | None, now: Share, count: EarlierCount | None, *, is_same_tool: bool) -> str:
    """Why two counts cannot be compared; "" where they can."""
    if count is None:
        return "not counted then"
    if not is_same_tool:
        return "the tool changed"
    if then is None:
        return "not shown then"
    return f"n under {FEWEST}" if min(then.of, now.of) < FEWEST else ""


def _lost(count: EarlierCount) -> Figure:
    """A count of the earlier round that this one has not."""
    counted: Counted = "events" if count.id.startswith(_EVENTS) else "children"
    return Figure(
        f"{STEM}{count.id}", "text", counted, count.what, phrase=_WORDS[_NOT_COMPARABLE],
        shown=_NOT_COMPARABLE, is_public=False, better=count.better, then=_share(count),
        note="not counted now",
    )  # fmt: skip
