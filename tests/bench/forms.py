"""The form engine beside survey-core and @getodk/xforms-engine: same form, same answers, same ends.

Both peers are used as their makers mean them to be fast.

- survey-core: the model alone, nothing drawn; the defaults of 3.0 (an expression runs only when what it reads
  has changed; validators wait until a page is left, so they are not in its time); hidden answers are kept, as
  we keep them.
- xforms-engine: the engine alone, plain objects for its state. It reads its form through a DOM, which Node
  lacks: jsdom, on which its own tests run. What jsdom takes to read the text is taken off. It keeps parsed
  expressions from one opening to the next.

Each runs in a process of its own, turn by turn, and takes the time inside it: the first opening there, then,
warmed by that and by answers, openings and answers. For "opening, warmed" ours forgets the tools it keeps
compiled; the peers keep what they keep. Openings are timed by what the engine's own thread worked (helpers of
Node, which collect and compile beside it, cost it nothing), answers on the wall. An answer of ours includes
its checks, the history for undo and the list of changes.

The peers come by `npm ci --prefix tests/bench/engines`; without Node or without them ours runs alone.
"""

import json
import shutil
import statistics
import subprocess
import sys
import tempfile
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from tests.bench import alone
from tests.bench.figures import Figure, Spread
from tests.bench.made_forms import (
    Shape,
    answers_of,
    doubled,
    ends_with,
    survey_of,
    thirty_percent,
    tool_of,
    xform_of,
)

ROOT = Path(__file__).resolve().parents[2]
ENGINES = Path(__file__).parent / "engines"
ROUNDS, OPENS, ANSWERS, WARMING = 3, 7, 600, 200
SEED = 20160620
SHAPES = (doubled(200), thirty_percent(1000), doubled(1000))
THE_BAR = thirty_percent(1000).name
FIRST, OPEN, AGAIN = "first opening in a process", "opening, warmed", "opening the same form again"
P50, P99 = "an answer, p50", "an answer, p99"
COMPARED = {FIRST: 3, OPEN: 3, AGAIN: 3, P50: 10, P99: 10}
"""What is compared with the fastest peer, and how many times faster ours has to be."""


@dataclass(frozen=True, slots=True)
class Ran:
    """One engine on one form: milliseconds of each opening and each answer, round by round.

    All rounds do the same, so of each act the quickest round counts: neighbours on the machine only ever add.
    """

    first: list[float]
    opened: list[list[float]]
    again: list[float]
    answered: list[list[float]]

    @property
    def open_ms(self) -> float:
        quickest: list[float] = [min(times) for times in zip(*self.opened, strict=True)]
        return statistics.median(quickest)

    @property
    def answer(self) -> Spread:
        return Spread.of([min(times) for times in zip(*self.answered, strict=True)])

    def part(self, name: str) -> float:
        """Milliseconds of one of the parts that are compared (`COMPARED`)."""
        answer = self.answer
        opened = {OPEN: self.open_ms, FIRST: min(self.first), AGAIN: min(self.again)}
        return {**opened, P50: answer.p50, P99: answer.p99}[name]


def commands() -> dict[str, list[str]]:
    """How each engine is started; those that are not here are left out."""
    found = {"ours": [sys.executable, "-m", "tests.bench.engines.ours"]}
    node = shutil.which("node")
    if node is not None:
        for name, package in (("survey", "survey-core"), ("odk", "@getodk/xforms-engine")):
            if (ENGINES / "node_modules" / package).is_dir():
                found[name] = [node, str(ENGINES / f"{name}.mjs")]
    return found


def raced(shape: Shape, rounds: int = ROUNDS) -> dict[str, Ran]:
    """Every engine on one form, turn by turn.

    Raises:
        ValueError: an engine came to another end than plain counting; nothing it measured counts.
    """
    answers = answers_of(shape, ANSWERS, SEED)
    ends = ends_with(shape, answers)
    job = {
        "warm": answers_of(shape, WARMING, SEED + 1),
        "opens": OPENS,
        "answers": answers,
        "counts": list(shape.counted),
        "boxes": [f"e{n}" for n in range(shape.boxes)],
    }
    found: dict[str, Ran] = {}
    with tempfile.TemporaryDirectory() as folder:
        forms = _written(shape, Path(folder))
        for _ in range(rounds):
            for name, command in commands().items():
                told = _told(command, {**job, "form": str(forms[name])})
                if told["ends"] != ends:
                    raise ValueError(name, shape.name, told["ends"], ends)
                ran = found.setdefault(name, Ran([], [], [], []))
                ran.first.append(told["first_ms"])
                ran.again.append(told["again_ms"])
                ran.opened.append(told["open_ms"])
                ran.answered.append(told["answer_ms"])
    return found


def _written(shape: Shape, folder: Path) -> dict[str, Path]:
    ours, survey, odk = folder / "ours.json", folder / "survey.json", folder / "odk.xml"
    ours.write_bytes(tool_of(shape).to_json())
    survey.write_text(json.dumps(survey_of(shape)), encoding="utf-8")
    odk.write_text(xform_of(shape), encoding="utf-8")
    return {"ours": ours, "survey": survey, "odk": odk}


def _told(command: Sequence[str], job: Mapping[str, object]) -> dict[str, Any]:
    done = subprocess.run(
        command, input=json.dumps(job), cwd=ROOT, capture_output=True, text=True, check=True
    )
    told: dict[str, Any] = json.loads(done.stdout.splitlines()[-1])
    return told


def beside_peers(shape: Shape, rounds: int = ROUNDS) -> list[Figure]:
    """Ours and every peer on one form, and the ratios to the fastest of them."""
    ran = raced(shape, rounds)
    figures = []
    for name, one in ran.items():
        figures += [Figure(f"{name}: {part}", one.part(part), "ms") for part in (FIRST, OPEN, AGAIN)]
        figures += one.answer.figures(f"{name}: an answer")
    ours, peers = ran["ours"], [one for name, one in ran.items() if name != "ours"]
    if peers:
        is_bar = shape.name == THE_BAR
        for part, least in COMPARED.items():
            times = min(one.part(part) for one in peers) / ours.part(part)
            figures.append(
                Figure(f"{part}, fastest peer / ours", times, "×", least=least if is_bar else None)
            )
    return figures


def measured(rounds: int = ROUNDS) -> dict[str, list[Figure]]:
    """Beside the peers, form by form; then what the engine does alone."""
    beside = {f"{one.name}, {one.questions:,} in all": beside_peers(one, rounds) for one in SHAPES}
    return {**beside, **alone.measured()}
