"""Every row of the domain's documents is in the tool on neglect: name, kind, codes, agencies, words."""

import pytest

from auditdesk import places
from auditdesk.form import check, read
from tests.tools.asking import NEGLECT
from tests.tools.documents import documented, is_of_kind, lines

TOOL = NEGLECT.tool
THEME_ROWS = [tuple(cell.strip() for cell in line.split(" |")) for line in lines("neglect_rows.txt")]
"""Name, kind, codes, agencies that are asked, whether core, and the words of the question."""

COMMON_ROWS = [row for row in documented("cse_rows.txt") if not row[1].startswith("cse_")]
ADDED = {"ng_months", "ng_date2_m", "ng_gcp_area", "ng_gcp_change", "ng_home_days", "ng_attp_res"} | {
    "ng_plan_m",
    "ng_plan_drift",
}
"""Rows that the documents name as calculations of another row, not as rows of their own."""


@pytest.mark.parametrize(("name", "kind", "codes", "agencies", "core", "words"), THEME_ROWS)
def test_a_documented_row_stands_in_the_theme_as_it_is_written(
    name: str, kind: str, codes: str, agencies: str, core: str, words: str
) -> None:
    question = TOOL.question(name)

    assert question.groups[0] == "sec_t"
    assert is_of_kind(question, kind)
    assert question.label["en"] == words
    assert question.columns.get("audit::agencies", "") == agencies
    assert question.columns.get("audit::of", "") == core
    if kind in {"one", "multi"} and not codes.startswith("L:"):
        assert " ".join(choice.name for choice in question.choices) == codes


@pytest.mark.parametrize(("section", "name", "kind"), COMMON_ROWS)
def test_a_row_of_every_tool_is_in_its_section_and_of_its_kind(section: str, name: str, kind: str) -> None:
    question = TOOL.question(name)

    assert question.groups[0] == f"sec_{section.lower()}"
    assert question.type == "calculate" if name == "hd_agency" else is_of_kind(question, kind)


def test_the_rows_stand_in_the_order_of_the_documents() -> None:
    names = [row[0] for row in THEME_ROWS]
    theme = [q.name for q in TOOL.questions if q.groups[:1] == ("sec_t",) and q.name.startswith("ng_")]

    assert [name for name in theme if name in set(names)] == names
    assert {name for name in theme if not name.endswith("__c")} - set(names) == ADDED


def test_the_sections_are_those_of_every_tool_the_theme_before_the_aspects() -> None:
    sections = [q.name for q in TOOL.questions if not q.groups and q.type == "group"]

    assert sections == [f"sec_{s}" for s in ["a", "b", "t", *(f"c{n}" for n in range(1, 10)), "d", "n"]]


def test_the_tool_compiles_without_a_warning() -> None:
    assert check(read(places.forms() / "tools" / "neglect.yaml")) == ()
    assert (TOOL.id, TOOL.version, TOOL.theme) == ("neglect", "1.0.0", "neg")


def test_every_standard_counts_for_the_aspect_of_its_section() -> None:
    standards = [question for question in TOOL.questions if question.list_name == "std"]

    assert {question.role for question in standards} == {"standard"}
    assert [q.name for q in standards if q.aspect.lower() != q.groups[0].removeprefix("sec_")] == []
    assert [
        q.name for q in TOOL.questions if q.list_name in {"std", "yn"} and f"{q.name}__c" not in TOOL
    ] == []


def test_the_theme_ends_with_its_judgement() -> None:
    theme = [q.name for q in TOOL.questions if q.groups[:1] == ("sec_t",) and not q.name.endswith("__c")]

    assert theme[-5:] == ["t_judge", "t_evid", "t_good", "t_dev", "t_cause"]
    assert {TOOL.question(name).aspect for name in ("t_judge", "t_good", "t_dev", "t_cause")} == {"T"}


def test_only_name_and_dates_of_birth_and_delivery_stay_at_home() -> None:
    assert {question.name for question in TOOL.questions if question.local} == {"cd_name", "cd_dob", "cd_edd"}


def test_every_row_has_words_and_no_mark_of_the_documents() -> None:
    said = [f"{q.label.get('en', '')} {q.hint.get('en', '')}" for q in TOOL.questions]

    assert [q.name for q in TOOL.questions if not q.label.get("en", "").strip()] == []
    assert [text for text in said if "[" in text or "Seed" in text] == []


def test_the_short_audit_has_seventeen_questions_of_the_theme() -> None:
    core = [q.name for q in TOOL.questions if q.columns.get("audit::of") == "core"]

    assert len(core) == len([row for row in THEME_ROWS if row[4] == "core"]) == 17
