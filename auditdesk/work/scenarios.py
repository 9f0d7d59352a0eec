"""A tool's own tests: the scenarios beside it, played one by one, and what none of them shows."""

from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import UTC, datetime, time
from itertools import count
from pathlib import Path

from auditdesk import places
from auditdesk.audit.clock_packs import LocalClockError
from auditdesk.audit.filling import session
from auditdesk.audit.reading import read
from auditdesk.audit.round import Assignment, Ref, Round
from auditdesk.audit.scenarios import Scenario, Scenarios, played, scenarios
from auditdesk.audit.shipped import shipped_setting
from auditdesk.errors import InputError
from auditdesk.files import read_capped
from auditdesk.form import RowId, Session, Tool, Typed
from auditdesk.form.coverage import Side, seen, sides

_LARGEST_FILE = 2_000_000
_ENDING = ".scenarios.yaml"
_NOON = time(12)
_MATCH_KEY = "00" * 32


@dataclass(frozen=True, slots=True)
class ScenarioFailed:
    """One expectation that was not met: in which scenario, where it stands, expected and found in words."""

    scenario: str
    file: str
    line: int
    text: str


@dataclass(frozen=True, slots=True)
class SideUntested:
    """One side of a rule that no scenario shows; `because` is the author's reason, or empty."""

    question: str
    label: str
    what: str
    because: str


@dataclass(frozen=True, slots=True)
class ToolTested:
    """How a tool's scenarios came out. `shown` of the `rules` sides of rules were seen in one of them."""

    tool: str
    version: str
    scenarios: int
    failed: tuple[ScenarioFailed, ...]
    shown: int
    rules: int
    untested: tuple[SideUntested, ...]


def test_tool(tool: Tool, named: str) -> ToolTested:
    """Play every scenario that stands beside a tool, and those its file includes.

    `named` is how the tool was named (a shipped one, or its file), or a file of scenarios itself.

    Raises:
        FileError: a file cannot be read.
        InputError: R_SHAPE, R_ANSWER naming file and line: no file of scenarios, or what is not there.
    """
    found = _read(_beside(named), ())
    failed: list[ScenarioFailed] = []
    shown: set[Side] = set()
    told = [scenario for one in found for scenario in one.scenarios]
    for scenario in told:
        opened = _opened(tool, scenario)
        failed += (
            ScenarioFailed(scenario.name, scenario.file, one.line, one.text)
            for one in played(scenario, opened)
        )
        shown.update(seen(opened))
    every = sides(tool)
    reasons = {(one.question, one.what): one.because for parts in found for one in parts.untested}
    return ToolTested(
        tool.id,
        tool.version,
        len(told),
        tuple(failed),
        sum(side in shown for side in every),
        len(every),
        tuple(
            SideUntested(
                side.question,
                _label(tool, side.question),
                side.what,
                reasons.get((side.question, side.what), ""),
            )
            for side in every
            if side not in shown
        ),
    )


def _beside(named: str) -> Path:
    if named.endswith(_ENDING):
        return Path(named)
    path = Path(named) if named.endswith((".yaml", ".yml")) else places.forms() / "tools" / f"{named}.yaml"
    return path.with_suffix(_ENDING)


def _read(file: Path, above: tuple[Path, ...]) -> list[Scenarios]:
    top = read(read_capped(file, _LARGEST_FILE), str(file))
    own = scenarios(top)
    found: list[Scenarios] = []
    for included in own.include:
        path = (file.parent / included).resolve()
        if not included.endswith(_ENDING) or path in (*above, file.resolve()):
            why = f"{included} is no other file of scenarios (…{_ENDING})"
            raise InputError("R_SHAPE", file=str(file), line="1", why=why)
        found += _read(path, (*above, file.resolve()))
    return [own, *_without(own.without, found, file)]


def _without(names: tuple[str, ...], found: list[Scenarios], file: Path) -> Iterator[Scenarios]:
    """Included scenarios but for those that do not hold of this tool."""
    known = {scenario.name for one in found for scenario in one.scenarios}
    for name in names:
        if name not in known:
            why = f"without: no scenario of an included file is called {name!r}"
            raise InputError("R_SHAPE", file=str(file), line="1", why=why)
    for one in found:
        yield replace(one, scenarios=tuple(each for each in one.scenarios if each.name not in names))


def _opened(tool: Tool, scenario: Scenario) -> Session:
    told = scenario.circumstances
    try:
        setting = shipped_setting(told.nation, told.to, dict(told.settings), places.resource)
    except LocalClockError as error:
        line = str(scenario.line)
        raise InputError("R_SHAPE", file=scenario.file, line=line, why=f"settings: {error}") from None
    audit_round = Round(
        id="TEST-01",
        title="Scenarios",
        theme=tool.theme,
        nation=told.nation,
        timezone=told.timezone,
        audit_date=told.to,
        match_key=_MATCH_KEY,
        lookback_from=told.since,
        lookback_to=told.to,
        due_returns=told.to,
        due_meeting=told.to,
        due_report=told.to,
        purpose="",
        recipient="",
        coordinator="",
    )
    asked = Assignment(Ref(told.case, told.agency), told.stratum, told.asks, told.to, tool.hash)
    ids = count(1)
    at = datetime.combine(told.today, _NOON, UTC)
    return session(
        tool,
        Typed(),
        (audit_round, asked, setting),
        now=lambda: at,
        new_id=lambda: RowId(f"r{next(ids):07d}"),
    )


def _label(tool: Tool, name: str) -> str:
    return tool.question(name).label.get(tool.default_language) or name
