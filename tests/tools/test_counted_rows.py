"""Answers of a file for a repeat whose rows follow a count: they fill the rows that are there."""

import pytest

from auditdesk.audit.entering import ensure_asked, entered, in_order
from auditdesk.audit.given import answer_file
from auditdesk.audit.reading import read
from auditdesk.errors import InputError
from tests.tools.asking import NEGLECT, Opened


def filled(text: str) -> Opened:
    opened = Opened(theme=NEGLECT)
    answers = in_order(opened.session, answer_file(read(text.encode(), "answers.yaml")))
    for one in answers:
        entered(opened.session, one, "answers.yaml")
    for one in answers:
        ensure_asked(opened.session, one, "answers.yaml")
    return opened


def grades(opened: Opened) -> list[str]:
    return [opened.value("ng_gcp_first", row) for row in range(4)]


def test_rows_in_order_fill_the_areas_in_order_wherever_the_answer_stands() -> None:
    assert grades(filled("ng_gcp: [{first: 1}, {first: 2}, {first: 3}, {first: 4}]\nng_tool: gcp2")) == [
        *"1234"
    ]
    assert grades(filled("ng_tool: gcp2\nng_gcp: [{first: 5}]")) == ["5", "", "", ""]


def test_a_row_that_names_its_area_fills_that_one() -> None:
    opened = filled("ng_tool: gcp2\nng_gcp: [{area: emotional, first: 3}, {ng_gcp_area: physical, first: 5}]")

    assert grades(opened) == ["5", "", "3", ""]


@pytest.mark.parametrize(
    ("text", "why"),
    [
        ("ng_tool: gcp2\nng_gcp: [{area: garden, first: 3}]", "its row 1 is none of the 4 rows"),
        ("ng_tool: gcp2\nng_gcp: [{first: 1}, {}, {}, {}, {first: 1}]", "its row 5 is none of the 4 rows"),
        ("ng_tool: none\nng_gcp: [{first: 1}]", "it is not asked under the other answers"),
        ("ng_gcp: [{first: 1}]", "it is not asked under the other answers"),
        ("ng_tool: gcp2\nng_gcp: [{first: 6}]", "Enter a grade from 1 to 5"),
        ("ng_tool: gcp2\nng_gcp: [{change: 2}]", "none of the 4 rows"),
    ],
)
def test_a_row_that_is_not_there_or_does_not_fit_is_refused(text: str, why: str) -> None:
    with pytest.raises(InputError) as refused:
        filled(text)

    assert refused.value.code == "R_ANSWER"
    assert why in str(refused.value)
