"""One good document of each type, by the people of the vectors, as drafts to be changed."""

import hashlib
from datetime import date
from typing import Any

from auditdesk.exchange import card as cards
from auditdesk.form import Tool
from tests.exchange.forge import Draft, Json, compact, signed
from tests.exchange.people import ANN, CAT, PEOPLE, ROUND_KEY, identity
from tests.form.making import tool_of

ROUND = "VEC-2016-06"
AT = "2016-07-01T12:00:00Z"
APP = "auditdesk 0.1.0"
ROWS = """
- {type: text, name: q0, label: First}
- {type: integer, name: n, label: How many, constraint: ". <= 10"}
- {type: decimal, name: d, label: How much}
- {type: date, name: on, label: When, constraint: ". <= today()"}
- {type: time, name: t, label: At what time}
- {type: dateTime, name: at, label: At which moment}
- {type: select_one yn, name: yes, label: Yes or no}
- {type: select_multiple need, name: needs, label: Needs}
- {type: date, name: born, label: Born, "audit::local": yes}
- {type: calculate, name: year, calculation: "substr(${born}, 0, 4)"}
- {type: calculate, name: twice, calculation: "${n} * 2"}
- {type: integer, name: since, label: Years since, constraint: ". + number(${year}) <= 2016"}
- {type: integer, name: hidden, label: Rests on what stays, constraint: "${born} != ''"}
- type: repeat
  name: rep
  label: Rows
  rows:
    - {type: integer, name: m, label: Inside, constraint: ". < 5"}
- {type: text, name: last, label: Last, constraint: "string-length(.) < 9"}
"""


def tool() -> Tool:
    return tool_of(ROWS)


def common(kind: str, signer: str, *recipients: str) -> Json:
    return {
        "kind": f"auditdesk.{kind}/1",
        "app": APP,
        "created": AT,
        "signer": signer,
        "recipients": sorted(recipients),
    }


def round_json() -> Json:
    return {
        "id": ROUND,
        "title": "Vectors",
        "theme": "little",
        "nation": "england",
        "timezone": "Europe/London",
        "audit_date": "2016-06-20",
        "match_key": "ab" * 32,
        "lookback_from": "2015-06-20",
        "lookback_to": "2016-06-20",
        "due_returns": "2016-07-08",
        "due_meeting": "2016-07-20",
        "due_report": "2016-09-02",
        "purpose": "To learn.",
        "recipient": ROUND_KEY.recipient,
        "coordinator": PEOPLE[CAT.sign_line].text,
    }


def assignment(form: str, case: str = "VEC-01", agency: str = "csc") -> Json:
    return {
        "case": case,
        "stratum": "",
        "agency": agency,
        "reader": 1,
        "asks": True,
        "due": date(2016, 7, 8).isoformat(),
        "form": form,
        "withdrawn": False,
    }


def pack_payload(form: str) -> Json:
    return {
        "round": round_json(),
        "assignments": [assignment(form), assignment(form, "VEC-02")],
        "clocks": [{"id": "CK_RHI", "limit": "72", "unit": "elapsed_hours"}],
        "holidays": [{"nation": "england", "dates": ["2015-12-25", "2016-12-26"]}],
        "settings": {"stage.required": "csc pol"},
        "guidance": [{"title": "Missing", "text": "Ring the police.", "aspect": "T"}],
        "rules": {"incomplete": "refuse", "lock_minutes": 10, "purge_days": 90, "guard": []},
    }


def pack(form: bytes, payload: Json | None = None, **changed: Any) -> Draft:
    digest = hashlib.sha256(form).hexdigest()
    told = common("pack", CAT.sign_line, ANN.recipient) | {
        "round": ROUND,
        "pack": 1,
        "prev": None,
        "auditor": ANN.sign_line,
        "forms": [{"member": "form01.form", "id": "little", "version": "1.0.0", "sha256": digest}],
    }
    made = compact(pack_payload(digest) if payload is None else payload)
    return Draft(told, CAT, "round@auditdesk", made, forms=(form,), **changed)


LEFT_OVER: Json = {
    "question": "gone",
    "rows": ["bbbbbbbb"],
    "row": "Meetings 2",
    "label": "Who came?",
    "text": "all",
    "reason": "",
    "form": "ab" * 32,
    "version": "1.0.0",
}
"""An answer from an earlier version of the tool."""


def ret(form: str, case: str = "VEC-01", /, **changed: Any) -> Json:
    plain: Json = {
        "case": case,
        "agency": "csc",
        "reader": 1,
        "form": form,
        "revision": 1,
        "parent": None,
        "state": "signed",
        "started": None,
        "finished": "2016-06-30T16:00:00Z",
        "minutes": 30,
        "concerns": 0,
        "guard": [{"at": "q0", "kind": "postcode", "reason": "a public building"}],
        "rows": [{"id": "aaaaaaaa", "repeat": "rep", "parent": None}],
        "answers": {
            "q0": "Seen",
            "n": 3,
            "d": "-2.5",
            "on": "2016-06-01",
            "t": "09:30",
            "at": "2016-06-01T09:30+01:00",
            "yes": "no",
            "needs": ["a", "b"],
            "year": "2010",
            "since": 6,
            "hidden": 1,
            "aaaaaaaa:m": 4,
            "last": {"missing": "not_recorded"},
        },
        "comments": {},
    }
    return plain | changed


def bundle(form: str, pack_id: str, *returns: Json, **changed: Any) -> Draft:
    inside = [*returns] or [ret(form)]
    told = common("bundle", ANN.sign_line, ROUND_KEY.recipient) | {
        "round": ROUND,
        "pack": pack_id,
        "forms": [{"id": "little", "version": "1.0.0", "sha256": form}],
        "epoch": "e" * 32,
        "seq": 1,
        "prev": None,
        "payload": {"returns": len(inside), "concerns": sum(int(one["concerns"]) for one in inside)},
    }
    return Draft(told, ANN, "bundle@auditdesk", compact({"returns": inside}), **changed)


def receipt(bundle_id: str, **changed: Any) -> Draft:
    reply = {"case": "VEC-01", "agency": "csc", "reader": 1, "revision": "c" * 64}
    returns = [
        reply | {"answer": "accepted", "text": ""},
        reply | {"case": "VEC-02", "answer": "query", "text": "Which plan?"},
    ]
    told = common("receipt", CAT.sign_line, ANN.recipient) | {
        "round": ROUND,
        "items": [{"bundle": bundle_id, "outcome": "merged", "code": None, "returns": returns}],
    }
    return Draft(told, CAT, "receipt@auditdesk", **changed)


def entry(n: int, prev: str | None, /, **changed: Any) -> Json:
    plain: Json = {
        "kind": "auditdesk.decision/1",
        "n": n,
        "prev": prev,
        "round": ROUND,
        "what": "agree",
        "target": f"{ROUND}:VEC-01:overall",
        "value": {"value": "good", "dissent": "", "meeting": "2016-07-20"},
        "reason": "Seen in time.",
        "by": CAT.sign_line,
        "created": AT,
    }
    return plain | changed


def line(raw: bytes, by: Any = CAT, namespace: str = "decision@auditdesk") -> bytes:
    return compact({"entry": raw.decode(), "sig": signed(by, raw, namespace).decode()}) + b"\n"


def decisions(*lines: bytes, last: str | None = None, **changed: Any) -> Draft:
    if not lines:
        first = compact(entry(1, None))
        second = compact(entry(2, hashlib.sha256(first).hexdigest(), what="close", target=ROUND, value=None))
        lines, last = (line(first), line(second)), hashlib.sha256(second).hexdigest()
    told = common("decisions", CAT.sign_line, CAT.recipient) | {
        "round": ROUND,
        "payload": {"entries": len(lines), "last": last},
    }
    made = b"".join(lines)
    return Draft(told, CAT, "decision@auditdesk", made, "decisions.jsonl.gz", **changed)


def card_text() -> str:
    return cards.write(PEOPLE[ANN.sign_line].card, ANN)


def hash_of(form: bytes) -> str:
    return hashlib.sha256(form).hexdigest()


def fixed_recipient(n: int) -> str:
    return identity(f"addressee {n}").recipient


def first_entry() -> bytes:
    return compact(entry(1, None))
