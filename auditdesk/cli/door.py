"""What every command is handed: where the desk is, how it is unlocked, the time, fresh ids, who watches."""

import argparse
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import BinaryIO

from auditdesk import work
from auditdesk.cli.output import Said
from auditdesk.form import RowId
from auditdesk.watch import Watch

PASSPHRASE = "AUDITDESK_PASSPHRASE"  # noqa: S105 - the name of a variable, not what it holds


@dataclass(frozen=True, slots=True)
class Door:
    """Made once, in `main`. `secret` gives what an environment variable holds, or asks.

    `choose` takes one of a list by chance. `typed` is standard input; `tell` prints a line at once, for
    results that somebody waits for.
    """

    home: Path
    secret: Callable[[str, str], str]
    now: Callable[[], datetime]
    new_id: Callable[[], RowId]
    choose: Callable[[Sequence[str]], str]
    watch: Watch
    typed: BinaryIO
    tell: Callable[[str], None]

    @contextmanager
    def desk(self) -> Iterator[work.Desk]:
        """The person's desk, open for as long as the command runs."""
        desk = work.open_desk(self.home, self.secret(PASSPHRASE, "Passphrase: "))
        try:
            yield desk
        finally:
            desk.close()


Command = Callable[[Door, argparse.Namespace], Said]


class Group:
    """One word of the command line and the words below it: `return fill`, `return sign`."""

    def __init__(
        self, parsers: "argparse._SubParsersAction[argparse.ArgumentParser]", name: str, words: str
    ) -> None:
        parser = parsers.add_parser(name, help=words, description=words)
        self._below = parser.add_subparsers(metavar="COMMAND", required=True)

    def add(self, name: str, words: str, command: Command) -> argparse.ArgumentParser:
        parser = self._below.add_parser(name, help=words, description=words)
        return ready(parser, command)


def ready(parser: argparse.ArgumentParser, command: Command) -> argparse.ArgumentParser:
    """Give a parser its command and the habits all commands share."""
    parser.set_defaults(command=command)
    parser.add_argument("--json", action="store_true", help="print one JSON object")
    return parser


def round_option(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("--round", metavar="ID", help="which round, where the desk holds more than one")
