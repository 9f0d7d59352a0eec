"""`figures`, `reaudit`, `report`, `sheet`: the numbers, then and now, the combined report, case sheets."""

import argparse
from datetime import date
from pathlib import Path
from typing import Any

from auditdesk import work
from auditdesk.cli.door import Door, ready, round_option
from auditdesk.cli.output import Said

_EDITIONS = list(work.EDITIONS)


def commands(parsers: Any) -> None:
    words = "the report's numbers, with the answers behind them"
    figures = ready(parsers.add_parser("figures", help=words, description=words), _figures)
    figures.add_argument("--edition", choices=_EDITIONS, default=_EDITIONS[0])
    figures.add_argument("--trace", metavar="ID", help="list the answers behind one figure")
    words = "then and now: the round beside the figures of an earlier one, kept for its report"
    compared = ready(parsers.add_parser("reaudit", help=words, description=words), _reaudit)
    compared.add_argument("earlier", type=Path, metavar="EARLIER.json")
    words = "the combined report; the file's ending says the format"
    report = ready(parsers.add_parser("report", help=words, description=words), _report)
    report.add_argument("--edition", required=True, choices=_EDITIONS)
    report.add_argument("--to", required=True, type=Path, nargs="+", metavar="F")
    report.add_argument("--force", action="store_true", help="replace the files")
    for parser in (figures, compared, report):
        parser.add_argument(
            "--on", type=date.fromisoformat, metavar="DATE", help="as on this day; default today"
        )
        round_option(parser)
    _sheet_parser(parsers)


def _sheet_parser(parsers: Any) -> None:
    words = "case audit sheets of returns, as PDF: completed, part-filled, or blank for pen and paper"
    sheet = ready(parsers.add_parser("sheet", help=words, description=words), _sheet)
    sheet.add_argument(
        "refs", metavar="REF", nargs="*", help="none: every return received, a file each, into a folder"
    )
    sheet.add_argument("--to", required=True, type=Path, metavar="x.pdf")
    kind = sheet.add_mutually_exclusive_group()
    kind.add_argument("--blank", action="store_true", help="to be answered by hand")
    kind.add_argument(
        "--local", action="store_true", help="with the answers that otherwise never leave this machine"
    )
    sheet.add_argument("--force", action="store_true", help="replace the file")
    round_option(sheet)


def _sheet(door: Door, args: argparse.Namespace) -> Said:
    order = work.SheetOrder(tuple(args.refs), args.round, blank=args.blank, local=args.local)
    with door.desk() as desk:
        if not args.refs:
            made = work.print_every_sheet(desk, args.round, args.to, replace=args.force, watch=door.watch)
            return Said({"files": [str(one.file) for one in made]}, [f"Saved {one.file}." for one in made])
        printed = work.print_sheets(desk, order, args.to, now=door.now, replace=args.force, watch=door.watch)
    return said_printed(printed)


def said_printed(printed: work.Printed) -> Said:
    """What was printed, as `sheet` and `tool print` say it."""
    body = {"file": str(printed.file), "sheets": printed.sheets, "pages": printed.pages}
    return Said(body, [f"Saved {printed.file}: {printed.pages} pages."])


def _figures(door: Door, args: argparse.Namespace) -> Said:
    with door.desk() as desk:
        on = args.on or door.now().date()
        if args.trace:
            traced = work.trace(desk, args.round, args.trace, on=on)
            return Said({"id": args.trace, "from": traced}, list(traced))
        figures = work.figures(desk, args.round, args.edition, on=on)
    body = figures.json()
    lines = [f"{one.id:<44} {one.shown:<12} {one.phrase}".rstrip() for one in figures.values()]
    return Said(body, lines)


def _reaudit(door: Door, args: argparse.Namespace) -> Said:
    with door.desk() as desk:
        found = work.reaudit(desk, args.round, args.earlier, on=args.on or door.now().date())
    body = {
        "round": found.round,
        "earlier": found.earlier,
        "figures": [one.json("restricted") for one in found.figures],
    }
    lines = [f"{found.earlier}, then {found.round}:"]
    for one in found.figures:
        then, now = (f"{s.n} of {s.of}" if s else "-" for s in (one.then, one.now))
        note = f" ({one.note})" if one.note else ""
        lines.append(f"  {one.id:<44} {then:<9} {now:<9} {one.phrase}{note}")
    return Said(body, lines)


def _report(door: Door, args: argparse.Namespace) -> Said:
    with door.desk() as desk:
        written = work.report(
            desk,
            work.Paper(args.round, args.edition, args.on or door.now().date()),
            tuple(args.to),
            replace=args.force,
            watch=door.watch,
        )
    lines = [f"Saved {file}." for file in written.files]
    if written.unprintable:
        lines.append(
            f"{written.unprintable} characters could not be printed; each stands as □, to be copied."
        )
    return Said({"files": [str(f) for f in written.files], "unprintable": written.unprintable}, lines)
