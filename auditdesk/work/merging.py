"""Bundles come in: one outcome a file, one transaction a bundle."""

import hashlib
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from pathlib import Path

from auditdesk.audit.decisions import DecisionValue, What
from auditdesk.audit.facts import Facts
from auditdesk.audit.people import Role
from auditdesk.audit.round import Ref
from auditdesk.audit.trusted import Trusted
from auditdesk.desk import decisions, facts, inbox, people, rounds, trusted
from auditdesk.desk.desk import Desk
from auditdesk.desk.facts import Logged
from auditdesk.desk.packs import Parts
from auditdesk.desk.sqlite import Database
from auditdesk.errors import AuditDeskError, FileError, InputError, ParkedError, RefusedError
from auditdesk.exchange.bundle import OpenedBundle, open_bundle
from auditdesk.exchange.decisions import signed
from auditdesk.exchange.sealed import BUNDLE, raw_file
from auditdesk.files import in_words
from auditdesk.merge.outcome import FileOutcome, Outcome
from auditdesk.merge.standing import NoteKind
from auditdesk.merge.view import notes
from auditdesk.watch import UNWATCHED, Watch

_CLOCK_MAY_DIFFER = timedelta(days=1)


@dataclass(frozen=True, slots=True)
class Choice:
    """One entry: exclude or include a bundle; settle against a revision or bundle; lead of a return."""

    what: str
    target: str


@dataclass(frozen=True, slots=True)
class Decisions:
    """What was written to the log of decisions about one line of the merge log: what, and about which id."""

    n: int
    decided: tuple[Choice, ...]


@dataclass(frozen=True, slots=True)
class _File:
    """One file on its way in; `was_parked` if it lay in the inbox."""

    shown: str
    raw: bytes
    was_parked: bool = False


def merge_files(
    desk: Desk, paths: tuple[Path, ...], *, at: datetime, watch: Watch = UNWATCHED
) -> tuple[FileOutcome, ...]:
    """Merge bundles, from files or folders; parked ones are tried again first, and told if judged now.

    One bundle is the unit that is whole: what was merged before a cancel stays merged.

    Raises:
        InputError: R_ROLE. FileError: F_MISSING for a path that is not there; nothing was merged.
        DeskError: D_FULL, D_READONLY; the bundle under way was not merged.
    """
    desk.ensure_role(Role.COORDINATOR)
    files = list(_files(paths))
    known = (desk.read(trusted.keys), desk.read(trusted.known, desk.card_text))
    outcomes = list(_retried(desk, known, at))
    for done, path in enumerate(files, 1):
        watch.step(done, len(files), "merging")
        outcomes.append(_merged_path(desk, path, known, at))
    return tuple(outcomes)


def _files(paths: tuple[Path, ...]) -> Iterator[Path]:
    for path in paths:
        with in_words(path):
            if path.is_dir():
                yield from sorted(one for one in path.iterdir() if one.suffix == ".adbundle")
            else:
                path.lstat()
                yield path


def _retried(desk: Desk, known: tuple[tuple[str, ...], Trusted], at: datetime) -> Iterator[FileOutcome]:
    for path, raw in list(inbox.parked(desk.folder)):
        outcome = _merged(desk, _File(path.name[:12], raw, was_parked=True), known, at)
        match outcome.outcome:
            case Outcome.PARKED:
                continue
            case Outcome.REFUSED:
                inbox.set_aside(desk.folder, raw)
            case _:
                inbox.unpark(desk.folder, raw)
        yield outcome


def _merged_path(desk: Desk, path: Path, known: tuple[tuple[str, ...], Trusted], at: datetime) -> FileOutcome:
    try:
        raw = raw_file(path, BUNDLE)
    except (FileError, RefusedError) as error:
        return FileOutcome(path.name, Outcome.REFUSED, error.name, f"{error} {error.hint}", ())
    return _merged(desk, _File(path.name, raw), known, at)


def _merged(desk: Desk, file: _File, known: tuple[tuple[str, ...], Trusted], at: datetime) -> FileOutcome:
    keys, trust = known
    try:
        found = open_bundle(file.raw, file.shown, keys, trust)
    except ParkedError as error:
        if not file.was_parked:
            inbox.park(desk.folder, file.raw)
            desk.write(facts.log, _line(file, Outcome.PARKED, error, None, at))
        return FileOutcome(file.shown, Outcome.PARKED, error.name, f"{error} {error.hint}", ())
    except RefusedError as error:
        desk.write(facts.log, _line(file, Outcome.REFUSED, error, None, at))
        sentence = f"{error} {error.hint} Nothing from this file was stored."
        return FileOutcome(file.shown, Outcome.REFUSED, error.name, sentence, ())
    outcome = desk.write(_keep, file, found, at)
    refs = tuple(revision.ret.ref for revision, _ in found.revisions)
    begins = desk.read(rounds.one, found.fact.round).lookback_from
    sentence = _clock_looks_wrong(found, begins, at) if outcome is Outcome.MERGED else ""
    return FileOutcome(file.shown, outcome, None, sentence, refs)


def _keep(db: Database, file: _File, found: OpenedBundle, at: datetime) -> Outcome:
    """The bundle and its line in the log, in one piece: a receipt is written from the line."""
    parts = Parts(found.manifest, found.sig, found.payload)
    added = facts.add(db, found.fact, found.revisions, parts, at)
    outcome = Outcome.MERGED if added.is_news else Outcome.DUPLICATE
    facts.log(db, _line(file, outcome, None, found, at))
    return outcome


def _clock_looks_wrong(found: OpenedBundle, begins: date, at: datetime) -> str:
    """A warning for show: no rule compares clocks, so the bundle counts as any other (formats.md 3)."""
    told = [found.fact.created, *(one.ret.finished for one, _ in found.revisions if one.ret.finished)]
    if begins <= min(told).date() and max(told) <= at + _CLOCK_MAY_DIFFER:
        return ""
    return f"The clock of {found.auditor.card.name} looks wrong; the times in this bundle are theirs."


def _line(
    file: _File, outcome: Outcome, error: AuditDeskError | None, found: OpenedBundle | None, at: datetime
) -> Logged:
    return Logged(
        n=0,
        at=at.isoformat(timespec="seconds"),
        file_hash=hashlib.sha256(file.raw).hexdigest(),
        outcome=outcome.value,
        code=error.name if error else None,
        returns=len(found.revisions) if found else 0,
        bundle=found.fact.id if found else None,
        round=found.fact.round if found else None,
        signer=found.fact.signer if found else None,
    )


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
    round_id, bundle = _line_merged(desk, number)
    _write(desk, round_id, [(What.EXCLUDE, bundle, None)], "", at)
    return bundle


def decide_merge(desk: Desk, number: int, *, accept: bool, reason: str = "", at: datetime) -> Decisions:
    """Decide about the bundle of one line of the log.

    Refused, it is excluded. Accepted, it is included again if it was held back, and what it brought stands
    wherever the same number came with other contents (a fork, an equivocation); the rivals are kept.

    Raises:
        InputError: U_USAGE if that line merged no bundle, or it needs no decision; R_ROLE.
    """
    round_id, bundle = _line_merged(desk, number)
    found = _accepted(desk.read(facts.of_round, round_id), bundle) if accept else []
    if not accept:
        found = [(What.EXCLUDE, bundle, None)]
    if not found:
        raise InputError("U_USAGE", why=f"The bundle of line {number} counts; there is nothing to decide.")
    _write(desk, round_id, found, reason, at)
    return Decisions(number, tuple(Choice(what.value, target) for what, target, _ in found))


_Entry = tuple[What, str, DecisionValue]


def _accepted(known: Facts, bundle: str) -> list[_Entry]:
    """What has to be written so that this bundle, and what it brought, counts."""
    brought = {one.id: one.revisions for one in known.bundles}
    found: list[_Entry] = []
    for note in notes(known):
        rivals = [one for one in note.ids if one != bundle]
        match note.kind:
            case NoteKind.HELD_EXCLUDED | NoteKind.HELD_REVOKED if note.about == bundle:
                found.append((What.INCLUDE, bundle, None))
            case NoteKind.EQUIVOCATION if bundle in note.ids:
                others = {revision for rival in rivals for revision in brought[rival]}
                own = sorted(set(brought[bundle]) - others) or list(brought[bundle])
                found += [(What.SETTLE, rival, own[0] if own else None) for rival in rivals]
            case NoteKind.FORK:
                found += _settled_fork(note.ids, brought[bundle])
            case _:
                pass
    return found


def _settled_fork(rivals: tuple[str, ...], brought: tuple[str, ...]) -> list[_Entry]:
    stands = next((one for one in rivals if one in brought), None)
    return [(What.SETTLE, one, stands) for one in rivals if stands and one != stands]


def lead_return(
    desk: Desk, asked: tuple[str | None, str], fingerprint: str, *, reason: str = "", at: datetime
) -> Choice:
    """Say whose return counts where two people audited one case for one agency; both stay.

    `asked` is the round (None: the only one) and the ref.

    Raises:
        InputError: R_NONE, or U_USAGE if nobody with that fingerprint sent it; R_ROUND, R_MANY, R_ROLE.
    """
    desk.ensure_role(Role.COORDINATOR)
    name, ref = desk.read(rounds.chosen, asked[0]), Ref.parse(asked[1])
    if ref is None:
        raise InputError("R_NONE", ref=asked[1])
    person = desk.read(people.shown, fingerprint)
    sent = (one.ret.ref for one in desk.read(facts.revisions, name) if one.signer == person.card.sign)
    if not any((one.case, one.agency) == (ref.case, ref.agency) for one in sent):
        raise InputError("U_USAGE", why=f"{person.card.name} sent no return for {ref.case}/{ref.agency}.")
    target = f"{name}:{ref.case}:{ref.agency}"
    _write(desk, name, [(What.LEAD, target, person.card.sign)], reason, at)
    return Choice(What.LEAD.value, target)


def _line_merged(desk: Desk, number: int) -> tuple[str, str]:
    """Round and bundle of a line of the log."""
    desk.ensure_role(Role.COORDINATOR)
    line = desk.read(facts.line_of, number)
    if line is None or line.bundle is None or line.round is None:
        raise InputError("U_USAGE", why=f"Line {number} of the log merged no bundle.")
    return line.round, line.bundle


def _write(desk: Desk, round_id: str, entries: list[_Entry], reason: str, at: datetime) -> None:
    last = desk.read(decisions.last, round_id)
    made = []
    for what, target, value in entries:
        named = (round_id, what, target, value, reason)
        last = signed(decisions.following(last, named, desk.identity.sign_line, at), desk.identity)
        made.append(last)
    desk.write(decisions.append, tuple(made))
