"""Every function, type and column that the form language lists works: a table each, none left out."""

import re

import pytest

from auditdesk.form import At, ToolError, check
from auditdesk.form.columns import ROWS
from auditdesk.form.functions import FUNCTIONS
from auditdesk.form.types import ANSWERED, CARRIED_AS_TEXT, SILENT
from tests.form.making import desk_of, source_of, tool_of

GIVES = {
    "count(${rep})": "2", "sum(${n})": "7", "min(${n})": "3", "max(${n}, 9)": "9",
    "count-non-empty(${n})": "2", "${rep}[last()]/n": "4", "${rep}[position() = 1]/n": "3",
    "indexed-repeat(${n}, ${rep}, 2)": "4", "not(1 = 2)": "true", "boolean('x')": "true", "true()": "true",
    "false()": "false", "number('7')": "7", "string(7)": "7", "concat('a', 'b')": "ab",
    "contains('abc', 'b')": "true", "name(${a})": "a", "starts-with('abc', 'a')": "true",
    "ends-with('abc', 'c')": "true", "substring-before('a-b', '-')": "a",
    "substring-after('a-b', '-')": "b", "substring('abc', 2)": "bc", "string-length('abc')": "3",
    "normalize-space(' a  b ')": "a b", "translate('abc', 'a', 'x')": "xbc", "floor(1.9)": "1",
    "ceiling(1.1)": "2", "local-name(${a})": "a", "count(current())": "1", "substr('abc', 1)": "bc",
    "join('-', ${n})": "3-4", "boolean-from-string('true')": "true", "int(1.9)": "1",
    "round(1.25, 1)": "1.3", "abs(-2)": "2", "pow(2, 3)": "8", "exp(0)": "1", "exp10(2)": "100",
    "log(1)": "0", "log10(100)": "2", "sqrt(9)": "3", "floor(pi())": "3", "sin(0)": "0", "cos(0)": "1",
    "tan(0)": "0", "asin(0)": "0", "acos(1)": "0", "atan(0)": "0", "atan2(0, 1)": "0",
    "if(1 = 1, 'a', 'b')": "a", "coalesce('', 'b')": "b", "once('x')": "x", "selected('a b', 'b')": "true",
    "selected-at('a b', 1)": "b", "count-selected('a b')": "2", "checklist(1, 2, 1 = 1, 1 = 2)": "true",
    "weighted-checklist(3, 9, 1 = 1, 2, 1 = 1, 1)": "true", "today()": "2016-07-01",
    "format-date(now(), '%H:%M')": "12:00", "date('2016-02-29')": "2016-02-29",
    "format-date-time(date-time('2016-02-29T10:15'), '%H:%M')": "10:15", "decimal-time('12:00')": "0.5",
    "floor(decimal-date-time('1970-01-02T00:00+00:00'))": "1", "regex('ab', '^a')": "true",
    "digest('', 'MD5', 'hex')": "d41d8cd98f00b204e9800998ecf8427e", "base64-decode('YWI=')": "ab",
    "string-length(once(uuid()))": "36", "jr:choice-name('met', '${q}')": "Met",
    "string(jr:itext('x'))": "", "instance('need')/root/item[audit_rank = 2]/label": "Sleep",
    "ad:fact('case.ref')": "CSE16-01", "ad:days('2016-02-28', '2016-03-01')": "2",
    "ad:months('2016-01-15', '2016-03-14')": "1", "ad:hours('2016-01-01T10:00', '2016-01-01T11:30')": "1.5",
    "ad:age-months('2015-01-31', '2016-01-30')": "11", "ad:working-days('2016-03-24', '2016-03-29')": "1",
    "ad:add-working-days('2016-03-24', 1)": "2016-03-29", "ad:age-years('2000-02-29', '2015-02-28')": "14",
    "ad:gestation-days('2016-10-10', '2016-06-20')": "168",
    "ad:gestation('2016-08-10', '2016-06-19')": "32+4", "ad:max-in-window(${on}, 90)": "2",
    "ad:reached-on(${on}, 2, 90)": "2016-02-01",
    "ad:clock('CK_REV', '2016-01-31', '2016-04-30')": "in_time",
    "ad:late-by('CK_REF', '2016-03-24', '2016-03-31')": "2",
    "ad:longest-gap('2016-01-01', ${on}, '2016-03-01')": "31",
    "ad:gaps-in-time('CK_REV', '2016-01-01', ${on}, '2016-09-01')": "no", "ad:match('Ann', '')": "",
    "ad:missing('csc pol', 'pol')": "csc",
}  # fmt: skip
"""One call of each function and what it gives, over two rows."""

OVER = """
- {type: text, name: a, label: A}
- {type: select_one std, name: q, label: Q}
- type: repeat
  name: rep
  label: Rows
  rows:
    - {type: integer, name: n, label: N}
    - {type: date, name: on, label: On}
"""


@pytest.mark.parametrize("expression", GIVES)
def test_a_function_gives(expression):
    desk = desk_of(OVER + '- {type: calculate, name: x, calculation: "' + expression + '"}\n').types(a="x")
    desk.row("rep", n="3", on="2016-01-01")
    desk.row("rep", n="4", on="2016-02-01")

    assert desk["x"] == GIVES[expression]


def test_no_function_is_left_out():
    called = {name for text in GIVES for name in re.findall(r"([a-z][\w:-]*)\(", text)}

    assert set(FUNCTIONS) - called == set()


@pytest.mark.parametrize(
    "name", ["randomize", "random", "area", "distance", "geofence", "pulldata", "version", "property"]
)
def test_a_function_that_has_no_place_is_refused_by_name(name):
    with pytest.raises(ToolError, match=f"no function '{name}' here"):
        tool_of(f"- {{type: calculate, name: x, calculation: {name}()}}\n")


TYPED = {
    "text": ("é", "é"), "barcode": ("X1", "X1"), "integer": ("07", "7"), "decimal": ("1.50", "1.5"),
    "range": ("3", "3"), "date": ("2016-2-9", "2016-02-09"),
    "dateTime": ("2016-02-09 9:05", "2016-02-09T09:05+00:00"), "time": ("9:05", "09:05"),
    "select_one std": ("met", "met"), "select_multiple need": ("b a", "a b"), "acknowledge": ("OK", "OK"),
    **dict.fromkeys(sorted(CARRIED_AS_TEXT), ("any text", "any text")),
}  # fmt: skip


@pytest.mark.parametrize("kind", TYPED)
def test_a_type_stores(kind):
    typed, stored = TYPED[kind]

    assert desk_of(f"- {{type: {kind}, name: x, label: X}}\n").types(x=typed)["x"] == stored


def test_no_type_is_left_out():
    assert {kind.partition(" ")[0] for kind in TYPED} == ANSWERED | CARRIED_AS_TEXT | {"acknowledge"}
    assert set(SILENT) == {"note", "calculate"}
    asked = desk_of("- {type: acknowledge, name: x, label: X}\n").session.cell(At("x"))
    assert [choice.name for choice in asked.choices] == ["OK"]


@pytest.mark.parametrize("kind", ["xml-external", "csv-external", "select_one_from_file x.csv"])
def test_a_type_that_needs_another_file_is_refused(kind):
    with pytest.raises(ToolError, match="a tool is one file"):
        tool_of(f"- {{type: {kind}, name: x, label: X}}\n")


HOLDS = {
    "label": "L", "hint": "H", "guidance_hint": "G", "required_message": "R", "constraint_message": "C",
    "relevant": "1 = 1", "calculation": "1", "default": "x", "constraint": ". = 'x'", "required": "yes",
    "readonly": "yes", "choice_filter": "name != 'a'", "repeat_count": "1", "appearance": "multiline",
    "parameters": "start=0 end=10", "trigger": "${a}", "audit::aspect": "T", "audit::role": "standard",
    "audit::clock": "CK_RHI", "audit::local": "yes", "audit::agencies": "csc", "audit::comment": "off",
    "audit::severity": "warn", "audit::scan": "identifiers", "audit::of": "a", "audit::was": "older",
    "audit::source": "seed", "audit::relevant": "1 = 1", "audit::added": "yes", "type": "text", "name": "x",
}  # fmt: skip


@pytest.mark.parametrize("column", HOLDS)
def test_a_column_is_known(column):
    row = {"type": "text", "name": "x", "label": "X"} | {column: HOLDS[column]}
    if column == "choice_filter":
        row["type"] = "select_one need"
    head = "- {type: text, name: a, label: A}\n- {type: text, name: hd_agency, label: H}\n"
    found = check(source_of(f"{head}- {row}\n"))

    assert [problem.message() for problem in found if "unknown" in problem.text] == []
    assert {problem.code for problem in found if problem.severity == "error"} == set()


def test_no_column_is_left_out():
    assert set(HOLDS) >= ROWS
