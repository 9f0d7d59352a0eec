"""The facts of a round as a person fills them in, one by one; the same checks as for a file of them.

May not know which page asked.
"""

import json
from dataclasses import dataclass

from auditdesk.audit.folder import Plan, plan
from auditdesk.audit.reading import read


@dataclass(frozen=True, slots=True)
class RoundFacts:
    """What a coordinator decides before a round starts; days as YYYY-MM-DD.

    `look_back` is from and to; `due` returns, meeting, report; `cases` each with the agencies that audit it;
    `auditors` how many people share the returns of an agency (1 where it is not named).
    """

    round: str
    title: str
    theme: str
    nation: str
    audit_date: str
    look_back: tuple[str, str]
    due: tuple[str, str, str]
    cases: tuple[tuple[str, tuple[str, ...]], ...]
    auditors: tuple[tuple[str, int], ...] = ()
    purpose: str = ""


def planned(facts: RoundFacts) -> Plan:
    """The same plan that a file with these facts would give.

    Raises:
        InputError: R_SHAPE.
    """
    begins, ends = facts.look_back
    returns, meeting, report = facts.due
    body = {
        "round": facts.round,
        "title": facts.title,
        "theme": facts.theme,
        "nation": facts.nation,
        "audit_date": facts.audit_date,
        "look_back": {"from": begins, "to": ends},
        "due": {"returns": returns, "meeting": meeting, "report": report},
        "cases": [{"ref": ref, "agencies": list(agencies)} for ref, agencies in facts.cases],
        "auditors": {agency: str(sharing) for agency, sharing in facts.auditors},
        "purpose": facts.purpose,
    }
    # JSON is YAML: one reader, and so one set of checks, for both ways in.
    return plan(read(json.dumps(body).encode(), facts.round))
