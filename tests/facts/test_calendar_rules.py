"""Bank holidays computed a second way, from acts and proclamations, and compared day by day.

Banking and Financial Dealings Act 1971 (Schedule 1, and section 1(2) and (3) for moved and added days), St
Andrew's Day Bank Holiday (Scotland) Act 2007, and for Easter the tables of the Calendar (New Style) Act 1750.
"""

import json
from collections.abc import Callable, Iterator
from datetime import date, timedelta

import pytest

from auditdesk import places

FIRST, LAST = 2010, 2035
TODAY = 2026
MONDAY, SATURDAY = 0, 5

FULL_MOONS = (
    *("04-14", "04-03", "03-23", "04-11", "03-31", "04-18", "04-08", "03-28", "04-16", "04-05"),
    *("03-25", "04-13", "04-02", "03-22", "04-10", "03-30", "04-17", "04-07", "03-27"),
)
"""The paschal full moon of each golden number, one to nineteen, for the years 1900 to 2199."""

MOVED = {date(2012, 5, 28): date(2012, 6, 4), date(2020, 5, 4): date(2020, 5, 8)} | {
    date(2022, 5, 30): date(2022, 6, 2)
}
"""Mondays in May that a proclamation moved: two jubilees and Victory in Europe."""

ADDED = {date(2011, 4, 29), date(2012, 6, 5), date(2022, 6, 3), date(2022, 9, 19), date(2023, 5, 8)}
"""A wedding, two jubilees, the state funeral, the coronation: in all nations."""

ADDED_IN_SCOTLAND = {date(2026, 6, 15)}


def easter(year: int) -> date:
    """The Sunday after the full moon."""
    moon = date.fromisoformat(f"{year}-{FULL_MOONS[year % 19]}")
    return moon + timedelta(days=7 - (moon.weekday() + 1) % 7)


def nth_monday(year: int, month: int, n: int) -> date:
    """The n-th Monday of a month, or the last for -1."""
    days = [date(year, month, day) for day in range(1, 32) if day <= (31 if month in {5, 8} else 30)]
    return [day for day in days if day.weekday() == MONDAY][n if n < 0 else n - 1]


def in_lieu(*days: date) -> Iterator[date]:
    """Days that follow one another, each on a weekday: one on a weekend gives the next weekday that is free.

    A day that falls on a weekday keeps it, so where Christmas is a Sunday its day in lieu is the Tuesday.
    """
    taken = {day for day in days if day.weekday() < SATURDAY}
    yield from taken
    for day in (day for day in days if day.weekday() >= SATURDAY):
        free = day
        while free.weekday() >= SATURDAY or free in taken:
            free += timedelta(days=1)
        taken.add(free)
        yield free


def everywhere(year: int) -> Iterator[date]:
    yield easter(year) - timedelta(days=2)
    for monday in (nth_monday(year, 5, 1), nth_monday(year, 5, -1)):
        yield MOVED.get(monday, monday)
    yield from in_lieu(date(year, 12, 25), date(year, 12, 26))
    yield from (day for day in ADDED if day.year == year)


def england_and_wales(year: int) -> Iterator[date]:
    yield from everywhere(year)
    yield from in_lieu(date(year, 1, 1))
    yield easter(year) + timedelta(days=1)
    yield nth_monday(year, 8, -1)


def scotland(year: int) -> Iterator[date]:
    yield from everywhere(year)
    yield from in_lieu(date(year, 1, 1), date(year, 1, 2))
    yield nth_monday(year, 8, 1)
    yield from in_lieu(date(year, 11, 30))
    yield from (day for day in ADDED_IN_SCOTLAND if day.year == year)


def northern_ireland(year: int) -> Iterator[date]:
    yield from england_and_wales(year)
    yield from in_lieu(date(year, 3, 17))
    yield from in_lieu(date(year, 7, 12))


NATIONS: dict[str, Callable[[int], Iterator[date]]] = {
    "england-and-wales": england_and_wales,
    "scotland": scotland,
    "northern-ireland": northern_ireland,
}


def shipped(nation: str) -> set[date]:
    body = json.loads((places.resources() / "calendars" / f"{nation}.json").read_text("utf-8"))
    return {date.fromisoformat(day["date"]) for day in body["holidays"]}


@pytest.mark.parametrize("nation", NATIONS)
@pytest.mark.parametrize("year", range(FIRST, LAST + 1))
def test_the_shipped_days_are_those_that_the_acts_give(nation: str, year: int) -> None:
    assert sorted(day for day in shipped(nation) if day.year == year) == sorted(NATIONS[nation](year))


@pytest.mark.parametrize("nation", NATIONS)
def test_the_lists_reach_ten_years_back_and_five_ahead(nation: str) -> None:
    years = {day.year for day in shipped(nation)}

    assert years == set(range(FIRST, LAST + 1))
    assert min(years) <= TODAY - 10
    assert max(years) >= TODAY + 5


def test_easter_is_where_it_was() -> None:
    known = "2010-04-04 2012-04-08 2016-03-27 2019-04-21 2024-03-31 2025-04-20 2026-04-05 2035-03-25"

    assert [easter(day.year) for day in map(date.fromisoformat, known.split())] == [
        date.fromisoformat(day) for day in known.split()
    ]


@pytest.mark.parametrize(
    ("days", "given"),
    [
        (["2020-12-25", "2020-12-26"], ["2020-12-25", "2020-12-28"]),
        (["2021-12-25", "2021-12-26"], ["2021-12-27", "2021-12-28"]),
        (["2022-12-25", "2022-12-26"], ["2022-12-26", "2022-12-27"]),
        (["2023-01-01", "2023-01-02"], ["2023-01-02", "2023-01-03"]),
        (["2022-01-01", "2022-01-02"], ["2022-01-03", "2022-01-04"]),
        (["2019-11-30"], ["2019-12-02"]),
        (["2020-07-12"], ["2020-07-13"]),
        (["2018-03-17"], ["2018-03-19"]),
    ],
)
def test_a_day_on_a_weekend_gives_the_next_free_weekday(days: list[str], given: list[str]) -> None:
    assert sorted(in_lieu(*map(date.fromisoformat, days))) == [*map(date.fromisoformat, given)]


@pytest.mark.parametrize("nation", NATIONS)
def test_a_day_that_is_missing_or_too_many_is_found(nation: str) -> None:
    listed, ruled = shipped(nation), {day for year in range(FIRST, LAST + 1) for day in NATIONS[nation](year)}

    assert listed == ruled
    assert listed - {date(2022, 9, 19)} != ruled
    assert listed | {date(2022, 9, 20)} != ruled
