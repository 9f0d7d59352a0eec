"""`bundle make|check`: signed, encrypted bundles."""

import argparse
from dataclasses import asdict
from pathlib import Path
from typing import Any

from auditdesk import work
from auditdesk.cli.door import Door, Group, round_option
from auditdesk.cli.merging import of_outcomes
from auditdesk.cli.output import Said


def commands(parsers: Any) -> None:
    group = Group(parsers, "bundle", "signed, encrypted bundles")
    make = group.add("make", "seal this auditor's signed returns for the coordinator", _make)
    make.add_argument("refs", metavar="REF", nargs="+", help="returns that have to be in it")
    make.add_argument("--to", required=True, type=Path, metavar="DIR")
    round_option(make)
    check = group.add("check", "open bundles and judge them without storing anything", _check)
    check.add_argument("files", metavar="F", nargs="+", type=Path)


def _make(door: Door, args: argparse.Namespace) -> Said:
    with door.desk() as desk:
        made = work.make_bundle(desk, args.round, tuple(args.refs), args.to, at=door.now())
    lines = [f"Saved as {made.file}: {len(made.returns)} returns. Send it to the coordinator."]
    return Said(asdict(made), lines)


def _check(door: Door, args: argparse.Namespace) -> Said:
    with door.desk() as desk:
        checked = work.check_bundles(desk, tuple(args.files))
    return of_outcomes(checked)
