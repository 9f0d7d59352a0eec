"""What an author reads when a tool is wrong: every code of forms.md 9, by its row and column."""

import re
from pathlib import Path

import pytest

from auditdesk.codes import WORDS
from auditdesk.form import Tool, ToolError, check, compile, read
from tests.form.making import HEAD, evaluated, source_of, tool_of

TEXT = "- {type: text, name: a, label: A}\n"
NUMBERS = """
- type: repeat
  name: rep
  label: Rows
  rows:
    - {type: integer, name: n, label: N}
    - {type: calculate, name: m, calculation: CALCULATION}
"""


def said(rows: str, **parts: str) -> list[str]:
    """Every problem of a tool as a person reads it."""
    return [f"{p.code} {p.message()}" for p in check(source_of(rows, **parts))]


def text(**columns: str) -> str:
    """A text question with these columns."""
    return "- " + str({"type": "text", "name": "b", "label": "B"} | columns) + "\n"


def value(calculation: str) -> str:
    row = {"type": "calculate", "name": "b", "calculation": calculation}
    return f"{TEXT}- {row}\n"


def ruled(relevant: str) -> str:
    return TEXT + text(relevant=relevant)


IN_ITSELF = """
- type: group
  name: g
  label: G
  relevant: ${a} = 'x'
  rows:
    - {type: text, name: a, label: A}
"""
ERRORS = {
    text(**{"audit::rol": "x"}): "TOOL_COLUMN.*column 'audit::rol'. Did you mean 'audit::role'?",
    text(**{"audit::role": "standart"}): "TOOL_COLUMN.*'standart'.*Did you mean 'standard'?",
    text(type="datetime"): "TOOL_TYPE little.yaml:.* row 'b' type: 'datetime' is not.*'dateTime'?",
    text(type="select_one_from_file x.csv"): "TOOL_TYPE.*a tool is one file",
    TEXT + TEXT: "TOOL_NAME.*row 'a' name: used already in little.yaml:",
    text(name="1a"): "TOOL_NAME.*'1a' is no name",
    text(name="a__c"): "TOOL_NAME.*kept for rows that are added",
    text(name="a" * 49): "TOOL_NAME.*at most 48",
    text(type="select_one stnd"): "TOOL_LIST.*no choice list 'stnd'. Did you mean 'std'?",
    ruled("(1 + 2"): "TOOL_EXPR.*relevant, character 7: expected '\\)', found end",
    ruled("a $ b"): "TOOL_EXPR.*a reference is written",
    text(constraint="regex(., '(a')"): "TOOL_EXPR.*the pattern cannot be read",
    ruled("${aa} = 'x'"): "TOOL_REF.*no question 'aa'. Did you mean 'a'?",
    ruled("a = 'x'"): "TOOL_REF.*reaches no question. Did you mean \\${a}?",
    ruled("/data/z = 'x'"): "TOOL_REF.*reaches no question",
    text(label="After ${z}"): "TOOL_REF.*no question 'z'",
    text(type="select_one need", choice_filter="rank = 1"): "TOOL_REF.*the list has no column 'rank'",
    value("pulldata('x')"): "TOOL_FUNCTION.*no function 'pulldata' here",
    value("conct('x')"): "TOOL_FUNCTION.*Did you mean 'concat'?",
    value("uuid()"): "TOOL_FUNCTION.*uuid stands only",
    text(default="once(uuid())"): "TOOL_FUNCTION.*once stands only",
    value("ad:hours(${a})"): "TOOL_ARGS.*ad:hours takes 2 values, given 1",
    value("count('x')"): "TOOL_ARGS.*questions or rows are needed",
    value("ad:fact('round.start')"): "TOOL_FACT.*no fact 'round.start'.*Known: ",
    value("${b} + 1"): "TOOL_CYCLE.*b reads b \\(calculation\\)",
    IN_ITSELF: "TOOL_CYCLE.*g reads a \\(relevant\\), a lies in g",
    TEXT + "- {type: text, name: b, label: {en: B, cy: B}}": "TOOL_TEXT.*row 'a' has no Welsh label",
    "- {include: ../../etc/passwd}": "TOOL_INCLUDE.*leaves the forms folder",
    "- {include: /etc/passwd}": "TOOL_INCLUDE.*leaves the forms folder",
    "- {include: nowhere.yaml}": "TOOL_INCLUDE.*no readable file nowhere.yaml",
    "- {include: little.yaml}": "TOOL_INCLUDE.*includes itself",
}


@pytest.mark.parametrize("rows", ERRORS)
def test_an_author_reads(rows):
    found = said(rows + "\n")

    assert any(re.match(ERRORS[rows], line) for line in found), found


STD = "- {type: select_one std, name: a, label: A}\n"
WARNINGS = {
    NUMBERS.replace("CALCULATION", "'sum(${n})'"): "TOOL_AGGREGATE.*inside 'rep' is this row's value",
    NUMBERS.replace("CALCULATION", "1") + text(relevant="sum(${n}) > 1"): "TOOL_BLANK.*Write sum",
    STD + text(relevant="${a} = 'notmet'"): "TOOL_CODE.*compares \\${a} with 'notmet', which list 'std'",
    STD + text(relevant="selected('met no', ${a})"): "TOOL_CODE.*'no'",
    text(trigger="${b}"): "TOOL_COLUMN.*trigger: is read and not used",
    text(colour="red"): "TOOL_COLUMN.*unknown column 'colour'",
    text(type="geopoint"): "TOOL_TYPE.*carried as text",
}


@pytest.mark.parametrize("rows", WARNINGS)
def test_a_warning_does_not_stop_a_tool(rows):
    found = check(source_of(rows))

    warnings = [f"{p.code} {p.message()}" for p in found if p.severity == "warn"]
    assert any(re.match(WARNINGS[rows], line) for line in warnings), warnings
    assert compile(source_of(rows)).id == "little"


@pytest.mark.parametrize(
    ("text", "problem"),
    [
        (
            f"{HEAD}rows:\n- {{type: text, name: a, relevant: ${{x}} = 1}}\n",
            "needs quotes. Write the row in block style",
        ),
        (f"{HEAD}rows:\n- {{type: text, label: [A, ${{x}} = 1]}}\n", "needs quotes. Write the row in block"),
        (
            f"{HEAD}rows:\n- {{label: 'Say ${{x}}', name: 'it''s ${{y}}' z}}\n",
            "a comma or the closing } is missing",
        ),
        (f"{HEAD}rows:\n- type: text\n  label: a: ${{x}} {{\n", "a text with ': ' in it needs quotes"),
        (f"{HEAD}rows:\n- type: text\n\tlabel: ${{x}} {{}}\n", "indent with spaces"),
        (f"{HEAD}rows:\n- type: 'text\n  label: ${{x}} {{}}\n", "a quote that is opened here or above"),
        (f"{HEAD}rows:\n- type: text\n   label: ${{x}} {{}}\n", "not indented|needs quotes"),
        (f"{HEAD}rows:\n- &x {{type: text, name: a}}\n", "anchors"),
        (f"{HEAD}rows:\n- *x\n", "aliases|undefined alias"),
        (f"{HEAD}rows:\n- !!python/name:os.system {{}}\n", "tags"),
        (f"{HEAD}rows: []\nrows: []\n", "'rows' stands twice"),
        (f"{HEAD}rows: {'[' * 60}{']' * 60}\n", "nested more than"),
        (f"{HEAD}rows: []\n---\nrows: []\n", "second document"),
        ("", "the file is empty"),
        ("- a\n", "a tool is named values"),
        (f"{HEAD}rows: [\n", "TOOL_YAML|expected"),
        (f"{HEAD}rows: []\nx: {'y' * 2_000_001}\n", "larger than 2,000,000 bytes"),
    ],
)
def test_text_that_is_no_yaml_of_ours_is_refused_at_its_line(tmp_path, text, problem):
    path = tmp_path / "bad.yaml"
    path.write_text(text, encoding="utf-8")

    with pytest.raises(ToolError, match=problem):
        read(path)


CHOICE = "    - {name: a, label: A}\n"
BAD_LISTS = {
    CHOICE + CHOICE: "TOOL_CHOICE little.yaml:9: list 'x': code 'a' stands twice",
    "    - {name: a b, label: A}\n": "TOOL_CHOICE.*'a b' cannot be a code",
    "    - {name: a, label: A, audit_rang: 1}\n": "TOOL_COLUMN.*Did you mean 'audit_rank'?",
    "    []\n": "TOOL_LIST.*the list 'x' has no choices",
}


@pytest.mark.parametrize("choices", BAD_LISTS)
def test_a_list_is_checked(choices):
    found = said(text(type="select_one x"), lists=f"choices:\n  x:\n{choices}")

    assert any(re.match(BAD_LISTS[choices], line) for line in found), found


def test_all_problems_are_told_at_once_sorted_by_line_each_with_its_words():
    source = source_of("""
    - {type: txt, name: a, label: A, audit::rol: x}
    - {type: calculate, name: b, calculation: 1 +}
    - {type: calculate, name: c, calculation: "${zz}"}
    """)

    with pytest.raises(ToolError) as raised:
        compile(source)

    found = check(source)
    assert raised.value.problems == found
    assert [problem.code for problem in found] == ["TOOL_COLUMN", "TOOL_TYPE", "TOOL_EXPR", "TOOL_REF"]
    assert [problem.line for problem in found] == [20, 20, 21, 22]
    assert {problem.code for problem in found} <= set(WORDS)
    assert "And 3 more" in str(raised.value)


def test_blocks_are_included_with_their_words_and_a_clash_names_both_places(tmp_path):
    (tmp_path / "tools").mkdir()
    (tmp_path / "blocks").mkdir()
    (tmp_path / "blocks" / "end.yaml").write_text(
        "block: end\ntakes: [p, t]\nrows:\n- {type: text, name: <p>_x, label: <t> of <q>}\n", encoding="utf-8"
    )
    path = tmp_path / "tools" / "one.yaml"
    include = "- include: ../blocks/end.yaml\n  with: {p: mo, t: End}\n"
    path.write_text(f"{HEAD}rows:\n{include}", encoding="utf-8")
    assert compile(read(path)).question("mo_x").label == {"en": "End of <q>"}

    path.write_text(f"{HEAD}rows:\n{include}{include}- {{include: ../blocks/end.yaml}}\n", encoding="utf-8")

    found = [problem.message() for problem in check(read(path))]
    assert any("used already in blocks/end.yaml:4 (p=mo, t=End)" in line for line in found)
    assert any("blocks/end.yaml needs 't'" in line for line in found)


def test_the_version_says_how_much_changed():
    def version(number: str, rows: str) -> Tool:
        source = source_of(rows, head=HEAD.replace("1.0.0", number))
        return compile(source, former=former)

    former = tool_of(TEXT)
    more = TEXT + "- {type: text, name: b, label: B}\n"

    assert version("1.0.1", TEXT.replace("label: A", "label: Other words")).id == "little"
    assert version("1.1.0", more).id == "little"
    assert version("2.0.0", TEXT.replace("text", "integer")).id == "little"
    with pytest.raises(ToolError, match=r"version says patch, but 'b' was added: at least 1.1.0"):
        version("1.0.1", more)
    with pytest.raises(ToolError, match=r"'a' was text and is integer: at least 2.0.0"):
        version("1.9.0", TEXT.replace("text", "integer"))
    with pytest.raises(ToolError, match=r"'a' was removed: at least 2.0.0"):
        version("1.9.0", TEXT.replace("name: a", "name: z"))


def nested(kind: str, depth: int) -> str:
    """Groups or repeats inside one another."""
    pads = [" " * 4 * n for n in range(depth)]
    heads = (f"{pad}- type: {kind}\n{pad}  name: g{n}\n{pad}  rows:\n" for n, pad in enumerate(pads))
    return "".join(heads)


LIMITS = {
    "rows": "".join(f"- {{type: text, name: q{n}, label: Q}}\n" for n in range(3_001)),
    "expression": TEXT + f"- {{type: calculate, name: b, calculation: \"'{'x' * 4_000}'\"}}\n",
    "nesting": TEXT + f"- {{type: calculate, name: b, calculation: {'(' * 49}1{')' * 49}}}\n",
    "nodes": TEXT + f"- {{type: calculate, name: b, calculation: {'+'.join('1' * 800)}}}\n",
    "pattern": TEXT + f"- {{type: text, name: b, label: B, constraint: \"regex(., '{'a' * 501}')\"}}\n",
    "groups": nested("group", 9),
    "repeats": nested("repeat", 4),
}


@pytest.mark.parametrize("limit", LIMITS)
def test_a_limit_that_is_passed_is_named(limit):
    rows = LIMITS[limit]

    assert any(problem.code == "TOOL_LIMIT" for problem in check(source_of(rows)))


def test_too_many_choices_are_a_limit():
    choices = "".join(f"    - {{name: c{n}, label: C}}\n" for n in range(2_001))

    found = said("- {type: select_one x, name: q, label: Q}\n", lists=f"choices:\n  x:\n{choices}")

    assert any("2,001 choices, at most 2,000" in line for line in found)


def test_the_longest_flat_expression_is_evaluated():
    assert evaluated("+".join("1" * 700)) == "700"
    assert evaluated("(" * 47 + "1" + ")" * 47) == "1"


TOOL = tool_of(TEXT + "- {type: select_one std, name: q, label: Q, relevant: \"${a} != ''\"}\n")


@pytest.mark.parametrize(
    "spoil",
    [
        lambda raw: raw[:-1],
        lambda raw: raw + b" ",
        lambda raw: raw.replace(b"auditdesk.tool/1", b"auditdesk.tool/2"),
        lambda raw: raw.replace(b'"tool":', b'"tool_":'),
        lambda raw: raw.replace(b'"text"', b'"txt"'),
        lambda raw: raw.replace(b"${a} != ''", b"${a} != '"),
        lambda raw: raw.replace(b"${a}", b"${z}"),
        lambda raw: raw.replace(b'"name":"a"', b'"name":"q"'),
        lambda raw: raw.replace(b'"name":"a"', b'"name":7'),
        lambda raw: raw.replace(b'"version":"1.0.0"', b'"version":"1"'),
        lambda raw: raw.replace(b'"rows":[', b'"rows":[{"type":"begin group","name":"g"},'),
        lambda raw: raw.replace(b'"rows":[', b'"rows":[{"type":"end group","name":"g"},'),
        lambda raw: raw.replace(b'"languages":["en"', b'"languages":[""'),
        lambda _: b"[]",
        lambda _: b"{}",
        lambda _: b"",
        lambda _: b"\xff",
        lambda _: b"[" * 100_000,
    ],
)
def test_bytes_that_are_no_tool_of_ours_are_refused(spoil):
    with pytest.raises(ToolError):
        Tool.from_json(spoil(TOOL.to_json()))


def test_the_hash_is_that_of_what_is_asked_and_not_of_how_it_is_written():
    rows = "- {type: text, name: a, label: A, relevant: '1'}\n"
    other = "\n# a comment\n- type: text\n  relevant: '1'\n  label: {en: A}\n  name: a\n"

    assert tool_of(rows).hash == tool_of(other).hash
    assert tool_of(rows).hash != tool_of(rows.replace("'1'", "'2'")).hash


def test_the_shipped_tools_compile_without_a_word():
    found = (Path(__file__).parents[2] / "forms" / "tools").glob("*.yaml")
    shipped = sorted(path for path in found if path.name.count(".") == 1)  # scenarios stand beside them

    assert shipped
    assert {path.name: check(read(path)) for path in shipped} == {path.name: () for path in shipped}
