"""The coordinator's decision log: each entry signed by itself, all of a round exported as one sealed file.

May not know any desk. The format is that of formats.md 11.
"""

import hashlib
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime

from auditdesk.audit.decisions import Decided, Decision
from auditdesk.audit.people import Person, Role
from auditdesk.audit.round import ROUND_ID
from auditdesk.audit.shape import Part
from auditdesk.audit.written import read_decision, written_decision
from auditdesk.canonical import Json, NotCanonicalError, canonical
from auditdesk.canonical import read as read_json
from auditdesk.crypto import Identity, key_line
from auditdesk.errors import InputError, ParkedError, RefusedError
from auditdesk.exchange import sealed, sshsig
from auditdesk.exchange.inflate import Measured, inflated, measured, payload_of, squeezed
from auditdesk.exchange.manifest import in_manifest, in_payload
from auditdesk.exchange.sealed import DECISIONS, Sealed, Signed

NAMESPACE = DECISIONS.namespace
MOST_ENTRY = 8 << 10
MOST_PAYLOAD, _MOST_SQUEEZED = 16 << 20, 8 << 20
_MOST_LINE = 4 * MOST_ENTRY
_MOST_ENTRIES = 1 << 20
_PAYLOAD = "decisions.jsonl.gz"


@dataclass(frozen=True, slots=True)
class OpenedLog:
    """A verified decision log: every signature held, the chain has no gap."""

    id: str
    round: str
    entries: tuple[Decided, ...]
    coordinator: Person


@dataclass(frozen=True, slots=True)
class _Told:
    """What the manifest tells: the round, the payload, how many entries, the id of the last."""

    round: str
    payload: Measured
    entries: int
    last: str | None


def signed(decision: Decision, identity: Identity) -> Decided:
    """The entry as it is kept: its canonical bytes, their hash, an armoured signature over them.

    Raises:
        InputError: R_LIMIT: its texts are more than the 8 KiB of an entry hold, or hold what no text may.
    """
    try:
        entry = canonical(written_decision(decision))
    except NotCanonicalError as error:
        raise InputError("R_LIMIT", question=decision.target, why="it holds what no text may") from error
    if len(entry) > MOST_ENTRY:
        raise InputError("R_LIMIT", question=decision.target, why="reason and dissent are too long together")
    return Decided(
        hashlib.sha256(entry).hexdigest(), decision, entry, sshsig.sign(identity, entry, NAMESPACE)
    )


def seal_log(
    round_id: str, entries: tuple[Decided, ...], identity: Identity, made: tuple[str, datetime]
) -> Sealed:
    """All entries of a round for the coordinator's own card. `made`: program and version, the moment.

    Raises:
        RefusedError: a reader would refuse it, by the same code.
    """
    app, created = made
    lines = (sealed.written({"entry": one.entry.decode(), "sig": one.sig}) + b"\n" for one in entries)
    payload = b"".join(lines)
    fields: dict[str, Json] = {
        "round": round_id,
        "payload": {
            **payload_of(payload),
            "entries": len(entries),
            "last": entries[-1].id if entries else None,
        },
    }

    def read_back(opened: Signed, parts: dict[str, Part]) -> None:
        _entries(opened, _told(opened, parts))

    members = ((_PAYLOAD, squeezed(payload)),)
    return sealed.seal(DECISIONS, fields, members, identity, ((identity.recipient,), app, created), read_back)


def open_log(raw: bytes, file: str, identity: Identity, people: Mapping[str, Person]) -> OpenedLog:
    """A decision log for `identity`; entries may be signed by any coordinator among `people`.

    Raises:
        RefusedError: it can never become right. ParkedError: S_UNKNOWN_SIGNER, M_NEWER.
    """
    opened = sealed.opened_outside(raw, file, (identity.age,), DECISIONS)
    coordinator = sealed.trusted(opened, people)
    told = _told(opened, sealed.manifest_parts(opened, identity.recipient))
    entries = _entries(opened, told)
    for key in {one.decision.by for one in entries}:
        if key not in people:
            raise ParkedError("S_UNKNOWN_SIGNER", file=file)
        if people[key].card.role is not Role.COORDINATOR:
            raise RefusedError("S_ROLE", name=people[key].card.name, type="decision")
    return OpenedLog(opened.id, told.round, entries, coordinator)


def _told(opened: Signed, parts: dict[str, Part]) -> _Told:
    with in_manifest(opened.file):
        payload = parts["payload"].parts("size", "sha256", "entries", "last")
        return _Told(
            parts["round"].match(ROUND_ID),
            measured(payload),
            payload["entries"].whole(0, _MOST_ENTRIES),
            payload["last"].hash_or_none(),
        )


def _entries(opened: Signed, told: _Told) -> tuple[Decided, ...]:
    """Every entry, its signature held, each following the one before."""
    file = opened.file
    if [name for name, _ in opened.members] != [_PAYLOAD]:
        raise RefusedError("M_MEMBERS", file=file)
    raw = opened.members[0][1]
    if len(raw) > _MOST_SQUEEZED:
        raise RefusedError("Z_LIMIT", file=file, type=DECISIONS.name)
    payload = inflated(raw, told.payload, MOST_PAYLOAD, opened.named)
    lines = payload.split(b"\n")
    if lines.pop() or len(lines) != told.entries:
        raise RefusedError("P_COUNT", file=file)
    found: list[Decided] = []
    for line in lines:
        one = _entry(line, opened)
        _ensure_follows(one, found[-1] if found else None, told.round, file)
        found.append(one)
    if (found[-1].id if found else None) != told.last:
        raise RefusedError("M_PREV", file=file)
    return tuple(found)


def _entry(line: bytes, opened: Signed) -> Decided:
    with in_payload(*opened.named):
        parts = Part(read_json(line, _MOST_LINE)).parts("entry", "sig")
        entry, sig = parts["entry"].text().encode(), parts["sig"].text()
        value = read_json(entry, MOST_ENTRY)
        decision = read_decision(value)
        if written_decision(decision) != value:
            parts["entry"].refuse("is not written as auditdesk writes it")
    found = sshsig.signer(sig.encode(), NAMESPACE, opened.file)
    if key_line(found[0]) != decision.by:
        raise RefusedError("M_SIGNER", file=opened.file)
    sshsig.ensure_signed(found, entry, NAMESPACE, opened.file)
    return Decided(hashlib.sha256(entry).hexdigest(), decision, entry, sig)


def _ensure_follows(one: Decided, former: Decided | None, round_id: str, file: str) -> None:
    n, prev = (former.decision.n + 1, former.id) if former else (1, None)
    if one.decision.n != n:
        raise RefusedError("M_SEQ", file=file)
    if one.decision.prev != prev:
        raise RefusedError("M_PREV", file=file)
    if one.decision.round != round_id:
        raise RefusedError("P_SHAPE", file=file)
