"""auditdesk: multi-agency safeguarding case-file audits. `auditdesk.work` holds the verbs."""

__version__ = "0.1.0"
