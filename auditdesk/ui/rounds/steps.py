"""The facts of a round, asked a few at a time. Each step says what is wrong at the box where it is."""

from collections.abc import Callable, Mapping, Sequence
from datetime import date

from PySide6.QtWidgets import QWidget

from auditdesk.audit.round import AGENCY, CASE_REF, ROUND_ID
from auditdesk.ui.fill import days
from auditdesk.ui.parts import Card, ChoiceGroup, Field, LineBox, Option, PlainLabel, TextBox

_MOST_SHARING = 20


class Step(Card):
    """Some fields on one sheet; `problems` shows at each what does not fit and says how many."""

    def __init__(self) -> None:
        self._head = PlainLabel("", "question")
        super().__init__(self._head)
        self.first: QWidget = self

    def name_it(self, heading: str) -> None:
        self._head.setText(heading)

    @property
    def heading(self) -> str:
        return self._head.text()

    def line(self, label: str, hint: str = "") -> tuple[LineBox, Field]:
        box = LineBox()
        field = Field(label, box, hint)
        self.lines.addWidget(field)
        return box, field

    def problems(self) -> int:
        return 0

    def needs(self, field: Field, text: str, *, why_not: str, is_right: bool) -> int:
        """Say at a field that it is open or does not fit."""
        words = "" if text and is_right else why_not
        field.show_error(words)
        return int(bool(words))


class NameStep(Step):
    """Title, id, theme, nation."""

    def __init__(self, themes: Sequence[tuple[str, str]]) -> None:
        super().__init__()
        self.name_it(self.tr("1 of 5: what is audited"))
        self.title, self._title = self.line(
            self.tr("Title"), self.tr("As it stands on the report: Neglect, September 2022")
        )
        self.id, self._id = self.line(
            self.tr("Round id"), self.tr("Short, in capitals and figures: NEG-2022-09. It cannot change.")
        )
        self.theme = ChoiceGroup(self.tr("Theme"), [Option(code, title) for code, title in themes])
        self.nation = ChoiceGroup(
            self.tr("Nation"),
            [
                Option("england", self.tr("England")),
                Option("wales", self.tr("Wales")),
                Option("scotland", self.tr("Scotland")),
                Option("northern_ireland", self.tr("Northern Ireland")),
            ],
        )
        self.nation.show_value("england")
        if len(themes) == 1:
            self.theme.show_value(themes[0][0])
        self._error = PlainLabel("", "error")
        for part in (PlainLabel(self.tr("Theme"), "label"), self._error, self.theme):
            self.lines.addWidget(part)
        self.lines.addWidget(PlainLabel(self.tr("Nation"), "label"))
        self.lines.addWidget(self.nation)
        self.first = self.title

    def problems(self) -> int:
        title, name = self.title.text().strip(), self.id.text().strip()
        found = self.needs(
            self._title, title, why_not=self.tr("Give the round a title."), is_right=bool(title)
        )
        found += self.needs(
            self._id,
            name,
            why_not=self.tr("3 to 24 capitals, figures and hyphens, such as NEG-2022-09."),
            is_right=ROUND_ID.fullmatch(name) is not None,
        )
        words = "" if self.theme.value else self.tr("Error: {0}").format(self.tr("Choose a theme."))
        self._error.setText(words)
        self.theme.show_error(words)
        return found + int(bool(words))


class DatesStep(Step):
    """The days of the round."""

    def __init__(self, today: Callable[[], date]) -> None:
        super().__init__()
        self.name_it(self.tr("2 of 5: dates"))
        self._today = today
        hint = self.tr("Day, month, year: 8 7 2022")
        asked = (
            ("audit_date", self.tr("Audit date"), hint),
            ("from", self.tr("Look back from"), ""),
            ("to", self.tr("Look back to"), ""),
            ("returns", self.tr("Returns due"), ""),
            ("meeting", self.tr("Meeting"), ""),
            ("report", self.tr("Report due"), ""),
        )
        self._boxes: dict[str, tuple[LineBox, Field]] = {}
        for name, label, why in asked:
            box, field = self.line(label, why)
            box.answered.connect(lambda text, one=box: one.show_value(days.day_in_words(self._read(text))))
            self._boxes[name] = (box, field)
        self.first = self._boxes["audit_date"][0]

    def _read(self, text: str) -> str:
        return days.day(text, self._today())

    @property
    def values(self) -> Mapping[str, str]:
        """Each day as YYYY-MM-DD; what cannot be read as it was typed."""
        return {name: self._read(box.text()) for name, (box, _) in self._boxes.items()}

    def problems(self) -> int:
        values, found = self.values, 0
        for name, (box, field) in self._boxes.items():
            why = self.tr("This cannot be read as a day. Day, month, year: 8 7 2022")
            is_day = days.day_in_words(values[name]) != values[name]
            found += self.needs(field, box.text().strip(), why_not=why, is_right=is_day)
        for earlier, later in (("from", "to"), ("returns", "meeting"), ("meeting", "report")):
            if not found and values[earlier] > values[later]:
                words = self.tr("This lies before “{0}”.").format(self._boxes[earlier][0].accessibleName())
                self._boxes[later][1].show_error(words)
                found += 1
        return found


class AgenciesStep(Step):
    """Who audits: one code a line, and how many people share its returns."""

    def __init__(self) -> None:
        super().__init__()
        self.name_it(self.tr("3 of 5: agencies"))
        self.box = TextBox()
        self._field = Field(
            self.tr("Agencies"),
            self.box,
            self.tr(
                "One code a line, as it stands on the auditors’ cards: csc children’s social care, pol "
                "police, hcom community health, edu education. Where several people share the "
                "returns of an agency, say how many: csc 2"
            ),
        )
        self.lines.addWidget(self._field)
        self.first = self.box

    @property
    def values(self) -> tuple[tuple[str, int], ...]:
        """Each agency and how many share; a line that does not fit is left out."""
        return tuple(one for line in _lines(self.box) if (one := _agency(line)) is not None)

    def problems(self) -> int:
        lines, read = _lines(self.box), self.values
        wrong = [line for line in lines if _agency(line) is None]
        names = [name for name, _ in read]
        twice = [name for name in names if names.count(name) > 1]
        words = ""
        if not lines:
            words = self.tr("Name at least one agency.")
        elif wrong:
            words = self.tr("“{0}” is not an agency code: small letters and figures, then a number.").format(
                wrong[0]
            )
        elif twice:
            words = self.tr("{0} stands twice.").format(twice[0])
        self._field.show_error(words)
        return int(bool(words))


class CasesStep(Step):
    """Which children, by reference; which agencies, where not all of them."""

    def __init__(self, agencies: Callable[[], Sequence[str]]) -> None:
        super().__init__()
        self.name_it(self.tr("4 of 5: cases"))
        self._agencies = agencies
        self.box = TextBox()
        self._field = Field(
            self.tr("Cases"),
            self.box,
            self.tr(
                "One reference a line, never a name: NEG22-01. Every agency audits it, unless you name those "
                "that do: NEG22-02: csc, pol"
            ),
        )
        self.lines.addWidget(self._field)
        self.first = self.box

    @property
    def values(self) -> tuple[tuple[str, tuple[str, ...]], ...]:
        found = []
        for line in _lines(self.box):
            ref, _, named = line.partition(":")
            agencies = tuple(named.replace(",", " ").split()) or tuple(self._agencies())
            found.append((ref.strip(), agencies))
        return tuple(found)

    def problems(self) -> int:
        words = self._wrong()
        self._field.show_error(words)
        return int(bool(words))

    def _wrong(self) -> str:
        refs, known = [ref for ref, _ in self.values], set(self._agencies())
        if not refs:
            return self.tr("Name at least one case.")
        for ref, agencies in self.values:
            if CASE_REF.fullmatch(ref) is None:
                return self.tr("“{0}” is not a case reference such as NEG22-01.").format(ref)
            if refs.count(ref) > 1:
                return self.tr("{0} stands twice.").format(ref)
            if unknown := [one for one in agencies if one not in known]:
                return self.tr("{0}: {1} is not among the agencies of step 3.").format(ref, unknown[0])
        return ""


def _lines(box: TextBox) -> list[str]:
    return [line.strip() for line in box.toPlainText().splitlines() if line.strip()]


def _agency(line: str) -> tuple[str, int] | None:
    name, _, many = line.partition(" ")
    many = many.strip() or "1"
    if not AGENCY.fullmatch(name) or not (many.isascii() and many.isdigit()):
        return None
    return (name, int(many)) if 1 <= int(many) <= _MOST_SHARING else None
