"""What a report says of itself: title, dates, tool, rules. Harmless by construction: both editions hold it.

May not know: a case, an agency, an answer, a count.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date

from auditdesk.audit.clocks import Clock
from auditdesk.merge.view import View
from auditdesk.report.runs import Fact

_MONTHS = (
    "January",
    "February",
    "March",
    "April",
    "May",
    "June",
    "July",
    "August",
    "September",
    "October",
    "November",
    "December",
)
_IN_GROUPS = 4
_SHORT = 12


@dataclass(frozen=True, slots=True)
class Imprint:
    """The round and its tool by name and date. `made_on` is the date of the report; nothing reads a clock.

    `definition` is the tool's own account of its theme. `threshold`: counts of 1 to threshold − 1 children
    are hidden in the public edition. `clocks` are the limits that the round was judged by, `kinds` the
    tool's words for categories and sexes, by code.
    """

    partnership: str
    title: str
    round_id: str
    audit_date: date
    lookback_from: date
    lookback_to: date
    meeting_on: date
    made_on: date
    tool_id: str
    tool_title: str
    tool_version: str
    tool_hash: str
    theme: str
    definition: str
    threshold: int
    clocks: Mapping[str, Clock] = field(default_factory=dict)
    kinds: Mapping[str, str] = field(default_factory=dict)
    producer: str = "auditdesk"


def imprint_of(
    view: View,
    *,
    partnership: str,
    made_on: date,
    clocks: Mapping[str, Clock] | None = None,
    producer: str = "auditdesk",
) -> Imprint:
    """What both editions of a round may say of it."""
    audit_round, tool = view.round, view.tool
    section = next((q for q in tool.questions if q.type == "group" and q.name == "sec_t"), None)
    words = section.guidance if section is not None else {}
    return Imprint(
        partnership=partnership,
        title=audit_round.title,
        round_id=audit_round.id,
        audit_date=audit_round.audit_date,
        lookback_from=audit_round.lookback_from,
        lookback_to=audit_round.lookback_to,
        meeting_on=audit_round.due_meeting,
        made_on=made_on,
        tool_id=tool.id,
        tool_title=tool.title.get("en") or tool.title.get(tool.default_language, tool.id),
        tool_version=tool.version,
        tool_hash=tool.hash,
        theme=tool.theme,
        definition=words.get("en") or words.get(tool.default_language, ""),
        threshold=view.sample.threshold,
        clocks=clocks or {},
        kinds=_kinds(view),
        producer=producer,
    )


def _kinds(view: View) -> Mapping[str, str]:
    """The tool's words for the kinds of children, whether or not the round has such a child."""
    choices = (choice for name in ("category", "sex") for choice in view.tool.lists.get(name, ()))
    return {choice.name: choice.label.get("en") or choice.name for choice in choices}


def day(on: date) -> Fact:
    """As "20 June 2016", what the restricted edition prints."""
    return Fact(f"{on.day} {_MONTHS[on.month - 1]} {on.year}")


def month(on: date) -> Fact:
    """As "June 2016": a public edition gives no days."""
    return Fact(f"{_MONTHS[on.month - 1]} {on.year}")


def fingerprint(tool_hash: str, *, whole: bool = False) -> Fact:
    """The tool's hash in groups of four; its beginning is enough to recognise it."""
    shown = tool_hash if whole else tool_hash[:_SHORT]
    return Fact(" ".join(shown[at : at + _IN_GROUPS] for at in range(0, len(shown), _IN_GROUPS)))


def day_of(text: str) -> Fact:
    """The day of an answer ("2016-06-20"); as it stands where it is none."""
    try:
        return day(date.fromisoformat(text))
    except ValueError:
        return Fact(text)
