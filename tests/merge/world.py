"""What can reach a coordinator, made once, and what has to come of it: plain sets that know no SQL.

Auditors are keys alone here, their bundles sealed as `bundle make` seals them; the desk is real.
"""

import hashlib
import random
import shutil
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field, replace
from datetime import UTC, datetime, timedelta
from itertools import count
from pathlib import Path
from typing import Any

from auditdesk import crypto, work
from auditdesk.audit.decisions import Decided, Decision, DecisionValue, Kept, What
from auditdesk.audit.facts import BundleFact, Facts, PackSent
from auditdesk.audit.people import Card, Person, Role, Trust
from auditdesk.audit.returns import Answer, Return, State
from auditdesk.audit.round import Ref
from auditdesk.crypto import Identity
from auditdesk.desk import decisions, facts, packs, people, rounds
from auditdesk.desk.packs import Parts
from auditdesk.desk.sqlite import Database
from auditdesk.exchange import card as cards
from auditdesk.exchange.bundle import Outgoing, seal
from auditdesk.exchange.decisions import signed
from auditdesk.form import At, Tool
from auditdesk.merge.view import Given, view
from tests.simulator import BEGINS, ROUND, Desks, Partnership

APP = "auditdesk 0.0.0"
CASES = ("CSE16-01", "CSE16-02")


@dataclass(frozen=True)
class Enrolled:
    """A card that is trusted after its words were checked."""

    person: Person


@dataclass(frozen=True)
class Pack:
    """A pack that is known to have been sent."""

    sent: PackSent


@dataclass(frozen=True)
class Bundle:
    """A bundle as it was sent: what a model has to know, and its bytes (two ciphertexts of one content)."""

    fact: BundleFact
    returns: tuple[Return, ...]
    files: tuple[Path, ...] = field(compare=False)


@dataclass(frozen=True)
class Junk:
    """A file that is none, or was changed on its way."""

    file: Path


Event = Enrolled | Pack | Bundle | Junk


@dataclass
class World:
    """All events, the decisions in their order, and the desk on which they arrive."""

    home: Path
    desks: Desks
    events: tuple[Event, ...]
    log: tuple[Decided, ...]
    given: Given
    _copies: "count[int]" = field(default_factory=lambda: count(1))

    def bundles(self) -> tuple[Bundle, ...]:
        return tuple(event for event in self.events if isinstance(event, Bundle))

    def fresh(self) -> tuple[Path, work.Desk]:
        """A desk on which nothing arrived yet."""
        home = self.home.with_name(f"copy{next(self._copies)}")
        shutil.copytree(self.home, home)
        return home, self.desks.open(home)

    def arrives(self, desk: work.Desk, event: Event | Decided, which: int = 0) -> None:
        """One thing reaches the desk; a bundle in one of its ciphertexts."""
        match event:
            case Enrolled():
                desk.write(people.add, event.person, BEGINS)
            case Pack():
                desk.write(packs.add, event.sent, Parts(b"{}", b"sig", b"{}"), BEGINS)
            case Decided():
                desk.write(decisions.append, (event,))
            case Bundle():
                work.merge_files(desk, (event.files[which % len(event.files)],), at=BEGINS)
            case Junk():
                work.merge_files(desk, (event.file,), at=BEGINS)

    def known(self, desk: work.Desk) -> Facts:
        return desk.read(facts.of_round, ROUND)


Standing = Mapping[tuple[str, str], str]
"""The revision that stands, by ref and person."""


@dataclass(frozen=True)
class Result:
    """What a desk came to: the ids of its facts, and what stands."""

    bundles: frozenset[str]
    revisions: frozenset[str]
    standing: Standing


def result(world: World, desk: work.Desk) -> Result:
    """What the product says."""
    known = world.known(desk)
    seen = view(known, world.given)
    return Result(
        frozenset(one.id for one in known.bundles),
        frozenset(one.id for one in known.revisions),
        {(str(one.ref), one.signer): one.revision for one in (*seen.standing.values(), *seen.second)},
    )


def expected(world: World, arrived: Iterable[Event | Decided]) -> Result:
    """What the formats say, from plain sets: nothing here knows an order, a desk or a clock."""
    here = set(arrived)
    trusted = {event.person.card.sign for event in here if isinstance(event, Enrolled)}
    sent = {event.sent.id for event in here if isinstance(event, Pack)}
    read = {b for b in here if isinstance(b, Bundle) and b.fact.signer in trusted and b.fact.pack in sent}
    log = [one.decision for one in world.log if one in here]
    counting = [b for b in read if _counts(b.fact, log)]
    names = {d.value: n for n, d in enumerate((d for d in log if d.what is What.SETTLE), 1)}
    after = {d.target: str(d.value) for d in log if d.what is What.SUCCEED}
    best: dict[tuple[str, str], tuple[tuple[int, int, int, str], str, str]] = {}
    for bundle in counting:
        for ret, name in zip(bundle.returns, bundle.fact.revisions, strict=True):
            key = bundle.fact.signer
            person, place = after.get(key, key), int(key in after.values())
            rank = (place, ret.revision, names.get(name, 0), name)
            where = (str(ret.ref), person)
            if where not in best or best[where][0] < rank:
                best[where] = (rank, name, key)
    return Result(
        frozenset(b.fact.id for b in read),
        frozenset(name for b in read for name in b.fact.revisions),
        {(ref, key): name for (ref, _), (_, name, key) in best.items()},
    )


def _counts(bundle: BundleFact, log: list[Decision]) -> bool:
    held = ""
    for decision in log:
        match decision.what:
            case What.EXCLUDE | What.INCLUDE if decision.target == bundle.id:
                held = "excluded" if decision.what is What.EXCLUDE else ""
            case What.REVOKE if decision.target == bundle.signer and held != "excluded":
                kept = decision.value.bundles if isinstance(decision.value, Kept) else ()
                held = "" if bundle.id in kept else "revoked"
    return not held


def made(folder: Path) -> World:
    """Three keys of two people, their packs and ten bundles with forks, corrections and one twin; junk."""
    folder.mkdir(parents=True, exist_ok=True)
    desks = Desks(folder / "desks")
    partnership = Partnership(folder / "partnership", desks, agencies={"csc": 0})
    desk, home = partnership.coordinator.desk, partnership.coordinator.home
    tool, audit_round = desk.read(rounds.tool, ROUND), desk.read(rounds.one, ROUND)
    given = Given.of(desk.read(rounds.setting, ROUND), desk.read(rounds.zone, ROUND))
    keys = [crypto.fresh_identity() for _ in range(3)]
    persons = [_person(key, f"Auditor {n}") for n, key in enumerate(keys)]
    sent = [_pack(tool, desk, key, n) for n, key in enumerate(keys, 1)]
    maker = _Maker(folder, audit_round.recipient, tool)
    bundles = maker.bundles(keys, sent)
    log = _log(desk.identity, keys, bundles)
    partnership.closes()
    events: tuple[Event, ...] = (*map(Enrolled, persons), *map(Pack, sent), *bundles, *_junk(folder, bundles))
    return World(home, desks, events, log, given)


def _person(key: Identity, name: str) -> Person:
    card = Card(name, "csc", Role.AUDITOR, key.sign_line, key.recipient, BEGINS.date())
    return Person(card, cards.write(card, key), Trust.VERIFIED)


def _pack(tool: Tool, desk: work.Desk, key: Identity, n: int) -> PackSent:
    asked = desk.read(rounds.sample, ROUND).assignments(BEGINS.date())
    return PackSent(f"{n:064x}", ROUND, 1, key.sign_line, None, (tool.hash,), asked)


@dataclass
class _Maker:
    folder: Path
    recipient: str
    tool: Tool

    def bundles(self, keys: list[Identity], sent: list[PackSent]) -> tuple[Bundle, ...]:
        a, b, c = ((key, pack.id) for key, pack in zip(keys, sent, strict=True))
        first, second = "a" * 32, "b" * 32
        return (
            self.one(a, (first, 1), (0, 1, "met")),
            self.one(a, (first, 2), (0, 2, "partly"), (1, 1, "met")),
            self.one(a, (first, 3), (0, 2, "partly"), (1, 2, "not_met")),
            self.one(a, (first, 2), (0, 2, "not_met")),  # a twin: equivocation and fork
            self.one(a, (second, 1), (1, 2, "partly")),  # a restored desk: a fork of its own
            self.one(b, ("c" * 32, 1), (0, 1, "met")),
            self.one(b, ("c" * 32, 2), (0, 9_999, "not_met")),  # a key that jumps ahead
            self.one(b, ("c" * 32, 3), (0, 3, "partly")),
            self.one(c, ("d" * 32, 1), (0, 1, "partly")),  # the first person's next key
            self.one(c, ("d" * 32, 2), (0, 2, "met"), (1, 1, "not_met")),
        )

    def one(self, who: tuple[Identity, str], export: tuple[str, int], *told: tuple[int, int, str]) -> Bundle:
        """A bundle of (case, revision, answer); its clock says nothing: later exports carry earlier times."""
        (identity, pack), (epoch, seq) = who, export
        at = datetime(2016, 7, 1, 12, tzinfo=UTC) - timedelta(days=seq)
        returns = tuple(self.signed(*one, at) for one in told)
        outgoing = Outgoing(ROUND, pack, (self.tool,), epoch, seq, None, returns)
        (sealed, fact), (again, _) = (seal(outgoing, identity, (self.recipient, APP, at)) for _ in range(2))
        return Bundle(fact, returns, (self.kept(sealed.raw), self.kept(again.raw)))

    def kept(self, raw: bytes) -> Path:
        path = self.folder / f"{hashlib.sha256(raw).hexdigest()}.adbundle"
        path.write_bytes(raw)
        return path

    def signed(self, case: int, revision: int, answer: str, at: datetime) -> Return:
        return Return(
            ref=Ref(CASES[case], "csc"),
            form=self.tool.hash,
            revision=revision,
            parent=None,
            state=State.SIGNED,
            started=None,
            finished=at,
            minutes=None,
            concerns=0,
            guard=(),
            rows=(),
            answers=(Answer(At("cse_plan"), answer),),
            comments=(),
        )


def _log(by: Identity, keys: list[Identity], bundles: tuple[Bundle, ...]) -> tuple[Decided, ...]:
    forked, twin = bundles[1].fact.revisions[0], bundles[3].fact.revisions[0]
    wanted: list[tuple[What, str, DecisionValue]] = [
        (What.SETTLE, twin, forked),
        (What.EXCLUDE, bundles[6].fact.id, None),
        (What.SUCCEED, keys[0].sign_line, keys[2].sign_line),
        (What.REVOKE, keys[1].sign_line, Kept((bundles[5].fact.id,))),
        (What.SETTLE, forked, twin),
        (What.EXCLUDE, bundles[9].fact.id, None),
        (What.INCLUDE, bundles[9].fact.id, None),
    ]
    made: list[Decided] = []
    for what, target, value in wanted:
        named = (ROUND, what, target, value, "")
        former = made[-1] if made else None
        made.append(signed(decisions.following(former, named, by.sign_line, BEGINS), by))
    return tuple(made)


def _junk(folder: Path, bundles: tuple[Bundle, ...]) -> tuple[Junk, ...]:
    raw = bundles[0].files[0].read_bytes()
    changed = raw[:-40] + bytes([raw[-40] ^ 1]) + raw[-39:]
    found = []
    for n, content in enumerate((b"not a bundle", changed, raw[: len(raw) // 2], b"")):
        found.append(Junk(folder / f"junk{n}.adbundle"))
        found[-1].file.write_bytes(content)
    return tuple(found)


Policy = Callable[[World, work.Desk], Result]


def shuffled(world: World, seed: int) -> list[Event | Decided]:
    """Some events, some twice, in any order; the decisions among them in their own."""
    rng = random.Random(seed)  # noqa: S311 - a printed seed, not a secret
    events: list[Event | Decided] = [event for event in world.events if rng.random() < 0.9]
    events += rng.choices(world.events, k=rng.randrange(6))
    rng.shuffle(events)
    log = list(world.log[: rng.randrange(len(world.log) + 1)])
    places = sorted(rng.randrange(len(events) + 1) for _ in log)
    for place, entry in reversed(list(zip(places, log, strict=True))):
        events.insert(place, entry)
    return events


def run(world: World, events: Iterable[Event | Decided], policy: Policy = result) -> Result:
    """What a fresh desk comes to after all of it; parked files are tried once more at the end."""
    _, desk = world.fresh()
    try:
        for n, event in enumerate(events):
            world.arrives(desk, event, n)
        world.arrives(desk, next(event for event in world.events if isinstance(event, Junk)))
        return policy(world, desk)
    finally:
        desk.close()


def arrival(db: Database) -> dict[str, int]:
    """Which revision came how manyth: what a rule must not look at."""
    return dict(db.execute("select id, n from revision"))


def wrongly(rank: Callable[[Facts, Mapping[str, int], str], Any]) -> Policy:
    """A merge with another rule for what stands, planted to be caught."""

    def policy(world: World, desk: work.Desk) -> Result:
        right, known, came = result(world, desk), world.known(desk), desk.read(arrival)
        by_id = {one.id: one for one in known.revisions}
        standing = {}
        for (ref, key), stands in right.standing.items():
            rivals = [one.id for one in known.revisions if (str(one.ret.ref), one.signer) == (ref, key)]
            best = max(rivals, key=lambda name: rank(known, came, name))
            standing[ref, by_id[best].signer] = best if stands else stands
        return replace(right, standing=standing)

    return policy
