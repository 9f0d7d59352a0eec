"""Which revision of each return stands (formats.md 14). May not know what is in a return."""

from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from auditdesk.audit.facts import BundleFact, Facts, PackSent, Revision
from auditdesk.audit.round import Assignment, Ref
from auditdesk.merge.decided import Log, Succession, held_back, settled_revisions
from auditdesk.merge.standing import Note, NoteKind

PersonRef = tuple[Ref, str]
"""One return by one person; the person is named by the newest key."""


@dataclass(frozen=True, slots=True)
class Chosen:
    """The revision that stands for one return of one person, and those that gave way to it."""

    revision: Revision
    superseded: tuple[str, ...]
    is_final: bool


def chosen(facts: Facts, log: Log, people: Succession) -> Mapping[PersonRef, Chosen]:
    """The standing revision by return and person: the greatest (place in succession, revision, id).

    A settled revision comes before others of its number. A revision counts if any bundle that brought it
    does.
    """
    counting = {rev for bundle in facts.bundles if held_back(bundle, log) is None for rev in bundle.revisions}
    candidates: dict[PersonRef, dict[str, Revision]] = defaultdict(dict)
    for revision in facts.revisions:
        if revision.id in counting:
            candidates[revision.ret.ref, people.person(revision.signer)][revision.id] = revision
    settled = settled_revisions(log)
    return {who: _greatest(found, settled, people) for who, found in sorted(candidates.items())}


def _greatest(found: Mapping[str, Revision], settled: frozenset[str], people: Succession) -> Chosen:
    def rank(revision: Revision) -> tuple[int, int, bool, str]:
        return people.place(revision.signer), revision.ret.revision, revision.id in settled, revision.id

    order = sorted(found.values(), key=rank)
    top = order[-1]
    tied = [revision for revision in order if rank(revision)[:2] == rank(top)[:2]]
    is_final = len(tied) == 1 or top.id in settled
    return Chosen(top, tuple(revision.id for revision in order[:-1]), is_final)


def notes(facts: Facts, log: Log, standing: Mapping[PersonRef, Chosen]) -> tuple[Note, ...]:
    """Everything about bundles and revisions that needs a person, sorted."""
    found = {*_held(facts.bundles, log), *_missing(facts.bundles), *_equivocations(facts.bundles, log)}
    by_id = {revision.id: revision for revision in facts.revisions}
    for (ref, _), choice in standing.items():
        if not choice.is_final:
            same = [r for r in choice.superseded if by_id[r].ret.revision == choice.revision.ret.revision]
            found.add(Note(NoteKind.FORK, str(ref), tuple(sorted([*same, choice.revision.id]))))
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


def _equivocations(bundles: tuple[BundleFact, ...], log: Log) -> Iterable[Note]:
    """Two exports with one number: a cloned or restored desk.

    Gone once a revision of one of them is settled.
    """
    same: dict[tuple[str, str, int], dict[str, BundleFact]] = defaultdict(dict)
    for bundle in bundles:
        same[bundle.signer, bundle.epoch, bundle.seq][bundle.id] = bundle
    settled = settled_revisions(log)
    for (_, epoch, seq), twins in same.items():
        brought = Counter(rev for twin in twins.values() for rev in set(twin.revisions))
        if len(twins) > 1 and not any(rev in settled and n < len(twins) for rev, n in brought.items()):
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
