"""A tool may come from a stranger: whatever it holds, only a ToolError comes out, and soon."""

import tempfile
import time
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from auditdesk.form import Session, Tool, ToolError, check, compile, read
from tests.form.making import HEAD, Desk, source_of

PIECES = [
    "${a}",
    "${rep}",
    "${n}",
    "${zz}",
    "n",
    ".",
    "..",
    "/",
    "//",
    "(",
    ")",
    "[",
    "]",
    ",",
    "+",
    "-",
    "*",
    "div",
    "mod",
    "=",
    "!=",
    "<",
    "<=",
    "and",
    "or",
    "|",
    "@",
    "::",
    "1",
    "2.5",
    "''",
    "'x'",
    '"y"',
    "child::n",
    "ancestor::*",
    "following-sibling::n",
    "text()",
    "node()",
    "position()",
    "last()",
    "current()",
    "today()",
    "count(",
    "sum(",
    "if(",
    "concat(",
    "selected(",
    "regex(",
    "ad:days(",
    "ad:fact(",
    "instance('std')",
    "once(",
    "indexed-repeat(",
    "not(",
    "é",
    "·",
]
ROWS = """
- {type: text, name: a, label: A}
- type: repeat
  name: rep
  label: Rows
  rows:
    - {type: integer, name: n, label: N}
"""
YAML = list("- {}[]:,'\"&*!|>%@`#\n\t ") + [
    "type",
    "name",
    "label",
    "text",
    "rows",
    "include",
    "with",
    "choices",
    "calculate",
    "std",
    "yes",
]
SECONDS = 2


@given(
    st.lists(st.sampled_from(PIECES), max_size=14), st.sampled_from(["calculation", "relevant", "constraint"])
)
def test_any_expression_compiles_and_settles_or_is_a_problem(pieces, column):
    kind = "calculate" if column == "calculation" else "text"
    row = {"type": kind, "name": "q", "label": "Q", column: " ".join(pieces) or "1"}
    source = source_of(f"{ROWS}- {row}\n")

    try:
        desk = Desk(compile(source))
    except ToolError as error:
        assert any(problem.severity == "error" for problem in error.problems)
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
            found = check(read(path))
        except ToolError as error:
            found = error.problems

        assert found or with_head


@given(st.binary(max_size=200))
def test_any_bytes_are_refused_as_a_tool(raw):
    with pytest.raises(ToolError):
        Tool.from_json(raw)


@pytest.mark.parametrize(
    "rows",
    [
        "- {type: calculate, name: q, calculation: " + "(" * 3_000 + "}\n",
        "- {type: calculate, name: q, calculation: " + "-" * 3_000 + "1}\n",
        "- {type: calculate, name: q, calculation: " + "not(" * 900 + "1" + ")" * 900 + "}\n",
        "- {type: calculate, name: q, calculation: " + "/".join("a" * 1_400) + "}\n",
        "- {type: calculate, name: q, calculation: a" + "[1]" * 1_200 + "}\n",
        "".join(f"- {{type: calculate, name: q{n}, calculation: '${{q{n + 1}}}'}}\n" for n in range(2_900)),
        "".join(
            f"- {{type: calculate, name: q{n}, calculation: '${{q{(n + 1) % 2_900}}}'}}\n"
            for n in range(2_900)
        ),
    ],
    ids=["brackets", "minus", "calls", "steps", "predicates", "chain", "ring"],
)
def test_deep_and_long_rules_end_soon(rows):
    start = time.monotonic()

    found = check(source_of(rows))

    assert {problem.code for problem in found} & {"TOOL_LIMIT", "TOOL_REF", "TOOL_EXPR", "TOOL_CYCLE"}
    assert time.monotonic() - start < SECONDS


def test_a_chain_of_2_900_calculations_settles():
    chain = "".join(
        f"- {{type: calculate, name: q{n}, calculation: '${{q{n - 1}}} + 1'}}\n" for n in range(1, 2_900)
    )
    desk = Desk(compile(source_of("- {type: integer, name: q0, label: Q}\n" + chain)))

    desk.types(q0="1")

    assert desk["q2899"] == "2900"


def test_a_thousand_blocks_that_include_blocks_end_at_a_limit(tmp_path):
    for depth in range(4):
        include = f"- include: b{depth + 1}.yaml\n" if depth < 3 else "- {type: text, name: q}\n"
        (tmp_path / f"b{depth}.yaml").write_text(f"block: b\nrows:\n{include * 50}", encoding="utf-8")
    (tmp_path / "one.yaml").write_text(f"{HEAD}rows:\n- include: b0.yaml\n", encoding="utf-8")

    found = check(read(tmp_path / "one.yaml"))

    assert {problem.code for problem in found} & {"TOOL_INCLUDE", "TOOL_LIMIT"}
