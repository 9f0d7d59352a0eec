"""What the tool refuses, warns of and insists on; and that each condition can be true and can be false."""

import random

import pytest

from tests.tools.asking import CLOCKS, CSE, Opened
from tests.tools.by_chance import one_sided

ERROR, WARNING = [("answer.constraint", "error")], [("answer.constraint", "warn")]


@pytest.mark.parametrize(
    ("question", "wrong", "right"),
    [
        ("hd_to", "2016-07-02", "2016-07-01"),
        ("hd_from", "2016-06-21", "2016-06-20"),
        ("hd_minutes", "1201", "1200"),
        ("hd_role", "x" * 81, "x" * 80),
        ("cd_dob", "2016-06-21", "2016-06-20"),
        ("cd_dob", "1990-06-20", "1990-06-21"),
        ("cse_con", "2016-06-21", "2016-06-20"),
        ("cse_wkrs", "0", "1"),
        ("cse_wkrs", "13", "12"),
        ("cd_house", "-1", "0"),
        ("vc_seen", "401", "400"),
        ("dc_true", "no", "yes"),
    ],
)
def test_an_answer_outside_its_limits_is_kept_and_stops_signing(
    question: str, wrong: str, right: str
) -> None:
    opened = Opened().answers(**{question: wrong})

    assert opened.problems(question) == ERROR
    assert opened.cell(question).text == wrong
    assert opened.answers(**{question: right}).problems(question) == []


def test_an_expected_date_lies_from_thirty_days_before_to_three_hundred_after_the_audit() -> None:
    opened = Opened().answers(cd_cat="PREB")

    for wrong, right in (("2016-05-20", "2016-05-21"), ("2017-04-17", "2017-04-16")):
        assert opened.answers(cd_edd=wrong).problems("cd_edd") == ERROR
        assert opened.answers(cd_edd=right).problems("cd_edd") == []


def test_own_work_and_a_strange_reference_are_warned_of_only() -> None:
    opened = Opened().answers(hd_indep="yes")

    assert opened.problems("hd_indep") == WARNING
    assert opened.problems("hd_ref") == []


def test_a_review_lies_after_the_first_completion() -> None:
    rows = [{"cse_rev_d": "2015-11-20"}, {"cse_rev_d": "2015-11-21"}]

    opened = Opened().answers(cse_tool="by_us", cse_tool_d="2015-11-20", cse_rev=rows)

    assert (opened.problems("cse_rev_d", 0), opened.problems("cse_rev_d", 1)) == (ERROR, [])


@pytest.mark.parametrize(
    ("overall", "voice", "plans", "warned"),
    [
        ("outstanding", "ri", "good", True),
        ("outstanding", "good", "inadequate", True),
        ("outstanding", "good", "good", False),
        ("good", "inadequate", "good", True),
        ("good", "ri", "ri", False),
        ("ri", "inadequate", "inadequate", False),
        ("not_judged", "inadequate", "inadequate", False),
    ],
)
def test_an_overall_grade_two_above_the_worst_of_voice_and_plans_is_warned_of(
    *, overall: str, voice: str, plans: str, warned: bool
) -> None:
    opened = Opened().answers(sm_judge=overall, vc_judge=voice, ap_judge=plans)

    assert opened.problems("sm_judge") == (WARNING if warned else [])


def test_evidence_has_forty_characters_and_a_weak_grade_says_what_needs_more() -> None:
    opened = Opened().answers(mo_judge="ri", mo_evid="x" * 39)

    assert opened.problems("mo_evid") == ERROR
    assert opened.problems("mo_dev") == [("answer.required", "error")]
    opened.answers(mo_judge="good", mo_evid="x" * 40)
    assert opened.problems("mo_evid") == []
    assert opened.asked("mo_dev") == [False]


def test_a_standard_that_is_not_met_needs_a_comment() -> None:
    opened = Opened().answers(co_own="not_met", co_proc="met")

    assert opened.problems("co_own__c") == [("answer.required", "error")]
    assert opened.problems("co_proc__c") == []
    assert opened.answers(co_own__c="The visit was late.").problems("co_own__c") == []


@pytest.mark.parametrize(
    ("question", "answer", "needed"),
    [
        ("rf_missed", "1", True),
        ("rf_missed", "0", False),
        ("fb_child", "declined", True),
        ("fb_child", "gave", False),
    ],
)
def test_a_comment_is_needed_where_the_answer_asks_for_a_reason(
    *, question: str, answer: str, needed: bool
) -> None:
    opened = Opened().answers(**{question: answer})

    assert opened.cell(f"{question}__c").required is needed


def test_a_missing_strategy_meeting_needs_a_word() -> None:
    opened = Opened()

    assert opened.cell("cse_strat__c").required
    assert not opened.answers(cse_strat="2016-02-01T10:00+00:00").cell("cse_strat__c").required


def test_none_stands_alone() -> None:
    opened = Opened().answers(cd_flags="none court", cd_dis="autism hearing")

    assert opened.problems("cd_flags") == [("answer.exclusive", "error")]
    assert opened.problems("cd_dis") == []


def test_a_concern_is_closed_after_it_was_raised_and_says_what_was_done() -> None:
    opened = Opened().answers(
        ic_any="yes", ic_when="2016-06-20T15:00+01:00", ic_closed="2016-06-20T14:59+01:00"
    )

    assert opened.problems("ic_closed") == ERROR
    assert opened.problems("ic_done") == [("answer.required", "error")]
    assert opened.answers(ic_closed="2016-06-21T15:00+01:00").problems("ic_closed") == []


def test_timed_steps_come_out_by_their_clocks() -> None:
    late = {
        "co_clk_type": "CK_ICPC",
        "co_clk_start": "2016-03-01T09:00+00:00",
        "co_clk_stop": "2016-03-24T09:00+00:00",
    }
    in_time = {**late, "co_clk_stop": "2016-03-22T09:00+00:00"}
    undated = {"co_clk_type": "CK_ICPC"}
    decided_by_no_date = {**late, "co_clk_type": "CK_DASH"}

    opened = Opened().answers(co_clk=[late, in_time, undated, decided_by_no_date])

    assert [opened.value("co_clk_res", row) for row in range(4)] == ["late", "in_time", "date_missing", ""]
    assert opened.value("co_clk_late", 0) == "2"
    assert [opened.cell("co_clk_why", row).relevant for row in range(4)] == [True, False, False, False]


def test_every_clock_of_the_list_gives_a_verdict_without_a_problem() -> None:
    rows = [
        {
            "co_clk_type": clock,
            "co_clk_start": "2016-03-01T09:00+00:00",
            "co_clk_stop": "2016-03-01T10:00+00:00",
        }
        for clock in CLOCKS
    ]

    opened = Opened().answers(co_clk=rows)

    assert {opened.value("co_clk_res", row) for row in range(len(rows))} == {"in_time"}
    assert [opened.problems("co_clk_res", row) for row in range(len(rows))] == [[]] * len(rows)


@pytest.mark.parametrize(
    ("kind", "attended", "missing"),
    [
        ("strategy", "csc pol gp", "none"),
        ("strategy", "csc sch", "pol hea"),
        ("strategy", "pol camhs amh", "csc"),
        ("stage_1", "csc pol hv", "edg"),
        ("stage_2", "csc pol hv ey", "none"),
        ("core_group", "csc", ""),
        ("strategy", "", ""),
    ],
)
def test_a_meeting_names_the_required_agencies_that_were_missing(
    kind: str, attended: str, missing: str
) -> None:
    opened = Opened().answers(
        ma_mtg=[{"ma_mtg_type": kind, "ma_mtg_att": attended, "ma_mtg_inv": "csc pol gp"}]
    )

    assert opened.value("ma_mtg_core", 0) == missing


def test_attending_without_an_invitation_is_warned_of() -> None:
    rows = [{"ma_mtg_inv": "csc pol", "ma_mtg_att": "csc gp"}, {"ma_mtg_inv": "csc pol", "ma_mtg_att": "csc"}]

    opened = Opened().answers(ma_mtg=rows)

    assert (opened.problems("ma_mtg_att", 0), opened.problems("ma_mtg_att", 1)) == (WARNING, [])


def test_a_meeting_on_the_audit_date_lies_in_the_look_back() -> None:
    rows = [{"ma_mtg_date": "2016-06-20T16:00+01:00"}, {"ma_mtg_date": "2016-06-21T09:00+01:00"}]

    opened = Opened().answers(ma_mtg=rows)

    assert (opened.problems("ma_mtg_date", 0), opened.problems("ma_mtg_date", 1)) == ([], ERROR)


def test_steps_of_an_escalation_are_counted_in_working_days_from_the_one_before() -> None:
    dates = ["2016-03-24", "2016-03-29", "2016-04-01"]

    opened = Opened().answers(es_need="used", es_steps=[{"es_steps_date": d} for d in dates])

    assert [opened.value("es_steps_wd", row) for row in range(3)] == ["", "1", "3"]


def test_recorded_identity_and_a_match_code_follow_from_the_case_details() -> None:
    opened = Opened().answers(cd_eth="roma", cd_rel="muslim", cd_lang="romani", cd_dis="none")

    assert opened.value("rc_div") == "yes"
    assert opened.answers(cd_rel="not_recorded").value("rc_div") == "no"
    assert opened.answers(cd_rel="").value("rc_div") == ""
    assert opened.value("rc_match") == ""
    assert opened.answers(cd_name="Ada Byron", cd_dob="2002-02-03").value("rc_match") != ""


def test_an_unanswered_referral_has_to_be_chased() -> None:
    rows = [{"rf_list_date": "2016-03-24T10:00+00:00", "rf_list_dec": "2016-03-29T09:00+01:00"}]

    opened = Opened().answers(rf_any="made", rf_list=rows)

    assert opened.value("rf_list_clk", 0) == "in_time"
    assert opened.asked("rf_chase") == [False]
    opened.answers(rf_list=[{"rf_list_fb": "not_recorded"}])
    assert opened.asked("rf_chase") == [True]


def test_each_condition_can_be_true_and_can_be_false() -> None:
    assert one_sided(CSE, random.Random(20160620)) == set()  # noqa: S311 chance in a test, from a seed that stands here
