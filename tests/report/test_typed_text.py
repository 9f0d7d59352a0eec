"""What people typed comes out of the report as text, no more and no less (report.md 9, safety.md 7)."""

import unicodedata
from time import process_time

import pytest
import uharfbuzz
from hypothesis import given, settings
from hypothesis import strategies as st

from auditdesk.report import text, theme
from auditdesk.report.document import Cell, Column, Paragraph, Table
from auditdesk.report.runs import Text, Typed, runs
from tests.report import paper, sample

HOSTILE = (
    "<b>bold</b> and </para> and an unclosed <para",
    "&amp; &lt;script&gt; &#x41; &nbsp",
    "=cmd()|'/C calc'!A0 +1 -1 @SUM(1,2)",
    "{{ 7*7 }} {% for x in y %} ${x} %(name)s %s \\n \\u0041",
    '<img src="file:///etc/hostname"/> <a href="javascript:alert(1)">here</a>',
    "<![CDATA[ x ]]> <!DOCTYPE html> <?php ?> <?xml version?>",
    "(unbalanced (brackets \\) and ) Tj ET %comment %promise 0 endstream endobj",
    "CON PRN aux.txt ../../etc/passwd C:\\Windows",
    "'; DROP TABLE answer; --",
)


@pytest.mark.parametrize("typed", HOSTILE)
def test_markup_code_and_formulas_are_printed_as_they_were_typed(typed):
    rendered = paper.printed(sample.typed(typed))

    assert paper.words_of(rendered)[4:] == typed.split()
    assert (rendered.removed, rendered.unprintable) == (0, 0)


@pytest.mark.parametrize("typed", HOSTILE)
def test_typed_text_makes_no_link_and_no_image(typed):
    [page] = paper.reader(paper.printed(sample.typed(typed))).pages

    assert "/Annots" not in page
    assert not page.images


@given(st.text(st.sampled_from([*map(chr, range(32, 127)), "\t", "\n", "\r", "\u2028"]), max_size=400))
@settings(max_examples=20)
def test_every_typed_ascii_word_is_printed_in_order(typed):
    rendered = paper.printed(sample.typed(f"start {typed} end"))

    assert paper.words_of(rendered)[4:] == ["start", *typed.split(), "end"]


@pytest.mark.parametrize(
    "typed",
    [
        "Ŵyn, tŷ, môr, dŵr, llŷn, ẁ ẃ ẅ ỳ",
        "Zażółć gęślą jaźń",
        "Ștefan și Țăndărică",
        "Nguyễn Thị Phương Ủy ban Đà Nẵng",
        "Ẹ̀kọ́ Yorùbá",
        "Ελληνικά Кириллица",
        "✓ → ▲ ≥ ≤ – — ’ “ ” … £ €",
    ],
)
def test_letters_of_other_languages_are_printed_as_typed(typed):
    rendered = paper.printed(sample.typed(typed))

    assert paper.words_of(rendered)[4:] == unicodedata.normalize("NFC", typed).split()
    assert rendered.unprintable == 0


def test_letters_typed_as_letter_and_accent_are_printed_as_one():
    rendered = paper.printed(sample.typed("cafe\u0301 w\u0302yn"))

    assert paper.words_of(rendered)[4:] == ["café", "ŵyn"]


def test_controls_are_removed_and_counted():
    rendered = paper.printed(
        sample.typed("a\x00b\x1b[31mc\x7f \u202edesrever\u202c \u2066x\u2069 \ud800y\ufffe")
    )

    assert paper.words_of(rendered)[4:] == ["ab[31mc", "desrever", "x", "y"]
    assert rendered.removed == 9


@pytest.mark.parametrize("end", ["\n", "\r", "\r\n", "\u2028", "\u2029", "\x85"])
def test_every_kind_of_line_end_ends_the_line(end):
    [page] = paper.pages_of(paper.printed(sample.typed(f"first line{end}second line")))

    assert {"first line", "second line"} <= set(page.splitlines())


def test_a_tab_is_a_space():
    assert text.clean("a\tb").text == "a b"


def test_letters_without_a_font_are_boxes_that_can_be_copied_and_are_counted():
    rendered = paper.printed(sample.typed("good 👍 and 中文 and 👩\u200d👧 end"))

    [page] = paper.reader(rendered).pages
    assert page.extract_text().count(text.BOX) == 5
    assert "good 👍 and 中文 and 👩👧 end" in " ".join(paper.words_of(rendered))
    assert rendered.unprintable == 5


def test_nothing_typed_says_so():
    assert paper.words_of(paper.printed(sample.typed("")))[4:] == ["not", "answered"]


def test_an_answer_of_20000_characters_is_printed_whole():
    typed = " ".join(f"w{number}" for number in range(3500))[:20_000]

    assert paper.words_of(paper.printed(sample.typed(typed)))[4:] == typed.split()


@pytest.mark.parametrize("typed", ["x" * 3000, "https://example.org/" + "a/b_c?d=e&" * 200])
def test_a_word_wider_than_its_column_is_broken_and_loses_no_letter(typed):
    table = Table(
        "t",
        runs("Answers"),
        (Column("a", "Asked"), Column("b", "Answer"), Column("c", "More")),
        ((Cell(runs("Why?")), Cell((Typed(typed),)), Cell(runs("end"))),),
    )
    document = sample.document(table, Paragraph((Typed(typed),)))
    rendered = paper.printed(document)

    assert "".join(paper.words_of(rendered)).count(typed) == 1
    for page in paper.opened(rendered):
        assert all(letter.right < page.get_width() - 50 for letter in paper.letters(page))
    in_table = "".join(word for word in paper.words_of(rendered) if set(word) <= set(typed))
    assert in_table == typed * 2


def test_a_cell_with_20000_characters_goes_on_over_pages_under_its_header():
    typed = " ".join(f"w{number}" for number in range(3000))
    columns = (Column("a", "Asked"), Column("b", "Answer", 2))
    table = Table("t", runs("Answers"), columns, ((Cell(runs("Why?")), Cell((Typed(typed),))),))
    rendered = paper.printed(sample.document(table))

    pages = paper.pages_of(rendered)
    assert len(pages) > 3
    assert all("Asked Answer" in page for page in pages)
    words = [word for word in paper.words_of(rendered) if word[0] == "w" and word[1:].isdigit()]
    assert words == typed.split()


@pytest.mark.parametrize(
    "letters",
    ["x", "lorem ipsum ", "👍", "س", "سلام ", "a\u0301\u0316", "multi-agency-", "<b>&amp;"],
    ids=["word", "text", "emoji", "arabic word", "arabic", "marks", "hyphens", "markup"],
)
def test_time_grows_with_the_length_of_an_answer_and_not_with_its_square(letters):
    def seconds(length: int) -> float:
        typed = letters * (length // len(letters))
        start = process_time()
        paper.printed(sample.typed(typed))
        return process_time() - start

    seconds(1000)

    longest = 200_000  # that an answer may be
    assert seconds(longest) < 10 * max(
        seconds(longest // 4), 0.05
    )  # the square would be 16 times, from minutes


def test_a_megabyte_without_a_space_is_printed_whole():
    rendered = paper.printed(sample.typed("x" * 1_000_000))

    assert sum(page.count("x") for page in paper.pages_of(rendered)) == 1_000_000


def test_arabic_is_joined_and_reads_from_the_right():
    typed = "السلام عليكم ورحمة"
    rendered = paper.printed(sample.typed(typed))

    shapes = paper.reader(rendered).pages[0].extract_text()
    alef, lam, seen, lam_alef, meem = "\ufe8d\ufedf\ufeb4\ufefc\ufee1"
    assert all(shape in shapes for shape in (alef, lam, seen, lam_alef, meem))
    [page] = paper.opened(rendered)
    drawn = [letter for letter in paper.letters(page) if "\u0620" <= letter.char <= "\u064a"]
    assert max(letter.right for letter in drawn) == pytest.approx(page.get_width() - 18 * 72 / 25.4, abs=2)
    assert rendered.unprintable == 0
    [read] = paper.pages_of(rendered, "-layout")
    assert typed in unicodedata.normalize("NFKC", read)


def test_lines_of_arabic_are_broken_before_they_are_turned():
    typed = " ".join(["بداية", *["كلمة"] * 60, "نهاية"])
    [page] = paper.pages_of(paper.printed(sample.typed(typed)))

    lines = [unicodedata.normalize("NFKC", line) for line in page.splitlines()]
    begin = next(number for number, line in enumerate(lines) if "بداية" in line)
    end = next(number for number, line in enumerate(lines) if "نهاية" in line)
    assert begin < end


def test_english_inside_arabic_stands_between_the_words_around_it():
    [page] = paper.opened(paper.printed(sample.typed("مرحبا abc سلام\nabc سلام")))

    first, second = (sorted_by_place(page, middle) for middle in (716, 700))
    assert [first[0], first[-1]] == ["م", "م"]
    assert first.index("abc") < first.index("ر")
    assert second.startswith("abc")


def sorted_by_place(page, middle):
    drawn = [letter for letter in paper.letters(page) if abs((letter.top + letter.bottom) / 2 - middle) < 7]
    return "".join(letter.char for letter in sorted(drawn, key=lambda letter: letter.left))


def test_hebrew_inside_english_stands_where_it_was_typed_with_its_brackets_turned():
    assert text.in_sight_order("said (שלום) twice", right_to_left=False) == "said (םולש) twice"
    assert text.in_sight_order("(שלום)", right_to_left=True) == "(םולש)"


def test_words_of_one_person_do_not_turn_the_sentence_around_them():
    sentence = runs("He said ", Typed("שלום 123"), Text(" and left 456."))
    [page] = paper.opened(paper.printed(sample.document(Paragraph(sentence))))

    drawn = [letter for letter in paper.letters(page) if 700 < letter.top < 780]
    line = "".join(letter.char for letter in sorted(drawn, key=lambda letter: letter.left))
    assert line == f"Hesaid123{'שלום'[::-1]}andleft456."


@pytest.mark.parametrize("typed", ["हिन्दी में बात", "বাংলা", "ਪੰਜਾਬੀ", "ગુજરાતી", "தமிழ்", "አማርኛ", "עברית"])
def test_scripts_with_a_face_of_their_own_are_printable(typed):
    rendered = paper.printed(sample.typed(typed))

    assert rendered.unprintable == 0
    assert all(face in fonts_of(rendered) for face in ("SourceSans3-Regular",))
    assert any(name.startswith("Noto") for name in fonts_of(rendered))


WRITTEN = {
    "Devanagari": "क्षत्रिय श्री प्रार्थना",
    "Bengali": "ক্ষুদ্র প্রশ্ন শ্রদ্ধা",
    "Gujarati": "ક્ષેત્ર શ્રી પ્રશ્ન",
    "Gurmukhi": "ਪ੍ਰਸ਼ਨ ਸ੍ਰੀ ਗੱਲ",
    "Tamil": "கொடுக்க ஸ்ரீ க்ஷ",
}


@pytest.mark.parametrize("script", WRITTEN)
def test_letters_of_indic_scripts_join_as_another_shaper_joins_them_and_read_as_typed(script):
    rendered = paper.printed(sample.typed(WRITTEN[script]))
    [page] = paper.opened(rendered)
    words = WRITTEN[script].split()

    drawn = [letter for letter in paper.letters(page) if letter.char > "\u08ff"]
    assert paper.words_of(rendered)[4:] == words
    last = drawn[-len(words[-1]) :]  # of the last word: what stands before it has spaces in it
    width = last[-1].right - last[0].left
    assert width == pytest.approx(inked_width(script, words[-1]), abs=0.5)
    assert inked_width(script, words[-1], joined=False) != pytest.approx(width, abs=0.5), "a control"


def inked_width(script, word, *, joined=True):
    """From the first to the last ink of a word in body size, joined or letter by letter."""
    face = uharfbuzz.Face((paper.FONTS / "noto" / f"NotoSans{script}-Regular.ttf").read_bytes())
    font, left, right, x = uharfbuzz.Font(face), [], [], 0.0
    for part in [word] if joined else word:
        buffer = uharfbuzz.Buffer()
        buffer.add_str(part)
        buffer.guess_segment_properties()
        uharfbuzz.shape(font, buffer)
        for info, place in zip(buffer.glyph_infos, buffer.glyph_positions, strict=True):
            if (ink := font.get_glyph_extents(info.codepoint)) and ink.width:
                left.append(x + place.x_offset + ink.x_bearing)
                right.append(left[-1] + ink.width)
            x += place.x_advance
    return (max(right) - min(left)) * theme.BODY.size / face.upem


def fonts_of(rendered):
    fonts = (page["/Resources"]["/Font"] for page in paper.reader(rendered).pages)
    return {font.get_object()["/BaseFont"].split("+")[-1] for each in fonts for font in each.values()}
