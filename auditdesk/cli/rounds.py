"""`round new|status|pack|chase|revise|close|reopen`: the coordinator's round."""

import argparse
from dataclasses import asdict
from datetime import date
from pathlib import Path
from typing import Any

from auditdesk import work
from auditdesk.cli.door import Door, Group, round_option
from auditdesk.cli.output import Said


def commands(parsers: Any) -> None:
    group = Group(parsers, "round", "the coordinator's round")
    begun = group.add("new", "set up a round from its file (docs/rehearsal.md)", _new)
    begun.add_argument("file", type=Path, metavar="FILE")
    begun.add_argument("--tool", type=Path, metavar="F", help="a tool's file; default the theme's own")
    status = group.add("status", "what was received, what is due, what is late", _status)
    status.add_argument("--on", type=date.fromisoformat, metavar="DATE", help="as on this day; default today")
    pack = group.add("pack", "write a pack for each enrolled auditor", _pack)
    pack.add_argument("--to", required=True, type=Path, metavar="DIR")
    close = group.add("close", "close the round: what arrives later stays outside its report", _close)
    chase = group.add("chase", "whom to remind of which returns, as lines to send", _chase)
    chase.add_argument("--on", type=date.fromisoformat, metavar="DATE", help="as on this day; default today")
    reopen = group.add("reopen", "open a closed round again: what came late counts", _reopen)
    revise = group.add("revise", "go on with a newer version of the round's tool", _revise)
    revise.add_argument("tool", metavar="T", help="a tool that travels with the program, or a file")
    for parser in (status, pack, chase, revise, close, reopen):
        round_option(parser)


def _new(door: Door, args: argparse.Namespace) -> Said:
    with door.desk() as desk:
        made = work.begin_round(desk, args.file, args.tool)
    lines = [f"Round {made.round} is set up: {made.cases} cases, {made.expected} returns expected."]
    return Said(asdict(made), lines)


def _status(door: Door, args: argparse.Namespace) -> Said:
    with door.desk() as desk:
        status = work.round_status(desk, args.round, on=args.on or door.now().date())
    head = f"{status.round}: {status.received} of {status.expected} returns received, {status.nil} nil, "
    head += f"{status.overdue} overdue"
    head += f", {status.late} late (the round is closed)" if status.closed else ""
    lines = [head, *(f"  {line.ref:<20} {line.state}" for line in status.returns)]
    lines += [f"  look at {note.kind}: {note.about}" for note in status.notes]
    if status.parked:
        lines.append(f"  {status.parked} files are parked; `auditdesk merge` tries them again")
    return Said(asdict(status), lines)


def _chase(door: Door, args: argparse.Namespace) -> Said:
    with door.desk() as desk:
        found = work.chase_round(desk, args.round, on=args.on or door.now().date())
    lines = []
    for one in found:
        when = f"was due on {one.due}, {one.days_over} days ago" if one.days_over else f"is due on {one.due}"
        lines.append(f"{one.auditor} ({one.agency}): {', '.join(one.returns)} {when}")
    return Said({"chase": [asdict(one) for one in found]}, lines or ["Nothing is outstanding."])


def _pack(door: Door, args: argparse.Namespace) -> Said:
    with door.desk() as desk:
        made = work.make_packs(desk, args.round, args.to, at=door.now(), watch=door.watch)
    lines = [
        f"{pack.auditor} ({pack.agency}): {pack.file}, {pack.assignments} returns" for pack in made.packs
    ]
    return Said(asdict(made), lines)


def _close(door: Door, args: argparse.Namespace) -> Said:
    with door.desk() as desk:
        closed = work.close_round(desk, args.round, at=door.now())
    return Said({"round": closed, "closed": True}, [f"Round {closed} is closed."])


def _reopen(door: Door, args: argparse.Namespace) -> Said:
    with door.desk() as desk:
        opened = work.reopen_round(desk, args.round, at=door.now())
    return Said({"round": opened, "closed": False}, [f"Round {opened} is open again."])


def _revise(door: Door, args: argparse.Namespace) -> Said:
    tool = work.one_tool(args.tool)
    with door.desk() as desk:
        revised = work.revise_round(desk, args.round, tool)
    lines = [
        f"Round {revised.round} goes on with {revised.tool} {revised.after} (before: {revised.before}).",
        "Make packs anew (`auditdesk round pack`) to send it; what came on the earlier version still counts.",
    ]
    return Said(asdict(revised), lines)
