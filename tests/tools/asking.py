"""A return of a theme's tool, opened as by an auditor: real calendar, real clocks."""

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
from auditdesk.form import At, Cell, RowId, Session, Tool, Typed, compile, read

ZONE = ZoneInfo("Europe/London")
NATION = "england-and-wales"


@dataclass(frozen=True)
class Theme:
    """A tool, and the round in which it is asked."""

    tool: Tool
    title: str
    ref: str
    since: str
    to: str
    now: datetime

    @property
    def facts(self) -> dict[str, str]:
        return {
            "round.from": self.since,
            "round.to": self.to,
            "round.title": self.title,
            "case.ref": self.ref,
            "case.stratum": "",
        }


def shipped(tool: str) -> Tool:
    return compile(read(places.forms() / "tools" / f"{tool}.yaml"))


TOOL = shipped("child-sexual-exploitation")
CSE = Theme(
    TOOL,
    "Child sexual exploitation, June 2016",
    "CSE16-01",
    "2015-06-20",
    "2016-06-20",
    datetime(2016, 7, 1, 12, tzinfo=UTC),
)
NEGLECT = Theme(
    shipped("neglect"),
    "Neglect, September 2022",
    "NEG22-01",
    "2021-09-21",
    "2022-09-21",
    datetime(2022, 10, 1, 12, tzinfo=UTC),
)


def _calendar() -> Calendar:
    shipped = json.loads((places.resources() / "calendars" / f"{NATION}.json").read_text("utf-8"))
    return Calendar(
        {NATION: frozenset(date.fromisoformat(day["date"]) for day in shipped["holidays"])}, NATION
    )


def _clocks() -> Mapping[str, Clock]:
    shipped = json.loads((places.resources() / "clocks" / "england.json").read_text("utf-8"))["clocks"]
    return {c["id"]: Clock(c["id"], Decimal(c["limit"]), Unit(c["unit"])) for c in shipped}


CALENDAR, CLOCKS = _calendar(), _clocks()


@dataclass
class Opened:
    """One return, opened for the first time; `settings` are the round's local values."""

    agency: str = "csc"
    asks: str = "yes"
    theme: Theme = CSE
    settings: Mapping[str, str] = field(default_factory=dict)
    session: Session = field(init=False)

    def __post_init__(self) -> None:
        self.takes(Typed())

    def takes(self, typed: Typed) -> "Opened":
        """The return over again, from what was entered."""
        numbers = count(1)
        self.session = Session(
            self.theme.tool,
            typed=typed,
            facts=self._facts(),
            now=lambda: self.theme.now,
            zone=ZONE,
            calendar=CALENDAR,
            clocks=Clocks(CLOCKS, CALENDAR, ZONE),
            new_id=lambda: RowId(f"r{next(numbers):07d}"),
            matching=MatchKey("00" * 32),
        )
        return self

    def _facts(self) -> dict[str, str]:
        assigned = {"assignment.agency": self.agency, "assignment.asks": self.asks}
        return self.theme.facts | assigned | {f"setting.{k}": v for k, v in self.settings.items()}

    def answers(self, **given: str | Sequence[Mapping[str, str]]) -> "Opened":
        """Answers by question; a repeat takes a list of rows, with the columns' full names."""
        for name, value in given.items():
            if isinstance(value, str):
                self.session.answer(At(name), value)
                continue
            for place, row in enumerate(value):
                at = (self._row(name, place),)
                for column, text in row.items():
                    self.session.answer(At(column, at), text)
        return self

    def _row(self, repeat: str, place: int) -> RowId:
        """A row just added, or the one at this place where the tool says how many there are."""
        if "repeat_count" in self.theme.tool.question(repeat).columns:
            return self.session.rows(At(repeat))[place]
        self.session.add_row(At(repeat))
        return self.session.rows(At(repeat))[-1]

    def cell(self, name: str, row: int | None = None) -> Cell:
        if row is None:
            return self.session.cell(At(name))
        (repeat,) = self.theme.tool.question(name).repeats
        return self.session.cell(At(name, (self.session.rows(At(repeat))[row],)))

    def value(self, name: str, row: int | None = None) -> str:
        return self.cell(name, row).value

    def asked(self, *names: str) -> list[bool]:
        return [self.cell(name).relevant for name in names]

    def problems(self, name: str, row: int | None = None) -> list[tuple[str, str]]:
        return [(problem.code, problem.severity) for problem in self.cell(name, row).problems]
