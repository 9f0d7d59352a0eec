"""`merge PATH…|log|undo N|decide N|lead REF WHO`: bundles come in, each with its outcome."""

import argparse
from dataclasses import asdict
from pathlib import Path
from typing import Any

from auditdesk import work
from auditdesk.cli.door import Door, ready, round_option
from auditdesk.cli.output import Said, Status
from auditdesk.errors import InputError

_NEEDS_A_PERSON = {"parked", "refused"}
_WORDS = """merge bundles (files or folders; without any, those parked before are tried again).
`merge log` lists all outcomes with their numbers; `merge undo N` takes one back; `merge decide N` settles
what one brought; `merge lead REF FINGERPRINT` says whose return counts where two people audited one case"""


def commands(parsers: Any) -> None:
    parser = ready(
        parsers.add_parser("merge", help=_WORDS.partition("(")[0].strip(), description=_WORDS), _merge
    )
    parser.add_argument("paths", metavar="PATH", nargs="*")
    choice = parser.add_mutually_exclusive_group()
    choice.add_argument("--accept", action="store_true", help="with decide: it counts, and stands in a fork")
    choice.add_argument("--refuse", action="store_true", help="with decide: it does not count")
    parser.add_argument("--reason", default="", metavar="TEXT", help="with decide and lead: why, for the log")
    round_option(parser)


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
            case ["decide", number] if number.isdecimal():
                return _decide(door, desk, int(number), args)
            case ["lead", ref, fingerprint]:
                asked = (args.round, ref)
                made = work.lead_return(desk, asked, fingerprint, reason=args.reason, at=door.now())
                return Said(asdict(made), [f"For {ref} the return of that person counts; both stay."])
            case paths:
                return of_outcomes(
                    work.merge_files(desk, tuple(map(Path, paths)), at=door.now(), watch=door.watch)
                )


def _decide(door: Door, desk: work.Desk, number: int, args: argparse.Namespace) -> Said:
    if not (args.accept or args.refuse):
        raise InputError("U_USAGE", why="Say --accept or --refuse.")
    made = work.decide_merge(desk, number, accept=args.accept, reason=args.reason, at=door.now())
    lines = [f"{one.what} {one.target[:12]}" for one in made.decided]
    return Said(asdict(made), [f"Line {number}: {', '.join(lines)}. Nothing was deleted."])


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
        lines or ["Nothing was waiting."],
        Status.NEEDS_A_PERSON if waiting else Status.DONE,
    )
