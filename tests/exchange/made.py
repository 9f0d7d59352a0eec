"""Documents made by the program's own writers, for the people of the vectors."""

from datetime import UTC, datetime
from functools import cache

from auditdesk.exchange import bundle, decisions, pack, receipt
from auditdesk.exchange.bundle import OpenedBundle, Outgoing
from auditdesk.exchange.sealed import Sealed
from tests.exchange.forge import sealed
from tests.exchange.people import ANN, CAT, ROUND_KEY
from tests.exchange.vectors import read_one
from tests.exchange.world import RECIPIENT, opened, world

AT = datetime(2016, 7, 1, 12, 0, tzinfo=UTC)
APP = "auditdesk 0.1.0"


@cache
def golden(kind: str, name: str = "") -> object:
    """A golden document, opened."""
    return opened(kind, sealed(read_one(f"golden/{name or kind}").body, RECIPIENT[kind]))


def outgoing(found: OpenedBundle, seq: int = 1, prev: str | None = None) -> Outgoing:
    returns = tuple(revision.ret for revision, _ in found.revisions)
    tools = world().pack.pack.tools
    return Outgoing(found.fact.round, found.fact.pack, tools, found.fact.epoch, seq, prev, returns)


def made(kind: str) -> Sealed:
    """One document of a type, by the program's own writer."""
    match kind, golden(kind):
        case "pack", pack.OpenedPack() as found:
            return pack.seal_pack(found.pack, CAT, (ANN.recipient, APP, AT))[0]
        case "bundle", OpenedBundle() as found:
            return bundle.seal(outgoing(found), ANN, (ROUND_KEY.recipient, APP, AT))[0]
        case "receipt", receipt.OpenedReceipt() as found:
            return receipt.seal(found.round, found.items, CAT, (ANN.recipient, APP, AT))
        case "decisions", decisions.OpenedLog() as found:
            return decisions.seal_log(found.round, found.entries, CAT, (APP, AT))
        case _:
            raise KeyError(kind)
