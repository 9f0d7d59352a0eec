"""`tool diff`: what an author and an auditor read about a newer version, and its number."""

import shutil
from pathlib import Path

import pytest

from auditdesk import places
from tests.cli.running import Ran, run

SHIPPED = "child-sexual-exploitation"
TOOL = places.forms() / "tools" / f"{SHIPPED}.yaml"
NOWHERE = Path("no-desk-is-needed")


@pytest.fixture
def newer(tmp_path):
    """Makes the next version of the shipped tool."""
    shutil.copytree(places.forms(), tmp_path, dirs_exist_ok=True)

    def write(version: str, *swaps: tuple[str, str]) -> Path:
        text = str(TOOL.read_text("utf-8")).replace("version: 1.0.0", f"version: {version}")
        for old, new in swaps:
            assert old in text
            text = text.replace(old, new, 1)
        path: Path = tmp_path / "tools" / TOOL.name
        path.write_text(text, encoding="utf-8")
        return path

    return write


WORDING = ("label: Date concern first recorded", "label: Day on which it was first recorded")
USES = TOOL.read_text("utf-8").count("${cse_con}")


def diffed(*words: object) -> Ran:
    return run(NOWHERE, "tool", "diff", *words)


def test_a_change_is_read_label_first_under_its_section(newer):
    said = diffed(SHIPPED, newer("1.0.1", WORDING))

    assert said.status == 0, said.err
    lines = said.out.splitlines()
    assert lines[0] == f"{SHIPPED} 1.0.0 → 1.0.1"
    assert "Child sexual exploitation" in lines
    assert "  reworded         Day on which it was first recorded (cse_con): label" in lines
    assert any(line.strip() == "before: Date concern first recorded" for line in lines)


def test_a_number_that_is_too_low_needs_a_person(newer):
    condition = ("relevant: ${cse_tool_d} != ''", "relevant: ${cse_tool_d} != '' and ${cse_tool} = 'by_us'")

    said = diffed(SHIPPED, newer("1.0.1", condition), "--json")

    told = said.json
    assert said.status == 1
    assert (told["needs"], told["step"]) == ("1.1.0", "minor")
    assert "at least 1.1.0" in told["too_low"]
    [rule] = told["changes"]
    assert rule["what"] == "asked when"
    assert "is answered" in rule["before_words"]
    assert "${cse_tool}" in rule["after"]


def test_questions_whose_answers_lose_their_place_are_named(newer):
    path = newer("2.0.0", ("name: cse_con\n", "name: cse_first\n"), *[("${cse_con}", "${cse_first}")] * USES)

    told = diffed(SHIPPED, path, "--json").json

    assert told["left_over"] == [{"question": "cse_con", "label": "Date concern first recorded"}]
    assert {"added", "removed"} <= {one["kind"] for one in told["changes"]}
    assert told["too_low"] == ""


def test_the_same_tool_is_not_different():
    said = diffed(SHIPPED, TOOL)

    assert (said.status, said.out.splitlines()[1:]) == (0, ["Nothing is different."])


def test_two_tools_are_no_versions_of_one():
    said = diffed(SHIPPED, "neglect")

    assert said.status in {2, 3}
    assert "two tools" in said.err
    assert "Traceback" not in said.err
