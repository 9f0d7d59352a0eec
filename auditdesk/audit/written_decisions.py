"""An entry of the decision log as plain JSON and back (formats.md 11).

May not know how an entry is signed, kept or chained.
"""

import re

from auditdesk.audit.decisions import Agreed, Decision, DecisionValue, Kept, What
from auditdesk.audit.round import ROUND_ID
from auditdesk.audit.shape import HASH, Part, moment_text
from auditdesk.canonical import LARGEST_INTEGER, Json

DECISION_KIND = "auditdesk.decision/1"
_MOST_LINE = 200
_MOST_TEXT = 2_000
MOST_KEPT = 110  # 64 hex each, so that an entry stays within its 8 KiB
_ROUND_OR_NONE = re.compile(rf"({ROUND_ID.pattern})?")  # people are enrolled whatever the round
_DECISION_KEYS = ("kind", "n", "prev", "round", "what", "target", "value", "reason", "by", "created")


def written_decision(decision: Decision) -> Json:
    return {
        "kind": DECISION_KIND,
        "n": decision.n,
        "prev": decision.prev,
        "round": decision.round,
        "what": decision.what.value,
        "target": decision.target,
        "value": _written_decision_value(decision.value),
        "reason": decision.reason,
        "by": decision.by,
        "created": moment_text(decision.created),
    }


def _written_decision_value(value: DecisionValue) -> Json:
    match value:
        case Agreed():
            return {"value": value.value, "dissent": value.dissent, "meeting": value.meeting}
        case Kept():
            return {"keep": list(value.bundles)}
        case _:
            return value


def read_decision(value: Json, place: str = "") -> Decision:
    parts = Part(value, place).parts(*_DECISION_KEYS)
    if parts["kind"].value != DECISION_KIND:
        parts["kind"].refuse(f"is not {DECISION_KIND}")
    what = parts["what"].one_of(What)
    return Decision(
        n=parts["n"].whole(1, LARGEST_INTEGER),
        prev=parts["prev"].hash_or_none(),
        round=parts["round"].match(_ROUND_OR_NONE),
        what=what,
        target=parts["target"].text(_MOST_LINE),
        value=_decision_value(parts["value"], what),
        reason=parts["reason"].text(_MOST_TEXT),
        by=parts["by"].text(_MOST_LINE),
        created=parts["created"].moment(),
    )


def _decision_value(part: Part, what: What) -> DecisionValue:
    match what:
        case What.AGREE:
            parts = part.parts("value", "dissent", "meeting")
            texts = (parts["value"].text(_MOST_TEXT), parts["dissent"].text(_MOST_TEXT))
            return Agreed(*texts, parts["meeting"].text(_MOST_LINE))
        case What.CLOSE if part.value is None:  # closed with all that is here: rounds of the first version
            return None
        case What.REVOKE | What.CLOSE:
            return Kept(tuple(one.match(HASH) for one in part.parts("keep")["keep"].list(MOST_KEPT)))
        case _:
            return None if part.value is None else part.text(_MOST_LINE)
