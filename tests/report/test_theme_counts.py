"""What the themes count where agencies answer side by side: values of a child, events of one list, wholes."""

from collections.abc import Mapping, Sequence
from dataclasses import replace
from datetime import date

import pytest

from auditdesk.report import making, suppress
from auditdesk.report.bank import CLAIMS, NAMED
from auditdesk.report.counts import Counts, counts
from auditdesk.report.figures import Figures
from tests.report.invented import case, told, view_of
from tests.tools.asking import shipped

MADE_ON = date(2024, 7, 1)
Row = Mapping[str, str]
Answers = Mapping[str, str | Sequence[Row]]
"""Answers by question as the tool's session would give them; a repeat has rows."""

TOOLS = {
    name: shipped(name)
    for name in (
        "early-help",
        "domestic-abuse",
        "female-genital-mutilation",
        "pre-birth",
        "missing-from-home",
    )
}


def counted(tool: str, *children: Mapping[str, Answers]) -> Counts:
    """A round: for each child, agency → answers."""
    asked = {number: tuple(child) for number, child in enumerate(children, 1)}
    returns = []
    for number, child in enumerate(children, 1):
        for agency, answers in child.items():
            plain = {name: text for name, text in answers.items() if isinstance(text, str)}
            listed = [(name, rows) for name, rows in answers.items() if not isinstance(rows, str)]
            repeat, rows = listed[0] if listed else ("ac", ())
            returns.append(told(f"{case(number)}/{agency}", plain, rows=rows, repeat=repeat))
    return counts(replace(view_of(asked, returns), tool=TOOLS[tool]), MADE_ON)


def figures(tool: str, *children: Mapping[str, Answers]) -> Figures:
    return making.figures(counted(tool, *children))


def shown(found: Figures, stem: str) -> dict[str, str]:
    return {id.removeprefix(stem): one.shown for id, one in found.items() if id.startswith(stem)}


def test_early_help_tells_who_waited_for_a_panel() -> None:
    found = figures(
        "early-help",
        {"eh": {"eh_su": "was", "eh_sur": "direct", "eh_sud_days": "2"}},
        {"eh": {"eh_su": "was", "eh_sur": "panel", "eh_sud_days": "30", "eh_suw": "yes"}},
        {"eh": {"eh_su": "was", "eh_sur": "panel", "eh_sud_days": "5", "eh_suw": "no"}},
        {"eh": {"eh_su": "was_not"}},
        {"eh": {"eh_su": "no"}, "sch": {"eh_su": "no"}},
        {"eh": {"hd_known": "in_period"}},
    )

    assert shown(found, "eh.stepup.") == {
        "needed": "4 of 5",
        "done": "3 of 4",
        "direct": "1 of 3",
        "days": "CSE16-01: 2, CSE16-02: 30, CSE16-03: 5",
        "median": "5",
        "waited": "1 of 2",
    }


def test_early_help_tells_of_consent_leads_reviews_and_drift() -> None:
    found = figures(
        "early-help",
        {"eh": {"eh_cons": "written", "eh_lead": "yes_family_knows", "eh_gap_ok": "yes", "eh_gap": "40",
                "eh_open": "5", "eh_drift": "no"}},
        {"eh": {"eh_cons": "refused", "eh_lead": "no", "eh_gap_ok": "no", "eh_gap": "130", "eh_open": "14",
                "eh_drift": "yes"}},
        {"eh": {"eh_cons": "not_recorded"}},
    )  # fmt: skip

    assert shown(found, "eh.") == {
        "consent.recorded": "1 of 3",
        "lead.known": "1 of 2",
        "reviewed_in_time": "1 of 2",
        "gap.days": "CSE16-01: 40, CSE16-02: 130",
        "gap.median": "85",
        "open.months": "CSE16-01: 5, CSE16-02: 14",
        "open.median": "9.5",
        "drift": "1 of 2",
    }


def test_incidents_of_domestic_abuse_are_those_of_one_list() -> None:
    attended = {"dv_inc_at": "2016-05-01T20:00+01:00", "dv_inc_pol": "yes"}
    found = figures(
        "domestic-abuse",
        {
            "pol": {
                "dv_inc": [
                    {**attended, "dv_inc_spoke": "yes", "dv_inc_encok": "in_time", "dv_inc_flag": "yes"},
                    {**attended, "dv_inc_spoke": "no", "dv_inc_encok": "not_sent"},
                ]
            },
            "csc": {"dv_inc": [attended, attended, attended]},
        },
        {"csc": {"dv_inc": [{**attended, "dv_inc_pol": "no"}]}, "hv": {"hd_known": "in_period"}},
        {"csc": {"dv_inc": [attended]}, "sch": {"dv_inc": [{**attended, "dv_inc_encok": "late"}, attended]}},
    )

    assert shown(found, "dv.") == {
        "incidents": "5",
        "child.seen": "1 of 4",
        "school.in_time": "1 of 3",
        "school.late": "1 of 3",
        "school.not_sent": "1 of 3",
        "school.date_missing": "0 of 3",
        "high.unmarked": "1 of 5",
    }
    assert found["dv.school.late"].sources == ("CSE16-03/sch:dv_inc_encok[1]",)


def test_domestic_abuse_tells_of_marac_and_help() -> None:
    found = figures(
        "domestic-abuse",
        {"pol": {"dv_met": "yes", "dv_mref": "made"}, "csc": {"dv_met": "yes", "dv_mref": "made"}},
        {"pol": {"dv_met": "yes", "dv_mref": "met_not_made", "dv_idva": "engaged"}},
        {"pol": {"dv_met": "no", "dv_rec": "waiting"}},
    )

    assert shown(found, "dv.") == {
        "marac.met": "2 of 3",
        "marac.referred": "1 of 2",
        "idva.engaged": "1 of 1",
        "recovery.received": "0 of 1",
    }


def test_fgm_tells_how_the_duty_was_met_and_nothing_of_it_is_public() -> None:
    children: list[Mapping[str, Answers]] = [
        {"hacu": {"fgm_duty": "yes", "fgm_repok": "in_time", "fgm_repself": "yes", "fgm_ra": "dhsc_tool"}},
        {"hacu": {"fgm_duty": "yes", "fgm_repok": "not_made", "fgm_ra": "none", "fgm_ord": "not_considered"}},
        {"hacu": {"fgm_duty": "yes", "fgm_repok": "late", "fgm_repself": "no", "fgm_ord": "applied"}},
        {"csc": {"fgm_duty": "no", "fgm_strat_res": "in_time"}},
    ]
    found = figures("female-genital-mutilation", *children)

    assert shown(found, "fgm.") == {
        "duty.applied": "3 of 4",
        "report.in_time": "1 of 3",
        "report.late": "1 of 3",
        "report.not_made": "1 of 3",
        "report.date_missing": "0 of 3",
        "report.in_person": "1 of 2",
        "tool.any": "1 of 2",
        "strategy.in_time": "1 of 1",
        "order.considered": "1 of 2",
    }
    many = figures("female-genital-mutilation", *children * 5)
    assert shown(suppress.public(many, 5), "fgm.") == {}


def test_pre_birth_tells_when_agencies_knew_met_and_planned() -> None:
    found = figures(
        "pre-birth",
        {"csc": {"pb_book_late": "no", "pb_refok": "yes", "pb_ref_days": "3", "pb_conf": "held",
                 "pb_confok": "yes", "pb_bp": "2016-03-01", "pb_lens": "met"}},
        {"csc": {"pb_book_late": "yes", "pb_refok": "no", "pb_ref_days": "20", "pb_conf": "needed_not_held",
                 "pb_bp": "2016-05-30", "pb_bp_late": "yes", "pb_lens": "partly"}},
        {"csc": {"pb_conf": "held", "pb_confok": "no"}, "mat": {"pb_book_late": "yes"}},
        {"csc": {"pb_conf": "not_needed"}},
    )  # fmt: skip

    assert shown(found, "pb.") == {
        "booking.late": "2 of 3",
        "referral.early_enough": "1 of 2",
        "referral.days": "CSE16-01: 3, CSE16-02: 20",
        "referral.median": "11.5",
        "plan.in_time": "1 of 2",
        "lens.met": "1 of 2",
        "conference.needed": "3 of 4",
        "conference.held": "2 of 3",
        "conference.in_time": "1 of 2",
    }


def test_without_an_answer_a_theme_counts_nothing() -> None:
    for name, tool in TOOLS.items():
        found = figures(name, {"csc": {"cd_cat": "CP"}})

        assert shown(found, f"{tool.theme}.") == {}


@pytest.mark.parametrize("stem", ["eh.", "dv.", "fgm.", "pb.", "mfh."])
def test_a_count_of_a_theme_has_a_name_of_its_own(stem: str) -> None:
    named = {id for id in (*CLAIMS, *NAMED) if id.startswith(stem)}

    assert len(named) > 5
    assert [id for id in named if id in CLAIMS and id in NAMED] == []
