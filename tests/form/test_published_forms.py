"""Whole forms with the constructs that ODK, KoboToolbox and SurveyCTO authors publish: they open, and what we
write of them pyxform opens.
"""

import subprocess
import sys
from collections.abc import Mapping

import pytest

from auditdesk.form import At, check, compile
from tests.form.making import Desk
from tests.form.workbooks import back, source_in, workbook, written
from tests.form.xforms import unlike, xform


def sheet(*rows: Mapping[str, object]) -> list[list[object]]:
    """A header of all columns, in the order in which they come, and the rows below it."""
    heads = list(dict.fromkeys(column for row in rows for column in row))
    return [[*heads], *([row.get(column) for column in heads] for row in rows)]


ODK = workbook(
    sheet(
        {"type": "start", "name": "start"},
        {"type": "end", "name": "end"},
        {"type": "deviceid", "name": "deviceid"},
        {"type": "calculate", "name": "today_is", "calculation": "format-date(today(), '%Y-%m-%d')"},
        {
            "type": "text",
            "name": "village",
            "label": "Village",
            "hint": "Where the household lives",
            "constraint": "regex(., '^[A-Za-z ]+$')",
        },
        {
            "type": "integer",
            "name": "people",
            "label": "How many people live here?",
            "constraint": ". >= 0 and . <= 30",
            "default": 1,
        },
        {"type": "begin repeat", "name": "person", "label": "Person", "repeat_count": "${people}"},
        {"type": "text", "name": "first", "label": "First name of ${village}"},
        {"type": "integer", "name": "age", "label": "Age of ${first}", "constraint": ". < 120"},
        {"type": "select_one sex", "name": "sex", "label": "Sex"},
        {
            "type": "select_multiple illness",
            "name": "ill",
            "label": "Illnesses",
            "relevant": "${age} > 5",
            "constraint": "not(selected(., 'none') and count-selected(.) > 1)",
        },
        {"type": "note", "name": "adult", "label": "${first} is grown up", "relevant": "${age} >= 18"},
        {"type": "end repeat"},
        {"type": "calculate", "name": "oldest", "calculation": "max(${age})"},
        {"type": "calculate", "name": "boys", "calculation": "count(${person}[sex = 'm' and age < 18])"},
        {"type": "geopoint", "name": "place", "label": "Take the position"},
        {"type": "image", "name": "photo", "label": "Take a picture"},
        {"type": "acknowledge", "name": "ok", "label": "Read this out"},
        {
            "type": "select_one sex",
            "name": "head",
            "label": "Head is",
            "relevant": "selected('m f', ${village}) or position(..) > 0 or ${boys} >= 0",
        },
    ),
    sheet(
        {"list_name": "sex", "name": "m", "label": "Male"},
        {"list_name": "sex", "name": "f", "label": "Female"},
        {"list_name": "illness", "name": "none", "label": "None"},
        {"list_name": "illness", "name": "cold", "label": "A cold"},
    ),
    sheet(
        {
            "form_title": "Household",
            "form_id": "household_v2",
            "version": 2024010101,
            "instance_name": "${village}",
        },
    ),
)
KOBO = workbook(
    sheet(
        {"type": "start", "name": "start", "required": "false"},
        {
            "type": "begin_group",
            "name": "group_ab1cd23",
            "label::English (en)": "Where",
            "label::Français (fr)": "Où",
            "appearance": "field-list",
        },
        {
            "type": "select_one region",
            "name": "region",
            "label::English (en)": "Region",
            "label::Français (fr)": "Région",
            "required": "true",
            "appearance": "minimal",
            "$xpath": "group_ab1cd23/region",
            "kuid": "x1",
        },
        {
            "type": "select_one district",
            "name": "district",
            "label::English (en)": "District",
            "label::Français (fr)": "District",
            "required": "true",
            "relevant": "${region} != ''",
            "choice_filter": "region = ${region}",
            "$xpath": "group_ab1cd23/district",
            "kuid": "x2",
            "guidance_hint::English (en)": "Ask the chief",
        },
        {"type": "end_group"},
        {
            "type": "select_multiple needs or_other",
            "name": "needs",
            "label::English (en)": "Needs",
            "label::Français (fr)": "Besoins",
            "required": "false",
            "$xpath": "needs",
            "kuid": "x3",
        },
        {
            "type": "range",
            "name": "worry",
            "label::English (en)": "How worried?",
            "label::Français (fr)": "Inquiet ?",
            "required": "false",
        },
        {
            "type": "rank needs",
            "name": "order",
            "label::English (en)": "Put them in order",
            "label::Français (fr)": "Classez",
        },
        {
            "type": "date",
            "name": "visit",
            "label::English (en)": "Date of visit",
            "label::Français (fr)": "Date",
            "required": "true",
        },
        {
            "type": "note",
            "name": "thanks",
            "label::English (en)": "**Thank you**",
            "label::Français (fr)": "**Merci**",
            "required": "false",
            "relevant": "${visit} <= today()",
        },
    ),
    sheet(
        {"list_name": "region", "name": "n", "label::English (en)": "North", "label::Français (fr)": "Nord"},
        {"list_name": "region", "name": "s", "label::English (en)": "South", "label::Français (fr)": "Sud"},
        {
            "list_name": "district",
            "name": 101,
            "label::English (en)": "First",
            "label::Français (fr)": "Premier",
            "region": "n",
        },
        {
            "list_name": "district",
            "name": 102,
            "label::English (en)": "Second",
            "label::Français (fr)": "Deuxième",
            "region": "s",
        },
        {
            "list_name": "needs",
            "name": "food",
            "label::English (en)": "Food",
            "label::Français (fr)": "Nourriture",
        },
        {
            "list_name": "needs",
            "name": "water",
            "label::English (en)": "Water",
            "label::Français (fr)": "Eau",
        },
    ),
    sheet(
        {
            "style": "pages",
            "version": "1 (2023-05-18 09:12:44)",
            "id_string": "aXb3Kq9",
            "default_language": "English (en)",
        },
    ),
)
CTO = workbook(
    sheet(
        {"type": "start", "name": "starttime"},
        {
            "type": "text",
            "name": "hhid",
            "label": "Household id",
            "label:Swahili": "Namba",
            "Required": "yes",
            "Constraint": "string-length(.) = 4",
            "Constraint message": "Four digits.",
        },
        {
            "type": "select_one yesno",
            "name": "consent",
            "label": "Does the person agree?",
            "label:Swahili": "Anakubali?",
            "Required": "yes",
        },
        {
            "type": "begin group",
            "name": "main",
            "label": "Main",
            "label:Swahili": "Kuu",
            "Relevance": "${consent} = 1",
        },
        {
            "type": "integer",
            "name": "income",
            "label": "Income",
            "label:Swahili": "Kipato",
            "Required": "yes",
            "Constraint": ". >= 0 or . = -88",
            "Constraint message": "Not below 0, or -88.",
        },
        {"type": "calculate", "name": "yearly", "calculation": "if(${income} = -88, '', ${income} * 12)"},
        {
            "type": "text",
            "name": "shown",
            "label": "That is ${yearly} a year",
            "read only": "yes",
            "calculation": "${yearly}",
        },
        {"type": "text", "name": "old", "label": "Not asked any more", "disabled": "yes"},
        {
            "type": "select one yesno",
            "name": "again",
            "label": "May we come again?",
            "Relevance": "${income} > 0 and selected(${consent}, '1')",
            "media:image": "house.png",
            "publishable": "yes",
            "minimum_seconds": 5,
        },
        {"type": "end group", "name": "main"},
        {"type": "note", "label": "End", "label:Swahili": "Mwisho"},
    ),
    sheet(
        {"list_name": "yesno", "value": 1, "label": "Yes", "label:swahili": "Ndiyo", "filter": 1},
        {"list_name": "yesno", "value": 0, "label": "No", "label:swahili": "Hapana", "filter": 1},
    ),
    sheet(
        {
            "form_title": "Baseline",
            "form_id": "baseline",
            "version": "2401311530",
            "submission_url": "https://example.org",
            "default_language": "english",
        },
    ),
)
FORMS = {"ODK": ODK, "KoboToolbox": KOBO, "SurveyCTO": CTO}


@pytest.mark.parametrize("author", FORMS)
def test_a_form_as_others_write_it_opens_and_what_we_write_of_it_pyxform_opens(author):
    source = source_in(FORMS[author])

    tool = compile(source)
    content = written(tool)

    assert [problem.message() for problem in check(source) if problem.severity == "error"] == []
    assert back(content).to_json() == tool.to_json()
    assert unlike(tool, xform(content)[1]) == []


def test_a_form_of_odk_can_be_filled_in():
    desk = Desk(compile(source_in(ODK)))

    desk.types(village="Ely", people="2")
    first, second = desk.session.rows(At("person"))
    desk.session.answer(At("age", (first,)), "40")
    desk.session.answer(At("age", (second,)), "7")
    desk.session.answer(At("sex", (second,)), "m")

    assert (desk["oldest"], desk["boys"], desk["today_is"]) == ("40", "1", "2016-07-01")
    assert desk.session.label(At("age", (first,))).startswith("Age of")


def test_choices_of_a_kobo_form_follow_their_filter():
    desk = Desk(compile(source_in(KOBO)))

    desk.types(region="s")

    assert [choice.name for choice in desk.session.cell(At("district")).choices] == ["102"]
    assert desk.tool.languages == ("en", "fr")


def test_reading_yaml_loads_no_reader_of_workbooks():
    code = (
        "import sys; from pathlib import Path; from auditdesk import form, places;"
        "form.compile(form.read(places.forms() / 'tools' / 'neglect.yaml'));"
        "print([name for name in sys.modules if name.startswith(('auditdesk.form.workbook', 'defusedxml'))])"
    )

    told = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)

    assert told.stdout == "[]\n"
