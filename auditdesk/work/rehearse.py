"""A whole round through the other verbs: identities, packs, answers, bundles, merge, meeting, reports.

The time is the round's (contracts.md 4): nothing here reads a clock. Nothing in a rehearsal is secret.
"""

import base64
import shutil
import tempfile
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import date, datetime, time
from itertools import count, groupby
from pathlib import Path
from zoneinfo import ZoneInfo

from auditdesk import canonical, places
from auditdesk.audit.folder import Plan, plan
from auditdesk.audit.given import GivenReturn, Stage, given_return, moment
from auditdesk.audit.reading import Place, read
from auditdesk.errors import FileError, InputError
from auditdesk.files import folder as made_folder
from auditdesk.files import in_words, read_capped, whole_file
from auditdesk.form import RowId
from auditdesk.work import (
    bundles,
    desks,
    identities,
    meetings,
    merging,
    packs,
    papers,
    receipts,
    returns,
    rounds,
)
from auditdesk.watch import UNWATCHED, Watch

COORDINATOR = "coordinator"
_LARGEST_FILE = 2_000_000
_DAY_ENDS = time(17, 0)
_MORNING = time(9, 0)
_SEALED_AT_ONCE = 1


@dataclass(frozen=True, slots=True)
class Rehearsed:
    """What a rehearsal made: counts of returns and bundles, the reports, the folder with everything."""

    round: str
    expected: int
    received: int
    merged: int
    reports: tuple[str, ...]
    folder: str


@dataclass(frozen=True, slots=True)
class Source:
    """A round's folder, read whole and checked before anything is made."""

    folder: Path
    plan: Plan
    zone: ZoneInfo
    returns: tuple[tuple[GivenReturn, datetime], ...]
    meeting: Path | None


@dataclass(frozen=True, slots=True)
class Someone:
    """One person of the rehearsal and the desk they work on."""

    name: str
    passphrase: str
    desk: desks.Desk
    card: Path


def rehearse(
    source: str | Path, out: Path, *, jobs: int = 1, replace: bool = False, watch: Watch = UNWATCHED
) -> Rehearsed:
    """Run the round described in `source` (a folder, or the name of one we ship) into the folder `out`.

    Whole or not at all: everything is made beside `out` and moved there at the end.

    Raises:
        InputError: a file of the round does not fit; names file, line and question.
        FileError: `out` exists and is not to be replaced, or cannot be written.
    """
    given = _source(source)
    with _whole_folder(out, replace=replace) as stage:
        told = _Play(given, stage, jobs, watch).run()
    return Rehearsed(**told, folder=str(out))


class _Play:
    """The rehearsal while it runs."""

    def __init__(self, given: Source, stage: Path, jobs: int, watch: Watch) -> None:
        self._given, self._stage, self._watch = given, stage, watch
        self._jobs = max(1, jobs)
        self._log: list[canonical.Json] = []

    def run(self) -> dict[str, object]:
        people = self._people()
        try:
            coordinator, auditors = people[0], people[1:]
            self._enrol(coordinator, auditors)
            self._send(coordinator, auditors)
            self._audit(coordinator, auditors)
            self._settle(coordinator)
            return self._publish(coordinator, people)
        finally:
            for someone in people:
                someone.desk.close()
