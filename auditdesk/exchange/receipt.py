"""Receipts: the coordinator's answer to bundles (formats.md 10). May not know any desk."""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

from auditdesk.audit.people import Person, Role
from auditdesk.audit.round import AGENCY, CASE_REF, READERS, ROUND_ID, Ref
from auditdesk.audit.shape import HASH, Part, ShapeError
from auditdesk.canonical import Json, NotCanonicalError
from auditdesk.crypto import Identity
from auditdesk.errors import RefusedError
from auditdesk.exchange import sealed
from auditdesk.exchange.pack import trusted
from auditdesk.exchange.sealed import RECEIPT, Sealed

_MOST_BUNDLES, _MOST_RETURNS, _MOST_TEXT = 200, 2_000, 2_000
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


def seal(
    round_id: str, items: tuple[Answered, ...], identity: Identity, made: tuple[str, str, datetime]
) -> Sealed:
    """The sealed receipt. `made`: the auditor's recipient, program and version, the moment."""
    recipient, app, created = made
    written: list[Json] = [
        {
            "bundle": each.bundle,
            "outcome": each.outcome,
            "code": each.code,
            "returns": [
                {
                    "case": one.ref.case,
                    "agency": one.ref.agency,
                    "reader": one.ref.reader,
                    "revision": one.revision,
                    "answer": one.reply.value,
                    "text": one.text,
                }
                for one in each.returns
            ],
        }
        for each in items
    ]
    fields: dict[str, Json] = {"round": round_id, "items": written}
    return sealed.seal(RECEIPT, fields, (), identity, ((recipient,), app, created))


def open_receipt(raw: bytes, file: str, identity: Identity, people: Mapping[str, Person]) -> OpenedReceipt:
    """A receipt for `identity` from a coordinator among `people`.

    Raises:
        RefusedError: it can never become right. ParkedError: S_UNKNOWN_SIGNER, M_NEWER.
    """
    signed = sealed.opened_outside(raw, file, (identity.age,), RECEIPT)
    coordinator = trusted(signed, people, Role.COORDINATOR)
    sealed.ensure_signed(signed)
    parts = sealed.manifest_parts(signed, identity.recipient)
    try:
        round_id = parts["round"].match(ROUND_ID)
        items = tuple(_answered(part) for part in parts["items"].list(_MOST_BUNDLES))
    except NotCanonicalError as error:
        raise RefusedError(error.code, file=file) from error
    except ShapeError as error:
        raise RefusedError("M_KEYS", file=file) from error
    if signed.members:
        raise RefusedError("M_MEMBERS", file=file)
    return OpenedReceipt(signed.id, round_id, items, coordinator, signed.manifest, signed.sig)


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
    return ReturnReply(
        ref, keys["revision"].match(HASH), keys["answer"].one_of(Reply), keys["text"].text(_MOST_TEXT)
    )
