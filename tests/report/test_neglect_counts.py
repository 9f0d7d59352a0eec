"""What is counted about neglect where agencies answer side by side, and what sentences come of it."""

from collections.abc import Mapping
from dataclasses import replace
from datetime import date

import pytest

from auditdesk.merge.standing import AgreedValue
from auditdesk.report import making, phrases
from auditdesk.report.bank import CLAIMS, NAMED
from auditdesk.report.bank.neglect import NEGLECT as WORDS
from auditdesk.report.counts import Counts, counts
from auditdesk.report.figures import Figures
from auditdesk.report.sentences import needed, said, worked
from tests.report.invented import agreed, case, count, figures_of, told, view_of
from tests.report.told import words
from tests.tools.asking import NEGLECT

MADE_ON = date(2022, 11, 30)
Answers = Mapping[str, str]


def counted(*children: Mapping[str, Answers], settled: tuple[AgreedValue, ...] = ()) -> Counts:
    """A round on neglect: for each child, agency → answers."""
    asked = {number: tuple(child) for number, child in enumerate(children, 1)}
    returns = [
        told(f"{case(number)}/{agency}", answers)
        for number, child in enumerate(children, 1)
        for agency, answers in child.items()
    ]
    return counts(replace(view_of(asked, returns, settled), tool=NEGLECT.tool), MADE_ON)


def figures(*children: Mapping[str, Answers], settled: tuple[AgreedValue, ...] = ()) -> Figures:
    return making.figures(counted(*children, settled=settled))


def shown(found: Figures, *ids: str) -> list[str]:
    return [found[f"neg.{id}"].shown for id in ids]


def test_a_tool_counts_where_any_agency_used_it() -> None:
    found = figures(
        {"csc": {"ng_tool": "none"}, "hv": {"ng_tool": "gcp2"}, "sch": {"ng_tool": "none"}},
        {"csc": {"ng_tool": "older_gcp"}},
        {"csc": {"ng_tool": "a_day_in_my_life other"}},
        {"csc": {"ng_tool": "none"}, "pol": {"ng_tool": "none"}},
        {"csc": {"cd_cat": "CP"}},
    )

    assert shown(found, "tool.gcp2", "tool.gcp", "tool.any") == ["1 of 4", "2 of 4", "3 of 4"]
    assert found["neg.tool.gcp2"].sources == (
        "CSE16-01/csc:ng_tool",
        "CSE16-01/hv:ng_tool",
        "CSE16-01/sch:ng_tool",
        "CSE16-02/csc:ng_tool",
        "CSE16-03/csc:ng_tool",
        "CSE16-04/csc:ng_tool",
        "CSE16-04/pol:ng_tool",
    )


def test_the_antenatal_version_is_a_graded_care_profile_and_not_the_second_one() -> None:
    assert shown(figures({"csc": {"ng_tool": "gcp2a"}}), "tool.gcp2", "tool.gcp") == ["0 of 1", "1 of 1"]


def test_what_the_meeting_settled_counts_before_what_agencies_said() -> None:
    found = figures(
        {"csc": {"ng_tool": "none"}, "hv": {"ng_tool": "gcp2", "hi_chron": "none"}},
        settled=(agreed(1, "ng_tool", "none"), agreed(1, "hi_chron", "multi_agency_with_impact")),
    )

    assert shown(found, "tool.any", "chronology.impact", "chronology.none") == ["0 of 1", "1 of 1", "0 of 1"]


def test_a_chronology_is_what_most_records_tell_of_and_else_what_social_care_does() -> None:
    impact, listed, none = "events_with_impact_on_the_child", "list_of_events", "none"
    found = figures(
        {"csc": {"hi_chron": none}, "hv": {"hi_chron": impact}, "sch": {"hi_chron": impact}},
        {"csc": {"hi_chron": listed}, "hv": {"hi_chron": none}},
        {"hv": {"hi_chron": "multi_agency_with_impact"}},
        {"hv": {"hi_chron": none}, "pol": {"hi_chron": listed}},
    )

    kinds = ("chronology.impact", "chronology.list", "chronology.none")
    assert shown(found, *kinds) == ["2 of 3", "1 of 3", "0 of 3"]


@pytest.mark.parametrize(
    ("plans", "several"), [("0", "0 of 1"), ("1", "0 of 1"), ("2", "1 of 1"), ("15", "1 of 1")]
)
def test_two_earlier_plans_are_several(plans: str, several: str) -> None:
    assert shown(figures({"csc": {"ng_plans": plans}}), "plans.two_or_more") == [several]


def test_what_nobody_answered_is_absent_never_zero() -> None:
    assert [id for id in figures({"csc": {"cd_cat": "CP"}}) if id.startswith("neg.")] == []


def test_the_counts_of_two_rounds_add_up() -> None:
    one = counted({"csc": {"ng_tool": "gcp2", "ng_plans": "2"}}, {"csc": {"ng_tool": "none"}})
    other = counted({"csc": {"ng_tool": "other", "ng_plans": "0"}})

    both = (one + other).tallies

    assert [(both[f"neg.{id}"].n, both[f"neg.{id}"].of) for id in ("tool.any", "plans.two_or_more")] == [
        (2, 3),
        (1, 2),
    ]
    assert both["neg.tool.any"].better == "more"


def test_another_theme_counts_nothing_of_neglect() -> None:
    view = view_of({1: ("csc",)}, [told("CSE16-01/csc", {"ng_tool": "gcp2", "hi_chron": "none"})])

    assert [id for id in counts(view, MADE_ON).tallies if id.startswith("neg.")] == []


# ── sentences ────────────────────────────────────────────────────────────────────────────────────────────
def test_every_standard_of_the_theme_has_its_words_and_no_other_question_has() -> None:
    standards = {
        f"standard.{q.name}" for q in NEGLECT.tool.questions if q.role == "standard" and q.aspect == "T"
    }

    assert {key for key in WORDS if key.startswith("standard.")} == standards


@pytest.mark.parametrize("key", WORDS)
def test_a_claim_asks_for_more_only_where_it_fell_short(key: str) -> None:
    claim, id = CLAIMS[key], f"{key}.met" if key.startswith("standard.") else key
    children = count("children", 12)

    short = figures_of(children, count(id, 3, 12))
    met = figures_of(children, count(id, 11, 12))
    unknown = figures_of(children)

    assert [claim.need in words(point) for point in needed(short)] == [True]
    assert (worked(short), needed(met), needed(unknown), worked(unknown)) == ((), (), (), ())
    assert [words(point).startswith(claim.worked[1:], 1) for point in worked(met)] == [True]


@pytest.mark.parametrize("key", WORDS)
def test_a_claim_is_not_said_where_no_record_answered(key: str) -> None:
    assert phrases.phrase(0, 0) == phrases.NO_ANSWER
    assert said(count(key, 0, 0), CLAIMS[key]) == ()
    assert words(said(count(key, 0, 12), CLAIMS[key])).startswith("It was not evidenced in the cases audited")


@pytest.mark.parametrize("key", NAMED)
def test_how_things_are_is_named_in_tables_and_never_asked_for(key: str) -> None:
    found = figures_of(count("children", 12), count(key, 2, 12))

    assert (worked(found), needed(found)) == ((), ())
    assert not any(letter.isdigit() for letter in NAMED[key])
