"""A session for one return: the tool with everything around it that its rules read.

May not know where answers are kept or come from.
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import datetime
from zoneinfo import ZoneInfo

from auditdesk.audit.clocks import Clock, Clocks
from auditdesk.audit.days import Calendar
from auditdesk.audit.match import MatchKey
from auditdesk.audit.round import Assignment, Round, known_facts
from auditdesk.form import RowId, Session, Tool, Typed


@dataclass(frozen=True, slots=True)
class Setting:
    """What a round gives to every return: bank holidays by nation, clocks by id, local values."""

    calendar: Calendar
    clocks: Mapping[str, Clock]
    local: Mapping[str, str]


def session(
    tool: Tool,
    typed: Typed,
    asked: tuple[Round, Assignment, Setting],
    *,
    now: Callable[[], datetime],
    new_id: Callable[[], RowId],
) -> Session:
    """The return of `asked` as it stands: opened for the first time if `typed` was never opened."""
    audit_round, assignment, setting = asked
    zone = ZoneInfo(audit_round.timezone)
    return Session(
        tool,
        typed=typed,
        facts=known_facts(audit_round, assignment, setting.local),
        now=now,
        zone=zone,
        calendar=setting.calendar,
        clocks=Clocks(setting.clocks, setting.calendar, zone),
        new_id=new_id,
        matching=MatchKey(audit_round.match_key) if audit_round.match_key else None,
    )
