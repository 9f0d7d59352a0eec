"""What the coordinator's log says today: which bundles are held back, who succeeded whom, what was settled.

Every rule here reads the log in its own order (number, then id), never in the order of arrival.
May not know: returns and their answers.
"""

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from auditdesk.audit.decisions import Agreed, Decided, Decision, Kept, What
from auditdesk.audit.facts import BundleFact
from auditdesk.audit.grades import ASPECT_BY_CODE
from auditdesk.merge.standing import Note, NoteKind


@dataclass(frozen=True, slots=True)
class Log:
    """The decisions of one round in order, without those that a settled fork of the log set aside."""

    entries: tuple[Decided, ...]
    notes: tuple[Note, ...]

    def of(self, *kinds: What) -> tuple[Decision, ...]:
        return tuple(entry.decision for entry in self.entries if entry.decision.what in kinds)


def read_log(decisions: Iterable[Decided]) -> Log:
    """The log in order. Two different entries with one number come from a restored desk (formats.md 11).

    An entry can settle such a fork only below its own number, so the log is read from its end: what a
    settled fork set aside settles nothing itself.
    """
    by_number: dict[int, dict[str, Decided]] = defaultdict(dict)
    for entry in decisions:
        by_number[entry.decision.n][entry.id] = entry
    kept: list[Decided] = []
    notes: list[Note] = []
    for number in sorted(by_number, reverse=True):
        rivals = by_number[number]
        named = [entry.decision.value for entry in kept if entry.decision.what is What.SETTLE]
        stands = next((value for value in reversed(named) if value in rivals), None)
        if stands is not None:
            rivals = {str(stands): rivals[str(stands)]}
        if len(rivals) > 1:
            notes.append(Note(NoteKind.DECISION_FORK, str(number), tuple(sorted(rivals))))
        kept = [*(rivals[name] for name in sorted(rivals)), *kept]
    return Log(tuple(kept), tuple(sorted(notes)))


def held_back(bundle: BundleFact, log: Log) -> NoteKind | None:
    """Why a bundle does not count today; None if it does. The last word on a bundle holds.

    A revoked key holds back all its bundles that are not kept, whenever they arrive; what was excluded by
    name stays out until it is included by name.
    """
    held: NoteKind | None = None
    for decision in log.of(What.EXCLUDE, What.INCLUDE, What.REVOKE):
        if decision.what is What.REVOKE:
            if decision.target == bundle.signer and held is not NoteKind.HELD_EXCLUDED:
                held = None if bundle.id in _kept(decision) else NoteKind.HELD_REVOKED
        elif decision.target == bundle.id:
            held = NoteKind.HELD_EXCLUDED if decision.what is What.EXCLUDE else None
    if held is None and (closed := closed_with(log)) is not None and bundle.id not in closed:
        return NoteKind.AFTER_CLOSE
    return held


def _kept(decision: Decision) -> frozenset[str]:
    return frozenset(decision.value.bundles) if isinstance(decision.value, Kept) else frozenset()


def is_closed(log: Log) -> bool:
    """Whether the round stands closed."""
    last = log.of(What.CLOSE, What.REOPEN)[-1:]
    return bool(last) and last[0].what is What.CLOSE


def closed_with(log: Log) -> frozenset[str] | None:
    """The bundles a closed round was closed with; None while it is open, or if no entry names any.

    The closing entries name them (as `revoke` names what it keeps), because no rule compares clocks; a round
    with more bundles than one entry holds is closed by several.
    """
    closing: list[frozenset[str]] | None = None
    for decision in log.of(What.CLOSE, What.REOPEN):
        if decision.what is What.REOPEN:
            closing = None
        elif isinstance(decision.value, Kept):
            closing = [*(closing or []), _kept(decision)]
    return None if closing is None else frozenset().union(*closing)


@dataclass(frozen=True, slots=True)
class Succession:
    """Keys of one person over time: `after` leads from an older key to the next."""

    after: Mapping[str, str]

    def person(self, key: str) -> str:
        """The newest key of whoever holds `key`: names the person."""
        while key in self.after:
            key = self.after[key]
        return key

    def place(self, key: str) -> int:
        """How many keys of the same person came before, on the longest chain."""
        older = [old for old, new in self.after.items() if new == key]
        return 1 + max((self.place(old) for old in older), default=-1)


def succession(log: Log) -> Succession:
    """Who succeeded whom; a later entry for an old key wins, one that closes a circle is passed over."""
    after: dict[str, str] = {}
    for decision in log.of(What.SUCCEED):
        old, following = decision.target, decision.value
        if not isinstance(following, str):
            continue
        rest = {key: value for key, value in after.items() if key != old}
        if Succession(rest).person(following) != old:
            after = rest | {old: following}
    return Succession(after)


@dataclass(frozen=True, slots=True)
class Settled:
    """What was settled: `stands` are revision ids by how late they were named, `against` what gave way.

    A fork or an equivocation is settled against each rival that was there, by the rival's id, so that one
    more that comes later is seen.
    """

    stands: Mapping[str, int]
    against: frozenset[str]


def settled(log: Log) -> Settled:
    """Every `settle` entry: the target, a revision or bundle, gives way to the revision in its value."""
    found = log.of(What.SETTLE)
    return Settled(
        {decision.value: n for n, decision in enumerate(found, 1) if isinstance(decision.value, str)},
        frozenset(decision.target for decision in found),
    )


def leads(log: Log) -> Mapping[tuple[str, str], str]:
    """The signing key whose return counts, by (case, agency); target `round:case:agency`."""
    chosen: dict[tuple[str, str], str] = {}
    for decision in log.of(What.LEAD):
        _, case, agency = decision.target.split(":", 2)
        if isinstance(decision.value, str):
            chosen[case, agency] = decision.value
    return chosen


def is_decided(note: Note, log: Log) -> bool:
    """Whether what a note tells follows from a decision already: it can be taken back, and need not be made.

    A fork or equivocation that is settled has no note any more; answers of an earlier version ask for none.
    """
    if note.kind is NoteKind.DOUBLE_AUDIT:
        case, _, agency = note.about.partition("/")
        return (case, agency) in leads(log)
    told_only = {NoteKind.HELD_EXCLUDED, NoteKind.HELD_REVOKED, NoteKind.AFTER_CLOSE, NoteKind.LEFT_OVER}
    return note.kind in told_only


def agreements(log: Log) -> Mapping[tuple[str, str], tuple[Decided, Agreed]]:
    """The last thing agreed by (case, aspect or question); target `round:case:about`."""
    found: dict[tuple[str, str], tuple[Decided, Agreed]] = {}
    for entry in log.entries:
        decision = entry.decision
        if decision.what is not What.AGREE or not isinstance(decision.value, Agreed):
            continue
        _, case, about = decision.target.split(":", 2)
        named = ASPECT_BY_CODE[about].figure if about in ASPECT_BY_CODE else about
        found[case, named] = (entry, decision.value)
    return found
