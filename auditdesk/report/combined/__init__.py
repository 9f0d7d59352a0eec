"""The combined report: figures and view → Document, sixteen numbered chapters (domain/report.md 4.2).

May not know: pages, colours, and how anything was counted. The public edition never sees the view.
"""

from auditdesk.merge.view import View
from auditdesk.report.combined import public
from auditdesk.report.combined.appendix import (
    suppression_and_quality,
    tool_and_glossary,
    where_numbers_come_from,
)
from auditdesk.report.combined.children import children
from auditdesk.report.combined.closing import actions, concerns
from auditdesk.report.combined.cover import RESTRICTED_WORDS, cover
from auditdesk.report.combined.findings import findings
from auditdesk.report.combined.headline import headline
from auditdesk.report.combined.imprint import Imprint, imprint_of
from auditdesk.report.combined.material import Material
from auditdesk.report.combined.moderation import agency_view, moderation
from auditdesk.report.combined.recording import meetings, recording
from auditdesk.report.combined.references import numbered_references, with_references, without_references
from auditdesk.report.combined.returns import returns
from auditdesk.report.combined.risk_tools import risk_tools
from auditdesk.report.combined.scope import background, method
from auditdesk.report.combined.then import then_and_now
from auditdesk.report.combined.timing import timeliness
from auditdesk.report.combined.voice import voice
from auditdesk.report.document import Block, Document, PageBreak
from auditdesk.report.figures import Figures

__all__ = ["Imprint", "combined", "imprint_of", "public_edition"]

_CHAPTERS = (
    background,
    method,
    returns,
    children,
    findings,
    timeliness,
    risk_tools,
    meetings,
    voice,
    recording,
    moderation,
    agency_view,
    concerns,
    then_and_now,
    actions,
)
"""Chapters 2 to 16; the headline stands on a page of its own before them."""


def combined(figures: Figures, view: View, imprint: Imprint) -> Document:
    """The restricted edition: every chapter, every reference, every cleared text.

    Raises:
        ValueError: figures of a public edition, with which references would lead nowhere.
    """
    if figures.edition != "restricted":
        raise ValueError(figures.edition)
    material = Material(figures, view, imprint)
    body = (
        *cover(material),
        *headline(material),
        PageBreak(),
        *(block for chapter in _CHAPTERS for block in chapter(material)),
    )
    references = numbered_references(body)
    whole = (
        *with_references(body, references),
        *where_numbers_come_from(material, references),
        *tool_and_glossary(material, body),
        *suppression_and_quality(material),
    )
    return _document(imprint, whole, RESTRICTED_WORDS.partition(":")[0], "OFFICIAL-SENSITIVE")


def public_edition(figures: Figures, imprint: Imprint) -> Document:
    """What may be published: public figures and the imprint, so nothing else can be in it.

    Raises:
        ValueError: figures that are not those of a public edition.
    """
    if figures.edition != "public":
        raise ValueError(figures.edition)
    blocks = without_references(public.blocks(figures, imprint))
    return _document(imprint, blocks, public.EDITION, "OFFICIAL")


def _document(imprint: Imprint, blocks: tuple[Block, ...], edition: str, marking: str) -> Document:
    return Document(
        title=imprint.title,
        subtitle="Multi-agency audit of case files: combined report",
        edition=edition,
        marking=marking,
        round_id=imprint.round_id,
        language="en-GB",
        made_on=imprint.made_on,
        blocks=blocks,
        producer=imprint.producer,
    )
