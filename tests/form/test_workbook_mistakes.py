"""Sheets with mistakes in them: each is a code and a sentence at its cell, all of them told at once."""

import re

import pytest

from tests.form.workbooks import (
    GOOD,
    TYPE_NAME,
    YN,
    questions,
    said,
    source_in,
    with_part,
    with_texts,
)


def cell_of(text: str, kind: str = "", style: str = "") -> bytes:
    """A sheet of one text question whose default is this cell, as a program might write it."""
    heads = "".join(f'<c t="inlineStr"><is><t>{word}</t></is></c>' for word in (*TYPE_NAME, "default"))
    words = "".join(f'<c t="inlineStr"><is><t>{word}</t></is></c>' for word in ("text", "q", "Q"))
    return f"<row>{heads}</row><row>{words}<c{kind}{style}>{text}</c></row>".encode()


RICH = b"<si><r><t>One</t></r><r><rPr><b/></rPr><t xml:space='preserve'> two</t></r><rPh><t>no</t></rPh></si>"
CELLS = {
    cell_of("<v>0</v>", ' t="s"'): "One two",
    cell_of("<v>TRUE</v>", ' t="str"'): "TRUE",
    cell_of("<v>1</v>", ' t="b"'): "TRUE",
    cell_of("<v>2016-06-20T10:00</v>", ' t="d"'): "2016-06-20T10:00",
    cell_of("<is><t>a_x000D_\nb_x005F_x0041_</t></is>", ' t="inlineStr"'): "a\nb_x0041_",
    cell_of("<v>1E3</v>"): "1000",
    cell_of("<v>-0.0</v>"): "0",
    cell_of("<v>7</v>", style=' s="999"'): "7",
}


@pytest.mark.parametrize("sheet", CELLS)
def test_a_cell_is_read_however_a_program_keeps_it(sheet):
    source = source_in(with_texts(RICH, sheet))

    assert source.rows[0].columns["default"] == CELLS[sheet]


WRONG_CELLS = {
    cell_of("<v>1</v>", ' t="s"'): "error TOOL_CELL f.xlsx survey!D2 default: a text that is not in the file",
    cell_of("<v>x</v>", ' t="s"'): "error TOOL_CELL f.xlsx survey!D2 default: a text that is not in the file",
    cell_of("<v>x</v>"): "error TOOL_CELL f.xlsx survey!D2 default: a number that is none",
    cell_of("<v>1E999</v>"): "error TOOL_CELL f.xlsx survey!D2 default: a number that is none",
    cell_of("<v>5</v>", ' t="b"'): "error TOOL_CELL f.xlsx survey!D2 default: neither TRUE nor FALSE",
    cell_of(
        "<v>#REF!</v>", ' t="e"'
    ): "error TOOL_CELL f.xlsx survey!D2 default: the error #REF! stands where",
    cell_of("<f>1+1</f><v>2</v>"): "error TOOL_CELL f.xlsx survey!D2 default: a formula stands where a text",
    cell_of("<is><t>a_x0007_b</t></is>", ' t="inlineStr"'): "error TOOL_TEXT f.xlsx survey!D2: a character",
    cell_of("<is><t>a_xD800_b</t></is>", ' t="inlineStr"'): "error TOOL_TEXT f.xlsx survey!D2: a character",
    cell_of("<is><t>a\u202eb</t></is>", ' t="inlineStr"'): "error TOOL_TEXT f.xlsx survey!D2: a character",
    cell_of(
        f"<is><t>{'x' * 20_001}</t></is>", ' t="inlineStr"'
    ): "error TOOL_LIMIT f.xlsx survey!D2: a text of 20,001",
}


@pytest.mark.parametrize("sheet", WRONG_CELLS)
def test_a_cell_that_holds_no_text_is_told(sheet):
    assert any(line.startswith(WRONG_CELLS[sheet]) for line in said(with_texts(RICH, sheet)))


TEXT, Q = ["text", "a", "A"], ["text", "q", "Q"]
RELEVANT = {"columns": ["relevant"]}


def merged(book):
    book["survey"].merge_cells("C2:D2")


def hidden(book):
    book["survey"].sheet_state = "hidden"


def renamed(book):
    book["survey"].title = "Survey "


def unseen(book):
    book["survey"]["D1"], book["survey"]["D2"] = "hint\u202e", "H"


def titled(book):
    book["survey"]["C1"] = "=1+1"


def helped(book):
    book["survey"]["E1"], book["survey"]["E2"] = "length", "=LEN(C2)"


def noted(book):
    book["survey"]["F2"], book["survey"]["F3"] = "ask Ann", "ask Bob"


LISTS = [*YN, ["yn", "no", "Nay"]]
TRANSLATED = [
    ["list_name", "name", "label", "label::Welsh (cy)"],
    ["yn", "yes", "Yes", "Ie"],
    ["yn", "no", "No"],
]
MISTAKES = {
    "name": (
        questions(TEXT, TEXT),
        "error TOOL_NAME f.xlsx survey!B3 row 'a' name: used already in f.xlsx survey!A2",
    ),
    "no name": (questions(["text"]), "error TOOL_NAME f.xlsx survey!A2 name: '' is no name"),
    "no kind": (
        questions([None, "a", "A"]),
        "error TOOL_TYPE f.xlsx survey!A2 row 'a' type: '' is not a type",
    ),
    "kind": (
        questions(["txt", "a", "A"]),
        "error TOOL_TYPE f.xlsx survey!A2 row 'a' type: 'txt' is not a type. Did",
    ),
    "file": (
        questions(["select_one_from_file x.csv", "a", "A"]),
        "error TOOL_TYPE f.xlsx survey!A2.*one file",
    ),
    "loop": (questions(["begin loop over yn", "a", "A"]), "error TOOL_TYPE f.xlsx survey!A2"),
    "begin": (
        questions(["begin group", "g", "G"], TEXT),
        "error TOOL_SHEET f.xlsx survey!A2: begin group 'g' is",
    ),
    "end": (
        questions(TEXT, ["end repeat"]),
        "error TOOL_SHEET f.xlsx survey!A3: end repeat without its begin",
    ),
    "ref": (
        questions([*TEXT, "${zz} = 1"], **RELEVANT),
        "error TOOL_REF f.xlsx survey!D2 row 'a' relevant, character 1",
    ),
    "function": (
        questions([*TEXT, "nosuch(1)"], **RELEVANT),
        "error TOOL_FUNCTION f.xlsx survey!D2 row 'a' relevant",
    ),
    "expression": (
        questions([*TEXT, "(1 + 2"], **RELEVANT),
        "error TOOL_EXPR f.xlsx survey!D2 row 'a' relevant, char",
    ),
    "list": (
        questions(["select_one ny", "a", "A"]),
        "error TOOL_LIST f.xlsx survey!A2 row 'a' type: no choice list 'ny'",
    ),
    "code": (
        questions(["select_one yn", "a", "A"], choices=LISTS),
        "error TOOL_CHOICE f.xlsx choices!A4: list 'yn'",
    ),
    "no code": (
        questions(TEXT, choices=[*YN, ["yn", None, "X"]]),
        "error TOOL_CHOICE f.xlsx choices!A4.*cannot be a",
    ),
    "listless": (
        questions(TEXT, choices=[*YN, [None, "x", "X"]]),
        "error TOOL_LIST f.xlsx choices!A4 list_name",
    ),
    "untold": (
        questions(["select_one yn", "a", "A"], choices=TRANSLATED),
        "warn TOOL_TEXT f.xlsx choices!C3: list 'yn', code 'no' has no Welsh label",
    ),
    "twice": (
        questions([*TEXT, "B"], columns=["Label"]),
        "error TOOL_COLUMN f.xlsx survey!D1: 'label' stands in column C",
    ),
    "both": (
        questions([*TEXT, "B"], columns=["label::English (en)"]),
        "error TOOL_COLUMN f.xlsx survey!D1: 'label::en' stands in column C already",
    ),
    "tongue": (
        questions([*TEXT, "B"], columns=["label::Klingon"]),
        "error TOOL_TEXT f.xlsx survey!D1: 'label::Klingon'",
    ),
    "default": (
        questions(TEXT, settings=[["form_id", "version", "default_language"], ["a", "1.0.0", "Klingon"]]),
        "error TOOL_TEXT f.xlsx settings!C2 default_language: 'Klingon' names no language",
    ),
    "audit": (
        questions([*TEXT, "x"], columns=["audit::rol"]),
        "error TOOL_COLUMN f.xlsx survey!D2.*Did you mean 'audit::",
    ),
    "entities": (
        questions(TEXT, entities=[["list_name"]]),
        "warn TOOL_SHEET f.xlsx entities!: the sheet 'entities' is not",
    ),
    "merged": (merged, "warn TOOL_CELL f.xlsx survey!: merged cells \\(C2:D2\\)"),
    "hidden": (hidden, "warn TOOL_SHEET f.xlsx survey!: the sheet is hidden"),
    "renamed": (renamed, "warn TOOL_SHEET f.xlsx Survey !: 'Survey ' is read as the sheet 'survey'"),
    "doubled": (
        with_part(GOOD, "xl/workbook.xml", lambda part: part.replace(b'"choices"', b'"SURVEY"')),
        "error TOOL_SHEET f.xlsx SURVEY!: is a second sheet 'survey' beside 'survey'",
    ),
    "unseen": (unseen, "error TOOL_TEXT f.xlsx survey!D1: a character that cannot be seen"),
    "titled": (titled, "error TOOL_CELL f.xlsx survey!C1: a formula stands where a column's name is read"),
    "helped": (helped, "warn TOOL_CELL f.xlsx survey!E2 length: a formula"),
    "noted": (noted, "warn TOOL_COLUMN f.xlsx survey!F2: column F has no name; it is left out"),
    "more settings": (
        questions(TEXT, settings=[["form_id", "version"], ["a", "1.0.0"], ["b", "1.0.0"]]),
        "warn TOOL_SHEET f.xlsx settings!A3: only the first row of settings is read",
    ),
}


@pytest.mark.parametrize("name", MISTAKES)
def test_a_mistake_is_told_at_its_cell(name):
    made, problem = MISTAKES[name]
    if callable(made):
        change, made = made, questions(TEXT, Q)
        change(made)

    found = said(made)

    assert any(re.match(problem, line) for line in found), found


def test_a_text_of_ten_thousand_characters_is_read():
    label = "word " * 2_000

    assert source_in(questions(["note", "a", label])).rows[0].texts["label"]["en"] == label


def test_two_hundred_warnings_crowd_no_error_out():
    rows = [["geopoint", f"q{n}", "Q"] for n in range(250)]

    found = said(questions(*rows, ["txt", "a", "A"]))

    assert any(line.startswith("error TOOL_TYPE f.xlsx survey!A252") for line in found)
