"""Chapters 12 and 13: auditors' grades beside agreed ones, and agency beside agency (picture 25).

May not know: answers. Drift of one auditor is for the coordinator alone.
"""

from auditdesk.report.combined.material import Material
from auditdesk.report.document import Block


def moderation(material: Material) -> tuple[Block, ...]:
    return ()


def agency_view(material: Material) -> tuple[Block, ...]:
    return ()
