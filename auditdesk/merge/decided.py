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
    """The log in order. Two different entries with one number come from a restored desk (formats.md 11)."""
    by_id = {entry.id: entry for entry in decisions}
    by_number: Mapping[int, list[str]] = defaultdict(list)
    for entry in by_id.values():
        by_number[entry.decision.n].append(entry.id)
    settled = {e.decision.value for e in by_id.values() if e.decision.what is What.SETTLE}
    dropped: set[str] = set()
    notes: list[Note] = []
    for number, ids in by_number.items():
        chosen = settled & set(ids)
        if len(ids) > 1 and chosen:
            dropped |= set(ids) - chosen
        elif len(ids) > 1:
            notes.append(Note(NoteKind.DECISION_FORK, str(number), tuple(sorted(ids))))
    kept = (entry for entry in by_id.values() if entry.id not in dropped)
    return Log(tuple(sorted(kept, key=lambda entry: (entry.decision.n, entry.id))), tuple(sorted(notes)))


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
    """The bundles a closed round was closed with; None while it is open, or if the entry names none.

    The closing entry names them (as `revoke` names what it keeps), because no rule compares clocks.
    """
    last = log.of(What.CLOSE, What.REOPEN)[-1:]
    if not last or last[0].what is What.REOPEN or not isinstance(last[0].value, Kept):
        return None
    return _kept(last[0])


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


def settled_revisions(log: Log) -> frozenset[str]:
    """Every id that a `settle` entry names as the one that stands."""
    return frozenset(d.value for d in log.of(What.SETTLE) if isinstance(d.value, str))


def leads(log: Log) -> Mapping[tuple[str, str], str]:
    """The signing key whose return counts, by (case, agency); target `round:case:agency`."""
    chosen: dict[tuple[str, str], str] = {}
    for decision in log.of(What.LEAD):
        _, case, agency = decision.target.split(":", 2)
        if isinstance(decision.value, str):
            chosen[case, agency] = decision.value
    return chosen


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
