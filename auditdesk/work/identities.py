"""Who signs and who is trusted: the own card out, other people's cards in, after the phone check."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

from auditdesk import places
from auditdesk.audit.decisions import Decided, DecisionValue, Kept, What
from auditdesk.audit.people import Card, Person, Role, Trust
from auditdesk.audit.written_decisions import MOST_KEPT
from auditdesk.desk import decisions, facts, packs, people, rounds
from auditdesk.desk.desk import Desk
from auditdesk.desk.sqlite import Database
from auditdesk.errors import FileError, InputError, ParkedError, RefusedError
from auditdesk.exchange import card as cards
from auditdesk.exchange.decisions import signed
from auditdesk.exchange.words import spoken
from auditdesk.files import read_capped, whole_file

_LEAST_SAID = 2  # of eight words: one in a million for who does not hold the card


@dataclass(frozen=True, slots=True)
class CardFile:
    """Where the own card was saved, and the words to read out when somebody rings."""

    file: str
    words: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class CardSeen:
    """A card as it was read, and its eight words."""

    name: str
    organisation: str
    role: str
    fingerprint: str
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


def look_at_card(file: Path) -> CardSeen:
    """Whose card a file holds; nothing is stored or trusted by looking. Its words are what a call confirms.

    Raises:
        FileError: F_MISSING, F_UNREADABLE. RefusedError: C_SHAPE, C_SIG, C_WEAK.
    """
    return _seen(cards.read(_card_file(file), file.name))


def own_card(desk: Desk) -> CardSeen:
    """The desk's own card, with the words to read out when somebody rings to check it."""
    return _seen(desk.card)


def _seen(card: Card) -> CardSeen:
    return CardSeen(card.name, card.organisation, card.role, card.fingerprint, _words(card))


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
    return _enrolled(desk, card, raw.decode(), at)


def enrol_after_call(desk: Desk, file: Path, said: Mapping[int, str], *, at: datetime) -> Known:
    """Trust a card whose owner read out the words that were asked for, by their number from 1 (formats.md 6).

    Raises:
        RefusedError, ParkedError: as `enrol`; fewer than two words are no check.
    """
    raw = _card_file(file)
    card = cards.read(raw, file.name)
    words = dict(enumerate(_words(card), 1))
    if len(said) < _LEAST_SAID or any(words.get(n) != word.casefold() for n, word in said.items()):
        raise RefusedError("C_WORDS")
    return _enrolled(desk, card, raw.decode(), at)


def _enrolled(desk: Desk, card: Card, text: str, at: datetime) -> Known:
    for person in desk.read(people.everyone):
        same = (person.card.name, person.card.organisation) == (card.name, card.organisation)
        if same and person.trust is Trust.VERIFIED and person.card.sign not in (card.sign, card.previous):
            raise ParkedError("C_DIFFERENT", name=card.name)
    person = Person(card, text, Trust.VERIFIED)
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


def revoke(desk: Desk, fingerprint: str, *, keep: tuple[int, ...] = (), at: datetime) -> Known:
    """Stop trusting a key. What it signed stays in the store and, on a coordinator's desk, no longer counts.

    `keep` are lines of the merge log whose bundles still count: those from before the key was in other
    hands. The rule holds whenever a bundle of this key arrives (formats.md 14).

    Raises:
        InputError: U_USAGE if no card, or more than one, has that fingerprint, or a line is not of this key.
    """
    person = desk.read(people.shown, fingerprint)
    kept = _kept(desk, person, keep)
    entries = [
        (name, What.REVOKE, person.card.sign, Kept(kept.get(name, ())), "")
        for name in _rounds_of(desk, person.card.sign)
    ]
    made = tuple(_signed(desk, entry, at) for entry in entries)
    desk.write(_revoke, person, made, at)
    return _known(Person(person.card, person.text, Trust.REVOKED))


def _kept(desk: Desk, person: Person, keep: tuple[int, ...]) -> dict[str, tuple[str, ...]]:
    """The bundles of those lines, by round."""
    found: dict[str, set[str]] = {}
    for number in keep:
        line = desk.read(facts.line_of, number)
        if line is None or line.signer != person.card.sign or not (line.round and line.bundle):
            raise InputError("U_USAGE", why=f"Line {number} of the log is no bundle of {person.card.name}.")
        found.setdefault(line.round, set()).add(line.bundle)
    if any(len(bundles) > MOST_KEPT for bundles in found.values()):
        raise InputError("U_USAGE", why=f"At most {MOST_KEPT} bundles of a round can be kept.")
    return {name: tuple(sorted(bundles)) for name, bundles in found.items()}


def _revoke(db: Database, person: Person, made: tuple[Decided, ...], at: datetime) -> None:
    people.set_trust(db, person.card.sign, Trust.REVOKED, at)
    for one in made:
        decisions.append(db, (one,))


def succeed(desk: Desk, former: str, following: str, *, at: datetime) -> Known:
    """Say that two keys are one person's: what the new key signs comes after all that the old one signed.

    Both are named by their fingerprints; the new card is enrolled after a phone check of its own.

    Raises:
        InputError: U_USAGE if a fingerprint names no card, or the two keys are one; R_ROLE.
    """
    desk.ensure_role(Role.COORDINATOR)
    before, after = desk.read(people.shown, former), desk.read(people.shown, following)
    if before.card.sign == after.card.sign or after.trust is not Trust.VERIFIED:
        raise InputError("U_USAGE", why=f"{following!r} is not another, enrolled card.")
    for name in _rounds_of(desk, before.card.sign):
        entry = (name, What.SUCCEED, before.card.sign, after.card.sign, "")
        desk.write(decisions.append, (_signed(desk, entry, at),))
    return _known(after)


def _rounds_of(desk: Desk, sign: str) -> list[str]:
    """The coordinator's rounds in which a key was asked for something."""
    if desk.role is not Role.COORDINATOR:
        return []
    return [name for name in desk.read(rounds.all_ids) if desk.read(packs.sent_to, name, sign)]


def _signed(desk: Desk, entry: tuple[str, What, str, DecisionValue, str], at: datetime) -> Decided:
    last = desk.read(decisions.last, entry[0])
    return signed(decisions.following(last, entry, desk.identity.sign_line, at), desk.identity)


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
