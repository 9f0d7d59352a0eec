"""What a coordinator's desk keeps: people, rounds, packs, facts, decisions, receipts, files that wait."""

import hashlib
import shutil
from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from auditdesk.audit.decisions import Agreed, Decided, Decision, Kept, What
from auditdesk.audit.people import Role, Trust
from auditdesk.audit.round import Incomplete, Rules
from auditdesk.audit.written import written_decision
from auditdesk.canonical import canonical
from auditdesk.desk import decisions, facts, inbox, packs, people, receipts, rounds
from auditdesk.desk.desk import open_desk
from auditdesk.desk.facts import Added, Logged
from auditdesk.errors import DeskError, InputError
from tests.desk.making import (
    AT,
    FIRST,
    PARTS,
    PASSPHRASE,
    ROUND,
    SECOND,
    SETTING,
    bundle_of,
    pack_of,
    person,
    return_of,
    revision_of,
    round_of,
    sample_of,
)


def code_of(ask, *args):
    with pytest.raises((InputError, DeskError)) as caught:
        ask(*args)
    return caught.value.code


def put(desk, tool, **changed):
    desk.write(rounds.put, round_of(**changed), sample_of(tool), "AGE-SECRET-KEY-1TEST", SETTING, tool)


# ── people ────────────────────────────────────────────────────────────


def test_a_person_is_found_by_key_and_in_the_order_of_fingerprints(coordinator):
    known = [person(name=name)[1] for name in ("Ann", "Bea", "Cyd")]
    for one in known:
        coordinator.write(people.add, one, AT)

    everyone = coordinator.read(people.everyone)

    assert everyone == tuple(sorted(known, key=lambda one: one.card.fingerprint))
    assert coordinator.read(people.by_key, known[1].card.sign) == known[1]
    assert coordinator.read(people.by_key, "ssh-ed25519 AAAA") is None


def test_trust_changes_and_the_moment_of_enrolment_stays(coordinator):
    _, known = person()
    coordinator.write(people.add, replace(known, trust=Trust.UNVERIFIED), AT)
    coordinator.write(people.set_trust, known.card.sign, Trust.VERIFIED, AT + timedelta(days=1))
    coordinator.write(people.set_trust, known.card.sign, Trust.REVOKED, AT + timedelta(days=2))

    row = coordinator.read(lambda db: next(db.query("select * from person")))

    assert row["trust"] == "revoked"
    assert (row["enrolled_at"], row["changed_at"]) == ("2016-07-02T12:00:00Z", "2016-07-03T12:00:00Z")
    assert coordinator.read(people.everyone)[0].trust is Trust.REVOKED


# ── rounds and packs ────────────────────────────────────────────────────────────


def test_a_round_is_read_back_as_it_was_put(coordinator, tool):
    put(coordinator, tool)

    assert coordinator.read(rounds.one, ROUND) == round_of()
    assert coordinator.read(rounds.sample, ROUND) == sample_of(tool)
    assert coordinator.read(rounds.setting, ROUND) == SETTING
    assert coordinator.read(rounds.rules, ROUND) == Rules()
    assert coordinator.read(rounds.secret, ROUND) == "AGE-SECRET-KEY-1TEST"
    assert coordinator.read(rounds.tool, ROUND).hash == tool.hash
    assert coordinator.read(rounds.all_ids) == (ROUND,)
    assert coordinator.read(rounds.chosen, None) == ROUND


def test_a_round_is_named_where_there_is_more_than_one(coordinator, tool):
    assert code_of(coordinator.read, rounds.chosen, None) == "R_ROUND"
    put(coordinator, tool)
    put(coordinator, tool, id="NEG-2016-02")

    assert code_of(coordinator.read, rounds.chosen, None) == "R_MANY"
    assert code_of(coordinator.read, rounds.chosen, "CSE-2017-01") == "R_ROUND"
    assert code_of(coordinator.read, rounds.one, "CSE-2017-01") == "R_ROUND"
    assert code_of(put, coordinator, tool) == "R_EXISTS"


def test_what_a_newer_pack_tells_replaces_the_round_but_not_what_only_a_coordinator_has(coordinator, tool):
    put(coordinator, tool)
    rules = Rules(incomplete=Incomplete.ALLOW)

    coordinator.write(rounds.take, round_of(title="New"), rules, SETTING, ())

    assert coordinator.read(rounds.one, ROUND).title == "New"
    assert coordinator.read(rounds.rules, ROUND) == rules
    assert coordinator.read(rounds.secret, ROUND) == "AGE-SECRET-KEY-1TEST"


def test_packs_are_counted_for_each_auditor(coordinator, tool):
    for auditor, n, name in (("a", 1, "1"), ("b", 1, "2"), ("a", 2, "3")):
        coordinator.write(packs.add, replace(pack_of(tool, auditor, n), id=name * 64), PARTS, AT)

    assert coordinator.read(packs.latest, ROUND, "a").id == "3" * 64
    assert coordinator.read(packs.latest, ROUND, "b").n == 1
    assert coordinator.read(packs.latest, ROUND, "c") is None
    assert [pack.n for pack in coordinator.read(packs.sent_to, ROUND, "a")] == [1, 2]
    assert coordinator.read(packs.of_round, ROUND)[0] == replace(pack_of(tool, "a"), id="1" * 64)
    assert coordinator.read(packs.parts, "1" * 64) == PARTS


# ── facts ────────────────────────────────────────────────────────────


def three_bundles(tool):
    """Three full snapshots of one auditor, each with what the one before held."""
    identity, owner = person()
    first = revision_of(return_of(FIRST, tool.hash), identity)
    again = revision_of(return_of(FIRST, tool.hash, 2, first[0].id, "partly"), identity)
    other = revision_of(return_of(SECOND, tool.hash), identity)
    held = [(first,), (first, other), (again, other)]
    return [(bundle_of(n, brought, owner.card.sign), brought) for n, brought in enumerate(held, 1)]


def test_a_bundle_and_its_revisions_are_kept_once(coordinator, tool):
    bundles = three_bundles(tool)

    added = [
        coordinator.write(facts.add, fact, brought, PARTS, AT) for fact, brought in [*bundles, bundles[0]]
    ]

    assert added == [
        Added(is_news=True, revisions=1),
        Added(is_news=True, revisions=1),
        Added(is_news=True, revisions=1),
        Added(is_news=False, revisions=0),
    ]
    assert coordinator.read(facts.bundles, ROUND) == tuple(fact for fact, _ in bundles)
    assert coordinator.read(facts.known, bundles[0][0].id)
    assert not coordinator.read(facts.known, "0" * 64)
    assert coordinator.read(facts.parts, bundles[0][0].id) == PARTS


@given(st.lists(st.integers(0, 2), max_size=8))
def test_facts_do_not_depend_on_order_or_repetition(facts_desk, tool, order):
    """The model is a plain set of what was brought."""
    name = f"LAW-{facts_desk.read(lambda db: len(rounds.all_ids(db))) + 1}"
    put(facts_desk, tool, id=name)
    bundles = [(_in_round(fact, name), brought) for fact, brought in three_bundles(tool)]

    for number in order:
        fact, brought = bundles[number]
        facts_desk.write(facts.add, fact, brought, PARTS, AT)

    known = facts_desk.read(facts.of_round, name)
    brought = {revision for number in order for revision, _ in bundles[number][1]}
    assert set(known.bundles) == {bundles[number][0] for number in order}
    assert len(known.bundles) == len(set(order))
    assert set(known.revisions) == brought
    assert len(known.revisions) == len(brought)


def _in_round(fact, name):
    return replace(fact, round=name, id=hashlib.sha256(f"{name}{fact.seq}".encode()).hexdigest())


@pytest.fixture(scope="module")
def facts_desk(first_coordinator, tmp_path_factory):
    folder = tmp_path_factory.mktemp("facts") / "desk"
    shutil.copytree(first_coordinator.folder, folder)
    desk = open_desk(folder, PASSPHRASE)
    yield desk
    desk.close()


def test_everything_known_about_a_round_is_told(coordinator, tool):
    put(coordinator, tool)
    _, known = person()
    coordinator.write(people.add, known, AT)
    coordinator.write(packs.add, pack_of(tool, known.card.sign), PARTS, AT)
    fact, brought = three_bundles(tool)[0]
    coordinator.write(facts.add, fact, brought, PARTS, AT)
    entry = decided(coordinator, What.CLOSE, ROUND, None)
    coordinator.write(decisions.append, [entry])

    told = coordinator.read(facts.of_round, ROUND)

    assert (told.round, told.sample) == (round_of(), sample_of(tool))
    assert (told.people, told.bundles, told.decisions) == ((known,), (fact,), (entry,))
    assert told.revisions == (brought[0][0],)
    assert told.packs == (pack_of(tool, known.card.sign),)
    assert list(told.tools) == [tool.hash]


# ── decisions ────────────────────────────────────────────────────────────


def decided(desk, what, target, value, after=None):
    """An entry as it is signed; the signature itself is exchange's."""
    former = after or desk.read(decisions.last, ROUND)
    entry = decisions.following(former, (ROUND, what, target, value, "agreed"), "ssh-ed25519 AAAA", AT)
    return kept(entry)


def kept(entry: Decision) -> Decided:
    body = canonical(written_decision(entry))
    return Decided(hashlib.sha256(body).hexdigest(), entry, body, "-----BEGIN SSH SIGNATURE-----\n")


def test_decisions_follow_one_another_and_are_read_back(coordinator):
    first = decided(coordinator, What.AGREE, f"{ROUND}:CSE16-01:overall", Agreed("ri", "pol", "2016-07-20"))
    second = decided(coordinator, What.REVOKE, "ssh-ed25519 AAAA", Kept(("a" * 64,)), first)
    coordinator.write(decisions.append, [first, second])
    third = decided(coordinator, What.CLOSE, ROUND, None)
    coordinator.write(decisions.append, [third])

    assert coordinator.read(decisions.of_round, ROUND) == (first, second, third)
    assert [one.decision.n for one in (first, second, third)] == [1, 2, 3]
    assert [one.decision.prev for one in (first, second, third)] == [None, first.id, second.id]
    assert coordinator.read(decisions.last, ROUND) == third
    assert coordinator.read(decisions.of_round, "NEG-2016-02") == ()


def test_decisions_that_do_not_follow_are_not_kept_and_none_beside_them(coordinator):
    first = decided(coordinator, What.CLOSE, ROUND, None)
    astray = [
        kept(replace(first.decision, n=2)),
        kept(replace(first.decision, prev="a" * 64)),
        kept(replace(first.decision, n=3, prev=first.id)),
    ]

    for wrong in astray:
        assert code_of(coordinator.write, decisions.append, [first, wrong]) == "D_MEANWHILE"
        assert coordinator.read(decisions.of_round, ROUND) == ()


# ── exports, receipts, the log, files that wait ────────────────────────────────────────


def test_exports_are_counted_within_their_epoch(desk, tool):
    bundles = [fact for fact, _ in three_bundles(tool)]
    for fact in bundles[:2]:
        desk.write(facts.add_sent, fact, AT)

    assert desk.read(facts.last_sent, bundles[0].epoch) == (2, bundles[1].id)
    assert desk.read(facts.last_sent, "f" * 32) == (0, None)
    assert desk.read(facts.was_sent, bundles[0].id)
    assert not desk.read(facts.was_sent, bundles[2].id)


@pytest.mark.parametrize("changed", [{"seq": 1}, {"seq": 3}, {"prev": None}, {"prev": "a" * 64}])
def test_an_export_that_does_not_follow_the_last_is_not_remembered(desk, tool, changed):
    first, second, _ = (fact for fact, _ in three_bundles(tool))
    desk.write(facts.add_sent, first, AT)

    assert code_of(desk.write, facts.add_sent, replace(second, **changed), AT) == "D_MEANWHILE"
    assert desk.read(facts.last_sent, first.epoch) == (1, first.id)


def line(bundle, outcome="merged", **changed):
    plain = Logged(0, "2016-07-01T12:00:00Z", "a" * 64, outcome, None, 1, bundle, ROUND, "key")
    return replace(plain, **changed)


def test_what_became_of_each_file_is_told_in_order(coordinator):
    for one in (line("b" * 64), line(None, "refused", code="A_MAGIC", round=None, signer=None)):
        coordinator.write(facts.log, one)

    assert [(one.n, one.outcome, one.code) for one in coordinator.read(facts.logged)] == [
        (1, "merged", None),
        (2, "refused", "A_MAGIC"),
    ]


def test_a_bundle_waits_until_a_receipt_answers_it(coordinator):
    for bundle in ("b" * 64, "c" * 64, None):
        coordinator.write(facts.log, line(bundle))
    named = ("d" * 64, ROUND, "key")

    assert coordinator.write(receipts.add, named, (b"{}", b"sig"), ("b" * 64,), AT)
    assert not coordinator.write(receipts.add, named, (b"{}", b"sig"), ("b" * 64,), AT)

    assert [one.bundle for one in coordinator.read(receipts.waiting, ROUND)] == ["c" * 64]
    assert coordinator.read(receipts.waiting, "NEG-2016-02") == ()


def test_a_file_waits_under_the_hash_of_its_bytes_until_it_is_judged(desk):
    inbox.park(desk.folder, b"sealed")
    inbox.park(desk.folder, b"sealed")

    (found,) = inbox.parked(desk.folder)
    assert found == (desk.folder / "inbox" / hashlib.sha256(b"sealed").hexdigest(), b"sealed")

    inbox.unpark(desk.folder, b"sealed")
    inbox.unpark(desk.folder, b"sealed")
    assert list(inbox.parked(desk.folder)) == []


def test_moments_are_kept_in_utc(coordinator):
    _, known = person(Role.COORDINATOR)
    coordinator.write(people.add, known, datetime.fromisoformat("2016-07-01T00:30:00+01:00"))

    kept_at = coordinator.read(lambda db: db.execute("select changed_at from person").fetchone()[0])
    assert datetime.fromisoformat(kept_at) == datetime(2016, 6, 30, 23, 30, tzinfo=UTC)
