"""The coordinator's decision log: out as a file that ssh-keygen checks line by line, and read again."""

from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

from auditdesk import __version__
from auditdesk.audit.decisions import Decided
from auditdesk.audit.people import Role
from auditdesk.desk import decisions, people, rounds
from auditdesk.desk.desk import Desk
from auditdesk.exchange.decisions import open_log, seal_log
from auditdesk.exchange.sealed import DECISIONS, raw_file
from auditdesk.files import whole_file

_APP = f"auditdesk {__version__}"


@dataclass(frozen=True, slots=True)
class LogSaved:
    """A decision log that was saved."""

    file: str
    id: str
    round: str
    entries: int


@dataclass(frozen=True, slots=True)
class LogEntry:
    """One entry: its number, its id, what was decided of what, why, when (UTC), by whom."""

    n: int
    id: str
    what: str
    target: str
    reason: str
    created: str
    by: str


@dataclass(frozen=True, slots=True)
class LogRead:
    """A decision log whose every signature held and whose chain has no gap.

    `differs` are the numbers under which this desk holds another entry: a restored desk went on from there.
    """

    round: str
    id: str
    entries: tuple[LogEntry, ...]
    differs: tuple[int, ...]


def export_decisions(
    desk: Desk, round_id: str | None, to: Path, *, at: datetime, replace: bool = False
) -> LogSaved:
    """Save every decision of a round, sealed for the coordinator's own card (formats.md 11).

    Raises:
        InputError: R_ROUND, R_MANY, R_ROLE. FileError: F_EXISTS, F_FULL, F_READONLY.
    """
    desk.ensure_role(Role.COORDINATOR)
    name = desk.read(rounds.chosen, round_id)
    entries = desk.read(decisions.of_round, name)
    sealed = seal_log(name, entries, desk.identity, (_APP, at))
    whole_file(to, sealed.raw, replace=replace)
    return LogSaved(str(to), sealed.id, name, len(entries))


def check_decisions(desk: Desk, file: Path) -> LogRead:
    """Read a decision log; nothing is stored.

    Raises:
        RefusedError: it can never become right. ParkedError: S_UNKNOWN_SIGNER, M_NEWER. InputError: R_ROLE.
    """
    desk.ensure_role(Role.COORDINATOR)
    by_key = desk.read(people.by_keys, desk.card_text)
    found = open_log(raw_file(file, DECISIONS), file.name, desk.identity, by_key)
    own = {one.decision.n: one.id for one in desk.read(decisions.of_round, found.round)}
    differs = tuple(one.decision.n for one in found.entries if own.get(one.decision.n, one.id) != one.id)
    return LogRead(found.round, found.id, tuple(map(_shown, found.entries)), differs)


def _shown(one: Decided) -> LogEntry:
    entry = one.decision
    created = entry.created.isoformat(timespec="seconds")
    return LogEntry(entry.n, one.id, entry.what.value, entry.target, entry.reason, created, entry.by)
