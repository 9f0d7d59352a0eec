"""Identity cards: one line of facts and a signature over it (formats.md 6). May not know who is trusted."""

import re
from collections.abc import Iterable
from datetime import date

from auditdesk import crypto
from auditdesk.audit.people import Card, Person, Role
from auditdesk.audit.shape import Part, ShapeError
from auditdesk.canonical import Json, canonical
from auditdesk.canonical import read as read_json
from auditdesk.crypto import Identity, WeakKeyError
from auditdesk.errors import ParkedError, RefusedError
from auditdesk.exchange import sshsig
from auditdesk.exchange.manifest import MAJOR, family

KIND = "auditdesk.card/1"
NAMESPACE = "identity@auditdesk"
MOST_BYTES = 4 << 10
_MOST_NAME = 80
_KEYS = ("kind", "name", "organisation", "role", "sign", "encrypt", "created", "expires", "previous")
_KIND = re.compile(re.escape(KIND))
_NAMESPACES = {
    Role.AUDITOR: "identity@auditdesk,bundle@auditdesk",
    Role.COORDINATOR: ",".join(
        f"{kind}@auditdesk" for kind in ("identity", "round", "receipt", "decision", "archive")
    ),
    Role.ESCROW: "identity@auditdesk",
    Role.ARCHIVE: "identity@auditdesk",
}


def write(card: Card, identity: Identity, previous: Identity | None = None) -> str:
    """The card's text, signed by its own key and, if it follows another, by the older key too."""
    line = _line(card)
    signed = sshsig.sign(identity, line, NAMESPACE)
    older = sshsig.sign(previous, line, NAMESPACE) if previous else ""
    return f"{line.decode()}\n{signed}{older}"


def _line(card: Card) -> bytes:
    values: dict[str, Json] = {
        "kind": KIND,
        "name": card.name,
        "organisation": card.organisation,
        "role": card.role.value,
        "sign": card.sign,
        "encrypt": card.encrypt,
        "created": card.created.isoformat(),
        "expires": card.expires.isoformat() if card.expires else None,
        "previous": card.previous,
    }
    return canonical(values)


def read(raw: bytes, file: str) -> Card:
    """A card whose signatures hold. It is not trusted by that: the phone check comes first.

    Raises:
        RefusedError: C_SHAPE, C_SIG, C_WEAK. ParkedError: M_NEWER.
    """
    line, end, armours = raw.partition(b"\n")
    try:
        if len(raw) > MOST_BYTES or not end:
            raise ShapeError("", "is no card")
        value = read_json(line, MOST_BYTES)
        _ensure_kind(value, file)
        card = _card(value)
        keys = [crypto.key_of(key) for key in (card.sign, card.previous) if key is not None]
        for key in keys:
            crypto.ensure_strong_key(key)
        crypto.ensure_strong_recipient(card.encrypt)
    except WeakKeyError as error:
        raise RefusedError("C_WEAK", file=file) from error
    except ValueError as error:
        raise RefusedError("C_SHAPE", file=file) from error
    _ensure_signed(line, armours, keys, file)
    return card


def _ensure_kind(value: Json, file: str) -> None:
    found = family(value.get("kind")) if isinstance(value, dict) else None
    if found and found[0] == "card" and found[1] > MAJOR:
        raise ParkedError("M_NEWER", file=file)


def _ensure_signed(line: bytes, armours: bytes, keys: list[bytes], file: str) -> None:
    end = b"-----END SSH SIGNATURE-----\n"
    parts = [part + end for part in armours.split(end)[:-1]]
    if b"".join(parts) != armours or len(parts) != len(keys):
        raise RefusedError("C_SIG", file=file)
    for part, key in zip(parts, keys, strict=True):
        try:
            found = sshsig.signer(part, NAMESPACE, file)
            sshsig.ensure_signed(found, line, NAMESPACE, file)
        except RefusedError as error:
            raise RefusedError("C_WEAK" if error.code == "S_WEAK" else "C_SIG", file=file) from error
        if found[0] != key:
            raise RefusedError("C_SIG", file=file)


def _card(value: Json) -> Card:
    parts = Part(value).parts(*_KEYS)
    parts["kind"].match(_KIND)
    previous = parts["previous"]
    if previous.value is not None and previous.value == parts["sign"].value:
        previous.refuse("is the key itself")
    return Card(
        parts["name"].text(_MOST_NAME, least=1),
        parts["organisation"].text(_MOST_NAME, least=1),
        parts["role"].one_of(Role),
        parts["sign"].text(),
        parts["encrypt"].text(),
        parts["created"].date(),
        parts["expires"].date() if parts["expires"].value is not None else None,
        previous.text() if previous.value is not None else None,
    )


def _day(day: date) -> str:
    return day.strftime("%Y%m%d")


def allowed_signers(people: Iterable[Person]) -> str:
    """What `ssh-keygen -Y verify -f` reads: a line a card, to check by hand (formats.md 7)."""
    lines = []
    for card in sorted((one.card for one in people), key=lambda card: card.fingerprint):
        until = f',valid-before="{_day(card.expires)}"' if card.expires else ""
        lines.append(f'{card.fingerprint[:16]} namespaces="{_NAMESPACES[card.role]}"{until} {card.sign}\n')
    return "".join(lines)
