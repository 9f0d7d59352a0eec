"""`receipt make|take`: receipts back to auditors."""

import argparse
from dataclasses import asdict
from pathlib import Path
from typing import Any

from auditdesk import work
from auditdesk.cli.door import Door, Group, round_option
from auditdesk.cli.output import Said
from auditdesk.errors import InputError


def commands(parsers: Any) -> None:
    group = Group(parsers, "receipt", "the coordinator's answer to bundles")
    make = group.add("make", "write a receipt for each auditor whose bundle was read", _make)
    make.add_argument("--to", required=True, type=Path, metavar="DIR")
    make.add_argument(
        "--query", action="append", default=[], metavar="REF", help="ask again about a return; needs --text"
    )
    make.add_argument(
        "--text",
        action="append",
        default=[],
        metavar='"…"',
        help="what to look at in it, one for each --query",
    )
    round_option(make)
    take = group.add("take", "take in receipts", _take)
    take.add_argument("files", metavar="F", nargs="+", type=Path)


def _make(door: Door, args: argparse.Namespace) -> Said:
    if len(args.query) != len(args.text):
        raise InputError("U_USAGE", why="Every --query needs its --text.")
    queries = dict(zip(args.query, args.text, strict=True))
    with door.desk() as desk:
        made = work.make_receipts(desk, args.round, args.to, queries=queries, at=door.now())
    lines = [f"{one.auditor}: {one.file}, {one.items} bundles" for one in made]
    return Said({"receipts": [asdict(one) for one in made]}, lines or ["No bundle waits for a receipt."])


def _take(door: Door, args: argparse.Namespace) -> Said:
    with door.desk() as desk:
        taken = [work.take_receipt(desk, file, at=door.now()) for file in args.files]
    lines = []
    for one in taken:
        lines.append(f"{one.accepted} returns accepted, {one.queried} queried")
        lines += [f"{query.ref} is open again: {query.text}" for query in one.queries]
    return Said({"receipts": [asdict(one) for one in taken]}, lines)
