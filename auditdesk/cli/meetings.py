"""`meeting apply|show`: what the discussion meeting agreed."""

import argparse
from dataclasses import asdict
from pathlib import Path
from typing import Any

from auditdesk import work
from auditdesk.cli.door import Door, Group, round_option
from auditdesk.cli.output import Said


def commands(parsers: Any) -> None:
    group = Group(parsers, "meeting", "moderation")
    apply = group.add("apply", "record what the meeting agreed, from a file", _apply)
    apply.add_argument("file", type=Path, metavar="F")
    show = group.add(
        "show", "one case: agencies' answers and grades side by side, and what was agreed", _show
    )
    show.add_argument("case", metavar="CASE")
    for parser in (apply, show):
        round_option(parser)


def _apply(door: Door, args: argparse.Namespace) -> Said:
    with door.desk() as desk:
        applied = work.apply_meeting(desk, args.round, args.file, at=door.now())
    return Said(asdict(applied), [f"{applied.decisions} decisions recorded."])


def _show(door: Door, args: argparse.Namespace) -> Said:
    with door.desk() as desk:
        case = work.case_beside(desk, args.round, args.case)
    lines = [f"{case.case}: {', '.join(case.agencies)}"]
    for row in case.rows:
        mark = "≠" if row.differs else " "
        answers = "; ".join(f"{agency} {value or 'told'}" for agency, value in row.answers)
        agreed = f"; agreed {row.agreed}: {row.reason}" if row.agreed else ""
        agreed += f" (dissent: {row.dissent})" if row.dissent else ""
        changed = "; changed since the meeting" if row.changed else ""
        lines.append(f" {mark} {row.question:<16} {answers}{agreed}{changed}")
    if case.left_over:
        lines.append("From an earlier version of the tool, never counted:")
    for left in case.left_over:
        around = f"{left.row}, " if left.row else ""
        named = f"{left.question}, version {left.version}"
        lines.append(f"   {left.agency}: {around}{left.label} ({named}): {left.value}")
    return Said(asdict(case), lines)
