"""Tools written as workbooks: they come back the same, and others read them as we do."""

import io
from pathlib import Path

import openpyxl
import pytest

from auditdesk.form import compile, read
from tests.form.making import HEAD, source_of, tool_of
from tests.form.workbooks import back, cells, changed, said, written
from tests.form.xforms import unlike, xform

FORMS = Path(__file__).parents[2] / "forms" / "tools"
SHIPPED = sorted(path for path in FORMS.glob("*.yaml") if path.name.count(".") == 1)
MINI = """
- {type: calculate, name: hd_agency, calculation: ad:fact('assignment.agency')}
- type: date
  name: hd_to
  label: Look-back ends
  default: ad:fact('round.to')
  required: yes
  constraint: . <= today()
  constraint_message: {en: Must not lie in the future., cy: Ni chaiff fod yn y dyfodol.}
- type: repeat
  name: mfh_ep
  label: Missing episodes
  rows:
    - {type: dateTime, name: ep_rep, label: Reported missing, required: yes}
    - type: group
      name: ep_g
      label: Return
      rows:
        - {type: dateTime, name: ep_ret, label: Returned, audit::agencies: csc, relevant: "${hd_to} != ''"}
        - type: calculate
          name: ep_earlier
          calculation: count(${mfh_ep}[ep_ret != '' and ep_ret < ${ep_ret} and ep_rep != ${hd_to}])
        - {type: calculate, name: ep_hrs, calculation: "ad:hours(${ep_rep}, ${ep_ret})"}
    - {type: text, name: ep_why, label: Reason if late, relevant: "${ep_hrs} > 72"}
- {type: calculate, name: mfh_n, calculation: "count(${mfh_ep}[ep_ret != ''])"}
- {type: calculate, name: mfh_s1d, calculation: "ad:reached-on(${ep_rep}, 5, 90)"}
- type: group
  name: mfh_s
  label: Stage meetings
  relevant: ${mfh_s1d} != ''
  rows:
    - {type: select_one std, name: mfh_s1, label: Held in time, required: yes, audit::comment: not_met}
    - {type: select_one yn, name: mfh_s2, label: All invited, audit::agencies: csc pol}
"""


@pytest.mark.parametrize("path", SHIPPED, ids=lambda path: path.stem)
def test_a_shipped_tool_comes_back_and_pyxform_reads_every_question_of_it(path):
    tool = compile(read(path))
    content = written(tool)

    warnings, made = xform(content)

    assert back(content).to_json() == tool.to_json()
    assert said(content) == []
    assert warnings == []
    assert unlike(tool, made) == []


def test_a_question_or_rule_that_pyxform_lost_is_found():
    made = xform(written(tool_of("- {type: text, name: a, label: A, relevant: '1 = 1'}\n")))[1]

    other = tool_of("- {type: text, name: a, label: A}\n- {type: text, name: b, label: B}\n")

    assert unlike(other, made) == ["a: relevant is '', relevant is '1 = 1'", "b is not there"]


def test_the_small_tool_is_written_as_others_read_it():
    tool = compile(source_of(MINI, head=HEAD.replace("A little tool", "{en: Small, cy: Bach}")))
    content = written(tool)

    warnings, made = xform(content)
    rows = {row[1]: row for row in cells(content)["survey"]}
    column = rows["name"].index

    assert back(content).to_json() == tool.to_json()
    assert warnings == []
    assert unlike(tool, made) == []
    assert "[ep_g/ep_ret != '' and ep_g/ep_ret &lt; current()/../ep_ret and ep_rep !=  /data/hd_to ]" in made
    assert "ep_ret < ${ep_ret}" in (rows["ep_earlier"][column("audit::calculation")] or "")
    assert rows["ep_ret"][column("relevant")] == "selected('csc', ${hd_agency}) and (${hd_to} != '')"
    assert rows["ep_ret"][column("audit::relevant")] == "${hd_to} != ''"
    assert rows["mfh_s1__c"][column("audit::added")] == "yes"
    assert rows["hd_to"][column("constraint_message::Welsh (cy)")] == "Ni chaiff fod yn y dyfodol."


def test_what_other_programs_do_not_know_is_left_out_of_a_portable_workbook_and_told():
    tool = tool_of(MINI)

    content = written(tool, portable=True)
    rows = {row[1]: row for row in cells(content)["survey"]}
    column = rows["name"].index

    assert xform(content)[0] == []
    assert rows["ep_hrs"][0] == "hidden"
    assert rows["ep_why"][column("relevant")] is None  # it read ep_hrs
    assert rows["ep_ret"][column("relevant")] == "${hd_to} != ''"  # the part that asks nothing of ours
    assert rows["mfh_n"][column("calculation")] == "count(${mfh_ep}[ep_g/ep_ret != ''])"
    assert not any("ad:" in (text or "") for row in rows.values() for text in row)
    assert [line for line in said(content) if line.startswith("error")] == []


def rule(content: bytes, name: str, column: str, text: str) -> bytes:
    """The workbook after somebody wrote another rule into it."""

    def change(book: openpyxl.Workbook) -> None:
        sheet = book["survey"]
        heads = [cell.value for cell in sheet[1]]
        row = next(row for row in sheet.iter_rows() if row[1].value == name)
        row[heads.index(column)].value = text

    return changed(content, change)


def test_what_was_changed_in_the_workbook_counts_and_the_rest_is_folded_back():
    content = written(tool_of(MINI))
    inside = "selected('csc', ${hd_agency}) and (${ep_rep} != '')"

    own = back(rule(content, "ep_ret", "relevant", inside)).question("ep_ret").columns
    comment = rule(content, "mfh_s1__c", "label::English (en)", "Say why")
    earlier = back(rule(content, "ep_earlier", "calculation", "count(${mfh_ep})")).question("ep_earlier")

    assert (own["audit::relevant"], own["relevant"]) == ("${ep_rep} != ''", inside)
    assert earlier.columns["calculation"] == "count(${mfh_ep})"
    assert back(comment).question("mfh_s1__c").label["en"] == "Say why"
    assert back(comment).question("mfh_s1").columns["audit::comment"] == "off"
    assert back(written(back(comment))) == back(comment)
    assert any("row 'mfh_s1__c': was changed in the workbook" in line for line in said(comment))


def test_a_condition_that_asks_no_agency_any_more_is_asked_besides():
    content = rule(written(tool_of(MINI)), "mfh_s2", "relevant", "${hd_to} != ''")

    columns = back(content).question("mfh_s2").columns

    assert columns["relevant"] == "selected('csc pol', ${hd_agency}) and (${hd_to} != '')"
    assert any("'audit::agencies' is asked besides" in line for line in said(content))


def test_a_language_added_to_the_workbook_changes_no_added_row():
    def add(book):
        book["survey"].cell(1, 30).value = "label::Polish (pl)"
        book["survey"].cell(2, 30).value = "Odpowiedź"

    tool = back(changed(written(tool_of(MINI)), add))

    assert tool.languages == ("en", "cy", "pl")
    assert "audit::comment" not in tool.question("mfh_s2").columns
    assert tool.question("mfh_s2__c").label == {"en": "Comment", "cy": "Sylw", "pl": "Comment"}


def test_every_cell_written_is_a_text_and_nothing_tells_who_or_when():
    content = written(tool_of("- {type: text, name: a, label: =HYPERLINK(1), default: '2016-01-02'}\n"))

    book = openpyxl.load_workbook(io.BytesIO(content))

    assert cells(content)["survey"][1][2] == "=HYPERLINK(1)"
    assert {
        cell.number_format for sheet in book for row in sheet.iter_rows() for cell in row if cell.value
    } == {"@"}
    assert b"20" not in b"".join(name.encode() for name in book.sheetnames)
