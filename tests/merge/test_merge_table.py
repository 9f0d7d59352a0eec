"""The merge table of formats.md 14, row by row, through the verbs and through the command line."""

import random
from itertools import permutations

import pytest

from auditdesk.desk import facts
from tests.simulator import ROUND

ONE, TWO = "CSE16-01", "CSE16-02"


@pytest.fixture(params=["verbs", "commands"])
def them(request, partnership):
    partnership.coordinator.at_terminal = request.param == "commands"
    return partnership


def told(coordinator):
    return [str(one.outcome) for one in coordinator.outcomes]


def revisions(coordinator):
    """How many revisions lie in the store: the history."""
    return len(coordinator.desk.read(facts.revisions, ROUND))


def test_of_a_corrected_return_the_higher_revision_stands_and_the_lower_stays(them):
    csc = them.auditor("csc").answers(ONE, cse_plan="met").signs().sends()
    csc.reopens(ONE).answers(ONE, cse_plan="partly").signs().sends()

    merged = them.coordinator.merges()

    assert told(merged) == ["merged", "merged"]
    assert merged.answer(ONE, "cse_plan") == {"csc": "partly"}
    assert revisions(merged) == 2


def test_a_stale_bundle_after_a_newer_is_stored_and_changes_nothing(them):
    csc = them.auditor("csc").answers(ONE, cse_plan="met").signs().sends()
    csc.reopens(ONE).answers(ONE, cse_plan="partly").signs().sends()
    them.post.bag.reverse()

    merged = them.coordinator.merges()

    assert told(merged) == ["merged", "merged"]
    assert merged.answer(ONE, "cse_plan") == {"csc": "partly"}
    assert revisions(merged) == 2


def test_the_same_bundle_again_is_a_duplicate(them):
    them.auditor("csc").answers(ONE, cse_plan="met").signs().sends()
    them.post.doubles()

    merged = them.coordinator.merges()

    assert told(merged) == ["merged", "duplicate"]
    assert merged.status().received == 1


def test_an_earlier_export_that_did_not_come_is_told_until_it_comes(them):
    csc = them.auditor("csc").answers(ONE, cse_plan="met").signs().sends()
    lost = them.post.loses()
    csc.answers(TWO, cse_plan="met").signs().sends()

    without = them.coordinator.merges().notes()
    them.post.finds(lost)
    complete = them.coordinator.merges().notes()

    assert (without, complete) == (["prev_missing"], [])


def test_of_two_people_on_one_case_both_stay_and_the_lead_counts(them):
    first = them.auditor("csc").answers(ONE, cse_plan="met", sm_judge="good").signs().sends()
    second = them.joins("csc", "Aaron Early")
    them.coordinator.packs()
    second.answers(ONE, cse_plan="not_met", sm_judge="ri").signs().sends()

    merged = them.coordinator.merges()
    kept = {by.key: merged.leads(f"{ONE}/csc", by).answer(ONE, "cse_plan")["csc"] for by in (first, second)}

    assert merged.notes() == ["double_audit"]
    assert kept == {first.key: "met", second.key: "not_met"}
    assert merged.answer(ONE, "cse_plan") == {"csc": "not_met", "csc (2)": "met"}
    assert merged.status().received == 1


def cloned(them):
    """One desk on two laptops: both send an export of the same number."""
    csc = them.auditor("csc")
    twin = csc.clone()
    csc.answers(ONE, cse_plan="met").signs().sends()
    twin.answers(ONE, cse_plan="not_met").signs().sends()
    return csc, twin


def test_exports_of_one_number_are_told_and_both_kept(them):
    cloned(them)

    merged = them.coordinator.merges()

    assert told(merged) == ["merged", "merged"]
    assert sorted(merged.notes()) == ["equivocation", "fork"]
    assert revisions(merged) == 2


@pytest.mark.parametrize("stands", [0, 1])
def test_a_fork_is_open_until_it_is_settled(them, stands):
    twins = cloned(them)
    coordinator = them.coordinator.merges()

    coordinator.decides(twins[stands].sent[0], accept=True)

    assert coordinator.notes() == []
    assert coordinator.answer(ONE, "cse_plan") == {"csc": ["met", "not_met"][stands]}
    assert revisions(coordinator) == 2


def test_a_fork_can_be_settled_otherwise_later(them):
    csc, _ = cloned(them)
    coordinator = them.coordinator.merges()

    coordinator.decides(csc.sent[0], accept=True)
    coordinator.undoes(csc.sent[0]).decides(csc.sent[0], accept=True)
    assert coordinator.answer(ONE, "cse_plan") == {"csc": "met"}
    coordinator.decides(csc.sent[0], accept=False)

    assert coordinator.answer(ONE, "cse_plan") == {"csc": "not_met"}
    assert coordinator.notes() == ["held_excluded"]


def test_a_third_rival_after_a_settlement_is_told(them):
    csc = them.auditor("csc")
    twin, third = csc.clone(), csc.clone()
    for one, plan in ((csc, "met"), (twin, "not_met"), (third, "partly")):
        one.answers(ONE, cse_plan=plan).signs().sends()
    late = them.post.loses()
    coordinator = them.coordinator.merges().decides(csc.sent[0], accept=True)
    assert coordinator.notes() == []

    coordinator.merges(late)

    assert sorted(coordinator.notes()) == ["equivocation", "fork"]
    assert coordinator.answer(ONE, "cse_plan") == {"csc": "met"}


def test_a_bundle_that_is_excluded_is_out_until_it_is_included(them):
    csc = them.auditor("csc").answers(ONE, cse_plan="met").signs().sends()
    coordinator = them.coordinator.merges()

    without = coordinator.undoes(csc.sent[0]).status().received
    told_of = coordinator.notes()
    again = coordinator.decides(csc.sent[0], accept=True).status().received

    assert (without, told_of, again) == (0, ["held_excluded"], 1)


@pytest.mark.parametrize("order", list(permutations(["early", "revoke", "late"])), ids="-".join)
def test_a_revoked_key_gives_one_view_in_all_orders(partnership, order):
    csc = partnership.auditor("csc").answers(ONE, cse_plan="met").signs().sends()
    csc.answers(TWO, cse_plan="met").signs().sends()
    early, late = partnership.post.delivers()
    coordinator = partnership.coordinator

    for step in order:
        if step == "revoke":
            coordinator.revokes(csc)
        else:
            coordinator.merges({"early": early, "late": late}[step])

    assert coordinator.status().received == 0
    assert coordinator.notes() == ["held_revoked", "held_revoked"]
    assert revisions(coordinator) == 2


def test_of_a_revoked_key_the_bundles_that_are_kept_count(them):
    csc = them.auditor("csc").answers(ONE, cse_plan="met").signs().sends()
    coordinator = them.coordinator.merges()
    csc.answers(TWO, cse_plan="met").signs().sends()

    coordinator.revokes(csc, csc.sent[0]).merges()

    status = coordinator.status()
    assert [one.ref for one in status.returns if one.state == "received"] == [f"{ONE}/csc"]
    assert coordinator.notes() == ["held_revoked"]


def test_what_a_new_key_of_the_same_person_signs_comes_after_the_old(them):
    lost = them.auditor("csc").answers(ONE, cse_plan="met").signs().sends()
    lost.reopens(ONE).answers(ONE, cse_plan="partly").signs().sends()
    coordinator = them.coordinator.merges()
    fresh = them.joins("csc", "Aaron Again")
    coordinator.packs()
    fresh.answers(ONE, cse_plan="not_met").signs().sends()

    apart = coordinator.merges().notes()
    coordinator.links(lost, fresh)

    assert apart == ["double_audit"]
    assert coordinator.notes() == []
    assert coordinator.answer(ONE, "cse_plan") == {"csc": "not_met"}


def test_a_restored_desk_counts_its_exports_anew_and_collides_with_nothing(them):
    csc = them.auditor("csc")
    saved = csc.saves()
    csc.answers(ONE, cse_plan="met").signs().sends()
    csc.restores(saved)
    csc.answers(TWO, cse_plan="met").signs().sends()

    merged = them.coordinator.merges()

    assert told(merged) == ["merged", "merged"]
    assert merged.notes() == []
    assert merged.status().received == 2


def test_what_comes_after_the_close_is_late_until_the_round_is_opened_again(them):
    csc = them.auditor("csc").answers(ONE, cse_plan="met").signs().sends()
    coordinator = them.coordinator.merges().closes()
    csc.reopens(ONE).answers(ONE, cse_plan="partly").signs()
    csc.answers(TWO, cse_plan="met").signs().sends()

    closed = coordinator.merges().status()
    at_closing = coordinator.answer(ONE, "cse_plan")
    opened = coordinator.reopens().status()

    assert told(coordinator) == ["merged"]
    assert (closed.closed, closed.received, closed.late) == (True, 1, 2)
    assert [one.state for one in closed.returns if one.ref == f"{TWO}/csc"] == ["late"]
    assert at_closing == {"csc": "met"}
    assert (opened.closed, opened.received, opened.late) == (False, 2, 0)
    assert coordinator.answer(ONE, "cse_plan") == {"csc": "partly"}


def test_bundles_that_were_known_at_the_close_count_after_it_however_they_come(them):
    csc = them.auditor("csc").answers(ONE, cse_plan="met").signs().sends()
    coordinator = them.coordinator.merges().closes()
    csc.sends()

    coordinator.merges()

    assert coordinator.status().received == 1
    assert coordinator.status().late == 0


def test_a_post_that_errs_at_random_changes_nothing_in_the_end(partnership):
    rng = random.Random(14)  # noqa: S311 - a fixed seed, not a secret
    csc, pol = partnership.auditor("csc"), partnership.auditor("pol")
    for plan in ("met", "partly", "not_met"):
        for one in (csc, pol):
            if one.sent:
                one.reopens(ONE)
            one.answers(ONE, cse_plan=plan).signs().sends()
    for _ in range(4):
        partnership.post.doubles(rng.randrange(len(partnership.post.bag)))
    partnership.post.reorders(rng)

    merged = partnership.coordinator.merges()

    assert sorted(told(merged)) == ["duplicate"] * 4 + ["merged"] * 6
    assert merged.answer(ONE, "cse_plan") == {"csc": "not_met", "pol": "not_met"}
    assert revisions(merged) == 6
