"""The one container: age( ustar[ manifest.json, manifest.json.sig, member… ] ) (formats.md 7).

May not know what the members mean. Reading goes strictly from the outside in: nothing later influences
anything
earlier, and no layer is parsed before the one around it holds.
"""

import hashlib
import re
import zlib
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime

from auditdesk import crypto
from auditdesk.audit.shape import HASH, Part, ShapeError, moment_text
from auditdesk.canonical import Json, NotCanonicalError, canonical
from auditdesk.canonical import read as read_json
from auditdesk.crypto import Identity, NotOpenedError
from auditdesk.errors import ParkedError, RefusedError
from auditdesk.exchange import prescan, sshsig, tar

MOST_BYTES = 16 << 20
MOST_MANIFEST = 64 << 10
_MOST_MEMBERS = 16
_MOST_RECIPIENTS = 8
_MANIFEST, _SIGNATURE = "manifest.json", "manifest.json.sig"
_EVERYWHERE = ("kind", "app", "created", "signer", "recipients", "members")
_NAME = re.compile(r"[a-z0-9][a-z0-9.-]{0,95}")
_FAMILY = re.compile(r"auditdesk\.([a-z]+)/([1-9][0-9]{0,5})")
_GZIP_HEAD = b"\x1f\x8b\x08\x00\x00\x00\x00\x00"
MAJOR = 1


@dataclass(frozen=True, slots=True)
class Type:
    """A kind of sealed document: its name, what its signature is for, its own manifest keys."""

    name: str
    namespace: str
    keys: tuple[str, ...]


PACK = Type("pack", "round@auditdesk", ("round", "pack", "prev", "auditor", "forms", "payload"))
BUNDLE = Type("bundle", "bundle@auditdesk", ("round", "pack", "forms", "epoch", "seq", "prev", "payload"))
RECEIPT = Type("receipt", "receipt@auditdesk", ("round", "items"))


@dataclass(frozen=True, slots=True)
class Sealed:
    """A finished file: `id` is the hash of its manifest, `raw` what is mailed; the parts are for keeping."""

    id: str
    raw: bytes
    manifest: bytes
    sig: bytes


@dataclass(frozen=True, slots=True)
class Signed:
    """A decrypted document whose shape is right and whose signature is not yet judged."""

    type: Type
    file: str
    manifest: bytes
    sig: bytes
    found: tuple[bytes, bytes]
    members: tar.Members

    @property
    def id(self) -> str:
        return hashlib.sha256(self.manifest).hexdigest()

    @property
    def signer(self) -> str:
        """The key line inside the signature."""
        return crypto.key_line(self.found[0])


def seal(
    kind: Type,
    fields: Mapping[str, Json],
    members: tar.Members,
    identity: Identity,
    made: tuple[tuple[str, ...], str, datetime],
) -> Sealed:
    """Sign and encrypt. `made`: the addressees, the program's name and version, the moment.

    The finished file is opened again with the strict reader through a throw-away recipient before it is
    given.
    """
    recipients, app, created = made
    manifest = canonical(
        {
            "kind": f"auditdesk.{kind.name}/{MAJOR}",
            "app": app,
            "created": moment_text(created),
            "signer": identity.sign_line,
            "recipients": list[Json](sorted(recipients)),
            "members": [
                {"name": name, "sha256": hashlib.sha256(content).hexdigest(), "size": len(content)}
                for name, content in members
            ],
            **fields,
        }
    )
    sig = sshsig.sign(identity, manifest, kind.namespace).encode()
    whole = tar.written(((_MANIFEST, manifest), (_SIGNATURE, sig), *members))
    spare = crypto.fresh_age_key()
    raw = crypto.encrypt(whole, [*recipients, crypto.recipient_of(spare)])
    opened = opened_outside(raw, "the file just made", (spare,), kind)
    ensure_signed(opened)
    manifest_parts(opened)
    return Sealed(opened.id, raw, manifest, sig)


def opened_outside(raw: bytes, file: str, keys: tuple[str, ...], kind: Type) -> Signed:
    """Steps 1 to 4 and the shape of the signature: size, header, decryption, tar, armour.

    Raises:
        RefusedError: A_…, T_…, S_SIZE, S_ARMOR, S_SHAPE; M_KIND if it is another of our documents.
    """
    outside = prescan.binary(raw, MOST_BYTES, (file, kind.name))
    try:
        inside = crypto.decrypt(outside, keys)
    except NotOpenedError as error:
        raise RefusedError("A_DECRYPT", file=file) from error
    members = tar.read(inside, _MOST_MEMBERS + 2, file)
    if [name for name, _ in members[:2]] != [_MANIFEST, _SIGNATURE]:
        raise RefusedError("M_MEMBERS", file=file)
    (_, manifest), (_, sig) = members[:2]
    if len(manifest) > MOST_MANIFEST:
        raise RefusedError("J_SIZE", file=file)
    _ensure_kind(manifest, kind, file)
    found = sshsig.signer(sig, kind.namespace, file)
    return Signed(kind, file, manifest, sig, found, members[2:])


def _ensure_kind(manifest: bytes, kind: Type, file: str) -> None:
    """Only which of our documents this claims to be: a signature is made for one kind alone."""
    claimed = re.search(rb'"kind":"(auditdesk\.[a-z]+/[0-9]+)"', manifest)
    parts = _FAMILY.fullmatch(claimed[1].decode()) if claimed else None
    if parts and parts[1] != kind.name:
        raise RefusedError("M_KIND", file=file, kind=parts[1], type=kind.name)
    if parts and int(parts[2]) > MAJOR:
        raise ParkedError("M_NEWER", file=file)


def ensure_signed(signed: Signed) -> None:
    """Step 5, after the caller has seen that the key is known: the signature itself.

    Raises:
        RefusedError: S_WEAK, S_BAD.
    """
    sshsig.ensure_signed(signed.found, signed.manifest, signed.type.namespace, signed.file)


def manifest_parts(signed: Signed, recipient: str | None = None) -> dict[str, Part]:
    """Steps 6 and 7: the manifest, its signer, its addressee, and the members it names.

    Raises:
        RefusedError: J_…, M_KEYS, M_SIGNER, M_RECIPIENT, M_TIME, M_MEMBERS, P_HASH.
    """
    file = signed.file
    try:
        value = read_json(signed.manifest, MOST_MANIFEST)
        parts = Part(value).parts(*_EVERYWHERE, *signed.type.keys)
        parts["app"].text(32)
        recipients = [part.text(100) for part in parts["recipients"].list(_MOST_RECIPIENTS, 1)]
        named = [
            (one["name"].match(_NAME), one["sha256"].match(HASH), one["size"].whole(0, MOST_BYTES))
            for one in (part.parts("name", "sha256", "size") for part in parts["members"].list(_MOST_MEMBERS))
        ]
        signer = parts["signer"].text(200)
    except NotCanonicalError as error:
        raise RefusedError(error.code, file=file) from error
    except ShapeError as error:
        raise RefusedError("M_KEYS", file=file) from error
    try:
        parts["created"].moment()
    except ShapeError as error:
        raise RefusedError("M_TIME", file=file) from error
    if signer != signed.signer:
        raise RefusedError("M_SIGNER", file=file)
    if recipients != sorted(set(recipients)):
        raise RefusedError("M_KEYS", file=file)
    if recipient is not None and recipient not in recipients:
        raise RefusedError("M_RECIPIENT", file=file)
    _ensure_members(signed, named)
    return parts


def _ensure_members(signed: Signed, named: list[tuple[str, str, int]]) -> None:
    if [name for name, _, _ in named] != [name for name, _ in signed.members]:
        raise RefusedError("M_MEMBERS", file=signed.file)
    for (_, digest, size), (_, content) in zip(named, signed.members, strict=True):
        if size != len(content):
            raise RefusedError("M_MEMBERS", file=signed.file)
        if hashlib.sha256(content).hexdigest() != digest:
            raise RefusedError("P_HASH", file=signed.file)


def squeezed(content: bytes) -> bytes:
    """Give gzip with flags and time 0, the same bytes each time."""
    packer = zlib.compressobj(9, zlib.DEFLATED, -zlib.MAX_WBITS)
    body = packer.compress(content) + packer.flush()
    tail = zlib.crc32(content).to_bytes(4, "little") + (len(content) & 0xFFFFFFFF).to_bytes(4, "little")
    return _GZIP_HEAD + b"\x02\xff" + body + tail


def payload_of(content: bytes) -> dict[str, Json]:
    """What a manifest says of its payload: size and hash before squeezing."""
    return {"size": len(content), "sha256": hashlib.sha256(content).hexdigest()}


def inflated(raw: bytes, about: tuple[int, str], most: int, file: str) -> bytes:
    """Step 8: one gzip member of exactly the size and hash that was signed.

    Raises:
        RefusedError: Z_LIMIT, Z_BAD, Z_SIZE, P_HASH.
    """
    size, digest = about
    if size > most:
        raise RefusedError("Z_LIMIT", file=file, type="sealed file")
    if raw[:8] != _GZIP_HEAD:
        raise RefusedError("Z_BAD", file=file)
    unpacker = zlib.decompressobj(zlib.MAX_WBITS | 16)
    try:
        content = unpacker.decompress(raw, size + 1)
    except zlib.error as error:
        raise RefusedError("Z_BAD", file=file) from error
    if len(content) != size:
        raise RefusedError("Z_SIZE", file=file)
    if not unpacker.eof or unpacker.unused_data:
        raise RefusedError("Z_BAD", file=file)
    if hashlib.sha256(content).hexdigest() != digest:
        raise RefusedError("P_HASH", file=file)
    return content
