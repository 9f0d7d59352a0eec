"""A round in memory for tests of the combined report: the real tool, returns and figures by name."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace
from datetime import UTC, date, datetime
from decimal import Decimal
from fractions import Fraction
from functools import cache
from zoneinfo import ZoneInfo

from auditdesk import places
from auditdesk.audit.clocks import Clock, Clocks, Unit
from auditdesk.audit.days import Calendar
from auditdesk.audit.returns import Return, Row, State
from auditdesk.audit.round import Case, Ref, Round, Rules, Sample
from auditdesk.form import At, RowId, Tool, compile, read
from auditdesk.merge.disagreements import disagreements
from auditdesk.merge.standing import AgreedValue, Standing
from auditdesk.merge.view import Given, View
from auditdesk.report import phrases
from auditdesk.report.combined import Imprint, combined, imprint_of, public_edition
from auditdesk.report.document import Document
from auditdesk.report.figures import Edition, Figure, Figures

LONDON = ZoneInfo("Europe/London")
CALENDAR = Calendar({"england": frozenset({date(2015, 1, 1), date(2017, 1, 1)})}, "england")
REVIEW = Clock("CK_CSEREV", Decimal(3), Unit.CALENDAR_MONTHS)


@cache
def tool() -> Tool:
    return compile(read(places.forms() / "tools" / "child-sexual-exploitation.yaml"))


ROUND = Round(
    id="CSE-2016-06",
    title="Child sexual exploitation, June 2016",
    theme="child-sexual-exploitation",
    nation="england",
    timezone="Europe/London",
    audit_date=date(2016, 6, 20),
    match_key="",
    lookback_from=date(2015, 6, 20),
    lookback_to=date(2016, 6, 20),
    due_returns=date(2016, 7, 8),
    due_meeting=date(2016, 7, 20),
    due_report=date(2016, 9, 2),
    purpose="",
    recipient="",
    coordinator="",
)


def case(number: int) -> str:
    return f"CSE16-{number:02}"


def told(
    ref: str,
    answers: Mapping[str, str] | None = None,
    *,
    rows: Iterable[Mapping[str, str]] = (),
    repeat: str = "ac",
    comments: Mapping[str, str] | None = None,
    is_nil: bool = False,
) -> Standing:
    """One return that stands: answers by question, `rows` of one repeat, comments by question."""
    named = Ref.parse(ref)
    assert named is not None
    ids = [RowId(f"row{index:05}") for index, _ in enumerate(rows)]
    values = {At(name): text for name, text in (answers or {}).items()}
    for row, cells in zip(ids, rows, strict=True):
        values |= {At(name, (row,)): text for name, text in cells.items()}
    state = State.NIL if is_nil else State.SIGNED
    ret = Return(
        ref=named,
        form=tool().hash,
        revision=1,
        parent=None,
        state=state,
        started=None,
        finished=None,
        minutes=None,
        concerns=0,
        guard=(),
        rows=tuple(Row(row, repeat) for row in ids),
        answers=(),
        comments=(),
    )
    return Standing(
        ref=named,
        revision=ref,
        signer="k",
        ret=ret,
        tool=tool(),
        values=values,
        asked=frozenset(values),
        missing={},
        comments={At(name): text for name, text in (comments or {}).items()},
        open=(),
    )


def agreed(number: int, about: str, value: str) -> AgreedValue:
    return AgreedValue(case(number), about, value, "", "", "", "d", datetime(2016, 7, 20, tzinfo=UTC))


def view_of(
    agencies: Mapping[int, tuple[str, ...]],
    returns: Iterable[Standing] = (),
    settled: Iterable[AgreedValue] = (),
) -> View:
    """A round with these cases (number → agencies), the returns that came, what the meeting settled."""
    cases = tuple(Case(case(number), asked, asked[0]) for number, asked in agencies.items())
    sample = Sample(cases, tool().hash, {}, 5, Rules(), {})
    standing = {each.ref: each for each in sorted(returns, key=lambda each: each.ref)}
    return View(
        round=ROUND,
        sample=sample,
        tool=tool(),
        given=Given(CALENDAR, Clocks({}, CALENDAR, LONDON)),
        assignments={each.ref: each for each in sample.assignments(ROUND.due_returns)},
        standing=standing,
        second=(),
        agreed={(each.case, each.about): each for each in settled},
        disagreements=disagreements(standing.values()),
        notes=(),
    )


# ── figures ──────────────────────────────────────────────────────────────────────────────────────────────
def count(id: str, n: int, of: int | None = None, *sources: str, what: str = "children") -> Figure:
    """A count with the phrase that belongs to it."""
    phrase = "" if of is None or id.startswith(("returns", "grade", "agreement")) else phrases.phrase(n, of)
    shown = str(n) if of is None else f"{n} of {of}"
    return Figure(id, "count", "children", what, n, of, phrase=phrase, shown=shown, sources=sources)


def text(id: str, shown: str) -> Figure:
    return Figure(id, "text", "children", id, shown=shown)


def series(id: str, values: Mapping[int, int]) -> Figure:
    found = tuple((case(number), Fraction(value)) for number, value in values.items())
    return Figure(id, "series", "children", "longest gap without review", unit="days", values=found)


def standard(question: str, met: int, partly: int, not_met: int) -> tuple[Figure, ...]:
    known = met + partly + not_met
    counts = {"met": met, "partly": partly, "not_met": not_met}
    return tuple(count(f"standard.{question}.{answer}", n, known) for answer, n in counts.items())


def grades(stem: str, *counts: int) -> tuple[Figure, ...]:
    """Outstanding, good, ri, inadequate, not judged, not agreed."""
    names = ("outstanding", "good", "ri", "inadequate", "not_judged", "not_agreed")
    return tuple(count(f"{stem}.{name}", n, sum(counts)) for name, n in zip(names, counts, strict=True))


def figures_of(*figures: Figure, edition: Edition = "restricted") -> Figures:
    return Figures("CSE-2016-06", tool().hash, edition, {figure.id: figure for figure in figures})


def hidden(figure: Figure) -> Figure:
    """As the public edition hides it: no number, no answers; the phrase stays."""
    return replace(figure, n=None, of=None, shown="c", sources=())


# ── documents ────────────────────────────────────────────────────────────────────────────────────────────
@dataclass(frozen=True, slots=True)
class Invented:
    """A round and its figures, ready to be composed."""

    view: View = field(default_factory=lambda: view_of({1: ("csc",)}))
    figures: tuple[Figure, ...] = ()

    def imprint(self) -> Imprint:
        return imprint_of(
            self.view,
            partnership="Harbourshire Safeguarding Children Partnership",
            made_on=ROUND.due_report,
            clocks={"CK_CSEREV": REVIEW},
        )

    def restricted(self) -> Document:
        return combined(figures_of(*self.figures), self.view, self.imprint())

    def public(self) -> Document:
        return public_edition(figures_of(*self.figures, edition="public"), self.imprint())
