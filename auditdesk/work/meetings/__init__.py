"""The discussion meeting: agencies side by side, and what was agreed."""

from auditdesk.work.meetings.agreeing import Applied, agree, apply_meeting
from auditdesk.work.meetings.beside import (
    Beside,
    BesideLeft,
    BesideRow,
    Discussed,
    Discussion,
    Reading,
    Said,
    case_beside,
    case_in_words,
)

__all__ = [
    "Applied",
    "Beside",
    "BesideLeft",
    "BesideRow",
    "Discussed",
    "Discussion",
    "Reading",
    "Said",
    "agree",
    "apply_meeting",
    "case_beside",
    "case_in_words",
]
