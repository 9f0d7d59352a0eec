"""A newer version of the tool in the middle of a round: half-filled returns, and case B4 of the bundles."""

import pytest

from auditdesk import work
from auditdesk.errors import InputError
from tests.simulator import ROWS, rows_of, tool_text

ONE, TWO = "CSE16-01", "CSE16-02"
FIRST = (
    ROWS
    + """\
- {type: text, name: went, label: What went well?}
- {type: text, name: home, label: Who lives at home?}
- {type: text, name: secret, label: Their address, "audit::local": yes}
- {type: select_one std, name: shared, label: Was it shared?, relevant: "${hd_known} = 'in_period'"}
- type: repeat
  name: met
  label: Meetings
  rows: [{type: date, name: met_d, label: Held on}, {type: text, name: met_who, label: Who came?}]
"""
)
SECOND = (
    FIRST.replace("name: note, label: Note}", "name: notes, label: Notes, audit::was: note}")
    .replace("name: cse_plan,", "name: plan, audit::was: cse_plan,")
    .replace("- {type: text, name: went, label: What went well?}\n", "")
    .replace('- {type: text, name: secret, label: Their address, "audit::local": yes}\n', "")
    .replace(", {type: text, name: met_who, label: Who came?}", "")
    + "- {type: text, name: more, label: Anything more?}\n"
)
ANSWERS = {
    "hd_known": "in_period",
    "cse_plan": "met",
    "note": "seen",
    "went": "the school rang",
    "home": "mother",
    "secret": "1 High Street",
    "met": [{"met_d": "2016-02-15", "met_who": "all"}, {"met_d": "2016-03-15"}],
}


@pytest.fixture(params=["verbs", "commands"])
def them(request, partnership_of):
    found = partnership_of(tool=FIRST)
    found.coordinator.at_terminal = request.param == "commands"
    return found


@pytest.fixture
def half_filled(partnership_of):
    """One return half filled on the first version, and the second one on its desk."""
    found = partnership_of(tool=FIRST)
    csc = found.auditor("csc").answers(ONE, **ANSWERS)
    found.coordinator.revises(SECOND, "2.0.0").packs()
    return csc


def stands(auditor, case=ONE):
    return {answer.question.rpartition(":")[2]: answer.value for answer in auditor.shows(case).answers}


def left(shown):
    return [(one.label, one.row, one.value, one.version) for one in shown.left_over]


def test_b4_a_bundle_of_an_older_version_is_merged_under_the_names_of_the_newer(them):
    csc = them.auditor("csc").answers(ONE, **ANSWERS).signs().sends()
    coordinator = them.coordinator.revises(SECOND, "2.0.0")

    coordinator.merges()

    assert [str(one.outcome) for one in coordinator.outcomes] == ["merged"]
    assert coordinator.answer(ONE, "plan") == {"csc": "met"}
    assert coordinator.answer(ONE, "notes") == {"csc": "seen"}
    assert coordinator.notes() == ["left_over"]
    listed = [(one.agency, one.label, one.row, one.value) for one in coordinator.case(ONE).left_over]
    assert listed == [
        ("csc", "What went well?", "", "the school rang"),
        ("csc", "Who came?", "Meetings 1", "all"),
    ]
    assert csc.shows(ONE).left_over == ()


def test_answers_of_both_versions_are_counted_under_one_name(partnership_of):
    them = partnership_of(tool=FIRST, agencies=["csc", "pol"])
    csc, pol = them.auditor("csc"), them.auditor("pol")
    csc.answers(ONE, cse_plan="met").signs().sends()
    them.coordinator.revises(SECOND, "2.0.0").packs()
    pol.answers(ONE, plan="not_met").signs().sends()

    merged = them.coordinator.merges()

    assert merged.answer(ONE, "plan") == {"csc": "met", "pol": "not_met"}
    counted = {one.id: one.n for one in figures(merged)}
    assert counted["standard.plan.known"] == 1
    assert "standard.cse_plan.known" not in counted


def figures(coordinator):
    found = work.figures(coordinator.desk, None, "restricted", on=coordinator.now().date())
    return found.values()


def test_a_half_filled_return_stays_on_its_version_until_it_is_moved(half_filled):
    assert stands(half_filled)["cse_plan"] == "met"
    [line] = [one for one in work.returns_asked(half_filled.desk, None) if one.ref == f"{ONE}/csc"]
    assert line.newer == "2.0.0"


def test_a_moved_return_keeps_what_has_a_place_and_shows_the_rest(half_filled):
    before = stands(half_filled)

    moved = half_filled.moves(ONE)

    assert (moved.before, moved.after) == ("1.0.0", "2.0.0")
    assert stands(half_filled) == {
        "hd_known": "in_period",
        "plan": "met",
        "notes": "seen",
        "home": "mother",
        "met_d": "2016-03-15",
    }
    assert left(half_filled.shows(ONE)) == [
        ("What went well?", "", "the school rang", "1.0.0"),
        ("Their address", "", "1 High Street", "1.0.0"),
        ("Who came?", "Meetings 1", "all", "1.0.0"),
    ]
    assert set(before.values()) <= {
        *stands(half_filled).values(),
        *(v for _, _, v, _ in left(half_filled.shows(ONE))),
    }
    half_filled.comes_back()
    assert work.check_desk(half_filled.desk).history_sound


def test_what_is_left_over_travels_with_the_return_but_never_what_is_local(half_filled):
    half_filled.moves(ONE)
    half_filled.signs(ONE).sends()

    coordinator = half_filled.partnership.coordinator.merges()

    assert [str(one.outcome) for one in coordinator.outcomes] == ["merged"]
    assert [one.value for one in coordinator.case(ONE).left_over] == ["the school rang", "all"]
    assert "High Street" not in rows_of(coordinator.desk)
    assert coordinator.answer(ONE, "plan") == {"csc": "met"}


def test_what_was_not_asked_when_it_was_left_over_stays_at_home(partnership_of):
    them = partnership_of(tool=FIRST)
    csc = them.auditor("csc").answers(ONE, hd_known="in_period", shared="met")
    csc.answers(ONE, hd_known="not_known")
    them.coordinator.revises(SECOND.replace("name: shared,", "name: passed_on,"), "2.0.0").packs()

    csc.moves(ONE)
    csc.signs(ONE).sends()

    assert [one.value for one in csc.shows(ONE).left_over] == ["Met"]
    assert them.coordinator.merges().case(ONE).left_over == ()


def test_a_choice_that_is_gone_is_read_by_its_label(partnership_of):
    them = partnership_of(tool=FIRST)
    csc = them.auditor("csc").answers(ONE, cd_cat="CP")
    gone = "- {type: select_one category, name: cd_cat, label: Category}\n"
    assert gone in SECOND
    them.coordinator.revises(SECOND.replace(gone, ""), "2.0.0").packs()

    [moved] = csc.moves(ONE).left_over
    csc.signs(ONE).sends()

    assert moved.value == "Child protection plan"
    assert [one.value for one in csc.shows(ONE).left_over] == ["Child protection plan"]
    assert [one.value for one in them.coordinator.merges().case(ONE).left_over] == ["Child protection plan"]


def test_a_signed_return_is_not_touched_and_goes_out_as_it_was_signed(partnership_of):
    them = partnership_of(tool=FIRST)
    csc = them.auditor("csc").answers(ONE, **ANSWERS).signs()
    them.coordinator.revises(SECOND, "2.0.0").packs()
    before = rows_of(csc.desk)

    with pytest.raises(InputError) as refused:
        csc.moves(ONE)

    assert refused.value.code == "R_SIGNED"
    assert rows_of(csc.desk) == before
    csc.sends()
    assert [str(one.outcome) for one in them.coordinator.merges().outcomes] == ["merged"]


def test_a_signed_return_that_is_reopened_can_be_moved_and_follows_the_one_before(partnership_of):
    them = partnership_of(tool=FIRST)
    csc = them.auditor("csc").answers(ONE, **ANSWERS).signs().sends()
    them.coordinator.revises(SECOND, "2.0.0").packs()

    csc.reopens(ONE).moves(ONE)
    csc.answers(ONE, more="yes", plan="partly").signs(ONE).sends()

    merged = them.coordinator.merges()
    assert merged.answer(ONE, "plan") == {"csc": "partly"}
    assert [one.value for one in merged.case(ONE).left_over] == ["the school rang", "all"]


def test_a_return_that_was_never_opened_starts_on_the_newer_version(half_filled):
    half_filled.answers(TWO, plan="met")

    assert stands(half_filled, TWO) == {"plan": "met"}
    with pytest.raises(InputError) as refused:
        half_filled.moves(TWO)
    assert refused.value.code == "R_NEWEST"


def test_a_second_move_keeps_what_the_first_left_over(half_filled):
    half_filled.moves(ONE)
    third = SECOND.replace("- {type: text, name: home, label: Who lives at home?}\n", "")
    half_filled.partnership.coordinator.revises(third, "3.0.0").packs()

    half_filled.moves(ONE)

    assert [(label, version) for label, _, _, version in left(half_filled.shows(ONE))] == [
        ("What went well?", "1.0.0"),
        ("Their address", "1.0.0"),
        ("Who came?", "1.0.0"),
        ("Who lives at home?", "2.0.0"),
    ]
    assert work.check_desk(half_filled.desk).history_sound


def test_the_history_tells_the_move_and_every_answer_before_it(half_filled):
    half_filled.moves(ONE)

    history = half_filled.shows(ONE, history=True).history

    assert ("went", "", "the school rang") in [(h.question, h.before, h.after) for h in history]
    assert ("went", "the school rang", "(left over)") in [(h.question, h.before, h.after) for h in history]


def test_a_row_counted_out_by_the_newer_version_is_there_after_the_move(half_filled):
    counted = SECOND + "- type: repeat\n  name: area\n  label: Areas\n  repeat_count: 2\n"
    counted += "  rows: [{type: text, name: area_t, label: Words}]\n"
    half_filled.partnership.coordinator.revises(counted, "2.1.0").packs()

    half_filled.moves(ONE)
    half_filled.answers(ONE, area=[{"area_t": "first"}, {"area_t": "second"}])
    half_filled.comes_back()

    assert stands(half_filled)["area_t"] in {"first", "second"}
    assert work.check_desk(half_filled.desk).history_sound


def test_a_number_too_low_is_refused_and_changes_nothing(partnership_of):
    them = partnership_of(tool=FIRST)
    tool = them.coordinator.file(tool_text(SECOND, "1.0.1"))
    before = them.digest()

    with pytest.raises(InputError) as refused:
        work.revise_round(them.coordinator.desk, None, work.one_tool(str(tool)))

    assert refused.value.code == "R_VERSION"
    assert "at least 2.0.0" in str(refused.value)
    assert them.digest() == before
