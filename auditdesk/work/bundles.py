"""Bundles: an auditor's signed returns out, and a look into one without storing anything."""

import base64
import secrets
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

from auditdesk import __version__
from auditdesk.audit.people import Role
from auditdesk.audit.round import Ref
from auditdesk.audit.trusted import Trusted
from auditdesk.audit.written import read_return
from auditdesk.canonical import read
from auditdesk.desk import facts, packs, returns, rounds, trusted
from auditdesk.desk.desk import Desk
from auditdesk.errors import FileError, InputError, ParkedError, RefusedError
from auditdesk.exchange.bundle import Outgoing, open_bundle, seal
from auditdesk.exchange.sealed import BUNDLE, raw_file
from auditdesk.files import together
from auditdesk.merge.outcome import FileOutcome, Outcome

_LARGEST_RETURN = 8 << 20
_NAME_BYTES = 5
_APP = f"auditdesk {__version__}"


@dataclass(frozen=True, slots=True)
class Exported:
    """A bundle that was saved: its file, its id, the returns in it."""

    file: str
    bundle: str
    round: str
    returns: tuple[str, ...]


def make_bundle(
    desk: Desk, round_id: str | None, refs: tuple[str, ...], folder: Path, *, at: datetime
) -> Exported:
    """Seal every newest signed return of the round for the coordinator, those named among them.

    Raises:
        InputError: R_UNSIGNED for one named that is not signed; R_NONE, R_NOTHING, R_ROUND, R_MANY, R_ROLE.
        RefusedError: the coordinator would refuse it, by the same code; nothing was saved.
        FileError: F_FULL, F_READONLY; nothing was saved or remembered.
    """
    desk.ensure_role(Role.AUDITOR)
    name = desk.read(rounds.chosen, round_id)
    states = {str(ref): state for ref, state in desk.read(returns.states, name).items()}
    for text in refs:
        ref = Ref.parse(text)
        if ref is None or str(ref) not in states:
            raise InputError("R_NONE", ref=text)
        if states[str(ref)] == "open":
            raise InputError("R_UNSIGNED", ref=text)
    bodies = desk.read(returns.signed, name)
    if not bodies:
        raise InputError("R_NOTHING")
    signed = tuple(read_return(read(body, _LARGEST_RETURN)) for _, body in bodies)
    seq, prev = desk.read(facts.last_sent, desk.epoch)
    tools = desk.read(rounds.tools)
    pack = desk.read(packs.latest, name)
    outgoing = Outgoing(
        name,
        pack.id if pack else "",
        tuple(tools[form] for form in sorted({ret.form for ret in signed})),
        desk.epoch,
        seq + 1,
        prev,
        signed,
    )
    recipient = desk.read(rounds.one, name).recipient
    sealed, fact = seal(outgoing, desk.identity, (recipient, _APP, at))
    neutral = base64.b32encode(secrets.token_bytes(_NAME_BYTES)).decode().lower()
    with together(folder) as put:
        file = put(folder / f"{name}-{neutral}.adbundle", sealed.raw)
        desk.write(facts.add_sent, fact, at)
    return Exported(str(file), fact.id, name, tuple(str(ret.ref) for ret in signed))


def check_bundles(desk: Desk, paths: tuple[Path, ...]) -> tuple[FileOutcome, ...]:
    """What merging each file would give; nothing is stored.

    Raises:
        InputError: R_ROLE.
    """
    desk.ensure_role(Role.COORDINATOR)
    keys, trust = desk.read(trusted.keys), desk.read(trusted.known, desk.card_text)
    return tuple(_checked(desk, path, keys, trust) for path in paths)


def _checked(desk: Desk, path: Path, keys: tuple[str, ...], trust: Trusted) -> FileOutcome:
    try:
        found = open_bundle(raw_file(path, BUNDLE), path.name, keys, trust)
    except ParkedError as error:
        return FileOutcome(path.name, Outcome.PARKED, error.name, str(error), ())
    except (RefusedError, FileError) as error:
        return FileOutcome(path.name, Outcome.REFUSED, error.name, str(error), ())
    known = desk.read(facts.known, found.fact.id)
    refs = tuple(revision.ret.ref for revision, _ in found.revisions)
    return FileOutcome(path.name, Outcome.DUPLICATE if known else Outcome.MERGED, None, "", refs)
