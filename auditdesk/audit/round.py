"""A round, its cases and who audits what. May not know how any of it is stored or sent."""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from auditdesk.audit.earlier import Earlier

ROUND_ID = re.compile(r"[A-Z0-9][A-Z0-9-]{2,23}")
CASE_REF = re.compile(r"[A-Z0-9][A-Z0-9-]{1,23}")
AGENCY = re.compile(r"[a-z0-9_]{1,16}")
READERS = range(1, 10)


@dataclass(frozen=True, slots=True, order=True)
class Ref:
    """Names one return: `CSE16-01/csc`, or `CSE16-01/csc/2` for the second reading of the same file."""

    case: str
    agency: str
    reader: int = 1

    def __str__(self) -> str:
        tail = "" if self.reader == 1 else f"/{self.reader}"
        return f"{self.case}/{self.agency}{tail}"

    @classmethod
    def parse(cls, text: str) -> "Ref | None":
        """The ref a person wrote, or None if it is none."""
        case, _, rest = text.partition("/")
        agency, _, reader = rest.partition("/")
        if not (CASE_REF.fullmatch(case) and AGENCY.fullmatch(agency)):
            return None
        if reader and not (reader in "123456789" and len(reader) == 1):
            return None
        return cls(case, agency, int(reader or 1))


@dataclass(frozen=True, slots=True)
class Case:
    """One child in the sample, by reference. `asks` is the agency that invites the child to give views."""

    ref: str
    agencies: tuple[str, ...]
    asks: str
    stratum: str = ""
    group: str = ""
    board: str = ""


@dataclass(frozen=True, slots=True)
class Assignment:
    """One return that somebody is asked for. `form` is the tool's hash; once `withdrawn` it stays valid."""

    ref: Ref
    stratum: str
    asks: bool
    due: date
    form: str
    withdrawn: bool = False


@dataclass(frozen=True, slots=True)
class Round:
    """One theme at one date, as it travels in every pack (formats.md 8).

    `match_key` is 32 random bytes in hex, the same in all packs; `recipient` the age recipient of the round;
    `coordinator` the text of the coordinator's card.
    """

    id: str
    title: str
    theme: str
    nation: str
    timezone: str
    audit_date: date
    match_key: str
    lookback_from: date
    lookback_to: date
    due_returns: date
    due_meeting: date
    due_report: date
    purpose: str
    recipient: str
    coordinator: str


class Incomplete(StrEnum):
    """Whether open required questions stop signing; `allow` is for training and test rounds."""

    REFUSE = "refuse"
    ALLOW = "allow"


@dataclass(frozen=True, slots=True)
class Rules:
    """What a round asks of the auditors' program; `guard` names the identifier detectors switched on."""

    incomplete: Incomplete = Incomplete.REFUSE
    lock_minutes: int = 10
    purge_days: int = 90
    guard: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Guidance:
    """Local procedure for one aspect, plain text."""

    title: str
    text: str
    aspect: str


@dataclass(frozen=True, slots=True)
class Sample:
    """What only the coordinator's desk holds of a round: cases, who shares returns, rules.

    `auditors`: how many people share an agency's returns; `threshold`: counts of 1 to threshold − 1 children
    are hidden in the public edition (report.md 3); `form` the tool's hash; `earlier` the round to
    compare a re-audit with.
    """

    cases: tuple[Case, ...]
    form: str
    auditors: Mapping[str, int]
    threshold: int
    rules: Rules
    settings: Mapping[str, str]
    guidance: tuple[Guidance, ...] = ()
    earlier: Earlier | None = None

    def case(self, ref: str) -> Case | None:
        return next((case for case in self.cases if case.ref == ref), None)

    def assignments(self, due: date) -> tuple[Assignment, ...]:
        """Every return the sample asks for, by case, then agency."""
        return tuple(
            Assignment(Ref(case.ref, agency), case.stratum, agency == case.asks, due, self.form)
            for case in self.cases
            for agency in sorted(case.agencies)
        )


def known_facts(audit_round: Round, assignment: Assignment, settings: Mapping[str, str]) -> dict[str, str]:
    """What `ad:fact` reads in a return, less what the tool says of itself (forms.md 4)."""
    facts = {
        "assignment.agency": assignment.ref.agency,
        "assignment.asks": "yes" if assignment.asks else "no",
        "round.from": audit_round.lookback_from.isoformat(),
        "round.to": audit_round.lookback_to.isoformat(),
        "round.title": audit_round.title,
        "case.ref": assignment.ref.case,
        "case.stratum": assignment.stratum,
    }
    return facts | {f"setting.{name}": value for name, value in settings.items()}
