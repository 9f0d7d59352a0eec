"""The people whose cards lie on this desk. May not know how a card is checked."""

from datetime import date, datetime

from auditdesk.audit.people import Card, Person, Role, Trust
from auditdesk.audit.shape import moment_text
from auditdesk.canonical import read
from auditdesk.desk.sqlite import Database

_MOST_CARD = 4_096


def add(db: Database, person: Person, at: datetime) -> None:
    """Keep a person's card with its trust; the same key again replaces the card."""
    db.table("person").insert(
        {
            "sign": person.card.sign,
            "fingerprint": person.card.fingerprint,
            "text": person.text,
            "trust": person.trust.value,
            "changed_at": moment_text(at),
        },
        replace=True,
        pk="sign",
    )


def set_trust(db: Database, sign: str, trust: Trust, at: datetime) -> None:
    db.table("person").update(sign, {"trust": trust.value, "changed_at": moment_text(at)})


def everyone(db: Database) -> tuple[Person, ...]:
    """All cards on this desk, by fingerprint."""
    rows = db.query("select text, trust from person order by fingerprint")
    return tuple(Person(_card(row["text"]), row["text"], Trust(row["trust"])) for row in rows)


def _card(text: str) -> Card:
    """A card that was checked when it came in; only its first line is read here."""
    match read(text.partition("\n")[0].encode(), _MOST_CARD):
        case dict() as keys:
            return Card(
                str(keys["name"]),
                str(keys["organisation"]),
                Role(str(keys["role"])),
                str(keys["sign"]),
                str(keys["encrypt"]),
                date.fromisoformat(str(keys["created"])),
                date.fromisoformat(str(keys["expires"])) if keys["expires"] else None,
                str(keys["previous"]) if keys["previous"] else None,
            )
        case _:
            raise ValueError("card")
