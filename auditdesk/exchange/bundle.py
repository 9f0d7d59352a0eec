"""Bundles: an auditor's signed returns, sealed for the coordinator (formats.md 9). May not know any desk.

`open_bundle` is the only maker of an `OpenedBundle`; the order of its checks is that of formats.md 13.
"""

import re
from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import datetime

from auditdesk import crypto
from auditdesk.audit.facts import BundleFact, PackSent, Revision
from auditdesk.audit.people import Person, Role
from auditdesk.audit.returns import Return, revision_id
from auditdesk.audit.round import ROUND_ID
from auditdesk.audit.shape import HASH, Part, ShapeError
from auditdesk.audit.written import read_return, written_return
from auditdesk.canonical import Json, NotCanonicalError, canonical
from auditdesk.canonical import read as read_json
from auditdesk.crypto import Identity
from auditdesk.errors import ParkedError, RefusedError
from auditdesk.exchange import sealed
from auditdesk.exchange.answers import ensure_answers
from auditdesk.exchange.pack import about, trusted
from auditdesk.exchange.sealed import BUNDLE, Sealed, Signed
from auditdesk.form import Tool

MOST_PAYLOAD = 8 << 20
_MOST_FORMS, _MOST_RETURNS, _MOST_SEQ = 8, 2_000, (1 << 31) - 1
_PAYLOAD = "payload.json.gz"
_EPOCH = re.compile(r"[0-9a-f]{32}")
_FORM_ID = re.compile(r"[a-z0-9_-]{1,40}")


@dataclass(frozen=True, slots=True)
class Outgoing:
    """What goes into one bundle: every newest signed return, and the pack it was done under."""

    round: str
    pack: str
    tools: tuple[Tool, ...]
    epoch: str
    seq: int
    prev: str | None
    returns: tuple[Return, ...]


@dataclass(frozen=True, slots=True)
class Trusted:
    """What the reader knows: people by key line, packs by id, tools by hash, round recipients by id."""

    people: Mapping[str, Person]
    packs: Mapping[str, PackSent]
    tools: Mapping[str, Tool]
    rounds: Mapping[str, str]


@dataclass(frozen=True, slots=True)
class OpenedBundle:
    """A verified bundle; each revision with its canonical bytes, the layers as they were signed."""

    fact: BundleFact
    auditor: Person
    revisions: tuple[tuple[Revision, bytes], ...]
    manifest: bytes
    sig: bytes
    payload: bytes


def seal(
    outgoing: Outgoing, identity: Identity, made: tuple[str, str, datetime]
) -> tuple[Sealed, BundleFact]:
    """The sealed bundle. `made`: the round's recipient, program and version, the moment."""
    recipient, app, created = made
    returns = sorted(outgoing.returns, key=lambda ret: ret.ref)
    written = [written_return(ret) for ret in returns]
    payload = canonical({"returns": written})
    concerns = sum(ret.concerns for ret in returns)
    fields: dict[str, Json] = {
        "round": outgoing.round,
        "pack": outgoing.pack,
        "forms": [{"id": tool.id, "version": tool.version, "sha256": tool.hash} for tool in outgoing.tools],
        "epoch": outgoing.epoch,
        "seq": outgoing.seq,
        "prev": outgoing.prev,
        "payload": {**sealed.payload_of(payload), "returns": len(returns), "concerns": concerns},
    }
    members = ((_PAYLOAD, sealed.squeezed(payload)),)
    done = sealed.seal(BUNDLE, fields, members, identity, ((recipient,), app, created))
    ids = tuple(revision_id(canonical(one), identity.key, outgoing.round) for one in written)
    fact = BundleFact(
        done.id,
        outgoing.round,
        identity.sign_line,
        outgoing.pack,
        outgoing.epoch,
        outgoing.seq,
        outgoing.prev,
        created,
        concerns,
        ids,
    )
    return done, fact


def open_bundle(raw: bytes, file: str, keys: tuple[str, ...], trust: Trusted) -> OpenedBundle:
    """A bundle for one of the rounds whose age secrets are `keys`.

    Raises:
        RefusedError: it can never become right; its code says why.
        ParkedError: S_UNKNOWN_SIGNER, M_ROUND_UNKNOWN, M_PACK_UNKNOWN, M_FORM_UNKNOWN, M_NEWER.
    """
    signed = sealed.opened_outside(raw, file, keys, BUNDLE)
    auditor = trusted(signed, trust.people, Role.AUDITOR)
    sealed.ensure_signed(signed)
    parts = sealed.manifest_parts(signed)
    pack = _bound(signed, parts, trust, auditor)
    try:
        fact, payload = _fact(signed, parts)
        revisions = _revisions((file, payload), fact, pack, trust, auditor)
    except NotCanonicalError as error:
        raise RefusedError(error.code, file=file) from error
    except ShapeError as error:
        raise RefusedError(_code(error), file=file, type="bundle", name=auditor.card.name) from error
    return OpenedBundle(
        replace(fact, revisions=tuple(revision.id for revision, _ in revisions)),
        auditor,
        revisions,
        signed.manifest,
        signed.sig,
        payload,
    )


def _code(error: ShapeError) -> str:
    if error.too_many:
        return "P_MANY"
    known = {"seq": "M_SEQ", "epoch": "M_EPOCH", "prev": "M_PREV", "revision": "P_REVISION"}
    return known.get(error.key, "P_SHAPE")


def _bound(signed: Signed, parts: dict[str, Part], trust: Trusted, auditor: Person) -> PackSent:
    """The bindings inside the signed manifest: round, addressee, pack, forms."""
    file, name = signed.file, auditor.card.name
    try:
        round_id, pack_id = parts["round"].match(ROUND_ID), parts["pack"].match(HASH)
        forms = [
            (one["id"].match(_FORM_ID), one["version"].text(20), one["sha256"].match(HASH))
            for one in (p.parts("id", "version", "sha256") for p in parts["forms"].list(_MOST_FORMS, 1))
        ]
    except ShapeError as error:
        raise RefusedError("M_KEYS", file=file) from error
    if round_id not in trust.rounds:
        raise ParkedError("M_ROUND_UNKNOWN", file=file)
    if [part.value for part in parts["recipients"].list(_MOST_FORMS)] != [trust.rounds[round_id]]:
        raise RefusedError("M_RECIPIENT", file=file)
    pack = trust.packs.get(pack_id)
    if pack is None or pack.round != round_id:
        raise ParkedError("M_PACK_UNKNOWN", file=file)
    if pack.auditor != signed.signer:
        raise RefusedError("M_PACK_AUDITOR", name=name)
    for form in forms:
        _ensure_form(form, pack, trust, (file, name))
    return pack


def _ensure_form(form: tuple[str, str, str], pack: PackSent, trust: Trusted, named: tuple[str, str]) -> None:
    (tool_id, version, digest), (file, name) = form, named
    if digest in pack.forms and digest not in trust.tools:
        raise ParkedError("M_FORM_UNKNOWN", file=file)
    if digest not in pack.forms or (trust.tools[digest].id, trust.tools[digest].version) != (
        tool_id,
        version,
    ):
        raise RefusedError("M_FORM_HASH", name=name)


def _fact(signed: Signed, parts: dict[str, Part]) -> tuple[BundleFact, bytes]:
    told = parts["payload"].parts("size", "sha256", "returns", "concerns")
    told["returns"].whole(0, _MOST_RETURNS)
    content = dict(signed.members)
    if list(content) != [_PAYLOAD]:
        raise RefusedError("M_MEMBERS", file=signed.file)
    measured = about(Part({key: told[key].value for key in ("size", "sha256")}, "payload"))
    fact = BundleFact(
        id=signed.id,
        round=parts["round"].text(),
        signer=signed.signer,
        pack=parts["pack"].text(),
        epoch=parts["epoch"].match(_EPOCH),
        seq=parts["seq"].whole(1, _MOST_SEQ),
        prev=parts["prev"].hash_or_none(),
        created=parts["created"].moment(),
        concerns=told["concerns"].whole(0, _MOST_RETURNS),
        revisions=(),
    )
    payload = sealed.inflated(content[_PAYLOAD], measured, MOST_PAYLOAD, signed.file)
    inside = Part(read_json(payload, MOST_PAYLOAD)).parts("returns")["returns"].list(_MOST_RETURNS)
    if len(inside) != told["returns"].value:
        raise RefusedError("P_COUNT", file=signed.file)
    return fact, payload


def _revisions(
    read_from: tuple[str, bytes], fact: BundleFact, pack: PackSent, trust: Trusted, auditor: Person
) -> tuple[tuple[Revision, bytes], ...]:
    """Step 9: every return is one that was asked for, every answer fits its question."""
    (file, payload), name = read_from, auditor.card.name
    inside = Part(read_json(payload, MOST_PAYLOAD)).parts("returns")["returns"].list(_MOST_RETURNS)
    returns = [(read_return(part.value, part.place), part) for part in inside]
    refs = [ret.ref for ret, _ in returns]
    if refs != sorted(set(refs)):
        raise ShapeError("returns", "are not in order")
    if sum(ret.concerns for ret, _ in returns) != fact.concerns:
        raise ShapeError("concerns", "is another count than in the returns")
    asked = {one.ref: one for one in pack.assignments}
    key = crypto.key_of(fact.signer)
    found = []
    for ret, part in returns:
        if ret.ref not in asked:
            raise RefusedError("P_ASSIGN", file=file, name=name)
        if ret.form not in pack.forms:
            raise RefusedError("P_FORM", file=file, name=name)
        ensure_answers(trust.tools[ret.form], ret, file)
        body = canonical(part.value)
        found.append((Revision(revision_id(body, key, fact.round), fact.signer, ret), body))
    return tuple(found)
