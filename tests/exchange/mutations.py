"""Documents changed at random, encrypted anew so that inner layers are reached, and what became of them.

Two ways: the bytes of a layer changed under an old signature, which nobody may take; and values changed and
signed by the right person, which only a code may refuse, `BaseException` included.
"""

import json
import random
from collections import Counter
from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Any

from auditdesk.errors import ParkedError, RefusedError
from auditdesk.exchange import tar
from tests.exchange import drafts
from tests.exchange.drafts import hash_of
from tests.exchange.forge import Draft, compact, sealed
from tests.exchange.vectors import read_one
from tests.exchange.world import RECIPIENT, opened

Reader = Callable[[str, bytes], Any]
KINDS = tuple(RECIPIENT)
VALUES: tuple[Any, ...] = (
    *(None, True, 0, -1, 1 << 31, (1 << 53) - 1, "", "x" * 3_000, [], {}, [[]], "\u00e9" * 100, "0" * 64),
    *("2016-02-30", "9999-12-31", "0001-01-01", "2016-06-01T09:30+14:00", "../x", "aaaaaaaa", "__c", "q0__c"),
    *("${n}", "Europe/London", "-0", "99999999999", {"missing": "x"}, ["a", "a"]),
)


@dataclass
class Tally:
    """What became of so many documents; `wrong` are those that nobody may see, with their seed."""

    codes: Counter[str] = field(default_factory=Counter)
    accepted: int = 0
    wrong: list[str] = field(default_factory=list)


def outcome(kind: str, inside: bytes, reader: Reader = opened) -> str:
    """The code, `accepted`, or what escaped."""
    try:
        reader(kind, sealed(inside, RECIPIENT[kind]))
    except (RefusedError, ParkedError) as error:
        return error.code
    except BaseException as error:  # noqa: BLE001 - a panic of the age library is no Exception
        return f"escaped: {type(error).__name__}"
    return "accepted"


def flipped(raw: bytes, place: int, bit: int) -> bytes:
    return raw[:place] + bytes([raw[place] ^ 1 << bit]) + raw[place + 1 :]


def scrambled(raw: bytes, rng: random.Random) -> bytes:
    """One to three changes of bytes: flipped, cut out, doubled, moved."""
    for _ in range(rng.randint(1, 3)):
        at = rng.randrange(len(raw) or 1)
        end = min(len(raw), at + rng.choice((1, 2, 8, 64, 512)))
        match rng.randrange(4):
            case 0 if raw:
                raw = flipped(raw, at, rng.randrange(8))
            case 1:
                raw = raw[:at] + raw[end:]
            case 2:
                raw = raw[:end] + raw[at:]
            case _:
                raw = raw[:at] + rng.randbytes(end - at) + raw[end:]
    return raw


def changed(value: Any, rng: random.Random) -> Any:
    """One part of a JSON value is another, is gone, or stands twice."""
    if isinstance(value, dict) and value and rng.random() < 0.85:
        return _changed_map(value, rng)
    if isinstance(value, list) and value and rng.random() < 0.85:
        return _changed_list(value, rng)
    return rng.choice(VALUES)


def _changed_map(value: dict[str, Any], rng: random.Random) -> Any:
    key = rng.choice(sorted(value))
    match rng.randrange(8):
        case 0:
            return {name: part for name, part in value.items() if name != key}
        case 1:
            return value | {rng.choice(("x", key + "x", "q0", "aaaaaaaa:m")): rng.choice(VALUES)}
        case _:
            return value | {key: changed(value[key], rng)}


def _changed_list(value: list[Any], rng: random.Random) -> Any:
    at = rng.randrange(len(value))
    match rng.randrange(6):
        case 0:
            return value[:at] + value[at + 1 :]
        case 1:
            return [*value, value[at]]
        case _:
            return [*value[:at], changed(value[at], rng), *value[at + 1 :]]


def draft(kind: str) -> tuple[Draft, bytes]:
    """The golden document of a type as a draft, and the form of the golden pack."""
    form = dict(tar.read(read_one("golden/pack").body, 18, ("golden", "pack")))["form01.form"]
    pack_id = hash_of(drafts.pack(form).text())
    match kind:
        case "pack":
            return drafts.pack(form), form
        case "bundle":
            return drafts.bundle(hash_of(form), pack_id), form
        case "receipt":
            return drafts.receipt("b" * 64), form
        case _:
            return drafts.decisions(), form


def signed_anew(kind: str, rng: random.Random) -> bytes:
    """A document whose manifest, payload or form says something else, signed by the right person."""
    made, form = draft(kind)
    way = rng.randrange(4)
    if way == 0 or made.payload is None:
        made.said = lambda told: _replace(told, changed(told, rng))
    elif way == 1 and kind == "pack":
        return drafts.pack(compact(changed(json.loads(form), rng))).inside()
    elif kind == "decisions":
        lines = made.payload.splitlines()
        at = rng.randrange(len(lines))
        entry = compact(changed(json.loads(json.loads(lines[at])["entry"]), rng))
        lines[at] = drafts.line(entry)[:-1] if way == 1 else compact(changed(json.loads(lines[at]), rng))
        return drafts.decisions(*(line + b"\n" for line in lines), last=hash_of(entry)).inside()
    elif way == 2:
        made.payload = scrambled(made.payload, rng)
    else:
        made.payload = compact(changed(json.loads(made.payload), rng))
    return made.inside()


def _replace(told: dict[str, Any], by: Any) -> None:
    told.clear()
    told.update(by if isinstance(by, dict) else {"": by})


def changed_after_signing(kind: str, rng: random.Random) -> bytes:
    """The archive with other bytes in a layer, under the signature it had."""
    inside = draft(kind)[0].inside()
    if rng.random() < 0.3:
        return scrambled(inside, rng)
    members = list(tar.read(inside, 18, ("", kind)))
    at = rng.randrange(len(members))
    members[at] = (members[at][0], scrambled(members[at][1], rng))
    return tar.written(tuple(members))


def tally(kind: str, n: int, seed: int, reader: Reader = opened) -> Tally:
    """Half of each way. Every document has a seed of its own, so that one can be made again alone."""
    found = Tally()
    good = draft(kind)[0].inside()
    for number in range(n):
        rng = random.Random(f"{kind} {seed} {number}")  # noqa: S311 - chance that can be repeated
        stale = bool(number % 2)
        inside = changed_after_signing(kind, rng) if stale else signed_anew(kind, rng)
        came = outcome(kind, inside, reader)
        found.codes[came] += 1
        found.accepted += came == "accepted"
        if came.startswith("escaped") or (came == "accepted" and stale and inside != good):
            found.wrong.append(f"{kind} {seed} {number}: {came}")
    return found


def flips(kind: str, every: int = 1, reader: Reader = opened) -> Tally:
    """Every bit of every byte of manifest, signature and members; or each `every`-th of them."""
    found = Tally()
    members = tar.read(draft(kind)[0].inside(), 18, ("", kind))
    bits = (
        (at, place, bit)
        for at, (_, raw) in enumerate(members)
        for place in range(len(raw))
        for bit in range(8)
    )
    for number, (at, place, bit) in enumerate(bits):
        if number % every:
            continue
        name, raw = members[at]
        inside = tar.written((*members[:at], (name, flipped(raw, place, bit)), *members[at + 1 :]))
        came = outcome(kind, inside, reader)
        found.codes[came] += 1
        if came == "accepted" or came.startswith("escaped"):
            found.wrong.append(f"{name} byte {place} bit {bit}: {came}")
    return found
