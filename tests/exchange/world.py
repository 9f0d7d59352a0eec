"""What the reader of the vectors knows: people, a round, a pack, a tool, read from the golden files."""

from dataclasses import dataclass
from functools import cache
from typing import Any

from auditdesk.audit.trusted import KnownRound, Trusted
from auditdesk.exchange import bundle, card, decisions, pack, receipt
from auditdesk.exchange.pack import OpenedPack
from tests.exchange.forge import sealed
from tests.exchange.people import ANN, CAT, OTHER_ROUND_KEY, PEOPLE, ROUND_KEY
from tests.exchange.vectors import read_one

RECIPIENT = {
    "pack": ANN.recipient,
    "bundle": ROUND_KEY.recipient,
    "receipt": ANN.recipient,
    "decisions": CAT.recipient,
}
KEYS = (OTHER_ROUND_KEY.age, ROUND_KEY.age)


@dataclass(frozen=True)
class World:
    pack: OpenedPack
    trust: Trusted


def world_of(opened: OpenedPack) -> World:
    known = KnownRound(opened.pack.round, opened.pack.setting)
    tools = {tool.hash: tool for tool in opened.pack.tools}
    return World(opened, Trusted(PEOPLE, {opened.id: opened.sent}, tools, {opened.pack.round.id: known}))


@cache
def world() -> World:
    """From the golden pack, so that no later change of the compiler makes another world of it."""
    raw = sealed(read_one("golden/pack").body, ANN.recipient)
    return world_of(pack.open_pack(raw, "golden", ANN, PEOPLE))


def opened(kind: str, raw: bytes, known: World | None = None) -> Any:
    """What the strict reader of a type makes of the bytes of a file."""
    match kind:
        case "card":
            return card.read(raw, "x.adcard")
        case "pack":
            return pack.open_pack(raw, "x.adround", ANN, PEOPLE)
        case "bundle":
            return bundle.open_bundle(raw, "x.adbundle", KEYS, (known or world()).trust)
        case "receipt":
            return receipt.open_receipt(raw, "x.adreceipt", ANN, PEOPLE)
        case "decisions":
            return decisions.open_log(raw, "x.addecisions", CAT, PEOPLE)
        case _:
            raise KeyError(kind)


def id_of(found: Any) -> str:
    return str(found.fact.id if hasattr(found, "fact") else found.id)
