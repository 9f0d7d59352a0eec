"""`decisions export|check`: the coordinator's signed decision log, out and read again."""

import argparse
from dataclasses import asdict
from pathlib import Path
from typing import Any

from auditdesk import work
from auditdesk.cli.door import Door, Group, round_option
from auditdesk.cli.output import Said, Status


def commands(parsers: Any) -> None:
    group = Group(parsers, "decisions", "the coordinator's signed decision log")
    export = group.add("export", "save every decision of a round, sealed for the own card", _export)
    export.add_argument("--to", required=True, type=Path, metavar="F")
    export.add_argument("--force", action="store_true", help="replace the file")
    round_option(export)
    check = group.add("check", "read a decision log: every signature, and the chain", _check)
    check.add_argument("file", metavar="F", type=Path)


def _export(door: Door, args: argparse.Namespace) -> Said:
    with door.desk() as desk:
        saved = work.export_decisions(desk, args.round, args.to, at=door.now(), replace=args.force)
    return Said(asdict(saved), [f"Saved as {saved.file}: {saved.entries} decisions."])


def _check(door: Door, args: argparse.Namespace) -> Said:
    with door.desk() as desk:
        read = work.check_decisions(desk, args.file)
    lines = [f"{one.n:>4}  {one.created}  {one.what:<11} {one.target}" for one in read.entries]
    lines += [f"Entry {n} differs from the one on this desk: settle which stands." for n in read.differs]
    status = Status.NEEDS_A_PERSON if read.differs else Status.DONE
    return Said(asdict(read), lines or ["No decision was made in this round."], status)
