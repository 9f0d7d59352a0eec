"""What the functions of the form language give (forms.md 4), through a calculation in a session."""

import pytest

from tests.form.making import desk_of, evaluated

DATES = """
- {type: date, name: d, label: D}
- {type: date, name: e, label: E}
- {type: dateTime, name: s, label: S}
- {type: dateTime, name: t, label: T}
- {type: calculate, name: x, calculation: "EXPRESSION"}
"""
ROWS = """
- type: repeat
  name: rep
  label: Rows
  rows:
    - {type: date, name: on, label: On}
    - {type: integer, name: n, label: N}
- {type: date, name: d, label: D}
- {type: date, name: e, label: E}
- {type: calculate, name: x, calculation: "EXPRESSION"}
"""


def over_dates(expression, **answers):
    return desk_of(DATES.replace("EXPRESSION", expression)).types(**answers)["x"]


def over_rows(expression, *days, **answers):
    desk = desk_of(ROWS.replace("EXPRESSION", expression)).types(**answers)
    for n, day in enumerate(days, 1):
        desk.row("rep", on=day, n=str(n))
    return desk["x"]


@pytest.mark.parametrize(
    ("expression", "result"),
    [
        ("1 + 1", "2"),
        ("0.1 + 0.2", "0.30000000000000004"),
        ("1 div 0", "Infinity"),
        ("number('')", ""),
        ("-0.4 * 0", "0"),
        ("1 div 3 * 3 = 1", "true"),
        ("5 mod -2", "1"),
        ("10 div 4", "2.5"),
        ("123456789 * 1000000000000", "123456789000000000000"),
        ("if(${a} = 'x', 'yes', 'no')", "yes"),
        ("coalesce(${b}, ${a})", "x"),
        ("selected('', '')", "false"),
        ("selected('a b', ' b ')", "true"),
        ("selected-at('a b c', 1)", "b"),
        ("selected-at('a b c', 3)", ""),
        ("count-selected(' a  b ')", "2"),
        ("round(2.5)", "3"),
        ("round(-2.5)", "-2"),
        ("round(-1.475, 2)", "-1.48"),
        ("int(-1.9)", "-1"),
        ("substr('hello', 1, 3)", "el"),
        ("regex('AB12', '^[A-Z]+[0-9]+$')", "true"),
        ("string-length('日本')", "2"),
        ("translate('bar', 'abc', 'AB')", "BAr"),
        (
            "digest('abc', 'SHA-256', 'hex')",
            "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad",
        ),
        ("ad:missing('csc pol hv', 'pol')", "csc hv"),
        ("ad:missing('csc pol', '')", ""),
        ("ad:fact('round.to')", "2016-06-20"),
        ("ad:fact('setting.local')", ""),
        ("ad:fact('tool.version')", "1.0.0"),
        ("format-date('2016-06-20', '%e %b %Y, %a')", "20 Jun 2016, Mon"),
        ("today()", "2016-07-01"),
        ("date(today() + 1)", "2016-07-02"),
        ("decimal-time('06:00')", "0.25"),
    ],
)
def test_an_expression_gives(expression, result):
    assert evaluated(expression, a="x") == result


@pytest.mark.parametrize(
    ("expression", "d", "e", "result"),
    [
        ("ad:days(${d}, ${e})", "2016-02-28", "2016-03-01", "2"),
        ("ad:days(${d}, ${e})", "2016-03-01", "2016-02-28", "-2"),
        ("ad:days(${d}, ${e})", "", "2016-02-28", ""),
        ("ad:days(${d}, ${e})", "2016-02-30", "2016-03-01", ""),
        ("ad:months(${d}, ${e})", "2016-01-31", "2016-02-29", "0"),
        ("ad:months(${d}, ${e})", "2016-01-31", "2016-03-01", "1"),
        ("ad:age-years(${d}, ${e})", "2000-02-29", "2016-02-28", "15"),
        ("ad:age-years(${d}, ${e})", "2000-02-29", "2016-02-29", "16"),
        ("ad:age-years(${d}, ${e})", "2000-02-29", "2015-02-28", "14"),
        ("ad:age-years(${d}, ${e})", "2000-02-29", "2015-03-01", "15"),
        ("ad:age-months(${d}, ${e})", "2002-02-03", "2016-06-20", "172"),
        ("ad:working-days(${d}, ${e})", "2016-03-24", "2016-03-29", "1"),
        ("ad:working-days(${d}, ${e}, 'wales')", "2016-03-24", "2016-03-29", "3"),
        ("ad:working-days(${d}, ${e}, '')", "2016-03-24", "2016-03-29", ""),
        ("ad:add-working-days(${d}, 1)", "2016-03-24", "", "2016-03-29"),
        ("ad:gestation-days(${d}, ${e})", "2016-10-10", "2016-06-20", "168"),
        ("ad:gestation(${d}, ${e})", "2016-08-10", "2016-06-19", "32+4"),
        ("${e} > ${d}", "2016-02-28", "2016-03-01", "true"),
        ("date(${d} + 30)", "2016-03-20", "", "2016-04-19"),
        ("${e} - ${d}", "2016-03-20", "2016-04-19", "30"),
        ("ad:clock('CK_REV', ${d}, ${e})", "2016-01-31", "2016-04-30", "in_time"),
        ("ad:clock('CK_REV', ${d}, ${e})", "2016-01-30", "2016-05-01", "late"),
        ("ad:clock('CK_REV', ${d}, ${e})", "", "2016-05-01", "date_missing"),
        ("ad:clock('CK_REV', ${d}, ${e}, '2016-03-01')", "2016-01-30", "", "not_due"),
        ("ad:clock('CK_REV', ${d}, ${e}, '2016-06-01')", "2016-01-30", "", "not_done"),
        ("ad:late-by('CK_REF', ${d}, ${e})", "2016-03-24", "2016-03-31", "2"),
        ("ad:late-by('CK_REF', ${d}, ${e})", "2016-03-24", "2016-03-29", ""),
        ("ad:late-by('CK_REF', ${d}, ${e})", "2016-03-24", "", ""),
    ],
)
def test_dates(expression, d, e, result):
    assert over_dates(expression, d=d, e=e) == result


@pytest.mark.parametrize(
    ("start", "stop", "hours", "verdict"),
    [
        ("2016-03-26T12:00", "2016-03-29T12:00", "71", "in_time"),
        ("2016-03-26T12:00", "2016-03-29T13:00", "72", "in_time"),
        ("2016-03-26T12:00", "2016-03-29T13:01", "72.01666666666667", "late"),
        ("2016-10-29T12:00", "2016-11-01T12:00", "73", "late"),
        ("2016-10-30T01:30", "2016-10-30T02:30", "2", "in_time"),
        ("2016-10-30T01:30+00:00", "2016-10-30T02:30", "1", "in_time"),
    ],
)
def test_hours_elapse_on_the_time_line(start, stop, hours, verdict):
    answers = {"s": start, "t": stop}

    assert over_dates("ad:hours(${s}, ${t})", **answers) == hours
    assert over_dates("ad:clock('CK_RHI', ${s}, ${t})", **answers) == verdict


def test_of_two_moments_that_look_alike_the_first_is_meant():
    desk = desk_of(DATES.replace("EXPRESSION", "${s} < ${t}")).types(
        s="2016-10-30T01:30", t="2016-10-30T01:10+00:00"
    )

    assert desk["s"] == "2016-10-30T01:30+01:00"
    assert desk["x"] == "true"


def test_a_moment_in_the_hour_that_does_not_exist_is_kept_and_said():
    desk = desk_of(DATES.replace("EXPRESSION", "1")).types(s="2016-03-27T01:30")

    cell = desk.session.cell(desk.session.typed().cells[0].at)

    assert (cell.value, cell.text) == ("", "2016-03-27T01:30")
    assert [problem.code for problem in cell.problems] == ["answer.type"]
    assert "does not exist" in cell.problems[0].text


WINDOW = ["2016-01-01", "2016-03-30", "2016-02-01", "2016-03-31", "2016-09-01", ""]


@pytest.mark.parametrize(
    ("expression", "result"),
    [
        ("ad:max-in-window(${on}, 90)", "3"),
        ("ad:max-in-window(${on}, 91)", "4"),
        ("ad:reached-on(${on}, 3, 90)", "2016-03-30"),
        ("ad:reached-on(${on}, 4, 91)", "2016-03-31"),
        ("ad:reached-on(${on}, 5, 91)", ""),
        ("ad:longest-gap(${d}, ${on}, ${e})", "154"),
        ("ad:gaps-in-time('CK_REV', ${d}, ${on}, ${e})", "no"),
        ("count(${rep})", "6"),
        ("count(${rep}[on != ''])", "5"),
        ("count(${rep}[n > 2 and on != ''])", "3"),
        ("count(${rep}[on < ${d}])", "0"),
        ("sum(${n}[. != ''])", "21"),
        ("max(${n}[. != ''])", "6"),
        ("count-non-empty(${on})", "5"),
        ("join(' ', ${n})", "1 2 3 4 5 6"),
        ("indexed-repeat(${n}, ${rep}, 2)", "2"),
        ("indexed-repeat(${n}, ${rep}, 9)", ""),
        ("${rep}[last()]/n", "6"),
        ("${rep}[position() = 2]/on", "2016-03-30"),
        ("/data/rep[2]/n", "2"),
        ("count(/data/rep/n[. > 4])", "2"),
        ("count(//n)", "6"),
        ("${n} = 4", "true"),
    ],
)
def test_functions_over_rows(expression, result):
    assert over_rows(expression, *WINDOW, d="2016-01-01", e="2016-09-30") == result


def test_a_row_may_read_the_row_before_it():
    desk = desk_of("""
    - type: repeat
      name: rep
      label: Rows
      rows:
        - {type: integer, name: n, label: N}
        - {type: calculate, name: more, calculation: "${n} - indexed-repeat(${n}, ${rep}, position(..) - 1)"}
    """)
    for n in ("3", "5", "9"):
        desk.row("rep", n=n)

    assert desk.column("rep", "more") == ["", "2", "4"]


def test_no_rows_count_nothing():
    assert over_rows("ad:max-in-window(${on}, 90)") == "0"
    assert over_rows("ad:reached-on(${on}, 1, 90)") == ""
    assert over_rows("ad:longest-gap(${d}, ${on}, ${e})", d="2016-01-01", e="2016-01-31") == "30"
    assert over_rows("ad:longest-gap(${d}, ${on}, ${e})", "2016-01-05", d="2016-01-01") == ""


def test_a_day_outside_the_calendar_is_a_problem_and_not_a_number():
    desk = desk_of(DATES.replace("EXPRESSION", "ad:working-days(${d}, ${e})")).types(
        d="1990-01-01", e="2016-01-01"
    )

    assert desk["x"] == ""
    assert desk.problems("x") == ["calendar.range"]


def test_a_clock_that_the_pack_lacks_fails_the_rule():
    desk = desk_of(DATES.replace("EXPRESSION", "ad:clock('CK_NONE', ${d}, ${e})")).types(
        d="2016-01-01", e="2016-02-01"
    )

    assert desk["x"] == ""
    assert desk.problems("x") == ["rule.failed"]


def test_a_pattern_that_never_ends_is_stopped():
    desk = desk_of("""
    - type: text
      name: a
      label: A
      constraint: regex(., '^(a|aa)+$')
    """).types(a="a" * 60 + "b")

    assert desk.problems("a") == ["rule.failed"]


def test_text_that_doubles_without_end_is_stopped():
    lines = ["- {type: text, name: q0, label: Q}"]
    lines += [
        f'- {{type: calculate, name: q{n}, calculation: "concat(${{q{n - 1}}}, ${{q{n - 1}}})"}}'
        for n in range(1, 30)
    ]

    desk = desk_of("\n".join(lines) + "\n").types(q0="x" * 1000)

    assert desk["q6"] == "x" * 64_000
    assert desk["q7"] == desk["q29"] == ""
    assert desk.problems("q7") == ["rule.failed"]


def test_month_names_and_labels_are_those_of_the_language():
    desk = desk_of("""
    - {type: select_one std, name: q, label: Q}
    - type: calculate
      name: x
      calculation: concat(jr:choice-name(${q}, '${q}'), ' ', format-date('2016-06-20', '%b'))
    - type: calculate
      name: food
      calculation: instance('need')/root/item[name = 'a']/label
    - type: calculate
      name: rank
      calculation: count(instance('need')/root/item[audit_rank > 1])
    """).types(q="met")

    welsh = desk.opened(desk.session.typed(), "cy")

    assert desk["x"] == "Met Jun"
    assert desk["food"] == "Food"
    assert desk["rank"] == "1"
    assert [answer.value for answer in welsh.export() if answer.at.name == "x"] == ["Wedi'i fodloni Meh"]
