"""What the chapters of the restricted edition are made of: figures, view, and the words of the tool.

May not know: pages, and how a figure was counted.
"""

from collections.abc import Mapping
from dataclasses import dataclass

from auditdesk.audit.round import Ref
from auditdesk.form.values import Question
from auditdesk.merge.standing import Standing
from auditdesk.merge.view import View
from auditdesk.report.combined.imprint import Imprint
from auditdesk.report.document import Cell
from auditdesk.report.figures import Figure, Figures
from auditdesk.report.runs import Fact, Num, Runs, Style, Text, Typed

AGENCIES = "agency"
"""The list of agencies in a tool."""


@dataclass(frozen=True, slots=True)
class Material:
    """One round, ready to be written up."""

    figures: Figures
    view: View
    imprint: Imprint

    def figure(self, figure_id: str) -> Figure | None:
        return self.figures.get(figure_id)

    def n(self, figure_id: str) -> int:
        """The count, or 0 where there is no such figure."""
        figure = self.figures.get(figure_id)
        return figure.n or 0 if figure is not None else 0

    def under(self, stem: str) -> Mapping[str, Figure]:
        """The figures `<stem>.<rest>` by `<rest>`, in the order of the report; parts of a round left out."""
        found = {
            id[len(stem) + 1 :]: figure for id, figure in self.figures.items() if id.startswith(f"{stem}.")
        }
        return {rest: figure for rest, figure in found.items() if "@" not in rest}

    def question(self, name: str) -> Question | None:
        tool = self.view.tool
        return tool.question(name) if name in tool else None

    def label(self, name: str) -> str:
        """The question in the tool's words; its name where the tool has none."""
        question = self.question(name)
        return in_english(question.label, name) if question is not None else name

    def choice(self, name: str, code: str) -> str:
        """The words of one choice of a question, or of several codes with spaces between."""
        if self.question(name) is None:
            return code
        return ", ".join(self.view.tool.choice_label(name, each, "en") for each in code.split())

    def agency(self, code: str) -> str:
        """The agency's name, without what stands in brackets."""
        choices = self.view.tool.lists.get(AGENCIES, ())
        label = next((in_english(c.label, code) for c in choices if c.name == code), code)
        return label.partition(" (")[0]

    @property
    def agencies(self) -> tuple[str, ...]:
        """The codes of the agencies that were asked, in the order of the tool's list."""
        asked = {ref.agency for ref in self.view.assignments}
        known = [c.name for c in self.view.tool.lists.get(AGENCIES, ()) if c.name in asked]
        return (*known, *sorted(asked - set(known)))

    @property
    def cases(self) -> tuple[str, ...]:
        return tuple(case.ref for case in self.view.sample.cases)

    def standing(self, ref: Ref) -> Standing | None:
        return self.view.standing.get(ref)

    @property
    def counted(self) -> tuple[Standing, ...]:
        """Every return that counts and is not nil, by case, then in order of agency."""
        return tuple(s for case in self.cases for s in self.view.counted(case) if not s.is_nil)


def in_english(words: Mapping[str, str], otherwise: str) -> str:
    return words.get("en") or next(iter(words.values()), otherwise)


def endings(cases: tuple[str, ...]) -> tuple[str, ...]:
    """What tells case references apart: the part after the last hyphen, where that is enough."""
    ends = tuple(case.rpartition("-")[2] for case in cases)
    return ends if len(set(ends)) == len(cases) else cases


# ── cells ────────────────────────────────────────────────────────────────────────────────────────────────
def words(text: str, style: Style = Style.PLAIN) -> Cell:
    """Our own words."""
    return Cell((Text(text, style),)) if text else Cell()


def typed(text: str, style: Style = Style.PLAIN) -> Cell:
    """The tool's or somebody's words; empty stays empty."""
    return Cell((Typed(text, style),)) if text else Cell()


def code(name: str) -> Cell:
    """A question's or a choice's code, small and grey."""
    return Cell((Fact(name, Style.CODE),))


def counted(figure: Figure | None, style: Style = Style.PLAIN) -> Cell:
    """The number alone; empty where there is no figure."""
    return Cell(number(figure, style))


def shown(figure: Figure | None, style: Style = Style.PLAIN) -> Cell:
    """The figure as it is shown: "5 of 11", "25.5 days"."""
    return Cell((Num(figure.id, figure.shown, style),)) if figure is not None and figure.shown else Cell()


def number(figure: Figure | None, style: Style = Style.PLAIN) -> Runs:
    if figure is None:
        return ()
    return (Num(figure.id, figure.shown if figure.n is None else str(figure.n), style),)
