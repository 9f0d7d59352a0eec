"""The one container: age( ustar[ manifest.json, manifest.json.sig, member… ] ) (formats.md 7).

May not know what the members mean. Reading goes strictly from the outside in: nothing later influences
anything earlier, and no layer is parsed before the one around it holds.
"""

import hashlib
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

from auditdesk import crypto
from auditdesk.audit.people import Person, Role, Trust
from auditdesk.audit.shape import Part, moment_text
from auditdesk.canonical import Json, NotCanonicalError, canonical
from auditdesk.canonical import read as read_json
from auditdesk.crypto import Identity, NotOpenedError
from auditdesk.errors import FileError, ParkedError, RefusedError
from auditdesk.exchange import manifest, prescan, sshsig, tar
from auditdesk.exchange.manifest import MAJOR, MOST_BYTES, MOST_MANIFEST, MOST_MEMBERS, family
from auditdesk.files import read_capped

_MANIFEST, _SIGNATURE = "manifest.json", "manifest.json.sig"
_BEING_MADE = "the file just made"


@dataclass(frozen=True, slots=True)
class Type:
    """A kind of sealed document: its name, what its signature is for, who may sign, its own manifest keys.

    `major` is the one it is written in.
    """

    name: str
    namespace: str
    role: Role
    keys: tuple[str, ...]
    major: int = MAJOR


PACK = Type(
    "pack", "round@auditdesk", Role.COORDINATOR, ("round", "pack", "prev", "auditor", "forms", "payload")
)
BUNDLE = Type(
    "bundle", "bundle@auditdesk", Role.AUDITOR, ("round", "pack", "forms", "epoch", "seq", "prev", "payload")
)
RECEIPT = Type("receipt", "receipt@auditdesk", Role.COORDINATOR, ("round", "items"))
DECISIONS = Type("decisions", "decision@auditdesk", Role.COORDINATOR, ("round", "payload"))
TYPES = (PACK, BUNDLE, RECEIPT, DECISIONS)


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

    @property
    def named(self) -> tuple[str, str]:
        """The file and its type, as sentences about it need them."""
        return self.file, self.type.name


def seal(
    kind: Type,
    fields: Mapping[str, Json],
    members: tar.Members,
    identity: Identity,
    made: tuple[tuple[str, ...], str, datetime],
    read_back: Callable[[Signed, dict[str, Part]], object],
) -> Sealed:
    """Sign and encrypt. `made`: the addressees, the program's name and version, the moment.

    The finished file is opened again with the strict reader, through a throw-away recipient, before it is
    given; `read_back` is what that reader does with the inside.

    Raises:
        RefusedError: a reader would refuse it, by the same code.
    """
    recipients, app, created = made
    said = written(
        {
            "kind": f"auditdesk.{kind.name}/{kind.major}",
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
    sig = sshsig.sign(identity, said, kind.namespace).encode()
    spare = crypto.fresh_age_key()
    whole = tar.written(((_MANIFEST, said), (_SIGNATURE, sig), *members))
    raw = crypto.encrypt(whole, [*recipients, crypto.recipient_of(spare)])
    opened = opened_outside(raw, _BEING_MADE, (spare,), kind)
    ensure_signed(opened)
    read_back(opened, manifest_parts(opened))
    return Sealed(opened.id, raw, said, sig)


def written(value: Json) -> bytes:
    """Canonical bytes of a document being made.

    Raises:
        RefusedError: J_…: a reader would refuse them.
    """
    try:
        return canonical(value)
    except NotCanonicalError as error:
        raise RefusedError(error.code, file=_BEING_MADE) from error


def raw_file(path: Path, kind: Type) -> bytes:
    """The bytes of a file that somebody chose, before anything is known of them.

    Raises:
        RefusedError: A_SIZE. FileError: F_MISSING, F_UNREADABLE (a folder, a socket, no right to read).
    """
    try:
        return read_capped(path, MOST_BYTES)
    except FileError as error:
        if error.code != "F_BIG":
            raise
        raise RefusedError("A_SIZE", file=path.name, type=kind.name) from error


def opened_outside(raw: bytes, file: str, keys: tuple[str, ...], kind: Type) -> Signed:
    """Steps 1 to 4 and the shape of the signature: size, header, decryption, tar, armour, key checks.

    Raises:
        RefusedError: A_…, T_…, J_SIZE, S_SIZE, S_ARMOR, S_SHAPE, S_WEAK; M_KIND if it is, as its signature
            is made, another of our documents.
    """
    outside = prescan.binary(raw, MOST_BYTES, (file, kind.name))
    try:
        inside = crypto.decrypt(outside, keys)
    except NotOpenedError as error:
        raise RefusedError("A_DECRYPT", file=file) from error
    members = tar.read(inside, MOST_MEMBERS + 2, (file, kind.name))
    if [name for name, _ in members[:2]] != [_MANIFEST, _SIGNATURE]:
        raise RefusedError("M_MEMBERS", file=file)
    (_, said), (_, sig) = members[:2]
    if len(said) > MOST_MANIFEST:
        raise RefusedError("J_SIZE", file=file)
    try:
        found = sshsig.signer(sig, kind.namespace, file)
    except RefusedError as error:
        other = _other(said, sig, kind)
        if error.code != "S_SHAPE" or other is None:
            raise
        raise RefusedError("M_KIND", file=file, kind=other.name, type=kind.name) from error
    return Signed(kind, file, said, sig, found, members[2:])


def _other(said: bytes, sig: bytes, kind: Type) -> Type | None:
    """Which other of our documents this is, by signature and manifest alike: only to name it in a refusal."""
    for other in TYPES:
        if other.name == kind.name:
            continue
        try:
            sshsig.signer(sig, other.namespace, "")
            value = read_json(said, MOST_MANIFEST)
        except (RefusedError, NotCanonicalError):
            continue
        if isinstance(value, dict) and (family(value.get("kind")) or ("",))[0] == other.name:
            return other
    return None


def trusted(signed: Signed, people: Mapping[str, Person]) -> Person:
    """Step 5: who signed, if that person (by key line among `people`) is enrolled and may sign this.

    A revoked auditor's bundle is read, and held back from the view (formats.md 14); a revoked coordinator
    asks and answers nothing any more.

    Raises:
        ParkedError: S_UNKNOWN_SIGNER. RefusedError: S_ROLE, S_BAD.
    """
    person = people.get(signed.signer)
    if person is None or person.trust is Trust.UNVERIFIED:
        raise ParkedError("S_UNKNOWN_SIGNER", file=signed.file)
    revoked = person.trust is Trust.REVOKED and signed.type.name != BUNDLE.name
    if person.card.role is not signed.type.role or revoked:
        raise RefusedError("S_ROLE", name=person.card.name, type=signed.type.name)
    ensure_signed(signed)
    return person


def ensure_signed(signed: Signed) -> None:
    """The signature itself.

    Raises:
        RefusedError: S_BAD.
    """
    sshsig.ensure_signed(signed.found, signed.manifest, signed.type.namespace, signed.file)


def manifest_parts(signed: Signed, recipient: str | None = None) -> dict[str, Part]:
    """Steps 6 and 7: the manifest, its signer, its addressee, and the members it names.

    Raises:
        RefusedError: J_…, M_KIND, M_KEYS, M_SIGNER, M_RECIPIENT, M_TIME, M_MEMBERS, P_HASH.
        ParkedError: M_NEWER.
    """
    parts = manifest.read(signed.manifest, signed.named, signed.type.keys, signed.signer)
    if recipient is not None and recipient not in [part.value for part in parts["recipients"].list(8)]:
        raise RefusedError("M_RECIPIENT", file=signed.file)
    manifest.ensure_members(parts["members"], signed.members, signed.file)
    return parts
