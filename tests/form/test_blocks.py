"""Rows that tools share: a block's words have usual texts, and a tool may leave questions out."""

from pathlib import Path

from auditdesk.form import check, compile, read

BLOCK = """
block: b
takes: {what: a record, when: ''}
rows:
  - {type: text, name: seen, label: Was <what> seen?, relevant: <when>}
  - {type: text, name: told, label: Told?}
"""
TOOL = """
tool: t
version: 1.0.0
title: T
rows:
  - include: ../blocks/b.yaml
"""


def written(folder: Path, include: str = "") -> Path:
    (folder / "blocks").mkdir()
    (folder / "tools").mkdir()
    (folder / "blocks" / "b.yaml").write_text(BLOCK, "utf-8")
    path = folder / "tools" / "t.yaml"
    path.write_text(TOOL + include, "utf-8")
    return path


def test_a_word_that_is_not_given_has_its_usual_text(tmp_path: Path) -> None:
    tool = compile(read(written(tmp_path)))

    assert tool.question("seen").label["en"] == "Was a record seen?"
    assert "relevant" not in tool.question("seen").columns


def test_a_word_that_is_given_replaces_the_usual_text(tmp_path: Path) -> None:
    tool = compile(read(written(tmp_path, "    with: {what: a plan}\n")))

    assert tool.question("seen").label["en"] == "Was a plan seen?"


def test_a_word_the_block_does_not_have_is_told(tmp_path: Path) -> None:
    problems = check(read(written(tmp_path, "    with: {whom: a plan}\n")))

    assert [(problem.code, problem.text) for problem in problems] == [
        ("TOOL_INCLUDE", "blocks/b.yaml does not take 'whom'")
    ]


def test_a_question_can_be_left_out(tmp_path: Path) -> None:
    tool = compile(read(written(tmp_path, "    without: [seen]\n")))

    assert [question.name for question in tool.questions] == ["told"]


def test_leaving_out_what_is_not_there_is_told(tmp_path: Path) -> None:
    problems = check(read(written(tmp_path, "    without: [sean]\n")))

    assert [(problem.code, problem.text) for problem in problems] == [
        ("TOOL_INCLUDE", "there is no question 'sean' to leave out")
    ]
