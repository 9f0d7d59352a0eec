"""Benches mean what they say: all engines come to the end that plain counting gives, or nothing is told."""

import json
import sys

import pytest

from tests.bench import __main__ as door
from tests.bench import forms
from tests.bench.figures import Figure, Spread
from tests.bench.made_forms import Shape, answers_of, ends_with, tool_beyond_limits, tool_of

SMALL = Shape("small", graded=40, boxes=20, counts=2)
OURS = {"ours": [sys.executable, "-m", "tests.bench.engines.ours"]}


def test_our_engine_comes_to_the_end_that_plain_counting_gives(monkeypatch):
    monkeypatch.setattr(forms, "commands", lambda: OURS)

    ran = forms.raced(SMALL, 1)

    assert len(ran["ours"].answered[0]) == forms.ANSWERS


def test_an_engine_that_comes_to_another_end_is_not_told_of(monkeypatch):
    monkeypatch.setattr(forms, "commands", lambda: OURS)
    monkeypatch.setattr(forms, "ends_with", lambda *_: {"c0": -1})

    with pytest.raises(ValueError, match="ours"):
        forms.raced(SMALL, 1)


def test_plain_counting_counts_what_stands_in_the_end():
    answers = [("g0", "good"), ("g1", "ri"), ("e1", "words"), ("g0", "inadequate"), ("g39", "good")]

    assert ends_with(SMALL, answers) == {"c0": 0, "c1": 1, "boxes asked": 2}


def test_evidence_is_typed_only_where_it_is_asked():
    typed = [name for name, _ in answers_of(SMALL, 300, 1)]

    assert {name[0] for name in typed} == {"g", "e"}
    assert all(f"g{name[1:]}" in typed[: typed.index(name)] for name in typed if name[0] == "e")


def test_a_tool_put_together_past_the_limit_is_the_tool_the_compiler_makes():
    assert tool_beyond_limits(SMALL).to_json() == tool_of(SMALL).to_json()


def test_a_target_that_is_missed_is_said_and_ends_the_bench_with_one(monkeypatch, capsys):
    told = {"group": [Figure("a", 2.0, "ms", most=1.0), *Spread.of([1.0, 2.0, 9.0]).figures("b")]}
    monkeypatch.setattr(door, "import_module", lambda _: type("Bench", (), {"measured": lambda: told}))

    assert door.main(["start", "--json"]) == 1
    figures = json.loads(capsys.readouterr().out)["groups"]["group"]
    assert figures[0] == {"name": "a", "value": 2.0, "unit": "ms", "most": 1.0}
    assert [one["value"] for one in figures[1:]] == [2.0, 9.0, 9.0]
    assert door.main(["start"]) == 1
    assert "MISSED" in capsys.readouterr().out
