"""What reading returns again costs: step 9 of opening a bundle and the view of a round open a session each.

Returns are filled in at random on the shipped tools, every question that is asked. Times are of this thread
alone, of each return the quickest of the rounds.
"""

import random
from collections.abc import Iterator
from pathlib import Path

from auditdesk import places
from auditdesk.form import At, Question, RowId, Session, Tool, Typed, compile, read
from auditdesk.form.types import ANSWERED
from auditdesk.merge.reread import as_read
from tests.bench.alone import session_on, took
from tests.bench.figures import Figure, Spread

RETURNS = 2_000
SAMPLE = 40
ROWS = 3
OPENED_MS = 10
"""Returns of a year of large rounds, how many are timed, rows in every repeat; what one may take."""


def measured(rounds: int = 3) -> dict[str, list[Figure]]:
    return {path.stem: list(_of(path, rounds)) for path in sorted((places.forms() / "tools").glob("*.yaml"))}


def _of(path: Path, rounds: int) -> Iterator[Figure]:
    tool = Tool.from_json(compile(read(path)).to_json())
    typed = [filled(tool, seed) for seed in range(SAMPLE)]
    opened = [min(took(_judged, tool, one) for _ in range(rounds)) for one in typed]
    sessions = [session_on(tool, one) for one in typed]
    read_again = [min(took(as_read, one) for _ in range(rounds)) for one in sessions]
    all_opened, all_read = (sum(times) / SAMPLE * RETURNS / 1000 for times in (opened, read_again))
    yield Figure("answers in a return", sum(len(one.cells) for one in typed) / SAMPLE, "")
    yield from Spread.of(opened).figures("a return opened and every problem told", p50=OPENED_MS)
    yield Figure(f"{RETURNS:,} returns opened", all_opened, "s", most=OPENED_MS * RETURNS / 1000)
    yield Figure(f"{RETURNS:,} returns read for a view", all_read, "s")


def _judged(tool: Tool, typed: Typed) -> None:
    """What opening a bundle does with each return."""
    session_on(tool, typed).validate()


def filled(tool: Tool, seed: int) -> Typed:
    """Everything that is asked answered, top to bottom, at random."""
    chance = random.Random(seed)  # noqa: S311 - no secret
    session = session_on(tool)
    for question in tool.questions:
        if question.type == "repeat" and "repeat_count" not in question.columns and not question.repeats:
            for _ in range(ROWS):
                session.add_row(At(question.name))
    for question in tool.questions:
        for at in _places(session, question):
            cell = session.cell(at)
            if question.type in ANSWERED and not cell.readonly and cell.relevant:
                session.answer(at, _answer(question, chance))
    return session.typed()


def _places(session: Session, question: Question) -> list[At]:
    chains: list[tuple[RowId, ...]] = [()]
    for repeat in question.repeats:
        chains = [(*chain, row) for chain in chains for row in session.rows(At(repeat, chain))]
    return [At(question.name, chain) for chain in chains]


def _answer(question: Question, chance: random.Random) -> str:
    match question.type:
        case "select_one" | "select_multiple":
            return chance.choice(question.choices).name
        case "date":
            return f"2016-0{chance.randint(1, 6)}-1{chance.randint(0, 9)}"
        case "dateTime":
            return f"2016-0{chance.randint(1, 6)}-1{chance.randint(0, 9)}T1{chance.randint(0, 9)}:00"
        case "time":
            return f"1{chance.randint(0, 9)}:00"
        case "integer" | "decimal" | "range":
            return str(chance.randint(0, 9))
        case _:
            return "The record of the visit says who was seen and what was said."
