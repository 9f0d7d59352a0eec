"""The people of the vectors: keys from fixed bytes, so that every vector can be made again."""

import hashlib
from dataclasses import replace
from datetime import date

from auditdesk.audit.people import Card, Person, Role, Trust
from auditdesk.crypto import Identity
from auditdesk.exchange import card as cards
from tests.exchange import bech32


def identity(name: str) -> Identity:
    seed, age = (hashlib.sha256(f"{kind} {name}".encode()).digest() for kind in ("sign", "age"))
    return Identity(seed, bech32.secret(age))


ANN, BEN, CAT, DAN, EVE = (identity(name) for name in ("ann", "ben", "cat", "dan", "eve"))
"""Two auditors, the coordinator, a coordinator whose key was revoked, a stranger."""
ROUND_KEY, OTHER_ROUND_KEY = identity("round"), identity("other round")


def card(who: Identity, name: str, role: Role = Role.AUDITOR, **changed: object) -> Card:
    plain = Card(name, "csc", role, who.sign_line, who.recipient, date(2016, 6, 1))
    return replace(plain, **changed)  # type: ignore[arg-type]  # the caller names fields of a Card


def person(who: Identity, name: str, role: Role = Role.AUDITOR, trust: Trust = Trust.VERIFIED) -> Person:
    made = card(who, name, role)
    return Person(made, cards.write(made, who), trust)


PEOPLE = {
    one.card.sign: one
    for one in (
        person(ANN, "Ann Other"),
        person(BEN, "Ben Nevis"),
        person(CAT, "Cat Bells", Role.COORDINATOR),
        person(DAN, "Dan Druff", Role.COORDINATOR, Trust.REVOKED),
    )
}
