"""One return read again by its own tool: what was asked, and every calculated answer anew.

Calculated answers do not travel (formats.md 9), so there is one truth: the tool. Those that rest on a local
answer came along and are taken as they came. May not know which return stands.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from zoneinfo import ZoneInfo

from auditdesk.audit.clocks import Clocks
from auditdesk.audit.days import Calendar
from auditdesk.audit.filling import Setting
from auditdesk.audit.match import MatchKey
from auditdesk.audit.refilling import entered, rows_not_sent, signed_at
from auditdesk.audit.returns import Return
from auditdesk.audit.round import Assignment, Round, known_facts
from auditdesk.form import Session, Tool, Typed
from auditdesk.form.values import At, Problem, Question, RowId

_TAKE_NO_ANSWER = frozenset({"calculate", "note", "group", "repeat"})


@dataclass(frozen=True, slots=True)
class Given:
    """What calculated answers are computed anew with: bank holidays and timescales of the round."""

    calendar: Calendar
    clocks: Clocks

    @classmethod
    def of(cls, setting: Setting, zone: ZoneInfo) -> "Given":
        """As a round gives it to every return."""
        return cls(setting.calendar, Clocks(setting.clocks, setting.calendar, zone))


@dataclass(frozen=True, slots=True)
class Asked:
    """Whose return it is and what the round says about it: all that a tool can read besides answers."""

    audit_round: Round
    assignment: Assignment
    settings: Mapping[str, str]
    given: Given


@dataclass(frozen=True, slots=True)
class Reread:
    """What the tool makes of the answers; see `Standing`."""

    values: Mapping[At, str]
    asked: frozenset[At]
    missing: Mapping[At, str]
    open: tuple[Problem, ...]


def reread(ret: Return, tool: Tool, asked: Asked) -> Reread:
    """Every relevant value of one return, at the moment it was signed."""
    return reread_typed(ret, tool, entered(ret, tool), asked)


def reread_typed(ret: Return, tool: Tool, typed: Typed, asked: Asked) -> Reread:
    """The same of what was entered, where that is told in the names of another version of the tool."""
    session = Session(
        tool,
        typed=typed,
        facts=known_facts(asked.audit_round, asked.assignment, asked.settings),
        now=lambda: signed_at(ret, asked.audit_round),
        zone=asked.given.clocks.zone,
        calendar=asked.given.calendar,
        clocks=asked.given.clocks,
        matching=MatchKey(asked.audit_round.match_key),
        language=tool.languages[0],
        new_id=rows_not_sent(),
    )
    return as_read(session)


def as_read(session: Session) -> Reread:
    """What a session says, read as a return that travelled is read: without local answers."""
    tool = session.tool
    cells = cells_of(session)
    takes = {question.name for question in tool.questions if question.type not in _TAKE_NO_ANSWER}
    exported = session.export()
    return Reread(
        values={cell.at: cell.value for cell in exported if cell.value},
        asked=frozenset(at for at in cells if at.name in takes and session.cell(at).relevant),
        missing={cell.at: cell.reason for cell in exported if cell.reason},
        open=tuple(p for p in session.validate() if p.at is None or not _is_local(tool, p.at)),
    )


def cells_of(session: Session) -> list[At]:
    """Every cell and group there is, rows that count among them, by question."""
    tool = session.tool
    return [At(question.name, rows) for question in tool.questions for rows in _places(question, session)]


def _is_local(tool: Tool, at: At) -> bool:
    """A rule on an answer that stays on the auditor's machine is not checked again (formats.md 13)."""
    return tool.question(at.name).local


def _places(question: Question, session: Session) -> Iterator[tuple[RowId, ...]]:
    """Every chain of rows that the question stands in; one empty chain outside repeats."""
    chains: list[tuple[RowId, ...]] = [()]
    for repeat in question.repeats:
        chains = [(*chain, row) for chain in chains for row in session.rows(At(repeat, chain))]
    yield from chains
