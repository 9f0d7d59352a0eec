"""Laws 31 and 32: a tool survives its workbook, and every text in it is a text."""

from hypothesis import given

from auditdesk.form import check
from tests.form.workbooks import back, cells, source_in, written, yaml_back
from tests.form.xforms import unlike, xform
from tests.laws.histories import examples, rngs
from tests.laws.random_tools import random_tool
from tests.laws.worded_tools import worded_tool


@given(rngs())
@examples(2)
def test_a_tool_survives_its_workbook_and_the_workbook_its_yaml(rng):
    """Law 31."""
    tool = random_tool(rng)
    content = written(tool)

    assert back(content).to_json() == tool.to_json()
    assert yaml_back(source_in(content)).to_json() == tool.to_json()


@given(rngs())
@examples(2)
def test_any_text_survives_a_workbook_and_yaml_as_a_text(rng):
    """Laws 31 and 32; and the same tool is the same bytes."""
    tool = worded_tool(rng)
    content = written(tool)

    again = back(content)

    assert again.to_json() == tool.to_json()
    assert written(again) == content
    assert yaml_back(source_in(content)).to_json() == tool.to_json()
    labels = {text for question in tool.questions for text in question.label.values()}
    assert labels <= {text for row in cells(content)["survey"] for text in row}


@given(rngs())
@examples(4)
def test_pyxform_reads_every_question_and_rule_of_a_workbook(rng):
    tool = random_tool(rng)

    warnings, made = xform(written(tool))

    assert warnings == []
    assert unlike(tool, made) == []


@given(rngs())
@examples(2)
def test_a_portable_workbook_has_no_function_of_ours_and_is_read_without_error(rng):
    content = written(random_tool(rng), portable=True)

    assert not any("ad:" in (text or "") for row in cells(content)["survey"] for text in row[3:])
    assert [problem for problem in check(source_in(content)) if problem.severity == "error"] == []
