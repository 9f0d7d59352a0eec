"""Scenarios beside a tool: the shipped ones hold and leave no rule unseen; what an author reads of others."""

from pathlib import Path
from textwrap import dedent

import pytest

from auditdesk import places, work
from auditdesk.errors import InputError
from tests.cli.running import run

SHIPPED = [
    "child-sexual-exploitation",
    "domestic-abuse",
    "early-help",
    "female-genital-mutilation",
    "missing-from-home",
    "neglect",
    "pre-birth",
]
TOOL = """\
tool: little
version: 1.0.0
title: A little tool
choices:
  yn: [{name: yes, label: Yes}, {name: no, label: No}]
rows:
  - {type: select_one yn, name: seen, label: Was the child seen?, audit::comment: off}
  - type: integer
    name: times
    label: How often?
    relevant: ${seen} = 'yes'
    constraint: . >= 1
    constraint_message: At least once.
  - type: calculate
    name: often
    label: Often
    calculation: if(${times} = '', '', if(${times} > 3, 'yes', 'no'))
  - type: repeat
    name: met
    label: Meetings
    rows:
      - {type: date, name: met_d, label: Held on, required: yes, constraint: . <= today()}
"""
HEAD = "agency: csc\nlook_back: {from: 2021-09-21, to: 2022-09-21}\nscenarios:\n"
GOOD = """\
- scenario: Seen four times is often
  given: {seen: yes, times: 4}
  then: {asked: times, results: {often: yes}, no problems: everything}
- scenario: Not seen at all
  given: {seen: no}
  then: {not asked: times, results: {often: ''}}
- scenario: Seen, and never
  given: {seen: yes, times: 0, met: [{d: 2022-01-01}, {d: 2022-09-22}]}
  then:
    problems: {times: At least once, met_d in row 2: ''}
    no problems: [met_d in row 1]
    must answer: [met_d in row 1]
    may stay blank: [seen]
"""


@pytest.fixture
def tool(tmp_path):
    """Plays scenarios on the little tool."""
    file = tmp_path / "little.yaml"
    file.write_text(TOOL, encoding="utf-8")

    def play(scenarios: str, head: str = HEAD) -> work.ToolTested:
        beside = tmp_path / "little.scenarios.yaml"
        beside.write_text(head + dedent(scenarios), encoding="utf-8")
        return work.test_tool(work.one_tool(str(file)), str(file))

    return play


@pytest.mark.parametrize("name", SHIPPED)
def test_every_scenario_of_a_shipped_tool_holds_and_every_rule_is_seen_both_ways(name):
    tested = work.test_tool(work.one_tool(name), name)

    assert [f"{one.file}:{one.line} {one.text}" for one in tested.failed] == []
    assert [(one.question, one.what) for one in tested.untested if not one.because] == []
    assert tested.shown + len(tested.untested) == tested.rules


@pytest.mark.parametrize("name", SHIPPED)
def test_a_shipped_tool_has_scenarios_of_its_own_and_no_reason_is_stale(name):
    beside = (places.forms() / "tools" / f"{name}.scenarios.yaml").read_text("utf-8")
    common = (places.forms() / "blocks" / "common.scenarios.yaml").read_text("utf-8")

    tested = work.test_tool(work.one_tool(name), name)

    assert beside.count("- scenario:") >= 25
    assert (beside + common).count("because:") == len(tested.untested)


@pytest.mark.parametrize(
    ("old", "new"),
    [
        (b"selected('by_us copy_held', ${cse_tool})", b"selected('by_us', ${cse_tool})"),
        (b"${cd_age} >= 16", b"${cd_age} > 16"),
        (b"ad:days(${cse_con}, ${cse_tool_d})", b"ad:days(${cse_tool_d}, ${cse_con})"),
        (b". >= 1 and . <= 12", b". >= 1 and . <= 13"),
        (b"string-length(.) >= 40", b"string-length(.) >= 41"),
    ],
)
def test_a_mistake_in_a_tool_is_found_by_its_scenarios(old, new):
    """The control: each detector must go red."""
    raw = work.one_tool(SHIPPED[0]).to_json()
    assert old in raw

    broken = type(work.one_tool(SHIPPED[0])).from_json(raw.replace(old, new))

    assert work.test_tool(broken, SHIPPED[0]).failed


def test_what_holds_is_said_by_silence(tool):
    tested = tool(GOOD)

    assert tested.failed == ()
    assert tested.scenarios == 3
    assert tested.untested == ()


def said(tested):
    return [one.text for one in tested.failed]


def test_what_does_not_come_is_told_in_words_with_its_line(tool):
    tested = tool(
        """\
        - scenario: Everything is expected wrongly
          given: {seen: no}
          then:
            asked: [times]
            results: {often: yes, seen: yes}
            problems: {seen: nothing of the kind}
            must answer: seen
            not asked: seen
        """
    )

    assert said(tested) == [
        "How often? (times): expected that it is asked; it is not asked",
        "Often (often): expected “yes”; it is nothing",
        "Was the child seen? (seen): expected “yes”; it is “no”",
        "Was the child seen? (seen): expected a problem with “nothing of the kind”; there is none",
        "Was the child seen? (seen): expected that it has to be answered before signing; it may stay blank",
        "Was the child seen? (seen): expected that it is not asked; it is asked",
    ]
    assert [one.line for one in tested.failed] == [7, 8, 8, 9, 10, 11]


def test_problems_that_came_are_told(tool):
    tested = tool(
        """\
        - scenario: Never
          given: {seen: yes, times: 0}
          then: {no problems: [times, everything]}
        """
    )

    assert said(tested) == [
        "How often? (times): expected no problem; there is “At least once.”",
        "no problem was expected anywhere; there is times: At least once.",
    ]


def test_a_row_that_is_not_there_is_told(tool):
    tested = tool("- {scenario: No row, given: {seen: no}, then: {asked: met_d in row 3}}")

    assert said(tested) == ["met_d in row 3: there is no such row"]


def test_what_no_scenario_shows_is_listed(tool):
    tested = tool("- {scenario: One, given: {seen: yes, times: 1}, then: {asked: times}}")

    assert [(one.question, one.what) for one in tested.untested] == [
        ("times", "not asked"),
        ("times", "its rule broken"),
        ("often", "worked out while something it reads is blank"),
        ("met_d", "its rule kept"),
        ("met_d", "its rule broken"),
    ]


@pytest.mark.parametrize(
    ("scenario", "line", "words"),
    [
        ("- {scenario: A, given: {sene: yes}, then: {asked: seen}}", 4, "no such question"),
        ("- {scenario: A, given: {seen: yes}, then: {asked: sene}}", 4, "Did you mean seen"),
        ("- {scenario: A, then: {askt: seen}}", 4, "nothing a scenario can expect"),
        ("- {scenario: A, then: {asked: met_d}}", 4, "met_d in row 1"),
        ("- {scenario: A, then: {asked: seen in row 1}}", 4, "stands in no rows"),
        ("- {scenario: A, given: {seen: yes}}", 4, "'then' is missing"),
        ("- {scenario: A, then: {asked: []}}", 4, "what must follow"),
        ("- {scenaro: A}", 4, "did you mean 'scenario'"),
        ("- {scenario: A, given: {often: yes}, then: {asked: seen}}", 4, "worked out"),
        ("- {scenario: A, given: {met: words}, then: {asked: seen}}", 4, ""),
        ("- [", 4, ""),
    ],
)
def test_a_file_that_does_not_fit_names_its_line(tool, scenario, line, words):
    with pytest.raises(InputError) as refused:
        tool(scenario + "\n")

    assert refused.value.named["line"] in {str(line), str(line + 1)}
    assert words in str(refused.value)


@pytest.mark.parametrize("included", ["little.scenarios.yaml", "little.yaml", "../nowhere.yaml"])
def test_a_file_that_includes_itself_or_no_scenarios_is_refused(tool, included):
    with pytest.raises(InputError, match=r"no other file of scenarios"):
        tool(GOOD, head=f"include: [{included}]\n{HEAD}")


def test_the_command_tells_failures_and_ends_with_what_is_not_shown(tmp_path):
    tool = tmp_path / "little.yaml"
    tool.write_text(TOOL, encoding="utf-8")
    (tmp_path / "little.scenarios.yaml").write_text(
        HEAD + "- {scenario: Wrong, given: {seen: yes}, then: {results: {seen: no}}}\n", encoding="utf-8"
    )

    ran = run(Path("no-desk-is-needed"), "tool", "test", tool)

    lines = ran.out.splitlines()
    assert ran.status == 1
    assert lines[0].endswith("little.scenarios.yaml, line 4: Wrong")
    assert lines[1] == "  Was the child seen? (seen): expected “no”; it is “yes”"
    assert "little 1.0.0: 1 scenarios, 1 not as expected." in lines
    assert lines[-1] == "  Held on (met_d): its rule broken"


def test_an_included_scenario_that_does_not_hold_of_this_tool_is_left_out(tool, tmp_path):
    (tmp_path / "shared.scenarios.yaml").write_text(HEAD + dedent(GOOD), encoding="utf-8")
    head = HEAD.replace(
        "scenarios:\n", "include: [shared.scenarios.yaml]\nwithout: [Not seen at all]\nscenarios:\n"
    )

    assert tool(GOOD, head).scenarios == 5


def test_leaving_out_a_scenario_that_is_not_there_is_told(tool, tmp_path):
    (tmp_path / "shared.scenarios.yaml").write_text(HEAD + dedent(GOOD), encoding="utf-8")
    head = HEAD.replace("scenarios:\n", "include: [shared.scenarios.yaml]\nwithout: [Not sean]\nscenarios:\n")

    with pytest.raises(InputError, match="no scenario of an included file is called 'Not sean'"):
        tool(GOOD, head)
