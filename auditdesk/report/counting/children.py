"""The children in the sample: category, sex, age, stratum, group, voice. May not know practice."""

import re
from collections.abc import Iterator
from dataclasses import replace
from fractions import Fraction

from auditdesk.merge.view import View
from auditdesk.report.counting.cases import NOT_RECORDED, Child, sources, where
from auditdesk.report.counting.tally import Line, Spread, Tally

_SEXES = {"female": "girls", "male": "boys"}


def lines(view: View, kids: tuple[Child, ...]) -> Iterator[Line]:
    """Case-level values by domain/report.md 4.2, section 5."""
    yield Line(
        "children",
        Tally("children whose records were audited", "children", len(kids), behind=len(kids), about="child"),
    )
    yield from _categories(view, kids)
    yield from _sexes(view, kids)
    yield from _parts(kids, "stratum")
    yield from _parts(kids, "group")
    yield from _ages(kids)
    yield from _voice(kids)


def _tally(what: str, found: tuple[Child, ...], of: int, table: str) -> Tally:
    return Tally(
        what, "children", len(found), of, behind=len(found), table=table, whole="children", about="child"
    )


def _categories(view: View, kids: tuple[Child, ...]) -> Iterator[Line]:
    if "cd_cat" not in view.tool or not any(kid.value("cd_cat") for kid in kids):
        return
    known = where(kids, lambda kid: kid.value("cd_cat") is not None)
    for choice in view.tool.question("cd_cat").choices:
        found = where(known, lambda kid, code=choice.name: kid.value("cd_cat") == code)  # type: ignore[misc]
        words = choice.label.get("en", choice.name)
        yield Line(
            f"children.category.{choice.name}",
            _tally(words, found, len(known), "children.category"),
            sources(found, "cd_cat"),
        )


def _sexes(view: View, kids: tuple[Child, ...]) -> Iterator[Line]:
    known = where(kids, lambda kid: kid.value("cd_sex") is not None)
    if not known:
        return
    for choice in view.tool.question("cd_sex").choices:
        found = where(known, lambda kid, code=choice.name: kid.value("cd_sex") == code)  # type: ignore[misc]
        words = _SEXES.get(choice.name, choice.label.get("en", choice.name))
        yield Line(
            f"children.sex.{choice.name}",
            _tally(words, found, len(known), "children.sex"),
            sources(found, "cd_sex"),
        )


def _parts(kids: tuple[Child, ...], name: str) -> Iterator[Line]:
    known = where(kids, lambda kid: bool(getattr(kid.case, name)))
    for part in sorted({getattr(kid.case, name) for kid in known}):
        found = where(known, lambda kid, part=part: getattr(kid.case, name) == part)  # type: ignore[misc]
        slug = re.sub(r"[^a-z0-9]+", "_", part.lower()).strip("_")
        yield Line(f"children.{name}.{slug}", _tally(part, found, len(known), f"children.{name}"))


def _ages(kids: tuple[Child, ...]) -> Iterator[Line]:
    months: dict[Fraction, int] = {}
    known = where(kids, lambda kid: (kid.value("cd_age_m") or "").isdecimal())
    for kid in known:
        age = Fraction(kid.value("cd_age_m") or 0)
        months[age] = months.get(age, 0) + 1
    if known:
        spread = Spread(
            "age at the audit date",
            "children",
            "months",
            months,
            ("min", "max"),
            behind=len(known),
            about="child",
        )
        yield Line("children.age", spread, sources(known, "cd_age_m"))


def _voice(kids: tuple[Child, ...]) -> Iterator[Line]:
    gave = where(kids, lambda kid: any(value == "gave" for _, value in kid.told("fb_child")))
    if any(kid.told("fb_child") for kid in kids):
        what = "children who gave views for the audit"
        tally = replace(_tally(what, gave, len(kids), "children.voice"), better="more")
        yield Line("children.voice", tally, sources(gave, "fb_child"))


def recorded(kid: Child, question: str) -> bool:
    """Whether any return holds more than "not recorded" for a question."""
    return any(value not in NOT_RECORDED for _, value in kid.told(question))
