"""Workbooks as authors of XLSForm write them, read as tools."""

from datetime import date, datetime, time

import openpyxl
import pytest
from openpyxl.styles import numbers

from auditdesk.form import compile
from tests.form.workbooks import back, questions, said, source_in, workbook, written


def back_of(book):
    return compile(source_in(book))


TYPES = {
    "text": "text",
    "Text ": "text",
    "string": "text",
    "int": "integer",
    "datetime": "dateTime",
    "DateTime": "dateTime",
    "select_one yn": "select_one yn",
    "select one yn": "select_one yn",
    "select one from yn": "select_one yn",
    "Select_One  yn": "select_one yn",
    "select1 yn": "select_one yn",
    "select_multiple yn": "select_multiple yn",
    "select all that apply from yn": "select_multiple yn",
    "rank yn": "rank yn",
    "gps": "geopoint",
    "photo": "image",
    "trigger": "acknowledge",
    "Note": "note",
    "start": "start",
    "deviceid": "deviceid",
}


@pytest.mark.parametrize("kind", TYPES)
def test_a_type_is_read_as_authors_write_it(kind):
    book = questions([kind, "q", "Q"])

    assert back_of(book).question("q").columns["type"] == TYPES[kind]


HEADERS = {
    "relevance": "relevant",
    "Relevant": "relevant",
    "bind::relevant": "relevant",
    "bind:relevant": "relevant",
    "read_only": "readonly",
    "Read Only": "readonly",
    "calculate": "calculation",
    "Constraint": "constraint",
    "body::appearance": "appearance",
    "choice_filter": "choice_filter",
    "Choice Filter": "choice_filter",
    "parameters": "parameters",
}


@pytest.mark.parametrize("written_as", HEADERS)
def test_a_column_is_read_as_authors_write_it(written_as):
    rule = "1 = 1" if HEADERS[written_as] != "choice_filter" else "name != 'x'"
    book = questions(["select_one yn", "q", "Q", rule], columns=[written_as])

    assert back_of(book).question("q").columns[HEADERS[written_as]] == rule


MESSAGES = {"Constraint message": "constraint_message", "required_message": "required_message"}
MESSAGES |= {"bind::jr:constraintMsg": "constraint_message", "Required Message": "required_message"}


@pytest.mark.parametrize("written_as", MESSAGES)
def test_a_message_is_read_as_authors_write_it(written_as):
    book = questions(["text", "q", "Q", "No."], columns=[written_as])

    assert back_of(book).question("q").columns[MESSAGES[written_as]] == "No."


@pytest.mark.parametrize(
    "head", ["label::Welsh (cy)", "label::Welsh", "label::cy", "Label :: Cymraeg", "label:Welsh"]
)
def test_a_language_is_read_as_authors_write_it(head):
    book = workbook([["type", "name", "label::English (en)", head], ["text", "q", "Question", "Cwestiwn"]])

    tool = back_of(book)

    assert tool.languages == ("en", "cy")
    assert tool.question("q").label == {"en": "Question", "cy": "Cwestiwn"}


def test_without_a_default_language_the_first_column_tells_it():
    book = workbook(
        [["type", "name", "label::Français (fr)", "label::English (en)"], ["note", "q", "Un", "One"]]
    )
    book["settings"].delete_cols(4)

    assert back_of(book).languages == ("fr", "en")


def test_cells_are_read_as_their_author_saw_them():
    values = [
        1,
        1.5,
        0.1 + 0.2,
        True,
        date(2016, 6, 20),
        datetime(2016, 6, 20, 14, 30),  # noqa: DTZ001 - a cell knows no zone
        time(9, 5),
        " x ",
        12,
        1.1,
    ]
    book = questions(*(["text", f"q{n}", "Q", value] for n, value in enumerate(values)), columns=["default"])
    book["survey"]["D10"].number_format = "0000"
    book["survey"]["D11"].number_format = numbers.FORMAT_NUMBER_00
    wanted = ["1", "1.5", "0.3", "TRUE", "2016-06-20", "2016-06-20T14:30", "09:05", " x ", "0012", "1.10"]

    tool = back_of(book)

    assert [tool.question(f"q{n}").columns["default"] for n in range(len(values))] == wanted


def test_days_are_counted_from_the_year_the_workbook_says():
    book = questions(["text", "q", "Q", date(2016, 6, 20)], columns=["default"])
    book.epoch = openpyxl.utils.datetime.CALENDAR_MAC_1904

    assert back_of(book).question("q").columns["default"] == "2016-06-20"


def test_or_other_adds_a_choice_and_a_box():
    book = questions(["select_one yn or_other", "q", "Q"], ["text", "z", "Z"])

    tool = back_of(book)

    assert [choice.name for choice in tool.question("q").choices] == ["yes", "no", "other"]
    assert [question.name for question in tool.questions] == ["q", "q__c", "q_other", "z"]
    assert tool.question("q_other").columns["relevant"] == "selected(${q}, 'other')"


def test_columns_of_other_programs_are_told_once_and_survive():
    columns = ["media::image::English (en)", "bind::odk:length", "$kuid", "publishable"]
    rows = [["text", f"q{n}", "Q", "a.png", "10", f"k{n}", "yes"] for n in range(3)]
    book = questions(*rows, columns=columns, choices=[[*YN_HEAD, "region"], ["yn", "yes", "Yes", "north"]])
    book["survey"].append(["select_one yn", "s", "S"])

    tool = back_of(book)

    assert {column: tool.question("q2").columns[column] for column in columns} == dict(
        zip(columns, rows[2][3:], strict=True)
    )
    assert tool.question("s").choices[0].columns == {"region": "north"}
    assert back(written(tool)) == tool
    assert [line for line in said(book) if "media::image" in line] == [
        "warn TOOL_COLUMN f.xlsx survey!D2 row 'q0': unknown column 'media::image::English (en)'."
    ]


YN_HEAD = ["list_name", "name", "label"]


def test_groups_and_repeats_are_read_and_what_is_disabled_is_not():
    book = questions(
        ["begin_group", "g", "G"],
        ["Begin Repeat", "r", "R"],
        ["text", "q", "Q"],
        ["text", "gone", "Gone", "yes"],
        [None],
        ["end repeat"],
        ["end_group", "g"],
        ["note", None, "A note without a name"],
        columns=["disabled"],
    )

    tool = back_of(book)

    assert [(q.name, q.groups) for q in tool.questions] == [
        ("g", ()),
        ("r", ("g",)),
        ("q", ("g", "r")),
        ("note_9", ()),
    ]


def test_quotes_that_a_word_processor_set_are_read_as_plain_ones():
    book = questions(["text", "a", "A"], ["text", "q", "Q", "${a}\u00a0= ‘yes’"], columns=["relevant"])

    assert back_of(book).question("q").columns["relevant"] == "${a} = 'yes'"
    assert any("survey!D3" in line and "curly quotes" in line for line in said(book))


SETTINGS = {
    ("my_form 1", "3"): ("my-form-1", "3.0.0"),
    ("little", "2.1"): ("little", "2.1.0"),
    ("little", "2023051801"): ("little", "1.0.0"),
    ("2016 audit", 4): ("tool-2016-audit", "4.0.0"),
    (None, None): ("f", "1.0.0"),
}


@pytest.mark.parametrize("given", SETTINGS)
def test_an_id_and_a_version_of_another_program_become_ours_with_a_warning(given):
    book = questions(["text", "q", "Q"], settings=[["form_id", "version", "style"], [*given, "pages"]])

    tool = back_of(book)

    assert (tool.id, tool.version) == SETTINGS[given]
    assert any("style" in line for line in said(book))


def test_a_workbook_without_settings_and_choices_is_a_tool():
    assert back_of(questions(["text", "q", "Q"], settings=[], choices=[])).id == "f"
