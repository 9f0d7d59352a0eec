"""`desk words|new|status|check|passphrase|recover|renew`: one person's encrypted store."""

import argparse
from contextlib import closing
from dataclasses import asdict
from pathlib import Path
from typing import Any

from auditdesk import work
from auditdesk.cli.door import PASSPHRASE, Door, Group
from auditdesk.cli.output import Said, Status

_NEW = "AUDITDESK_NEW_PASSPHRASE"


def commands(parsers: Any) -> None:
    group = Group(parsers, "desk", "one person's encrypted store")
    group.add("words", "offer six words to use as a passphrase", _words)
    owner_options(group.add("new", "make a desk: keys, identity card, encrypted store", new))
    group.add("status", "whose desk this is and what lies on it", _status)
    group.add("check", "read the whole store and the history of every answer", _check)
    group.add(
        "passphrase",
        "change the passphrase (the new one is asked for, or AUDITDESK_NEW_PASSPHRASE)",
        _passphrase,
    )
    group.add(
        "recover",
        "open with the recovery code (asked for, or AUDITDESK_RECOVERY), set a new passphrase",
        _recover,
    )
    group.add("renew", "make a new recovery code; the old one opens nothing more", _renew)


def owner_options(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("--role", required=True, choices=["auditor", "coordinator"])
    parser.add_argument("--agency", required=True, metavar="A", help="agency code, such as csc or pol")
    parser.add_argument(
        "--name", required=True, metavar="N", help="the person's name, as on the identity card"
    )
    parser.add_argument("--sheet", type=Path, metavar="F", help="save the recovery code as a PDF to print")


def _words(door: Door, _args: argparse.Namespace) -> Said:
    passphrase = work.offered_passphrase(door.choose)
    return Said({"passphrase": passphrase}, [passphrase])


def new(door: Door, args: argparse.Namespace) -> Said:
    owner = work.Owner(args.name, args.agency, args.role)
    passphrase = door.secret(PASSPHRASE, "New passphrase: ")
    made = work.make_desk(door.home, owner, passphrase, at=door.now())
    if args.sheet is not None:
        with closing(work.open_desk(door.home, passphrase)) as desk:
            work.write_recovery_sheet(desk, made.recovery_code, args.sheet, on=door.now().date())
    lines = [
        f"The desk of {args.name} is made.",
        f"Words of the identity card: {' '.join(made.words)}",
        "Recovery code, shown once; print it and lock it away:",
        f"    {made.recovery_code}",
    ]
    return Said(asdict(made), lines)


def _status(door: Door, _args: argparse.Namespace) -> Said:
    with door.desk() as desk:
        status = work.desk_status(desk)
    lines = [
        f"{status.name}, {status.agency}, {status.role}",
        f"Rounds: {', '.join(status.rounds) or 'none'}",
        f"Returns: {status.returns}, signed: {status.signed}",
    ]
    return Said(asdict(status), lines)


def _check(door: Door, _args: argparse.Namespace) -> Said:
    with door.desk() as desk:
        checked = work.check_desk(desk)
    good = checked.store_sound and checked.history_sound
    lines = [
        f"Store: {'sound' if checked.store_sound else 'damaged'}",
        f"History of answers: {checked.entries} entries, {'unbroken' if checked.history_sound else 'broken'}",
    ]
    return Said(asdict(checked), lines, Status.DONE if good else Status.NEEDS_A_PERSON)


def _passphrase(door: Door, _args: argparse.Namespace) -> Said:
    old = door.secret(PASSPHRASE, "Present passphrase: ")
    work.change_passphrase(door.home, old, door.secret(_NEW, "New passphrase: "))
    return Said(
        {"changed": True}, ["The passphrase is changed. Copies of the desk elsewhere keep the old one."]
    )


def _recover(door: Door, _args: argparse.Namespace) -> Said:
    code = door.secret("AUDITDESK_RECOVERY", "Recovery code: ")
    recovered = work.recover_desk(door.home, code, door.secret(_NEW, "New passphrase: "))
    lines = ["The new passphrase is set. The old recovery code is spent; the new one, shown once:"]
    return Said({"recovery_code": recovered}, [*lines, f"    {recovered}"])


def _renew(door: Door, _args: argparse.Namespace) -> Said:
    renewed = work.renew_recovery(door.home, door.secret(PASSPHRASE, "Passphrase: "))
    lines = ["The old recovery code opens nothing more; the new one, shown once:"]
    return Said({"recovery_code": renewed}, [*lines, f"    {renewed}"])
