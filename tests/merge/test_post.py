"""A post that loses, doubles and reorders bundles loses nothing (formats.md 14)."""

import random


def outcomes(coordinator):
    return [one.outcome for one in coordinator.outcomes]


def test_a_lost_bundle_is_made_up_for_by_the_next(partnership):
    csc = partnership.auditor("csc")
    csc.answers("CSE16-01", cse_plan="met").signs().sends()
    partnership.post.loses()
    csc.answers("CSE16-02", cse_plan="partly").signs().sends()

    merged = partnership.coordinator.merges()

    assert outcomes(merged) == ["merged"]
    assert merged.status().received == 2


def test_a_doubled_bundle_is_no_change(partnership):
    partnership.auditor("csc").answers("CSE16-01", cse_plan="met").signs().sends()
    partnership.post.doubles()

    merged = partnership.coordinator.merges()

    assert outcomes(merged) == ["merged", "duplicate"]
    assert merged.status().received == 1


def test_bundles_in_another_order_give_the_same_status(partnership):
    csc = partnership.auditor("csc")
    for case in ("CSE16-01", "CSE16-02"):
        csc.answers(case, cse_plan="met").signs().sends()
        partnership.auditor("pol").answers(case, hd_known="not_known").signs().sends()
    partnership.post.reorders(random.Random(7))  # noqa: S311 - a fixed seed, not a secret

    status = partnership.coordinator.merges().status()

    assert (status.received, status.nil, status.expected) == (4, 2, 4)
