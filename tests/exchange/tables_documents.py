"""Vectors of cards, of a pack's payload and forms, of receipts and decision logs; and the golden files."""

import base64
from collections.abc import Iterator
from dataclasses import replace
from typing import Any

from tests.exchange import drafts
from tests.exchange.bech32 import recipient
from tests.exchange.drafts import entry, line
from tests.exchange.forge import Draft, Json, armour, blob, compact, signature, signed
from tests.exchange.people import ANN, BEN, CAT, EVE, card
from tests.exchange.tables_signed import SMALL, P, le
from tests.exchange.vectors import Vector

CARD = "identity@auditdesk"
U8 = tuple(
    int.from_bytes(bytes.fromhex(one), "little")
    for one in (
        "e0eb7a7c3b41b8ae1656e3faf19fc46ada098deb9c32b1fd866205165f49b800",
        "5f9c95bca3508c24b1d0b1559c83ef5b04445cc4581c8e86d8224eddd09f1157",
    )
)
LOW = (0, 1, P - 1, *U8, P, P + 1)


def card_json(**changed: Any) -> Json:
    mine = card(ANN, "Ann Other")
    plain: Json = {"kind": "auditdesk.card/1", "name": mine.name, "organisation": "csc", "role": "auditor"}
    plain |= {"sign": mine.sign, "encrypt": mine.encrypt, "created": "2016-06-01"}
    return plain | {"expires": None, "previous": None} | changed


def cards() -> Iterator[Vector]:
    """An identity card with something else in it, signed as it stands."""
    told = compact(card_json())
    good = told + b"\n" + signed(ANN, told, CARD)

    def made(**changed: Any) -> bytes:
        said = compact(card_json(**changed))
        return said + b"\n" + signed(ANN, said, CARD)

    def key(raw: bytes) -> str:
        head = b"\x00\x00\x00\x0bssh-ed25519\x00\x00\x00\x20"
        return "ssh-ed25519 " + base64.b64encode(head + raw).decode()

    followed = compact(card_json(previous=BEN.sign_line))
    twice = followed + b"\n" + signed(ANN, followed, CARD)
    missing = {key: value for key, value in card_json().items() if key != "expires"}
    table: list[tuple[str, str, str, bytes]] = [
        ("C_SHAPE", "empty", "an empty file", b""),
        ("C_SHAPE", "no-line", "no line end", told),
        ("C_SHAPE", "crlf", "line ends changed", good.replace(b"\n", b"\r\n")),
        ("C_SHAPE", "large", "more than 4 KiB", good + b"\n" * 4_096),
        ("C_SHAPE", "space", "not canonical", good.replace(b",", b", ", 1)),
        ("C_SHAPE", "kind", "a pack's kind", made(kind="auditdesk.pack/1")),
        ("C_SHAPE", "extra", "a key of its own", made(x=1)),
        ("C_SHAPE", "missing", "a key too few", compact(missing) + b"\n" + signed(ANN, compact(missing), CARD)),
        ("C_SHAPE", "name", "no name", made(name="")),
        ("C_SHAPE", "name-81", "a name of 81 characters", made(name="x" * 81)),
        ("C_SHAPE", "bidi", "a name that turns round", made(name="Ann\u202e")),
        ("C_SHAPE", "role", "a role that there is not", made(role="admin")),
        ("C_SHAPE", "comment", "a key with a comment", made(sign=ANN.sign_line + " ann@home")),
        ("C_SHAPE", "rsa", "another kind of key", made(sign="ssh-rsa AAAA")),
        ("C_SHAPE", "short-key", "a key of 31 bytes", made(sign=key(ANN.key[:31]))),
        ("C_SHAPE", "no-key", "no key", made(sign="")),
        ("C_SHAPE", "recipient", "no age recipient", made(encrypt="age1")),
        ("C_SHAPE", "recipient-sum", "an age recipient with a typing mistake", made(encrypt=ANN.recipient[:-1] + "q")),
        ("C_SHAPE", "recipient-upper", "an age recipient in capitals", made(encrypt=ANN.recipient.upper())),
        ("C_SHAPE", "recipient-bits", "an age recipient with bits to spare", made(encrypt=recipient(le(9), 1))),
        ("C_SHAPE", "created", "a day that there is not", made(created="2016-02-30")),
        ("C_SHAPE", "expires", "an empty day", made(expires="")),
        ("C_SHAPE", "previous", "an older key that is none", made(previous="x")),
        ("C_SHAPE", "previous-empty", "an empty text for null", made(previous="")),
        ("C_SHAPE", "previous-self", "follows itself", made(previous=ANN.sign_line)),
        ("M_NEWER", "2", "a card of the next major version", made(kind="auditdesk.card/2", colour="red")),
        ("C_SIG", "none", "no signature", told + b"\n"),
        ("C_SIG", "stranger", "signed by somebody else", told + b"\n" + signed(EVE, told, CARD)),
        ("C_SIG", "namespace", "signed as a bundle", told + b"\n" + signed(ANN, told, "bundle@auditdesk")),
        ("C_SIG", "line-end", "signed with its line end", told + b"\n" + signed(ANN, told + b"\n", CARD)),
        ("C_SIG", "after", "a word after it", good + b"Regards\n"),
        ("C_SIG", "changed", "a name changed after signing", good.replace(b"Ann Other", b"Ann Othes")),
        ("C_SIG", "two", "two signatures, one key", good + signed(ANN, told, CARD)),
        ("C_SIG", "previous-missing", "the older key did not sign", twice),
        ("C_SIG", "previous-other", "another key signed for the older one", twice + signed(EVE, followed, CARD)),
        ("C_SIG", "order", "the older key signed first", followed + b"\n" + signed(BEN, followed, CARD) + signed(ANN, followed, CARD)),
        ("C_WEAK", "signature", "a signature of zeros", told + b"\n" + armour(blob(ANN.key, bytes(64), CARD))),
        ("C_WEAK", "second-form", "the second form of the same signature", told + b"\n" + armour(blob(ANN.key, signature(ANN, told, CARD)[:32] + b"\xff" * 32, CARD))),
        ("C_WEAK", "previous", "an older key on a small-order point", made(previous=key(le(1)))),
    ]  # fmt: skip
    table += [
        ("C_WEAK", f"sign-{n:02}", "a signing key on a small-order point", made(sign=key(le(y))))
        for n, y in enumerate(SMALL)
    ]
    table += [
        ("C_WEAK", f"encrypt-{n}", "an age recipient of which everybody knows the secret", made(encrypt=recipient(le(u))))
        for n, u in enumerate(LOW)
    ]  # fmt: skip
    for code, name, what, raw in table:
        yield Vector(f"card/{code}-{name}", code, "card", "file", what, "a card", "", raw)
    for code, what, raw in (
        ("C_WORDS", "a good card, and words that are not its own", good),
        ("C_DIFFERENT", "a good card of somebody enrolled with other keys", _other_card()),
    ):
        yield Vector(f"card/{code}-enrol", code, "enrolment", "file", what, "the phone check", "", raw)


def _other_card() -> bytes:
    other = compact(card_json(sign=EVE.sign_line, encrypt=EVE.recipient))
    return other + b"\n" + signed(EVE, other, CARD)


def packs(form: bytes, broken: tuple[tuple[str, str, bytes], ...]) -> Iterator[Vector]:
    """A pack whose payload or form is not right. `broken`: name, what it is, bytes of a form."""
    digest = drafts.hash_of(form)
    plain = drafts.pack_payload(digest)
    asked, clock = plain["assignments"], plain["clocks"]
    days = {"nation": "england", "dates": ["2016-12-26", "2015-12-25"]}

    def told(**changed: Any) -> Json:
        return plain | {"round": plain["round"] | changed}

    table: list[tuple[str, str, str, Json]] = [
        ("P_SHAPE", "key", "a key of its own", plain | {"x": 1}),
        ("P_SHAPE", "round", "another round than the manifest's", told(id="VEC-2017-01")),
        ("P_SHAPE", "zone", "a time zone that there is not", told(timezone="Europe/Atlantis")),
        ("P_SHAPE", "zone-path", "a path for a time zone", told(timezone="../../etc/passwd")),
        ("P_SHAPE", "round-key", "a round key that everybody has", told(recipient=recipient(bytes(32)))),
        ("P_SHAPE", "no-round-key", "no round key", told(recipient="age1")),
        ("P_SHAPE", "no-card", "no card for the coordinator", told(coordinator="card")),
        ("P_SHAPE", "auditor-card", "an auditor's card for the coordinator", told(coordinator=drafts.card_text())),
        ("P_SHAPE", "match-key", "half a key for matching", told(match_key="ab" * 16)),
        ("P_SHAPE", "day", "a day that there is not", told(due_report="2016-02-30")),
        ("P_SHAPE", "form", "a return by a form that is not there", plain | {"assignments": [drafts.assignment("0" * 64)]}),
        ("P_SHAPE", "asked-twice", "one return asked twice", plain | {"assignments": [asked[0], asked[0]]}),
        ("P_SHAPE", "clock-twice", "one clock twice", plain | {"clocks": clock * 2}),
        ("P_SHAPE", "clock-zeros", "a limit with zeros before it", plain | {"clocks": [clock[0] | {"limit": "072"}]}),
        ("P_SHAPE", "holidays", "holidays not in order", plain | {"holidays": [days]}),
        ("P_SHAPE", "lock", "locks after an hour and a minute", plain | {"rules": plain["rules"] | {"lock_minutes": 61}}),
        ("P_MANY", "assignments", "2,001 returns", plain | {"assignments": [asked[0]] * 2_001}),
        ("P_MANY", "settings", "101 settings", plain | {"settings": {f"s{n}": "" for n in range(101)}}),
        ("P_MANY", "guidance", "51 pieces of guidance", plain | {"guidance": plain["guidance"] * 51}),
    ]  # fmt: skip
    for code, name, what, payload in table:
        yield _inside("pack", code, name, what, drafts.pack(form, payload))
    for name, what, raw in broken:
        yield _inside("pack", "P_SHAPE", f"form-{name}", what, drafts.pack(raw))
    yield _inside("pack", "P_SHAPE", "form-hash", "a form by another hash", _renamed(form, sha256="0" * 64))
    yield _inside("pack", "P_SHAPE", "form-id", "a form by another name", _renamed(form, id="large"))


def _renamed(form: bytes, **changed: Any) -> Draft:
    return drafts.pack(form, said=lambda told: told["forms"][0].update(changed))


def logs() -> Iterator[Vector]:
    """A decision log with an entry that is not right."""
    first = compact(entry(1, None))
    prev = drafts.hash_of(first)

    def two(raw: bytes, **signing: Any) -> Draft:
        return drafts.decisions(line(first), line(raw, **signing), last=drafts.hash_of(raw))

    def second(**changed: Any) -> bytes:
        return compact(entry(2, prev) | changed)

    table: list[tuple[str, str, str, Draft]] = [
        ("M_SEQ", "gap", "entry 3 after entry 1", two(second(n=3))),
        ("M_SEQ", "again", "entry 1 twice", two(second(n=1, prev=None))),
        ("M_PREV", "other", "follows another entry", two(second(prev="0" * 64))),
        ("M_PREV", "none", "follows none", two(second(prev=None))),
        ("M_PREV", "last", "the manifest names another last entry", drafts.decisions(line(first), last="0" * 64)),
        ("M_SIGNER", "entry", "an entry that names another signer", two(second(by=ANN.sign_line))),
        ("S_BAD", "entry", "an entry changed after signing", drafts.decisions(line(first).replace(b"Seen in time", b"Seen too late"), last=drafts.hash_of(first.replace(b"Seen in time", b"Seen too late")))),
        ("S_SHAPE", "entry", "an entry signed as a receipt", two(second(), namespace="receipt@auditdesk")),
        ("S_ROLE", "entry", "an entry by an auditor", two(second(by=ANN.sign_line), by=ANN)),
        ("S_UNKNOWN_SIGNER", "entry", "an entry by a stranger", two(second(by=EVE.sign_line), by=EVE)),
        ("P_SHAPE", "round", "an entry of another round", two(second(round="VEC-2017-01"))),
        ("P_SHAPE", "what", "a decision that there is not", two(second(what="forget"))),
        ("P_SHAPE", "value", "agreed on a text", two(second(value="good"))),
        ("J_CANON", "entry", "an entry with a space", two(b" " + second())),
        ("J_SIZE", "entry", "an entry of more than 8 KiB", two(compact(entry(2, prev, reason="é" * 2_000, value={"value": "é" * 2_000, "dissent": "é" * 2_000, "meeting": ""})))),
        ("P_COUNT", "entries", "says two entries, has one", drafts.decisions(line(first), last=prev, said=lambda told: told["payload"].update(entries=2))),
        ("P_COUNT", "cut", "the last line end is missing", drafts.decisions(line(first)[:-1], last=prev)),
    ]  # fmt: skip
    for code, name, what, made in table:
        yield _inside("decisions", code, name, what, made)


def receipts(bundle_id: str) -> Iterator[Vector]:
    """Receipts that say too much or too little."""
    reply = drafts.receipt(bundle_id).manifest["items"][0]["returns"][0]
    table: list[tuple[str, str, Json]] = [
        ("query-without-text", "a query that does not say why", reply | {"answer": "query"}),
        ("accepted-with-text", "accepted, with a text", reply | {"text": "Well done."}),
        ("answer", "an answer that there is not", reply | {"answer": "perhaps"}),
        ("revision", "a revision that is no hash", reply | {"revision": "1"}),
        ("reader", "reader 0", reply | {"reader": 0}),
    ]
    for name, what, changed in table:
        made = drafts.receipt(bundle_id)
        made.manifest["items"][0]["returns"] = [changed]
        yield _inside("receipt", "M_KEYS", name, what, made)
    made = drafts.receipt("f" * 64)
    what = "a good receipt for a bundle that did not leave this desk"
    yield replace(_inside("receipt", "M_BUNDLE_UNKNOWN", "other", what, made), opens="desk")


def _inside(kind: str, code: str, name: str, what: str, made: Draft) -> Vector:
    return Vector(f"{kind}/{code}-{name}", code, kind, "inside", what, f"a {kind}", "", made.inside())


__all__ = ["CAT", "cards", "logs", "packs", "receipts"]
