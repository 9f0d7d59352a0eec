"""Random acts of a person on a random tool: what the form laws are tried on.

An act is chosen by what a session shows and can then be done to anything with a session's methods.
"""

import random
from collections.abc import Callable, Mapping
from io import BytesIO
from typing import Any, TypeAlias

from hypothesis import settings
from hypothesis import strategies as st

from auditdesk.form import At, Change, Session
from tests.form.making import Desk, rows_around
from tests.laws.random_tools import random_tool

TEXTS = (
    *("", "", "1", "2", "3", "7", "-3", "0.5", "met", "partly", "yes", "no", "a", "b", "a b", "none", "x"),
    *("2016-02-29", "2016-1-31", "2016-03-27T00:30", "2016-03-01", "2016-10-30T01:30+00:00", "10:15", " "),
    *("1990-05-05", "met a", "(", "01.50"),
)
Act: TypeAlias = Callable[[Any], Any]
CHOICES = 1_024


class Chance(random.Random):
    """Chance out of bytes, and out of what follows from them where they end."""

    def __init__(self, raw: bytes) -> None:
        super().__init__(raw)
        self._raw = BytesIO(raw)

    def random(self) -> float:
        return self.getrandbits(8) / 256

    def getrandbits(self, k: int, /) -> int:
        size = -(-k // 8)
        drawn = self._raw.read(size)
        missing = size - len(drawn)
        drawn += super().getrandbits(8 * missing).to_bytes(missing)
        return int.from_bytes(drawn) >> (8 * size - k)


def rngs() -> st.SearchStrategy[random.Random]:
    """Chance that Hypothesis can shrink, in one draw: a tool takes hundreds of choices."""
    return st.binary(min_size=CHOICES, max_size=CHOICES).map(Chance)


def examples(share: int) -> settings:
    """A law that costs much is tried on one part in `share` of the examples that others are."""
    return settings(max_examples=max(settings().max_examples // share, 5))


@st.composite
def desks(draw: st.DrawFn) -> Desk:
    """A session on a random tool that has no cycle."""
    return Desk(random_tool(draw(rngs())))


def act(rng: random.Random, desk: Desk, *, back: bool = True) -> Change | None:
    """One random act; None if there was nothing to act on. `back`: undo, redo and ticks are acts too."""
    if back and rng.random() < 0.2:
        turn = rng.choice(("undo", "undo", "redo", "tick"))
        return desk.pass_time(hours=17) if turn == "tick" else getattr(desk.session, turn)()
    chosen = act_on(rng, desk.session)
    return chosen(desk.session) if chosen else None


def act_on(rng: random.Random, session: Session) -> Act | None:
    """Something to type, paste, add, remove or move; None if there are no rows for it."""
    chosen = _ACTS[rng.choice(_OFTEN)]
    return chosen(rng, session) if cells(session) or chosen is _add else None


def _answer(rng: random.Random, session: Session) -> Act:
    at, text = rng.choice(cells(session)), rng.choice(TEXTS)
    return lambda filled: filled.answer(at, text)


def _reason(rng: random.Random, session: Session) -> Act:
    at = rng.choice(cells(session))
    return lambda filled: filled.answer(at, "", reason="not_held")


def _add(rng: random.Random, session: Session) -> Act | None:
    if not (repeats := _free(session)):
        return None
    repeat = rng.choice(repeats)
    before = rng.choice([None, *session.rows(repeat)])
    return lambda filled: filled.add_row(repeat, before=before)


def _remove(rng: random.Random, session: Session) -> Act | None:
    if not (rows := _rows(session)):
        return None
    row = rng.choice(rows)
    return lambda filled: filled.remove_row(row)


def _move(rng: random.Random, session: Session) -> Act | None:
    if not (rows := _rows(session)):
        return None
    row = rng.choice(rows)
    before = rng.choice([None, *session.rows(At(row.name, row.rows[:-1]))])
    return lambda filled: filled.move_row(row, before=before)


def _paste(rng: random.Random, session: Session) -> Act | None:
    free = {(at.name, at.rows) for at in _free(session)}
    places = [
        at
        for at in cells(session)
        if not at.rows or (session.tool.question(at.name).repeats[-1], at.rows[:-1]) in free
    ]
    at = rng.choice(places)
    block = [[rng.choice(TEXTS) for _ in range(rng.randint(1, 3))] for _ in range(rng.randint(1, 3))]
    return lambda filled: filled.paste(at, block)


_ACTS: Mapping[str, Callable[[random.Random, Session], Act | None]] = {
    "answer": _answer,
    "reason": _reason,
    "add": _add,
    "remove": _remove,
    "move": _move,
    "paste": _paste,
}
_OFTEN = [*_ACTS, *["answer"] * 5, *["add"] * 3, "paste"]


def cells(session: Session) -> list[At]:
    """Every cell that can be typed into, those that are not asked included."""
    return [
        At(question.name, rows)
        for question in session.tool.questions
        if question.type not in {"calculate", "group", "repeat"}
        for rows in rows_around(session, question.repeats)
    ]


def _free(session: Session) -> list[At]:
    """The repeats whose rows people add, each in every row around it."""
    return [
        At(question.name, rows)
        for question in session.tool.questions
        if question.type == "repeat" and "repeat_count" not in question.columns
        for rows in rows_around(session, question.repeats)
    ]


def _rows(session: Session) -> list[At]:
    """Every row that people can remove or move."""
    return [At(at.name, (*at.rows, row)) for at in _free(session) for row in session.rows(at)]
