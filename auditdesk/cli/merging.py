"""`merge PATH…`, `merge log`, `merge undo N`: bundles come in, each with its outcome."""

import argparse
from dataclasses import asdict
from pathlib import Path
from typing import Any

from auditdesk import work
from auditdesk.cli.door import Door, ready
from auditdesk.cli.output import Said, Status

_NEEDS_A_PERSON = {"parked", "refused"}


def commands(parsers: Any) -> None:
    words = "merge bundles (files or folders); `merge log` lists all outcomes, `merge undo N` takes one back"
    parser = ready(parsers.add_parser("merge", help=words, description=words), _merge)
    parser.add_argument("paths", metavar="PATH", nargs="+")


def _merge(door: Door, args: argparse.Namespace) -> Said:
    with door.desk() as desk:
        match args.paths:
            case ["log"]:
                return _log(work.merge_log(desk))
            case ["undo", number] if number.isdecimal():
                bundle = work.undo_merge(desk, int(number), at=door.now())
                return Said(
                    {"excluded": bundle}, [f"Bundle {bundle[:12]} no longer counts; nothing was deleted."]
                )
            case paths:
                return of_outcomes(
                    work.merge_files(desk, tuple(map(Path, paths)), at=door.now(), watch=door.watch)
                )


def _log(entries: tuple[work.Logged, ...]) -> Said:
    lines = [f"{e.n:>4}  {e.at}  {e.outcome:<9} {e.code or '':<18} {e.returns} returns" for e in entries]
    return Said({"log": [asdict(entry) for entry in entries]}, lines or ["Nothing was merged yet."])


def of_outcomes(outcomes: tuple[work.FileOutcome, ...]) -> Said:
    """The outcome of each file; parked and refused ones need a person."""
    lines = []
    for one in outcomes:
        code = f" ({one.code})" if one.code else ""
        lines.append(f"{one.file}: {one.outcome}, {one.returns} returns{code}. {one.sentence}".rstrip())
    waiting = any(one.outcome in _NEEDS_A_PERSON for one in outcomes)
    return Said(
        {"outcomes": [asdict(one) for one in outcomes]},
        lines,
        Status.NEEDS_A_PERSON if waiting else Status.DONE,
    )
