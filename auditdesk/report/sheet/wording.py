"""A tool's questions and the answers to them in the words that people use.

May not know: whose answers they are, and where they are printed.
"""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime
from functools import cached_property
from zoneinfo import ZoneInfo

from auditdesk.audit.clocks import Clock, Unit
from auditdesk.form import Tool
from auditdesk.report.combined.imprint import day

_REF = re.compile(r"\$\{([^{}]*)\}")
_CODE = re.compile(r"[a-z0-9]+(?:_[a-z0-9]+)*")
_UNITS = {
    Unit.WORKING_DAYS: "working days",
    Unit.CALENDAR_DAYS: "days",
    Unit.ELAPSED_HOURS: "hours",
    Unit.CALENDAR_MONTHS: "months",
    Unit.SCHOOL_DAYS: "school mornings",
}
_UNLISTED = {
    "yes": "Yes",
    "no": "No",
    "in_time": "In time",
    "late": "Late",
    "not_done": "Not done",
    "date_missing": "Date missing",
    "not_due": "Not due yet",
}
_AGENCIES = "agency"
_IN_DAYS = ("ad:days(", "ad:longest-gap(")
"""Functions whose result is a number of days."""


@dataclass(frozen=True)
class Wording:
    """The words of one tool in one language; where that lacks a text, the tool's own language has it."""

    tool: Tool
    language: str

    def text(self, texts: Mapping[str, str]) -> str:
        """A label, hint or guidance; `${name}` in it is what the question of that name is called."""
        found = texts.get(self.language) or texts.get(self.tool.default_language) or ""
        return _REF.sub(lambda ref: f"[{self.label(ref[1].strip())}]", found)

    def label(self, name: str) -> str:
        """What a question is called; its name where the tool gives it no label."""
        found = self.tool.question(name).label if name in self.tool else {}
        label = found.get(self.language) or found.get(self.tool.default_language) or name
        return _REF.sub("…", label)

    def title(self) -> str:
        return self.text(self.tool.title) or self.tool.id

    def choice(self, name: str, code: str) -> str:
        return self.tool.choice_label(name, code, self.language)

    def agency(self, code: str) -> str:
        """The agency's name, without what stands in brackets; the code if the tool has no such agency."""
        choices = self.tool.lists.get(_AGENCIES, ())
        labels = (self.text(choice.label) for choice in choices if choice.name == code)
        return next(labels, code).partition(" (")[0]

    def answer(self, name: str, value: str, zone: ZoneInfo) -> str:
        """A stored text (forms.md 3) as people say it: choices by label, dates as they are written."""
        question = self.tool.question(name)
        match question.type:
            case "select_one":
                return self.choice(name, value)
            case "select_multiple":
                return "; ".join(self.choice(name, code) for code in value.split(" "))
            case "date" | "dateTime":
                return spoken(value, zone)
            case "calculate":
                days = question.columns.get("calculation", "").startswith(_IN_DAYS) and value.isdigit()
                return (
                    f"{value} {'day' if value == '1' else 'days'}" if days else self._worked_out(value, zone)
                )
            case _:
                return value

    def _worked_out(self, value: str, zone: ZoneInfo) -> str:
        """A calculated value has no list of its own: codes that one list or several know alike are words."""
        if value in _UNLISTED:
            return _UNLISTED[value]
        codes = value.split(" ")
        if all(code in self._by_code for code in codes):
            return "; ".join(self._by_code[code] for code in codes)
        if _CODE.fullmatch(value) and "_" in value:
            return value.replace("_", " ").capitalize()
        return spoken(value, zone)

    @cached_property
    def _by_code(self) -> Mapping[str, str]:
        found: dict[str, str] = {}
        differ: set[str] = set()
        for choices in self.tool.lists.values():
            for choice in choices:
                label = self.text(choice.label) or choice.name
                if found.setdefault(choice.name, label) != label:
                    differ.add(choice.name)
        return {code: label for code, label in found.items() if code not in differ and not code.isdigit()}


def spoken(value: str, zone: ZoneInfo) -> str:
    """As "20 November 2015" or "14 March 2016, 10:30" in the round's time; anything else as it stands."""
    try:
        if len(value) == len("2016-03-14"):
            return day(date.fromisoformat(value)).text
        moment = datetime.fromisoformat(value) if "T" in value else None
    except ValueError:
        return value
    if moment is None:
        return value
    here = moment.astimezone(zone) if moment.tzinfo else moment
    return f"{day(here.date()).text}, {here:%H:%M}"


def unit_of(clock: Clock) -> str:
    """As "working days"."""
    return _UNITS[clock.unit]


def limit(clock: Clock) -> str:
    """As "15 working days"."""
    unit = _UNITS[clock.unit]
    return f"{clock.limit.normalize():f} {unit[:-1] if clock.limit == 1 else unit}"
