"""`pack open`: an auditor takes a pack in."""

import argparse
from dataclasses import asdict
from pathlib import Path
from typing import Any

from auditdesk import work
from auditdesk.cli.door import Door, Group
from auditdesk.cli.output import Said


def commands(parsers: Any) -> None:
    group = Group(parsers, "pack", "the coordinator's pack, on an auditor's desk")
    opened = group.add("open", "take in a pack: its round, tools and assignments", _open)
    opened.add_argument("file", type=Path, metavar="F")


def _open(door: Door, args: argparse.Namespace) -> Said:
    with door.desk() as desk:
        opened = work.open_pack(desk, args.file, at=door.now())
    lines = [f"{opened.title} ({opened.round}): {len(opened.refs)} returns to do by {opened.due}."]
    lines += [f"  {ref}" for ref in opened.refs]
    if opened.to_move:
        lines.append(
            "A newer version of the tool came with it. Started returns stay on theirs until you move them:"
        )
        lines += [f"  auditdesk return move {ref}" for ref in opened.to_move]
    return Said(asdict(opened), lines)
