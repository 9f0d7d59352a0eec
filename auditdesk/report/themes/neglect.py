"""Neglect: the tools that were used, chronologies, earlier plans (contracts.md 5)."""

from collections.abc import Iterator

from auditdesk.audit.earlier import Better
from auditdesk.report.counting.cases import Child, sources, where
from auditdesk.report.counting.tally import About, Line, Tally

_TOOL, _CHRONOLOGY, _PLANS = "ng_tool", "hi_chron", "ng_plans"
_NONE = "none"
_GRADED_CARE = frozenset({"gcp2", "gcp2a", "older_gcp"})
_IMPACT = frozenset({"events_with_impact_on_the_child", "multi_agency_with_impact"})
_REPEATED = 2


def lines(kids: tuple[Child, ...]) -> Iterator[Line]:
    yield from _tools(kids)
    yield from _chronologies(kids)
    yield from _plans(kids)


def _tools(kids: tuple[Child, ...]) -> Iterator[Line]:
    """A tool counts as used where any agency's record shows it, unless the meeting settled otherwise."""
    asked = where(kids, lambda kid: bool(kid.told(_TOOL)))
    if not asked:
        return
    what = "children whose record was asked for neglect tools"
    found = {
        "gcp2": where(asked, lambda kid: "gcp2" in _used(kid)),
        "gcp": where(asked, lambda kid: bool(_used(kid) & _GRADED_CARE)),
        "any": where(asked, lambda kid: bool(_used(kid))),
    }
    for name, used in found.items():
        yield _line(f"neg.tool.{name}", what, used, asked, _TOOL, "more")


def _used(kid: Child) -> frozenset[str]:
    agreed = kid.agreed.get(_TOOL)
    values = [agreed.value] if agreed is not None else [value for _, value in kid.told(_TOOL)]
    return frozenset(code for value in values for code in value.split()) - {_NONE}


def _chronologies(kids: tuple[Child, ...]) -> Iterator[Line]:
    """One kind a child; the three add up. Only the kind with impact is a finding for the public."""
    known = where(kids, lambda kid: kid.value(_CHRONOLOGY) is not None)
    if not known:
        return
    what = "children whose record tells of a chronology or of none"
    impact = where(known, lambda kid: kid.value(_CHRONOLOGY) in _IMPACT)
    listed = where(known, lambda kid: kid.value(_CHRONOLOGY) == "list_of_events")
    none = where(known, lambda kid: kid.value(_CHRONOLOGY) == _NONE)
    yield _line("neg.chronology.impact", what, impact, known, _CHRONOLOGY, "more")
    yield _line("neg.chronology.list", what, listed, known, _CHRONOLOGY, is_public=False)
    yield _line("neg.chronology.none", what, none, known, _CHRONOLOGY, "fewer", is_public=False)


def _plans(kids: tuple[Child, ...]) -> Iterator[Line]:
    counted = where(kids, lambda kid: (kid.value(_PLANS) or "").isdecimal())
    if not counted:
        return
    several = where(counted, lambda kid: int(kid.value(_PLANS) or 0) >= _REPEATED)
    what = "children whose earlier plans for neglect were counted"
    yield _line("neg.plans.two_or_more", what, several, counted, _PLANS, "fewer", about="child")


def _line(  # noqa: PLR0913 - a finding, its whole and how it is read
    name: str,
    what: str,
    found: tuple[Child, ...],
    of: tuple[Child, ...],
    question: str,
    better: Better = "",
    *,
    about: About = "practice",
    is_public: bool = True,
) -> Line:
    tally = Tally(
        what, "children", len(found), len(of), behind=len(found), table=name, whole="children", about=about,
        is_public=is_public, better=better,
    )  # fmt: skip
    return Line(name, tally, sources(of, question))
