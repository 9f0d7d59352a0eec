"""Random expressions over the questions of a random tool: patterns with gaps, filled with more of their kind.

A gap stands between tildes: `~t~` another truth, `~n~` number, `~s~` text, `~d~` day; `~any~` some question
that is seen from here, `~rep num~` a number in a row of `rep`, `~bare rep~` such a name alone (`~next rep~`:
one in no group of the row), `~inside~` nothing, but the pattern stands in rows only.
"""

import random
import re
from collections.abc import Callable, Mapping

REPEATS = ("rep", "inn", "two")


class Names:
    """The questions written so far, by level (repeats around them) and by what they hold."""

    def __init__(self) -> None:
        self.by_level: dict[str, list[tuple[str, str]]] = {"": [], "rep": [], "inn": [], "two": []}
        self._grouped: set[str] = set()

    def add(self, level: str, name: str, kind: str, *, grouped: bool = False) -> None:
        self.by_level[level].append((name, kind))
        self._grouped |= {name} if grouped else set()

    def directly(self, level: str) -> list[str]:
        """Those that stand in no group inside their row."""
        return [name for name in self.of((level,)) if name not in self._grouped]

    def of(self, levels: tuple[str, ...], *kinds: str) -> list[str]:
        found = [pair for level in levels for pair in self.by_level[level]]
        return [name for name, kind in found if not kinds or kind.startswith(kinds)]


AROUND: Mapping[str, tuple[str, ...]] = {
    "": ("",),
    "rep": ("", "rep"),
    "inn": ("", "rep", "inn"),
    "two": ("", "two"),
}
"""The levels whose questions are one cell, seen from a level."""


class Rules:
    """Writes expressions that read what stands in `names`, seen from a level."""

    def __init__(self, rng: random.Random, names: Names) -> None:
        self._rng, self._names = rng, names

    def one_of(self, *choices: str) -> str:
        return self._rng.choice(choices)

    def truth(self, level: str, deep: int = 2) -> str:
        return self._written(level, deep, _TRUTHS, "${q0} != ''")

    def number(self, level: str, deep: int = 2) -> str:
        return self._written(level, deep, _NUMBERS, "3")

    def text(self, level: str, deep: int = 2) -> str:
        return self._written(level, deep, _TEXTS, "${q0}")

    def day(self, level: str, deep: int = 2) -> str:
        return self._written(level, deep, _DAYS, "today()")

    def any(self, level: str) -> str:
        return self._rng.choice((self.truth, self.number, self.text, self.day))(level)

    def _written(self, level: str, deep: int, patterns: tuple[str, ...], plain: str) -> str:
        """A pattern in which every capital letter has been replaced by something of its kind."""
        if deep == 0:
            return plain if self._rng.random() < 0.5 else self._ref(level, plain)
        for _ in range(4):
            pattern = self._rng.choice(patterns)
            if (filled := self._filled(pattern, level, deep)) is not None:
                return filled
        return plain

    def _ref(self, level: str, plain: str) -> str:
        found = self._names.of(AROUND[level])
        return f"${{{self._rng.choice(found)}}}" if found else plain

    def _filled(self, pattern: str, level: str, deep: int) -> str | None:
        """None: the pattern asks for a question or rows that there are not."""
        asked = {*re.findall(r"\w+", pattern)} & {*REPEATS}
        if not all(self._names.of((repeat,)) for repeat in asked):
            return None
        parts = pattern.split("~")
        for place in range(1, len(parts), 2):
            found = self._part(parts[place], level, deep - 1)
            if found is None:
                return None
            parts[place] = found
        return "".join(parts)

    def _part(self, mark: str, level: str, deep: int) -> str | None:
        if mark in _INNER:
            return _INNER[mark](self, level, deep)
        if mark == "inside":
            return "" if level else None
        kind, _, repeat = mark.partition(" ")
        if kind in {"bare", "next"}:
            found = self._names.directly(repeat) if kind == "next" else self._names.of((repeat,))
            return self._rng.choice(found) if found else None
        levels, kinds = _ASKED[mark]
        found = self._names.of(AROUND[level] if levels == ("around",) else levels, *kinds)
        return f"${{{self._rng.choice(found)}}}" if found else None


_INNER: Mapping[str, Callable[[Rules, str, int], str]] = {
    "t": Rules.truth,
    "n": Rules.number,
    "s": Rules.text,
    "d": Rules.day,
}
_ASKED: Mapping[str, tuple[tuple[str, ...], tuple[str, ...]]] = {
    "any": (("around",), ()),
    "num": (("around",), ("integer", "decimal", "calculate")),
    "day": (("around",), ("date",)),
    "std": (("around",), ("select_one std",)),
    "need": (("around",), ("select_multiple",)),
    "rep": (("rep",), ()),
    "rep num": (("rep",), ("integer", "decimal", "calculate")),
    "rep day": (("rep",), ("date",)),
    "inn": (("inn",), ()),
    "inn num": (("inn",), ("integer", "decimal", "calculate")),
    "two": (("two",), ()),
    "two num": (("two",), ("integer", "decimal", "calculate")),
}
_TRUTHS = (
    *("~any~ = ~any~", "~any~ != ''", "~num~ > 1", "~any~ = 'a'", "~num~ <= ~n~", "~day~ < ~d~"),
    *("~t~ and ~t~", "~t~ or ~t~", "not(~t~)", "selected(~any~, 'a')", "selected('met partly', ~std~)"),
    *("~n~ = ~n~", "~s~ = ~s~", "~d~ >= ~d~", "regex(~any~, '^[a-m]')", "starts-with(~s~, 'a')"),
    *("~rep num~ > 1", "~rep~ = ~any~", "~inn~ = 'a'", "count(${rep}[~bare rep~ = ~any~]) > 0"),
    *("checklist(1, 2, ~t~, ~t~, ~any~)", "contains(~s~, 'x')", "~inside~position(..) > 1"),
    *("boolean(~n~)", "~day~ = ~s~", "count(${rep}) > 1", "regex(~any~, ~any~)"),
)
_NUMBERS = (
    *("~num~", "~num~ + ~n~", "~num~ * 2", "~num~ - ~n~", "~num~ div ~n~", "~num~ mod 3", "- ~num~"),
    *("count(${rep})", "count(${inn})", "count(${two})", "count(${rep}[~bare rep~ != ''])"),
    *("count(${rep}[~bare rep~ > ~num~])", "count(${rep}[~bare rep~ = ~any~ and position() > 1])"),
    *("count(${two}[~bare two~ > ~num~])", "count(${inn}[~bare inn~ = ~any~])", "count(${two}[last()])"),
    *("sum(~rep num~[. > 0])", "sum(~inn num~[. != ''])", "max(~rep num~[. != ''])", "min(~two num~)"),
    *("count(~rep~[. = ~any~])", "count-non-empty(~rep~)", "count-non-empty(~inn~)", "count(~any~)"),
    *("count(${rep}[count(inn) > 1])", "count(${rep}[count(inn[~bare inn~ != '']) = 1])"),
    *("~inside~position(..)", "string-length(~s~)", "round(~num~)", "round(~num~, 1)", "floor(~n~)"),
    *("number(indexed-repeat(~rep num~, ${rep}, ~n~))", "abs(~n~)", "int(~num~)", "count-selected(~any~)"),
    *("ad:days(~d~, ~d~)", "ad:hours(~d~, ~day~)", "ad:months(~day~, ~d~)", "ad:age-years(~day~, ~d~)"),
    *("ad:working-days(~day~, ~d~)", "ad:max-in-window(~rep day~, 90)", "ad:gestation-days(~day~, ~d~)"),
    *("ad:longest-gap(~day~, ~rep day~, ~d~)", "ad:late-by('CK_REF', ~day~, ~day~)", "~day~ - ~d~"),
    *("count(instance('need')/root/item[audit_rank > ~num~])", "if(~t~, ~n~, ~n~)", "3", "0.5"),
)
_TEXTS = (
    *("~any~", "concat(~any~, '-', ~any~)", "if(~t~, ~s~, ~any~)", "coalesce(~any~, ~s~)", "'a'"),
    *("join(' ', ~rep~)", "join(',', ~inn~)", "substr(~s~, 0, 2)", "normalize-space(~s~)", "string(~n~)"),
    *("indexed-repeat(~rep~, ${rep}, 1)", "indexed-repeat(~rep~, ${rep}, ~n~)", "selected-at(~need~, 0)"),
    *("~inside~indexed-repeat(~rep~, ${rep}, position(..) - 1)", "indexed-repeat(~two~, ${two}, 2)"),
    *(
        "indexed-repeat(~inn~, ${rep}, 1, ${inn}, 2)",
        "${rep}[last()]/~next rep~",
        "format-date(~d~, '%e %b %Y, %a')",
    ),
    *("jr:choice-name(~any~, '~std~')", "instance('need')/root/item[name = ~any~]/label", "string(~rep~)"),
    *("ad:clock('CK_REV', ~day~, ~d~)", "ad:clock('CK_RHI', ~day~, ~day~, ~d~)", "ad:missing(~need~, ~any~)"),
    *("ad:clock('CK_NONE', ~day~, ~d~)", "ad:gestation(~day~, ~d~)", "ad:fact('case.ref')"),
    *("ad:gaps-in-time('CK_REV', ~day~, ~rep day~, ~d~)", "digest(~any~, 'SHA-256', 'hex')"),
    *("digest(~any~, 'SHA-0', 'hex')", "concat(~rep~, ~two~)", "${two}[position() = 1]/~next two~"),
)
_DAYS = (
    *("~day~", "today()", "now()", "date(~day~ + 30)", "~d~", "'2016-02-29'", "date(~s~)"),
    *("ad:reached-on(~rep day~, 2, 90)", "ad:add-working-days(~day~, ~num~)", "if(~t~, ~d~, ~day~)"),
    "indexed-repeat(~rep day~, ${rep}, 1)",
)
