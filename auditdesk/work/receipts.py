"""Receipts: the coordinator's answer to bundles, and in on the auditor's desk."""

import base64
import secrets
from collections.abc import Mapping
from dataclasses import dataclass, replace
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
    answers_in,
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
class ReturnCame:
    """One return that came, its newest revision by one auditor; `waits`: no receipt has answered it yet."""

    ref: str
    auditor: str
    agency: str
    revision: int
    waits: bool


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
class ReceiptSeen:
    """A receipt that was taken in before: when, what it accepted (refs), and its queries."""

    round: str
    at: str
    accepted: tuple[str, ...]
    queries: tuple[Queried, ...]


@dataclass(frozen=True, slots=True)
class _Known:
    """What the coordinator holds of a round, and what is asked again.

    Bundles by id, revisions by id; of each return the newest revision by each person.
    """

    bundles: Mapping[str, BundleFact]
    revisions: Mapping[str, Revision]
    newest: Mapping[tuple[Ref, str], Revision]
    asked_again: Mapping[Ref, str]

    def reply(self, revision: str) -> ReturnReply:
        found = self.revisions[revision]
        ref = found.ret.ref
        text = self.asked_again.get(ref) if revision == self.newest[ref, found.signer].id else None
        if text is None:
            return ReturnReply(ref, revision, Reply.ACCEPTED)
        return ReturnReply(ref, revision, Reply.QUERY, text)


def returns_came(desk: Desk, round_id: str | None) -> tuple[ReturnCame, ...]:
    """The returns that a receipt may answer or ask about, those that wait for one first.

    Raises:
        InputError: R_ROUND, R_MANY, R_ROLE.
    """
    desk.ensure_role(Role.COORDINATOR)
    name = desk.read(rounds.chosen, round_id)
    known = _known(desk, name)
    waiting = (line.bundle for line in desk.read(receipts.waiting, name))
    waits = {rev for bundle in waiting if bundle for rev in known.bundles[bundle].revisions}
    cards = {one.card.sign: one.card for one in desk.read(people.everyone)}
    found = []
    for (_, signer), one in known.newest.items():
        card = cards[signer]
        line = ReturnCame(
            str(one.ret.ref), card.name, card.organisation, one.ret.revision, waits=one.id in waits
        )
        found.append(line)
    return tuple(sorted(found, key=lambda line: (not line.waits, line.ref, line.auditor)))


def _known(desk: Desk, name: str) -> _Known:
    revisions = sorted(desk.read(facts.revisions, name), key=lambda one: (one.ret.revision, one.id))
    return _Known(
        {one.id: one for one in desk.read(facts.bundles, name)},
        {one.id: one for one in revisions},
        {(one.ret.ref, one.signer): one for one in revisions},  # the last of each is the highest
        {},
    )


def make_receipts(
    desk: Desk, round_id: str | None, folder: Path, *, queries: Mapping[str, str] | None = None, at: datetime
) -> tuple[ReceiptMade, ...]:
    """Write receipts for every auditor whose bundles were read and not yet answered: all of them, or none.

    One file an auditor, or more where one would be too large.

    `queries` are refs and what the auditors of each are asked to look at; the newest revision of such a
    return is queried, whether its bundle was answered before or not.

    Raises:
        InputError: R_NONE: nothing of a queried return came; R_LIMIT: a query without a text, or too long a
            one; R_ROUND, R_MANY, R_ROLE. FileError: F_FULL, F_READONLY.
    """
    desk.ensure_role(Role.COORDINATOR)
    name = desk.read(rounds.chosen, round_id)
    known = _known(desk, name)
    known = replace(known, asked_again=_asked_again(queries or {}, known))
    waiting = desk.read(receipts.waiting, name)
    sealed = [
        (person, portion, seal(name, portion, desk.identity, (person.card.encrypt, _APP, at)))
        for person in desk.read(people.everyone)
        for portion in portions(_items(person, waiting, known))
    ]
    if not sealed:
        return ()
    made = []
    with together(folder) as put:
        for person, portion, one in sealed:
            file = put(folder / f"{name}-{_neutral()}.adreceipt", one.raw)
            made.append(ReceiptMade(person.card.name, str(file), len(portion)))
        kept = tuple((one, tuple(item.bundle for item in portion)) for _, portion, one in sealed)
        desk.write(_keep, (name, desk.identity.sign_line), kept, at)
    return tuple(made)


def _neutral() -> str:
    """A file name says nothing of a person, agency or case (formats.md 2)."""
    return base64.b32encode(secrets.token_bytes(_NAME_BYTES)).decode().lower()


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
    for one in {found.id for (_, signer), found in known.newest.items() if signer == key}:
        reply = known.reply(one)
        if reply.reply is Reply.QUERY and one not in told:
            holding = (bundle for bundle in known.bundles.values() if one in bundle.revisions)
            latest = max(holding, key=lambda bundle: (bundle.seq, bundle.id))
            items.append(Answered(latest.id, "duplicate", None, (reply,)))
    return tuple(items)


def _replies(bundle: str, known: _Known) -> tuple[ReturnReply, ...]:
    return tuple(known.reply(one) for one in known.bundles[bundle].revisions)


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


def receipts_taken(desk: Desk) -> tuple[ReceiptSeen, ...]:
    """Every receipt on an auditor's desk, newest first, with what each query asks.

    Raises:
        InputError: R_ROLE.
    """
    desk.ensure_role(Role.AUDITOR)
    return tuple(_seen(*kept) for kept in desk.read(receipts.taken))


def _seen(round_id: str, at: datetime, manifest: bytes) -> ReceiptSeen:
    replies = [reply for one in answers_in(manifest) for reply in one.returns]
    accepted = {reply.ref for reply in replies if reply.reply is Reply.ACCEPTED}
    queries = {reply.ref: reply.text for reply in replies if reply.reply is Reply.QUERY}
    return ReceiptSeen(
        round_id,
        at.isoformat(timespec="seconds"),
        tuple(map(str, sorted(accepted))),
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
