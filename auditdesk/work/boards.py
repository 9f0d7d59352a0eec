"""What a coordinator sees of a round at once: which rounds there are, who has a card, what is unsafe."""

from dataclasses import dataclass
from datetime import date

from auditdesk.audit.people import Role, Trust
from auditdesk.desk import decisions, facts, people, rounds
from auditdesk.desk.desk import Desk
from auditdesk.form import At, Tool
from auditdesk.merge.decided import is_closed, read_log
from auditdesk.merge.reread import Given
from auditdesk.merge.standing import Standing
from auditdesk.merge.view import view

_RAISED, _CLOSED, _DONE = "ic_any", "ic_closed", "ic_done"


@dataclass(frozen=True, slots=True)
class RoundLine:
    """One round of this desk; days as YYYY-MM-DD."""

    round: str
    title: str
    theme: str
    due: str
    closed: bool


@dataclass(frozen=True, slots=True)
class AgencyCards:
    """How many auditors of an agency a round asks for, and the names of those enrolled."""

    agency: str
    wanted: int
    enrolled: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class OpenConcern:
    """A child that a return says is unsafe, and not yet safe; `text`: what was done, as told there."""

    case: str
    agency: str
    text: str


@dataclass(frozen=True, slots=True)
class Frame:
    """What stays of a round while its returns come in: its days (YYYY-MM-DD), cases, agencies, tool.

    `settled` are the cases with an agreed overall grade; `differing` counts by case the questions that
    agencies answered differently.
    """

    round: str
    title: str
    due: tuple[str, str, str]
    cases: tuple[str, ...]
    agencies: tuple[AgencyCards, ...]
    packs: int
    concerns: tuple[OpenConcern, ...]
    settled: tuple[str, ...]
    differing: tuple[tuple[str, int], ...]
    tool: Tool


def rounds_known(desk: Desk) -> tuple[RoundLine, ...]:
    """The rounds of a coordinator's desk, the next due first, closed ones last.

    Raises:
        InputError: R_ROLE.
    """
    desk.ensure_role(Role.COORDINATOR)
    found = []
    for name in desk.read(rounds.all_ids):
        one = desk.read(rounds.one, name)
        closed = is_closed(read_log(desk.read(decisions.of_round, name)))
        found.append(RoundLine(name, one.title, one.theme, one.due_returns.isoformat(), closed))
    return tuple(sorted(found, key=lambda line: (line.closed, line.due, line.round)))


def round_frame(desk: Desk, round_id: str | None) -> Frame:
    """What a board shows beside the state of each return.

    Raises:
        InputError: R_ROUND, R_MANY, R_ROLE.
    """
    desk.ensure_role(Role.COORDINATOR)
    name = desk.read(rounds.chosen, round_id)
    known = desk.read(facts.of_round, name)
    seen = view(known, Given.of(desk.read(rounds.setting, name), desk.read(rounds.zone, name)))
    differing: dict[str, int] = {}
    for one in seen.disagreements:
        differing[one.case] = differing.get(one.case, 0) + 1
    days: tuple[date, date, date] = (seen.round.due_returns, seen.round.due_meeting, seen.round.due_report)
    return Frame(
        round=name,
        title=seen.round.title,
        due=(days[0].isoformat(), days[1].isoformat(), days[2].isoformat()),
        cases=tuple(case.ref for case in seen.sample.cases),
        agencies=_agencies(desk, name),
        packs=len(known.packs),
        concerns=tuple(concern for one in seen.standing.values() if (concern := _concern(one)) is not None),
        settled=tuple(sorted({case for case, about in seen.agreed if about == "overall"})),
        differing=tuple(sorted(differing.items())),
        tool=seen.tool,
    )


def _agencies(desk: Desk, name: str) -> tuple[AgencyCards, ...]:
    sample, everyone = desk.read(rounds.sample, name), desk.read(people.everyone)
    enrolled = [one.card for one in everyone if one.trust is Trust.VERIFIED and one.card.role is Role.AUDITOR]
    return tuple(
        AgencyCards(
            agency,
            sample.auditors.get(agency, 1),
            tuple(sorted(card.name for card in enrolled if card.organisation == agency)),
        )
        for agency in sorted({agency for case in sample.cases for agency in case.agencies})
    )


def _concern(one: Standing) -> OpenConcern | None:
    """As the report counts them: raised and, by that return, not closed."""
    if one.value(_RAISED) != "yes" or one.value(_CLOSED):
        return None
    return OpenConcern(one.ref.case, one.ref.agency, one.values.get(At(_DONE), ""))
