"""The standard wording bank: what a figure says, and what to do more of. Always a draft that people edit.

May not know: figures of a round, pages.
"""

from auditdesk.report.bank.claim import Claim
from auditdesk.report.bank.counted import ABUSE_NAMED, EARLY_HELP_NAMED, MUTILATION_NAMED, PRE_BIRTH_NAMED
from auditdesk.report.bank.exploitation import CSE
from auditdesk.report.bank.missing import MISSING, MISSING_NAMED
from auditdesk.report.bank.needs import KEEP_ON, NEEDS, THEME_NEEDS, TOO_FEW
from auditdesk.report.bank.neglect import NEGLECT, NEGLECT_NAMED
from auditdesk.report.bank.practice import MANAGEMENT_AND_RECORDING, PROCEDURE_AND_HISTORY, VOICE
from auditdesk.report.bank.together import ASSESSMENTS_AND_PLANS, MEETINGS_AND_ESCALATION, REFERRALS

CLAIMS = (
    CSE
    | NEGLECT
    | MISSING
    | VOICE
    | ASSESSMENTS_AND_PLANS
    | MEETINGS_AND_ESCALATION
    | REFERRALS
    | PROCEDURE_AND_HISTORY
    | MANAGEMENT_AND_RECORDING
)
"""By figure id, or for a standard by `standard.<question>`; the order breaks ties between equal shares."""

NAMED = NEGLECT_NAMED | MISSING_NAMED | EARLY_HELP_NAMED | PRE_BIRTH_NAMED | ABUSE_NAMED | MUTILATION_NAMED
"""Counts that no sentence asks for more of, by figure id: what a table calls them."""

__all__ = ["CLAIMS", "KEEP_ON", "NAMED", "NEEDS", "THEME_NEEDS", "TOO_FEW", "Claim"]
