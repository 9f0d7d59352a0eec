"""What a command says: one JSON object or lines for a person, and an exit status (contracts.md 2)."""

import json
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from enum import IntEnum
from pathlib import Path
from typing import Any, TextIO

from auditdesk.errors import AuditDeskError
from auditdesk.files import in_words, lead_nowhere
from auditdesk.watch import LiveWatch, Progress, Watch


class Status(IntEnum):
    """Exit status."""

    DONE = 0
    NEEDS_A_PERSON = 1
    USAGE = 2
    NOT_DONE = 3
    STOPPED = 130


@dataclass(frozen=True, slots=True)
class Said:
    """The result of one command: `json` for programs, `lines` for a person."""

    json: Mapping[str, Any]
    lines: Sequence[str] = ()
    status: Status = Status.DONE


def say(said: Said, *, as_json: bool, out: TextIO) -> None:
    """Print the result and nothing else to standard output.

    Raises:
        FileError: F_FULL and others, where standard output is a file that does not take it.
    """
    with handed_over(out):
        if as_json:
            out.write(json.dumps(said.json, ensure_ascii=False, default=_plain, indent=1) + "\n")
        else:
            out.writelines(f"{_printable(line)}\n" for line in said.lines)


@contextmanager
def handed_over(out: TextIO) -> Iterator[None]:
    """What is written has left when this ends; a reader who has gone (`| head`) had what they wanted."""
    with in_words(Path("standard output")):
        try:
            yield
            out.flush()
        except BrokenPipeError:
            let_go(out)
        except OSError:
            let_go(out)
            raise


def let_go(out: TextIO) -> None:
    """What is left in the buffer goes nowhere; else the interpreter would complain about it at its end."""
    lead_nowhere(out.fileno())


def say_error(error: AuditDeskError, *, as_json: bool, out: TextIO, err: TextIO) -> None:
    """Print code, sentence and next step; problems of a tool or return one a line."""
    problems = getattr(error, "problems", ())
    hint = f"{error.hint} {error.command}".rstrip()
    if as_json:
        body: dict[str, Any] = {"code": error.name, "sentence": str(error), "hint": hint}
        body["problems"] = [_problem(problem) for problem in problems]
        with handed_over(out):
            out.write(json.dumps({"error": body}, ensure_ascii=False) + "\n")
        return
    err.write(f"{error.name}: {_printable(str(error))}\n{_printable(hint)}\n")
    err.writelines(f"  {_printable(problem.message())}\n" for problem in problems)


def _problem(problem: Any) -> dict[str, Any]:
    return {
        "code": f"AD-{problem.code}" if problem.code.startswith("TOOL_") else problem.code,
        "question": problem.at.key() if problem.at else problem.row,
        "line": problem.line,
        "cell": problem.cell,
        "text": problem.text,
        "hint": problem.hint,
    }


def _plain(value: Any) -> str:
    return str(value)


def _printable(line: str) -> str:
    """Typed text may hold what a terminal obeys (ESC sequences, bidi controls); it is shown, never obeyed."""
    return "".join(c if c.isprintable() or c in "\t " else "\N{REPLACEMENT CHARACTER}" for c in line)


def watch(err: TextIO) -> Watch:
    """Progress on a terminal; silence elsewhere."""
    if not err.isatty():
        return Watch()

    def tell(progress: Progress) -> None:
        end = "\n" if progress.done == progress.total else ""
        err.write(f"\r\x1b[K{progress.done} of {progress.total}: {progress.what}{end}")
        err.flush()

    return LiveWatch(tell)
