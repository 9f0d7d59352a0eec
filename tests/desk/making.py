"""Desks, rounds and returns for tests: real keys and cards, the cheapest key derivation still read."""

import hashlib
from dataclasses import dataclass, replace
from datetime import UTC, date, datetime
from decimal import Decimal
from functools import cache
from pathlib import Path

from auditdesk import crypto
from auditdesk.audit.clocks import Clock, Unit
from auditdesk.audit.days import Calendar
from auditdesk.audit.facts import BundleFact, PackSent, Revision
from auditdesk.audit.filling import Setting
from auditdesk.audit.people import Card, Person, Role, Trust
from auditdesk.audit.returns import Answer, Return, State, revision_id
from auditdesk.audit.round import Assignment, Case, Guidance, Ref, Round, Rules, Sample
from auditdesk.audit.written import written_return
from auditdesk.canonical import canonical
from auditdesk.crypto import Identity
from auditdesk.desk import packs, rounds, vault
from auditdesk.desk.desk import VAULT, Desk, make_desk
from auditdesk.desk.lock import Lock
from auditdesk.desk.packs import Parts
from auditdesk.desk.slots import Cost, read_vault
from auditdesk.exchange import card as cards
from auditdesk.form import At, Change, Origin, RowChange, RowId, Tool, TypedCell, TypedChange, TypedRow

PASSPHRASE = "heron lattice pudding quarry ember violin"  # noqa: S105 - of desks that a test makes
CHEAP = Cost(m_kib=65_536, t=2, p=1)
AT = datetime(2016, 7, 1, 12, 0, tzinfo=UTC)
ROUND = "CSE-2016-06"
FIRST, SECOND = Ref("CSE16-01", "csc"), Ref("CSE16-02", "csc")
PARTS = Parts(b"{}", b"-----BEGIN SSH SIGNATURE-----\n", b"{}")


@dataclass(frozen=True)
class MadeDesk:
    """A desk on disk: what opens it, and whose it is."""

    folder: Path
    identity: Identity
    card: str
    code: str


def person(role: Role = Role.AUDITOR, name: str = "Ann Other") -> tuple[Identity, Person]:
    identity = crypto.fresh_identity()
    card = Card(name, "csc", role, identity.sign_line, identity.recipient, date(2016, 6, 1))
    return identity, Person(card, cards.write(card, identity), Trust.VERIFIED)


def desk_in(folder: Path, role: Role = Role.AUDITOR) -> MadeDesk:
    identity, owner = person(role)
    code = make_desk(folder, identity, owner.text, PASSPHRASE, CHEAP)
    return MadeDesk(folder, identity, owner.text, code)


def opened(folder: Path) -> Desk:
    """The desk in a folder, locked and read as any other, its keys derived once a run: slow by design."""
    lock, hidden = Lock(folder), (folder / VAULT).read_bytes()
    return Desk(folder, read_vault(hidden), _keys(hidden), lock)


@cache
def _keys(hidden: bytes) -> vault.Opened:
    return vault.unlocked(read_vault(hidden), PASSPHRASE)


def round_of(**changed: object) -> Round:
    plain = Round(
        id=ROUND,
        title="Child sexual exploitation, June 2016",
        theme="child-sexual-exploitation",
        nation="england",
        timezone="Europe/London",
        audit_date=date(2016, 6, 20),
        match_key="ab" * 32,
        lookback_from=date(2015, 6, 20),
        lookback_to=date(2016, 6, 20),
        due_returns=date(2016, 7, 8),
        due_meeting=date(2016, 7, 20),
        due_report=date(2016, 9, 2),
        purpose="To learn.",
        recipient="age1" + "q" * 58,
        coordinator="card",
    )
    return replace(plain, **changed)  # type: ignore[arg-type]  # the caller names fields of a Round


SETTING = Setting(
    Calendar({"england": frozenset({date(2016, 12, 26)})}, "england"),
    {"CK_RHI": Clock("CK_RHI", Decimal(72), Unit.ELAPSED_HOURS)},
    {"stage.required": "csc pol"},
)


def sample_of(tool: Tool) -> Sample:
    case = Case("CSE16-01", ("csc", "pol"), "csc")
    return Sample((case,), tool.hash, {"csc": 1}, 5, Rules(), {"stage.required": "csc pol"})


def asked(tool: Tool, *refs: Ref) -> tuple[Assignment, ...]:
    return tuple(Assignment(ref, "", ref == FIRST, date(2016, 7, 8), tool.hash) for ref in refs)


def pack_of(tool: Tool, auditor: str, n: int = 1, refs: tuple[Ref, ...] = (FIRST, SECOND)) -> PackSent:
    former = f"{n - 1:064x}" if n > 1 else None
    return PackSent(f"{n:064x}", ROUND, n, auditor, former, (tool.hash,), asked(tool, *refs))


def take_round(desk: Desk, tool: Tool, name: str = ROUND) -> None:
    """What a pack brings to an auditor's desk."""
    desk.write(rounds.add_tool, tool)
    desk.write(
        rounds.take, round_of(id=name), Rules(), SETTING, (Guidance("Missing", "Ring the police.", "T"),)
    )
    pack = pack_of(tool, desk.identity.sign_line)
    unlike = hashlib.sha256(name.encode()).hexdigest()
    desk.write(packs.add, replace(pack, round=name, id=pack.id if name == ROUND else unlike), PARTS, AT)


def typing(name: str, text: str, *rows: str, before: str = "", reason: str = "") -> Change:
    """What a session says when a person types a text into a cell ('' with no reason clears it)."""
    at = At(name, tuple(RowId(row) for row in rows))
    former = TypedCell(at, before) if before else None
    after = TypedCell(at, text, Origin.TYPED, reason) if text or reason else None
    return Change((TypedChange(at, former, after),))


def row(name: str, *rows: str, removed: bool = False) -> TypedRow:
    return TypedRow(At(name, tuple(RowId(one) for one in rows)), removed)


def row_change(kind: str, place: int, name: str, *rows: str) -> Change:
    return Change(rows=(RowChange(row(name, *rows).at, kind, place),))  # type: ignore[arg-type]


def return_of(ref: Ref, tool: str, revision: int = 1, parent: str | None = None, text: str = "met") -> Return:
    answers = (Answer(At("q0"), text),)
    return Return(
        ref,
        tool,
        revision,
        parent,
        State.SIGNED,
        AT,
        AT,
        None,
        0,
        guard=(),
        rows=(),
        answers=answers,
        comments=(),
    )


def named(ret: Return, identity: Identity) -> tuple[str, str, bytes]:
    """A signed state as `freeze` takes it: its id, who signed, its canonical bytes."""
    body = canonical(written_return(ret))
    return revision_id(body, identity.key, ROUND), identity.sign_line, body


def bundle_of(
    n: int, brought: tuple[tuple[Revision, bytes], ...], signer: str, epoch: str = "e" * 32
) -> BundleFact:
    former = f"{n - 1:064x}" if n > 1 else None
    ids = tuple(sorted(revision.id for revision, _ in brought))
    return BundleFact(f"{n:064x}", ROUND, signer, "f" * 64, epoch, n, former, AT, 0, ids)


def revision_of(ret: Return, identity: Identity) -> tuple[Revision, bytes]:
    name, signer, body = named(ret, identity)
    return Revision(name, signer, ret), body
