"""A tool may come from a stranger: whatever it holds, only a ToolError comes out."""

import tempfile
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from auditdesk.form import Session, Tool, ToolError, check, compile, read
from tests.form.making import HEAD, Desk, source_of

PIECES = (
    *("${a}", "${rep}", "${n}", "${zz}", "n", ".", "..", "/", "//", "(", ")", "[", "]", ","),
    *("+", "-", "*", "div", "mod", "=", "!=", "<", "<=", "and", "or", "|", "@", "::"),
    *(
        "1",
        "2.5",
        "''",
        "'x'",
        '"y"',
        "é",
        "·",
        "$",
        "child::n",
        "x:n",
        "ancestor::*",
        "following-sibling::n",
    ),
    *("text()", "node()", "position()", "last()", "current()", "today()", "count(", "sum(", "if("),
    *("concat(", "selected(", "regex(", "ad:days(", "ad:fact(", "once(", "indexed-repeat(", "not("),
    "instance('std')",
)
ROWS = """
- {type: text, name: a, label: A}
- type: repeat
  name: rep
  label: Rows
  rows:
    - {type: integer, name: n, label: N}
"""
WORDS = ("type", "name", "label", "text", "rows", "include", "with", "choices", "calculate", "std", "yes")
YAML = [*"- {}[]:,'\"&*!|>%@`#\n\t ", *WORDS]
COLUMNS = ("calculation", "relevant", "constraint")


@given(
    st.lists(st.sampled_from(PIECES), max_size=14), st.sampled_from(["calculation", "relevant", "constraint"])
)
def test_any_expression_compiles_and_settles_or_is_a_problem(pieces, column):
    kind = "calculate" if column == "calculation" else "text"
    rule = " ".join(pieces).replace("'", "''") or "1"
    source = source_of(f"{ROWS}- {{type: {kind}, name: q, label: Q, {column}: '{rule}'}}\n")

    try:
        desk = Desk(compile(source))
    except ToolError:
        return
    desk.row("rep", n="1")
    desk.types(a="2016-02-29")
    assert isinstance(desk.session, Session)


@given(st.lists(st.sampled_from(YAML), max_size=60), st.booleans())
def test_any_text_is_a_tool_or_a_problem(pieces, with_head):
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder, "any.yaml")
        path.write_text((f"{HEAD}rows:\n" if with_head else "") + "".join(pieces), encoding="utf-8")

        try:
            source = read(path)
        except ToolError:
            return

        assert check(source) or with_head


@given(st.binary(max_size=200))
def test_any_bytes_are_refused_as_a_tool(raw):
    with pytest.raises(ToolError):
        Tool.from_json(raw)


def chain(size: int, first: str) -> str:
    """Calculations that each read the one before, the first one something else."""
    before = [first, *(f"${{q{n}}} + 1" for n in range(size - 1))]
    return "".join(
        f"- {{type: calculate, name: q{n}, calculation: '{text}'}}\n" for n, text in enumerate(before)
    )


LONG = {
    "brackets": "(" * 3_000,
    "minus": "-" * 3_000 + "1",
    "calls": "not(" * 900 + "1" + ")" * 900,
    "steps": "/".join("a" * 1_400),
    "predicates": "a" + "[1]" * 1_200,
}


@pytest.mark.parametrize("kind", LONG)
def test_a_deep_or_long_rule_is_a_problem(kind):
    found = check(source_of(f'- {{type: calculate, name: q, calculation: "{LONG[kind]}"}}\n'))

    assert {problem.code for problem in found} & {"TOOL_LIMIT", "TOOL_REF", "TOOL_EXPR"}


def test_a_ring_of_2_900_calculations_is_one_cycle():
    found = check(source_of(chain(2_900, "${q2899}")))

    assert [problem.code for problem in found if problem.severity == "error"] == ["TOOL_CYCLE"]


def test_a_chain_of_2_900_calculations_settles():
    desk = Desk(compile(source_of("- {type: integer, name: a, label: A}\n" + chain(2_900, "${a}"))))

    desk.types(a="1")

    assert desk["q2899"] == "2900"


def test_a_thousand_blocks_that_include_blocks_end_at_a_limit(tmp_path):
    for depth in range(4):
        include = f"- include: b{depth + 1}.yaml\n" if depth < 3 else "- {type: text, name: q}\n"
        (tmp_path / f"b{depth}.yaml").write_text(f"block: b\nrows:\n{include * 50}", encoding="utf-8")
    (tmp_path / "one.yaml").write_text(f"{HEAD}rows:\n- include: b0.yaml\n", encoding="utf-8")

    found = check(read(tmp_path / "one.yaml"))

    assert {problem.code for problem in found} & {"TOOL_INCLUDE", "TOOL_LIMIT"}
