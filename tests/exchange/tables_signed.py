"""Vectors of the signature and of the signed manifest."""

from collections.abc import Callable, Iterator
from typing import Any

from tests.exchange import drafts
from tests.exchange.forge import Draft, Json, armour, blob, signature, signed
from tests.exchange.people import ANN, BEN, CAT, DAN, EVE, OTHER_ROUND_KEY, ROUND_KEY
from tests.exchange.vectors import Vector

P = (1 << 255) - 19
L = (1 << 252) + 27742317777372353535851937790883648493
Y8 = int.from_bytes(
    bytes.fromhex("26e8958fc2b227b045c3f489f2ef98f0d5dfac05d3c63339b13802886d53fc05"), "little"
)
SMALL = (
    *(y | sign << 255 for y in (0, 1, P - 1, Y8, P - Y8) for sign in (0, 1)),
    *(y | sign << 255 for y in (P, P + 1) for sign in (0, 1)),
)
BUNDLE = "bundle@auditdesk"


def le(number: int) -> bytes:
    return number.to_bytes(32, "little")


def signatures(draft: Callable[..., Draft]) -> Iterator[Vector]:
    """A good bundle whose signature is another. `draft(**changed)` makes it."""
    told = draft().text()
    sig = signature(ANN, told, BUNDLE)
    good = armour(blob(ANN.key, sig, BUNDLE))
    over = sig[:32] + le(int.from_bytes(sig[32:], "little") + L)
    table: list[tuple[str, str, str, bytes]] = [
        ("S_SIZE", "long", "more than 1 KiB", good + b"x" * 1_000),
        ("S_ARMOR", "crlf", "line ends changed", good.replace(b"\n", b"\r\n")),
        ("S_ARMOR", "no-end", "no final line end", good[:-1]),
        ("S_ARMOR", "76", "lines of 76 columns", armour(blob(ANN.key, sig, BUNDLE), 76)),
        ("S_ARMOR", "64", "lines of 64 columns", armour(blob(ANN.key, sig, BUNDLE), 64)),
        ("S_ARMOR", "twice", "two armours", good + good),
        ("S_ARMOR", "header", "a header line as PGP has", good.replace(b"\n", b"\nVersion: 1\n\n", 1)),
        ("S_ARMOR", "accent", "a letter that is not ASCII", "é".encode() + good),
        ("S_ARMOR", "letters", "a letter that base64 has not", good.replace(b"U1NI", b"U1*I")),
        ("S_ARMOR", "empty", "nothing", b""),
        ("S_SHAPE", "nothing-inside", "an armour around nothing", armour(b"")),
        ("S_SHAPE", "namespace-round", "made for a pack", signed(ANN, told, "round@auditdesk")),
        ("S_SHAPE", "namespace-card", "made for a card", signed(ANN, told, "identity@auditdesk")),
        ("S_SHAPE", "namespace-file", "made for a file", signed(ANN, told, "file")),
        ("S_SHAPE", "namespace-none", "made for nothing", signed(ANN, told, "")),
        ("S_SHAPE", "sha256", "the other hash of SSH", armour(blob(ANN.key, sig, BUNDLE, digest="sha256"))),
        ("S_SHAPE", "rsa", "another kind of key", armour(blob(ANN.key, sig, BUNDLE, kind=b"ssh-rsa"))),
        ("S_SHAPE", "security-key", "a security key's", armour(blob(ANN.key, sig, BUNDLE, kind=b"sk-ssh-ed25519@openssh.com"))),
        ("S_SHAPE", "short-key", "a key of 31 bytes", armour(blob(ANN.key[:31], sig, BUNDLE))),
        ("S_SHAPE", "short-signature", "a signature of 63 bytes", armour(blob(ANN.key, sig[:63], BUNDLE))),
        ("S_SHAPE", "version-2", "version 2", armour(blob(ANN.key, sig, BUNDLE).replace(b"\0\0\0\1", b"\0\0\0\2", 1))),
        ("S_SHAPE", "trailing", "a byte too many", armour(blob(ANN.key, sig, BUNDLE) + b"\0")),
        ("S_WEAK", "all-zero", "a signature of zeros", armour(blob(ANN.key, bytes(64), BUNDLE))),
        ("S_WEAK", "plus-l", "the second form of the same signature", armour(blob(ANN.key, over, BUNDLE))),
        ("S_WEAK", "not-reduced", "a key that is not reduced", armour(blob(le(P + 5), sig, BUNDLE))),
        ("S_BAD", "one-bit", "one bit changed", armour(blob(ANN.key, sig[:40] + bytes([sig[40] ^ 1]) + sig[41:], BUNDLE))),
        ("S_BAD", "other-key", "somebody else's key beside it", armour(blob(BEN.key, sig, BUNDLE))),
        ("S_BAD", "other-words", "made for other bytes", signed(ANN, told + b" ", BUNDLE)),
    ]  # fmt: skip
    for n, small in enumerate(SMALL):
        key, first = (
            armour(blob(le(small), le(1) + bytes(32), BUNDLE)),
            armour(blob(ANN.key, le(small) + sig[32:], BUNDLE)),
        )
        table.append(("S_WEAK", f"key-{n:02}", "a signing key on a small-order point", key))
        table.append(("S_WEAK", f"first-half-{n:02}", "a signature on a small-order point", first))
    for code, name, what, raw in table:
        inside = draft(sig=lambda _, raw=raw: raw).inside()
        yield Vector(f"signature/{code}-{name}", code, "bundle", "inside", what, "the signature", "", inside)


def _but(**keys: Any) -> Callable[[Json], None]:
    """Change keys of a manifest; None for a key that goes."""
    return lambda told: told.update(keys)


def _without(key: str) -> Callable[[Json], None]:
    return lambda told: told.pop(key) and None


def _payload(**keys: Any) -> Callable[[Json], None]:
    return lambda told: told["payload"].update(keys)


def _members(change: Callable[[list[Json]], None]) -> Callable[[Json], None]:
    return lambda told: change(told["members"])


def manifests(draft: Callable[..., Draft], form: Json) -> Iterator[Vector]:
    """A good bundle whose manifest says something else, signed as it stands. `form` is its one form."""
    signers = (("S_UNKNOWN_SIGNER", EVE), ("S_ROLE", CAT), ("M_PACK_AUDITOR", BEN))
    for code, who in signers:
        changed = draft(said=_but(signer=who.sign_line))
        changed.by = who
        yield _made(code, "signer", "signed by somebody else", changed)
    weak = "age1qqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqxhw7fj"
    nine = sorted({ROUND_KEY.recipient} | {drafts.fixed_recipient(n) for n in range(8)})
    table: list[tuple[str, str, str, Callable[[Json], None]]] = [
        ("M_KIND", "pack", "a pack by its kind, a bundle by its signature", _but(kind="auditdesk.pack/1")),
        ("M_KIND", "unknown", "a kind that there is not", _but(kind="auditdesk.zebra/1")),
        ("M_NEWER", "3", "the next major version", _but(kind="auditdesk.bundle/3")),
        ("M_NEWER", "3-with-keys", "the next major version, with a new key", _but(kind="auditdesk.bundle/3", colour="red")),
        ("M_SIGNER", "ben", "names one person, is signed by another", _but(signer=BEN.sign_line)),
        ("M_RECIPIENT", "other-round", "made for another round", _but(recipients=[OTHER_ROUND_KEY.recipient])),
        ("M_RECIPIENT", "and-another", "made for this round and somebody else", _but(recipients=sorted([ROUND_KEY.recipient, EVE.recipient]))),
        ("M_ROUND_UNKNOWN", "round", "a round that is not on this desk", _but(round="VEC-2017-01")),
        ("M_PACK_UNKNOWN", "pack", "a pack that is not on this desk", _but(pack="0" * 64)),
        ("M_FORM_HASH", "hash", "a form that was not sent", _but(forms=[form | {"sha256": "0" * 64}])),
        ("M_FORM_HASH", "version", "another version by the same hash", _but(forms=[form | {"version": "9.9.9"}])),
        ("M_SEQ", "0", "counted from 0", _but(seq=0)),
        ("M_SEQ", "31-bits", "a number of 32 bits", _but(seq=1 << 31)),
        ("M_SEQ", "text", "a number as text", _but(seq="1")),
        ("M_SEQ", "true", "true is no number", _but(seq=True)),
        ("M_EPOCH", "short", "31 hex", _but(epoch="e" * 31)),
        ("M_EPOCH", "upper", "capitals", _but(epoch="E" * 32)),
        ("M_PREV", "short", "half a hash", _but(prev="0" * 32)),
        ("M_PREV", "empty", "an empty text for null", _but(prev="")),
        ("M_TIME", "zone", "an offset for Z", _but(created="2016-07-01T12:00:00+00:00")),
        ("M_TIME", "fraction", "a fraction of a second", _but(created="2016-07-01T12:00:00.5Z")),
        ("M_TIME", "30-february", "a day that there is not", _but(created="2016-02-30T12:00:00Z")),
        ("M_TIME", "24", "hour 24", _but(created="2016-07-01T24:00:00Z")),
        ("M_TIME", "number", "seconds since 1970", _but(created=1467374400)),
        ("M_KEYS", "extra", "a key of one's own", _but(colour="red")),
        ("M_KEYS", "kind-0", "major 0", _but(kind="auditdesk.bundle/0")),
        ("M_KEYS", "kind-list", "a list for a kind", _but(kind=["auditdesk.bundle/1"])),
        ("M_KEYS", "kind-other", "another program's kind", _but(kind="bundle")),
        ("M_KEYS", "app", "another program", _but(app="someone 1.0.0")),
        ("M_KEYS", "app-long", "33 characters", _but(app="auditdesk 1.0." + "0" * 19)),
        ("M_KEYS", "nobody", "no addressee", _but(recipients=[])),
        ("M_KEYS", "twice", "one addressee twice", _but(recipients=[ROUND_KEY.recipient] * 2)),
        ("M_KEYS", "unsorted", "addressees not in order", _but(recipients=sorted([ROUND_KEY.recipient, EVE.recipient])[::-1])),
        ("M_KEYS", "nine", "nine addressees", _but(recipients=nine)),
        ("M_KEYS", "weak", "an addressee that everybody is", _but(recipients=sorted([ROUND_KEY.recipient, weak]))),
        ("M_KEYS", "no-age", "an addressee that is none", _but(recipients=["me"])),
        ("M_KEYS", "signer", "no text for a signer", _but(signer=7)),
        ("M_KEYS", "round", "a round id in lower case", _but(round="vec-2016-06")),
        ("M_KEYS", "pack", "a pack that is no hash", _but(pack="1")),
        ("M_KEYS", "no-forms", "no form", _but(forms=[])),
        ("M_KEYS", "nine-forms", "nine forms", _but(forms=[form] * 9)),
        ("M_KEYS", "form-key", "a form with a key of its own", _but(forms=[form | {"x": 1}])),
        ("M_KEYS", "payload-key", "a payload with a key of its own", _payload(x=1)),
        ("M_KEYS", "minus", "less than no returns", _payload(returns=-1)),
        ("M_KEYS", "concerns", "concerns as text", _payload(concerns="0")),
        ("M_KEYS", "size", "a size below nothing", _payload(size=-1)),
        ("M_KEYS", "member-name", "a member's name with a folder", _members(lambda them: them[0].update(name="../payload"))),
        ("M_KEYS", "member-key", "a member with a key of its own", _members(lambda them: them[0].update(x=1))),
        ("M_KEYS", "members-17", "17 members", _members(lambda them: them.extend([them[0]] * 16))),
        ("M_MEMBERS", "unnamed", "a member that is not named", _but(members=[])),
        ("M_MEMBERS", "missing", "a named member that is not there", _members(lambda them: them.append({"name": "x", "sha256": "0" * 64, "size": 0}))),
        ("M_MEMBERS", "size", "a member of another size", _members(lambda them: them[0].update(size=1))),
        ("P_HASH", "member", "a member of another hash", _members(lambda them: them[0].update(sha256="0" * 64))),
        ("P_HASH", "payload", "a payload of another hash", _payload(sha256="0" * 64)),
        *(("M_KEYS", f"without-{key}", f"without {key}", _without(key)) for key in ("app", "created", "epoch", "forms", "kind", "members", "pack", "payload", "prev", "recipients", "round", "seq", "signer")),
    ]  # fmt: skip
    for code, name, what, said in table:
        yield _made(code, name, what, draft(said=said))
    yield _made(
        "M_MEMBERS", "swapped", "signature before manifest", draft(order=lambda m: (m[1], m[0], *m[2:]))
    )
    yield _made("M_MEMBERS", "unsigned", "no signature", draft(order=lambda m: (m[0], *m[2:])))
    yield _made("M_MEMBERS", "first", "a member before the manifest", draft(order=lambda m: (m[2], *m[:2])))
    yield _made("M_MEMBERS", "named", "a payload of another name", draft(payload_name="answers.json.gz"))
    yield _made("M_MEMBERS", "more", "a second payload, signed", draft(more=(("more.json.gz", b""),)))


def _made(code: str, name: str, what: str, made: Draft) -> Vector:
    return Vector(
        f"manifest/{code}-{name}", code, "bundle", "inside", what, "the manifest", "", made.inside()
    )


def others(form: bytes, pack_id: str, bundle_id: str) -> Iterator[Vector]:
    """Signed by the right person or the wrong one: packs, receipts and logs, and one for another."""
    digest = drafts.hash_of(form)

    def pack(by: Any = CAT, **told: Any) -> Draft:
        made = drafts.pack(form, said=_but(**({"signer": by.sign_line} | told)))
        made.by = by
        return made

    def receipt(by: Any = CAT, **told: Any) -> Draft:
        made = drafts.receipt(bundle_id, said=_but(**({"signer": by.sign_line} | told)))
        made.by = by
        return made

    as_bundle = drafts.receipt(bundle_id)
    as_pack = drafts.bundle(digest, pack_id)
    table: list[tuple[str, str, str, str, Draft]] = [
        ("S_ROLE", "auditor-signs-pack", "an auditor signs a pack", "pack", pack(ANN)),
        ("S_ROLE", "revoked-signs-pack", "a coordinator whose key was revoked", "pack", pack(DAN)),
        ("S_ROLE", "auditor-signs-receipt", "an auditor signs a receipt", "receipt", receipt(BEN)),
        ("S_UNKNOWN_SIGNER", "stranger-signs-pack", "a stranger signs a pack", "pack", pack(EVE)),
        ("M_KIND", "receipt-as-bundle", "a receipt, opened as a bundle", "bundle", as_bundle),
        ("M_KIND", "bundle-as-pack", "a bundle, opened as a pack", "pack", as_pack),
        ("M_RECIPIENT", "pack-forwarded", "a pack for somebody else, passed on", "pack", pack(recipients=[BEN.recipient])),
        ("M_RECIPIENT", "pack-for-another", "a pack that names another auditor", "pack", pack(auditor=BEN.sign_line)),
        ("M_RECIPIENT", "receipt-forwarded", "a receipt for somebody else", "receipt", receipt(recipients=[BEN.recipient])),
        ("M_KEYS", "pack-0", "pack number 0", "pack", pack(pack=0)),
        ("M_KEYS", "pack-10001", "pack number 10,001", "pack", pack(pack=10_001)),
        ("M_PREV", "pack", "a pack before that is no hash", "pack", pack(prev="x")),
        ("M_KEYS", "pack-form-member", "a form under another name", "pack", pack(forms=[{"member": "form02.form", "id": "little", "version": "1.0.0", "sha256": digest}])),
        ("M_KEYS", "receipt-201", "201 bundles", "receipt", receipt(items=[{"bundle": bundle_id, "outcome": "merged", "code": None, "returns": []}] * 201)),
        ("M_KEYS", "receipt-outcome", "an outcome that there is not", "receipt", receipt(items=[{"bundle": bundle_id, "outcome": "lost", "code": None, "returns": []}])),
        ("M_MEMBERS", "receipt-member", "a receipt with a member", "receipt", drafts.receipt(bundle_id, more=(("x", b""),))),
        ("M_MEMBERS", "pack-more-forms", "a form that the manifest does not tell of", "pack", drafts.pack(form, more=(("form02.form", form),))),
    ]  # fmt: skip
    for code, name, what, opens, made in table:
        yield Vector(
            f"binding/{code}-{name}",
            code,
            opens,
            "inside",
            what,
            "who, what for, for whom",
            "",
            made.inside(),
        )
    yield Vector(
        "binding/M_FORM_UNKNOWN-no-tools",
        "M_FORM_UNKNOWN",
        "bundle without tools",
        "inside",
        "a form sent, but not on this desk",
        "the desk lost it",
        "",
        as_pack.inside(),
    )
