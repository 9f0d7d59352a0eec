"""Receipts: the coordinator's answer to bundles, and in on the auditor's desk."""

import base64
import secrets
from dataclasses import dataclass
from datetime import datetime
from itertools import islice
from pathlib import Path

from auditdesk import __version__
from auditdesk.audit.people import Person, Role
from auditdesk.desk import facts, people, receipts, returns, rounds
from auditdesk.desk.desk import Desk
from auditdesk.desk.facts import Logged
from auditdesk.errors import RefusedError
from auditdesk.exchange.receipt import Answered, Reply, ReturnReply, open_receipt, seal
from auditdesk.files import folder as made_folder
from auditdesk.files import read_capped, whole_file

_LARGEST = 17 << 20
_MOST_BUNDLES = 100
_NAME_BYTES = 5
_APP = f"auditdesk {__version__}"


@dataclass(frozen=True, slots=True)
class ReceiptMade:
    """One receipt that was written: for whom, and how many bundles it answers."""

    auditor: str
    file: str
    items: int


@dataclass(frozen=True, slots=True)
class ReceiptTaken:
    """A receipt taken in; counts are of returns."""

    round: str
    accepted: int
    queried: int


def make_receipts(desk: Desk, round_id: str | None, folder: Path, *, at: datetime) -> tuple[ReceiptMade, ...]:
    """Write a receipt for every auditor whose bundles were read and not yet answered.

    Raises:
        InputError: R_ROUND, R_MANY, R_ROLE. FileError: F_FULL, F_READONLY.
    """
    desk.ensure_role(Role.COORDINATOR)
    name = desk.read(rounds.chosen, round_id)
    waiting = desk.read(receipts.waiting, name)
    made_folder(folder)
    made = []
    for person in desk.read(people.everyone):
        lines = [line for line in waiting if line.signer == person.card.sign]
        if lines:
            made.append(_made(desk, (name, person), list(islice(lines, _MOST_BUNDLES)), folder, at))
    return tuple(made)


def _made(
    desk: Desk, about: tuple[str, Person], lines: list[Logged], folder: Path, at: datetime
) -> ReceiptMade:
    name, person = about
    inside = {bundle.id: bundle.revisions for bundle in desk.read(facts.bundles, name)}
    refs = {revision.id: revision.ret.ref for revision in desk.read(facts.revisions, name)}
    items = tuple(
        Answered(
            line.bundle,
            line.outcome,
            None,
            tuple(ReturnReply(refs[one], one, Reply.ACCEPTED) for one in inside.get(line.bundle, ())),
        )
        for line in lines
        if line.bundle
    )
    sealed = seal(name, items, desk.identity, (person.card.encrypt, _APP, at))
    neutral = base64.b32encode(secrets.token_bytes(_NAME_BYTES)).decode().lower()
    file = whole_file(folder / f"{name}-{neutral}.adreceipt", sealed.raw)
    answered = tuple(one.bundle for one in items)
    named = (sealed.id, name, desk.identity.sign_line)
    desk.write(receipts.add, named, (sealed.manifest, sealed.sig), answered, at)
    return ReceiptMade(person.card.name, str(file), len(items))


def take_receipt(desk: Desk, file: Path, *, at: datetime) -> ReceiptTaken:
    """Take in a receipt; a query reopens its return.

    Raises:
        RefusedError: M_BUNDLE_UNKNOWN if it answers a bundle that was not sent from here; any other code.
        ParkedError: S_UNKNOWN_SIGNER. InputError: R_ROLE.
    """
    desk.ensure_role(Role.AUDITOR)
    by_key = {person.card.sign: person for person in desk.read(people.everyone)}
    found = open_receipt(read_capped(file, _LARGEST), str(file), desk.identity, by_key)
    for one in found.items:
        if not desk.read(facts.was_sent, one.bundle):
            raise RefusedError("M_BUNDLE_UNKNOWN")
    answered = tuple(one.bundle for one in found.items)
    named = (found.id, found.round, found.coordinator.card.sign)
    desk.write(receipts.add, named, (found.manifest, found.sig), answered, at)
    replies = [reply for one in found.items for reply in one.returns]
    queried = {reply.ref for reply in replies if reply.reply is Reply.QUERY}
    states = desk.read(returns.states, found.round)
    for ref in sorted(queried):
        if states.get(ref, "open") != "open":
            desk.write(returns.reopen, found.round, ref, at)
    return ReceiptTaken(found.round, len(replies) - len(queried), len(queried))
