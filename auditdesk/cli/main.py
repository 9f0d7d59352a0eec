"""argv → a command → an exit status. Here time, chance, identity and the environment enter the program."""

import argparse
import base64
import getpass
import os
import secrets
import sys
from collections.abc import Sequence
from datetime import UTC, datetime

from auditdesk import __version__, places
from auditdesk.cli import (
    bundles,
    decisions,
    desks,
    identities,
    meetings,
    merging,
    packs,
    papers,
    receipts,
    rehearse,
    returns,
    rounds,
    tools,
)
from auditdesk.cli.door import Door
from auditdesk.cli.output import Said, Status, let_go, say, say_error, watch
from auditdesk.crash import crash_file
from auditdesk.errors import AuditDeskError, DeskError
from auditdesk.form import RowId
from auditdesk.watch import Cancelled

_ROOMS = (
    rehearse,
    tools,
    desks,
    identities,
    rounds,
    packs,
    returns,
    bundles,
    merging,
    receipts,
    meetings,
    decisions,
    papers,
)
_ROW_ID_BYTES = 5


def parser() -> argparse.ArgumentParser:
    """The whole command line; `docs/command-line.md` is held equal to it by a test."""
    top = argparse.ArgumentParser(prog="auditdesk", description="Multi-agency safeguarding case-file audits.")
    top.add_argument("--version", action="version", version=f"auditdesk {__version__}")
    below = top.add_subparsers(metavar="COMMAND")
    for room in _ROOMS:
        room.commands(below)
    return top


def main(argv: Sequence[str] | None = None) -> int:
    """Run one command; every ending is one of `Status`."""
    _speak_utf8()
    top = parser()
    args = top.parse_args(argv)
    if not hasattr(args, "command"):
        top.print_help(sys.stderr)
        sys.stderr.write(
            "\n`auditdesk` alone opens the window; the commands above do every step of a round.\n"
        )
        return Status.DONE if argv == [] or len(sys.argv) == 1 else Status.USAGE
    home = places.desk(os.environ.get("AUDITDESK_HOME"))
    door = Door(home, _secret, _now, _row_id, secrets.choice, watch(sys.stderr), sys.stdin.buffer, _tell)
    try:
        said = args.command(door, args)
    except AuditDeskError as error:
        return _not_done(error, as_json=args.json)
    except (Cancelled, KeyboardInterrupt):
        sys.stderr.write("Stopped.\n")
        return Status.STOPPED
    except BrokenPipeError:  # who waited for acknowledgements waits no more: nothing is taken unheard
        let_go(sys.stdout)
        return Status.STOPPED
    except Exception as error:  # noqa: BLE001 - the door: an unexpected fault becomes a file and a sentence
        path = crash_file(error, door.home / "log", _now().isoformat(timespec="seconds"))
        return _not_done(AuditDeskError("X_CRASH", file=str(path)), as_json=args.json)
    return _handed_over(said, as_json=args.json)


def _handed_over(said: Said, *, as_json: bool) -> int:
    try:
        say(said, as_json=as_json, out=sys.stdout)
    except AuditDeskError as error:
        return _not_done(error, as_json=False)
    return int(said.status)


def _not_done(error: AuditDeskError, *, as_json: bool) -> int:
    try:
        say_error(error, as_json=as_json, out=sys.stdout, err=sys.stderr)
    except AuditDeskError:  # standard output takes nothing, so it is said in words
        say_error(error, as_json=False, out=sys.stdout, err=sys.stderr)
    return Status.NOT_DONE


def _speak_utf8() -> None:
    for stream in (sys.stdout, sys.stderr):
        if hasattr(stream, "reconfigure"):
            stream.reconfigure(encoding="utf-8", errors="replace")


def _tell(line: str) -> None:
    sys.stdout.write(f"{line}\n")
    sys.stdout.flush()


def _now() -> datetime:
    return datetime.now(UTC).astimezone()


def _row_id() -> RowId:
    return RowId(base64.b32encode(secrets.token_bytes(_ROW_ID_BYTES)).decode().lower())


def _secret(name: str, prompt: str) -> str:
    if given := os.environ.get(name):
        return given
    if not sys.stdin.isatty():
        raise DeskError("V_ASK", variable=name)
    return getpass.getpass(prompt)
