"""The signed manifest of a sealed document: kind, signer, addressees, members (formats.md 7, 13.6 and 13.7).

May not know what the members mean; is read only after the signature has held.
"""

import hashlib
import re
from collections.abc import Iterator
from contextlib import contextmanager

from auditdesk import crypto
from auditdesk.audit.shape import HASH, Part, ShapeError
from auditdesk.canonical import NotCanonicalError
from auditdesk.canonical import read as read_json
from auditdesk.errors import ParkedError, RefusedError
from auditdesk.exchange.tar import Members

MAJOR = 1
_NEWEST = {"bundle": 2}
"""The newest major of each type that is past its first: all of them are read for ever."""
MOST_BYTES = 16 << 20
MOST_MANIFEST = 64 << 10
MOST_MEMBERS = 16
_MOST_RECIPIENTS = 8
_EVERYWHERE = ("kind", "app", "created", "signer", "recipients", "members")
_APP = re.compile(r"(?=.{1,32}$)auditdesk [0-9]+\.[0-9]+\.[0-9]+[a-z0-9.+-]*")
_NAME = re.compile(r"[a-z0-9][a-z0-9.-]{0,95}")
_FAMILY = re.compile(r"auditdesk\.([a-z]{1,16})/([1-9][0-9]{0,5})")
_CODES = {"seq": "M_SEQ", "epoch": "M_EPOCH", "prev": "M_PREV", "created": "M_TIME"}


def family(kind: object) -> tuple[str, int] | None:
    """Type and major of a `kind`, or None if it is none of ours."""
    found = _FAMILY.fullmatch(kind) if isinstance(kind, str) else None
    return (found[1], int(found[2])) if found else None


@contextmanager
def in_manifest(file: str) -> Iterator[None]:
    """Turn what does not fit a manifest into its code: M_KEYS, or that of its key."""
    try:
        yield
    except NotCanonicalError as error:
        raise RefusedError(error.code, file=file) from error
    except ShapeError as error:
        code = "M_KEYS" if error.is_key else _CODES.get(error.place, "M_KEYS")
        raise RefusedError(code, file=file) from error


@contextmanager
def in_payload(file: str, kind: str) -> Iterator[None]:
    """Turn what does not fit a payload into its code: P_MANY, P_REVISION, P_SHAPE."""
    try:
        yield
    except NotCanonicalError as error:
        raise RefusedError(error.code, file=file) from error
    except ShapeError as error:
        if error.too_many:
            raise RefusedError("P_MANY", file=file, type=kind) from error
        is_revision = error.key == "revision" and not error.is_key
        raise RefusedError("P_REVISION" if is_revision else "P_SHAPE", file=file) from error


def read(raw: bytes, named: tuple[str, str], own_keys: tuple[str, ...], signer: str) -> dict[str, Part]:
    """Every key of a manifest. `named`: the file, its type; `signer` is the key inside the signature.

    Raises:
        RefusedError: J_…, M_KIND, M_KEYS, M_TIME, M_SIGNER. ParkedError: M_NEWER.
    """
    file, kind = named
    with in_manifest(file):
        value = read_json(raw, MOST_MANIFEST)
        _ensure_kind(value.get("kind") if isinstance(value, dict) else None, kind, file)
        parts = Part(value).parts(*_EVERYWHERE, *own_keys)
        parts["app"].match(_APP)
        parts["created"].moment()
        named_signer = parts["signer"].text(200)
        _ensure_recipients(parts["recipients"])
    if named_signer != signer:
        raise RefusedError("M_SIGNER", file=file)
    return parts


def _ensure_kind(said: object, kind: str, file: str) -> None:
    found = family(said)
    if found is None:
        raise ShapeError("kind", "is none of ours")
    if found[0] != kind:
        raise RefusedError("M_KIND", file=file, kind=found[0], type=kind)
    if found[1] > _NEWEST.get(kind, MAJOR):
        raise ParkedError("M_NEWER", file=file)


def _ensure_recipients(part: Part) -> None:
    recipients = [inner.text(100) for inner in part.list(_MOST_RECIPIENTS, 1)]
    if recipients != sorted(set(recipients)):
        part.refuse("are not sorted and distinct")
    for one in recipients:
        try:
            crypto.ensure_strong_recipient(one)
        except ValueError:
            part.refuse("holds no age recipient")


def ensure_members(part: Part, members: Members, file: str) -> None:
    """The members are those that were signed, in that order.

    Raises:
        RefusedError: M_KEYS, M_MEMBERS, P_HASH.
    """
    with in_manifest(file):
        said = [
            (one["name"].match(_NAME), one["sha256"].match(HASH), one["size"].whole(0, MOST_BYTES))
            for one in (inner.parts("name", "sha256", "size") for inner in part.list(MOST_MEMBERS))
        ]
    if [(name, size) for name, _, size in said] != [(name, len(content)) for name, content in members]:
        raise RefusedError("M_MEMBERS", file=file)
    for (_, digest, _), (_, content) in zip(said, members, strict=True):
        if hashlib.sha256(content).hexdigest() != digest:
            raise RefusedError("P_HASH", file=file)
