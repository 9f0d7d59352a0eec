"""What forms.md 10 asks of the engine alone: repeats, hubs, chains, nil returns, memory, and the curve.

Times are of this thread alone (`thread_time`): neighbours on the machine do not count. Each act is timed many
times; the worst stands apart, for a garbage collection or a page fault may have met it.
"""

import gc
import statistics
import tempfile
import time
import tracemalloc
from collections.abc import Callable, Iterator, Mapping, Sequence
from itertools import count
from pathlib import Path

from auditdesk.form import At, RowId, Session, Tool, Typed, compile, read
from tests.bench.figures import Figure, Spread
from tests.bench.made_forms import (
    GRADES,
    answers_of,
    ends_with,
    rows_of,
    source_of,
    thirty_percent,
    tool_beyond_limits,
    tool_of,
    yaml_of,
)
from tests.form.making import CALENDAR, CLOCKS, FACTS, LONDON, NOON

Row = Mapping[str, str]
TIMES = 40
CURVE = (100, 1_000, 10_000)
CHAIN, HUB, NIL = 500, 1_000, 350
ROWS, COLUMNS = 50, 20
_MB = 1 << 20


def session_on(tool: Tool, typed: Typed = Typed()) -> Session:  # noqa: B008 - a frozen value
    ids = count(1)
    return Session(
        tool,
        typed=typed,
        facts=FACTS,
        now=lambda: NOON,
        zone=LONDON,
        calendar=CALENDAR,
        clocks=CLOCKS,
        new_id=lambda: RowId(f"row{next(ids):05d}"),
    )


def took(act: Callable[..., object], *given: object) -> float:
    """Milliseconds of this thread."""
    began = time.thread_time()
    act(*given)
    return (time.thread_time() - began) * 1000


def opened(raw: bytes) -> Session:
    return session_on(Tool.from_json(raw))


def cold(path: Path) -> Session:
    return session_on(compile(read(path)))


def switched(session: Session, name: str, texts: Sequence[str], times: int) -> Spread:
    """One question answered again and again, each time with the next of a few texts."""
    return Spread.of([took(session.answer, At(name), texts[n % len(texts)]) for n in range(times)])


def measured(rounds: int = TIMES) -> dict[str, list[Figure]]:
    """Group by group; `rounds` is how often one act is timed."""
    return {
        "opening 1,000 questions": opening(),
        "one answer reaches many": [*hub(rounds), *chain(rounds), *nil_return(rounds)],
        f"a repeat of {ROWS} rows by {COLUMNS} columns": repeat(rounds),
        "an answer by the length of the form": curve(),
    }


def opening() -> list[Figure]:
    shape = thirty_percent(1000)
    raw = tool_of(shape).to_json()
    from_json = Spread.of([took(opened, raw) for _ in range(9)])
    session = session_on(Tool.from_json(raw))
    for name, text in answers_of(shape, 600, 1):
        session.answer(At(name), text)
    checked = Spread.of([took(session.validate) for _ in range(TIMES)])
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder, "made.yaml")
        path.write_text(yaml_of(list(rows_of(shape))), encoding="utf-8")
        from_yaml = Spread.of([took(cold, path) for _ in range(5)])
    return [
        Figure("from canonical JSON to a settled session, p50", from_json.p50, "ms", most=250),
        Figure("from YAML to a settled session, p50", from_yaml.p50, "ms", most=600),
        Figure("every problem of it, p50", checked.p50, "ms", most=25),
        *memory(raw),
    ]


def memory(raw: bytes) -> list[Figure]:
    """What a compiled tool takes, and every session on it beside."""
    gc.collect()
    tracemalloc.start()
    before = tracemalloc.get_traced_memory()[0]
    tool = Tool.from_json(raw)
    of_tool = tracemalloc.get_traced_memory()[0]
    sessions = [session_on(tool) for _ in range(2)]
    of_both = tracemalloc.get_traced_memory()[0]
    tracemalloc.stop()
    return [
        Figure("memory of the tool", (of_tool - before) / _MB, "MB", most=20),
        Figure("memory of a session", (of_both - of_tool) / len(sessions) / _MB, "MB", most=5),
    ]


def hub(times: int) -> list[Figure]:
    rows = [_text("hub"), *(_text(f"q{n}", relevant="${hub} = 'a'") for n in range(HUB))]
    spread = switched(session_on(compile(source_of(rows))), "hub", ("a", "b"), times)
    return spread.figures(f"a question that {HUB:,} conditions read", p50=15)


def chain(times: int) -> list[Figure]:
    rows: list[Row] = [_text("c0")]
    rows += [
        {"type": "calculate", "name": f"c{n}", "calculation": f"concat(${{c{n - 1}}}, '')"}
        for n in range(1, CHAIN + 1)
    ]
    spread = switched(session_on(compile(source_of(rows))), "c0", ("a", "b"), times)
    return spread.figures(f"a chain of {CHAIN} calculations", p50=10)


def nil_return(times: int) -> list[Figure]:
    """The agency does not know the child: one answer takes all groups away, the next brings them back."""
    rows = [_text("known")]
    for start in range(0, NIL, 50):
        rows.append({"type": "begin group", "name": f"s{start}", "label": "S", "relevant": "${known} = 'a'"})
        rows += [
            {"type": "select_one grade", "name": f"q{n}", "label": "Q", "required": "yes"}
            for n in range(start, start + 50)
        ]
        rows.append({"type": "end group", "name": f"s{start}"})
    session = session_on(compile(source_of(rows)))
    session.answer(At("known"), "a")
    for n in range(NIL):
        session.answer(At(f"q{n}"), GRADES[n % len(GRADES)])
    return switched(session, "known", ("b", "a"), times).figures(
        f"a nil return switches {NIL} questions", p50=10
    )


def repeat(times: int) -> list[Figure]:
    tool = compile(source_of(list(_episodes())))
    adding = [_added(tool, 105) for _ in range(5)]
    quickest = [min(times) for times in zip(*adding, strict=True)]
    first, late = statistics.median(quickest[:10]), statistics.median(quickest[-10:])
    session = session_on(tool)
    rows = [session.add_row(At("ep")).rows[0].at.rows for _ in range(ROWS)]
    cells = []
    for turn in range(4):
        for n in range(1, COLUMNS // 2):
            row = rows[(7 * n + turn) % ROWS]
            cells.append(took(session.answer, At(f"t{n}", row), f"{turn}"))
    outer = switched(session, "outer", ("1", "2"), times)
    return [
        *Spread.of(cells).figures("a cell, with its row's results and the totals over all rows", p99=2),
        *outer.figures("a value outside that every row reads", p50=10),
        Figure("a row added, one of the first ten", first, "ms", most=5),
        Figure("a row added, one of ten about the 100th", late, "ms", most=5),
        Figure("about the 100th by the first", late / first, "×", most=2),
    ]


def _episodes() -> Iterator[Row]:
    """Half of the columns are typed, half computed from them; two totals and one value stand outside."""
    yield _text("outer")
    yield {"type": "begin repeat", "name": "ep", "label": "Episodes"}
    for n in range(COLUMNS // 2):
        yield {"type": "integer", "name": f"t{n}", "label": "T"}
        yield {"type": "calculate", "name": f"r{n}", "calculation": f"${{t{n}}} + ${{outer}}"}
    yield {"type": "end repeat", "name": "ep"}
    yield {"type": "calculate", "name": "n", "calculation": "count(${ep}[t1 != ''])"}
    yield {"type": "calculate", "name": "total", "calculation": "sum(${r1}[. != ''])"}


def _added(tool: Tool, rows: int) -> list[float]:
    session = session_on(tool)
    return [took(session.add_row, At("ep")) for _ in range(rows)]


def curve() -> list[Figure]:
    """The cost of an answer depends on what depends on it, not on the length of the form.

    The longest form is beyond the limit of rows and can be made in this bench only.
    """
    figures = []
    for questions in CURVE:
        shape = thirty_percent(questions)
        tool = tool_beyond_limits(shape) if questions > 3_000 else tool_of(shape)
        answers = answers_of(shape, 600, 1)
        turns = []
        for session in (session_on(tool), session_on(tool), session_on(tool)):
            turns.append([took(session.answer, At(name), text) for name, text in answers])
            counted = {name: int(session.value(At(name))) for name in shape.counted}
            if counted.items() - ends_with(shape, answers).items():
                raise ValueError(counted)
        spread = Spread.of([min(times) for times in zip(*turns, strict=True)])
        figures += spread.figures(f"{questions:,} questions", p99=1)
    return figures


def _text(name: str, **columns: str) -> Row:
    return {"type": "text", "name": name, "label": name, **columns}
