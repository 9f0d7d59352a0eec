"""`return list|fill|check|sign|reopen|move|show`: one return, case × agency."""

import argparse
from collections.abc import Iterator
from dataclasses import asdict
from functools import partial
from pathlib import Path
from typing import Any

from auditdesk import work
from auditdesk.cli.door import Door, Group, round_option
from auditdesk.cli.output import Said, Status

_STANDARD_INPUT = "-"
_LONGEST_LINE = 2_000_001


def commands(parsers: Any) -> None:
    group = Group(parsers, "return", "one return: case × agency; REF is CASE/agency, such as CSE16-01/csc")
    listed = group.add("list", "the returns this auditor is asked for", _list)
    fill = group.add("fill", "enter answers from a file, or one by one from standard input", _fill)
    check = group.add("check", "what is open or does not fit", _check)
    sign = group.add("sign", "freeze the answers as the next signed revision", _sign)
    reopen = group.add("reopen", "open a signed return for correction", _reopen)
    move = group.add("move", "go on with the newer version of the tool that a pack brought", _move)
    show = group.add("show", "the answers of a return", _show)
    fill.add_argument(
        "--answers",
        required=True,
        metavar="F",
        help="a file, recorded in one piece; or - to read `question: answer` lines from standard input, each "
        "acknowledged by `recorded LINE QUESTION` once it is on the disk",
    )
    show.add_argument("--history", action="store_true", help="every value that ever stood there")
    for parser in (fill, check, sign, reopen, move, show):
        parser.add_argument("ref", metavar="REF")
    for parser in (listed, fill, check, sign, reopen, move, show):
        round_option(parser)


def _list(door: Door, args: argparse.Namespace) -> Said:
    with door.desk() as desk:
        listed = work.returns_asked(desk, args.round)
    lines = [f"{line.ref:<20} {line.state:<8} due {line.due}{_newer(line)}" for line in listed]
    return Said({"returns": [asdict(line) for line in listed]}, lines or ["No return is asked of this desk."])


def _newer(line: work.ReturnLine) -> str:
    return f"  version {line.newer} of the tool is here" if line.newer else ""


def _fill(door: Door, args: argparse.Namespace) -> Said:
    asked = (args.round, args.ref)
    with door.desk() as desk:
        if args.answers == _STANDARD_INPUT:
            opened = work.open_return(desk, asked, now=door.now, new_id=door.new_id)
            count = sum(1 for _ in _answered(door, desk, opened, acknowledge=not args.json))
            filled = work.Filled(opened.ref, count)
        else:
            filled = work.fill_return(desk, asked, Path(args.answers), now=door.now, new_id=door.new_id)
    return Said(asdict(filled), [f"{filled.answers} answers recorded in {filled.ref}."])


def _answered(door: Door, desk: work.Desk, opened: work.OpenReturn, *, acknowledge: bool) -> Iterator[str]:
    """Record each line of standard input by itself; an empty line or one that starts with # says nothing."""
    for number, line in enumerate(iter(partial(door.typed.readline, _LONGEST_LINE), b""), 1):
        if line.strip() and not line.lstrip().startswith(b"#"):
            question = work.answer(desk, opened, line, at=door.now(), place=("standard input", number))
            if acknowledge:
                door.tell(f"recorded {number} {question}")
            yield question


def _check(door: Door, args: argparse.Namespace) -> Said:
    with door.desk() as desk:
        checked = work.check_return(desk, (args.round, args.ref), now=door.now, new_id=door.new_id)
    lines = [f"{p.severity}: {p.question}: {p.text}" for p in checked.problems] or ["Nothing is open."]
    status = Status.NEEDS_A_PERSON if checked.problems else Status.DONE
    return Said(asdict(checked), lines, status)


def _sign(door: Door, args: argparse.Namespace) -> Said:
    with door.desk() as desk:
        signed = work.sign_return(desk, (args.round, args.ref), now=door.now, new_id=door.new_id)
    lines = [f"{signed.ref} is signed: revision {signed.revision}, {signed.state}."]
    if signed.left_open:
        lines.append(f"{signed.left_open} required questions were left open, as this round allows.")
    return Said(asdict(signed), lines)


def _reopen(door: Door, args: argparse.Namespace) -> Said:
    with door.desk() as desk:
        ref = work.reopen_return(desk, (args.round, args.ref), at=door.now())
    return Said({"ref": ref, "state": "open"}, [f"{ref} is open again; revision numbers go on."])


def _move(door: Door, args: argparse.Namespace) -> Said:
    with door.desk() as desk:
        moved = work.move_return(desk, (args.round, args.ref), now=door.now, new_id=door.new_id)
    lines = [f"{moved.ref} is on version {moved.after} now, {moved.answers} answers with it."]
    return Said(asdict(moved), [*lines, *_left_over(moved.left_over)])


def _left_over(left: tuple[work.ShownLeftOver, ...]) -> Iterator[str]:
    """Label first: the id is of a question that is gone."""
    if left:
        yield "From the earlier version, kept beside the answers and never counted:"
    for one in left:
        row = f"{one.row}, " if one.row else ""
        yield f"  {row}{one.label} ({one.question}, version {one.version}): {one.value}"


def _show(door: Door, args: argparse.Namespace) -> Said:
    with door.desk() as desk:
        shown = work.show_return(
            desk, (args.round, args.ref), now=door.now, new_id=door.new_id, history=args.history
        )
    lines = [f"{shown.ref}: {shown.state}"]
    lines += [f"  {a.question:<24} {a.value}" for a in shown.answers]
    lines += _left_over(shown.left_over)
    lines += [f"  {h.changed_at}  {h.question:<24} {h.before!r} → {h.after!r}" for h in shown.history]
    return Said(asdict(shown), lines)
