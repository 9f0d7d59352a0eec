"""What the tool on neglect refuses, warns of and insists on; each condition can be true and can be false."""

import random

import pytest

from tests.tools.asking import NEGLECT, Opened
from tests.tools.by_chance import one_sided

ERROR, WARNING = [("answer.constraint", "error")], [("answer.constraint", "warn")]
ALONE = [("answer.exclusive", "error")]


def opened(agency: str = "csc", **answers: str) -> Opened:
    return Opened(agency, theme=NEGLECT).answers(**answers)


@pytest.mark.parametrize(
    ("agency", "question", "wrong", "right"),
    [
        ("csc", "ng_first", "2022-09-22", "2022-09-21"),
        ("hv", "ng_wnb", "-1", "0"),
        ("hv", "ng_wnb", "61", "60"),
        ("sch", "ng_attp", "-0.1", "0"),
        ("sch", "ng_attp", "100.1", "100"),
        ("csc", "ng_plans", "-1", "0"),
        ("csc", "ng_plans", "16", "15"),
        ("csc", "cd_dob", "1996-09-21", "1996-09-22"),
        ("csc", "cd_dob", "2022-09-22", "2022-09-21"),
        ("csc", "hi_refs", "201", "200"),
    ],
)
def test_an_answer_outside_its_limits_is_kept_and_stops_signing(
    agency: str, question: str, wrong: str, right: str
) -> None:
    child = {} if question == "cd_dob" else {"cd_dob": "2010-06-23"}
    asked = opened(agency, **child, **{question: wrong})

    assert asked.problems(question) == ERROR
    assert asked.cell(question).text == wrong
    assert asked.answers(**{question: right}).problems(question) == []


def test_a_concern_from_before_the_look_back_fits() -> None:
    assert opened(ng_first="2009-01-01").problems("ng_first") == []


def test_a_repeat_lies_after_the_first_tool() -> None:
    tool = opened(ng_tool="gcp2", ng_date1="2022-01-10", ng_date2="2022-01-10")

    assert tool.problems("ng_date2") == ERROR
    assert tool.answers(ng_date2="2022-01-11").problems("ng_date2") == []


@pytest.mark.parametrize("column", ["ng_gcp_first", "ng_gcp_last"])
@pytest.mark.parametrize(("grade", "problems"), [("0", ERROR), ("1", []), ("5", []), ("6", ERROR)])
def test_grades_of_care_run_from_one_to_five(
    column: str, grade: str, problems: list[tuple[str, str]]
) -> None:
    profile = opened(ng_tool="gcp2", ng_date1="2022-01-10", ng_date2="2022-06-10")

    assert profile.answers(ng_gcp=[{column: grade}]).problems(column, 0) == problems


@pytest.mark.parametrize(
    ("version", "born", "fits"),
    [
        ("baby", "2019-09-22", True),
        ("baby", "2019-09-21", False),
        ("pre_school", "2021-09-21", True),
        ("pre_school", "2021-09-22", False),
        ("pre_school", "2015-09-22", True),
        ("pre_school", "2015-09-21", False),
        ("child", "2018-09-21", True),
        ("child", "2018-09-22", False),
        ("child", "2008-09-22", True),
        ("child", "2008-09-21", False),
        ("adolescent", "2012-09-21", True),
        ("adolescent", "2012-09-22", False),
        ("disabled_child", "2021-09-22", True),
        ("disabled_child", "2005-09-22", True),
        ("unborn", "2021-09-22", True),
        ("unborn", "2021-09-21", False),
        ("adolescent", "", True),
        ("unborn", "", True),
    ],
)
def test_a_version_that_does_not_fit_the_age_is_warned_of(*, version: str, born: str, fits: bool) -> None:
    used = opened(cd_dob=born, ng_tool="a_day_in_my_life", ng_ver=version)

    assert used.problems("ng_ver") == ([] if fits else WARNING)


@pytest.mark.parametrize(("version", "problems"), [("unborn", []), ("baby", WARNING), ("child", WARNING)])
def test_an_unborn_child_has_the_version_for_unborn_children(
    version: str, problems: list[tuple[str, str]]
) -> None:
    used = opened(cd_cat="PREB", ng_tool="a_day_in_my_life", ng_ver=version)

    assert used.problems("ng_ver") == problems


@pytest.mark.parametrize(
    ("agency", "question", "wrong", "right"),
    [
        ("csc", "ng_forms", "physical none_named", "physical educational"),
        ("csc", "ng_tool", "gcp2 none", "gcp2 other"),
        ("csc", "ng_multi", "pol none", "pol sch"),
        ("hv", "ng_hlth", "dentist none", "dentist optician"),
        ("hv", "ng_hlth", "dentist not_known", "not_known"),
    ],
)
def test_none_stands_alone(agency: str, question: str, wrong: str, right: str) -> None:
    base = {} if question == "ng_tool" else {"ng_tool": "gcp2"}

    assert opened(agency, **base, **{question: wrong}).problems(question) == ALONE
    assert opened(agency, **base, **{question: right}).problems(question) == []


def test_chronology_and_use_of_history_must_be_answered() -> None:
    blank = opened(hi_chron="list_of_events")

    required = ["hi_chron", "hi_chron_d", "hi_use"]
    assert [blank.cell(name).required for name in required] == [True] * 3
    assert blank.problems("hi_use") == [("answer.required", "error")]
    assert not blank.cell("hi_partner").required
    assert "hi_chron_d" not in {
        problem.at.name for problem in opened(hi_chron="none").session.validate() if problem.at
    }


@pytest.mark.parametrize("question", ["ng_incid", "ng_day", "ng_impact", "ng_father", "ng_pov", "ng_change"])
@pytest.mark.parametrize(
    ("answer", "needed"),
    [("met", False), ("partly", True), ("not_met", True), ("na", False), ("no_evidence", False)],
)
def test_a_standard_that_is_not_wholly_met_needs_a_comment(
    *, question: str, answer: str, needed: bool
) -> None:
    assert opened(**{question: answer}).cell(f"{question}__c").required is needed


def test_a_home_that_was_seen_needs_a_word_on_whether_it_was_announced() -> None:
    assert opened(ng_home="2022-09-01").cell("ng_home__c").required
    assert not opened().cell("ng_home__c").required


def test_each_condition_can_be_true_and_can_be_false() -> None:
    assert one_sided(NEGLECT, random.Random(20220921)) == set()  # noqa: S311 chance in a test, from a seed that stands here
