"""Who signs and who is trusted: the own card out, other people's cards in, after the phone check."""

from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

from auditdesk import places
from auditdesk.audit.people import Card, Person, Trust
from auditdesk.desk import people
from auditdesk.desk.desk import Desk
from auditdesk.errors import FileError, InputError, ParkedError, RefusedError
from auditdesk.exchange import card as cards
from auditdesk.exchange.words import spoken
from auditdesk.files import read_capped, whole_file

_LEAST_SHOWN = 8


@dataclass(frozen=True, slots=True)
class CardFile:
    """Where the own card was saved, and the words to read out when somebody rings."""

    file: str
    words: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Known:
    """Somebody whose card lies on this desk."""

    name: str
    agency: str
    role: str
    trust: str
    fingerprint: str


def _words(card: Card) -> tuple[str, ...]:
    lines = (places.resources() / "words" / "fingerprint.txt").read_text("utf-8").splitlines()
    return spoken(card.fingerprint, tuple(line for line in lines if line and not line.startswith("#")))


def write_card(desk: Desk, to: Path, *, replace: bool = False) -> CardFile:
    """Save the public identity card as a file.

    Raises:
        FileError: F_EXISTS, F_FULL, F_READONLY.
    """
    raw = desk.card_text.encode()
    whole_file(to, raw, replace=replace, reads_back=lambda back: cards.read(back, str(to)))
    return CardFile(str(to), _words(cards.read(raw, str(to))))


def enrol(desk: Desk, file: Path, words: tuple[str, ...], *, at: datetime) -> Known:
    """Trust a card whose owner read out its eight words on a number known already.

    Raises:
        RefusedError: C_WORDS, C_SHAPE (also: no card at all), C_SIG, C_WEAK; nothing was stored.
        ParkedError: C_DIFFERENT: the same person is enrolled with other keys.
    """
    raw = _card_file(file)
    card = cards.read(raw, file.name)
    if tuple(word.casefold() for word in words) != _words(card):
        raise RefusedError("C_WORDS")
    for person in desk.read(people.everyone):
        same = (person.card.name, person.card.organisation) == (card.name, card.organisation)
        if same and person.trust is Trust.VERIFIED and person.card.sign not in (card.sign, card.previous):
            raise ParkedError("C_DIFFERENT", name=card.name)
    person = Person(card, raw.decode(), Trust.VERIFIED)
    desk.write(people.add, person, at)
    return _known(person)


def _card_file(file: Path) -> bytes:
    try:
        return read_capped(file, cards.MOST_BYTES)
    except FileError as error:
        if error.code != "F_BIG":
            raise
        raise RefusedError("C_SHAPE", file=file.name) from error


def people_known(desk: Desk) -> tuple[Known, ...]:
    """Everybody whose card lies on this desk, by agency and name."""
    found = (_known(person) for person in desk.read(people.everyone))
    return tuple(sorted(found, key=lambda one: (one.agency, one.name, one.fingerprint)))


def revoke(desk: Desk, fingerprint: str, *, at: datetime) -> Known:
    """Stop trusting a key: what it signed and was merged stays, nothing new from it is read.

    Raises:
        InputError: U_USAGE if no card, or more than one, has that fingerprint.
    """
    shown = fingerprint.casefold()
    found = [
        person
        for person in desk.read(people.everyone)
        if len(shown) >= _LEAST_SHOWN and person.card.fingerprint.startswith(shown)
    ]
    if len(found) != 1:
        raise InputError(
            "U_USAGE", why=f"{len(found)} cards have a fingerprint that starts with {fingerprint!r}."
        )
    desk.write(people.set_trust, found[0].card.sign, Trust.REVOKED, at)
    return _known(Person(found[0].card, found[0].text, Trust.REVOKED))


@dataclass(frozen=True, slots=True)
class SignersFile:
    """Where the keys of all trusted people were saved, and how many."""

    file: str
    signers: int


def write_signers(desk: Desk, to: Path, *, replace: bool = False) -> SignersFile:
    """Save what `ssh-keygen -Y verify -f` reads, to check sealed files by hand (formats.md 7).

    Raises:
        FileError: F_EXISTS, F_FULL, F_READONLY.
    """
    text = allowed_signers(desk)
    whole_file(to, text.encode(), replace=replace)
    return SignersFile(str(to), text.count("\n"))


def allowed_signers(desk: Desk) -> str:
    """What `ssh-keygen -Y verify -f` reads: the desk's own person and everybody verified (formats.md 7)."""
    own = Person(cards.read(desk.card_text.encode(), "vault.json"), desk.card_text, Trust.VERIFIED)
    others = (person for person in desk.read(people.everyone) if person.trust is Trust.VERIFIED)
    return cards.allowed_signers((own, *others))


def _known(person: Person) -> Known:
    card = person.card
    return Known(card.name, card.organisation, card.role, person.trust, card.fingerprint)
