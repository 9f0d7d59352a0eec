"""Receipts: the coordinator's answer to bundles, and in on the auditor's desk."""

import base64
import secrets
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

from auditdesk import __version__
from auditdesk.audit.facts import BundleFact, Revision
from auditdesk.audit.people import Person, Role
from auditdesk.audit.round import Ref
from auditdesk.canonical import cleaned
from auditdesk.desk import facts, people, receipts, returns, rounds
from auditdesk.desk.desk import Desk
from auditdesk.desk.facts import Logged
from auditdesk.desk.sqlite import Database
from auditdesk.errors import InputError, RefusedError
from auditdesk.exchange.receipt import (
    MOST_TEXT,
    Answered,
    OpenedReceipt,
    Reply,
    ReturnReply,
    open_receipt,
    portions,
    seal,
)
from auditdesk.exchange.sealed import RECEIPT, Sealed, raw_file
from auditdesk.files import together

_NAME_BYTES = 5
_APP = f"auditdesk {__version__}"


@dataclass(frozen=True, slots=True)
class ReceiptMade:
    """One receipt that was written: for whom, and how many bundles it answers."""

    auditor: str
    file: str
    items: int


@dataclass(frozen=True, slots=True)
class Queried:
    """One return that the coordinator asks the auditor to look at again, and why."""

    ref: str
    text: str


@dataclass(frozen=True, slots=True)
class ReceiptTaken:
    """A receipt taken in; counts are of returns, `queries` say what to look at."""

    round: str
    accepted: int
    queried: int
    queries: tuple[Queried, ...]


@dataclass(frozen=True, slots=True)
class _Known:
    """What the coordinator holds of a round: bundles by id, revisions by id, and what is asked again."""

    bundles: Mapping[str, BundleFact]
    revisions: Mapping[str, Revision]
    asked_again: Mapping[Ref, str]

    def reply(self, revision: str) -> ReturnReply:
        found = self.revisions[revision]
        text = self.asked_again.get(found.ret.ref) if revision == self.newest(found).id else None
        if text is None:
            return ReturnReply(found.ret.ref, revision, Reply.ACCEPTED)
        return ReturnReply(found.ret.ref, revision, Reply.QUERY, text)

    def newest(self, like: Revision) -> Revision:
        """The highest revision of the same return by the same person."""
        same = (
            one for one in self.revisions.values() if (one.ret.ref, one.signer) == (like.ret.ref, like.signer)
        )
        return max(same, key=lambda one: (one.ret.revision, one.id))


def make_receipts(
    desk: Desk, round_id: str | None, folder: Path, *, queries: Mapping[str, str] | None = None, at: datetime
) -> tuple[ReceiptMade, ...]:
    """Write receipts for every auditor whose bundles were read and not yet answered, one file or more each.

    `queries` are refs and what the auditors of each are asked to look at; the newest revision of such a
    return is queried, whether its bundle was answered before or not.

    Raises:
        InputError: R_NONE: nothing of a queried return came; R_LIMIT: a query without a text, or too long a
            one; R_ROUND, R_MANY, R_ROLE. FileError: F_FULL, F_READONLY.
    """
    desk.ensure_role(Role.COORDINATOR)
    name = desk.read(rounds.chosen, round_id)
    known = _Known(
        {one.id: one for one in desk.read(facts.bundles, name)},
        {one.id: one for one in desk.read(facts.revisions, name)},
        {},
    )
    known = _Known(known.bundles, known.revisions, _asked_again(queries or {}, known))
    waiting = desk.read(receipts.waiting, name)
    made: list[ReceiptMade] = []
    for person in desk.read(people.everyone):
        items = _items(person, waiting, known)
        if items:
            made += _made(desk, (name, person), items, folder, at)
    return tuple(made)


def _asked_again(queries: Mapping[str, str], known: _Known) -> dict[Ref, str]:
    came = {one.ret.ref for one in known.revisions.values()}
    found = {}
    for written, text in queries.items():
        ref = Ref.parse(written)
        if ref not in came or ref is None:
            raise InputError("R_NONE", ref=written)
        found[ref] = cleaned(text)[0].strip()
        if not 0 < len(found[ref]) <= MOST_TEXT:
            raise InputError(
                "R_LIMIT", question=written, why=f"a query takes a text of at most {MOST_TEXT:,} characters"
            )
    return found


def _items(person: Person, waiting: tuple[Logged, ...], known: _Known) -> tuple[Answered, ...]:
    """Bundles of one auditor that wait, and those answered before that hold a return asked about again."""
    key = person.card.sign
    items = [
        Answered(line.bundle, line.outcome, None, _replies(line.bundle, known))
        for line in waiting
        if line.signer == key and line.bundle is not None and line.bundle in known.bundles
    ]
    told = {reply.revision for item in items for reply in item.returns}
    for one in {known.newest(found).id for found in known.revisions.values() if found.signer == key}:
        reply = known.reply(one)
        if reply.reply is Reply.QUERY and one not in told:
            holding = (bundle for bundle in known.bundles.values() if one in bundle.revisions)
            latest = max(holding, key=lambda bundle: (bundle.seq, bundle.id))
            items.append(Answered(latest.id, "duplicate", None, (reply,)))
    return tuple(items)


def _replies(bundle: str, known: _Known) -> tuple[ReturnReply, ...]:
    return tuple(known.reply(one) for one in known.bundles[bundle].revisions)


def _made(
    desk: Desk, about: tuple[str, Person], items: tuple[Answered, ...], folder: Path, at: datetime
) -> list[ReceiptMade]:
    name, person = about
    made, files = [], []
    with together(folder) as put:
        for portion in portions(items):
            sealed = seal(name, portion, desk.identity, (person.card.encrypt, _APP, at))
            neutral = base64.b32encode(secrets.token_bytes(_NAME_BYTES)).decode().lower()
            file = put(folder / f"{name}-{neutral}.adreceipt", sealed.raw)
            made.append((sealed, tuple(one.bundle for one in portion)))
            files.append(ReceiptMade(person.card.name, str(file), len(portion)))
        desk.write(_keep, (name, desk.identity.sign_line), tuple(made), at)
    return files


def _keep(
    db: Database, named: tuple[str, str], made: tuple[tuple[Sealed, tuple[str, ...]], ...], at: datetime
) -> None:
    for sealed, answered in made:
        receipts.add(db, (sealed.id, *named), (sealed.manifest, sealed.sig), answered, at)


def take_receipt(desk: Desk, file: Path, *, at: datetime) -> ReceiptTaken:
    """Take in a receipt; a query of what was last signed reopens the return.

    The same receipt again changes nothing.

    Raises:
        RefusedError: M_BUNDLE_UNKNOWN if it answers a bundle that was not sent from here; any other code.
        ParkedError: S_UNKNOWN_SIGNER. InputError: R_ROLE.
    """
    desk.ensure_role(Role.AUDITOR)
    by_key = desk.read(people.by_keys, desk.card_text)
    found = open_receipt(raw_file(file, RECEIPT), file.name, desk.identity, by_key)
    for one in found.items:
        if not desk.read(facts.was_sent, one.bundle):
            raise RefusedError("M_BUNDLE_UNKNOWN")
    desk.write(_take, found, at)
    replies = [reply for one in found.items for reply in one.returns]
    queries = {reply.ref: reply.text for reply in replies if reply.reply is Reply.QUERY}
    return ReceiptTaken(
        found.round,
        sum(reply.reply is Reply.ACCEPTED for reply in replies),
        len(queries),
        tuple(Queried(str(ref), text) for ref, text in sorted(queries.items())),
    )


def _take(db: Database, found: OpenedReceipt, at: datetime) -> None:
    answered = tuple(one.bundle for one in found.items)
    named = (found.id, found.round, found.coordinator.card.sign)
    if not receipts.add(db, named, (found.manifest, found.sig), answered, at):
        return
    newest = {name for name, _ in returns.signed(db, found.round)}
    states = returns.states(db, found.round)
    queried = (reply for one in found.items for reply in one.returns if reply.reply is Reply.QUERY)
    for ref in sorted({reply.ref for reply in queried if reply.revision in newest}):
        if states.get(ref, "open") != "open":
            returns.reopen(db, found.round, ref, at)
