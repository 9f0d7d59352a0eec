"""The bundle test set of the formats, case by case (B1 and its later revisions: test_merge_table.py)."""

import pytest

from tests.simulator import Clock


@pytest.fixture
def letter(partnership):
    """A good bundle on its way."""
    partnership.auditor("csc").answers("CSE16-01", cse_plan="met").signs().sends()
    return partnership.post.loses()


def outcome(partnership, file):
    [one] = partnership.coordinator.merges(file).outcomes
    assert one.code is None or one.sentence
    return str(one.outcome), one.code


def test_one_byte_changed_is_refused_and_nothing_is_stored(partnership, letter):
    raw = letter.read_bytes()
    letter.write_bytes(raw[:-40] + bytes([raw[-40] ^ 1]) + raw[-39:])

    assert outcome(partnership, letter) == ("refused", "AD-A_DECRYPT")
    assert partnership.coordinator.status().received == 0


@pytest.mark.parametrize(("kept", "code"), [(0.5, "AD-A_DECRYPT"), (0.001, "AD-A_HEADER")])
def test_a_truncated_file_is_refused(partnership, letter, kept, code):
    raw = letter.read_bytes()
    letter.write_bytes(raw[: int(len(raw) * kept)])

    assert outcome(partnership, letter) == ("refused", code)


def test_a_bundle_for_another_round_is_refused(partnership_of, letter):
    assert outcome(partnership_of(), letter) == ("refused", "AD-A_DECRYPT")


def test_an_unknown_card_is_parked_until_it_is_enrolled(partnership):
    csc = partnership.auditor("csc").answers("CSE16-01", cse_plan="met").signs().sends()
    coordinator = partnership.coordinator
    coordinator.desk.write(lambda db: db.execute("delete from person where sign = ?", [csc.key]) and None)

    assert outcome(partnership, partnership.post.loses()) == ("parked", "AD-S_UNKNOWN_SIGNER")
    assert (coordinator.status().received, coordinator.status().parked) == (0, 1)
    coordinator.trusts(csc)
    coordinator.merges()

    assert [str(one.outcome) for one in coordinator.outcomes] == ["merged"]
    assert (coordinator.status().received, coordinator.status().parked) == (1, 0)


def test_a_nil_return_counts_as_received(partnership):
    partnership.auditor("csc").answers("CSE16-01", hd_known="not_known").signs().sends()

    status = partnership.coordinator.merges().status()

    assert (status.received, status.nil) == (1, 1)


def test_long_texts_of_any_script_come_through_whole(partnership):
    text = ("Pwy welodd y plentyn? Że nie. \u0645\u0646 \u0631\u0623\u0649 " * 600)[:19_999] + "."
    partnership.auditor("csc").answers("CSE16-01", note=text).signs().sends()

    assert partnership.coordinator.merges().answer("CSE16-01", "note") == {"csc": text}


@pytest.mark.parametrize("days", [400, -4_000])
def test_a_wrong_clock_is_told_and_the_bundle_merged(partnership, days):
    csc = partnership.auditor("csc")
    csc.at_own_desk = Clock(partnership.clock.at)
    csc.at_own_desk.passes(days=days)
    csc.answers("CSE16-01", cse_plan="met").signs().sends()

    [one] = partnership.coordinator.merges().outcomes

    assert (str(one.outcome), one.code) == ("merged", None)
    assert "clock" in one.sentence
