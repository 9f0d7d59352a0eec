"""Round packs: what one auditor is asked for, from the coordinator (formats.md 8). May not know any desk."""

import hashlib
import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import datetime

from auditdesk import crypto
from auditdesk.audit.facts import PackSent
from auditdesk.audit.filling import Setting
from auditdesk.audit.people import Person, Role
from auditdesk.audit.round import ROUND_ID, Assignment, Guidance, Round, Rules
from auditdesk.audit.shape import HASH, Part
from auditdesk.audit.written import (
    read_assignment,
    read_guidance,
    read_round,
    read_rules,
    read_setting,
    written_assignment,
    written_guidance,
    written_round,
    written_rules,
    written_setting,
)
from auditdesk.canonical import Json
from auditdesk.canonical import read as read_json
from auditdesk.crypto import Identity
from auditdesk.errors import RefusedError, ToolError
from auditdesk.exchange import card, sealed
from auditdesk.exchange.inflate import Measured, inflated, measured, payload_of, squeezed
from auditdesk.exchange.manifest import in_manifest, in_payload
from auditdesk.exchange.sealed import PACK, Sealed, Signed
from auditdesk.form import Tool

MOST_PAYLOAD = 16 << 20
_MOST_PACKS, _MOST_FORMS, _MOST_ASSIGNMENTS, _MOST_GUIDANCE = 10_000, 8, 2_000, 50
_PAYLOAD = "payload.json.gz"
_PAYLOAD_KEYS = ("round", "assignments", "clocks", "holidays", "settings", "guidance", "rules")
_FORM_ID = re.compile(r"[a-z0-9_-]{1,40}")


@dataclass(frozen=True, slots=True)
class Pack:
    """What goes into one pack.

    `n` counts this auditor's packs of the round; `prev` is the id of the one before.
    """

    round: Round
    n: int
    prev: str | None
    auditor: str
    tools: tuple[Tool, ...]
    assignments: tuple[Assignment, ...]
    setting: Setting
    guidance: tuple[Guidance, ...]
    rules: Rules


@dataclass(frozen=True, slots=True)
class OpenedPack:
    """A verified pack; `payload` as it was signed, after inflating."""

    id: str
    pack: Pack
    coordinator: Person
    manifest: bytes
    sig: bytes
    payload: bytes

    @property
    def sent(self) -> PackSent:
        forms = tuple(tool.hash for tool in self.pack.tools)
        pack = self.pack
        return PackSent(self.id, pack.round.id, pack.n, pack.auditor, pack.prev, forms, pack.assignments)


@dataclass(frozen=True, slots=True)
class _Told:
    """What the manifest tells of the pack; a form is its id, version and hash, in the order of members."""

    round: str
    n: int
    prev: str | None
    auditor: str
    forms: tuple[tuple[str, str, str], ...]
    payload: Measured


def seal_pack(pack: Pack, identity: Identity, made: tuple[str, str, datetime]) -> tuple[Sealed, bytes]:
    """The sealed pack and its payload. `made`: the auditor's recipient, program and version, the moment.

    Raises:
        RefusedError: the auditor's reader would refuse it, by the same code.
    """
    recipient, app, created = made
    payload = sealed.written(_payload(pack))
    fields: dict[str, Json] = {
        "round": pack.round.id,
        "pack": pack.n,
        "prev": pack.prev,
        "auditor": pack.auditor,
        "forms": [
            {"member": _form_name(place), "id": tool.id, "version": tool.version, "sha256": tool.hash}
            for place, tool in enumerate(pack.tools, 1)
        ],
        "payload": payload_of(payload),
    }
    forms = tuple((_form_name(place), tool.to_json()) for place, tool in enumerate(pack.tools, 1))
    compiled = {raw: tool for (_, raw), tool in zip(forms, pack.tools, strict=True)}

    def read_back(signed: Signed, parts: dict[str, Part]) -> None:
        _pack(signed, _told(signed, parts), compiled.__getitem__)

    members = ((_PAYLOAD, squeezed(payload)), *forms)
    return sealed.seal(PACK, fields, members, identity, ((recipient,), app, created), read_back), payload


def _form_name(place: int) -> str:
    return f"form{place:02}.form"


def _payload(pack: Pack) -> Json:
    return {
        "round": written_round(pack.round),
        "assignments": [written_assignment(one) for one in pack.assignments],
        **written_setting(pack.setting),
        "guidance": [written_guidance(one) for one in pack.guidance],
        "rules": written_rules(pack.rules),
    }


def open_pack(raw: bytes, file: str, identity: Identity, people: Mapping[str, Person]) -> OpenedPack:
    """A pack for `identity` from a coordinator among `people` (by key line), checked as formats.md 13.

    Raises:
        RefusedError: it can never become right.
        ParkedError: S_UNKNOWN_SIGNER, M_NEWER.
    """
    signed = sealed.opened_outside(raw, file, (identity.age,), PACK)
    coordinator = sealed.trusted(signed, people)
    told = _told(signed, sealed.manifest_parts(signed, identity.recipient))
    if told.auditor != identity.sign_line:
        raise RefusedError("M_RECIPIENT", file=file)
    pack, payload = _pack(signed, told, Tool.from_json)
    return OpenedPack(signed.id, pack, coordinator, signed.manifest, signed.sig, payload)


def _told(signed: Signed, parts: dict[str, Part]) -> _Told:
    with in_manifest(signed.file):
        forms = [
            one.parts("member", "id", "version", "sha256") for one in parts["forms"].list(_MOST_FORMS, 1)
        ]
        for place, one in enumerate(forms, 1):
            if one["member"].value != _form_name(place):
                one["member"].refuse("is not the member of this place")
        hashes = tuple(one["sha256"].match(HASH) for one in forms)
        if len(set(hashes)) < len(hashes):
            parts["forms"].refuse("name a form twice")
        return _Told(
            parts["round"].match(ROUND_ID),
            parts["pack"].whole(1, _MOST_PACKS),
            parts["prev"].hash_or_none(),
            parts["auditor"].text(200),
            tuple(
                (one["id"].match(_FORM_ID), one["version"].text(20), digest)
                for one, digest in zip(forms, hashes, strict=True)
            ),
            measured(parts["payload"].parts("size", "sha256")),
        )


def _pack(signed: Signed, told: _Told, compiled: Callable[[bytes], Tool]) -> tuple[Pack, bytes]:
    """Steps 8 and 9: payload and forms. `compiled` makes a tool of its canonical bytes."""
    names = [_PAYLOAD, *(_form_name(place) for place in range(1, len(told.forms) + 1))]
    if [name for name, _ in signed.members] != names:
        raise RefusedError("M_MEMBERS", file=signed.file)
    payload = inflated(signed.members[0][1], told.payload, MOST_PAYLOAD, signed.named)
    with in_payload(*signed.named):
        tools = tuple(
            _tool(raw, form, compiled) for (_, raw), form in zip(signed.members[1:], told.forms, strict=True)
        )
        value = read_json(payload, MOST_PAYLOAD)
        pack = _read(Part(value), told, tools)
        if _payload(pack) != value:
            Part(value).refuse("is not written as auditdesk writes it")
    return pack, payload


def _tool(raw: bytes, form: tuple[str, str, str], compiled: Callable[[bytes], Tool]) -> Tool:
    """One form, compiled from its canonical bytes: it may be hostile (form/stored.py)."""
    if hashlib.sha256(raw).hexdigest() != form[2]:
        Part(None, "forms").refuse("name another form")
    try:
        tool = compiled(raw)
    except ToolError:
        Part(None, "forms").refuse("hold what is no form")
    if (tool.id, tool.version) != form[:2]:
        Part(None, "forms").refuse("name another form")
    return tool


def _read(whole: Part, told: _Told, tools: tuple[Tool, ...]) -> Pack:
    inside = whole.parts(*_PAYLOAD_KEYS)
    audit_round = read_round(inside["round"].value, "round")
    if audit_round.id != told.round:
        inside["round"].refuse("is another than the manifest's")
    _ensure_ours(audit_round, inside["round"])
    setting = {key: inside[key].value for key in ("clocks", "holidays", "settings")}
    asked = tuple(
        read_assignment(one.value, one.place) for one in inside["assignments"].list(_MOST_ASSIGNMENTS)
    )
    if not {one.form for one in asked} <= {tool.hash for tool in tools}:
        inside["assignments"].refuse("name a form that is not in the pack")
    if len({one.ref for one in asked}) < len(asked):
        inside["assignments"].refuse("name a return twice")
    return Pack(
        audit_round,
        told.n,
        told.prev,
        told.auditor,
        tools,
        asked,
        read_setting(setting, audit_round.nation),
        tuple(read_guidance(one.value, one.place) for one in inside["guidance"].list(_MOST_GUIDANCE)),
        read_rules(inside["rules"].value, "rules"),
    )


def _ensure_ours(audit_round: Round, part: Part) -> None:
    """The round key and the coordinator's card are what bundles will be sealed to and receipts checked by."""
    try:
        crypto.ensure_strong_recipient(audit_round.recipient)
        is_coordinator = card.read(audit_round.coordinator.encode(), "").role is Role.COORDINATOR
    except (ValueError, RefusedError):
        part.refuse("names no round key, or no card")
    if not is_coordinator:
        part.refuse("names a card that is no coordinator's")
