"""What the tool asks and works out as an auditor answers it."""

import pytest

from auditdesk.form import At, Origin, Typed, TypedCell
from tests.tools.asking import TOOL, Opened

SECTIONS = [f"sec_{s}" for s in ["b", "t", *(f"c{n}" for n in range(1, 10)), "d"]]
FIRST = {
    "cd_cat": "CP",
    "cd_dob": "2002-02-03",
    "cse_con": "2015-11-02",
    "cse_tool": "by_us",
    "cse_tool_d": "2015-11-20",
    "cse_ma": "csc pol hcom sch",
}
REVIEWS = [{"cse_rev_d": "2016-02-15"}, {"cse_rev_d": "2016-05-09"}]


def test_the_header_comes_from_the_assignment_and_the_round() -> None:
    opened = Opened("pol")

    assert opened.value("hd_agency") == "pol"
    assert opened.value("hd_ref") == "CSE16-01"
    assert opened.value("hd_tool") == f"1.0.0 {TOOL.hash}"
    assert (opened.value("hd_from"), opened.value("hd_to")) == ("2015-06-20", "2016-06-20")


def test_a_nil_return_goes_straight_to_the_declaration() -> None:
    opened = Opened().answers(hd_known="not_known")

    assert opened.value("hd_nil") == "yes"
    assert not any(opened.asked(*SECTIONS, "sm", "ic", "hd_records", "hd_minutes"))
    assert not any(opened.asked("cd_cat", "mo_judge", "sm_judge", "ic_any", "fb_child"))
    assert opened.asked("hd_known", "hd_indep", "dc_true") == [True] * 3
    assert {problem.at.name for problem in opened.session.validate() if problem.at} == {"dc_true"}


def test_a_full_return_asks_every_section() -> None:
    opened = Opened().answers(hd_known="in_period")

    assert opened.value("hd_nil") == ""
    assert all(opened.asked(*SECTIONS, "sm", "ic", "dc_true", "cd_open"))


def test_the_first_child_of_june_2016_has_its_known_figures() -> None:
    opened = Opened().answers(**FIRST, cse_rev=REVIEWS)

    assert (opened.value("cd_age"), opened.value("cd_age_m"), opened.value("cd_band")) == (
        "14",
        "172",
        "10-15",
    )
    assert opened.value("cse_lag") == "18"
    assert opened.value("cse_gap") == "87"
    assert opened.value("cse_gap_ok") == "yes"
    assert opened.value("cse_ma_ok") == "yes"


@pytest.mark.parametrize(
    ("tool_d", "reviews", "gap", "in_time"),
    [
        ("2016-01-05", [], "167", "no"),
        ("2015-08-28", ["2015-11-25", "2016-04-18"], "145", "no"),
        ("2015-08-28", ["2016-04-18", "2015-11-25"], "145", "no"),
        ("2015-09-01", ["2016-01-20"], "152", "no"),
        ("2016-03-20", [], "92", "yes"),
        ("2016-03-19", [], "93", "no"),
    ],
)
def test_the_longest_gap_is_measured_against_three_calendar_months(
    tool_d: str, reviews: list[str], gap: str, in_time: str
) -> None:
    opened = Opened().answers(
        cse_tool="by_us", cse_tool_d=tool_d, cse_rev=[{"cse_rev_d": d} for d in reviews]
    )

    assert (opened.value("cse_gap"), opened.value("cse_gap_ok")) == (gap, in_time)


@pytest.mark.parametrize(
    ("given", "verdict"),
    [
        ("csc pol hcom", "yes"),
        ("csc", "no"),
        ("csc ch", "no"),
        ("csc pol", "no"),
        ("pol hcom sch", "no"),
        ("none", "no"),
    ],
)
def test_a_tool_is_multi_agency_with_three_agencies_social_care_and_police_among_them(
    given: str, verdict: str
) -> None:
    opened = Opened().answers(cse_tool="copy_held", cse_tool_d="2016-01-05", cse_ma=given)

    assert opened.value("cse_ma_ok") == verdict


def test_without_a_tool_nothing_about_it_is_asked_or_worked_out() -> None:
    opened = Opened().answers(**FIRST, cse_rev=REVIEWS).answers(cse_tool="not_done")

    assert not any(opened.asked("cse_tool_d", "cse_lvl", "cse_ma", "cse_rev", "cse_gap", "cse_shok"))
    assert [opened.value(name) for name in ("cse_lag", "cse_gap", "cse_gap_ok", "cse_ma_ok")] == [""] * 4
    assert opened.value("cse_now") == "not_known"


@pytest.mark.parametrize(
    ("first", "later", "now"),
    [
        ("significant_high", ["moderate_medium"], "less"),
        ("emerging_low", ["experiencing"], "more"),
        ("none", ["none"], "same"),
        ("none", ["emerging_low"], "more"),
        ("moderate_medium", [], "not_known"),
    ],
)
def test_risk_now_compares_the_latest_review_with_the_first_level(
    first: str, later: list[str], now: str
) -> None:
    reviews = [{"cse_rev_d": "2016-02-15", "cse_rev_lvl": level} for level in later]

    opened = Opened().answers(cse_tool="by_us", cse_tool_d="2015-11-20", cse_lvl=first, cse_rev=reviews)

    assert opened.value("cse_now") == now


def test_the_latest_review_is_the_one_with_the_latest_date_wherever_it_stands() -> None:
    reviews = [
        {"cse_rev_d": "2016-05-09", "cse_rev_lvl": "emerging_low"},
        {"cse_rev_d": "2016-02-15", "cse_rev_lvl": "experiencing"},
    ]

    opened = Opened().answers(
        cse_tool="by_us", cse_tool_d="2015-11-20", cse_lvl="moderate_medium", cse_rev=reviews
    )

    assert (opened.value("cse_rev_d_last"), opened.value("cse_now")) == ("2016-05-09", "less")


@pytest.mark.parametrize(
    ("born", "age", "band"),
    [
        ("2016-06-01", "0", "0"),
        ("2015-06-20", "1", "1-4"),
        ("2011-06-21", "4", "1-4"),
        ("2011-06-20", "5", "5-9"),
        ("2000-06-21", "15", "10-15"),
        ("2000-06-20", "16", "16-17"),
        ("1998-06-20", "18", "18+"),
    ],
)
def test_the_age_is_that_at_the_audit_date(born: str, age: str, band: str) -> None:
    opened = Opened().answers(cd_dob=born)

    assert (opened.value("cd_age"), opened.value("cd_band")) == (age, band)


def test_an_unborn_child_has_a_gestation_and_no_age() -> None:
    opened = Opened().answers(cd_dob="2016-06-01", cd_cat="PREB", cd_edd="2016-08-13")

    assert opened.value("cd_gest") == "32+2"
    assert (opened.value("cd_age"), opened.value("cd_band")) == ("", "unborn")
    assert opened.asked("cd_dob", "cd_edd", "vc_views", "vc_unborn") == [False, True, False, True]


def test_a_carried_age_stands_where_the_birth_date_stayed_at_home() -> None:
    cells = (
        TypedCell(At("cd_age_m"), "172", Origin.CARRIED),
        TypedCell(At("cd_age"), "14", Origin.CARRIED),
        TypedCell(At("cd_band"), "10-15", Origin.CARRIED),
    )

    there = Opened().takes(Typed(cells=cells, opened=True))

    assert [there.value(name) for name in ("cd_age_m", "cd_age", "cd_band")] == ["172", "14", "10-15"]
    assert there.asked("vc_worker", "cse_18") == [True, False]


@pytest.mark.parametrize(
    ("question", "agencies"),
    [
        ("cse_nrm", {"csc", "pol", "yjs"}),
        ("cse_dis", {"csc", "pol"}),
        ("cse_strat", {"csc", "pol", "hcom", "camhs", "gp"}),
        ("cse_wkrs", {"csc", "eh", "yjs"}),
        ("cse_hlth", {"csc", "hcom", "camhs", "gp"}),
        ("cse_edu", {"edu", "sch"}),
        ("cse_int", {"csc", "hcom", "edu", "eh", "ch", "yjs", "sch", "camhs", "gp"}),
        ("cd_need", {"csc"}),
        ("co_clk", {"csc", "eh", "pol"}),
        ("vc_place", {"csc", "eh"}),
        ("ap_contrib", {"pol", "hcom", "edu", "eh", "ch", "yjs", "sch", "camhs", "gp"}),
        ("hi_parent", {"csc", "eh", "gp"}),
    ],
)
def test_a_question_is_asked_of_its_agencies_only(question: str, agencies: set[str]) -> None:
    tried = ["csc", "pol", "hcom", "edu", "eh", "ch", "yjs", "sch", "camhs", "gp"]

    assert {agency for agency in tried if Opened(agency).asked(question) == [True]} == agencies


def test_only_the_agency_that_asks_invites_the_child() -> None:
    assert Opened("csc", asks="yes").asked("fb_child", "fb_text") == [True, False]
    assert Opened("pol", asks="no").asked("fb_child") == [False]
    assert Opened("csc", asks="yes").answers(fb_child="gave").asked("fb_text", "fb_quote") == [True, True]


@pytest.mark.parametrize(
    ("category", "asked"), [("CP", False), ("CLA", True), ("CLA_OOC", True), ("CLA_IN", True)]
)
def test_moves_and_placing_authority_are_asked_of_every_looked_after_child(
    *, category: str, asked: bool
) -> None:
    opened = Opened().answers(cd_cat=category)

    assert opened.asked("cd_moves", "cd_placing", "cd_legal") == [asked] * 3
    assert opened.asked("cse_oo1", "cse_oo3") == [category == "CLA_OOC", category in {"CLA_OOC", "CLA_IN"}]


def test_a_plan_that_can_be_seen_is_asked_about() -> None:
    opened = Opened().answers(ap_plan="yes", ap_smart="specific timed")

    assert all(opened.asked("cse_plan", "cse_psh", "ap_sharea", "ap_risk"))
    assert opened.value("ap_smart_n") == "2"
    assert opened.session.label(At("ap_risk")) == "Exploitation risk is explicit in the plan"
    assert not any(opened.answers(ap_plan="no").asked("cse_plan", "ap_smart"))
