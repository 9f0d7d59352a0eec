"""Form law 10 against a return worked out the slow way, and controls: mistakes that it has to find.

`python -m tests.campaign forms --n 3000` is the long run of the first of these.
"""

from hypothesis import given

from auditdesk.form import evaluation, settle
from tests.campaign import forms
from tests.laws.double_desks import DoubleDesk, act
from tests.laws.histories import examples, rngs
from tests.laws.random_tools import random_tool

ENOUGH = range(60)


@examples(6)
@given(rngs())
def test_after_every_act_the_state_is_what_the_slow_return_works_out(rng):
    """Law 10: settled state depends on nothing but inputs, and is what the laws say."""
    both = DoubleDesk(random_tool(rng))

    assert both.differences() == []
    for _ in range(10):
        act(rng, both)
        assert both.differences() == []


def test_a_reader_over_rows_that_is_not_told_is_found(monkeypatch):
    monkeypatch.setattr(settle.State, "_tell_wide", lambda *_: None)

    assert any(forms.differences(seed) for seed in ENOUGH)


def test_a_row_shown_in_a_hidden_group_is_found(monkeypatch):
    """The mistake that the first sketch of the engine made."""
    monkeypatch.setattr(evaluation, "_around_holds", lambda _: True)

    assert any(forms.differences(seed) for seed in ENOUGH)


def test_rows_that_do_not_follow_their_count_are_found(monkeypatch):
    monkeypatch.setattr(settle.State, "_follow", lambda *_: False)

    assert any(forms.differences(seed) for seed in ENOUGH)
