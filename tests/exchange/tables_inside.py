"""Vectors of what is inside: gzip, canonical JSON, the payload of a bundle."""

import gzip
import json
import zlib
from collections.abc import Callable, Iterator
from functools import cache
from typing import Any

from tests.exchange.drafts import LEFT_OVER, ret
from tests.exchange.forge import Bytes, Draft, Json, compact, squeezed
from tests.exchange.vectors import Vector

Make = Callable[..., Draft]


def _flag(raw: bytes) -> bytes:
    made = squeezed(raw)
    return made[:3] + b"\x08" + made[4:10] + b"payload.json\0" + made[10:]


@cache
def _bomb() -> bytes:
    packer, block = zlib.compressobj(9, zlib.DEFLATED, 31), bytes(1 << 20)
    return b"".join(packer.compress(block) for _ in range(1 << 10)) + packer.flush()


def _gibibyte(_: bytes) -> bytes:
    return _bomb()


def zips(draft: Make) -> Iterator[Vector]:
    """A good bundle whose payload is squeezed otherwise."""

    def size(number: int) -> Callable[[Json], None]:
        return lambda told: told["payload"].update(size=number)

    table: list[tuple[str, str, str, Bytes, Callable[[Json], None] | None]] = [
        ("Z_BAD", "name", "a name inside", _flag, None),
        ("Z_BAD", "time", "a time inside", lambda raw: gzip.compress(raw, mtime=7), None),
        ("Z_BAD", "none", "not squeezed", lambda raw: raw, None),
        ("Z_BAD", "zlib", "zlib for gzip", zlib.compress, None),
        ("Z_BAD", "empty", "nothing", lambda _: b"", None),
        ("Z_BAD", "two", "two gzip members", lambda raw: squeezed(raw) + squeezed(b""), None),
        ("Z_BAD", "after", "a byte after it", lambda raw: squeezed(raw) + b"x", None),
        ("Z_BAD", "sum", "a wrong checksum", lambda raw: squeezed(raw)[:-8] + bytes(4) + squeezed(raw)[-4:], None),
        ("Z_BAD", "length", "a wrong length at the end", lambda raw: squeezed(raw)[:-1] + b"\1", None),
        ("Z_BAD", "cut", "the last byte is missing", lambda raw: squeezed(raw)[:-1], None),
        ("Z_BAD", "bits", "bits that are no deflate", lambda raw: squeezed(raw)[:12] + b"\xff" * 40, None),
        ("Z_SIZE", "less", "says one byte less", squeezed, size(10)),
        ("Z_SIZE", "more", "says more than there is", squeezed, size(15_000_000)),
        ("Z_SIZE", "bomb", "1 GiB that says it is small", _gibibyte, None),
        ("Z_SIZE", "half", "half of it is missing", lambda raw: squeezed(raw)[: len(squeezed(raw)) // 2], None),
        ("Z_LIMIT", "honest", "1 GiB that says so", _gibibyte, size(1 << 30)),
        ("Z_LIMIT", "120-mib", "claims 120 MiB", squeezed, size(120 << 20)),
        ("Z_LIMIT", "squeezed", "more than 8 MiB even squeezed", lambda _: bytes((8 << 20) + 1), None),
        ("J_PARSE", "nested", "gzip inside gzip", squeezed, None),
    ]  # fmt: skip
    for code, name, what, gz, said in table:
        made = draft(gz=gz, **({"said": said} if said else {}))
        made.payload = squeezed(made.payload or b"") if name == "nested" else made.payload
        yield Vector(
            f"gzip/{code}-{name}", code, "bundle", "inside", what, "one member, as signed", "", made.inside()
        )


def jsons(draft: Make) -> Iterator[Vector]:
    """JSON that is not canonical, once as the payload and once as the manifest."""
    long, deep = "x" * 20_001, "[" * 9 + "]" * 9
    table: list[tuple[str, str, str, Any]] = [
        ("J_PARSE", "empty", "nothing", b""),
        ("J_PARSE", "comma", "a comma at the end", b'{"a":1,}'),
        ("J_PARSE", "nan", "NaN", b'{"a":NaN}'),
        ("J_PARSE", "bom", "a byte order mark", b'\xef\xbb\xbf{"a":1}'),
        ("J_PARSE", "utf-8", "bytes that are no UTF-8", b'{"a":"\xff"}'),
        ("J_PARSE", "surrogate", "half a character", b'{"a":"\\ud800"}'),
        ("J_PARSE", "comment", "a comment", b'{"a":1}//'),
        ("J_PARSE", "two", "two values", b"{}{}"),
        ("J_PARSE", "zero", "a number that begins with 0", b'{"a":01}'),
        ("J_PARSE", "raw-tab", "a tab as it is", b'{"a":"\t"}'),
        ("J_PARSE", "very-deep", "deeper than the parser goes", b"[" * 5_000 + b"]" * 5_000),
        ("J_CANON", "space", "a space", b'{"a": 1}'),
        ("J_CANON", "line-end", "a line end after it", b'{"a":1}\n'),
        ("J_CANON", "order", "keys not in order", b'{"b":1,"a":2}'),
        ("J_CANON", "twice", "a key twice", b'{"a":1,"a":1}'),
        ("J_CANON", "escape", "a letter escaped", b'{"a":"\\u0041"}'),
        ("J_CANON", "slash", "a slash escaped", b'{"a":"\\/"}'),
        ("J_CANON", "minus-0", "-0", b'{"a":-0}'),
        ("J_CTRL", "1", "U+0001", b'{"a":"\\u0001"}'),
        ("J_CTRL", "cr", "a carriage return", b'{"a":"\\r"}'),
        ("J_CTRL", "del", "U+007F", '{"a":"\x7f"}'),
        ("J_CTRL", "line", "U+2028", '{"a":"\u2028"}'),
        ("J_CTRL", "bom", "U+FEFF inside a text", '{"a":"\ufeff"}'),
        ("J_CTRL", "tag", "a tag character", '{"a":"\U000e0041"}'),
        ("J_CTRL", "none", "U+FFFE", '{"a":"\ufffe"}'),
        ("J_BIDI", "override", "U+202E turns what follows round", '{"a":"\u202e"}'),
        ("J_BIDI", "mark", "U+200F", '{"a":"\u200f"}'),
        ("J_BIDI", "isolate", "U+2066", '{"a":"\u2066"}'),
        ("J_BIDI", "arabic", "U+061C", '{"a":"\u061c"}'),
        ("J_DEPTH", "9", "nine deep", deep),
        ("J_KEY", "space", "a key with a space", '{"a b":1}'),
        ("J_KEY", "empty", "an empty key", '{"":1}'),
        ("J_KEY", "81", "a key of 81 characters", json.dumps({"k" * 81: 1}, separators=(",", ":"))),
        ("J_KEY", "accent", "a key that is not ASCII", '{"é":1}'),
        ("J_LONG", "20001", "a text of 20,001 characters", json.dumps([long], separators=(",", ":"))),
        ("J_NUMBER", "float", "1.0", '{"a":1.0}'),
        ("J_NUMBER", "power", "1e0", '{"a":1e0}'),
        ("J_NUMBER", "53", "2 to the 53rd", f'{{"a":{1 << 53}}}'),
        ("J_NUMBER", "64", "2 to the 64th", f'{{"a":{1 << 64}}}'),
        ("J_NUMBER", "minus", "less than is exact", f'{{"a":{-(1 << 53)}}}'),
    ]
    for code, name, what, value in table:
        raw = value.encode() if isinstance(value, str) else value
        made = draft()
        made.payload = raw
        yield Vector(
            f"json/{code}-payload-{name}", code, "bundle", "inside", what, "canonical JSON", "", made.inside()
        )
        made = draft(manifest_bytes=lambda _, raw=raw: raw)
        yield Vector(
            f"json/{code}-manifest-{name}",
            code,
            "bundle",
            "inside",
            what,
            "canonical JSON",
            "",
            made.inside(),
        )
    made = draft(manifest_bytes=lambda raw: raw + b" " * (64 << 10))
    yield Vector(
        "json/J_SIZE-manifest",
        "J_SIZE",
        "bundle",
        "inside",
        "a manifest over 64 KiB",
        "capped",
        "",
        made.inside(),
    )


def payloads(draft: Make, form: str) -> Iterator[Vector]:
    """Returns that do not fit. `draft(returns=[…])` seals them."""

    def one(**changed: Any) -> list[Json]:
        return [ret(form, **changed)]

    def answers(**changed: Any) -> list[Json]:
        plain = ret(form)["answers"]
        return one(answers={key: value for key, value in (plain | changed).items() if value is not None})

    row = {"id": "bbbbbbbb", "repeat": "rep", "parent": None}
    first = ret(form)
    table: list[tuple[str, str, str, list[Json]]] = [
        ("P_SHAPE", "key", "a key of its own", one(x=1)),
        ("P_SHAPE", "case", "a case in lower case", one(case="vec-01")),
        ("P_SHAPE", "agency", "an agency in capitals", one(agency="CSC")),
        ("P_SHAPE", "reader", "reader 10", one(reader=10)),
        ("P_SHAPE", "form", "a form that is no hash", one(form="x")),
        ("P_SHAPE", "state", "a state that there is not", one(state="open")),
        ("P_SHAPE", "finished", "a time without Z", one(finished="2016-06-30T16:00:00")),
        ("P_SHAPE", "minutes", "more minutes than there are", one(minutes=100_001)),
        ("P_SHAPE", "concerns", "concerns as text", one(concerns="0")),
        ("P_SHAPE", "parent", "half a hash", one(parent="0" * 32)),
        ("P_SHAPE", "row-id", "a row id of 7", one(rows=[row | {"id": "bbbbbbb"}])),
        ("P_SHAPE", "row-twice", "a row twice", one(rows=[row, row])),
        ("P_SHAPE", "row-circle", "a row inside itself", one(rows=[row | {"parent": "bbbbbbbb"}])),
        ("P_SHAPE", "row-orphan", "a row inside none", one(rows=[row | {"parent": "cccccccc"}])),
        ("P_SHAPE", "answer-row", "an answer in a row that there is not", answers(**{"cccccccc:m": 1})),
        ("P_SHAPE", "blank", "a blank answer", answers(q0="")),
        ("P_SHAPE", "no-choice", "an empty list", answers(needs=[])),
        ("P_SHAPE", "choice-twice", "a choice twice", answers(needs=["a", "a"])),
        ("P_SHAPE", "true", "true for an answer", answers(n=True)),
        ("P_SHAPE", "reason", "a reason with a key of its own", answers(q0={"missing": "x", "y": 1})),
        ("P_SHAPE", "guard-reason", "a reason of 501 characters", one(guard=[{"at": "q0", "kind": "nhs", "reason": "x" * 501}])),
        ("P_SHAPE", "order", "returns not in order", [ret(form, "VEC-02"), first]),
        ("P_SHAPE", "twice", "one return twice", [first, first]),
        ("P_MANY", "guard", "201 warnings", one(guard=[{"at": "q0", "kind": "nhs", "reason": "x"}] * 201)),
        ("P_MANY", "rows", "1,001 rows", one(rows=[row] * 1_001)),
        ("P_MANY", "answers", "5,001 answers", one(answers={f"a{n}": 1 for n in range(5_001)})),
        ("P_MANY", "choices", "2,001 choices in one answer", answers(needs=[f"c{n}" for n in range(2_001)])),
        ("P_REVISION", "0", "revision 0", one(revision=0)),
        ("P_REVISION", "10001", "revision 10,001", one(revision=10_001)),
        ("P_REVISION", "31-bits", "revision 2 to the 31st", one(revision=1 << 31)),
        ("P_REVISION", "text", "a revision as text", one(revision="1")),
        ("P_ASSIGN", "case", "a case that was not asked", one(case="VEC-09")),
        ("P_ASSIGN", "agency", "another agency's return", one(agency="pol")),
        ("P_ASSIGN", "reader", "a second reading that was not asked", one(reader=2)),
        ("P_FORM", "form", "a form that the manifest does not name", one(form="0" * 64)),
        ("P_ANSWER", "question", "a question that there is not", answers(zebra="x")),
        ("P_ANSWER", "local", "an answer that stays at home", answers(born="2010-01-01")),
        ("P_ANSWER", "calculated", "a value that the tool works out", answers(twice="6")),
        ("P_ANSWER", "group", "an answer to a repeat", answers(rep="x")),
        ("P_ANSWER", "outside", "a row's question outside rows", answers(m=1)),
        ("P_ANSWER", "inside", "a question in a row that it does not stand in", answers(**{"aaaaaaaa:q0": "x"})),
        ("P_ANSWER", "row", "a row of no repeat", one(rows=[row | {"repeat": "zebra"}], answers={})),
        ("P_ANSWER", "row-in-row", "a row in a row of another repeat", one(rows=[row, row | {"id": "cccccccc", "parent": "bbbbbbbb"}], answers={})),
        ("P_ANSWER", "comment", "a comment where there is no box", one(comments={"n": "why"})),
        ("P_ANSWER", "number-as-text", "a whole number as text", answers(n="3")),
        ("P_ANSWER", "text-as-number", "a text as number", answers(q0=3)),
        ("P_ANSWER", "decimal", "13 digits", answers(d="1234567890123")),
        ("P_ANSWER", "decimal-power", "a power", answers(d="1e3")),
        ("P_ANSWER", "date", "a day that there is not", answers(on="2016-02-30")),
        ("P_ANSWER", "arabic", "a date in Arabic digits", answers(on="\u0662\u0660\u0661\u0666-06-01")),
        ("P_ANSWER", "time", "25 o'clock", answers(t="25:00")),
        ("P_ANSWER", "moment", "a moment without its offset", answers(at="2016-06-01T09:30")),
        ("P_ANSWER", "choice", "a choice that there is not", answers(yes="maybe")),
        ("P_ANSWER", "choices", "one among several that there is not", answers(needs=["a", "z"])),
        ("P_ANSWER", "choice-order", "choices not in the order of the list", answers(needs=["b", "a"])),
        ("P_ANSWER", "exclusive", "a choice that stands alone, and another", answers(needs=["a", "none"])),
        ("P_ANSWER", "range", "beyond the range", answers(n=11)),
        ("P_ANSWER", "range-in-row", "beyond the range, in a row", answers(**{"aaaaaaaa:m": 5})),
        ("P_ANSWER", "future", "a day after it was signed", answers(on="2016-07-30")),
        ("P_ANSWER", "long", "longer than the tool lets it be", answers(last="nine char")),
        ("P_ANSWER", "carried", "a rule on a value that travelled", answers(since=7)),
    ]  # fmt: skip
    for code, name, what, returns in table:
        yield _payload(code, name, what, draft(returns=returns))
    yield from _left_over(draft, one)
    count = draft(said=lambda told: told["payload"].update(returns=2))
    concerns = draft(said=lambda told: told["payload"].update(concerns=1))
    yield _payload("P_COUNT", "returns", "says two returns, has one", count)
    yield _payload("P_COUNT", "concerns", "says one concern, has none", concerns)
    for name, value in (("list", []), ("key", {"returns": [], "x": 1}), ("none", {})):
        made = draft()
        made.payload = compact(value)
        yield _payload("P_SHAPE", f"payload-{name}", "another whole", made)


def _left_over(draft: Make, one: Callable[..., list[Json]]) -> Iterator[Vector]:
    """Answers from an earlier version of the tool, for which a bundle has a second major."""

    def second(told: Json) -> None:
        told["kind"] = "auditdesk.bundle/2"

    table: list[tuple[str, str, str, list[Json]]] = [
        ("P_SHAPE", "name", "a question that is no name", [LEFT_OVER | {"question": "a b"}]),
        ("P_SHAPE", "row", "a row id of 7", [LEFT_OVER | {"rows": ["bbbbbbb"]}]),
        ("P_MANY", "deep", "four rows around it", [LEFT_OVER | {"rows": ["bbbbbbbb"] * 4}]),
        ("P_SHAPE", "form", "a form that is no hash", [LEFT_OVER | {"form": "1.0.0"}]),
        ("P_SHAPE", "reason", "a reason with a space", [LEFT_OVER | {"reason": "not known"}]),
        ("P_SHAPE", "key", "a key of its own", [LEFT_OVER | {"x": 1}]),
        ("P_SHAPE", "label", "no label", [{k: v for k, v in LEFT_OVER.items() if k != "label"}]),
        ("P_SHAPE", "empty", "an empty list", []),
        ("P_MANY", "many", "5,001 of them", [LEFT_OVER] * 5_001),
    ]
    for code, name, what, left in table:
        yield _payload(code, f"left-{name}", what, draft(returns=one(left_over=left), said=second))
    first = draft(returns=one(left_over=[LEFT_OVER]))
    yield _payload("P_SHAPE", "left-in-the-first", "left-over answers in the first major", first)
    none = draft(said=second)
    yield _payload("P_SHAPE", "left-none", "the second major without a left-over answer", none)


def _payload(code: str, name: str, what: str, made: Draft) -> Vector:
    return Vector(f"payload/{code}-{name}", code, "bundle", "inside", what, "the returns", "", made.inside())
