"""Every row of the domain's documents is in its theme's tool: name, kind, codes, agencies, words, order."""

from dataclasses import dataclass

import pytest

from auditdesk import places
from auditdesk.form import Tool, check, read
from tests.tools.asking import shipped
from tests.tools.documents import documented, is_of_kind, lines

SECTIONS = ["a", "b", "t", *(f"c{n}" for n in range(1, 10)), "d", "n"]


@dataclass(frozen=True)
class Told:
    """What the documents say of one theme.

    `core` counts the questions of the short audit, columns of repeats left out; `added` are calculations that
    the documents tell within other rows; `left_out` are common rows that the theme does not ask.
    """

    file: str
    prefix: str
    core: int
    added: str
    left_out: str = ""
    local: str = "cd_name cd_dob cd_edd"


TOLD = {
    "early-help": Told(
        "early_help_rows.txt", "eh", 18,
        "eh_chk_res eh_needs_ok eh_as2_days eh_as2_res eh_taf_days eh_gap_ok eh_sud_days eh_drift",
        left_out="cd_legal",
    ),
    "domestic-abuse": Told("domestic_abuse_rows.txt", "dv", 18, "dv_inc_flag dv_inc_clk dv_met"),
    "female-genital-mutilation": Told(
        "female_genital_mutilation_rows.txt", "fgm", 18, "fgm_clk fgm_strat_res"
    ),
    "pre-birth": Told(
        "pre_birth_rows.txt", "pb", 20,
        "pb_preterm pb_know_g pb_book_g pb_book_late pb_con_g pb_ref_days pb_ref_g pb_dec_res pb_ass2_days "
        "pb_ass2_res pb_ass2_g pb_contr_miss pb_confd_g pb_confok pb_core_res pb_leg_g pb_plo_g pb_fam_g "
        "pb_bp_g pb_bp_late pb_sw_days pb_hv_res",
        left_out="cd_dob", local="cd_name cd_edd pb_dob",
    ),
    "missing-from-home": Told(
        "missing_from_home_rows.txt", "mfh", 18,
        "mfh_ep_over mfh_ep_counts mfh_ep_clk mfh_s1_days mfh_s1_missing mfh_s2_days mfh_s2_missing",
    ),
}  # fmt: skip
TOOLS = {theme: shipped(theme) for theme in TOLD}
ROWS = {
    theme: [tuple(cell.strip() for cell in line.split(" |")) for line in lines(told.file)]
    for theme, told in TOLD.items()
}
"""Name, kind, codes, agencies that are asked, whether core, and the words of the question."""

COMMON_ROWS = [row for row in documented("cse_rows.txt") if not row[1].startswith("cse_")]
THEMES = pytest.mark.parametrize("theme", TOLD)


@pytest.mark.parametrize(("theme", "row"), [(theme, row) for theme in TOLD for row in ROWS[theme]])
def test_a_documented_row_stands_in_the_theme_as_it_is_written(theme: str, row: tuple[str, ...]) -> None:
    name, kind, codes, agencies, core, words = row
    question = TOOLS[theme].question(name)

    assert question.groups[0] == "sec_t"
    assert is_of_kind(question, kind)
    assert question.label["en"] == words
    assert question.columns.get("audit::agencies", "") == agencies
    if core:
        assert question.columns.get("audit::of", "") == "core"
    if kind in {"one", "multi"} and not codes.startswith("L:"):
        assert " ".join(choice.name for choice in question.choices) == codes


@THEMES
def test_every_common_row_is_in_its_section_and_of_its_kind(theme: str) -> None:
    left_out = TOLD[theme].left_out.split()
    tool = TOOLS[theme]

    for section, name, kind in COMMON_ROWS:
        if name in left_out:
            assert name not in tool
            continue
        question = tool.question(name)
        assert question.groups[0] == f"sec_{section.lower()}", name
        assert question.type == "calculate" if name == "hd_agency" else is_of_kind(question, kind), name


@THEMES
def test_the_rows_stand_in_the_order_of_the_documents_with_nothing_unsaid_between(theme: str) -> None:
    names = [row[0] for row in ROWS[theme]]
    told = TOLD[theme]
    found = [name for name in _of_theme(TOOLS[theme]) if name.startswith(f"{told.prefix}_")]

    assert [name for name in found if name in set(names)] == names
    assert set(found) - set(names) == set(told.added.split())


@THEMES
def test_the_sections_are_those_of_every_tool_and_the_theme_ends_with_its_judgement(theme: str) -> None:
    tool = TOOLS[theme]

    assert [q.name for q in tool.questions if not q.groups and q.type == "group"] == [
        f"sec_{section}" for section in SECTIONS
    ]
    assert _of_theme(tool)[-5:] == ["t_judge", "t_evid", "t_good", "t_dev", "t_cause"]


@THEMES
def test_a_tool_compiles_without_a_warning(theme: str) -> None:
    assert check(read(places.forms() / "tools" / f"{theme}.yaml")) == ()
    assert (TOOLS[theme].id, TOOLS[theme].theme) == (theme, TOLD[theme].prefix)


@THEMES
def test_every_standard_counts_for_the_aspect_of_its_section_and_has_a_comment(theme: str) -> None:
    tool = TOOLS[theme]
    standards = [question for question in tool.questions if question.list_name == "std"]

    assert {question.role for question in standards} == {"standard"}
    assert [q.name for q in standards if q.aspect.lower() != q.groups[0].removeprefix("sec_")] == []
    assert [
        q.name for q in tool.questions if q.list_name in {"std", "yn"} and f"{q.name}__c" not in tool
    ] == []


@THEMES
def test_only_name_and_dates_of_birth_and_delivery_stay_at_home(theme: str) -> None:
    assert {q.name for q in TOOLS[theme].questions if q.local} == set(TOLD[theme].local.split())


@THEMES
def test_every_row_has_words_and_no_mark_of_the_documents(theme: str) -> None:
    said = [f"{q.label.get('en', '')} {q.hint.get('en', '')}" for q in TOOLS[theme].questions]

    assert [q.name for q in TOOLS[theme].questions if not q.label.get("en", "").strip()] == []
    assert [text for text in said if "[" in text or "Seed" in text or "L:" in text] == []


@THEMES
def test_the_short_audit_has_the_questions_that_the_documents_name(theme: str) -> None:
    tool = TOOLS[theme]
    core = [row[0] for row in ROWS[theme] if row[4] == "core" and not tool.question(row[0]).repeats]

    assert len(core) == TOLD[theme].core


def _of_theme(tool: Tool) -> list[str]:
    return [q.name for q in tool.questions if q.groups[:1] == ("sec_t",) and not q.name.endswith("__c")]
