"""Every verb has its row in the table of troubles: a new one is missing until somebody writes it."""

from tests.failures.table import CANNOT_FAIL, TABLE
from tests.house.test_verbs import verbs


def test_every_verb_is_in_the_table_of_troubles():
    assert set(verbs()) == set(TABLE) | CANNOT_FAIL


def test_no_verb_is_in_the_table_twice_or_without_a_trouble():
    assert not set(TABLE) & CANNOT_FAIL
    assert [verb for verb, (_, troubles) in TABLE.items() if not troubles] == []
