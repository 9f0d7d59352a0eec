"""Case audit sheets of little tools: what stands on them, what does not, and where."""

from datetime import datetime
from textwrap import dedent

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from auditdesk.form import At
from auditdesk.merge.standing import AgreedValue
from auditdesk.report.sheet import sheets
from auditdesk.report.sheet.numbering import layout
from tests.form.making import LONDON, Desk, tool_of
from tests.report import paper
from tests.report.sheets import answered, blank, completed, filled, lines_of, told
from tests.report.test_pdf_ink import inked, margins_of, overlap

MADE = datetime(2016, 7, 20, 12, tzinfo=LONDON)
THREE = """
- {type: select_one yn, name: seen, label: Was the child seen alone?, audit::comment: off}
- {type: date, name: seen_on, label: On which day?, relevant: "${seen} = 'yes'"}
- {type: text, name: words, label: What did the child say?}
"""
SECTIONS = """
- type: group
  name: sec_a
  label: The file
  guidance_hint: Good looks like a full file.
  rows:
    - {type: select_one std, name: full, label: The file is full, audit::role: standard, audit::aspect: C2}
    - {type: select_multiple need, name: needs, label: Needs met}
    - type: repeat
      name: visit
      label: Visits
      rows:
        - {type: dateTime, name: visit_at, label: Visited at}
        - {type: text, name: visit_why, label: Why}
        - type: repeat
          name: talk
          label: Talks at a visit
          rows:
            - {type: text, name: talk_who, label: With whom}
- type: group
  name: sec_b
  label: Judgement
  rows:
    - {type: text, name: quiet, label: A question that nobody answered}
    - {type: select_one grade, name: rc_judge, label: Your grade, audit::role: judgement, audit::aspect: C2}
    - {type: text, name: rc_evid, label: What led you there?, appearance: multiline}
- type: group
  name: ic
  label: Immediate concern
  rows:
    - {type: select_one yn, name: ic_any, label: Is a child unsafe now?, audit::role: concern}
    - {type: text, name: ic_done, label: What was done, audit::role: concern, relevant: "${ic_any} = 'yes'"}
"""
GRADES = """
  grade:
    - {name: outstanding, label: Outstanding}
    - {name: good, label: Good}
    - {name: ri, label: Requires improvement}
    - {name: inadequate, label: Inadequate}
    - {name: not_judged, label: Not judged}
"""


@pytest.fixture(scope="module")
def sections():
    from auditdesk.form import compile  # noqa: PLC0415 - shadows a builtin
    from tests.form.making import LISTS, source_of  # noqa: PLC0415 - only here

    return compile(source_of(SECTIONS, lists=LISTS + GRADES.lstrip("\n")))


def test_a_tool_of_three_questions_prints_blank_with_its_skip_hints_and_room_to_write():
    words = told(paper.printed(blank(tool_of(THREE))))

    assert "1 seen Was the child seen alone? Go to 3 if “No”. Yes No" in words
    assert "2 seen_on On which day? Only if 1 (seen) is “Yes”." in words
    assert "date missing from the record" in words
    assert "3 words What did the child say?" in words
    assert "OFFICIAL-SENSITIVE when complete" in words
    assert "Page 1 of 1" in words


def test_a_signed_sheet_shows_answers_in_words_and_leaves_out_what_was_not_answered():
    desk = answered(THREE, {"seen": "yes", "seen_on": "2016-02-29"})

    words = told(completed(desk))

    assert "1 seen Was the child seen alone? Yes" in words
    assert "2 seen_on On which day? 29 February 2016" in words
    assert "What did the child say?" not in words
    assert "Asked and not answered: words." in words
    assert "Signed on 1 July 2016, 16:20 as revision 1 with the key 4b1e 90c2 77f0 aa11." in words


def test_what_an_earlier_answer_left_out_is_named_by_its_code_alone():
    words = told(completed(answered(THREE, {"seen": "no"})))

    assert "Not asked because of an earlier answer: seen_on." in words
    assert "On which day?" not in words


def test_a_part_filled_sheet_says_what_is_not_answered():
    words = told(completed(answered(THREE, {"seen": "no"}), signing=None))

    assert "3 words What did the child say? not answered" in words
    assert "On which day?" not in words
    assert "not signed yet" in words


def test_every_page_names_tool_version_fingerprint_case_and_marking():
    desk = answered(THREE, {"words": "She said so. " * 2000})

    pages = paper.pages_of(completed(desk))

    assert len(pages) > 3
    mark = " ".join((desk.tool.hash[:4], desk.tool.hash[4:8]))
    for number, page in enumerate(pages, 1):
        assert f"LITTLE 1.0.0 · {mark}" in page
        assert "Case CSE16-01 · csc" in page
        assert "OFFICIAL-SENSITIVE" in page
        assert f"Page {number} of {len(pages)}" in page


def test_a_long_answer_flows_over_pages_and_loses_no_word():
    text = " ".join(f"word{number}" for number in range(2600))
    assert len(text) > 20_000

    words = told(completed(answered(THREE, {"words": text})))

    assert [word for word in words.split() if word.startswith("word")] == ["words", *text.split()]


def test_typed_text_is_data():
    text = "<b>bold</b> &amp; {{ x }} =1+1 مرحبا"

    rendered = completed(answered(THREE, {"words": text}))

    assert "<b>bold</b> &amp; {{ x }} =1+1" in told(rendered)
    assert rendered.unprintable == 0


def test_grades_stand_first_beside_what_the_meeting_agreed(sections):
    desk = Desk(sections)
    desk.session.answer(At("rc_judge"), "good")
    desk.session.answer(At("rc_evid"), "Religion and father are missing.")
    agreed = AgreedValue("CSE16-01", "C2", "ri", "Two files differ.", "Police see it as good.", "", "", MADE)

    words = told(completed(desk, C2=agreed))

    row = "Recording full and accurate details Good Religion and father are missing. Requires improvement"
    assert row in words
    assert (
        "agreed requires improvement. Two files differ. Still seen otherwise: Police see it as good." in words
    )
    assert "Good: The child is seen, heard and safer." in words
    assert words.index("Grades") < words.index("Section B")


def test_a_long_reason_for_a_grade_is_printed_once_under_its_line(sections):
    desk = Desk(sections)
    desk.session.answer(At("rc_judge"), "good")
    desk.session.answer(At("rc_evid"), "Reason upon reason. " * 40)

    words = told(completed(desk))

    assert "Recording full and accurate details Good See line 7." in words
    assert words.count("Reason upon reason.") == 40


def test_an_immediate_concern_is_the_first_thing_read(sections):
    desk = Desk(sections)
    desk.session.answer(At("ic_any"), "yes")

    words = told(completed(desk))

    box = "Immediate concern Is a child unsafe now?: Yes What was done: not answered"
    assert box in words
    assert words.index(box) < words.index("Grades")


def test_rows_of_repeats_are_tables_and_rows_in_rows_say_whose_they_are(sections):
    desk = Desk(sections)
    for at, why in (("2016-03-26T23:30:00+00:00", "planned"), ("2016-03-27T12:00:00+01:00", "x" * 500)):
        row = desk.row("visit", visit_at=at, visit_why=why)
        desk.row("talk", row, talk_who="father")

    words = told(completed(desk))

    assert "3 Visits visit Row Visited at Why 1 26 March 2016, 23:30 planned" in words
    assert "2 27 March 2016, 12:00 in full below" in words
    assert words.replace(" ", "").count("x" * 500) == 1
    assert "Row With whom 1.1 father 2.1 father" in words


def test_comments_stand_beside_their_answer(sections):
    desk = Desk(sections)
    desk.session.answer(At("full"), "partly")
    desk.session.answer(At("full__c"), "No chronology since May.")

    assert "1 full The file is full Partly met No chronology since May." in told(completed(desk))


def test_several_sheets_in_a_file_each_begin_on_page_one():
    one, other = (answered(THREE, {"words": "word " * count}) for count in (3000, 1))

    pages = paper.pages_of(paper.printed(sheets([filled(one), filled(other), filled(one)])))

    numbers = [page.split("Page ")[-1].split("\n")[0] for page in pages]
    first = (len(pages) - 1) // 2
    assert numbers == [f"{n} of {first}" for n in range(1, first + 1)] + ["1 of 1"] + [
        f"{n} of {first}" for n in range(1, first + 1)
    ]
    assert [page.count("Case CSE16-01\n") for page in pages].count(1) == 3


def test_the_same_facts_give_the_same_bytes():
    once, again = (completed(answered(THREE, {"words": "Arabic: مرحبا"})) for _ in range(2))

    assert once.pdf == again.pdf


@settings(max_examples=25)
@given(
    st.fixed_dictionaries(
        {},
        optional={
            "seen": st.sampled_from(["yes", "no"]),
            "seen_on": st.dates().map(lambda day: day.isoformat()),
            "words": st.text("abc \n", min_size=1, max_size=300).filter(str.strip),
        },
    )
)
def test_the_lines_of_a_signed_sheet_are_the_questions_that_were_asked_and_answered(answers):
    desk = answered(THREE, answers)

    found = lines_of(told(completed(desk)), {"seen", "seen_on", "words"})

    numbers = {"seen": "1", "seen_on": "2", "words": "3"}
    assert found == {(numbers[name], name) for name in answers if desk.session.cell(At(name)).relevant}


def test_nothing_lies_outside_the_margins_and_no_letters_overlap(sections):
    desk = Desk(sections)
    desk.session.answer(At("full"), "not_met")
    desk.session.answer(At("full__c"), "z" * 900)
    desk.session.answer(At("rc_judge"), "inadequate")
    desk.session.answer(At("rc_evid"), "w" * 3000)

    for rendered in (completed(desk), paper.printed(blank(sections))):
        for number, page in enumerate(paper.opened(rendered), 1):
            ensure_tidy(page, number)


def ensure_tidy(page, number):
    for name, box in margins_of(page).items():
        assert not inked(page, *box), f"page {number}, {name}"
    letters = sorted(paper.letters(page), key=lambda letter: letter.left)
    assert not [
        (one, other)
        for at, one in enumerate(letters)
        for other in letters[at + 1 : at + 60]
        if overlap(one, other) > 0.4
    ], f"page {number}"


def test_hostile_labels_choices_and_codes_stay_inside_the_margins():
    long = "Unbroken" * 60
    rows = f"""
    - {{type: select_one yn, name: {"code_" * 9}x, label: {long}, hint: {long}}}
    - {{type: date, name: seen_on, label: {long} {"word " * 900}}}
    - type: repeat
      name: {"rep_" * 9}x
      label: {long}
      rows:
        - {{type: text, name: {"in_" * 9}x, label: {long}}}
        - {{type: text, name: b, label: {"word " * 80}}}
    """
    tool = tool_of(dedent(rows))

    rendered = paper.printed(blank(tool))

    for page in paper.opened(rendered):
        for name, box in margins_of(page).items():
            if name in ("left", "right"):
                assert not inked(page, *box), name
    assert told(rendered).count("word") >= 980


def test_a_section_never_stands_alone_at_the_foot_of_a_page():
    for questions in range(1, 14):
        asked = "".join(
            f"- {{type: select_one std, name: q{n}, label: Question {n}}}\n" for n in range(questions)
        )
        section = (
            "- {type: group, name: sec, label: Another, guidance_hint: Good looks like this., rows: ROWS}"
        )
        rows = asked + section.replace("ROWS", "[{type: text, name: last, label: The last}]")

        for page in paper.pages_of(paper.printed(blank(tool_of(rows)))):
            assert ("Another" in page) == ("The last" in page)


def test_the_layout_numbers_every_question_once_whatever_is_printed(sections):
    found = layout(sections)

    assert [section.letter for section in found.sections] == ["A", "B", "C"]
    assert found.number("visit_at") == found.number("visit") == "3"
    assert found.number("full__c") == ""


def test_four_times_the_questions_take_four_times_the_work():
    small, large = work_of(40), work_of(160)

    assert large < 4.4 * small


def work_of(questions):
    """Calls made to print a blank sheet: a measure that no busy machine changes."""
    import sys  # noqa: PLC0415 - only here

    asked = "".join(
        f"- {{type: select_one yn, name: q{n}, label: Question {n}, relevant: \"${{first}} = 'yes'\"}}\n"
        for n in range(questions)
    )
    tool = tool_of("- {type: select_one yn, name: first, label: First}\n" + asked)
    document = blank(tool)  # fonts and caches are warm
    calls = 0

    def count(_frame, event, _arg):
        nonlocal calls
        calls += event == "call"

    sys.setprofile(count)
    try:
        document = blank(tool)
        paper.printed(document)
    finally:
        sys.setprofile(None)
    return calls
