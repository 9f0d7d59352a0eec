"""What the tool on neglect asks and works out as an auditor answers it."""

import pytest

from tests.tools.asking import NEGLECT, Opened

HEALTH = {"hcom", "hacu", "mat", "hv", "gp", "camhs", "amh", "sh"}
EDUCATION = {"edu", "sch", "ey"}
TRIED = ["csc", "eh", "pol", "hou", "ch", "yjs", *sorted(HEALTH), *sorted(EDUCATION)]


def opened(agency: str = "csc", **answers: str) -> Opened:
    return Opened(agency, theme=NEGLECT).answers(**answers)


@pytest.mark.parametrize(
    ("question", "agencies"),
    [
        ("ng_home", {"csc", "eh", "hv", "pol", "hou"}),
        ("ng_home_days", {"csc", "eh", "hv", "pol", "hou"}),
        ("ng_wnb", HEALTH),
        ("ng_wnbp", HEALTH),
        ("ng_hlth", HEALTH),
        ("ng_attp", EDUCATION),
        ("ng_attp_res", EDUCATION),
        ("ng_sch", EDUCATION),
        ("ng_change", {"csc", "eh", "hv"}),
        ("ng_plans", {"csc", "eh"}),
        ("ng_plan_d", {"csc", "eh"}),
        ("ng_plan_m", {"csc", "eh"}),
        ("ng_plan_drift", {"csc", "eh"}),
        ("ng_plo", {"csc"}),
        ("ng_tool", set(TRIED)),
        ("ng_first", set(TRIED)),
    ],
)
def test_a_question_is_asked_of_its_agencies_only(question: str, agencies: set[str]) -> None:
    given = {"cd_cat": "CP", "cd_dob": "2010-06-23", "ng_wnb": "1"}

    asked = {agency for agency in TRIED if opened(agency, **given).asked(question) == [True]}

    assert asked == agencies


@pytest.mark.parametrize(
    ("question", "true", "false"),
    [
        ("ng_ver", {"ng_tool": "a_day_in_my_life"}, {"ng_tool": "gcp2"}),
        ("ng_date1", {"ng_tool": "other"}, {"ng_tool": "none"}),
        ("ng_date2", {"ng_date1": "2022-01-10"}, {"ng_date1": ""}),
        ("ng_date2_m", {"ng_date1": "2022-01-10"}, {"ng_date1": ""}),
        ("ng_gcp", {"ng_tool": "gcp2 other"}, {"ng_tool": "gcp2a older_gcp"}),
        ("ng_lic", {"ng_tool": "older_gcp"}, {"ng_tool": "none"}),
        ("ng_multi", {"ng_tool": "older_gcp"}, {"ng_tool": "none"}),
        ("ng_each", {"ng_tool": "gcp2", "cd_house": "2"}, {"ng_tool": "gcp2", "cd_house": "1"}),
        ("ng_each", {"ng_tool": "gcp2", "cd_house": "2"}, {"ng_tool": "none", "cd_house": "2"}),
        ("ng_each", {"ng_tool": "gcp2", "cd_house": "2"}, {"ng_tool": "gcp2"}),
        ("ng_inform", {"ng_tool": "gcp2"}, {"ng_tool": "none"}),
        ("ng_why", {"ng_tool": "none"}, {"ng_tool": "gcp2"}),
        ("ng_why", {"ng_tool": "none"}, {}),
        ("ng_teen", {"cd_dob": "2011-09-21"}, {"cd_dob": "2011-09-22"}),
        ("ng_teen", {"cd_dob": "2011-09-21"}, {}),
        ("ng_plo", {"cd_cat": "CP"}, {"cd_cat": "CIN"}),
        ("cd_cpn", {"cd_cat": "CIN"}, {"hd_known": "not_known"}),
        ("cd_parent", {"cd_cat": "EH"}, {"hd_known": "not_known"}),
        ("cd_placing", {"cd_cat": "CLA_IN"}, {"cd_cat": "CLA"}),
        ("hi_chron_d", {"hi_chron": "list_of_events"}, {"hi_chron": "none"}),
    ],
)
def test_a_question_is_asked_under_its_condition_and_not_otherwise(
    question: str, true: dict[str, str], false: dict[str, str]
) -> None:
    assert opened(**true).asked(question) == [True]
    assert opened(**false).asked(question) == [False]


@pytest.mark.parametrize(
    ("agency", "question", "true", "false"),
    [
        ("hv", "ng_wnbp", {"ng_wnb": "1"}, {"ng_wnb": "0"}),
        ("hv", "ng_wnbp", {"ng_wnb": "1"}, {}),
        ("sch", "ng_attp", {"cd_dob": "2018-09-21"}, {"cd_dob": "2018-09-22"}),
        ("sch", "ng_attp_res", {"cd_dob": "2018-09-21"}, {}),
    ],
)
def test_health_and_schools_are_asked_under_their_conditions(
    agency: str, question: str, true: dict[str, str], false: dict[str, str]
) -> None:
    assert opened(agency, **true).asked(question) == [True]
    assert opened(agency, **false).asked(question) == [False]


def test_a_latest_grade_is_asked_once_the_tool_was_repeated() -> None:
    once = opened(ng_tool="gcp2", ng_date1="2022-01-10")

    assert once.cell("ng_gcp_last", 0).relevant is False
    assert once.answers(ng_date2="2022-06-10").cell("ng_gcp_last", 0).relevant


def test_the_graded_care_profile_has_a_row_for_each_area_of_care() -> None:
    profile = opened(ng_tool="gcp2")

    areas = [profile.value("ng_gcp_area", row) for row in range(4)]

    assert areas == ["physical", "safety", "emotional", "developmental"]
    assert [profile.cell("ng_gcp_first", row).required for row in range(4)] == [False] * 4


def test_a_lower_grade_at_the_repeat_is_a_change_for_the_better() -> None:
    grades = [{"ng_gcp_first": first, "ng_gcp_last": last} for first, last in ("41", "35", "22", "44")]

    profile = opened(ng_tool="gcp2", ng_date1="2022-01-10", ng_date2="2022-06-10").answers(ng_gcp=grades)

    assert [profile.value("ng_gcp_change", row) for row in range(4)] == ["3", "-2", "0", "0"]


@pytest.mark.parametrize("grades", [{}, {"ng_gcp_first": "4"}, {"ng_gcp_last": "4"}])
def test_a_change_needs_both_grades(grades: dict[str, str]) -> None:
    profile = opened(ng_tool="gcp2", ng_date1="2022-01-10", ng_date2="2022-06-10").answers(ng_gcp=[grades])

    assert profile.value("ng_gcp_change", 0) == ""


def test_grades_come_back_when_the_tool_is_ticked_again() -> None:
    profile = opened(ng_tool="gcp2").answers(ng_gcp=[{"ng_gcp_first": "4"}])

    assert profile.answers(ng_tool="none").asked("ng_gcp") == [False]
    assert profile.answers(ng_tool="gcp2").value("ng_gcp_first", 0) == "4"


@pytest.mark.parametrize(
    ("first", "months"),
    [("2022-09-21", "0"), ("2022-08-21", "1"), ("2022-08-22", "0"), ("2012-09-21", "120")],
)
def test_the_concern_is_counted_in_whole_months_to_the_audit_date(first: str, months: str) -> None:
    assert opened(ng_first=first).value("ng_months") == months


@pytest.mark.parametrize(
    ("second", "months"), [("2022-03-31", "2"), ("2022-03-30", "1"), ("2022-02-01", "0")]
)
def test_the_interval_between_tools_is_in_whole_months(second: str, months: str) -> None:
    assert opened(ng_tool="gcp2", ng_date1="2022-01-31", ng_date2=second).value("ng_date2_m") == months


@pytest.mark.parametrize(("seen", "days"), [("2022-09-21", "0"), ("2022-09-01", "20"), ("2021-09-21", "365")])
def test_home_conditions_were_last_seen_so_many_days_before_the_audit_date(seen: str, days: str) -> None:
    assert opened(ng_home=seen).value("ng_home_days") == days


@pytest.mark.parametrize(
    ("attended", "verdict"),
    [
        ("0", "severe"),
        ("50", "severe"),
        ("50.1", "persistent"),
        ("90", "persistent"),
        ("90.1", "neither"),
        ("100", "neither"),
    ],
)
def test_absence_is_persistent_at_ninety_per_cent_and_severe_at_fifty(attended: str, verdict: str) -> None:
    assert opened("sch", cd_dob="2010-06-23", ng_attp=attended).value("ng_attp_res") == verdict


@pytest.mark.parametrize(
    ("category", "started", "drift"),
    [
        ("CP", "2021-06-21", "no"),
        ("CP", "2021-06-20", "yes"),
        ("CP", "2022-09-21", "no"),
        ("CIN", "2019-06-20", ""),
        ("CP", "", ""),
    ],
)
def test_a_child_protection_plan_of_more_than_fifteen_months_drifts(
    category: str, started: str, drift: str
) -> None:
    assert opened(cd_cat=category, ng_plan_d=started).value("ng_plan_drift") == drift


def test_a_round_may_set_another_limit_for_drift() -> None:
    local = Opened(theme=NEGLECT, settings={"ng_plan_months": "12"})

    assert local.answers(cd_cat="CP", ng_plan_d="2021-09-20").value("ng_plan_drift") == "yes"
    assert local.answers(ng_plan_d="2021-09-21").value("ng_plan_drift") == "no"


def test_nothing_is_worked_out_from_what_is_not_known() -> None:
    blank = opened(cd_cat="CP", ng_tool="gcp2", ng_date1="2022-01-10")
    school = opened("sch", cd_dob="2010-06-23")

    calculated = ["ng_months", "ng_date2_m", "ng_home_days", "ng_plan_m", "ng_plan_drift", "hi_chron_m"]
    assert [blank.value(name) for name in calculated] == [""] * len(calculated)
    assert school.value("ng_attp_res") == ""


@pytest.mark.parametrize(
    ("born", "shown", "band"),
    [("2022-04-02", "5", "0"), ("2020-09-22", "23", "1-4"), ("2004-09-10", "216", "18+")],
)
def test_children_of_five_months_to_eighteen_years_fit(born: str, shown: str, band: str) -> None:
    child = opened(cd_dob=born)

    assert (child.value("cd_age_m"), child.value("cd_band"), child.problems("cd_dob")) == (shown, band, [])


def test_a_nil_return_asks_nothing_of_the_theme() -> None:
    nil = opened(hd_known="not_known")

    assert nil.asked("sec_t", "ng_tool", "hi_chron", "t_judge", "dc_true") == [False] * 4 + [True]
