"""What a meeting goes through in one case: every aspect that is judged, and every answer that differs."""

from collections.abc import Sequence
from dataclasses import dataclass, replace

from PySide6.QtCore import QCoreApplication

from auditdesk import work
from auditdesk.audit.given import GivenDecision
from auditdesk.ui.parts.rail import Line

_OVERALL = "overall"


@dataclass(frozen=True, slots=True)
class Draft:
    """What was chosen and typed about one judgement, and is not recorded yet."""

    grade: str = ""
    reason: str = ""
    dissent: str = ""


Drafts = dict[tuple[str, str], Draft]
"""By case and what is judged."""


def agenda(found: work.Discussion) -> tuple[work.Discussed, ...]:
    """The overall grade, then what differs, aspects first, then the aspects on which nobody differs.

    Only what can be agreed; nothing, where no return came.
    """
    can = [one for one in found.rows if one.choices and (one.is_aspect or one.row.differs)]
    can.sort(key=lambda one: (one.about != _OVERALL, not one.row.differs, not one.is_aspect))
    return tuple(can) if found.readings else ()


def unanimous(one: work.Discussed) -> str:
    """The code that all of two or more agencies gave; nothing, if they differ or only one spoke."""
    given = [said.value for said in one.said if said.value]
    return given[0] if len(given) > 1 and len(set(given)) == 1 else ""


def next_open(todo: Sequence[work.Discussed], here: int) -> int | None:
    """The place of what is to be agreed next: after `here`, else from the top; None if all is agreed."""
    places = [*range(here + 1, len(todo)), *range(here)]
    return next((place for place in places if not todo[place].agreed), None)


def with_agreed(one: work.Discussed, given: GivenDecision) -> work.Discussed:
    """The same once this was recorded, without reading the case again."""
    row = replace(one.row, agreed=given.value, reason=given.reason, dissent=given.dissent, changed=False)
    return replace(one, row=row, agreed=dict(one.choices).get(given.value, given.value))


def standing(one: work.Discussed) -> str:
    """How the agencies stand to it, in a few words."""
    tr = QCoreApplication.translate
    given = [said for said in one.said if said.value]
    if one.row.differs:
        return tr("Agenda", "Agencies differ")
    if unanimous(one):
        return tr("Agenda", "All agree: {0}").format(given[0].words)
    if given:
        return tr("Agenda", "Only {0}: {1}").format(given[0].who, given[0].words)
    return tr("Agenda", "No agency graded this")


def line(one: work.Discussed) -> Line:
    """The same for the list beside the page: what was agreed, or how the agencies stand to it."""
    if not one.agreed:
        return Line(one.label, standing(one), "warn" if one.row.differs else "open")
    tr = QCoreApplication.translate
    words = tr("Agenda", "Agreed: {0}").format(one.agreed)
    if one.row.changed:
        return Line(one.label, tr("Agenda", "{0}. An answer changed since").format(words), "warn")
    return Line(one.label, words, "done")
