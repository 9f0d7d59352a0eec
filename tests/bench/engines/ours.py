"""Our engine on the same jobs as `survey.mjs` and `odk.mjs`: one child process, timed within."""

import json
import sys
import time
from itertools import count
from pathlib import Path
from typing import Any

from auditdesk.form import At, RowId, Session, Tool
from auditdesk.form.stored import tool_from_json
from tests.form.making import CALENDAR, CLOCKS, FACTS, LONDON, NOON


def opened(form: bytes) -> tuple[Session, float]:
    """A session on the canonical bytes of a tool, and the milliseconds from bytes to settled."""
    ids = count(1)
    began = time.thread_time()
    tool = Tool.from_json(form)
    session = Session(
        tool,
        facts=FACTS,
        now=lambda: NOON,
        zone=LONDON,
        calendar=CALENDAR,
        clocks=CLOCKS,
        new_id=lambda: RowId(f"row{next(ids):05d}"),
    )
    return session, (time.thread_time() - began) * 1000


def run(job: dict[str, Any]) -> dict[str, object]:
    form = Path(job["form"]).read_bytes()
    warmed, first = opened(form)
    for name, value in job["warm"]:
        warmed.answer(At(name), value)
    del warmed
    opens = []
    for _ in range(job["opens"]):
        tool_from_json.cache_clear()  # as if it were another form; the peers keep what they keep
        opens.append(opened(form)[1])
    again = min(opened(form)[1] for _ in range(3))
    session, _ = opened(form)
    answered = []
    for name, value in job["answers"]:
        began = time.perf_counter()
        session.answer(At(name), value)
        answered.append((time.perf_counter() - began) * 1000)
    ends = {name: int(session.value(At(name))) for name in job["counts"]}
    ends["boxes asked"] = sum(session.cell(At(name)).relevant for name in job["boxes"])
    return {"first_ms": first, "open_ms": opens, "again_ms": again, "answer_ms": answered, "ends": ends}


if __name__ == "__main__":
    print(json.dumps(run(json.load(sys.stdin))))
