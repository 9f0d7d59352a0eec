"""Which revision of each return stands (formats.md 14). May not know what is in a return."""

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from auditdesk.audit.facts import BundleFact, Facts, PackSent, Revision
from auditdesk.audit.round import Assignment, Ref
from auditdesk.merge.decided import Log, Settled, Succession, held_back, settled
from auditdesk.merge.standing import Note, NoteKind

PersonRef = tuple[Ref, str]
"""One return by one person; the person is named by the newest key."""


@dataclass(frozen=True, slots=True)
class Chosen:
    """The revision that stands for one return of one person, and those that gave way to it.

    `rivals` are other contents under the same key's number: a fork, until it is settled against each.
    """

    revision: Revision
    superseded: tuple[str, ...]
    rivals: tuple[str, ...]
    is_final: bool


def chosen(facts: Facts, log: Log, people: Succession) -> Mapping[PersonRef, Chosen]:
    """The standing revision by return and person: the greatest (place in succession, revision, id).

    A settled revision comes before others of its number, the last one settled first. A revision counts if
    any bundle that brought it does.
    """
    counting = {rev for bundle in facts.bundles if held_back(bundle, log) is None for rev in bundle.revisions}
    candidates: dict[PersonRef, dict[str, Revision]] = defaultdict(dict)
    for revision in facts.revisions:
        if revision.id in counting:
            candidates[revision.ret.ref, people.person(revision.signer)][revision.id] = revision
    done = settled(log)
    return {who: _greatest(found, done, people) for who, found in sorted(candidates.items())}


def _greatest(found: Mapping[str, Revision], done: Settled, people: Succession) -> Chosen:
    def rank(revision: Revision) -> tuple[int, int, int, str]:
        place, stands = people.place(revision.signer), done.stands.get(revision.id, 0)
        return place, revision.ret.revision, stands, revision.id

    *rest, top = sorted(found.values(), key=rank)
    rivals = tuple(revision.id for revision in rest if rank(revision)[:2] == rank(top)[:2])
    return Chosen(top, tuple(revision.id for revision in rest), rivals, set(rivals) <= done.against)


def late(facts: Facts, log: Log) -> frozenset[Ref]:
    """The returns of which something came only after the round was closed (formats.md 14)."""
    held = {bundle: held_back(bundle, log) for bundle in facts.bundles}
    counting = {rev for bundle, why in held.items() if why is None for rev in bundle.revisions}
    after = {rev for bundle, why in held.items() if why is NoteKind.AFTER_CLOSE for rev in bundle.revisions}
    return frozenset(revision.ret.ref for revision in facts.revisions if revision.id in after - counting)


def notes(facts: Facts, log: Log, standing: Mapping[PersonRef, Chosen]) -> tuple[Note, ...]:
    """Everything about bundles and revisions that needs a person, sorted."""
    found = {*_held(facts.bundles, log), *_missing(facts.bundles), *_equivocations(facts.bundles, log)}
    for (ref, _), choice in standing.items():
        if not choice.is_final:
            found.add(Note(NoteKind.FORK, str(ref), tuple(sorted([*choice.rivals, choice.revision.id]))))
    readings: dict[tuple[str, str], set[str]] = defaultdict(set)
    for ref, person in standing:
        readings[ref.case, ref.agency].add(person)
    for (case, agency), people in readings.items():
        if len(people) > 1:
            found.add(Note(NoteKind.DOUBLE_AUDIT, f"{case}/{agency}", tuple(sorted(people))))
    return tuple(sorted(found | set(log.notes)))


def _held(bundles: Iterable[BundleFact], log: Log) -> Iterable[Note]:
    for bundle in bundles:
        if (kind := held_back(bundle, log)) is not None:
            yield Note(kind, bundle.id)


def _missing(bundles: tuple[BundleFact, ...]) -> Iterable[Note]:
    here = {bundle.id for bundle in bundles}
    for bundle in bundles:
        if bundle.prev is not None and bundle.prev not in here:
            yield Note(NoteKind.PREV_MISSING, bundle.id, (bundle.prev,))


def _equivocations(bundles: Iterable[BundleFact], log: Log) -> Iterable[Note]:
    """Two exports with one number of one epoch: a cloned or restored desk, or an epoch that was copied.

    Gone once it is settled against all but one of them, or all but one are held back.
    """
    same: dict[tuple[str, int], set[str]] = defaultdict(set)
    for bundle in bundles:
        if held_back(bundle, log) in {None, NoteKind.AFTER_CLOSE}:
            same[bundle.epoch, bundle.seq].add(bundle.id)
    done = settled(log)
    for (epoch, seq), twins in same.items():
        if len(twins - done.against) > 1:
            yield Note(NoteKind.EQUIVOCATION, f"{epoch}:{seq}", tuple(sorted(twins)))


def newest_packs(packs: Iterable[PackSent], people: Succession) -> Mapping[str, PackSent]:
    """The pack that each person works from: a higher number replaces the lower."""
    found: dict[str, PackSent] = {}
    for pack in sorted(packs, key=lambda pack: (people.place(pack.auditor), pack.n, pack.id)):
        found[people.person(pack.auditor)] = pack
    return found


def asked_for(facts: Facts, newest: Mapping[str, PackSent]) -> Mapping[Ref, Assignment]:
    """The returns asked for, by ref: the sample's, and second readings that a pack asks for.

    One that every newest pack naming it took back is left out (formats.md 8).
    """
    asked = {each.ref: each for each in facts.sample.assignments(facts.round.due_returns)}
    withdrawn: set[Ref] = set()
    for pack in newest.values():
        for each in pack.assignments:
            if each.withdrawn:
                withdrawn.add(each.ref)
            else:
                asked[each.ref] = each
    given = {each.ref for pack in newest.values() for each in pack.assignments if not each.withdrawn}
    return {ref: asked[ref] for ref in sorted(asked) if ref in given or ref not in withdrawn}


def left_out(newest: Mapping[str, PackSent], who: PersonRef) -> bool:
    """Whether this person's newest pack took the assignment back; the return stays valid."""
    ref, person = who
    pack = newest.get(person)
    return pack is not None and any(each.ref == ref and each.withdrawn for each in pack.assignments)
