"""Bundles: an auditor's signed returns, sealed for the coordinator (formats.md 9). May not know any desk.

`open_bundle` is the only maker of an `OpenedBundle`; the order of its checks is that of formats.md 13.
"""

import re
from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import datetime

from auditdesk import crypto
from auditdesk.audit.facts import BundleFact, PackSent, Revision
from auditdesk.audit.people import Person
from auditdesk.audit.returns import Return, revision_id
from auditdesk.audit.round import ROUND_ID
from auditdesk.audit.shape import HASH, Part
from auditdesk.audit.trusted import Trusted
from auditdesk.audit.written import read_return, written_return
from auditdesk.canonical import Json, canonical
from auditdesk.canonical import read as read_json
from auditdesk.crypto import Identity
from auditdesk.errors import ParkedError, RefusedError
from auditdesk.exchange import sealed
from auditdesk.exchange.answers import Asked, ensure_answers, ensure_shaped
from auditdesk.exchange.inflate import Measured, inflated, measured, payload_of, squeezed
from auditdesk.exchange.manifest import MAJOR, family, in_manifest, in_payload
from auditdesk.exchange.sealed import BUNDLE, Sealed, Signed
from auditdesk.form import Tool

MOST_PAYLOAD = 16 << 20
MOST_SQUEEZED = 8 << 20
_MOST_FORMS, _MOST_RETURNS, _MOST_SEQ = 8, 2_000, (1 << 31) - 1
_PAYLOAD = "payload.json.gz"
_WITH_LEFT_OVER = 2
"""The major of a bundle in which a return carries left-over answers; others are written as the first."""
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
class OpenedBundle:
    """A verified bundle; each revision with its canonical bytes, the layers as they were signed."""

    fact: BundleFact
    auditor: Person
    revisions: tuple[tuple[Revision, bytes], ...]
    manifest: bytes
    sig: bytes
    payload: bytes


@dataclass(frozen=True, slots=True)
class _Told:
    """What the manifest tells of the bundle: its major, forms (id, version, hash), payload, facts."""

    major: int
    forms: tuple[tuple[str, str, str], ...]
    payload: Measured
    returns: int
    fact: BundleFact


def seal(
    outgoing: Outgoing, identity: Identity, made: tuple[str, str, datetime]
) -> tuple[Sealed, BundleFact]:
    """The sealed bundle. `made`: the round's recipient, program and version, the moment.

    Raises:
        RefusedError: the coordinator's reader would refuse it, by the same code.
    """
    recipient, app, created = made
    returns = sorted(outgoing.returns, key=lambda ret: ret.ref)
    payload = sealed.written({"returns": [written_return(ret) for ret in returns]})
    concerns = sum(ret.concerns for ret in returns)
    fields: dict[str, Json] = {
        "round": outgoing.round,
        "pack": outgoing.pack,
        "forms": [{"id": tool.id, "version": tool.version, "sha256": tool.hash} for tool in outgoing.tools],
        "epoch": outgoing.epoch,
        "seq": outgoing.seq,
        "prev": outgoing.prev,
        "payload": {**payload_of(payload), "returns": len(returns), "concerns": concerns},
    }
    members = ((_PAYLOAD, squeezed(payload)),)
    tools = {tool.hash: tool for tool in outgoing.tools}
    facts: list[BundleFact] = []

    def read_back(signed: Signed, parts: dict[str, Part]) -> None:
        told = _told(signed, parts)
        read = _returns(signed, told, _payload(signed, told))
        for ret, _ in read:
            if ret.form not in tools:
                raise RefusedError("P_FORM", file=signed.file, name="")
            ensure_shaped(tools[ret.form], ret, signed.file)
        facts.append(_with_ids(told.fact, read)[0])

    kind = replace(BUNDLE, major=_major(outgoing.returns))
    done = sealed.seal(kind, fields, members, identity, ((recipient,), app, created), read_back)
    return done, facts[0]


def _major(returns: Iterable[Return]) -> int:
    return _WITH_LEFT_OVER if any(ret.left_over for ret in returns) else MAJOR


def open_bundle(raw: bytes, file: str, keys: tuple[str, ...], trust: Trusted) -> OpenedBundle:
    """A bundle for one of the rounds whose age secrets are `keys`.

    Raises:
        RefusedError: it can never become right; its code says why.
        ParkedError: S_UNKNOWN_SIGNER, M_ROUND_UNKNOWN, M_PACK_UNKNOWN, M_FORM_UNKNOWN, M_NEWER.
    """
    signed = sealed.opened_outside(raw, file, keys, BUNDLE)
    auditor = sealed.trusted(signed, trust.people)
    parts = sealed.manifest_parts(signed)
    told = _told(signed, parts)
    pack = _bound(signed, parts, (told, trust), auditor.card.name)
    payload = _payload(signed, told)
    read = _returns(signed, told, payload)
    forms = {digest for _, _, digest in told.forms}
    asked = {one.ref: Asked(trust.rounds[pack.round], one) for one in pack.assignments}
    for ret, _ in read:
        if ret.ref not in asked:
            raise RefusedError("P_ASSIGN", file=file, name=auditor.card.name)
        if ret.form not in forms:
            raise RefusedError("P_FORM", file=file, name=auditor.card.name)
        ensure_answers(trust.tools[ret.form], ret, asked[ret.ref], file)
    fact, revisions = _with_ids(told.fact, read)
    return OpenedBundle(fact, auditor, revisions, signed.manifest, signed.sig, payload)


def _told(signed: Signed, parts: dict[str, Part]) -> _Told:
    with in_manifest(signed.file):
        payload = parts["payload"].parts("size", "sha256", "returns", "concerns")
        forms = [one.parts("id", "version", "sha256") for one in parts["forms"].list(_MOST_FORMS, 1)]
        fact = BundleFact(
            id=signed.id,
            round=parts["round"].match(ROUND_ID),
            signer=signed.signer,
            pack=parts["pack"].match(HASH),
            epoch=parts["epoch"].match(_EPOCH),
            seq=parts["seq"].whole(1, _MOST_SEQ),
            prev=parts["prev"].hash_or_none(),
            created=parts["created"].moment(),
            concerns=payload["concerns"].whole(0, _MOST_RETURNS),
            revisions=(),
        )
        return _Told(
            (family(parts["kind"].value) or ("", MAJOR))[1],
            tuple(
                (one["id"].match(_FORM_ID), one["version"].text(20), one["sha256"].match(HASH))
                for one in forms
            ),
            measured(payload),
            payload["returns"].whole(0, _MOST_RETURNS),
            fact,
        )


def _bound(signed: Signed, parts: dict[str, Part], by: tuple[_Told, Trusted], name: str) -> PackSent:
    """The bindings inside the signed manifest: round, addressee, pack, forms."""
    (told, trust), file = by, signed.file
    known = trust.rounds.get(told.fact.round)
    if known is None:
        raise ParkedError("M_ROUND_UNKNOWN", file=file)
    if parts["recipients"].value != [known.round.recipient]:
        raise RefusedError("M_RECIPIENT", file=file)
    pack = trust.packs.get(told.fact.pack)
    if pack is None or pack.round != told.fact.round:
        raise ParkedError("M_PACK_UNKNOWN", file=file)
    if pack.auditor != signed.signer:
        raise RefusedError("M_PACK_AUDITOR", name=name)
    for tool_id, version, digest in told.forms:
        tool = trust.tools.get(digest)
        if digest in pack.forms and tool is None:
            raise ParkedError("M_FORM_UNKNOWN", file=file)
        if digest not in pack.forms or tool is None or (tool.id, tool.version) != (tool_id, version):
            raise RefusedError("M_FORM_HASH", name=name)
    return pack


def _payload(signed: Signed, told: _Told) -> bytes:
    """Step 8: the one member, inflated."""
    if [name for name, _ in signed.members] != [_PAYLOAD]:
        raise RefusedError("M_MEMBERS", file=signed.file)
    squeezed_payload = signed.members[0][1]
    if len(squeezed_payload) > MOST_SQUEEZED:
        raise RefusedError("Z_LIMIT", file=signed.file, type=BUNDLE.name)
    return inflated(squeezed_payload, told.payload, MOST_PAYLOAD, signed.named)


def _returns(signed: Signed, told: _Told, payload: bytes) -> tuple[tuple[Return, bytes], ...]:
    """The returns of a payload, each with its canonical bytes, in the one order and the one way to write."""
    with in_payload(*signed.named):
        inside = Part(read_json(payload, MOST_PAYLOAD)).parts("returns")["returns"].list(_MOST_RETURNS)
        if len(inside) != told.returns:
            raise RefusedError("P_COUNT", file=signed.file)
        read = []
        for part in inside:
            ret = read_return(part.value, part.place)
            if written_return(ret) != part.value:
                part.refuse("is not written as auditdesk writes it")
            read.append((ret, canonical(part.value)))
        refs = [ret.ref for ret, _ in read]
        if refs != sorted(set(refs)):
            Part(None, "returns").refuse("are not in order")
        if told.major != _major(ret for ret, _ in read):
            Part(None, "returns").refuse("are written in another major than the manifest's")
    if sum(ret.concerns for ret, _ in read) != told.fact.concerns:
        raise RefusedError("P_COUNT", file=signed.file)
    return tuple(read)


def _with_ids(
    fact: BundleFact, read: tuple[tuple[Return, bytes], ...]
) -> tuple[BundleFact, tuple[tuple[Revision, bytes], ...]]:
    key = crypto.key_of(fact.signer)
    found = tuple(
        (Revision(revision_id(body, key, fact.round), fact.signer, ret), body) for ret, body in read
    )
    return replace(fact, revisions=tuple(revision.id for revision, _ in found)), found
