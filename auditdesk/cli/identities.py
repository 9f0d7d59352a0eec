"""`identity new|card|trust|list|revoke|succeed`: who signs, who is trusted."""

import argparse
from dataclasses import asdict
from pathlib import Path
from typing import Any

from auditdesk import work
from auditdesk.cli import desks
from auditdesk.cli.door import Door, Group
from auditdesk.cli.output import Said


def commands(parsers: Any) -> None:
    group = Group(parsers, "identity", "who signs, who is trusted")
    desks.owner_options(
        group.add("new", "the same as `desk new`: an identity lives on a desk of its own", desks.new)
    )
    card = group.add("card", "write the public identity card to send to others", _card)
    card.add_argument("--to", required=True, type=Path, metavar="F")
    card.add_argument("--force", action="store_true", help="replace the file")
    trust = group.add("trust", "enrol a card after ringing its owner, who reads out its eight words", _trust)
    trust.add_argument("file", type=Path, metavar="F")
    trust.add_argument("--words", required=True, metavar='"…"', help="all eight words, in order")
    look = group.add("look", "whose card a file holds; nothing is stored or trusted", _look)
    look.add_argument("file", type=Path, metavar="F")
    group.add("list", "the people whose cards lie on this desk", _list)
    signers = group.add("signers", "write the trusted keys for `ssh-keygen -Y verify`", _signers)
    signers.add_argument("--to", required=True, type=Path, metavar="F")
    signers.add_argument("--force", action="store_true", help="replace the file")
    revoke = group.add("revoke", "stop trusting a person's key", _revoke)
    revoke.add_argument("fingerprint", metavar="FINGERPRINT", help="the first 8 or more hex of it")
    keep = "lines of `merge log` whose bundles still count; all others of this key do not"
    revoke.add_argument("--keep", nargs="+", type=int, default=[], metavar="N", help=keep)
    succeed = group.add("succeed", "say that a person's new key follows an old one of theirs", _succeed)
    succeed.add_argument("former", metavar="OLD", help="fingerprint of the old key")
    succeed.add_argument("following", metavar="NEW", help="fingerprint of the new one, enrolled already")


def _card(door: Door, args: argparse.Namespace) -> Said:
    with door.desk() as desk:
        card = work.write_card(desk, args.to, replace=args.force)
    words = " ".join(card.words)
    return Said(asdict(card), [f"Saved {card.file}.", f"When they ring to check, read out: {words}"])


def _look(_door: Door, args: argparse.Namespace) -> Said:
    card = work.look_at_card(args.file)
    told = [f"{card.name} ({card.organisation}, {card.role})", f"Its words: {' '.join(card.words)}"]
    return Said(asdict(card), [*told, "Nothing was stored. Ring the owner before you enrol it."])


def _trust(door: Door, args: argparse.Namespace) -> Said:
    with door.desk() as desk:
        person = work.enrol(desk, args.file, tuple(args.words.split()), at=door.now())
    return Said(asdict(person), [f"{person.name} ({person.agency}, {person.role}) is enrolled."])


def _list(door: Door, _args: argparse.Namespace) -> Said:
    with door.desk() as desk:
        people = work.people_known(desk)
    lines = [f"{p.fingerprint[:16]}  {p.trust:<10}  {p.role:<11}  {p.agency:<8}  {p.name}" for p in people]
    return Said({"people": [asdict(p) for p in people]}, lines or ["No card lies on this desk."])


def _signers(door: Door, args: argparse.Namespace) -> Said:
    with door.desk() as desk:
        saved = work.write_signers(desk, args.to, replace=args.force)
    return Said(asdict(saved), [f"Saved {saved.file}: {saved.signers} keys."])


def _revoke(door: Door, args: argparse.Namespace) -> Said:
    with door.desk() as desk:
        person = work.revoke(desk, args.fingerprint, keep=tuple(args.keep), at=door.now())
    return Said(asdict(person), [f"The key of {person.name} is no longer trusted."])


def _succeed(door: Door, args: argparse.Namespace) -> Said:
    with door.desk() as desk:
        person = work.succeed(desk, args.former, args.following, at=door.now())
    return Said(asdict(person), [f"The new key of {person.name} follows the old one."])
