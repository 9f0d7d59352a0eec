"""Scenarios beside a tool: given these answers, that is asked and these results come (docs/tools.md).

Read as an author wrote them, each with its line. May not know where a session or a file comes from.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from types import MappingProxyType

from auditdesk.audit.entering import entered, in_order
from auditdesk.audit.given import GivenAnswer, answers
from auditdesk.audit.reading import Place, day, refused
from auditdesk.errors import InputError
from auditdesk.form import At, Cell, QuestionError, RowId, Session

_IN_ROW = re.compile(r"(?P<name>[A-Za-z_]\w*) in row (?P<rows>[1-9]\d{0,2}(\.[1-9]\d{0,2}){0,2})")
_SETTING = "case agency asks look_back today stratum nation timezone settings"
_KEYS = f"scenario {_SETTING} given then"
_SIDES = MappingProxyType(
    {
        "asked": "it is asked",
        "not asked": "it is not asked",
        "must answer": "it has to be answered before signing",
        "may stay blank": "it may stay blank",
    }
)
EVERYTHING = "everything"
_CASE = "TEST01-01"
_MAY_WAIT = "answer.required"
"""What is still to be answered is no problem of what was: `must answer` asks for it."""


@dataclass(frozen=True, slots=True)
class Circumstances:
    """Under which a scenario is played: whose record, which days, what the round sets."""

    case: str
    agency: str
    asks: bool
    since: date
    to: date
    today: date
    stratum: str
    nation: str
    timezone: str
    settings: tuple[tuple[str, str], ...]


@dataclass(frozen=True, slots=True)
class Expected:
    """One thing that must come: `what` of `_SIDES`, or `results`, `problems`, `no problems`; its value."""

    what: str
    question: str
    value: str
    line: int


@dataclass(frozen=True, slots=True)
class Scenario:
    """One story: what is given and what must follow."""

    name: str
    file: str
    line: int
    circumstances: Circumstances
    given: tuple[GivenAnswer, ...]
    then: tuple[Expected, ...]


@dataclass(frozen=True, slots=True)
class Untested:
    """One side of a rule that no scenario can or need show, and why."""

    question: str
    what: str
    because: str


@dataclass(frozen=True, slots=True)
class Scenarios:
    """All scenarios of one file; those of the files in `include` belong to it too, but for `without`."""

    include: tuple[str, ...]
    without: tuple[str, ...]
    scenarios: tuple[Scenario, ...]
    untested: tuple[Untested, ...]


@dataclass(frozen=True, slots=True)
class Unmet:
    """An expectation that was not met, in plain words."""

    line: int
    text: str


def scenarios(top: Place) -> Scenarios:
    """A file of scenarios.

    Raises:
        InputError: R_SHAPE naming file and line.
    """
    top.only(f"include without {_SETTING} common scenarios untested")
    common = answers(top.at("common")) if top.has("common") else ()
    return Scenarios(
        tuple(one.scalar() for one in top.many("include")),
        tuple(one.scalar() for one in top.many("without")),
        tuple(_scenario(one, top, common) for one in top.many("scenarios")),
        tuple(
            Untested(one.text("question"), one.text("what"), one.text("because"))
            for one in (place.only("question what because") for place in top.many("untested"))
        ),
    )


def _scenario(one: Place, top: Place, common: tuple[GivenAnswer, ...]) -> Scenario:
    one.only(_KEYS)
    own = answers(one.at("given")) if one.has("given") and one.at("given").is_map else ()
    named = {answer.question for answer in own}
    given = (*(answer for answer in common if answer.question not in named), *own)
    then = tuple(_expected(one.at("then")))
    if not then:
        raise refused(one, "a scenario says what must follow: asked, results, problems …")
    return Scenario(one.text("scenario"), one.file, one.line, _circumstances(one, top), given, then)


def _circumstances(one: Place, top: Place) -> Circumstances:
    def place(key: str) -> Place:
        return one if one.has(key) else top

    back = place("look_back").at("look_back").only("from to")
    to = day(back, "to")
    settings = {name: value.scalar() for at in (top, one) for name, value in at.pairs("settings")}
    return Circumstances(
        place("case").text("case", _CASE),
        place("agency").text("agency"),
        place("asks").text("asks", "no") == "yes",
        day(back, "from"),
        to,
        day(place("today"), "today") if place("today").has("today") else to,
        place("stratum").text("stratum", ""),
        place("nation").text("nation", "england"),
        place("timezone").text("timezone", "Europe/London"),
        tuple(settings.items()),
    )


def _expected(then: Place) -> Iterator[Expected]:
    for key, place in then.pairs():
        if key in _SIDES or key == "no problems":
            yield from (Expected(key, name, "", line) for name, line in _names(place))
        elif key == "results":
            yield from (Expected(key, name, value.scalar(), value.line) for name, value in place.pairs())
        elif key == "problems":
            named = (
                [(name, value.scalar(), value.line) for name, value in place.pairs()]
                if place.is_map
                else [(name, "", line) for name, line in _names(place)]
            )
            yield from (Expected(key, *one) for one in named)
        else:
            known = ", ".join((*_SIDES, "results", "problems", "no problems"))
            raise refused(place, f"{key!r} is nothing a scenario can expect; known: {known}")


def _names(place: Place) -> list[tuple[str, int]]:
    """A list of questions, or several in one line with spaces between; `NAME in row 2` stands alone."""
    if place.is_list:
        return [(one.scalar(), one.line) for one in place.many()]
    text = place.scalar()
    return [(one, place.line) for one in ([text] if " in row " in text else text.split())]


def played(scenario: Scenario, session: Session) -> tuple[Unmet, ...]:
    """Give the answers and look at what follows; nothing if all of it came.

    Raises:
        InputError: R_ANSWER: an answer that the tool cannot take (no such question, not of a repeat).
    """
    for one in in_order(session, scenario.given):
        entered(session, one, scenario.file, fits=False)
    return tuple(
        Unmet(one.line, text) for one in scenario.then if (text := _unmet(session, scenario, one)) is not None
    )


def _unmet(session: Session, scenario: Scenario, one: Expected) -> str | None:
    if one.question == EVERYTHING:
        return _anywhere(session)
    at = _at(session, scenario, one)
    if at is None:
        return f"{one.question}: there is no such row"
    cell = session.cell(at)
    named = f"{_label(session, at)} ({one.question})"
    match one.what:
        case "results":
            return _unlike(named, one.value, cell)
        case "problems" | "no problems":
            return _problem_unlike(named, one, [p.text for p in cell.problems if p.code != _MAY_WAIT])
        case _:
            return _other_side(named, one.what, cell)


def _anywhere(session: Session) -> str | None:
    found = [p for p in session.validate() if p.code != _MAY_WAIT]
    where = "; ".join(f"{p.at.key() if p.at else ''}: {p.text}" for p in found)
    return f"no problem was expected anywhere; there is {where}" if found else None


def _problem_unlike(named: str, one: Expected, texts: list[str]) -> str | None:
    if one.what == "no problems":
        return f"{named}: expected no problem; there is {_listed(texts)}" if texts else None
    if any(one.value.casefold() in text.casefold() for text in texts):
        return None
    wanted = f"a problem with “{one.value}”" if one.value else "a problem"
    return f"{named}: expected {wanted}; there is {_listed(texts)}"


def _unlike(named: str, value: str, cell: Cell) -> str | None:
    if cell.value == value:
        return None
    came = f"“{cell.value}”" if cell.value else "nothing" if cell.relevant else "nothing: it is not asked"
    return f"{named}: expected {f'“{value}”' if value else 'nothing'}; it is {came}"


def _other_side(named: str, what: str, cell: Cell) -> str | None:
    holds = {
        "asked": cell.relevant,
        "not asked": not cell.relevant,
        "must answer": cell.relevant and cell.required,
        "may stay blank": cell.relevant and not cell.required,
    }[what]
    if holds:
        return None
    state = "it is not asked" if not cell.relevant else "it is asked"
    if cell.relevant and what in {"must answer", "may stay blank"}:
        state = _SIDES["must answer" if cell.required else "may stay blank"]
    return f"{named}: expected that {_SIDES[what]}; {state}"


def _listed(texts: list[str]) -> str:
    return "; ".join(f"“{text}”" for text in texts) or "none"


def _label(session: Session, at: At) -> str:
    return session.label(at) if session.tool.question(at.name).label else at.name


def _at(session: Session, scenario: Scenario, one: Expected) -> At | None:
    """The cell that `NAME` or `NAME in row 2` means; None if there is no such row."""
    found = _IN_ROW.fullmatch(one.question)
    name = found["name"] if found else one.question
    if name not in session.tool:
        raise _unknown(session, scenario, one, name)
    wanted = [int(number) for number in found["rows"].split(".")] if found else []
    repeats = session.tool.question(name).repeats
    if len(wanted) != len(repeats):
        why = f"{name} stands in {' in '.join(repeats) or 'no rows'}; write {name}"
        why += " in row 1" if repeats else ""
        raise InputError("R_SHAPE", file=scenario.file, line=str(one.line), why=why)
    rows: tuple[RowId, ...] = ()
    for repeat, number in zip(repeats, wanted, strict=True):
        shown = session.rows(At(repeat, rows))
        if number > len(shown):
            return None
        rows = (*rows, shown[number - 1])
    return At(name, rows)


def _unknown(session: Session, scenario: Scenario, one: Expected, name: str) -> InputError:
    try:
        session.cell(At(name))
    except QuestionError as error:
        return InputError("R_SHAPE", file=scenario.file, line=str(one.line), why=str(error))
    raise AssertionError(name)
