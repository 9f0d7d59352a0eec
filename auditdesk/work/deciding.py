"""What waits for the coordinator: rivals of one number, two audits of one case, files kept unread."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass

from auditdesk.audit.people import Role
from auditdesk.desk import facts, inbox, people, rounds
from auditdesk.desk.desk import Desk
from auditdesk.desk.facts import Logged
from auditdesk.errors import ParkedError
from auditdesk.merge.decided import held_back, is_decided, read_log
from auditdesk.merge.reread import Given
from auditdesk.merge.standing import Note, NoteKind, Standing
from auditdesk.merge.view import View, view


@dataclass(frozen=True, slots=True)
class Came:
    """One bundle that was merged: its line in the merge log, whose it is, when it came, what it brought.

    `held` says why it does not count today (a kind of note), or nothing.
    """

    n: int
    auditor: str
    agency: str
    fingerprint: str
    at: str
    returns: tuple[str, ...]
    held: str


@dataclass(frozen=True, slots=True)
class ToDecide:
    """One thing that needs a person: its kind, the ref it is about (or none), the bundles it lies between.

    `stands` are the lines of those whose return counts today; not `is_open` is what was decided before.
    """

    kind: str
    about: str
    rivals: tuple[Came, ...]
    stands: tuple[int, ...]
    is_open: bool


@dataclass(frozen=True, slots=True)
class Unread:
    """A file kept unread: when it came, why it cannot be judged yet, and what is to be done about it."""

    at: str
    code: str
    sentence: str
    hint: str


@dataclass(frozen=True, slots=True)
class Deciding:
    """All that needs a person in one round; open things first. `unread` is of the desk, not of a round."""

    round: str
    things: tuple[ToDecide, ...]
    unread: tuple[Unread, ...]
    bundles: tuple[Came, ...]


def to_decide(desk: Desk, round_id: str | None) -> Deciding:
    """What waits for a decision, and between what; `decide_merge` and `lead_return` decide it.

    Raises:
        InputError: R_ROUND, R_MANY, R_ROLE.
    """
    desk.ensure_role(Role.COORDINATOR)
    name = desk.read(rounds.chosen, round_id)
    known = desk.read(facts.of_round, name)
    lines = desk.read(facts.logged)
    log = read_log(known.decisions)
    names = {one.card.sign: one.card for one in desk.read(people.everyone)}
    refs = {one.id: str(one.ret.ref) for one in known.revisions}
    came = {}
    for bundle in known.bundles:
        line = next(one for one in lines if one.bundle == bundle.id)
        card = names[bundle.signer]
        held = held_back(bundle, log)
        came[bundle.id] = Came(
            line.n,
            card.name,
            card.organisation,
            card.fingerprint,
            line.at,
            tuple(sorted(refs[one] for one in bundle.revisions)),
            held.value if held else "",
        )
    seen = view(known, Given.of(desk.read(rounds.setting, name), desk.read(rounds.zone, name)))
    brought = {revision: bundle.id for bundle in reversed(known.bundles) for revision in bundle.revisions}
    notes = (note for note in seen.notes if note.kind is not NoteKind.LEFT_OVER)  # to be read, not decided
    things = [_thing(note, seen, (came, brought), is_open=not is_decided(note, log)) for note in notes]
    things.sort(key=lambda one: not one.is_open)
    waiting = {path.name for path in inbox.waiting(desk.folder)}
    return Deciding(
        name,
        tuple(things),
        tuple(_unread(waiting, lines)),
        tuple(sorted(came.values(), key=lambda one: one.n)),
    )


_Bundles = tuple[Mapping[str, Came], Mapping[str, str]]
"""Bundles by id, and the bundle that brought a revision."""


def _thing(note: Note, seen: View, bundles: _Bundles, *, is_open: bool) -> ToDecide:
    came, brought = bundles
    readings = [one for one in (*seen.standing.values(), *seen.second) if _is_about(note, one)]
    match note.kind:
        case NoteKind.EQUIVOCATION:
            rivals: Iterable[str] = note.ids
        case NoteKind.FORK:
            rivals = (brought[one] for one in note.ids)
        case NoteKind.DOUBLE_AUDIT:
            rivals = (brought[one.revision] for one in readings)
        case NoteKind.DECISION_FORK:
            rivals = ()
        case _:
            rivals = (note.about,)
    found = sorted({came[one].n: came[one] for one in rivals}.items())
    lines = {number for number, _ in found}
    stands = {came[brought[one.revision]].n for one in readings if one.is_counted}
    return ToDecide(
        note.kind.value,
        note.about if "/" in note.about else "",
        tuple(one for _, one in found),
        tuple(sorted(stands & lines)),
        is_open,
    )


def _is_about(note: Note, one: Standing) -> bool:
    ref = one.ref
    return note.about in {str(ref), f"{ref.case}/{ref.agency}"}


def _unread(waiting: set[str], lines: tuple[Logged, ...]) -> Iterator[Unread]:
    """The parked files that still lie in the inbox, in the order in which they came."""
    for one in lines:
        if one.file_hash in waiting and one.code is not None:
            waiting.discard(one.file_hash)
            error = ParkedError(one.code.removeprefix("AD-"), file="This file")  # its name is not kept
            yield Unread(one.at, error.name, str(error), error.hint)
