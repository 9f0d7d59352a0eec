"""What the coordinator is asked to decide or may answer, and what is left of it afterwards."""

from pathlib import Path

import pytest

from auditdesk import work

ONE, TWO = "CSE16-01", "CSE16-02"


@pytest.fixture
def them(partnership_of):
    return partnership_of(agencies=["csc"])


def open_things(coordinator):
    found = work.to_decide(coordinator.desk, None)
    return [(one.kind, one.about) for one in found.things if one.is_open]


def cloned(them):
    """One desk on two laptops: both send an export of the same number."""
    csc = them.auditor("csc")
    twin = csc.clone()
    for one, plan in ((csc, "met"), (twin, "not_met")):
        one.answers(ONE, cse_plan=plan).signs().sends()
    return them.coordinator.merges()


def test_a_merged_bundle_that_nothing_stands_against_leaves_nothing_to_decide(them):
    them.auditor("csc").answers(ONE, cse_plan="met").signs().sends()

    found = work.to_decide(them.coordinator.merges().desk, None)

    assert found.things == ()
    assert [(one.auditor, one.returns, one.held) for one in found.bundles] == [("Csc A", (f"{ONE}/csc",), "")]


@pytest.mark.parametrize("which", [0, 1])
def test_of_two_versions_the_one_chosen_stands_and_nothing_is_left_to_decide(them, which):
    coordinator = cloned(them)
    found = work.to_decide(coordinator.desk, None)
    fork = next(one for one in found.things if one.kind == "fork")

    assert open_things(coordinator) == [("equivocation", ""), ("fork", f"{ONE}/csc")]
    assert [one.n for one in fork.rivals] == [1, 2]
    assert len(fork.stands) == 1

    chosen = fork.rivals[which]
    work.decide_merge(coordinator.desk, chosen.n, accept=True, at=coordinator.now())

    assert open_things(coordinator) == []
    assert coordinator.answer(ONE, "cse_plan") == {"csc": ("met", "not_met")[which]}


def test_whose_return_leads_is_asked_once_and_can_be_said_anew(them):
    first = them.auditor("csc").answers(ONE, cse_plan="met").signs().sends()
    second = them.joins("csc", "Aaron Early")
    them.coordinator.packs()
    second.answers(ONE, cse_plan="not_met").signs().sends()
    coordinator = them.coordinator.merges()

    assert open_things(coordinator) == [("double_audit", f"{ONE}/csc")]

    for who in (second, first):
        coordinator.leads(f"{ONE}/csc", who)
        (thing,) = work.to_decide(coordinator.desk, None).things
        leading = [one.fingerprint for one in thing.rivals if one.n in thing.stands]

        assert not thing.is_open
        assert leading == [who.fingerprint]


def test_an_excluded_bundle_is_told_as_decided_and_can_come_back(them):
    csc = them.auditor("csc").answers(ONE, cse_plan="met").signs().sends()
    coordinator = them.coordinator.merges().decides(csc.sent[0], accept=False)

    found = work.to_decide(coordinator.desk, None)
    assert [(one.kind, one.is_open) for one in found.things] == [("held_excluded", False)]
    assert [one.held for one in found.bundles] == ["held_excluded"]

    coordinator.decides(csc.sent[0], accept=True)
    assert work.to_decide(coordinator.desk, None).things == ()


def test_a_file_kept_unread_is_told_with_what_is_to_be_done_until_it_is_read(them):
    csc = them.auditor("csc").answers(TWO, cse_plan="met").signs().sends()
    coordinator = them.coordinator
    coordinator.desk.write(lambda db: db.execute("delete from person where sign = ?", [csc.key]) and None)

    (unread,) = work.to_decide(coordinator.merges().desk, None).unread
    assert (unread.code, unread.at) == ("AD-S_UNKNOWN_SIGNER", coordinator.now().isoformat())
    assert "identity card" in unread.hint

    coordinator.trusts(csc)
    assert work.to_decide(coordinator.merges().desk, None).unread == ()


def test_a_query_is_found_again_on_the_desk_that_was_asked(them):
    csc = them.auditor("csc").answers(ONE, cse_plan="met").answers(TWO, cse_plan="met").signs().sends()
    coordinator = them.coordinator.merges()
    came = work.returns_came(coordinator.desk, None)
    assert [(one.ref, one.auditor, one.waits) for one in came] == [
        (f"{ONE}/csc", "Csc A", True),
        (f"{TWO}/csc", "Csc A", True),
    ]

    (made,) = coordinator.answers(csc=f"{ONE}/csc: Which visit is meant?")
    assert [one.waits for one in work.returns_came(coordinator.desk, None)] == [False, False]
    csc.takes(Path(made.file))

    (seen,) = work.receipts_taken(csc.desk)
    assert seen.accepted == (f"{TWO}/csc",)
    assert seen.queries == (work.Queried(f"{ONE}/csc", "Which visit is meant?"),)
