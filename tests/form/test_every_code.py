"""Every code of a tool and of a return is raised by its example (forms.md 9): none is only on paper."""

from collections.abc import Callable, Mapping
from pathlib import Path

import pytest

from auditdesk.codes import WORDS
from auditdesk.form import Tool, ToolError, check, compile, read
from tests.form.making import HEAD, desk_of, source_of, tool_of

TEXT = "- {type: text, name: a, label: A}\n"
IN_A_BOOK = {"TOOL_BOOK", "TOOL_SHEET", "TOOL_CELL"}
"""Those of workbooks stand with the tests of workbooks."""


def of_rows(rows: str) -> Callable[[Path], set[str]]:
    return lambda _: {problem.code for problem in check(source_of(TEXT + rows))}


def of_text(text: str) -> Callable[[Path], set[str]]:
    """The codes of a file with this text."""

    def found(folder: Path) -> set[str]:
        (folder / "t.yaml").write_text(text, encoding="utf-8")
        try:
            return {problem.code for problem in check(read(folder / "t.yaml"))}
        except ToolError as error:
            return {error.code}

    return found


def of_version(_: Path) -> set[str]:
    with pytest.raises(ToolError) as raised:
        compile(source_of(TEXT.replace("text", "integer")), former=tool_of(TEXT))
    return {raised.value.code}


def of_bytes(_: Path) -> set[str]:
    with pytest.raises(ToolError) as raised:
        Tool.from_json(b"{}")
    return {raised.value.code}


def rule(text: str, column: str = "relevant") -> Callable[[Path], set[str]]:
    return of_rows(f'- {{type: text, name: b, label: B, {column}: "{text}"}}\n')


REPEAT = "- {type: repeat, name: r, label: R, rows: [{type: integer, name: n, label: N}, %s]}\n"
OF_A_TOOL: Mapping[str, Callable[[Path], set[str]]] = {
    "TOOL_YAML": of_text("- {a: ${x} = 1}\n"),
    "TOOL_COLUMN": rule("x", "audit::rol"),
    "TOOL_TYPE": of_rows("- {type: datetime, name: b, label: B}\n"),
    "TOOL_NAME": of_rows(TEXT),
    "TOOL_LIST": of_rows("- {type: select_one stnd, name: b, label: B}\n"),
    "TOOL_CHOICE": of_text(f"{HEAD}choices:\n  l:\n    - {{name: x}}\n    - {{name: x}}\nrows: []\n"),
    "TOOL_EXPR": rule("(1"),
    "TOOL_REF": rule("${ep_rez}"),
    "TOOL_FUNCTION": rule("pulldata('x')"),
    "TOOL_ARGS": rule("ad:hours(1)"),
    "TOOL_FACT": rule("ad:fact('round.start')"),
    "TOOL_CYCLE": rule("${b} = 1"),
    "TOOL_CODE": of_rows("- {type: select_one std, name: b, label: B, constraint: \". != ''\"}\n"
                         "- {type: text, name: c, label: C, relevant: \"${b} = 'notmet'\"}\n"),
    "TOOL_AGGREGATE": of_rows(REPEAT % "{type: calculate, name: m, calculation: 'sum(${n})'}"),
    "TOOL_BLANK": of_rows(REPEAT % "{type: text, name: m, label: M}"
                          + "- {type: calculate, name: s, calculation: 'sum(${n})'}\n"),
    "TOOL_INCLUDE": of_rows("- {include: nowhere.yaml}\n"),
    "TOOL_TEXT": of_rows("- {type: text, name: b, label: {en: B, cy: B}}\n"),
    "TOOL_LIMIT": rule("+".join("1" * 800)),
    "TOOL_SEMVER": of_version,
    "TOOL_HASH": of_bytes,
}  # fmt: skip


@pytest.mark.parametrize("code", OF_A_TOOL)
def test_a_tool_gives(tmp_path, code):
    assert code in OF_A_TOOL[code](tmp_path)


def test_no_code_of_a_tool_is_left_out():
    assert {code for code in WORDS if code.startswith("TOOL_")} == {*OF_A_TOOL, *IN_A_BOOK}


OF_A_RETURN = {
    "answer.required": ("- {type: text, name: q, label: Q, required: yes}\n", ""),
    "answer.constraint": ("- {type: text, name: q, label: Q, constraint: \". = 'y'\"}\n", "x"),
    "answer.type": ("- {type: integer, name: q, label: Q}\n", "ten"),
    "answer.choice": ("- {type: select_one need, name: q, label: Q}\n", "zzz"),
    "answer.exclusive": ("- {type: select_multiple need, name: q, label: Q}\n", "a none"),
    "rule.failed": ("- {type: text, name: q, label: Q, constraint: \"digest(., 'SHA-0') = ''\"}\n", "x"),
    "calendar.range": (
        "- {type: date, name: q, label: Q, constraint: \"ad:working-days(., '2016-01-01') > 0\"}\n",
        "1900-01-01",
    ),
}  # `tool.slow` stands with the tools of strangers


@pytest.mark.parametrize("code", OF_A_RETURN)
def test_a_return_gives(code):
    rows, text = OF_A_RETURN[code]

    assert code in desk_of(rows).types(q=text).problems("q")
