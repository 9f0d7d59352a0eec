"""Bundles come in: one outcome a file, one transaction a bundle."""

import hashlib
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

from auditdesk.audit.decisions import What
from auditdesk.audit.people import Role
from auditdesk.audit.trusted import Trusted
from auditdesk.desk import decisions, facts, inbox, trusted
from auditdesk.desk.desk import Desk
from auditdesk.desk.facts import Logged
from auditdesk.desk.packs import Parts
from auditdesk.errors import AuditDeskError, FileError, InputError, ParkedError, RefusedError
from auditdesk.exchange.bundle import OpenedBundle, open_bundle
from auditdesk.exchange.decisions import signed
from auditdesk.exchange.sealed import BUNDLE, raw_file
from auditdesk.files import in_words
from auditdesk.merge.outcome import FileOutcome, Outcome
from auditdesk.watch import UNWATCHED, Watch


@dataclass(frozen=True, slots=True)
class _File:
    """One file on its way in."""

    shown: str
    raw: bytes


def merge_files(
    desk: Desk, paths: tuple[Path, ...], *, at: datetime, watch: Watch = UNWATCHED
) -> tuple[FileOutcome, ...]:
    """Merge bundles, from files or folders; parked ones are tried again first.

    One bundle is the unit that is whole: what was merged before a cancel stays merged.

    Raises:
        InputError: R_ROLE. FileError: F_MISSING for a path that is not there; nothing was merged.
        DeskError: D_FULL, D_READONLY; the bundle under way was not merged.
    """
    desk.ensure_role(Role.COORDINATOR)
    files = list(_files(paths))
    keys, trust = desk.read(trusted.keys), desk.read(trusted.known, desk.card_text)
    _retry_parked(desk, keys, trust, at)
    outcomes = []
    for done, path in enumerate(files, 1):
        watch.step(done, len(files), "merging")
        outcomes.append(_merged_path(desk, path, (keys, trust), at))
    return tuple(outcomes)


def _files(paths: tuple[Path, ...]) -> Iterator[Path]:
    for path in paths:
        with in_words(path):
            if path.is_dir():
                yield from sorted(one for one in path.iterdir() if one.suffix == ".adbundle")
            else:
                path.lstat()
                yield path


def _retry_parked(desk: Desk, keys: tuple[str, ...], trust: Trusted, at: datetime) -> None:
    for path, raw in list(inbox.parked(desk.folder)):
        if _merged(desk, _File(path.name[:12], raw), (keys, trust), at).outcome is not Outcome.PARKED:
            inbox.unpark(desk.folder, raw)


def _merged_path(desk: Desk, path: Path, known: tuple[tuple[str, ...], Trusted], at: datetime) -> FileOutcome:
    try:
        raw = raw_file(path, BUNDLE)
    except (FileError, RefusedError) as error:
        return FileOutcome(path.name, Outcome.REFUSED, error.name, str(error), ())
    outcome = _merged(desk, _File(path.name, raw), known, at)
    if outcome.outcome is Outcome.PARKED:
        inbox.park(desk.folder, raw)
    return outcome


def _merged(desk: Desk, file: _File, known: tuple[tuple[str, ...], Trusted], at: datetime) -> FileOutcome:
    keys, trust = known
    try:
        found = open_bundle(file.raw, file.shown, keys, trust)
    except ParkedError as error:
        return _told(desk, file, (Outcome.PARKED, error), None, at)
    except RefusedError as error:
        return _told(desk, file, (Outcome.REFUSED, error), None, at)
    if desk.read(facts.known, found.fact.id):
        return _told(desk, file, (Outcome.DUPLICATE, None), found, at)
    parts = Parts(found.manifest, found.sig, found.payload)
    desk.write(facts.add, found.fact, found.revisions, parts, at)
    return _told(desk, file, (Outcome.MERGED, None), found, at)


def _told(
    desk: Desk,
    file: _File,
    came: tuple[Outcome, AuditDeskError | None],
    found: OpenedBundle | None,
    at: datetime,
) -> FileOutcome:
    outcome, error = came
    refs = tuple(revision.ret.ref for revision, _ in found.revisions) if found else ()
    line = Logged(
        n=0,
        at=at.isoformat(timespec="seconds"),
        file_hash=hashlib.sha256(file.raw).hexdigest(),
        outcome=outcome.value,
        code=error.name if error else None,
        returns=len(refs),
        bundle=found.fact.id if found else None,
        round=found.fact.round if found else None,
        signer=found.fact.signer if found else None,
    )
    desk.write(facts.log, line)
    sentence = f"{error} {error.hint} Nothing from this file was stored." if error else ""
    return FileOutcome(file.shown, outcome, error.name if error else None, sentence, refs)


def merge_log(desk: Desk) -> tuple[Logged, ...]:
    """What became of every file so far, oldest first.

    Raises:
        InputError: R_ROLE.
    """
    desk.ensure_role(Role.COORDINATOR)
    return desk.read(facts.logged)


def undo_merge(desk: Desk, number: int, *, at: datetime) -> str:
    """Exclude the bundle of one line of the log from the view; nothing is taken out of the store.

    Raises:
        InputError: U_USAGE if that line merged no bundle; R_ROLE.
    """
    for line in merge_log(desk):
        if line.n == number and line.outcome == Outcome.MERGED.value and line.bundle and line.round:
            last = desk.read(decisions.last, line.round)
            named = (line.round, What.EXCLUDE, line.bundle, None, "")
            entry = decisions.following(last, named, desk.identity.sign_line, at)
            desk.write(decisions.append, (signed(entry, desk.identity),))
            return line.bundle
    raise InputError("U_USAGE", why=f"Line {number} of the log merged no bundle.")
