"""What the meeting agreed, beside the auditors' own answers, and what came after it."""

from pathlib import Path


def test_a_correction_after_the_meeting_is_shown_and_not_slipped_in(partnership):
    csc = partnership.auditor("csc")
    csc.answers("CSE16-01", cse_plan="met").signs().sends()
    partnership.coordinator.merges().agrees("CSE16-01", cse_plan="not_met", reason="plan undated")
    partnership.clock.passes(days=1)

    csc.reopens("CSE16-01").answers("CSE16-01", cse_plan="partly").signs().sends()
    merged = partnership.coordinator.merges()

    assert [one.outcome for one in merged.outcomes] == ["merged"]
    assert partnership.coordinator.case("CSE16-01").changed_since_meeting == ("cse_plan",)
    [row] = [row for row in merged.case("CSE16-01").rows if row.question == "cse_plan"]
    assert (row.answers, row.agreed, row.reason) == ((("csc", "partly"),), "not_met", "plan undated")


def test_what_the_meeting_had_before_it_is_not_shown_as_changed(partnership):
    partnership.auditor("csc").answers("CSE16-01", cse_plan="met", sm_judge="good").signs().sends()

    agreed = partnership.coordinator.merges().agrees(
        "CSE16-01", cse_plan="not_met", overall="ri", reason="plan undated", dissent="csc: dated elsewhere"
    )

    seen = agreed.case("CSE16-01")
    assert seen.changed_since_meeting == ()
    assert [(row.answers, row.agreed, row.dissent) for row in seen.rows if row.agreed] == [
        ((("csc", "met"),), "not_met", "csc: dated elsewhere"),
        ((("csc", "good"),), "ri", "csc: dated elsewhere"),
    ]


def test_a_query_reopens_a_return_and_its_correction_keeps_the_history(partnership):
    csc = partnership.auditor("csc").answers("CSE16-01", cse_plan="met").signs().sends()
    coordinator = partnership.coordinator.merges()

    [receipt] = coordinator.answers(csc="CSE16-01/csc: Which plan?")
    csc.takes(Path(receipt.file))
    csc.answers("CSE16-01", cse_plan="partly").signs().sends()
    coordinator.merges()

    assert [one.outcome for one in coordinator.outcomes] == ["merged"]
    assert coordinator.answer("CSE16-01", "cse_plan") == {"csc": "partly"}
    assert coordinator.notes() == []


def test_two_agencies_that_differ_are_shown_and_of_a_match_code_no_value(partnership):
    for agency, category, name in (("csc", "CP", "Ann Other"), ("pol", "CIN", "Anne Other")):
        one = partnership.auditor(agency)
        one.answers("CSE16-01", cd_cat=category, cd_name=name, cd_dob="2002-02-03").signs().sends()

    rows = {row.question: row for row in partnership.coordinator.merges().case("CSE16-01").rows}

    assert (rows["cd_cat"].differs, rows["cd_cat"].answers) == (True, (("csc", "CP"), ("pol", "CIN")))
    assert (rows["rc_match"].differs, rows["rc_match"].answers) == (True, (("csc", ""), ("pol", "")))
