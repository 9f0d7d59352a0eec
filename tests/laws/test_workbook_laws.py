"""Laws 31 and 32: a tool survives its workbook, and every text in it is a text."""

import json

from hypothesis import given
from hypothesis import strategies as st

from auditdesk.form import check, compile
from tests.form.making import HEAD, source_of
from tests.form.workbooks import back, cells, source_in, written, yaml_back
from tests.laws.histories import desks

HOSTILE = (
    "=1+1",
    "@SUM(A1)",
    "+1",
    "-1",
    "'a",
    "#REF!",
    "TRUE",
    "1",
    "01",
    "1.10",
    "2016-06-20",
    "_x0041_",
    "_x005F_",
)
SPACED = (
    " a",
    "a ",
    " a b ",
    "a\nb",
    "a\n",
    "\ta",
    "a  b",
    "<b>&amp;</b>",
    "]]>",
    '"',
    "“a”",
    "é",
    "e\u0301",
    "😀",
)
TEXTS = st.one_of(
    st.sampled_from((*HOSTILE, *SPACED)),
    st.text(
        st.characters(exclude_categories=["C", "Zl", "Zp"], max_codepoint=0x1FFFF), min_size=1, max_size=30
    ),
)
LANGUAGES = ("en", "cy", "pl", "tlh")
COLUMNS = ("label", "hint", "guidance_hint", "constraint_message", "required_message")
FOREIGN = ("media::image", "colour", "bind::odk:length", "$kuid", "Note to self")


@st.composite
def rows(draw):
    """Questions with any texts in any languages, columns of other programs, and what the compiler adds to."""
    found = ["- {type: calculate, name: hd_agency, calculation: \"'csc'\"}"]
    for number in range(draw(st.integers(1, 4))):
        kind = draw(
            st.sampled_from(("text", "select_one std", "select_one yn", "select_multiple need", "note"))
        )
        row: dict[str, object] = {"type": kind, "name": f"q{number}", "label": draw(TEXTS)}
        for column in draw(st.lists(st.sampled_from(COLUMNS), unique=True)):
            languages = draw(st.lists(st.sampled_from(LANGUAGES), min_size=1, unique=True))
            row[column] = {language: draw(TEXTS).replace("${", "$") for language in languages}
        for column in draw(st.lists(st.sampled_from(FOREIGN), unique=True)):
            row[column] = draw(TEXTS)
        if draw(st.booleans()):
            row["relevant"] = draw(st.sampled_from(("true()", " 1 = 1\n", "${hd_agency} = 'it’s'")))
        if draw(st.booleans()):
            row["audit::agencies"] = draw(st.sampled_from(("csc", "csc pol", " csc  pol ")))
        if draw(st.booleans()):
            codes = {"select_one std": ["met", "met partly"], "select_one yn": ["no"]}.get(kind, [])
            row["audit::comment"] = draw(st.sampled_from(["off", "${hd_agency} = 'csc'", *codes]))
        found.append("- " + json.dumps(row, ensure_ascii=False))
    return "\n".join(found) + "\n"


@st.composite
def tools(draw):
    title = json.dumps({"en": draw(TEXTS), "cy": draw(TEXTS)}, ensure_ascii=False)
    return compile(source_of(draw(rows()), head=HEAD.replace("A little tool", title)))


@given(st.data())
def test_a_random_tool_survives_its_workbook(data):
    """Law 31."""
    tool = data.draw(desks()).tool

    assert back(written(tool)) == tool
    assert yaml_back(source_in(written(tool))) == tool


@given(tools())
def test_any_text_survives_a_workbook_as_a_text(tool):
    """Laws 31 and 32; and the same tool is the same bytes."""
    content = written(tool)

    again = back(content)

    assert written(again) == content
    assert again.to_json() == tool.to_json()
    assert again.hash == tool.hash
    labels = {text for question in tool.questions for text in question.label.values()}
    assert labels <= {text for row in cells(content)["survey"] for text in row}


@given(tools())
def test_a_workbook_is_the_same_tool_as_yaml(tool):
    assert yaml_back(source_in(written(tool))).to_json() == tool.to_json()


@given(tools())
def test_a_portable_workbook_has_no_function_of_ours_and_is_read_without_error(tool):
    content = written(tool, portable=True)

    assert not any("ad:" in (text or "") for row in cells(content)["survey"] for text in row[3:])
    assert [problem for problem in check(source_in(content)) if problem.severity == "error"] == []
