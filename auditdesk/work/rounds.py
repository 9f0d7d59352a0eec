"""The coordinator's round: set up, looked at, closed."""

import secrets
from dataclasses import dataclass
from datetime import date, datetime
from pathlib import Path

from auditdesk import crypto, form, places
from auditdesk.audit.clock_packs import LocalClockError
from auditdesk.audit.decisions import Kept, What
from auditdesk.audit.earlier import Earlier
from auditdesk.audit.filling import Setting
from auditdesk.audit.folder import Plan, plan
from auditdesk.audit.given_round import RoundFacts, planned
from auditdesk.audit.people import Role, Trust
from auditdesk.audit.reading import read
from auditdesk.audit.round import Assignment, Round, Rules, Sample
from auditdesk.audit.shipped import NATIONS, shipped_setting
from auditdesk.audit.written_decisions import MOST_KEPT
from auditdesk.audit.written_earlier import LARGEST_EARLIER, earlier_of
from auditdesk.desk import decisions, facts, inbox, packs, people
from auditdesk.desk import rounds as kept
from auditdesk.desk.desk import Desk
from auditdesk.errors import InputError
from auditdesk.exchange.decisions import signed
from auditdesk.files import read_capped
from auditdesk.merge.decided import is_closed, is_decided, read_log
from auditdesk.merge.reread import Given
from auditdesk.merge.view import View, view

_LARGEST_FILE = 2_000_000
_OPEN = {"awaited", "overdue"}


@dataclass(frozen=True, slots=True)
class RoundMade:
    """A round that was set up: how many cases, how many returns are expected."""

    round: str
    cases: int
    expected: int


@dataclass(frozen=True, slots=True)
class StatusLine:
    """One return of a round: nil, received, late (came after the round was closed), overdue or awaited."""

    ref: str
    state: str


@dataclass(frozen=True, slots=True)
class ToLookAt:
    """Something that needs a person: `about` is a return or bundle, `ids` what it is made of.

    `decided`: it follows from a decision already, which can be taken back.
    """

    kind: str
    about: str
    ids: tuple[str, ...]
    decided: bool


@dataclass(frozen=True, slots=True)
class RoundStatus:
    """How far a round is on one day; counts are of returns, `parked` of files in the inbox of the desk."""

    round: str
    closed: bool
    expected: int
    received: int
    nil: int
    overdue: int
    late: int
    parked: int
    returns: tuple[StatusLine, ...]
    notes: tuple[ToLookAt, ...]


@dataclass(frozen=True, slots=True)
class Chase:
    """Who has to be reminded: of which returns, due when, how many days ago (0: not yet past)."""

    auditor: str
    agency: str
    due: str
    days_over: int
    returns: tuple[str, ...]


def begin_round(desk: Desk, file: Path, tool_file: Path | None = None) -> RoundMade:
    """Set up a round from its file: a fresh round key and match key, the theme's tool as it stands now.

    `tool_file` is a tool of the partnership's own, where none of the shipped ones is wanted. `previous` in
    the file names the figures of an earlier round, from the file's own folder.

    Raises:
        InputError: the file does not fit (file and line); R_EARLIER; R_TOOL; R_EXISTS; R_ROLE.
        FileError: the file, or the one it names, cannot be read.
        ToolError: the tool cannot be compiled.
    """
    desk.ensure_role(Role.COORDINATOR)
    found = plan(read(read_capped(file, _LARGEST_FILE), str(file)))
    return _begun(desk, found, file, tool_file)


def set_up_round(desk: Desk, given: RoundFacts) -> RoundMade:
    """Set up a round from facts that were filled in, as `begin_round` does from a file.

    Raises:
        InputError: R_SHAPE saying what does not fit; R_TOOL; R_EXISTS; R_ROLE.
    """
    desk.ensure_role(Role.COORDINATOR)
    return _begun(desk, planned(given), Path(given.round), None)


def _begun(desk: Desk, found: Plan, file: Path, tool_file: Path | None) -> RoundMade:
    path = tool_file or places.forms() / "tools" / f"{found.theme}.yaml"
    if not path.is_file():
        raise InputError("R_TOOL", tool=found.theme)
    tool = form.compile(form.read(path))
    if found.nation not in NATIONS:
        why = f"nation: {found.nation!r} is none of {', '.join(NATIONS)}"
        raise InputError("R_SHAPE", file=str(file), line="1", why=why)
    secret = crypto.fresh_age_key()
    audit_round = _round(found, crypto.recipient_of(secret), desk.card_text)
    sample = Sample(
        found.cases,
        tool.hash,
        found.auditors,
        found.threshold,
        Rules(incomplete=found.incomplete),
        found.settings,
        found.guidance,
        _previous(file.parent / found.previous) if found.previous else None,
    )
    setting = _setting(found, file)
    desk.write(kept.put, audit_round, sample, secret, setting, tool)
    return RoundMade(found.id, len(found.cases), len(sample.assignments(found.due_returns)))


def _previous(file: Path) -> Earlier:
    return earlier_of(read_capped(file, LARGEST_EARLIER), str(file))


def _round(found: Plan, recipient: str, coordinator: str) -> Round:
    return Round(
        id=found.id,
        title=found.title,
        theme=found.theme,
        nation=found.nation,
        timezone=found.timezone,
        audit_date=found.audit_date,
        match_key=secrets.token_hex(32),
        lookback_from=found.lookback_from,
        lookback_to=found.lookback_to,
        due_returns=found.due_returns,
        due_meeting=found.due_meeting,
        due_report=found.due_report,
        purpose=found.purpose,
        recipient=recipient,
        coordinator=coordinator,
    )


def _setting(found: Plan, file: Path) -> Setting:
    """What the program brings along for the round; from here on it travels.

    Raises:
        InputError: R_SHAPE, a local value of a clock is none.
    """
    try:
        return shipped_setting(found.nation, found.lookback_to, found.settings, places.resource)
    except LocalClockError as error:
        raise InputError("R_SHAPE", file=str(file), line="1", why=f"settings: {error}") from None


def round_status(desk: Desk, round_id: str | None, *, on: date) -> RoundStatus:
    """What was received by now and what is overdue on the day `on` (not received and past the due date).

    Raises:
        InputError: R_ROUND, R_MANY, R_ROLE.
    """
    seen = _view(desk, round_id)
    lines = tuple(StatusLine(str(ref), _state(seen, asked, on)) for ref, asked in seen.assignments.items())
    states = [line.state for line in lines]
    log = read_log(desk.read(decisions.of_round, seen.round.id))
    return RoundStatus(
        round=seen.round.id,
        closed=seen.is_closed,
        expected=len(lines),
        received=states.count("received") + states.count("nil"),
        nil=states.count("nil"),
        overdue=states.count("overdue"),
        late=len(seen.late),
        parked=len(inbox.waiting(desk.folder)),
        returns=lines,
        notes=tuple(
            ToLookAt(note.kind.value, note.about, note.ids, is_decided(note, log)) for note in seen.notes
        ),
    )


def _view(desk: Desk, round_id: str | None) -> View:
    desk.ensure_role(Role.COORDINATOR)
    name = desk.read(kept.chosen, round_id)
    given = Given.of(desk.read(kept.setting, name), desk.read(kept.zone, name))
    return view(desk.read(facts.of_round, name), given)


def _state(seen: View, asked: Assignment, on: date) -> str:
    if (standing := seen.standing.get(asked.ref)) is not None:
        return "nil" if standing.is_nil else "received"
    if asked.ref in seen.late:
        return "late"
    return "overdue" if on > asked.due else "awaited"


def chase_round(desk: Desk, round_id: str | None, *, on: date) -> tuple[Chase, ...]:
    """Whom to remind of what on the day `on`: by agency, then name, then the day it is due.

    A return that was queried and not corrected has come, so it is not here.

    Raises:
        InputError: R_ROUND, R_MANY, R_ROLE.
    """
    seen = _view(desk, round_id)
    open_refs = {ref for ref, asked in seen.assignments.items() if _state(seen, asked, on) in _OPEN}
    found = []
    for person in desk.read(people.everyone):
        pack = desk.read(packs.latest, seen.round.id, person.card.sign)
        asked = [one for one in pack.assignments if not one.withdrawn] if pack else []
        for due in sorted({one.due for one in asked}):
            refs = tuple(str(one.ref) for one in asked if one.due == due and one.ref in open_refs)
            if refs and person.trust is Trust.VERIFIED:
                over = max(0, (on - due).days)
                found.append(Chase(person.card.name, person.card.organisation, due.isoformat(), over, refs))
    return tuple(sorted(found, key=lambda one: (one.agency, one.auditor, one.due)))


def close_round(desk: Desk, round_id: str | None, *, at: datetime) -> str:
    """Close the round with the bundles that are here, and give its id.

    What is merged later is shown as late, outside its report.

    Raises:
        InputError: R_ROUND, R_MANY, R_ROLE; U_USAGE: it is closed.
    """
    name = _ensured(desk, round_id, closed=False)
    here = [bundle.id for bundle in desk.read(facts.bundles, name)]
    shares = [tuple(here[n : n + MOST_KEPT]) for n in range(0, len(here), MOST_KEPT)] or [()]
    last = desk.read(decisions.last, name)
    made = []
    for share in shares:
        named = (name, What.CLOSE, name, Kept(share), "")
        last = signed(decisions.following(last, named, desk.identity.sign_line, at), desk.identity)
        made.append(last)
    desk.write(decisions.append, tuple(made))
    return name


def reopen_round(desk: Desk, round_id: str | None, *, at: datetime) -> str:
    """Open a closed round again: what came late counts. Gives its id.

    Raises:
        InputError: R_ROUND, R_MANY, R_ROLE; U_USAGE: it is open.
    """
    name = _ensured(desk, round_id, closed=True)
    last = desk.read(decisions.last, name)
    entry = decisions.following(last, (name, What.REOPEN, name, None, ""), desk.identity.sign_line, at)
    desk.write(decisions.append, (signed(entry, desk.identity),))
    return name


def _ensured(desk: Desk, round_id: str | None, *, closed: bool) -> str:
    desk.ensure_role(Role.COORDINATOR)
    name = desk.read(kept.chosen, round_id)
    if is_closed(read_log(desk.read(decisions.of_round, name))) is not closed:
        raise InputError("U_USAGE", why=f"The round {name} is {'open' if closed else 'closed'} already.")
    return name
