"""From answers to the printed report through the real counts: agencies, agreement, what is recorded."""

from datetime import date

import pytest

from auditdesk.merge.view import View
from auditdesk.report import making
from auditdesk.report.combined import combined, imprint_of
from auditdesk.report.counts import counts
from auditdesk.report.document import Document, Grid, flat
from auditdesk.report.figures import Figures
from auditdesk.report.series import Mark
from tests.report.invented import agreed, told, view_of
from tests.report.told import chapter, row, table, words

MADE_ON = date(2016, 9, 2)
THREE = dict.fromkeys((1, 2, 3), ("csc", "pol"))


def graded() -> View:
    """Three children: social care's grades moved down once, confirmed once, up once; police judged one."""
    returns = (
        told(
            "CSE16-01/csc",
            {"cd_cat": "CP", "sm_judge": "good", "cd_rel": "christian", "mo_cause": "workload"},
        ),
        told(
            "CSE16-02/csc",
            {"cd_cat": "CP", "sm_judge": "ri", "cd_rel": "not_recorded", "mo_cause": "workload"},
        ),
        told("CSE16-03/csc", {"cd_cat": "CP", "sm_judge": "inadequate"}),
        told("CSE16-01/pol", {"cd_cat": "CP", "sm_judge": "not_judged", "cd_rel": "not_recorded"}),
        told("CSE16-02/pol", {"cd_cat": "CP", "sm_judge": "good"}),
    )
    settled = (agreed(1, "overall", "ri"), agreed(2, "overall", "ri"), agreed(3, "overall", "ri"))
    return view_of(THREE, returns, settled)


@pytest.fixture(scope="module")
def figures() -> Figures:
    return making.figures(counts(graded(), MADE_ON))


@pytest.fixture(scope="module")
def report(figures: Figures) -> Document:
    view = graded()
    return combined(figures, view, imprint_of(view, partnership="Harbourshire", made_on=MADE_ON))


@pytest.mark.parametrize(
    ("figure_id", "shown"),
    [
        ("agency.csc.received", "3 of 3"),
        ("agency.pol.received", "2 of 3"),
        ("agency.csc.overall.good", "1 of 3"),
        ("agency.pol.overall.not_judged", "1 of 2"),
        ("agency.pol.overall.good_or_better", "1 of 1"),
        ("agreement.all.overall.exact", "1 of 4"),
        ("agreement.all.overall.within_one", "4 of 4"),
        ("agreement.all.overall.down", "2 of 4"),
        ("agreement.all.overall.up", "1 of 4"),
        ("agreement.all.overall.changed", "3 of 4"),
        ("agreement.all.overall.good.ri", "2 of 4"),
        ("agreement.all.overall.good.all", "2 of 4"),
        ("agreement.all.overall.all.ri", "4 of 4"),
        ("recorded.cd_rel", "1 of 2"),
        ("recorded.cd_rel.missing.pol", "1 of 1"),
        ("choice.mo_cause.workload", "2 of 2"),
    ],
)
def test_agencies_are_counted_one_by_one_and_together(figures: Figures, figure_id: str, shown: str) -> None:
    assert figures[figure_id].shown == shown


def test_a_pair_of_grades_leads_to_the_answer_it_stands_in(figures: Figures) -> None:
    assert figures.trace("agreement.all.overall.up") == ("CSE16-03/csc:sm_judge",)


def test_what_compares_agencies_is_never_public(figures: Figures) -> None:
    by_agency = [f for id, f in figures.items() if id.startswith(("agency.", "agreement.", "recorded."))]

    assert by_agency
    assert not [figure.id for figure in by_agency if figure.is_public]


def test_the_matrix_adds_up_to_its_totals(report: Document) -> None:
    assert [words(cell) for cell in table(report, "t_matrix").rows[1]] == ["Good", "0", "0", "2", "0", "2"]
    assert [words(cell) for cell in table(report, "t_matrix").rows[-1]] == ["All", "0", "0", "4", "0", "4"]
    assert table(report, "t_matrix").rows[2][3].mark is Mark.DIAGONAL


def test_agreement_is_told_in_a_sentence(report: Document) -> None:
    sentence = words(chapter(report, "12")[1])

    assert sentence == (
        "The meeting confirmed 1 of 4 of the auditors’ overall grades; 4 of 4 lie within one grade of "
        "what it agreed. It moved 2 down and 1 up. "
    )


def test_an_agency_with_fewer_than_three_judged_returns_is_not_held_up(report: Document) -> None:
    heat = next(block for block in chapter(report, "13") if isinstance(block, Grid))
    overall = next(cells for cells in heat.rows if words(cells[0]) == "Overall")

    assert [words(cell) for cell in overall] == ["Overall", "1 of 3", "too few"]
    assert [cell.mark for cell in overall[1:]] == [Mark.HEAT_2, Mark.TOO_FEW]


def test_what_was_not_recorded_names_the_agency(report: Document) -> None:
    assert row(report, "t_recorded", "Religion or belief recorded") == (
        "Religion or belief recorded",
        "1 of 2",
        "Children's social care 1, Police 1",
    )


def test_the_tile_tells_how_many_grades_the_meeting_changed(report: Document) -> None:
    assert "3of 4 overall grades changed at the meeting" in words(chapter(report, "1"))


def test_reasons_stand_under_their_aspect(report: Document) -> None:
    assert "Main reasons given by auditors, in number of children: workload 2. " in [
        words(block) for block in flat(report.blocks)
    ]


def meetings() -> View:
    """One strategy meeting that two agencies report, one conference; a row without a date is no meeting."""
    strategy = {"ma_mtg_type": "strategy", "ma_mtg_date": "2016-03-01T10:00:00+00:00", "ma_mtg_core": "none"}
    conference = {"ma_mtg_type": "icpc", "ma_mtg_date": "2016-03-15T10:00:00+00:00", "ma_mtg_days": "12"}
    undated = {"ma_mtg_type": "cin"}
    returns = (
        told("CSE16-01/csc", rows=[strategy | {"ma_mtg_days": "4"}, conference], repeat="ma_mtg"),
        told("CSE16-01/pol", rows=[strategy | {"ma_mtg_core": "hea"}, undated], repeat="ma_mtg"),
    )
    return view_of({1: ("csc", "pol")}, returns)


def test_a_meeting_that_two_agencies_report_is_counted_once() -> None:
    found = making.figures(counts(meetings(), MADE_ON))

    assert {id: f.shown for id, f in found.items() if id.startswith("meeting.")} == {
        "meeting.held": "2",
        "meeting.type.strategy": "1 of 2",
        "meeting.type.icpc": "1 of 2",
        "meeting.all_required": "0 of 1",
        "meeting.minutes.median": "8",
        "meeting.minutes.min": "4",
        "meeting.minutes.max": "12",
    }
    assert not [id for id, figure in found.items() if id.startswith("meeting.") and figure.is_public]


def test_meetings_are_told_in_a_table_and_a_sentence() -> None:
    view = meetings()
    found = making.figures(counts(view, MADE_ON))
    document = combined(found, view, imprint_of(view, partnership="Harbourshire", made_on=MADE_ON))

    assert row(document, "t_meetings", "Every agency attended that had to")[1] == "0 of 1"
    assert "Minutes came after a median of 8 days (4 to 12 days). " in words(chapter(document, "9"))
