"""Receipts: the coordinator's answer to bundles (formats.md 10). May not know any desk."""

import re
from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import datetime
from enum import StrEnum

from auditdesk.audit.people import Person
from auditdesk.audit.round import AGENCY, CASE_REF, READERS, ROUND_ID, Ref
from auditdesk.audit.shape import HASH, Part
from auditdesk.canonical import Json, canonical, read
from auditdesk.crypto import Identity
from auditdesk.errors import RefusedError
from auditdesk.exchange import sealed
from auditdesk.exchange.manifest import MOST_MANIFEST, in_manifest
from auditdesk.exchange.sealed import RECEIPT, Sealed, Signed

_MOST_BUNDLES, _MOST_RETURNS, MOST_TEXT = 200, 2_000, 2_000
_MOST_KEYS = 32
_ROOM = 60 << 10  # of a manifest, besides the keys that all documents have
_CODE = re.compile(r"[A-Z0-9_]{1,24}")
_OUTCOME = re.compile(r"merged|duplicate|refused")


class Reply(StrEnum):
    """What the coordinator says of one return."""

    ACCEPTED = "accepted"
    QUERY = "query"


@dataclass(frozen=True, slots=True)
class ReturnReply:
    """The reply to one revision of one return; a query says in `text` what to look at."""

    ref: Ref
    revision: str
    reply: Reply
    text: str = ""


@dataclass(frozen=True, slots=True)
class Answered:
    """What became of one bundle."""

    bundle: str
    outcome: str
    code: str | None
    returns: tuple[ReturnReply, ...]


@dataclass(frozen=True, slots=True)
class OpenedReceipt:
    """A verified receipt."""

    id: str
    round: str
    items: tuple[Answered, ...]
    coordinator: Person
    manifest: bytes
    sig: bytes


def portions(items: tuple[Answered, ...]) -> tuple[tuple[Answered, ...], ...]:
    """The items of one or more receipts, so that every manifest stays within its 64 KiB and 200 items.

    A bundle with many returns is answered in pieces: the same bundle in several receipts.
    """
    found: list[list[Answered]] = []
    room = 0
    for item in items:
        head, begun = _size(_answered_json(replace(item, returns=()))), False
        for reply in item.returns or (None,):
            size = _size(_reply_json(reply)) if reply else 0
            if size + (0 if begun else head) > room or (not begun and len(found[-1]) == _MOST_BUNDLES):
                found.append([])
                room, begun = _ROOM, False
            if not begun:
                found[-1].append(replace(item, returns=()))
                room, begun = room - head, True
            if reply:
                found[-1][-1] = replace(found[-1][-1], returns=(*found[-1][-1].returns, reply))
                room -= size
    return tuple(map(tuple, found))


def _size(value: Json) -> int:
    return len(canonical(value)) + 1


def _answered_json(item: Answered) -> Json:
    return {
        "bundle": item.bundle,
        "outcome": item.outcome,
        "code": item.code,
        "returns": [_reply_json(one) for one in item.returns],
    }


def _reply_json(one: ReturnReply) -> Json:
    return {
        "case": one.ref.case,
        "agency": one.ref.agency,
        "reader": one.ref.reader,
        "revision": one.revision,
        "answer": one.reply.value,
        "text": one.text,
    }


def seal(
    round_id: str, items: tuple[Answered, ...], identity: Identity, made: tuple[str, str, datetime]
) -> Sealed:
    """The sealed receipt. `made`: the auditor's recipient, program and version, the moment.

    Raises:
        RefusedError: the auditor's reader would refuse it, by the same code; J_SIZE: see `portions`.
    """
    recipient, app, created = made
    fields: dict[str, Json] = {"round": round_id, "items": [_answered_json(item) for item in items]}
    return sealed.seal(RECEIPT, fields, (), identity, ((recipient,), app, created), _read)


def open_receipt(raw: bytes, file: str, identity: Identity, people: Mapping[str, Person]) -> OpenedReceipt:
    """A receipt for `identity` from a coordinator among `people`.

    Raises:
        RefusedError: it can never become right. ParkedError: S_UNKNOWN_SIGNER, M_NEWER.
    """
    signed = sealed.opened_outside(raw, file, (identity.age,), RECEIPT)
    coordinator = sealed.trusted(signed, people)
    round_id, items = _read(signed, sealed.manifest_parts(signed, identity.recipient))
    return OpenedReceipt(signed.id, round_id, items, coordinator, signed.manifest, signed.sig)


def answers_in(manifest: bytes) -> tuple[Answered, ...]:
    """What a receipt answers whose manifest was verified when it came in and kept: it is only read here."""
    kept = Part(read(manifest, MOST_MANIFEST)).map(_MOST_KEYS)
    return tuple(_answered(part) for part in kept["items"].list(_MOST_BUNDLES))


def _read(signed: Signed, parts: dict[str, Part]) -> tuple[str, tuple[Answered, ...]]:
    with in_manifest(signed.file):
        round_id = parts["round"].match(ROUND_ID)
        items = tuple(_answered(part) for part in parts["items"].list(_MOST_BUNDLES))
    if signed.members:
        raise RefusedError("M_MEMBERS", file=signed.file)
    return round_id, items


def _answered(part: Part) -> Answered:
    keys = part.parts("bundle", "outcome", "code", "returns")
    code = keys["code"]
    return Answered(
        keys["bundle"].match(HASH),
        keys["outcome"].match(_OUTCOME),
        None if code.value is None else code.match(_CODE),
        tuple(_reply(one) for one in keys["returns"].list(_MOST_RETURNS)),
    )


def _reply(part: Part) -> ReturnReply:
    keys = part.parts("case", "agency", "reader", "revision", "answer", "text")
    ref = Ref(
        keys["case"].match(CASE_REF),
        keys["agency"].match(AGENCY),
        keys["reader"].whole(READERS.start, READERS.stop - 1),
    )
    reply, text = keys["answer"].one_of(Reply), keys["text"].text(MOST_TEXT)
    if (reply is Reply.QUERY) != bool(text):
        keys["text"].refuse("belongs to a query, and a query has one")
    return ReturnReply(ref, keys["revision"].match(HASH), reply, text)
