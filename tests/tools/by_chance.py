"""Returns answered by chance: what each condition of a tool comes to, over many of them."""

import random
from collections.abc import Iterator

from auditdesk.form import At, Question
from tests.tools.asking import Opened, Theme

TRIED = ["csc", "pol", "hcom", "edu", "eh", "ch", "yjs"]
TRIES = 150


def one_sided(theme: Theme, rng: random.Random) -> set[tuple[str, bool]]:
    """Conditions, by question, that were never true or never false where everything around was asked."""
    left = {(question.name, truth) for question in conditions(theme) for truth in (True, False)}
    for _ in range(TRIES):
        left -= set(seen(*filled(theme, rng)))
        if not left:
            break
    return left


def conditions(theme: Theme) -> Iterator[Question]:
    yield from (question for question in theme.tool.questions if question.columns.get("relevant"))


def answer_to(question: Question, rng: random.Random) -> str:
    """Any answer that fits the question's type.

    Few dates, so that orders of dates vary; "other" is not rare even in a long list.
    """
    codes = [choice.name for choice in question.choices]
    day = rng.choice(["1999-03-01", "2009-05-01", "2015-12-01", "2016-02-01", "2016-06-01"])
    match question.type:
        case "select_one":
            return "other" if "other" in codes and rng.random() < 0.1 else rng.choice(codes)
        case "select_multiple":
            return " ".join(code for code in codes if rng.random() < 2 / len(codes))
        case "integer" | "range":
            return str(rng.randrange(4))
        case "date":
            return day
        case "dateTime":
            return f"{day}T10:00+00:00"
        case _:
            return "words"


def filled(theme: Theme, rng: random.Random) -> tuple[Opened, dict[str, At]]:
    """A return answered by chance, with one row in each repeat."""
    opened = Opened(rng.choice(TRIED), rng.choice(["yes", "no"]), theme)
    repeats = [q.name for q in theme.tool.questions if q.type == "repeat" and "repeat_count" not in q.columns]
    rows = {name: opened.session.add_row(At(name)).rows[0].at for name in repeats}
    for question in theme.tool.questions:
        if question.type == "repeat" and question.name not in rows:
            rows |= first_row(opened, question.name)
        is_there = not question.repeats or question.repeats[0] in rows
        if question.type not in {"group", "repeat", "calculate"} and is_there and rng.random() < 0.8:
            opened.session.answer(cell_of(question, rows), answer_to(question, rng))
    return opened, rows


def first_row(opened: Opened, repeat: str) -> dict[str, At]:
    """The first of the rows that the tool made, if the repeat is asked."""
    rows = opened.session.rows(At(repeat))
    return {repeat: At(repeat, (rows[0],))} if rows else {}


def cell_of(question: Question, rows: dict[str, At]) -> At:
    return At(question.name, rows[question.repeats[0]].rows if question.repeats else ())


def seen(opened: Opened, rows: dict[str, At]) -> Iterator[tuple[str, bool]]:
    """What each condition came to where everything around it was asked."""
    for question in conditions(opened.theme):
        if question.repeats and question.repeats[0] not in rows:
            continue
        if all(opened.session.cell(At(name)).relevant for name in question.groups):
            yield question.name, opened.session.cell(cell_of(question, rows)).relevant
