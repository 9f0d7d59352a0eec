"""One person's desk: made, opened, checked, its passphrase changed, recovered."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

from auditdesk import crypto, places
from auditdesk.audit.people import Card, Role
from auditdesk.canonical import cleaned
from auditdesk.desk import desk as rooms
from auditdesk.desk import returns, rounds, sheet, vault, ways_in
from auditdesk.desk.desk import Desk
from auditdesk.desk.passphrases import ensure_strong, printed
from auditdesk.desk.slots import MOST_BYTES, read_vault
from auditdesk.errors import InputError
from auditdesk.exchange import card as cards
from auditdesk.exchange.words import spoken
from auditdesk.files import read_capped

_LARGEST_LIST = 1 << 20
_MOST_NAME = 80
_OFFERED_WORDS = 6


@dataclass(frozen=True, slots=True)
class Owner:
    """Whose desk: the name on the card, the agency's code, auditor or coordinator."""

    name: str
    agency: str
    role: str


@dataclass(frozen=True, slots=True)
class Made:
    """A new desk. The recovery code is shown once and kept nowhere; the words are what a caller checks."""

    folder: str
    fingerprint: str
    words: tuple[str, ...]
    recovery_code: str


@dataclass(frozen=True, slots=True)
class DeskStatus:
    """Whose desk it is; counts are of returns asked of it."""

    name: str
    agency: str
    role: str
    fingerprint: str
    rounds: tuple[str, ...]
    returns: int
    signed: int


@dataclass(frozen=True, slots=True)
class DeskChecked:
    """Whether the store reads whole and the chain over the history of answers is unbroken."""

    store_sound: bool
    history_sound: bool
    entries: int


def _list(name: str) -> tuple[str, ...]:
    raw = read_capped(places.resources() / "words" / name, _LARGEST_LIST)
    lines = (line.strip() for line in raw.decode().splitlines())
    return tuple(line for line in lines if line and not line.startswith("#"))


def words_of(card: Card) -> tuple[str, ...]:
    """The eight words of a card, to be read out at the phone check (formats.md 6)."""
    return spoken(card.fingerprint, _list("fingerprint.txt"))


def make_desk(
    home: Path,
    owner: Owner,
    passphrase: str,
    *,
    at: datetime,
    expires: bool = True,
    owes_sheet: bool = False,
) -> Made:
    """Make the desk of one person: fresh keys, identity card, vault with two ways in, empty store.

    With `owes_sheet`, `sheet_is_due` says so until `write_recovery_sheet` has saved the code.

    Raises:
        DeskError: V_WEAK, V_EXISTS, D_PLACE, D_FULL, D_READONLY; nothing was made.
        InputError: U_USAGE for a name that no card can carry.
    """
    ensure_strong(passphrase, frozenset(_list("common-passphrases.txt")))
    name = cleaned(owner.name)[0].strip()
    if not 0 < len(name) <= _MOST_NAME or not 0 < len(owner.agency) <= _MOST_NAME:
        raise InputError("U_USAGE", why=f"A name and an agency have 1 to {_MOST_NAME} characters.")
    identity = crypto.fresh_identity()
    created = at.date()
    card = Card(
        name,
        owner.agency,
        Role(owner.role),
        identity.sign_line,
        identity.recipient,
        created,
        created.replace(year=created.year + 2, day=min(created.day, 28)) if expires else None,
    )
    code = rooms.make_desk(home, identity, cards.write(card, identity), passphrase, owes_sheet=owes_sheet)
    return Made(str(home), card.fingerprint, words_of(card), printed(code))


def open_desk(home: Path, passphrase: str) -> Desk:
    """Open a desk; the caller closes it.

    Raises:
        DeskError: V_NONE, V_WRONG, V_SHAPE …, D_LOCKED, D_KEY, D_NEWER, D_PLACE.
    """
    return rooms.open_desk(home, passphrase)


def ensure_opens(desk: Desk, passphrase: str) -> None:
    """Refuse a passphrase that would not open this desk, which is open and only covered.

    Raises:
        DeskError: V_WRONG.
    """
    vault.unlocked(read_vault(read_capped(desk.folder / rooms.VAULT, MOST_BYTES)), passphrase)


def offered_passphrase(choose: Callable[[Sequence[str]], str]) -> str:
    """Six words to use as a passphrase, 77 bits of chance (formats.md 4); `choose` takes one of a list."""
    words = _list("passphrase.txt")
    return " ".join(choose(words) for _ in range(_OFFERED_WORDS))


def card_of(desk: Desk) -> Card:
    """The card of the desk's own person."""
    return cards.read(desk.card_text.encode(), "vault.json")


def desk_status(desk: Desk) -> DeskStatus:
    """Whose desk this is and how much lies on it."""
    card = card_of(desk)
    names = desk.read(rounds.all_ids)
    states = [state for name in names for state in desk.read(returns.states, name).values()]
    return DeskStatus(
        card.name,
        card.organisation,
        card.role,
        card.fingerprint,
        tuple(names),
        len(states),
        sum(state != "open" for state in states),
    )


def check_desk(desk: Desk) -> DeskChecked:
    """Read the whole store and walk the chain over the history of every answer."""
    entries, sound = desk.read(returns.check_chain)
    return DeskChecked(desk.is_sound(), sound, entries)


def change_passphrase(home: Path, present: str, fresh: str) -> None:
    """Let `fresh` open the desk instead of `present`; the store is not touched.

    Raises:
        DeskError: V_WRONG, V_WEAK, V_NONE, D_LOCKED; nothing was changed.
    """
    ensure_strong(fresh, frozenset(_list("common-passphrases.txt")))
    ways_in.change_passphrase(home, present, fresh)


def recover_desk(home: Path, code: str, fresh: str, *, owes_sheet: bool = False) -> str:
    """Open with the recovery code, set a new passphrase, give the new recovery code.

    With `owes_sheet`, `sheet_is_due` says so until `write_recovery_sheet` has saved that one.

    Raises:
        DeskError: V_WRONG, V_WEAK, V_NONE, D_LOCKED; nothing was changed.
    """
    ensure_strong(fresh, frozenset(_list("common-passphrases.txt")))
    return printed(ways_in.recover(home, code, fresh, owes_sheet=owes_sheet))


def renew_recovery(home: Path, passphrase: str, *, owes_sheet: bool = False) -> str:
    """Give a new recovery code, for the passphrase; whatever sheet there was opens nothing more.

    Raises:
        DeskError: V_WRONG, V_NONE, D_LOCKED; nothing was changed.
    """
    return printed(ways_in.renew(home, passphrase, owes_sheet=owes_sheet))


def sheet_is_due(home: Path) -> bool:
    """Whether a recovery code was shown and its sheet never saved: the window was closed or killed then."""
    return sheet.is_due(home)
