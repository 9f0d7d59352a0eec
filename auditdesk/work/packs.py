"""Packs: the coordinator's out to each auditor, and in on an auditor's desk."""

import base64
import secrets
from dataclasses import dataclass, replace
from datetime import datetime
from pathlib import Path

from auditdesk import __version__
from auditdesk.audit.decisions import Decided, What
from auditdesk.audit.facts import PackSent
from auditdesk.audit.people import Person, Role, Trust
from auditdesk.audit.round import Assignment, Sample
from auditdesk.desk import decisions, people, returns, rounds
from auditdesk.desk import packs as kept
from auditdesk.desk.desk import Desk
from auditdesk.desk.packs import Parts
from auditdesk.desk.sqlite import Database
from auditdesk.errors import InputError
from auditdesk.exchange.decisions import signed
from auditdesk.exchange.pack import OpenedPack, Pack, seal_pack
from auditdesk.exchange.pack import open_pack as opened
from auditdesk.exchange.sealed import PACK, raw_file
from auditdesk.files import together
from auditdesk.watch import UNWATCHED, Watch

_NAME_BYTES = 5
_APP = f"auditdesk {__version__}"


@dataclass(frozen=True, slots=True)
class PackMade:
    """One pack that was written, for whom, and how many returns it asks for."""

    auditor: str
    agency: str
    file: str
    assignments: int


@dataclass(frozen=True, slots=True)
class PacksMade:
    """All packs of one sending."""

    round: str
    packs: tuple[PackMade, ...]


@dataclass(frozen=True, slots=True)
class PackOpened:
    """A pack taken in. `to_move` are started returns that can go on with the newer version of their tool."""

    round: str
    title: str
    coordinator: str
    due: str
    refs: tuple[str, ...]
    to_move: tuple[str, ...] = ()


def make_packs(
    desk: Desk, round_id: str | None, folder: Path, *, at: datetime, watch: Watch = UNWATCHED
) -> PacksMade:
    """Write a pack for each enrolled auditor of the round's agencies; one auditor is the unit that is whole.

    Raises:
        InputError: R_CARD if an agency has no enrolled auditor: no pack is made; R_ROUND, R_MANY, R_ROLE.
        FileError: F_FULL, F_READONLY.
    """
    desk.ensure_role(Role.COORDINATOR)
    name = desk.read(rounds.chosen, round_id)
    sample = desk.read(rounds.sample, name)
    due = desk.read(rounds.one, name).due_returns
    shares = _shares(desk.read(people.everyone), sample, sample.assignments(due))
    made = []
    for done, (person, asked) in enumerate(shares, 1):
        watch.step(done, len(shares), person.card.organisation)
        made.append(_made(desk, name, person, asked, (folder, at)))
    return PacksMade(name, tuple(made))


def _shares(
    everyone: tuple[Person, ...], sample: Sample, asked: tuple[Assignment, ...]
) -> list[tuple[Person, tuple[Assignment, ...]]]:
    """Who does which returns: those of one agency go round its auditors in turn, by name."""
    found = []
    for agency in sorted({one.ref.agency for one in asked}):
        mine = [one for one in asked if one.ref.agency == agency]
        auditors = sorted(
            (
                person
                for person in everyone
                if person.trust is Trust.VERIFIED
                and person.card.role is Role.AUDITOR
                and person.card.organisation == agency
            ),
            key=lambda person: (person.card.name, person.card.fingerprint),
        )[: sample.auditors.get(agency, 1)]
        if not auditors:
            raise InputError("R_CARD", agency=agency)
        found += [(person, tuple(mine[n :: len(auditors)])) for n, person in enumerate(auditors)]
    return found


def _made(
    desk: Desk, name: str, person: Person, asked: tuple[Assignment, ...], where: tuple[Path, datetime]
) -> PackMade:
    folder, at = where
    former = desk.read(kept.latest, name, person.card.sign)
    sample = desk.read(rounds.sample, name)
    asked = (*asked, *_taken_back(former, asked))
    tools = desk.read(rounds.tools)
    forms = dict.fromkeys((*(former.forms if former else ()), desk.read(rounds.tool, name).hash))
    pack = Pack(
        desk.read(rounds.one, name),
        former.n + 1 if former else 1,
        former.id if former else None,
        person.card.sign,
        tuple(tools[form] for form in forms),
        asked,
        desk.read(rounds.setting, name),
        sample.guidance,
        sample.rules,
    )
    sealed, payload = seal_pack(pack, desk.identity, (person.card.encrypt, _APP, at))
    sent = PackSent(sealed.id, name, pack.n, pack.auditor, pack.prev, tuple(forms), asked)
    parts = Parts(sealed.manifest, sealed.sig, payload)
    last = desk.read(decisions.last, name)
    named = (name, What.ENROL, person.card.sign, person.card.fingerprint, "")
    entry = decisions.following(last, named, desk.identity.sign_line, at)
    with together(folder) as put:
        file = put(folder / f"{name}-{_neutral()}.adround", sealed.raw)
        desk.write(_keep_sent, sent, parts, signed(entry, desk.identity), at)
    count = sum(not one.withdrawn for one in asked)
    return PackMade(person.card.name, person.card.organisation, str(file), count)


def _taken_back(former: PackSent | None, asked: tuple[Assignment, ...]) -> tuple[Assignment, ...]:
    """What an earlier pack asked and this one does not: a pack never takes a return away (formats.md 8)."""
    still = {one.ref for one in asked}
    return tuple(
        replace(one, withdrawn=True) for one in (former.assignments if former else ()) if one.ref not in still
    )


def _keep_sent(db: Database, sent: PackSent, parts: Parts, enrolled: Decided, at: datetime) -> None:
    kept.add(db, sent, parts, at)
    decisions.append(db, (enrolled,))


def _neutral() -> str:
    """A file name says nothing of a person, agency or case (formats.md 2)."""
    return base64.b32encode(secrets.token_bytes(_NAME_BYTES)).decode().lower()


def open_pack(desk: Desk, file: Path, *, at: datetime) -> PackOpened:
    """Take in a pack. A pack never deletes answers; one with a lower number changes nothing.

    Raises:
        ParkedError: S_UNKNOWN_SIGNER: enrol the coordinator's card first. RefusedError: any other code.
        InputError: R_ROLE.
    """
    desk.ensure_role(Role.AUDITOR)
    by_key = desk.read(people.by_keys, desk.card_text)
    found = opened(raw_file(file, PACK), file.name, desk.identity, by_key)
    desk.write(_take, found, at)
    pack = found.pack
    refs = tuple(str(one.ref) for one in sorted(pack.assignments, key=lambda one: one.ref))
    due = pack.round.due_returns.isoformat()
    to_move = desk.read(returns.on_earlier_form, pack.round.id)
    named = (pack.round.id, pack.round.title, found.coordinator.card.name, due)
    return PackOpened(*named, refs, tuple(map(str, to_move)))


def _take(db: Database, found: OpenedPack, at: datetime) -> None:
    former = kept.latest(db, found.pack.round.id)
    for tool in found.pack.tools:
        rounds.add_tool(db, tool)
    kept.add(db, found.sent, Parts(found.manifest, found.sig, found.payload), at)
    if former is None or former.n < found.pack.n:
        rounds.take(db, found.pack.round, found.pack.rules, found.pack.setting, found.pack.guidance)
