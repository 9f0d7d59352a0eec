"""A sealed file made piece by piece, so that any piece can be made wrong. Says nothing of what is right.

Signatures and gzip are made here anew, not by the program's own writer.
"""

import base64
import gzip
import hashlib
import json
import struct
from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Any

from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey

from auditdesk import crypto
from auditdesk.crypto import Identity
from auditdesk.exchange import tar

Bytes = Callable[[bytes], bytes]
Json = dict[str, Any]


def as_is(raw: bytes) -> bytes:
    return raw


def compact(value: Any) -> bytes:
    """Canonical bytes, by the standard library: our keys are ASCII, so sorting by code point is by byte."""
    return json.dumps(value, sort_keys=True, separators=(",", ":"), ensure_ascii=False).encode()


def text(raw: bytes) -> bytes:
    return struct.pack(">I", len(raw)) + raw


def blob(
    key: bytes, sig: bytes, namespace: str, *, kind: bytes = b"ssh-ed25519", digest: str = "sha512"
) -> bytes:
    return (
        b"SSHSIG"
        + struct.pack(">I", 1)
        + text(text(kind) + text(key))
        + text(namespace.encode())
        + text(b"")
        + text(digest.encode())
        + text(text(kind) + text(sig))
    )


def armour(raw: bytes, columns: int = 70) -> bytes:
    code = base64.b64encode(raw).decode()
    lines = "".join(code[at : at + columns] + "\n" for at in range(0, len(code), columns))
    return f"-----BEGIN SSH SIGNATURE-----\n{lines}-----END SSH SIGNATURE-----\n".encode()


def signature(who: Identity, message: bytes, namespace: str) -> bytes:
    digest = hashlib.sha512(message).digest()
    told = b"SSHSIG" + text(namespace.encode()) + text(b"") + text(b"sha512") + text(digest)
    return Ed25519PrivateKey.from_private_bytes(who.seed).sign(told)


def signed(who: Identity, message: bytes, namespace: str) -> bytes:
    """An armoured signature, as `ssh-keygen -Y sign` makes it."""
    return armour(blob(who.key, signature(who, message, namespace), namespace))


def squeezed(raw: bytes) -> bytes:
    made = gzip.compress(raw, mtime=0)
    return made[:9] + b"\xff" + made[10:]


@dataclass
class Draft:
    """A document about to be sealed; what is not changed is as it should be.

    `said` is changed last, after members and payload were measured; `sized` tells whether to measure them.
    """

    manifest: Json
    by: Identity
    namespace: str
    payload: bytes | None = None
    payload_name: str = "payload.json.gz"
    forms: tuple[bytes, ...] = ()
    gz: Bytes = squeezed
    more: tuple[tuple[str, bytes], ...] = ()
    said: Callable[[Json], None] = field(default=lambda _: None)
    manifest_bytes: Bytes = as_is
    sig: Bytes = as_is
    order: Callable[[tar.Members], tar.Members] = field(default=lambda members: members)
    archive: Bytes = as_is

    def members(self) -> tar.Members:
        payload = () if self.payload is None else ((self.payload_name, self.gz(self.payload)),)
        forms = tuple((f"form{n:02}.form", raw) for n, raw in enumerate(self.forms, 1))
        return (*payload, *forms, *self.more)

    def text(self) -> bytes:
        """The manifest's bytes, as they are signed."""
        manifest = dict(self.manifest)
        manifest["members"] = [
            {"name": name, "sha256": hashlib.sha256(raw).hexdigest(), "size": len(raw)}
            for name, raw in self.members()
        ]
        if self.payload is not None:
            measured = {"size": len(self.payload), "sha256": hashlib.sha256(self.payload).hexdigest()}
            manifest["payload"] = {**manifest.get("payload", {}), **measured}
        self.said(manifest)
        return self.manifest_bytes(compact(manifest))

    def inside(self) -> bytes:
        """The archive that is encrypted."""
        told = self.text()
        sig = self.sig(signed(self.by, told, self.namespace))
        members = (("manifest.json", told), ("manifest.json.sig", sig), *self.members())
        return self.archive(tar.written(self.order(members)))


def sealed(inside: bytes, *recipients: str) -> bytes:
    return crypto.encrypt(inside, recipients)
