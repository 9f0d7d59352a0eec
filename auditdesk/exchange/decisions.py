"""Entries of the coordinator's decision log, each signed by itself (formats.md 11). May not know any desk."""

import hashlib

from auditdesk.audit.decisions import Decided, Decision
from auditdesk.audit.written import written_decision
from auditdesk.canonical import canonical
from auditdesk.crypto import Identity
from auditdesk.exchange import sshsig

NAMESPACE = "decision@auditdesk"


def signed(decision: Decision, identity: Identity) -> Decided:
    """The entry as it is kept: its canonical bytes, their hash, an armoured signature over them."""
    entry = canonical(written_decision(decision))
    return Decided(
        hashlib.sha256(entry).hexdigest(), decision, entry, sshsig.sign(identity, entry, NAMESPACE)
    )
