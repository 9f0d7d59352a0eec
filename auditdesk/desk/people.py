"""The people whose cards lie on this desk. May not know how a card is signed or checked."""

from datetime import datetime

from auditdesk.audit.people import Card, Person, Role, Trust
from auditdesk.audit.shape import Part, moment_text
from auditdesk.canonical import read
from auditdesk.desk.sqlite import Database
from auditdesk.errors import InputError

_MOST_CARD = 4_096
_LEAST_SHOWN = 8


def add(db: Database, person: Person, at: datetime) -> None:
    """Keep a person's card with its trust; the same signing key again replaces card and trust.

    The first moment of being trusted stays.
    """
    enrolled_at = moment_text(at) if person.trust is Trust.VERIFIED else None
    former = db.execute("select enrolled_at from person where sign = ?", [person.card.sign]).fetchone()
    db.table("person").upsert(
        {
            "sign": person.card.sign,
            "fingerprint": person.card.fingerprint,
            "card": person.text,
            "trust": person.trust.value,
            "enrolled_at": (former[0] if former else None) or enrolled_at,
            "changed_at": moment_text(at),
        },
        pk="sign",
    )


def set_trust(db: Database, sign: str, trust: Trust, at: datetime) -> None:
    """Change how far a key that lies here is trusted."""
    found = by_key(db, sign)
    if found is None:
        raise LookupError(sign)
    add(db, Person(found.card, found.text, trust), at)


def everyone(db: Database) -> tuple[Person, ...]:
    """All cards on this desk, by fingerprint."""
    rows = db.execute("select card, trust from person order by fingerprint").fetchall()
    return tuple(_person(*row) for row in rows)


def by_keys(db: Database, own_card: str) -> dict[str, Person]:
    """All cards by signing key line, and the desk's own: what is signed by it is known, in its role alone."""
    own = Person(card_of(own_card), own_card, Trust.VERIFIED)
    return {own.card.sign: own} | {person.card.sign: person for person in everyone(db)}


def by_key(db: Database, sign: str) -> Person | None:
    """Whose signing key line this is, if the card lies here."""
    found = db.execute("select card, trust from person where sign = ?", [sign]).fetchone()
    return _person(*found) if found else None


def shown(db: Database, fingerprint: str) -> Person:
    """Whose card has a fingerprint that starts so; at least eight characters name one.

    Raises:
        InputError: U_USAGE if no card, or more than one, has.
    """
    start = fingerprint.casefold()
    found = [
        one for one in everyone(db) if len(start) >= _LEAST_SHOWN and one.card.fingerprint.startswith(start)
    ]
    if len(found) != 1:
        why = f"{len(found)} cards have a fingerprint that starts with {fingerprint!r}."
        raise InputError("U_USAGE", why=why)
    return found[0]


def _person(text: str, trust: str) -> Person:
    return Person(card_of(text), text, Trust(trust))


def card_of(text: str) -> Card:
    """A card whose signature was checked when it came in: only its first line is read here.

    Raises:
        ValueError: it is no card.
    """
    line = read(text.partition("\n")[0].encode(), _MOST_CARD)
    keys = ("kind", "name", "organisation", "role", "sign", "encrypt", "created", "expires", "previous")
    parts = Part(line).parts(*keys)
    name, organisation = parts["name"].text(), parts["organisation"].text()
    return Card(
        name,
        organisation,
        parts["role"].one_of(Role),
        parts["sign"].text(),
        parts["encrypt"].text(),
        parts["created"].date(),
        None if parts["expires"].value is None else parts["expires"].date(),
        None if parts["previous"].value is None else parts["previous"].text(),
    )
