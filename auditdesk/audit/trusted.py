"""What a reader of sealed files knows and trusts already, by which they are judged.

May not know where it is kept (desk) or how a file is judged (exchange).
"""

from collections.abc import Mapping
from dataclasses import dataclass

from auditdesk.audit.facts import PackSent
from auditdesk.audit.filling import Setting
from auditdesk.audit.people import Person
from auditdesk.audit.round import Round
from auditdesk.form import Tool


@dataclass(frozen=True, slots=True)
class KnownRound:
    """A round that lies on this desk, and what it gives to every return."""

    round: Round
    setting: Setting


@dataclass(frozen=True, slots=True)
class Trusted:
    """People by key line (the desk's own person among them), packs by id, tools by hash, rounds by id."""

    people: Mapping[str, Person]
    packs: Mapping[str, PackSent]
    tools: Mapping[str, Tool]
    rounds: Mapping[str, KnownRound]
