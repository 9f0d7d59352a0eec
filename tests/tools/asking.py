"""A return of the tool on child sexual exploitation, opened as by an auditor: real calendar, real clocks."""

import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import UTC, date, datetime
from decimal import Decimal
from itertools import count
from zoneinfo import ZoneInfo

from auditdesk import places
from auditdesk.audit.clocks import Clock, Clocks, Unit
from auditdesk.audit.days import Calendar
from auditdesk.audit.match import MatchKey
from auditdesk.form import At, Cell, RowId, Session, Typed, compile, read

ZONE = ZoneInfo("Europe/London")
NATION = "england-and-wales"
TOOL = compile(read(places.forms() / "tools" / "child-sexual-exploitation.yaml"))


def _calendar() -> Calendar:
    shipped = json.loads((places.resources() / "calendars" / f"{NATION}.json").read_text("utf-8"))
    return Calendar(
        {NATION: frozenset(date.fromisoformat(day["date"]) for day in shipped["holidays"])}, NATION
    )


def _clocks() -> Mapping[str, Clock]:
    shipped = json.loads((places.resources() / "clocks" / "england.json").read_text("utf-8"))["clocks"]
    return {c["id"]: Clock(c["id"], Decimal(c["limit"]), Unit(c["unit"])) for c in shipped}


CALENDAR, CLOCKS = _calendar(), _clocks()


def _facts(agency: str, asks: str) -> dict[str, str]:
    return {
        "assignment.agency": agency,
        "assignment.asks": asks,
        "round.from": "2015-06-20",
        "round.to": "2016-06-20",
        "round.title": "Child sexual exploitation, June 2016",
        "case.ref": "CSE16-01",
        "case.stratum": "",
    }


@dataclass
class Opened:
    """One return, opened for the first time on 1 July 2016."""

    agency: str = "csc"
    asks: str = "yes"
    session: Session = field(init=False)

    def __post_init__(self) -> None:
        self.takes(Typed())

    def takes(self, typed: Typed) -> "Opened":
        """The return over again, from what was entered."""
        numbers = count(1)
        self.session = Session(
            TOOL,
            typed=typed,
            facts=_facts(self.agency, self.asks),
            now=lambda: datetime(2016, 7, 1, 12, tzinfo=UTC),
            zone=ZONE,
            calendar=CALENDAR,
            clocks=Clocks(CLOCKS, CALENDAR, ZONE),
            new_id=lambda: RowId(f"r{next(numbers):07d}"),
            matching=MatchKey("00" * 32),
        )
        return self

    def answers(self, **given: str | Sequence[Mapping[str, str]]) -> "Opened":
        """Answers by question; a repeat takes a list of rows, with the columns' full names."""
        for name, value in given.items():
            if isinstance(value, str):
                self.session.answer(At(name), value)
                continue
            for row in value:
                self.session.add_row(At(name))
                added = self.session.rows(At(name))[-1]
                for column, text in row.items():
                    self.session.answer(At(column, (added,)), text)
        return self

    def cell(self, name: str, row: int | None = None) -> Cell:
        if row is None:
            return self.session.cell(At(name))
        (repeat,) = TOOL.question(name).repeats
        return self.session.cell(At(name, (self.session.rows(At(repeat))[row],)))

    def value(self, name: str, row: int | None = None) -> str:
        return self.cell(name, row).value

    def asked(self, *names: str) -> list[bool]:
        return [self.cell(name).relevant for name in names]

    def problems(self, name: str, row: int | None = None) -> list[tuple[str, str]]:
        return [(problem.code, problem.severity) for problem in self.cell(name, row).problems]
