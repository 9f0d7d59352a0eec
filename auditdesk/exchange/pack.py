"""Round packs: what one auditor is asked for, from the coordinator (formats.md 8). May not know any desk."""

import hashlib
import re
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime

from auditdesk.audit.facts import PackSent
from auditdesk.audit.filling import Setting
from auditdesk.audit.people import Person, Role, Trust
from auditdesk.audit.round import ROUND_ID, Assignment, Guidance, Round, Rules
from auditdesk.audit.shape import HASH, Part, ShapeError
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
from auditdesk.canonical import Json, NotCanonicalError, canonical
from auditdesk.canonical import read as read_json
from auditdesk.crypto import Identity
from auditdesk.errors import ParkedError, RefusedError, ToolError
from auditdesk.exchange import sealed
from auditdesk.exchange.sealed import PACK, Sealed, Signed
from auditdesk.form import Tool

MOST_PAYLOAD = 16 << 20
_MOST_PACKS, _MOST_FORMS, _MOST_ASSIGNMENTS, _MOST_GUIDANCE = 10_000, 8, 2_000, 50
_PAYLOAD = "payload.json.gz"
_PAYLOAD_KEYS = ("round", "assignments", "clocks", "holidays", "settings", "guidance", "rules")
_MEMBER = re.compile(r"form0[1-8]\.form")
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


def seal_pack(pack: Pack, identity: Identity, made: tuple[str, str, datetime]) -> tuple[Sealed, bytes]:
    """The sealed pack and its payload. `made`: the auditor's recipient, program and version, the moment."""
    recipient, app, created = made
    payload = canonical(
        {
            "round": written_round(pack.round),
            "assignments": [written_assignment(one) for one in pack.assignments],
            **written_setting(pack.setting),
            "guidance": [written_guidance(one) for one in pack.guidance],
            "rules": written_rules(pack.rules),
        }
    )
    forms = tuple((f"form{place:02}.form", tool) for place, tool in enumerate(pack.tools, 1))
    fields: dict[str, Json] = {
        "round": pack.round.id,
        "pack": pack.n,
        "prev": pack.prev,
        "auditor": pack.auditor,
        "forms": [
            {"member": name, "id": tool.id, "version": tool.version, "sha256": tool.hash}
            for name, tool in forms
        ],
        "payload": sealed.payload_of(payload),
    }
    members = ((_PAYLOAD, sealed.squeezed(payload)), *((name, tool.to_json()) for name, tool in forms))
    return sealed.seal(PACK, fields, members, identity, ((recipient,), app, created)), payload


def open_pack(raw: bytes, file: str, identity: Identity, people: Mapping[str, Person]) -> OpenedPack:
    """A pack for `identity` from a coordinator among `people` (by key line), checked as formats.md 13.

    Raises:
        RefusedError: it can never become right.
        ParkedError: S_UNKNOWN_SIGNER, M_NEWER.
    """
    signed = sealed.opened_outside(raw, file, (identity.age,), PACK)
    coordinator = trusted(signed, people, Role.COORDINATOR)
    sealed.ensure_signed(signed)
    parts = sealed.manifest_parts(signed, identity.recipient)
    try:
        pack, payload = _pack(signed, parts, identity)
    except NotCanonicalError as error:
        raise RefusedError(error.code, file=file) from error
    except (ShapeError, ToolError) as error:
        raise RefusedError("P_SHAPE", file=file) from error
    return OpenedPack(signed.id, pack, coordinator, signed.manifest, signed.sig, payload)


def trusted(signed: Signed, people: Mapping[str, Person], role: Role) -> Person:
    """Who signed, if that person is enrolled and may sign this.

    Raises:
        ParkedError: S_UNKNOWN_SIGNER. RefusedError: S_ROLE.
    """
    person = people.get(signed.signer)
    if person is None or person.trust is Trust.UNVERIFIED:
        raise ParkedError("S_UNKNOWN_SIGNER", file=signed.file)
    if person.card.role is not role:
        raise RefusedError("S_ROLE", name=person.card.name, type=signed.type.name)
    return person


def _pack(signed: Signed, parts: dict[str, Part], identity: Identity) -> tuple[Pack, bytes]:
    file = signed.file
    if parts["auditor"].text(200) != identity.sign_line:
        raise RefusedError("M_RECIPIENT", file=file)
    content = dict(signed.members)
    if next(iter(content), "") != _PAYLOAD:
        raise RefusedError("M_MEMBERS", file=file)
    payload = sealed.inflated(content[_PAYLOAD], about(parts["payload"]), MOST_PAYLOAD, file)
    tools = tuple(_tool(part, content, file) for part in parts["forms"].list(_MOST_FORMS, 1))
    inside = Part(read_json(payload, MOST_PAYLOAD)).parts(*_PAYLOAD_KEYS)
    audit_round = read_round(inside["round"].value, "round")
    if audit_round.id != parts["round"].match(ROUND_ID):
        raise ShapeError("round", "is another than the manifest's")
    setting = {key: inside[key].value for key in ("clocks", "holidays", "settings")}
    pack = Pack(
        audit_round,
        parts["pack"].whole(1, _MOST_PACKS),
        parts["prev"].hash_or_none(),
        identity.sign_line,
        tools,
        tuple(read_assignment(one.value, one.place) for one in inside["assignments"].list(_MOST_ASSIGNMENTS)),
        read_setting(setting, audit_round.nation),
        tuple(read_guidance(one.value, one.place) for one in inside["guidance"].list(_MOST_GUIDANCE)),
        read_rules(inside["rules"].value, "rules"),
    )
    if not {one.form for one in pack.assignments} <= {tool.hash for tool in tools}:
        raise ShapeError("assignments", "names a form that is not in the pack")
    return pack, payload


def _tool(part: Part, content: Mapping[str, bytes], file: str) -> Tool:
    keys = part.parts("member", "id", "version", "sha256")
    raw = content.get(keys["member"].match(_MEMBER))
    if raw is None:
        raise RefusedError("M_MEMBERS", file=file)
    if hashlib.sha256(raw).hexdigest() != keys["sha256"].match(HASH):
        raise RefusedError("M_FORM_HASH", name=file)
    tool = Tool.from_json(raw)
    if (tool.id, tool.version) != (keys["id"].match(_FORM_ID), keys["version"].text(20)):
        raise ShapeError(part.place, "names another tool")
    return tool


def about(part: Part) -> tuple[int, str]:
    """Size and hash of a payload, from `{size, sha256}`."""
    keys = part.parts("size", "sha256")
    return keys["size"].whole(0, 1 << 40), keys["sha256"].match(HASH)
