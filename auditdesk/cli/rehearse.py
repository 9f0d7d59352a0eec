"""`rehearse ROUND --out DIR`: a whole round through the real thing."""

import argparse
from dataclasses import asdict
from pathlib import Path
from typing import Any

from auditdesk import work
from auditdesk.cli.door import Door, ready
from auditdesk.cli.output import Said


def commands(parsers: Any) -> None:
    words = "run a round described in a folder: identities, packs, answers, bundles, merge, meeting, reports"
    parser = ready(parsers.add_parser("rehearse", help=words, description=words), _rehearse)
    parser.add_argument(
        "folder", metavar="ROUND", help="a folder (docs/rehearsal.md), or the name of one we ship"
    )
    parser.add_argument("--out", required=True, type=Path, metavar="DIR")
    parser.add_argument(
        "--jobs", type=int, default=1, metavar="N", help="how many auditors work at once; default 1"
    )
    parser.add_argument("--force", action="store_true", help="replace a rehearsal that lies there")


def _rehearse(door: Door, args: argparse.Namespace) -> Said:
    done = work.rehearse(args.folder, args.out, jobs=args.jobs, replace=args.force, watch=door.watch)
    lines = [
        f"{done.round}: {done.received} of {done.expected} returns received, {done.merged} bundles merged.",
        *(f"Report: {file}" for file in done.reports),
        f"Everything else lies in {done.folder}.",
    ]
    return Said(asdict(done), lines)
